"""Sets that a report counts and comes back to: one noun, two numbers."""

from __future__ import annotations

import pytest
from checking_helpers import document, found

from drafter.checking.context import CheckContext
from drafter.checking.text.mentions import Mention, mentions


def told(text: str) -> list[str]:
    return [f.excerpt for f in found(text, None, "CON")]


def only(text: str) -> Mention:
    (mention,) = mentions(CheckContext(document(text)).statements)
    return mention


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全市有民族中学14所。\n二、存在的问题\n16所民族中学中，有5所实验室未达标。", "16所"),
        ("评为D级的单位3个。\n二、下一步措施\n对上述5个D级单位约谈主要负责人。", "5个"),
        ("督导组对18所学校开展食堂检查。\n二、存在的问题\n被检查的81所学校中，有4所留样不规范。", "81所"),
        (
            "县财政安排校舍维修资金2.35亿元。\n二、存在的问题\n截至12月底，2350万元校舍维修资金支付进度偏慢。",
            "2350万元",
        ),
        ("全年受助孤残学生共28415人。\n二、下一步措施\n对28475名受助孤残学生建档。", "28475名"),
    ],
)
def test_a_set_that_is_come_back_to_with_another_number(text: str, wrong: str) -> None:
    assert told(text) == [wrong]


def test_the_one_that_differs_from_the_others_is_told() -> None:
    text = (
        "村级教学点由40个减至25个。\n二、教学点\n35个村级教学点共有学生610人。\n"
        "三、存在的问题\n35个村级教学点中，英语课难以开齐。"
    )
    assert "25个" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "全市有民族中学14所。\n二、存在的问题\n14所民族中学中，有5所实验室未达标。",
        "全市有民族中学14所。\n二、存在的问题\n其中5所民族中学实验室未达标。",
        "全市有民族中学14所。\n二、存在的问题\n石溪县3所民族中学中，有1所实验室未达标。",
        "2020年有民族中学14所。\n二、存在的问题\n16所民族中学中，有5所实验室未达标。",
        "县财政安排校舍维修资金2.35亿元。\n二、存在的问题\n截至12月底，23500万元校舍维修资金支付进度偏慢。",
        "小学受助学生28415人。\n二、下一步措施\n对28475名初中受助学生建档。",
        "全年新建项目12个。\n二、存在的问题\n21所学校中，有4所留样不规范。",
    ],
)
def test_sets_that_are_not_one(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "names", "points"),
    [
        ("22所县域高中中，实验室不足。", ("县域高中",), True),
        ("对上述2个甲级要点。", ("甲级要点",), True),
        ("全市共有县域高中22所。", ("县域高中",), False),
        ("评为甲级的2个要点已公布。", ("甲级要点", "要点"), False),
        ("甲级（完全达到）2个。", ("甲级",), False),
    ],
)
def test_the_nouns_of_a_count(text: str, names: tuple[str, ...], points: bool) -> None:
    mention = only(text)
    assert (mention.names, mention.points) == (names, points)


def test_a_value_that_was_come_to_is_of_what_it_came_from() -> None:
    found_here = list(mentions(CheckContext(document("教学点由31个减至22个。")).statements))
    assert (found_here[-1].before, found_here[-1].partial) == ("教学点", False)


def test_changes_listed_for_several_rates_are_held_against_values_told_elsewhere() -> None:
    text = (
        "2025年，全市学前教育毛入园率97.1%，高中阶段毛入学率96.8%，分别比2024年提高0.6和0.9个百分点。\n"
        "二、高中教育\n全市高中阶段毛入学率由2024年的94.9%提高到96.8%。"
    )
    assert "0.9个百分点" in [f.excerpt for f in found(text, None, "ARI")]
    assert [f.excerpt for f in found(text.replace("94.9", "95.9"), None, "ARI")] == []
