"""A figure changed by hand in the finished DOCX: the checker finds it, names its source and the right value."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from drafting_making import CITY, OUTLINE, example_draft

from drafter.checking import CheckRequest, CheckResult, check_file
from drafter.findings import Finding, Severity
from drafter.rendering import render_docx


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edits") / "draft.docx"
    path.write_bytes(render_docx(example_draft().report))
    return path


def edit(source: Path, target: Path, old: str, new: str, around: str = "") -> Path:
    """Replace ``old`` once, in the one run of the paragraph that also holds ``around``."""
    document = docx.Document(str(source))
    places = [
        (paragraph, run)
        for paragraph in document.paragraphs
        if around in paragraph.text
        for run in paragraph.runs
        if old in run.text
    ]
    assert places, (old, around)
    _, run = places[0]
    run.text = run.text.replace(old, new, 1)
    document.save(str(target))
    return target


def errors(path: Path) -> tuple[CheckResult, list[Finding]]:
    result = check_file(CheckRequest(path, metrics=CITY / "metrics.xlsx", materials=CITY / "materials"))
    found = [f for f in result.findings if f.severity is Severity.ERROR and f.code != "PLH005"]
    for finding in found:
        place = finding.place
        paragraph = next(p for p in result.document.paragraphs if p.index == place.paragraph)
        assert paragraph.text[place.start : place.end] == finding.excerpt
    return result, found


#: kind, words around it, as drafted, as typed over, cell or passage, the right value
EDITS = [
    ("level", "一般公共预算教育支出78.62", "78.62", "79.62", "metrics.xlsx!指标!C13", "78.62亿元"),
    ("level twice named", "学生体质健康优良率为51.36%", "51.36%", "53.16%", "!指标!", "51.36%"),
    ("share", "九年义务教育巩固率达到98.36%", "98.36%", "98.63%", "!指标!", "98.36%"),
    ("change", "双师型教师占比", "2.52个百分点", "3.52个百分点", "!指标!", "2.52个百分点"),
    ("list member", "幼儿园、小学、普通高中和中职", "17452.75元", "17425.75元", "!指标!", "17452.75元"),
    ("growth in a list", "幼儿园、小学、普通高中和中职", "2.03%", "2.30%", "!指标!", "2.03%"),
    ("total", "各级各类学校", "1221所", "1231所", "!指标!", "1221所"),
    ("part of a total", "其中公办园268所", "公办园268所", "公办园286所", "!指标!", "268所"),
    ("figure of a passage", "完成412个学校党支部", "412个", "421个", "01-市委教育工委.docx#p", "412"),
    ("money of a passage", "收回闲置资金1860万元", "1860万元", "1680万元", "02-市财政局.docx#p", "1860"),
    ("last year's value", "落实率由上年的96.88%", "96.88%", "98.68%", "!指标!", "96.88%"),
    ("headcount", "专职思政教师1962名", "1962名", "1926名", "!指标!", "1962"),
]


@pytest.mark.parametrize(("kind", "around", "old", "new", "ref", "right"), EDITS, ids=[e[0] for e in EDITS])
def test_one_changed_figure_is_one_error_on_its_words(
    kind: str, around: str, old: str, new: str, ref: str, right: str, drafted: Path, tmp_path: Path
) -> None:
    result, found = errors(edit(drafted, tmp_path / "edited.docx", old, new, around))
    assert len(found) == 1, [(f.code, f.excerpt, f.message) for f in found]
    (finding,) = found
    digits = re.search(r"[\d.]+", new)
    assert digits
    text = next(p.text for p in result.document.paragraphs if p.index == finding.place.paragraph)
    at = text.index(new)
    assert finding.place.start < at + len(new)
    assert at < finding.place.end
    assert digits.group() in finding.excerpt
    told = finding.message + finding.suggestion + "".join(e.ref + e.text for e in finding.evidence)
    assert ref in told
    assert right in told


def test_a_reversed_direction_is_found(drafted: Path, tmp_path: Path) -> None:
    path = edit(drafted, tmp_path / "edited.docx", "比上年提高2.52个百分点", "比上年下降2.52个百分点", "双师型")
    _, found = errors(path)
    assert len(found) == 1
    assert "提高" in found[0].message


def test_an_untouched_draft_has_no_error(drafted: Path) -> None:
    assert errors(drafted)[1] == []


def without(source: Path, target: Path, section_id: str) -> Path:
    """The draft without a section: from its heading to the next heading."""
    headings = {s.heading: s.id for s in example_draft().outline.walk()}
    document = docx.Document(str(source))
    inside = False
    for paragraph in list(document.paragraphs):
        ending = next((headings[h] for h in headings if paragraph.text.endswith(h) and len(paragraph.text) < 40), "")
        inside = ending == section_id if ending else inside
        if inside:
            paragraph._p.getparent().remove(paragraph._p)
    document.save(str(target))
    return target


def told(findings: list[Finding]) -> str:
    return "".join(f.message + f.suggestion + "".join(e.text for e in f.evidence) for f in findings)


@pytest.mark.parametrize("section_id", ["party", "reform", "equity", "teachers", "safety", "ideology"])
def test_a_deleted_section_is_missed_by_its_items(section_id: str, drafted: Path, tmp_path: Path) -> None:
    path = without(drafted, tmp_path / "cut.docx", section_id)
    result = check_file(CheckRequest(path, OUTLINE, CITY / "metrics.xlsx", CITY / "materials"))
    found = [f for f in result.findings if f.severity is Severity.ERROR and f.code != "PLH005"]
    section = next(s for s in example_draft().outline.walk() if s.id == section_id)
    assert found
    assert {f.code for f in found} <= {"REQ001", "REQ002", "STR003"}  # what is gone, and the number it leaves out
    for finding in [f for f in found if f.code != "STR003"]:
        assert any(item.lead in finding.message for item in section.items), finding.message
    others = [item.lead for s, item in example_draft().outline.items() if s.id != section_id]
    assert not any(lead in told(found) for lead in others)


def test_a_whole_section_gone_is_one_finding_that_names_its_items(drafted: Path, tmp_path: Path) -> None:
    path = without(drafted, tmp_path / "cut.docx", "safety")
    result = check_file(CheckRequest(path, OUTLINE, CITY / "metrics.xlsx", CITY / "materials"))
    (finding,) = [f for f in result.findings if f.code == "REQ001"]
    section = next(s for s in example_draft().outline.walk() if s.id == "safety")
    assert section.heading in finding.message
    assert all(item.lead in finding.message for item in section.items)
