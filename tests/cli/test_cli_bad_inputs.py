"""Bad usage and bad input: one Chinese line, exit code 2, nothing left behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from cli_running import Run, call_drafter, one_chinese_line, run_drafter

from drafter.cli.usage import explain
from drafter.files import safe_name
from drafter.resources import bundled

CITY = bundled("examples", "city")
METRICS = CITY / "metrics.xlsx"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
DRAFT = ("draft", "--outline", "city-key-points", "--engine", "offline", "-o", "out.docx")


def refused(folder: Path, *arguments: str | Path, run: Callable[..., Run] = call_drafter) -> str:
    """The line of a refusal, after which the folder is as it was."""
    before = {p: p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}
    line = one_chinese_line(run(folder, *arguments))
    after = {p: p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}
    assert after == before
    return line


@pytest.mark.parametrize(
    ("module", "package"), [("numpy", "numpy"), ("langchain_chroma.vectorstores", "langchain-chroma"), ("a_typo", "")]
)
def test_a_package_left_out_is_one_line_and_a_defect_is_none(module: str, package: str) -> None:
    line = explain(ModuleNotFoundError(f"No module named {module!r}", name=module))
    assert (line is None) == (not package)
    assert line is None or line.startswith(f"缺少组件 {package}。请运行 pip install {package}")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "缺少命令"),
        (["nothing"], "没有命令 nothing"),
        (["drat"], "没有命令 drat，是不是 'draft'"),
        (["draft", "--bogus"], "没有选项 --bogus"),
        (["draft", "-o", "a.docx"], "缺少选项 --metrics"),
        (["draft", "--metrics", "m.xlsx"], "缺少选项 --output"),
        (["draft", "--metrics", "m.xlsx", "-o", "a.docx"], "缺少提纲"),
        ([*DRAFT, "--metrics", "m.xlsx", "--year", "today"], "选项 --year 的值不对：应为整数"),
        ([*DRAFT, "--metrics"], "选项 --metrics 缺少值"),
        ([*DRAFT, "--metrics", "m.xlsx", "more"], "多余的参数 more"),
        ([*DRAFT, "--metrics", "m.xlsx", "--strict=1"], "选项 --strict 不能带值"),
        ([*DRAFT, "--metrics", "m.xlsx", "--engine", "magic"], "“magic”不是可用的引擎"),
        ([*DRAFT[:-1], "out.doc", "--metrics", "m.xlsx"], "要以 .docx 结尾"),
        (["draft", "--outline", "nothing", "--metrics", "m.xlsx", "-o", "a.docx"], "没有提纲“nothing”"),
        (["check"], "缺少参数 FILE"),
        (["check", "a.docx", "--format", "pdf"], "“pdf”不是可用的格式"),
        (["check", "a.docx", "--fail-on", "all"], "“all”不是可用的级别"),
        (["check", "a.docx", "--select", "NOPE"], "没有规则“NOPE”"),
        (["check", "a.docx", "--outline", "nothing"], "没有提纲“nothing”"),
        (["check", "a.docx"], "找不到文件"),
        (["ingest", "x.md"], "缺少选项 --kind"),
        (["ingest", "--kind", "sample"], "缺少参数 PATH"),
        (["ingest", "x.md", "--kind", "sample"], "找不到文件"),
        (["search"], "缺少参数 QUERY"),
        (["search", "x", "-k", "0"], "条数至少是 1"),
        (["search", "x", "-k", "many"], "应为整数"),
        (["search", "x", "--kind", "poem"], "poem"),
        (["search", "x", "--kb", "nowhere"], "nowhere"),
        (["outlines", "nothing"], "没有提纲“nothing”"),
        (["indicators", "学前毛入园"], "是不是“学前三年毛入园率”"),
        (["indicators", "zzz"], "没有指标“zzz”"),
        (["policies", "nothing"], "没有政策“nothing”"),
        (["rules", "ZZZ999"], "没有规则“ZZZ999”"),
        (["export", "a.report.json", "-o", "a.docx"], "找不到文件"),
        (["export", "a.report.json", "-o", "a.txt"], "要以 .docx 结尾"),
    ],
    ids=lambda value: " ".join(map(str, value))[:40] if isinstance(value, list) else None,
)
def test_bad_usage(tmp_path: Path, arguments: list[str], words: str) -> None:
    assert words in refused(tmp_path, *arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "缺少命令"),
        (["nothing"], "没有命令 nothing"),
        ([*DRAFT, "--metrics", "m.xlsx", "--year", "today"], "应为整数"),
        ([*DRAFT, "--metrics", "m.xlsx"], "找不到文件"),
        (["check", "a.docx", "--select", "NOPE"], "没有规则“NOPE”"),
        (["search", "x", "--kb", "nowhere"], "nowhere"),
    ],
    ids=["no command", "unknown command", "no number", "no file", "no rule", "no library"],
)
def test_bad_usage_through_the_real_entry_point(tmp_path: Path, arguments: list[str], words: str) -> None:
    assert words in refused(tmp_path, *arguments, run=run_drafter)


def empty_sheet(path: Path) -> None:
    openpyxl.Workbook().save(path)


def text_in_a_number_cell(path: Path) -> None:
    book = openpyxl.load_workbook(METRICS)
    book["指标"]["C12"].value = "约四百亿"
    book.save(path)


def truncated(path: Path) -> None:
    path.write_bytes(METRICS.read_bytes()[:5000])


def wrong_kind(path: Path) -> None:
    shutil.copy(next((CITY / "materials").glob("*.docx")), path)


def only_a_header(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["指标", "本年", "上年"])  # type: ignore[union-attr]
    book.save(path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b""), "文件是空的"),
        (lambda path: path.write_bytes(b"nonsense" * 50), "不是有效的 .xlsx 文件"),
        (truncated, "不是有效的 .xlsx 文件"),
        (lambda path: path.write_bytes(OLE), "文件已加密，或是旧版格式"),
        (wrong_kind, "不是 .xlsx 文件"),
        (lambda path: path.mkdir(), "文件夹"),
        (empty_sheet, "m.xlsx"),
        (only_a_header, "没有任何一行数据"),
        (text_in_a_number_cell, "m.xlsx!指标!C12"),
        (lambda path: None, "找不到文件"),
    ],
    ids=["empty", "nonsense", "truncated", "encrypted", "a docx", "a folder", "no table", "no rows", "text", "missing"],
)
def test_bad_metrics(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    make(tmp_path / "m.xlsx")
    line = refused(tmp_path, *DRAFT, "--metrics", "m.xlsx")
    assert words in line
    assert "m.xlsx" in line


def test_metrics_of_an_unknown_kind(tmp_path: Path) -> None:
    (tmp_path / "m.pdf").write_bytes(b"%PDF")
    assert ".xlsx" in refused(tmp_path, *DRAFT, "--metrics", "m.pdf")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("r.docx", b"", "文件是空的"),
        ("r.docx", b"PK nonsense", "不是有效的 .docx 文件"),
        ("r.docx", OLE, "文件已加密，或是旧版格式"),
        ("r.docx", METRICS.read_bytes(), "不是 .docx 文件"),
        ("r.doc", OLE, "请在 WPS 或 Word 中另存为 .docx"),
        ("r.pdf", b"%PDF", "不是有效的 PDF，或已损坏"),
        ("r.wps", OLE, "请在 WPS 或 Word 中另存为 .docx"),
        ("r.txt", b"\x00\x01\x02\xff" * 9, "不是文本文件"),
        ("r.report.json", b"{}", "不是 drafter 的报告文件"),
        ("r.report.json", b"{", "不是有效的 JSON"),
    ],
)
def test_bad_reports(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    line = refused(tmp_path, "check", name)
    assert words in line
    assert name in line


@pytest.mark.parametrize("content", [b"{}", b"{", b'{"schema": 1, "sections": 5}', b"\x00\xff"])
def test_bad_report_files_for_export(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "r.report.json").write_bytes(content)
    assert "r.report.json" in refused(tmp_path, "export", "r.report.json", "-o", "out.docx")


def test_missing_materials(tmp_path: Path) -> None:
    assert "找不到材料文件夹" in refused(tmp_path, *DRAFT, "--metrics", METRICS, "--materials", "nowhere")
    (tmp_path / "r.txt").write_text("石溪县2025年自评报告\n一、情况\n很好。\n", encoding="utf-8")
    assert "找不到材料文件夹" in refused(tmp_path, "check", "r.txt", "--materials", "nowhere")


def test_one_bad_write_up_is_a_notice(tmp_path: Path) -> None:
    (tmp_path / "materials").mkdir()
    (tmp_path / "materials" / "市财政局.docx").write_bytes(OLE)
    run = call_drafter(tmp_path, *DRAFT, "--metrics", METRICS, "--materials", "materials")
    assert run.code == 0
    assert "注意：材料 市财政局.docx：文件已加密" in run.err


@pytest.mark.parametrize("blocked", ["out.docx", "out.report.json", "out.evidence.xlsx"])
def test_a_folder_in_the_way(tmp_path: Path, blocked: str) -> None:
    (tmp_path / blocked).mkdir()
    assert f"{blocked}：输出位置是一个文件夹" in refused(tmp_path, *DRAFT, "--metrics", METRICS)


def test_a_file_where_a_folder_is_needed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    line = refused(tmp_path, *DRAFT[:-1], "file/out.docx", "--metrics", METRICS)
    assert "无法创建输出文件夹" in line
    assert "这是一个文件，需要文件夹" in refused(tmp_path, "demo", "-o", "file")
    assert "无法创建输出文件夹" in refused(tmp_path, "export", "r.report.json", "-o", "file/out.docx")


def test_results_never_replace_inputs(tmp_path: Path) -> None:
    shutil.copy(METRICS, tmp_path / "out.evidence.xlsx")
    assert "out.evidence.xlsx：输出会覆盖输入的文件" in refused(tmp_path, *DRAFT, "--metrics", "out.evidence.xlsx")
    (tmp_path / "out.evidence.xlsx").unlink()
    (tmp_path / "materials").mkdir()
    (tmp_path / "materials" / "out.docx").write_bytes(b"x")
    given = (*DRAFT[:-1], "materials/out.docx", "--metrics", METRICS, "--materials", "materials")
    assert "materials/out.docx：输出会覆盖输入的文件" in refused(tmp_path, *given)


def test_bad_settings_stop_every_command_that_reads_them(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text("[report]\nyear = '去年'\n", encoding="utf-8")
    for arguments in (["doctor"], [*DRAFT, "--metrics", str(METRICS)], ["search", "x"]):
        assert "drafter.toml report.year" in refused(tmp_path, *arguments)


def test_names_made_of_regions_stay_in_their_folder(tmp_path: Path) -> None:
    for region in ("../..", "../../etc/云岭市", "a/b", "..\\..\\x", "云岭市\x00", "CON", "."):
        name = safe_name(f"{region}2025年自评报告")
        target = (tmp_path / f"{name}.docx").resolve()
        assert target.parent == tmp_path.resolve()
        assert not {"/", "\\", "\0"} & set(name)
