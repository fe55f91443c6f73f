"""Every command through the real entry point: output, streams, exit codes, settings."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from cli_running import Run, call_drafter, environment, one_chinese_line, run_drafter
from model_server import ModelServer

from drafter.resources import bundled

CITY = bundled("examples", "city")
METRICS, MATERIALS = CITY / "metrics.xlsx", CITY / "materials"
COMMANDS = (
    "demo",
    "draft",
    "check",
    "ingest",
    "search",
    "outlines",
    "indicators",
    "policies",
    "rules",
    "export",
    "doctor",
)
KEY = "sk-secret-of-the-test-1234567890"
HEAVY = ("chromadb", "langchain", "langchain_core", "langchain_openai", "openai", "docx", "openpyxl", "numpy", "lxml")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished draft of the example: draft.docx, draft.report.json, draft.evidence.xlsx."""
    folder = tmp_path_factory.mktemp("work")
    run = draft(folder, "draft.docx")
    assert run.code == 0, run
    return folder


def draft(folder: Path, output: str, *more: str | Path, run: Callable[..., Run] = run_drafter, **settings: str) -> Run:
    given = ("--outline", "city-key-points", "--metrics", METRICS, "--materials", MATERIALS, "-o", output)
    engine = () if "--engine" in more else ("--engine", "offline")
    return run(folder, "draft", *given, *engine, *more, **settings)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# --- help and start


def test_help_lists_every_command_in_chinese(tmp_path: Path) -> None:
    run = run_drafter(tmp_path, "--help")
    assert run.code == 0
    assert run.err == ""
    for command in COMMANDS:
        assert re.search(rf"^ +{command} +.*[一-鿿]", run.out, re.MULTILINE), command
    assert "用法：" in run.out
    assert not re.search(r"Usage|Options|Commands|Arguments|Show this", run.out)
    assert run_drafter(tmp_path, "-h").out == run.out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command(tmp_path: Path, command: str) -> None:
    run = call_drafter(tmp_path, command, "--help")
    assert run.code == 0
    assert not re.search(r"Usage|Options:|Arguments:|\[default|\[required\]|Show this", run.out)
    assert "显示帮助" in run.out


@pytest.mark.parametrize(
    "arguments", [["--help"], ["draft", "--help"], ["--version"], ["check", "--bogus"], ["outlines"], ["rules"]]
)
def test_nothing_heavy_is_imported_to_start(tmp_path: Path, arguments: list[str]) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['drafter', *{arguments!r}]\n"
        "from drafter.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('HEAVY', [m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert "HEAVY []" in done.stderr, done.stderr


def test_version(tmp_path: Path) -> None:
    import drafter

    run = run_drafter(tmp_path, "--version")
    assert (run.code, run.out, run.err) == (0, f"drafter {drafter.__version__}\n", "")


def test_output_into_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m drafter indicators --json | head -c 1"
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout == "["
    assert "Traceback" not in done.stderr


# --- draft


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('[check]\nignore = ["PLH"]\n', "检查：错误 0，警告 0"),
        ('[check.outline.city-key-points]\nseverity = { PLH = "warning" }\n', "检查：错误 0，警告 "),
        ('[check]\nselect = ["XYZ"]\n', "drafter.toml check.select：没有规则“XYZ”"),
    ],
)
def test_draft_is_checked_by_the_rules_that_the_settings_choose(tmp_path: Path, setting: str, told: str) -> None:
    metrics = str(bundled("examples", "city") / "metrics.xlsx")
    given = ["draft", "--outline", "city-key-points", "--metrics", metrics, "--engine", "offline", "-o", "out.docx"]
    plain = call_drafter(tmp_path, *given)
    assert "检查：错误 0" not in plain.err  # without write-ups much stays to be filled in
    (tmp_path / "drafter.toml").write_text(setting, encoding="utf-8")
    assert told in call_drafter(tmp_path, *given).err


