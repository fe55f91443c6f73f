"""Each of the six forms drafted offline from its example: clean under our own checker, supported, honest, readable."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from drafting_making import CITY, section_text, whole_text
from rapidfuzz import fuzz

from drafter.checking import CheckRequest, CheckResult, check_file
from drafter.drafting import Draft, DraftRequest, draft_report
from drafter.findings import Severity, State
from drafter.rendering import render_docx, render_evidence
from drafter.report import Report, Sentence
from drafter.resources import bundled

PROVINCE, COUNTY = bundled("examples", "province"), bundled("examples", "county")
COUNTIES = bundled("examples", "counties.xlsx")
CITY_FILES, PROVINCE_FILES = (CITY / "metrics.xlsx", CITY), (PROVINCE / "metrics.csv", PROVINCE)
#: outline -> its example's sheet and folder
FORMS: Mapping[str, tuple[Path, Path]] = {
    "city-key-points": CITY_FILES,
    "city-selfcheck-table": CITY_FILES,
    "city-comprehensive": CITY_FILES,
    "province-key-points": PROVINCE_FILES,
    "province-narrative": PROVINCE_FILES,
    "county-standard": (COUNTY / "metrics.xlsx", COUNTY),
}
#: example -> indicators below their floors
BELOW = {
    CITY: {"public_kindergarten_share", "disabled_enrolment_rate", "per_pupil_edu_exp_junior"},
    PROVINCE: {"public_kindergarten_share", "per_pupil_edu_exp_senior"},
    COUNTY: {"disabled_enrolment_rate", "backbone_rotation_rate"},
}
REGIONS = [
    *("澄阳区", "南渡区", "望山县", "清沂县", "石溪县", "松陵县"),
    *("浔桥区", "芦汀县", "岚屏县", "鹿原区", "桐泽县", "铜坪县"),
]
_NAMED = re.compile(r"《[^》]+》")
_BROKEN = re.compile(
    r"\[\[|\]\]|\{|\}|None|nan|，，|。。|；。|、、|，。|：。|我局|我科|我委|我厅|其中，[^。]{0,20}低于|底线要求"
    r"|(?:每生每年){2}|^[，、；]|。[，、；]|达到为|为为|的的|市市(?!场)|(?<!的)要求要求"
)


@dataclass(frozen=True)
class Made:
    """A draft, its DOCX and what the checker says of it with the same inputs."""

    draft: Draft
    path: Path
    result: CheckResult


@cache
def draft_of_form(outline: str) -> Draft:
    sheet, folder = FORMS[outline]
    return draft_report(DraftRequest(outline, sheet, folder / "materials", engine="offline"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    folder = tmp_path_factory.mktemp("forms")
    found = {}
    for outline, (sheet, example) in FORMS.items():
        draft = draft_of_form(outline)
        path = folder / f"{outline}.docx"
        path.write_bytes(render_docx(draft.report))
        request = CheckRequest(path, outline=outline, metrics=sheet, materials=example / "materials")
        found[outline] = Made(draft, path, check_file(request))
    return found


def told(report: Report) -> list[Sentence]:
    return [s for _, _, s in report.sentences() if s.origin != "gap"]


def supported(sentence: Sentence) -> bool:
    kinds = {"material", "policy", "metric"} & {s.kind for s in sentence.support}
    return bool(sentence.figures or kinds or _NAMED.search(sentence.text))


def must_read_well(report: Report) -> None:
    """What any draft must keep to, whatever it was made from."""
    for text in (s.text for _, _, s in report.sentences()):
        assert text.endswith(("。", "】")), text
        assert not _BROKEN.search(text), text
    sentences = [s.text for s in told(report)]
    alike = [(a, b) for a, b in itertools.combinations(sentences, 2) if fuzz.ratio(a, b) >= 90]
    assert alike == []
    for _, paragraph in report.paragraphs():
        assert paragraph.text.count("【待补充") <= 1, paragraph.text
    for sentence in told(report):
        for figure in sentence.figures:
            assert sentence.text[figure.start : figure.end] == figure.text
            assert figure.sources, (figure.text, sentence.text)


@pytest.mark.parametrize("outline", FORMS)
def test_our_own_checker_finds_only_what_is_missing(outline: str, made: dict[str, Made]) -> None:
    result = made[outline].result
    wrong = [f for f in result.findings if f.severity is Severity.ERROR and f.code != "PLH005"]
    assert wrong == [], [(f.code, f.excerpt, f.message) for f in wrong]
    printed = sum(gap.printed for gap in made[outline].draft.report.gaps)
    assert len([f for f in result.findings if f.code == "PLH005"]) == printed
    figures = result.coverage.figures
    assert figures[State.REFUTED] == 0
    assert figures[State.PROVED] == figures.total() >= 150  # each has its cell, passage or clause
    assert result.coverage.count_relations()[State.REFUTED] == 0


@pytest.mark.parametrize("outline", FORMS)
def test_shortfalls_are_owned_and_answered(outline: str) -> None:
    report = draft_of_form(outline).report
    assert {s.indicator for s in report.shortfalls} == BELOW[FORMS[outline][1]]
    roles = {section.id: section.role for section in draft_of_form(outline).outline.walk()}
    problems = "".join(section_text(report, i) for i, role in roles.items() if role in ("problems", "combined"))
    measures = "".join(section_text(report, i) for i, role in roles.items() if role in ("measures", "combined"))
    for shortfall in report.shortfalls:
        assert shortfall.value in problems
        assert shortfall.problem in problems
        assert shortfall.policy.partition("（")[0] in problems
        if roles.get("improvement") != "combined":
            assert shortfall.measure in measures
    # told where the figure stands too, never only at the end
    body = whole_text(report).partition(report.shortfalls[0].problem)[0]
    assert body.count("已列入存在的问题") + body.count("作为问题列入整改") >= len(report.shortfalls)


@pytest.mark.parametrize("outline", FORMS)
def test_most_sentences_rest_on_something(outline: str) -> None:
    sentences = told(draft_of_form(outline).report)
    assert sum(map(supported, sentences)) / len(sentences) >= 0.9  # the promise is 0.7
    assert len(sentences) >= 70


@pytest.mark.parametrize("outline", FORMS)
def test_it_reads_as_a_report_of_its_length(outline: str) -> None:
    draft = draft_of_form(outline)
    must_read_well(draft.report)
    low, high = draft.outline.length
    assert low <= len(whole_text(draft.report)) <= high


@pytest.mark.parametrize("outline", FORMS)
def test_every_figure_is_in_the_evidence_workbook(outline: str, tmp_path: Path) -> None:
    report = draft_of_form(outline).report
    (tmp_path / "e.xlsx").write_bytes(render_evidence(report))
    book = openpyxl.load_workbook(tmp_path / "e.xlsx", read_only=True)
    titles, *rows = book["佐证对照表"].iter_rows(values_only=True)
    sentence, figure, place = (titles.index(name) for name in ("句子", "数字", "位置"))
    listed = {(row[sentence], row[figure]) for row in rows if row[figure]}
    assert all(row[place] for row in rows if row[figure])
    assert {(s.text, f.text) for s in told(report) for f in s.figures} <= listed
    book.close()


def test_the_narrative_is_an_addressed_document() -> None:
    report = draft_of_form("province-narrative").report
    assert report.title == "江岭省人民政府关于2025年履行教育职责情况的自评报告"
    assert report.addressee == "国务院教育督导委员会办公室"
    assert report.number == "【待补充：发文字号，请向省政府办公厅索取】"
    assert report.signer == "江岭省人民政府"
    assert all(not draft_of_form(other).report.addressee for other in FORMS if other != "province-narrative")


def test_the_county_answers_what_was_found_last_time() -> None:
    report = draft_of_form("county-standard").report
    section = next(s for s in report.walk() if s.id == "rectified")
    opening, *rows = section.paragraphs
    assert opening.text == "上轮评价共反馈问题9个，已完成整改7个，完成率为77.78%。"
    assert len(rows) == 9
    assert rows[0].text.startswith("一是关于1个乡镇未建成公办中心园的问题。新建青坪乡公办中心园1所")
    assert [("正在整改" in row.text, "2026年8月底前完成。" in row.text) for row in rows[-2:]] == [(True, True)] * 2
    assert all("已完成整改。" in row.text for row in rows[:-2])
    ethnic = next(p for _, p in report.paragraphs() if p.item == "ethnic")
    assert ethnic.text.endswith("民族团结进步教育方面，石溪县无此项工作任务。")


@pytest.mark.parametrize("region", REGIONS)
def test_each_of_the_twelve_counties(region: str, tmp_path: Path) -> None:
    report = draft_report(DraftRequest("county-standard", COUNTIES, region=region, engine="offline")).report
    must_read_well(report)
    own = "全县" if region.endswith("县") else "全区"
    other = "全区" if own == "全县" else "全县"
    text = whole_text(report)
    assert own in text
    assert other not in text
    assert not any(name in text for name in REGIONS if name != region)
    path = tmp_path / "draft.docx"
    path.write_bytes(render_docx(report))
    result = check_file(CheckRequest(path, outline="county-standard", metrics=COUNTIES, region=region))
    families = ("NUM", "ARI", "TIM", "STR")
    wrong = [f for f in result.findings if f.severity is Severity.ERROR and f.code.startswith(families)]
    assert wrong == [], [(f.code, f.excerpt, f.message) for f in wrong]


@pytest.mark.parametrize(("outline", "limit"), [("province-narrative", 5000), ("city-key-points", 5000)])
def test_a_limit_of_the_users_own_is_kept(outline: str, limit: int) -> None:
    sheet, folder = FORMS[outline]
    draft = draft_report(DraftRequest(outline, sheet, folder / "materials", engine="offline", length=limit))
    headings = "".join(section.label + section.heading for section in draft.report.walk())
    assert 0.8 * limit <= len(whole_text(draft.report).replace("\n", "") + headings) <= limit
    whole = draft_of_form(outline).report
    assert {s.indicator for s in draft.report.shortfalls} == {s.indicator for s in whole.shortfalls}
    lost = [u for u in draft.report.unused if u.reason == "篇幅所限，未写入"]
    assert lost
    assert f"篇幅限 {limit} 字，略去材料 {len(lost)} 句，见出处表“未采用材料”。" in draft.notices
    required = {item.id for _, item in draft.outline.items() if not item.optional}
    assert required <= {p.item for _, p in draft.report.paragraphs()}
    must_read_well(draft.report)


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_every_form(made: dict[str, Made], tmp_path: Path) -> None:
    paths = [str(one.path) for one in made.values()]
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", str(tmp_path), *paths], check=True, capture_output=True, timeout=180)
    for outline, one in made.items():
        text = (tmp_path / f"{outline}.txt").read_text(encoding="utf-8-sig")
        for _, paragraph in one.draft.report.paragraphs():
            assert paragraph.sentences[-1].text in text
