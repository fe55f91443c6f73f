"""The two years of a row told side by side."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, Given, check, document, metrics, own_indicator

from drafter.checking.context import CheckContext
from drafter.checking.row_model import Sheet
from drafter.checking.row_year_lists import listed
from drafter.checking.row_years import OF_LAST, OF_THIS, YEARS, RowYears
from drafter.checking.text.binding import Binding
from drafter.checking.text.statements import Statement
from drafter.facts import Dictionary, Period

KNOWN = Dictionary(
    [
        own_indicator("残疾儿童少年入学率", "%", id="disabled"),
        own_indicator("课后服务参与率", "%", id="after_class"),
        own_indicator("校外培训机构数", "家", id="tutoring"),
        own_indicator("教师交流人数", "人", id="exchange"),
    ]
)
GIVEN: Given = {
    "disabled": ("97.6", "96.8"),
    "after_class": ("93.4", "90.7"),
    "tutoring": ("57", "73"),
    "exchange": ("386", "352"),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("残疾儿童入学率97.6%，上年为96.8%。", [("97.6%", ""), ("96.8%", "")]),
        ("残疾儿童入学率96.8%，上年为97.6%。", [("96.8%", YEARS), ("97.6%", YEARS)]),
        ("培训机构由57家压减到73家。", [("73家", YEARS), ("57家", YEARS)]),
        ("参与课后服务的占93.4%，比上年的90.7%更高。", [("93.4%", ""), ("90.7%", "")]),
        ("教师交流上年386人，今年352人。", [("352人", YEARS), ("386人", YEARS)]),
        # of another place, of a plan, of other years, or in words that name something else
        ("邻县残疾儿童入学率96.8%，上年为97.6%。", []),
        ("高考录取率96.8%，上年为97.6%。", []),
        ("残疾儿童入学率由2021年的97.6%降到2023年的96.8%。", []),
        ("力争残疾儿童入学率由97.6%提高到98.5%。", []),
        # one value may be anything's
        ("教师交流386人，上年为340人。", []),
    ],
)
def test_two_values_of_a_row_tell_it(text: str, expected: list[tuple[str, str]]) -> None:
    reader, statement = _reader(text)
    assert [(r.figure.text, r.suspect) for r in reader.read(statement, {})] == expected


@pytest.mark.parametrize(
    ("text", "bound", "expected"),
    [
        ("教师交流386人，上年为325人。", "386人", [("325人", OF_LAST)]),
        ("教师交流386人，上年为352人。", "386人", []),
        ("教师交流386人，比2022年的325人多。", "386人", []),
        ("课后服务参与率由90.7%跃升到94.3%。", "", [("94.3%", OF_THIS)]),
        ("课后服务参与率由90.7%跃升到93.4%。", "", []),
        ("城区课后服务参与率由88.1%跃升到94.3%。", "", []),
    ],
)
def test_one_value_of_a_row_speaks_against_the_other(text: str, bound: str, expected: list[tuple[str, str]]) -> None:
    reader, statement = _reader(text)
    known = {f.id: Binding(KNOWN["exchange"], Period.THIS, sure=False) for f in statement.figures if f.text == bound}
    assert [(r.figure.text, r.suspect) for r in reader.odd(statement, known, frozenset())] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("参加交流的教师352人，比上年多34人。", ["352人"]),
        ("参加交流的教师386人，比上年多34人。", []),
        ("参加交流的教师352人，比上年少34人。", []),
        ("参加交流的教师352人，比2021年多34人。", []),
        ("乡镇交流教师352人，其中骨干比上年多34人。", []),
    ],
)
def test_last_years_value_with_the_change_since(text: str, expected: list[str]) -> None:
    reader, statement = _reader(text)
    assert [r.figure.text for r in reader.changed(statement, {})] == expected


@pytest.mark.parametrize(
    ("text", "bound", "expected"),
    [
        ("入学率97.6%、参与率93.4%，去年95.8%和90.7%。", ["97.6%", "93.4%"], ["95.8%"]),
        ("入学率97.6%、参与率93.4%，上年分别为96.8%、91.7%。", ["97.6%", "93.4%"], ["91.7%"]),
        ("入学率97.6%、参与率93.4%，去年96.8%和90.7%。", ["97.6%", "93.4%"], []),
        # both are other figures, a row is not known, the values are not of this year, or another year is told of
        ("入学率97.6%、参与率93.4%，去年95.8%和91.7%。", ["97.6%", "93.4%"], []),
        ("入学率97.6%、合格率93.4%，去年95.8%和90.7%。", ["97.6%"], []),
        ("入学率97.6%、参与率93.9%，去年95.8%和90.7%。", ["97.6%", "93.9%"], []),
        ("入学率97.6%、参与率93.4%，2021年95.8%和90.7%。", ["97.6%", "93.4%"], []),
    ],
)
def test_one_of_a_list_of_last_year_is_off(text: str, bound: list[str], expected: list[str]) -> None:
    given = metrics(GIVEN, KNOWN)
    (statement,) = CheckContext(document(text), REGION, YEAR, metrics=given).statements
    rows = dict(zip(bound, ("disabled", "after_class"), strict=False))
    known = {f.id: Binding(KNOWN[rows[f.text]], Period.THIS, sure=True) for f in statement.figures if f.text in rows}
    assert [r.figure.text for r in listed(Sheet(given, REGION, YEAR), statement, known)] == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("教师交流386人，比2023年多34人。", True),
        ("全年交流教师386人，较2023年增加34人。", True),
        ("2026年交流教师420人，比2024年多34人。", True),
        ("教师交流386人，比2023年多36人。", False),
        ("全年交流教师386人，比2024年多34人。", False),
        ("全年交流教师386人，比2023年多46人。", False),
        ("2026年交流教师420人，比2025年多34人。", False),
        ("望江县交流教师386人，比2023年多34人。", False),
        ("全年交流教师386人，比2023年少34人。", False),
    ],
)
def test_a_change_is_since_the_year_that_the_sheet_says(text: str, told: bool) -> None:
    findings = check(f"一、基本情况\n{text}", metrics(GIVEN, KNOWN)).findings
    assert any(f.code == "NUM003" and "相差" in f.message for f in findings) is told


def _reader(text: str) -> tuple[RowYears, Statement]:
    given = metrics(GIVEN, KNOWN)
    (statement,) = CheckContext(document(text), REGION, YEAR, metrics=given).statements
    return RowYears(Sheet(given, REGION, YEAR)), statement