def test_draft_writes_three_files_and_speaks_on_stderr(work: Path, tmp_path: Path) -> None:
    run = draft(tmp_path, "out.docx")
    assert run.code == 0
    assert run.out == ""
    assert names(tmp_path) == {"out.docx", "out.report.json", "out.evidence.xlsx"}
    assert re.search(r"^《云岭市人民政府2025年履行教育职责自评报告》：\d+ 句，\d+ 个数", run.err, re.MULTILINE)
    assert "未达标指标 3 个" in run.err
    assert [line for line in run.err.splitlines() if line.startswith("已写入")] == [
        "已写入 out.docx",
        "已写入 out.report.json",
        "已写入 out.evidence.xlsx",
    ]
    for kind in ("docx", "report.json"):
        assert (tmp_path / f"out.{kind}").read_bytes() == (work / f"draft.{kind}").read_bytes()
    # the evidence links to the report by its name
    linked = [
        zipfile.ZipFile(folder / f"{name}.evidence.xlsx") for folder, name in ((tmp_path, "out"), (work, "draft"))
    ]
    held = [{part: book.read(part).replace(b"out.docx", b"draft.docx") for part in book.namelist()} for book in linked]
    assert held[0] == held[1]


def test_draft_takes_region_and_year_from_the_command_line_first(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text(
        '[report]\nregion = "山岭市"\nyear = 2024\noutline = "city-key-points"\n'
        'signer = "山岭市教育局"\ndate = 2026-03-20\n',
        encoding="utf-8",
    )
    given = ("draft", "--metrics", METRICS, "--engine", "offline", "-o", "out.docx")
    by_file = run_drafter(tmp_path, *given)
    assert "《山岭市人民政府2024年履行教育职责自评报告》" in by_file.err, by_file
    report = json.loads((tmp_path / "out.report.json").read_text(encoding="utf-8"))
    assert (report["signer"], report["date"]) == ("山岭市教育局", "2026-03-20")
    by_line = run_drafter(tmp_path, *given, "--region", "海岭市", "--year", "2025")
    assert "《海岭市人民政府2025年履行教育职责自评报告》" in by_line.err


def test_strict_writes_nothing_when_the_check_finds_errors(tmp_path: Path) -> None:
    run = draft(tmp_path, "out.docx", "--strict", run=call_drafter)
    assert run.code == 1
    assert "未写 DOCX（--strict）" in run.err
    assert names(tmp_path) == set()


def test_new_folders_are_made(tmp_path: Path) -> None:
    assert draft(tmp_path, "a/b/out.docx", run=call_drafter).code == 0
    assert names(tmp_path / "a" / "b") == {"out.docx", "out.report.json", "out.evidence.xlsx"}


def test_a_region_that_climbs_out_of_the_folder_stays_inside(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    for number, region in enumerate(("../../云岭市", "/云岭市", "..\\云岭市")):
        assert draft(inside, f"{number}.docx", "--region", region, run=call_drafter).code == 0
        report = json.loads((inside / f"{number}.report.json").read_text(encoding="utf-8"))
        assert report["region"] == "云岭市"
    assert "不像行政区名" in one_chinese_line(draft(inside, "out.docx", "--region", "../..", run=call_drafter))
    assert names(tmp_path) == {"inside"}
    assert len(names(inside)) == 9


# --- a model


def test_engine_llm_without_a_model(tmp_path: Path) -> None:
    line = one_chinese_line(draft(tmp_path, "out.docx", "--engine", "llm"))
    assert "没有配置模型" in line
    assert "DRAFTER_MODEL" in line


def dead_server(folder: Path) -> dict[str, str]:
    """Settings of a server that is not there, which is tried twice only: that retries end is tested with the model."""
    (folder / "drafter.toml").write_text("[model]\nretries = 1\n", encoding="utf-8")
    return {"DRAFTER_MODEL": "m", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": KEY}


def test_engine_llm_with_a_dead_server(tmp_path: Path) -> None:
    settings = dead_server(tmp_path)
    run = draft(tmp_path, "out.docx", "--engine", "llm", **settings)
    assert "连接不上" in one_chinese_line(run, code=3)
    assert KEY not in run.both
    assert names(tmp_path) == {"drafter.toml"}


def test_engine_auto_falls_back_and_says_so(tmp_path: Path) -> None:
    settings = dead_server(tmp_path)
    run = draft(tmp_path, "out.docx", "--engine", "auto", **settings)
    assert run.code == 0
    assert "已改用离线文本" in run.err
    assert json.loads((tmp_path / "out.report.json").read_text(encoding="utf-8"))["engine"] == "offline"


def test_engine_llm_with_a_server(tmp_path: Path) -> None:
    with ModelServer() as server:
        settings = {"DRAFTER_MODEL": "m", "OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": KEY}
        run = draft(tmp_path, "out.docx", "--engine", "llm", **settings)
    assert run.code == 0, run
    assert "模型撰写" in run.err
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert KEY not in run.both
    assert KEY.encode() not in written
    assert json.loads((tmp_path / "out.report.json").read_text(encoding="utf-8"))["engine"] == "llm"


# --- check


def check(work: Path, *more: str | Path, run: Callable[..., Run] = run_drafter) -> Run:
    return run(work, "check", "draft.docx", "--metrics", METRICS, "--materials", MATERIALS, *more)


def test_check_prints_text_on_stdout_and_fails_on_errors(work: Path) -> None:
    run = check(work)
    assert run.code == 1
    assert run.err == ""
    assert re.match(r"draft\.docx：错误 \d+，警告 0，提示 0", run.out)
    assert "错误 PLH005" in run.out


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--fail-on", "never"], 0),
        (["--fail-on", "warning"], 1),
        (["--ignore", "PLH005"], 0),
        (["--ignore", "plh，NUM"], 0),
        (["--select", "ARI,NUM"], 0),
        (["--select", "PLH"], 1),
        (["--select", "PLH", "--ignore", "PLH005"], 0),
        (["--outline", "city-key-points", "--region", "云岭市", "--year", "2025", "--ignore", "PLH005"], 0),
    ],
)
def test_exit_codes_of_check(work: Path, more: list[str], code: int) -> None:
    run = check(work, *more, run=call_drafter)
    assert run.code == code, run.out
    assert run.err == ""


def test_check_as_json_keeps_the_contract(work: Path) -> None:
    run = check(work, "--format", "json")
    assert run.code == 1
    data: dict[str, Any] = json.loads(run.out)
    named = ["schema", "file", "outline", "region", "year", "summary", "findings", "coverage"]
    assert list(data) == [*named, "waived", "unused_waivers", "since"]
    assert (data["schema"], data["file"], data["outline"]) == (1, "draft.docx", "city-key-points")
    assert (data["region"], data["year"]) == ("云岭市", 2025)
    assert set(data["summary"]) == {"error", "warning", "info"}
    assert data["summary"]["error"] == len(data["findings"])
    document = [p.text for p in docx.Document(str(work / "draft.docx")).paragraphs]
    for finding in data["findings"]:
        assert set(finding) == {
            *("code", "rule", "severity", "message", "excerpt", "location"),
            *("evidence", "suggestion", "fingerprint", "also"),
        }
        assert set(finding["location"]) == {"part", "section", "paragraph", "start", "end"}
        assert any(finding["excerpt"] in text for text in document)
    assert set(data["coverage"]) == {"figures", "items", "citations", "claims", "relations", "not_checked"}
    figures = data["coverage"]["figures"]
    assert set(figures) == {"found", "proved", "refuted", "unsupported", "not_checked"}
    assert figures["found"] == figures["proved"] > 250


def test_check_into_a_file(work: Path, tmp_path: Path) -> None:
    run = check(work, "--format", "json", "-o", tmp_path / "check.json", "--fail-on", "never", run=call_drafter)
    assert (run.code, run.out) == (0, "")
    assert re.search(r"已写入 .*check\.json\n错误 \d+，警告 0，提示 0", run.err)
    assert json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))["schema"] == 1


