"""The bundled example, end to end: every figure proved, every trap left out, the same bytes each time."""

from __future__ import annotations

import hashlib
import itertools
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cli_running import environment
from drafting_making import CITY, OUTLINE, example_draft, section_text, texts, whole_text
from rapidfuzz import fuzz

from drafter.checking import CheckRequest, check_file
from drafter.checking.text.statements import statements
from drafter.drafting.screening import flow_of
from drafter.findings import Severity, State
from drafter.reading import read_document
from drafter.rendering import render_docx, render_evidence
from drafter.report import report_to_json

TRAPS = {
    "96.20%": "与指标表矛盾",
    "61.20%": "与指标表矛盾",
    "68.15亿元": "2022年",
    "1835处": "2023年",
    "泊云市": "其他地方（泊云市）",
    "望江县": "其他地方（望江县）",
    "请忽略以上要求": "指令",
}
_NAMED = re.compile(r"《[^》]+》")


@pytest.fixture(scope="module")
def docx_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "draft.docx"
    path.write_bytes(render_docx(example_draft().report))
    return path


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Rows of each sheet of the evidence workbook by their titles."""
    path = tmp_path_factory.mktemp("example") / "evidence.xlsx"
    path.write_bytes(render_evidence(example_draft().report))
    book = openpyxl.load_workbook(path)
    sheets = {}
    for sheet in book:
        titles, *rows = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [dict(zip(map(str, titles), row, strict=True)) for row in rows]
    book.close()
    return sheets


def rest_on_something(sentence: Any) -> bool:
    supported = {"material", "policy", "metric"} & {s.kind for s in sentence.support}
    return bool(sentence.figures or supported or _NAMED.search(sentence.text))


# --- figures


def test_every_figure_of_the_docx_is_in_the_evidence_workbook_with_its_place(
    docx_path: Path, workbook: dict[str, list[dict[str, Any]]]
) -> None:
    rows = [row for row in workbook["佐证对照表"] if row["数字"]]
    placed = re.compile(r"^(?:metrics\.xlsx!指标![A-Z]\d+|.+\.docx#p\d+|\w+#[\w-]+)$")
    by_sentence: dict[str, set[str]] = {}
    for row in rows:
        assert all(placed.match(ref) for ref in str(row["位置"]).splitlines()), row
        by_sentence.setdefault(str(row["句子"]), set()).add(str(row["数字"]))
    document = read_document(docx_path)
    found = 0
    for paragraph in document.paragraphs:
        inside = {text: figures for text, figures in by_sentence.items() if text in paragraph.text}
        covered = []
        for text, figures in inside.items():
            start = paragraph.text.index(text)
            for figure in figures:
                covered += [(start + m.start(), start + m.end()) for m in re.finditer(re.escape(figure), text)]
        if paragraph.part != "body" or paragraph.text.startswith("【"):
            continue
        for statement in statements([flow_of(paragraph.text)]):
            for figure in statement.figures:
                found += 1
                # the checker counts 以上 to a figure, a slot does not print it
                printed = paragraph.text[figure.start : figure.end]
                digits = re.search(r"[\d.:]+|[一二三四五六七八九十百千万两零]+", printed)
                assert digits, figure.text
                start, end = figure.start + digits.start(), figure.start + digits.end()
                assert any(a <= start and end <= b for a, b in covered), (figure.text, paragraph.text)
    assert found >= 250


def test_the_checker_proves_every_figure(docx_path: Path) -> None:
    result = check_file(CheckRequest(docx_path, metrics=CITY / "metrics.xlsx", materials=CITY / "materials"))
    errors = [f for f in result.findings if f.severity is Severity.ERROR and f.code != "PLH005"]
    assert errors == []
    figures = result.coverage.figures
    assert figures[State.PROVED] == figures.total() >= 250
    assert result.coverage.count_relations()[State.REFUTED] == 0
    gaps = [f for f in result.findings if f.code == "PLH005"]
    assert len(gaps) == sum(gap.printed for gap in example_draft().report.gaps)
    assert result.outline == OUTLINE


def test_every_figure_has_a_source_and_stands_where_it_says() -> None:
    for _, _, sentence in example_draft().report.sentences():
        for figure in sentence.figures:
            assert sentence.text[figure.start : figure.end] == figure.text
            assert figure.sources, (figure.text, sentence.text)
        assert not sentence.marked


def test_derived_figures_show_their_formula(workbook: dict[str, list[dict[str, Any]]]) -> None:
    derived = [f for _, _, s in example_draft().report.sentences() for f in s.figures if f.formula]
    assert len(derived) >= 10
    listed = {(row["数字"], row["测算方法"]) for row in workbook["测算说明表"]}
    assert {(f.text, f.formula) for f in derived} <= listed
    assert all("metrics.xlsx!指标!" in str(row["运算数及单元格"]) for row in workbook["测算说明表"])


# --- what stays out


@pytest.mark.parametrize(("trap", "reason"), TRAPS.items())
def test_traps_stay_out_and_are_listed(trap: str, reason: str, workbook: dict[str, list[dict[str, Any]]]) -> None:
    assert trap not in whole_text(example_draft().report)
    (row,) = [row for row in workbook["未采用材料"] if trap in str(row["原句"])]
    assert reason in str(row["原因"])


def test_the_repeated_sentence_is_used_once(workbook: dict[str, list[dict[str, Any]]]) -> None:
    assert whole_text(example_draft().report).count("教育集团58个") == 1
    (row,) = [row for row in workbook["未采用材料"] if "教育集团58个" in str(row["原句"])]
    assert row["原因"] == "与已采用的句子重复"


def test_no_trap_of_the_readme_is_forgotten_here() -> None:
    readme = (CITY / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.partition("## 材料中的陷阱")[2].splitlines() if line.startswith("| 0")]
    told = [*TRAPS, "教育集团58个"]
    assert len(rows) == len(told)
    assert all(any(trap in row for trap in told) for row in rows)


# --- how it reads


def test_most_sentences_rest_on_something() -> None:
    told = [s for _, _, s in example_draft().report.sentences() if s.origin != "gap"]
    share = sum(map(rest_on_something, told)) / len(told)
    assert share >= 0.9, share  # the promise is 0.7
    assert len(told) >= 100


def test_no_two_sentences_are_alike() -> None:
    told = [s.text for _, _, s in example_draft().report.sentences() if s.origin != "gap"]
    masked = [re.sub(r"\d[\d.]*", "0", text) for text in told]
    alike = [
        (a, b)
        for (a, plain_a), (b, plain_b) in itertools.combinations(zip(told, masked, strict=True), 2)
        if fuzz.ratio(a, b) >= 90 or fuzz.ratio(plain_a, plain_b) >= 95
    ]
    assert alike == []


def test_no_paragraph_opens_like_the_one_before() -> None:
    body = [p for s, p in example_draft().report.paragraphs() if s is not None and p.lead]
    assert all(a.lead != b.lead for a, b in itertools.pairwise(body))


def test_length_and_order() -> None:
    draft = example_draft()
    text = whole_text(draft.report)
    low, high = draft.outline.length
    assert low <= len(text) <= high
    items = [p.item for s, p in draft.report.paragraphs() if s is not None and p.lead]
    wanted = [item.id for _, item in draft.outline.items()]
    assert items == [item for item in wanted if item in items]
    required = [item.id for _, item in draft.outline.items() if not item.optional]
    assert set(required) <= set(items)


def test_sentences_are_sentences() -> None:
    for text in texts(example_draft().report):
        assert text.endswith(("。", "】")), text
        assert not re.search(r"\[\[|\]\]|\{|\}|None|nan|，，|。。|；。|、、|我局|我科|我委", text), text


# --- gaps and shortfalls


def test_missing_figures_are_asked_for_once(workbook: dict[str, list[dict[str, Any]]]) -> None:
    text = whole_text(example_draft().report)
    for wanted in (
        "党政主要负责人上思政课次数",
        "教师培训经费占公用经费比例",
        "明厨亮灶覆盖率",
        "考试安全的情况",
        "乱收费治理的情况",
    ):
        assert len(re.findall(rf"【待补充：[^】]*{wanted}", text)) == 1
        assert any(wanted in str(row["需要补充的内容"]) for row in workbook["待补清单"])
    assert all(row["请向谁索取"] for row in workbook["待补清单"])


def test_shortfalls_are_owned_and_answered(workbook: dict[str, list[dict[str, Any]]]) -> None:
    report = example_draft().report
    problems, measures = section_text(report, "problems"), section_text(report, "measures")
    rows = workbook["未达标指标"]
    assert {row["本年值"] for row in rows} == {"48.34%", "96.57%", "18316.40元"}
    for row in rows:
        assert str(row["本年值"]) in problems
        assert str(row["问题表述"]) in problems
        assert str(row["整改措施"]) in measures
    assert "1.66个百分点" in problems
    assert re.search(r"公办园在园幼儿占比达到50%以上", measures)
    assert re.search(r"97%以上", measures)
    ids = {s.id: len(s.sections) for s in report.sections}
    assert ids["problems"] == ids["measures"] == 8


def test_the_two_own_indicators_are_kept() -> None:
    metrics = example_draft().metrics
    own = [metrics.dictionary[i].name for i in metrics.ids() if metrics.dictionary[i].own]
    assert own == ["县域普通高中托管帮扶学校数", "名师工作室数"]


# --- the same bytes

_MAKE = """
import hashlib, sys
from pathlib import Path
from drafter.drafting import DraftRequest, draft_report
from drafter.rendering import render_docx, render_evidence
from drafter.report import report_to_json
city = Path(sys.argv[1])
made = draft_report(DraftRequest(sys.argv[2], city / "metrics.xlsx", city / "materials", engine="offline")).report
for content in (render_docx(made), report_to_json(made).encode(), render_evidence(made)):
    print(hashlib.sha256(content).hexdigest())
"""


def test_same_inputs_same_bytes_in_any_process() -> None:
    report = example_draft().report
    here = [
        hashlib.sha256(content).hexdigest()
        for content in (render_docx(report), report_to_json(report).encode(), render_evidence(report))
    ]
    for seed, zone in (("0", "Asia/Shanghai"), ("4242", "America/New_York")):
        done = subprocess.run(
            [sys.executable, "-c", _MAKE, str(CITY), OUTLINE],
            env=environment(PYTHONHASHSEED=seed, TZ=zone, LC_ALL="C"),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == here
