"""What is said of rows against the year before, once this year's value has shown which row it is."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, Given, document, metrics, own_indicator

from drafter.checking.comparing import Verdict
from drafter.checking.context import CheckContext
from drafter.checking.guessing import Guesser
from drafter.facts import Dictionary

KNOWN = Dictionary(
    [
        own_indicator("智慧教室", "间", id="rooms"),
        own_indicator("督导人员", "人", id="inspectors"),
        own_indicator("课桌椅更换率", "%", "ratio", id="desks"),
        own_indicator("县级骨干教师", "人", id="county"),
        own_indicator("市级骨干教师", "人", id="city"),
        own_indicator("劳动教育基地", "个", id="farms"),
        own_indicator("食堂改造资金", "万元", "money", id="kitchens"),
        own_indicator("创客空间", "个", id="makers"),
    ]
)
GIVEN: Given = {
    "rooms": ("236", "188"),
    "inspectors": ("41", "35"),
    "desks": ("86.2", "80.1"),
    "county": ("205", "190"),
    "city": ("88", "80"),
    "farms": ("26", "26"),
    "kitchens": ("1290", "516"),
    "makers": ("16", "0"),
}


def doubts(text: str) -> list[tuple[str, str]]:
    given = metrics(GIVEN, KNOWN)
    context = CheckContext(document(text), REGION, YEAR, metrics=given)
    guesser = Guesser(given, REGION, YEAR)
    guesses = [
        g for s in context.statements for g in guesser.guesses(s, context.bindings, context.subjects, frozenset())
    ]
    return [(g.figure.text, g.binding.indicator.id) for g in guesses if g.outcome.verdict is not Verdict.PROVED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("智慧教室建成236间，与上年持平。", [("236间", "rooms")]),
        ("更换课桌椅的比率为86.2%，较去年有所回落。", [("86.2%", "desks")]),
        ("督导员41名，比去年少了6名。", [("6名", "inspectors")]),
        ("智慧教室建成236间，增长15.5%。", [("15.5%", "rooms")]),
        ("评出县级骨干205名，市级骨干88名，分别比上年增加8名、15名。", [("8名", "county"), ("15名", "city")]),
        ("与去年相比，基地没有增减，督导人员少了6名。", [("6名", "inspectors")]),
        ("改造食堂花去1290万元，比上年增长2.5倍。", [("2.5倍", "kitchens")]),
        ("智能教室比上年增加84间，改造食堂的资金同比增加747万元。", [("747万元", "kitchens"), ("84间", "rooms")]),
        ("更换课桌椅的比率提高86.2个百分点。", [("86.2个百分点", "desks")]),
        ("创客空间实现零的突破，比上年增长160%。", [("160%", "makers")]),
        ("县级、市级骨干教师分别比上年增加8名、15名。", [("15名", "city"), ("8名", "county")]),
    ],
)
def test_what_the_two_years_belie(text: str, expected: list[tuple[str, str]]) -> None:
    assert doubts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "智慧教室建成236间，较上年大幅增加；督导员41名，比去年多了6名。",
        "劳动教育基地26个，数量与上年持平，年内新建4个、撤并4个。",
        "县级骨干教师205名，市级骨干教师88名，分别比上年增加15名、8名。",
        "县级骨干教师205名，比上年增加15名，其中女教师增加9名。",
        "与去年相比，督导人员多了6名，其中女同志少了2名，乡镇督导人员少了6名。",
        "市级骨干教师88名，比2019年增加28名。",
        "督导员41名，在专职督学减少2名的情况下，兼职督学增加8名。",
        "改造食堂花去1290万元，比上年增长1.5倍，是上年的2.5倍。",
        "智慧教室236间，使用率同比提高4个百分点。",
        "智慧教室比上年增加48间，食堂改造资金同比增加774万元。",
        "小学智慧教室比上年增加42间。",
        "城区智慧教室比上年增加42间。",
        "智慧教室比2022年增加84间。",
        "力争智慧教室比上年增加84间。",
        "创客空间16个，上年一个也没有。",
        "县级、市级骨干教师分别比上年增加15名、8名。",
    ],
)
def test_what_they_bear_out_and_what_is_of_other_things(text: str) -> None:
    assert doubts(text) == []
