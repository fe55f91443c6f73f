"""Living with ``drafter check``: waivers, an earlier check, forms, and settings of an outline."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cli_running import Run, call_drafter, one_chinese_line

REPORT = (
    "云岭市2025年履行教育职责自评报告\n一、基本情况\n新建学校X所。\n"
    "全市122个县（市、区）中，106个实现达标，占比95.08%。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def check(folder: Path, *more: str | Path) -> Run:
    return call_drafter(folder, "check", "报告.txt", "--select", "PLH,ARI", *more)


def data(folder: Path, *more: str | Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(check(folder, "--format", "json", *more).out)
    return read


def prints(read: dict[str, Any]) -> dict[str, str]:
    return {item["code"]: item["fingerprint"] for item in read["findings"]}


# --- waivers


def test_a_waived_finding_counts_no_more(folder: Path) -> None:
    found = prints(data(folder))
    assert set(found) == {"PLH001", "ARI001"}
    run = check(folder, "--waive", found["PLH001"].upper(), "--reason", "数字未公布，送审时补")
    assert (run.code, run.out) == (0, "")
    assert "已豁免 PLH001 “X所”：数字未公布，送审时补" in run.err
    kept = tomllib.loads((folder / "报告.waivers.toml").read_text(encoding="utf-8"))
    assert [(w["code"], w["excerpt"], w["fingerprint"]) for w in kept["waiver"]] == [("PLH001", "X所", found["PLH001"])]
    again = data(folder)
    assert set(prints(again)) == {"ARI001"}
    assert again["summary"]["error"] == 1
    assert [(w["code"], w["reason"]) for w in again["waived"]] == [("PLH001", "数字未公布，送审时补")]
    assert check(folder, "--waive", found["ARI001"], "--reason", "已核实").code == 0
    assert check(folder).code == 0
    assert len(tomllib.loads((folder / "报告.waivers.toml").read_text(encoding="utf-8"))["waiver"]) == 2


def test_a_waiver_holds_when_the_text_around_moves_and_is_reported_when_it_is_needed_no_more(folder: Path) -> None:
    check(folder, "--waive", prints(data(folder))["PLH001"], "--reason", "待公布")
    moved = REPORT.replace("一、", "按照要求，现报告如下。\n一、").replace("X所。", "X所。全市教育平稳发展。")
    (folder / "报告.txt").write_text(moved, encoding="utf-8")
    assert set(prints(data(folder))) == {"ARI001"}
    (folder / "报告.txt").write_text(REPORT.replace("X所", "3所"), encoding="utf-8")
    assert [w["code"] for w in data(folder)["unused_waivers"]] == ["PLH001"]
    assert "1 条豁免没有用上" in check(folder).out
    # a rule that did not run tells nothing
    assert (
        json.loads(call_drafter(folder, "check", "报告.txt", "--select", "ARI", "--format", "json").out)[
            "unused_waivers"
        ]
        == []
    )


def test_waivers_may_be_kept_elsewhere(folder: Path) -> None:
    found = prints(data(folder))
    assert check(folder, "--waivers", "集中/豁免.toml", "--waive", found["ARI001"], "--reason", "已核实").code == 0
    assert set(prints(data(folder, "--waivers", "集中/豁免.toml"))) == {"PLH001"}
    assert set(prints(data(folder))) == {"PLH001", "ARI001"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--waive", "0" * 12), "豁免要同时写指纹和理由"),
        (("--reason", "好"), "豁免要同时写指纹和理由"),
        (("--waive", "0" * 12, "--reason", "好"), "这次检查没有这个指纹的发现"),
        (("--waivers", "没有.toml"), "找不到豁免文件"),
        (("--since", "没有.json"), "找不到上一次的检查结果"),
        (("--since", "报告.txt"), "不是有效的 JSON"),
        (("--previous", "没有.docx"), "找不到文件"),
        (("--format", "xlsx"), "xlsx 要写到文件。请加 -o"),
        (("--format", "word"), "可用：text、json、html、xlsx、sarif"),
        (("--since", "报告.txt", "-o", "报告.txt"), "输出会覆盖输入的文件"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(folder: Path, more: tuple[str, ...], told: str) -> None:
    assert told in one_chinese_line(check(folder, *more))
    assert {path.name for path in folder.iterdir()} == {"报告.txt"}


# --- since


def test_what_an_edit_has_changed(folder: Path) -> None:
    check(folder, "--format", "json", "-o", "上次.json", "--fail-on", "never")
    changed = REPORT.replace("X所", "3所") + "培训教师xx名。\n"
    (folder / "报告.txt").write_text(changed, encoding="utf-8")
    read = data(folder, "--since", "上次.json")
    assert {item["excerpt"]: item["status"] for item in read["findings"]} == {"95.08%": "same", "xx名": "new"}
    assert {key: read["since"][key] for key in ("file", "new", "same", "fixed")} == {
        "file": "上次.json",
        "new": 1,
        "same": 1,
        "fixed": 1,
    }
    assert read["since"]["fixed_findings"][0]["excerpt"] == "X所"
    text = check(folder, "--since", "上次.json").out
    assert "新增 1，仍在 1，已改 1" in text
    assert "错误 PLH001（新增）" in text


# --- forms


@pytest.mark.parametrize("form", ["text", "json", "html", "xlsx", "sarif"])
def test_every_form_goes_to_a_file(folder: Path, form: str) -> None:
    run = check(folder, "--format", form, "-o", f"out/结果.{form}", "--fail-on", "never")
    assert run.code == 0, run
    assert run.out == ""
    content = (folder / "out" / f"结果.{form}").read_bytes()
    assert content[:2] == b"PK" if form == "xlsx" else "95.08%" in content.decode("utf-8")


def test_sarif_names_the_file_relative_to_the_folder(folder: Path) -> None:
    (folder / "甲").mkdir()
    (folder / "甲" / "报告.txt").write_text(REPORT, encoding="utf-8")
    log = json.loads(call_drafter(folder, "check", "甲/报告.txt", "--format", "sarif").out)
    assert log["runs"][0]["artifacts"] == [{"location": {"uri": "%E7%94%B2/%E6%8A%A5%E5%91%8A.txt"}}]


# --- settings


def test_an_outline_has_settings_of_its_own(folder: Path) -> None:
    (folder / "drafter.toml").write_text(
        '[check]\nselect = ["PLH", "ARI"]\n[check.outline.city-key-points]\nignore = ["ARI"]\n'
        'severity = { PLH001 = "info" }\n',
        encoding="utf-8",
    )

    def codes(*more: str) -> dict[str, str]:
        read = json.loads(call_drafter(folder, "check", "报告.txt", "--format", "json", *more).out)
        return {item["code"]: item["severity"] for item in read["findings"]}

    assert codes() == {"PLH001": "error", "ARI001": "error"}
    assert codes("--outline", "city-key-points") == {"PLH001": "info"}
    assert codes("--outline", "city-key-points", "--ignore", "STY") == {"PLH001": "info", "ARI001": "error"}
    assert codes("--outline", "city-key-points", "--select", "ARI") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[check]\noutline = "city"', "应按提纲 id 分节"),
        ("[check.outline.city-key-points]\nwhy = 1", "不认识的设置 why"),
        ('[check.outline.city-key-points]\nseverity = { STY = "bad" }', "级别“bad”不可用"),
        ('[check.outline.city-key-points]\nselect = ["XYZ"]', "没有规则“XYZ”"),
        ("[check.outline.nowhere]\nselect = []", "nowhere"),
    ],
)
def test_bad_settings_of_an_outline_are_refused(folder: Path, text: str, told: str) -> None:
    (folder / "drafter.toml").write_text(text, encoding="utf-8")
    assert told in one_chinese_line(call_drafter(folder, "check", "报告.txt"))


def test_a_row_in_a_wrong_unit_is_reported_and_the_rest_is_checked(tmp_path: Path) -> None:
    rows = ("指标,本年,上年,单位", "群众满意度,92.4,91.0,分", "一般公共预算教育支出,31,30,所", "小学数,120,119,所")
    (tmp_path / "m.csv").write_text("\n".join(("云岭市2025年指标表", *rows)), encoding="utf-8")
    lines = ["群众满意度达到92.4分，比上年提高1.4分。", "全市小学121所。"]
    lines += ["教育满意度达到95.6%。", "社会满意度为93.4分。"]
    title = "云岭市2025年履行教育职责自评报告\n一、工作成效\n"
    (tmp_path / "r.txt").write_text(title + "\n".join(lines) + "\n一般公共预算教育支出31亿元。\n", encoding="utf-8")
    run = call_drafter(tmp_path, "check", "r.txt", "--metrics", "m.csv", "--format", "json", "-o", "r.json")
    assert run.code == 1, run
    found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["findings"]
    told = [(finding["code"], finding["severity"], finding["excerpt"]) for finding in found]
    # a score is held against the score and a percentage against nothing; what was left out is held against nothing
    assert told == [("MET009", "error", ""), ("NUM001", "error", "121所"), ("NUM001", "error", "93.4分")]
    assert [item["ref"] for item in found[0]["evidence"]] == ["m.csv!CSV!B4", "m.csv!CSV!C4"]
