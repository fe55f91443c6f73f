"""What figures are told of: synonyms are one thing, what a sentence leaves unsaid is carried, doubts give nothing."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, binder, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checking.text.scope import Scope
from drafter.checking.text.subjects import SubjectReader
from drafter.checking.text.things import Thing, read_thing


def subjects(text: str) -> list[tuple[str, str]]:
    """Each figure with what it is told of: stage, owner and core, ``+`` for a change, ``~`` for a part or a plan."""
    told = sentences(text)
    read = SubjectReader(Scope(REGION, YEAR), binder().period).read_all(told)
    result = []
    for figure in (f for s in told for f in s.figures):
        subject = read.get(figure.id)
        if subject is None:
            result.append((figure.text, ""))
            continue
        thing = subject.thing
        words = "/".join(word for word in (thing.stage, thing.owner, thing.core) if word)
        result.append((figure.text, words + "+" * subject.change + "~" * (not subject.whole)))
    return result


@pytest.mark.parametrize(
    "names",
    [
        ("普通小学在校生数", "小学生", "小学在校学生", "小学阶段在校生总数"),
        ("公办园在园幼儿数", "公办幼儿园在园儿童", "公办幼儿园在园幼儿"),
        ("义务教育大班额(56人以上)班级数", "义务教育阶段大班额", "义务教育大班额数"),
        ("生均公用经费(初中)", "初中生均公用经费标准"),
        ("中等职业学校在校生数", "中职学生", "职业学校在校学生"),
        ("普通初中学校数", "初级中学学校"),
        ("学前三年毛入园率", "学前教育毛入学率"),
        ("普惠性民办园在园幼儿", "普惠民办幼儿园幼儿"),
    ],
)
def test_names_of_one_thing_are_read_alike(names: tuple[str, ...]) -> None:
    assert len({read_thing(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("小学专任教师", "小学教职工"),
        ("公办园", "民办园"),
        ("普惠性民办园", "民办园"),
        ("大班额", "超大班额"),
        ("招聘教师", "专任教师"),
        ("一般公共预算支出", "一般公共预算教育支出"),
        ("残疾儿童少年义务教育入学率", "小学净入学率"),
    ],
)
def test_names_of_different_things_stay_apart(one: str, other: str) -> None:
    assert read_thing(one) != read_thing(other)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "小学412所，在校生38650人；初中98所，在校生17280人。",
            ["小学/学校", "小学/学生", "初中/学校", "初中/学生"],
        ),
        (
            "专任教师3650人，其中幼儿园620人、小学1810人、初中1220人。",
            ["专任教师", "学前/专任教师", "小学/专任教师", "初中/专任教师"],
        ),
        ("幼儿园132所，其中公办71所、民办61所。", ["学前/学校", "学前/公办/学校", "学前/民办/学校"]),
        ("全市共有118所幼儿园，公办园64所。", ["学前/学校", "学前/公办/学校"]),
        ("小学、初中、普通高中生师比分别为17:1、12:1和11:1。", ["小学/生师比", "初中/生师比", "普高/生师比"]),
        ("大班额由上年的41个减少到9个，减少32个。", ["大班额", "大班额", "大班额+"]),
        ("学前比上年减少795人；小学减少32人。", ["学前+~", "小学+~"]),
        ("教师：专任教师3650人。学前620人，小学1810人。", ["专任教师", "学前/专任教师", "小学/专任教师"]),
        ("小学、初中在校生共55930人。", ["义务/学生"]),
        ("初中分布在370个教学班，平均班额49.1人。", ["初中/班级", "初中/平均班额"]),
        (
            "在校生9680人（小学6210人，初中3470人），比上年减少120人。",
            ["学生", "小学/学生", "初中/学生", "学生+"],
        ),
        ("高中阶段教育比较薄弱。毛入学率88.4%。", ["高中阶段/毛入学率"]),
        (
            "公办园在园幼儿6120人，占在园幼儿的52.3%，比上年提高1.2个百分点。",
            ["学前/公办/学生", "学前/公办/学生占比", "学前/公办/学生占比+"],
        ),
    ],
)
def test_what_is_left_unsaid_is_carried(text: str, told: list[str]) -> None:
    read = [words for _, words in subjects(text)]
    assert [words.rstrip("~") for words in read] == [words.rstrip("~") for words in told]


def test_where_two_readings_are_open_there_is_none() -> None:
    assert subjects("小学98所、初中20所，在校生21860人。")[-1] == ("21860人", "")


@pytest.mark.parametrize(
    "text",
    [
        "望山县大班额8个。",
        "力争大班额控制到8个。",
        "全省普惠性幼儿园覆盖率88.1%。",
        "城区小学还有8个大班额。",
    ],
)
def test_a_part_a_plan_and_another_level_are_not_the_whole(text: str) -> None:
    assert subjects(text)[-1][1].endswith("~")


_WORDS = st.text("小学初中高职园生师班额公办民普惠占比率的数中其、，。（）：；1234567890人所个%万", max_size=60)


@settings(max_examples=150, deadline=None)
@given(_WORDS)
def test_any_words_are_read(text: str) -> None:
    for written, _ in subjects(text + "。"):
        assert written in text + "。"
    assert read_thing(text) == read_thing(text)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["幼儿园", "小学", "初中", "普通高中", "中职学校"]),
    st.sampled_from(["", "全市", "现有", "共有", "2025年末"]),
    st.sampled_from(["专任教师", "教职工"]),
)
def test_fillers_change_nothing(stage: str, filler: str, what: str) -> None:
    assert read_thing(f"{filler}{stage}{what}总数") == read_thing(f"{stage}{what}") != Thing()
