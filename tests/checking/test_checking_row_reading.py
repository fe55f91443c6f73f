"""Rows of a sheet that a text tells in other words: found by what tells them apart, doubted only for a slip."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, Given, document, metrics, own_indicator

from drafter.checking.context import CheckContext
from drafter.checking.row_model import ANOTHER, EXCHANGED, LAST_YEAR, MISTYPED, Reading, Sheet
from drafter.checking.row_names import RowNames, Said
from drafter.checking.row_reading import RowReader
from drafter.facts import Dictionary

KNOWN = Dictionary(
    [
        own_indicator("校长园长研修", "人次", id="heads"),
        own_indicator("班主任培训", "人次", id="tutors"),
        own_indicator("农村留守儿童", "人", id="left_behind"),
        own_indicator("困境儿童", "人", id="hardship"),
        own_indicator("教师周转宿舍累计套数", "套", id="flats"),
        own_indicator("小学劝返复学", "人", id="primary_back"),
        own_indicator("初中劝返复学", "人", id="junior_back"),
        own_indicator("小学在校生", "人", id="primary"),
        own_indicator("视力不良学生数", "人", id="eyesight"),
        own_indicator("家校线上辅导", "次", id="online"),
        own_indicator("家校入户走访", "次", id="visits"),
        own_indicator("随机督导次数", "次", id="inspections"),
        own_indicator("督导整改通知书", "份", id="notices"),
    ]
)
GIVEN: Given = {
    "heads": ("3180", "2900"),
    "tutors": ("1640", "1400"),
    "left_behind": ("2653", "2871"),
    "hardship": ("1344", "1402"),
    "flats": ("612", "492"),
    "primary_back": ("11", "15"),
    "junior_back": ("2", "3"),
    "primary": ("21880", "22010"),
    "eyesight": ("2316", "2408"),
    "online": ("5180", "4390"),
    "visits": ("2764", "2655"),
    "inspections": ("452", "410"),
    "notices": ("187", "203"),
}


def readings(text: str) -> list[Reading]:
    given = metrics(GIVEN, KNOWN)
    (statement,) = CheckContext(document(text), REGION, YEAR, metrics=given).statements
    return list(RowReader(Sheet(given, REGION, YEAR)).read(statement, {}, frozenset()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("参加研修的校长和园长3180人次。", [("heads", "")]),
        ("建立档案的留守孩子2653名，困境孩子1344名。", [("left_behind", ""), ("hardship", "")]),
        ("组织园长校长研修1640人次，轮训班主任3180人次。", [("heads", EXCHANGED), ("tutors", EXCHANGED)]),
        ("初中辍学生劝返11人，小学劝返2人。", [("junior_back", EXCHANGED), ("primary_back", EXCHANGED)]),
        ("随机督导187次，发出整改通知书452份。", [("inspections", EXCHANGED), ("notices", EXCHANGED)]),
        ("查出视力不良的学生2.316万名。", [("eyesight", MISTYPED)]),
        ("班主任轮训1460人次。", [("tutors", MISTYPED)]),
        ("教师周转宿舍建成六百二十一套。", [("flats", MISTYPED)]),
        ("在册留守儿童2871名。", [("left_behind", LAST_YEAR)]),
        ("老师入户走访5180次。", [("visits", ANOTHER)]),
        ("困境孩子不足一千三百名。", [("hardship", "“不足”说反了")]),
        ("周转宿舍超过650套。", [("flats", "“超过”说反了")]),
    ],
)
def test_rows_told_in_other_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(r.binding.indicator.id, r.suspect) for r in readings(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "年初留守儿童2871名。",
        "随机督导187次，发放宣传资料452份。",
        "上年班主任轮训1400人次。",
        "乡镇小学在校生2188人。",
        "县城四所小学在校生2188人。",
        "寄宿制小学在校生2188人。",
        "力争班主任培训1460人次。",
        "截至6月底，班主任轮训1460人次。",
        "骨干教师培训1460人次。",
        "幼儿园困境儿童413名。",
        "望山县留守儿童2871名。",
        "困境孩子超过一千三百名，周转宿舍近650套。",
        "留守儿童中有1344名寄宿。",
    ],
)
def test_no_doubt_without_a_reason(text: str) -> None:
    assert [r for r in readings(text) if r.suspect] == []


def test_words_that_many_rows_have_weigh_little() -> None:
    names = RowNames(metrics(GIVEN, KNOWN))
    first, second, *_ = names.fits(Said.of("家校线上交流", ""))
    assert (first.row.indicator.id, second.row.indicator.id) == ("online", "visits")
    assert first.told > 2 * second.told