def test_check_reads_the_settings(work: Path, tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text('[check]\nignore = ["PLH005"]\n', encoding="utf-8")
    given = ("check", work / "draft.docx", "--metrics", METRICS, "--materials", MATERIALS)
    assert call_drafter(tmp_path, *given).code == 0
    assert call_drafter(tmp_path, *given, "--ignore", "NUM").code == 1  # the line beats the file


def test_check_reads_reports_and_plain_text(work: Path, tmp_path: Path) -> None:
    run = run_drafter(work, "check", "draft.report.json", "--metrics", METRICS, "--select", "NUM,ARI")
    assert run.code == 0, run
    text = tmp_path / "报告.txt"
    text.write_text("石溪县2025年履行教育职责自评报告\n一、情况\n全县投入资金XX万元。\n", encoding="utf-8")
    run = run_drafter(tmp_path, "check", text, "--format", "json")
    assert run.code == 1
    assert any(f["code"].startswith("PLH") for f in json.loads(run.out)["findings"])


def test_check_never_replaces_what_it_reads(work: Path) -> None:
    before = (work / "draft.docx").read_bytes()
    assert "输出会覆盖输入的文件" in one_chinese_line(check(work, "-o", "./draft.docx"))
    assert (work / "draft.docx").read_bytes() == before


# --- catalogue


@pytest.mark.parametrize(
    ("command", "one", "keys"),
    [
        ("outlines", "city-key-points", {"id", "name", "level", "title", "length", "sections"}),
        (
            "indicators",
            "公办园在园幼儿占比",
            {"id", "name", "aliases", "unit", "kind", "office", "thresholds"},
        ),
        ("policies", "preschool_reform_2018", {"id", "title", "number", "status", "clauses", "issuer", "date"}),
        ("rules", "plh005", {"code", "rule", "title", "severity", "what", "why", "bad", "good", "source"}),
    ],
)
def test_catalogues(tmp_path: Path, command: str, one: str, keys: set[str]) -> None:
    every = run_drafter(tmp_path, command, "--json")
    assert (every.code, every.err) == (0, "")
    listed = json.loads(every.out)
    assert isinstance(listed, list)
    assert all(keys <= set(entry) for entry in listed)
    single = json.loads(call_drafter(tmp_path, command, one, "--json").out)
    assert single in listed
    page = call_drafter(tmp_path, command, one)
    assert (page.code, page.err) == (0, "")
    name = str(single.get("name") or single.get("title"))
    assert name in page.out
    lines = call_drafter(tmp_path, command).out
    assert all(str(entry.get("id") or entry.get("code")) in lines for entry in listed)


# --- library


def test_search_as_text_and_json(tmp_path: Path) -> None:
    run = run_drafter(tmp_path, "search", "公办园占比", "-k", "3", "--json")
    assert run.code == 0, run
    data = json.loads(run.out)
    assert list(data) == ["query", "results"]
    assert [hit["rank"] for hit in data["results"]] == [1, 2, 3]
    assert all(
        {"rank", "score", "kind", "title", "heading", "text", "source", "metadata"} <= set(h) for h in data["results"]
    )
    text = call_drafter(tmp_path, "search", "公办园占比", "-k", "1", "--kind", "policy", "--explain")
    assert text.out.startswith("1. 《")
    assert "得分" in text.out


def test_ingest_and_search_ones_own(tmp_path: Path) -> None:
    report = tmp_path / "样本.md"
    report.write_text(
        "# 青岭市2024年履行教育职责自评报告\n\n## 一、学前教育\n\n"
        "全市推行“小园联盟”办园模式，乡镇园与村级园统一管理、统一教研，办园水平稳步提升。\n",
        encoding="utf-8",
    )
    (tmp_path / "图.png").write_bytes(b"x")
    first = run_drafter(tmp_path, "ingest", report, "图.png", "--kind", "sample")
    assert first.code == 0, first
    assert first.out.startswith("新增 1 份，更新 0 份，未变 0 份")
    assert "图.png" in first.err
    assert (tmp_path / ".drafter" / "kb").is_dir()
    assert "未变 1 份" in call_drafter(tmp_path, "ingest", report, "--kind", "sample").out
    found = call_drafter(tmp_path, "search", "小园联盟 办园模式", "--kb", ".drafter/kb", "-k", "1")
    assert "小园联盟" in found.out, found


def test_search_without_hits_says_so(tmp_path: Path) -> None:
    run = call_drafter(tmp_path, "search", "zzzzqqqq", "--kind", "policy", "-k", "1", "--json")
    assert run.code == 0
    assert isinstance(json.loads(run.out)["results"], list)


# --- export, demo, doctor


def test_export_gives_the_same_docx(work: Path, tmp_path: Path) -> None:
    run = run_drafter(tmp_path, "export", work / "draft.report.json", "-o", "again.docx")
    assert (run.code, run.out) == (0, "")
    assert call_drafter(tmp_path, "export", work / "draft.report.json", "-o", "again.docx") == run
    assert (tmp_path / "again.docx").read_bytes() == (work / "draft.docx").read_bytes()


def test_fonts_of_the_settings(work: Path, tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text('[docx]\nbody = "仿宋"\n', encoding="utf-8")
    assert run_drafter(tmp_path, "export", work / "draft.report.json", "-o", "again.docx").code == 0
    assert (tmp_path / "again.docx").read_bytes() != (work / "draft.docx").read_bytes()


def test_demo(tmp_path: Path) -> None:
    run = run_drafter(tmp_path, "demo")
    assert run.code == 0, run
    name = "云岭市2025年自评报告"
    made = {f"{name}{ending}" for ending in (".docx", ".report.json", ".evidence.xlsx", ".检查.txt", ".检查.html")}
    assert made <= names(tmp_path / "drafter-demo")
    assert "检查：错误" in run.out
    again = call_drafter(tmp_path, "demo", "-o", "other")
    assert again.code == 0
    for file in made:
        assert (tmp_path / "other" / file).read_bytes() == (tmp_path / "drafter-demo" / file).read_bytes()


def test_doctor_tells_what_could_be_contacted_but_no_key(tmp_path: Path) -> None:
    quiet = run_drafter(tmp_path, "doctor")
    assert quiet.code == 0
    assert "没有，全部在本机完成" in quiet.out
    settings = {
        "DRAFTER_MODEL": "m",
        "OPENAI_BASE_URL": "https://user:password@model.example:8443/v1?token=t0ken",
        "OPENAI_API_KEY": KEY,
        "DRAFTER_KB": "http://kb.example:8000/reports",
    }
    for more in ((), ("--json",)):
        run = call_drafter(tmp_path, "doctor", *more, **settings)
        assert run.code == 0
        assert "https://model.example:8443" in run.out
        assert "http://kb.example:8000" in run.out
        for secret in (KEY, "password", "t0ken", "user:"):
            assert secret not in run.both
    data = json.loads(run_drafter(tmp_path, "doctor", "--json", **settings).out)
    assert {"drafter", "python", "platform", "settings", "model", "addresses", "packages", "office"} <= set(data)
    assert call_drafter(tmp_path, "doctor", DRAFTER_KB="http://h:abc/").code == 0
    assert "缺 OPENAI_API_KEY" in call_drafter(tmp_path, "doctor", DRAFTER_MODEL="m").out


# --- interruptions


@pytest.mark.parametrize(("error", "code", "words"), [(KeyboardInterrupt, 130, "已中断。"), (BrokenPipeError, 0, "")])
def test_interruptions(
    error: type[BaseException], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import drafter.outlines

    def stop() -> None:
        raise error

    monkeypatch.setattr(drafter.outlines, "load_outlines", stop)
    run = call_drafter(tmp_path, "outlines")
    assert (run.code, run.err.strip()) == (code, words)


def test_ingest_says_what_it_could_not_take(tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "坏.docx").write_bytes(b"x")
    (folder / "图.png").write_bytes(b"x")
    (folder / "好.md").write_text(
        "# 青岭市教育条例\n\n第一条 各县应当办好公办幼儿园，按时拨付经费。\n", encoding="utf-8"
    )
    run = call_drafter(tmp_path, "ingest", "文件", "--kind", "policy")
    assert run.code == 0, run
    assert "未收入" in run.err
    assert "坏.docx" in run.err
    assert "图.png：不支持的文件类型" in run.err
