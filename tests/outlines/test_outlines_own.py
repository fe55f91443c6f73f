"""A user's own folder of knowledge, as the README shows it; and an outline derived from a report."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from cli_running import call_drafter

from drafter.errors import InputError
from drafter.facts import load_dictionary
from drafter.library import Library, load_policies
from drafter.outlines import load_outlines, read_outline
from drafter.outlines.deriving import Part, derive_outline
from drafter.resources import bundled

ROOT = Path(__file__).resolve().parents[2]


def recipe(name: str) -> tuple[dict[str, str], list[str]]:
    """The files of the example of a README, by path, and the commands after them."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n# (knowledge/\S+)\n(.*?)```", text, re.DOTALL)
    files = dict(blocks)
    (files["own.csv"],) = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    (commands,) = re.findall(r"```\n(drafter outlines shixi\n.*?)```", text, re.DOTALL)
    return files, commands.splitlines()


def write(folder: Path, files: dict[str, str]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")


def test_both_readmes_tell_the_same_recipe() -> None:
    assert recipe("README.md") == recipe("README.zh-CN.md")


def test_the_recipe_of_the_readme_works(tmp_path: Path) -> None:
    files, commands = recipe("README.md")
    assert len([path for path in files if "policies" in path]) == 2
    write(tmp_path, files)
    done = []
    for line in commands:
        program, *arguments = shlex.split(line)
        assert program == "drafter"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DRAFTER_EMBEDDER": "lexical"}
        environment.pop("DRAFTER_KNOWLEDGE", None)
        done.append(
            subprocess.run(
                [sys.executable, "-m", "drafter", *arguments],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
        )
        assert done[-1].returncode == 0, line + done[-1].stdout + done[-1].stderr
    assert "办好免费校车" in done[0].stdout
    report = (tmp_path / "own.report.json").read_text(encoding="utf-8")
    text = json.dumps(json.loads(report), ensure_ascii=False)
    assert "18条" in text
    assert "校车线路不足" in text, "the user's own floor is owned"
    assert "石溪县农村学生免费校车管理办法" in text or "教育民生实事" in text
    assert "有误 0，无出处 0" in done[2].stdout
    assert "必备要点 2 项：已作答 2" in done[2].stdout


def test_the_users_own_comes_on_top_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = len(load_outlines()), len(load_dictionary()), len(load_policies())
    write(tmp_path, recipe("README.md")[0])
    write(tmp_path, {"knowledge/lexicon/own.yaml": "- {say: 免费校车, heard: [大鼻子车]}\n"})
    replaced = bundled("knowledge", "policies", "phone_2021.yaml").read_text(encoding="utf-8")
    write(tmp_path, {"knowledge/policies/phone_2021.yaml": replaced.replace("禁止带入课堂", "一律不得带入教学楼")})
    monkeypatch.chdir(tmp_path)
    assert (len(load_outlines()), len(load_dictionary()), len(load_policies())) == (
        ours[0] + 1,
        ours[1] + 3,
        ours[2] + 2,
    )
    floors = load_dictionary()["own_bus_routes"].floors("county", 2024)
    assert [threshold.value for threshold in floors] == [20]
    with Library.open(dense=False) as library:
        hits = library.search("大鼻子车", kind="policy", k=2)
        assert {hit.passage.id.partition("#")[0] for hit in hits} == {"own_bus_2024", "own_plan_2024"}
        assert all(hit.own for hit in hits)
        assert library.search("大巴接送学生", kind="policy", k=1)[0].passage.id == "own_bus_2024#routes"
        (phone,) = [passage for passage in library.passages if passage.id.startswith("phone_2021#")]
        assert "教学楼" in phone.text
    monkeypatch.chdir(ROOT)
    assert len(load_policies()) == ours[2], "a checkout of drafter is no folder of the user's"
    monkeypatch.setenv("DRAFTER_KNOWLEDGE", str(tmp_path / "knowledge"))
    assert "shixi" in load_outlines()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("indicators/a.yaml", "- {id: a, name: 甲}"),
        (
            "policies/a.yaml",
            "id: b\ntitle: 乙\nissuer: 丙\ndate: '2024'\nstatus: in force\nclauses: [{id: c, text: 丁。}]",
        ),
        ("outlines/a.yaml", "id: a"),
        ("items/a.yaml", "a: 1"),
        ("lexicon/a.yaml", "- {say: 甲}"),
    ],
)
def test_a_bad_file_of_the_users_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, content: str
) -> None:
    write(tmp_path / "knowledge", {path: content})
    monkeypatch.chdir(tmp_path)
    load = {"indicators": load_dictionary, "policies": load_policies, "lexicon": lambda: Library.official("甲")}
    with pytest.raises(InputError, match="a.yaml"):
        load.get(path.partition("/")[0], load_outlines)()


# --- derived outlines -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["county-standard-heyang-2024", "province-narrative-xinan-2023"])
def test_an_outline_derived_from_a_report_is_loadable_and_fits_it(tmp_path: Path, sample: str) -> None:
    source = bundled("knowledge", "samples", f"{sample}.md")
    run = call_drafter(tmp_path, "outline-new", "--from", source, "-o", "knowledge/outlines/mine.yaml")
    assert run.code == 0, run.err
    outline = read_outline(tmp_path / "knowledge" / "outlines" / "mine.yaml")
    assert outline.level == sample.split("-", maxsplit=1)[0]
    assert outline.title.startswith("{region}人民政府")
    assert "{year}年" in outline.title
    assert len(list(outline.items())) >= 20
    assert {"problems", "measures"} <= {section.role for section in outline.walk()}
    headings = [section.heading for section in outline.walk()]
    text = source.read_text(encoding="utf-8")
    assert all(heading in text for heading in headings)
    checked = call_drafter(
        tmp_path, "check", source, "--outline", "mine", "--select", "REQ", "--format", "json", "--fail-on", "never"
    )
    items = json.loads(checked.out)["coverage"]["items"]
    assert items["missing"] <= 0.15 * sum(items.values())


def test_what_no_shared_item_answers_becomes_an_item_of_its_own() -> None:
    parts = [Part(1, "校园冰雪运动推广情况", ("组织活动。",)), Part(1, "存在的问题"), Part(1, "上轮反馈问题整改情况")]
    data = derive_outline(parts, "ice", "冰雪", "city", "{region}{year}年报告")
    (own,) = data["sections"][0]["items"]
    assert own["id"] == "own_s1"
    assert own["ask"] == "校园冰雪运动推广的情况"
    assert [section.get("role", "body") for section in data["sections"]] == ["body", "problems", "body"]
    yaml.safe_dump(data, allow_unicode=True)
    with pytest.raises(InputError, match="编号"):
        derive_outline([], "x", "x", "city", "x")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "没有.docx", "-o", "a.yaml"), "没有.docx"),
        (("--from", "a.md", "-o", "提纲.yaml"), "提纲文件名"),
        (("--from", "a.md", "-o", "a.txt"), "提纲文件名"),
        (("--from", "a.md", "-o", "a.yaml"), "哪一级"),
        (("--from", "a.md", "-o", "a.yaml", "--level", "city"), "编号"),
        (("--from", "a.md", "-o", "there.yaml"), "已经存在"),
    ],
)
def test_what_cannot_be_derived_is_one_line(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    (tmp_path / "a.md").write_text("随便写写\n没有标题。\n", encoding="utf-8")
    (tmp_path / "there.yaml").write_text("x", encoding="utf-8")
    run = call_drafter(tmp_path, "outline-new", *arguments)
    assert run.code == 2
    assert told in run.err
    assert not (tmp_path / "a.yaml").exists()
