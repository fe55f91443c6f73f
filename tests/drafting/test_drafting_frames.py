"""Frames say what the figures say: direction, floors, families and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from drafting_making import Rows, teller_of, told

from drafter.drafting.frames import (
    tell_activities,
    tell_amounts,
    tell_comparison,
    tell_levels,
    tell_parts,
    tell_progress,
)
from drafter.drafting.frames.words import in_breaths, joined, printed_length, respectively
from drafter.drafting.stories import Story, Storyteller

Frame = Callable[[Storyteller, Sequence[Story], int], list[str]]
VARIANTS = range(12)


def say(folder: Path, frame: Frame, rows: Rows, variant: int = 0, **more: str) -> list[str]:
    teller = teller_of(folder, rows, **more)
    sentences = told(teller, frame(teller, teller.stories(tuple(teller.metrics.ids())), variant))
    for sentence in sentences:
        assert sentence.text.endswith("。")
        assert not re.search(r"[，；。]{2}|\[\[|None|^，", sentence.text), sentence.text
        for figure in sentence.figures:
            assert sentence.text[figure.start : figure.end] == figure.text
            assert figure.sources
    return [sentence.text for sentence in sentences]


def every(folder: Path, frame: Frame, rows: Rows) -> list[str]:
    """The whole text in each variant."""
    return ["".join(say(folder, frame, rows, variant)) for variant in VARIANTS]


SHARE = ("学前三年毛入园率", 94.62, 93.85, "%")
UP, DOWN = ("提高", "提升", "上升", "增加", "增长"), ("下降", "降至", "降到", "减少")


@pytest.mark.parametrize(
    "frame", [tell_levels, tell_amounts, tell_parts, tell_progress, tell_activities, tell_comparison]
)
def test_nothing_is_told_of_nothing(tmp_path: Path, frame: Frame) -> None:
    teller = teller_of(tmp_path, [SHARE])
    assert frame(teller, [], 0) == []


# --- shares


def test_a_rise(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_levels, [SHARE]):
        assert "94.62%" in text
        assert "0.77个百分点" in text
        assert any(word in text for word in UP)
        assert not any(word in text for word in DOWN)


def test_a_fall(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_levels, [("学前三年毛入园率", 93.85, 94.62, "%")]):
        assert "93.85%" in text
        assert "0.77个百分点" in text
        assert any(word in text for word in DOWN)
        assert not any(word in text for word in UP)
        assert "毛入园率达到" not in text


def test_a_standstill(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_levels, [("学前三年毛入园率", 94.62, 94.62, "%")]):
        assert "与上年持平" in text
        assert not any(word in text for word in (*UP, *DOWN))


def test_no_change_is_claimed_without_last_year(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_levels, [("学前三年毛入园率", 94.62, "", "%")]):
        assert "94.62%" in text
        assert not any(word in text for word in (*UP, *DOWN, "持平", "上年"))


def test_a_hundred_per_cent_stays_and_rises(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_levels, [("九年义务教育巩固率", 100, 100, "%")]):
        assert "保持100%" in text
    for text in every(tmp_path, tell_levels, [("九年义务教育巩固率", 100, 96.88, "%")]):
        assert "100%" in text
        assert "3.12个百分点" in text
        assert "保持" not in text
    both = [("九年义务教育巩固率", 100, 100, "%"), ("高中阶段毛入学率", 100, 100, "%")]
    for text in every(tmp_path, tell_levels, both):
        assert "和" in text
        assert "保持" in text


def test_where_lower_is_better(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_levels, [("大班额比例", 1.28, 2.06, "%")]):
        assert "1.28%" in text
        assert any(word in text for word in DOWN)
        assert "达到" not in text
    for text in every(tmp_path, tell_levels, [("大班额比例", 2.06, 1.28, "%")]):
        assert "上升" in text
        assert not any(word in text for word in ("达到", "提高", "提升", *DOWN))


@pytest.mark.parametrize(("now", "before"), [(5, 4), (4, 5)])
def test_a_gain_and_a_loss_share_no_words(tmp_path: Path, now: int, before: int) -> None:
    """95% of entrants is good, 5% of over-full classes is not: 「分别提高」 over both would praise the second."""
    rows = [("高中阶段毛入学率", 90 + now, 90 + before, "%"), ("普通高中大班额占比", now, before, "%")]
    for text in every(tmp_path, tell_levels, rows):
        first, second = text.split("；")
        assert "大班额" not in first
        assert not any(word in second for word in ("达到", "提高", "提升"))


def test_directions_are_told_apart(tmp_path: Path) -> None:
    rows = [SHARE, ("多媒体教室占比", 97.4, 98.72, "%"), ("九年义务教育巩固率", 98.36, 98.12, "%")]
    for text in every(tmp_path, tell_levels, rows):
        rise, fall = re.split("[；。]", text)[:2]
        assert "学前三年毛入园率和九年义务教育巩固率分别" in rise
        assert "多媒体教室占比" in fall
        assert any(word in fall for word in DOWN)


def test_the_unit_of_changes_is_said_once(tmp_path: Path) -> None:
    rows = [SHARE, ("九年义务教育巩固率", 98.36, 98.12, "%")]
    for text in every(tmp_path, tell_levels, rows):
        assert "0.77和0.24个百分点" in text
        assert text.count("个百分点") == 1


def test_scope_and_year(tmp_path: Path) -> None:
    assert all(text.startswith("全市学前三年毛入园率") for text in every(tmp_path, tell_levels, [SHARE]))
    assert len(set(every(tmp_path, tell_levels, [SHARE]))) >= 3
    spending = [("一般公共预算教育支出", 78.62, 74.95, "亿元")]
    assert all(text.startswith("2025年，全市一般公共预算教育支出") for text in every(tmp_path, tell_amounts, spending))


@pytest.mark.parametrize("frame", [tell_levels, tell_amounts, tell_activities, tell_comparison])
def test_whose_figure_it_is_is_said_once(tmp_path: Path, frame: Any) -> None:
    teller = teller_of(tmp_path, [SHARE])
    (after,) = told(teller, frame(teller, teller.stories(tuple(teller.metrics.ids())), 0, False))[:1]
    assert after.text.startswith("学前三年毛入园率")


@pytest.mark.parametrize(
    ("row", "opening"),
    [
        (("招聘教师数", 548, 620, "人"), "全市新招聘教师548人"),
        (("开展评价的县(市、区)数", 4, 4, "个"), "市政府对4个县（市、区）政府"),
        (("市委常委会会议研究教育议题次数", 9, 8, "次"), "市委常委会"),
        (("上轮评价反馈问题数", 12, "", "个"), "上轮评价共反馈"),
    ],
)
def test_what_was_done_has_a_subject(tmp_path: Path, row: tuple[object, ...], opening: str) -> None:
    assert say(tmp_path, tell_activities, [row])[0].startswith(opening)


def test_a_met_floor_names_its_policy_and_figure(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_levels, [SHARE]):
        assert "《中共中央 国务院关于学前教育深化改革规范发展的若干意见》提出的85%的要求" in text
        assert "底线" not in text


def test_a_missed_floor_is_owned_at_once(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_levels, [("公办园在园幼儿占比", 48.34, 47.19, "%")]):
        assert "1.15个百分点，仍低于50%的要求" in text  # in the same breath as the rise
        assert text.count("公办园在园幼儿占比") == 1
        assert "占比达到" not in text
        assert "其中" not in text  # of one there is no 其中
        assert "问题" in text


def test_among_several_the_missed_one_is_named(tmp_path: Path) -> None:
    rows = [SHARE, ("普惠性幼儿园覆盖率", 91.42, 90.97, "%"), ("公办园在园幼儿占比", 48.34, 47.19, "%")]
    for variant in VARIANTS:
        sentences = say(tmp_path, tell_levels, rows, variant)
        assert "要求，公办园在园幼儿占比低于50%的要求" in sentences[-1]  # what is met and what is missed in one
        whole = "".join(sentences)
        assert "学前三年毛入园率和普惠性幼儿园覆盖率均达到" in whole
        assert "85%和80%" in whole
        assert not re.search(r"分别达到[^，]*48\.34%", whole)


def test_above_a_ceiling_is_above(tmp_path: Path) -> None:
    teller = teller_of(tmp_path, [("大班额比例", 7.5, 8, "%")], level="county", region="石溪县")
    text = "".join(s.text for s in told(teller, tell_levels(teller, teller.stories(("large_class_rate",)), 0)))
    assert "高于5%的要求" in text


def test_a_sentence_that_names_who_falls_short_rests_on_all_of_them(tmp_path: Path) -> None:
    rows = [SHARE, ("公办园在园幼儿占比", 48.34, 47.19, "%")]
    teller = teller_of(tmp_path, rows)
    sentences = told(teller, tell_levels(teller, teller.stories(tuple(teller.metrics.ids())), 0))
    cells = {s.ref.rpartition("!")[2] for s in sentences[-1].support if s.kind == "metric"}
    assert cells == {"B3", "C3", "B4", "C4"}


# --- amounts

FAMILY = [
    ("生均一般公共预算教育经费（幼儿园）", 7215.80, 7012.36, "元"),
    ("生均一般公共预算教育经费（小学）", 13357.05, 12968.20, "元"),
    ("生均一般公共预算教育经费（初中）", 18316.40, 18642.15, "元"),
]


def test_an_amount_that_grew(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_amounts, [("一般公共预算教育支出", 78.62, 74.95, "亿元")]):
        assert "78.62亿元" in text
        assert "增长4.90%" in text
        assert "减少" not in text


def test_an_amount_that_fell_is_owned(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_amounts, [("一般公共预算教育支出", 74.95, 78.62, "亿元")]):
        assert "下降4.67%" in text
        assert "增" not in text.replace("只增不减", "")
        assert "“只增不减”" in text
        assert "其中" not in text


def test_an_amount_without_a_floor_is_only_told(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_amounts, [("创业补贴发放额", 600, 698.3, "万元")]):
        assert "下降14.08%" in text
        assert "存在的问题" not in text


def test_amounts_that_stay_and_amounts_without_last_year(tmp_path: Path) -> None:
    assert "与上年持平" in say(tmp_path, tell_amounts, [("生均公用经费（小学）", 720, 720, "元")])[0]
    plain = say(
        tmp_path, tell_amounts, [("生均公用经费（小学）", 720, "", "元"), ("生均公用经费（初中）", 940, "", "元")]
    )[0]
    assert "720元和940元" in plain
    assert "上年" not in plain


def test_a_family_names_its_noun_once(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_amounts, FAMILY[:2]):
        assert "幼儿园和小学生均一般公共预算教育经费" in text
        assert text.count("生均一般公共预算教育经费") == 1
        assert "7215.80元和13357.05元" in text
        assert "2.90%和3.00%" in text


def test_a_family_with_one_that_fell(tmp_path: Path) -> None:
    for text in every(tmp_path, tell_amounts, FAMILY):
        grown, fallen = re.split("[；。]", text)[:2]
        assert "初中" not in grown
        assert "18316.40元" in fallen
        assert "下降1.75%，未做到“只增不减”，已列入存在的问题" in fallen


def test_several_that_fell(tmp_path: Path) -> None:
    rows = [(name, before, now, unit) for name, now, before, unit in FAMILY[:2]]
    for text in every(tmp_path, tell_amounts, rows):
        assert "分别下降2.82%和2.91%" in text


# --- lists


def test_a_total_and_its_parts(tmp_path: Path) -> None:
    rows = [("幼儿园总数", 612, "", "所"), ("公办幼儿园数", 268, "", "所"), ("普惠性民办园数", 344, "", "所")]
    for text in every(tmp_path, tell_parts, rows):
        assert re.search(r"(?:共|现)有幼儿园612所，其中公办(?:幼儿)?园268所和普惠性民办园344所。", text), text


def test_parts_that_are_nought_are_not_listed(tmp_path: Path) -> None:
    rows = [("幼儿园总数", 612, "", "所"), ("公办幼儿园数", 612, "", "所"), ("普惠性民办园数", 0, "", "所")]
    for text in every(tmp_path, tell_parts, rows):
        assert "普惠性民办园" not in text
    assert "其中" not in say(tmp_path, tell_parts, [("幼儿园总数", 612, "", "所")])[0]


def test_progress(tmp_path: Path) -> None:
    rows = [("排查安全隐患数", 2617, "", "处"), ("已整改安全隐患数", 2589, "", "处")]
    (text,) = say(tmp_path, tell_progress, rows)
    assert "2617处" in text
    assert "2589处" in text
    assert "98.93%" in text
    (full,) = say(tmp_path, tell_progress, [rows[0], ("已整改安全隐患数", 2617, "", "处")])
    assert full == "全市排查校园安全隐患2617处，已全部整改到位。"
    (alone,) = say(tmp_path, tell_progress, rows[:1])
    assert "率" not in alone
    (none,) = say(tmp_path, tell_progress, [("排查安全隐患数", 0, "", "处"), ("已整改安全隐患数", 0, "", "处")])
    assert "率" not in none


def test_activities(tmp_path: Path) -> None:
    rows = [("向本级人大报告教育工作和教育经费", "是", "", "是/否"), ("应急演练次数", 3864, "", "次")]
    (text,) = say(tmp_path, tell_activities, rows)
    assert "市政府依法向本级人大报告" in text
    assert "3864次" in text
    (no,) = say(tmp_path, tell_activities, [("向本级人大报告教育工作和教育经费", "否", "", "是/否")])
    assert "未向本级人大报告" in no
    (zero,) = say(tmp_path, tell_activities, [("超大班额（66人以上）班级数", 0, 3, "个")])
    assert "0个" not in zero
    assert "消除" in zero


def test_own_indicators_without_words_of_their_own(tmp_path: Path) -> None:
    (text,) = say(tmp_path, tell_activities, [("结对帮扶学校数", 12, 9, "所")])
    assert text == "全市结对帮扶学校12所。"


def test_activities_break_into_sentences_that_can_be_read(tmp_path: Path) -> None:
    rows = [
        (f"自设的第{word}类教育教学实践活动开展情况次数", number, "", "次")
        for number, word in enumerate("甲乙丙丁戊己庚辛", 1)
    ]
    sentences = say(tmp_path, tell_activities, rows)
    assert len(sentences) > 1
    assert all(len(text) < 120 for text in sentences)
    assert "".join(sentences).count("开展情况次") == 8


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [(108642, 106350, "高于当地公务员"), (106350, 108642, "低于当地公务员"), (106350, 106350, "持平")],
)
def test_a_comparison_says_who_is_ahead(tmp_path: Path, ours: int, theirs: int, words: str) -> None:
    rows = [("义务教育教师年平均工资收入", ours, "", "元"), ("当地公务员年平均工资收入", theirs, "", "元")]
    for text in every(tmp_path, tell_comparison, rows):
        assert words in text
        assert ("高" in text) == (ours > theirs)
    assert "元" in say(tmp_path, tell_comparison, rows[:1])[0]


def test_a_frame_does_not_depend_on_values(tmp_path: Path) -> None:
    shape = [re.sub(r"[\d.]+", "N", text) for text in every(tmp_path, tell_levels, [SHARE])]
    other = [
        re.sub(r"[\d.]+", "N", text) for text in every(tmp_path, tell_levels, [("学前三年毛入园率", 88.01, 86.5, "%")])
    ]
    assert shape == other


def test_small_words() -> None:
    assert joined(["甲"]) == "甲"
    assert joined(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert (respectively("甲"), respectively("甲乙")) == ("", "分别")


def test_clauses_are_joined_while_they_can_be_read_in_one_breath() -> None:
    assert in_breaths([], "；") == []
    assert in_breaths(["甲" * 40, "乙" * 40, "丙" * 40], "；") == ["甲" * 40 + "；" + "乙" * 40, "丙" * 40]
    assert in_breaths(["甲" * 200, "乙"], "，") == ["甲" * 200, "乙"]
    assert printed_length("占[[a.share:b]][[c|hidden]]") == 6  # every figure counts the same, whatever it prints
