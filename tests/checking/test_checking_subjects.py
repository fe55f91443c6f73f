"""What figures are told of: synonyms are one thing, what a sentence leaves unsaid is carried, doubts give nothing."""

from __future__ import annotations

import pytest
from checking_helpers import REGION, YEAR, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checking.text.periods import Periods
from drafter.checking.text.scope import Scope
from drafter.checking.text.subjects import SubjectReader
from drafter.checking.text.things import Thing, read_thing


def subjects(text: str) -> list[tuple[str, str]]:
    """Each figure with what it is told of: stage, owner and core, ``+`` for a change, ``~`` for a part or a plan."""
    told = sentences(text)
    read = SubjectReader(Scope(REGION, YEAR), Periods(YEAR).of).read_all(told)
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("名师工作室由12个拓展到19个。", ["名师工作室", "名师工作室"]),
        ("保安队伍扩充至340人。", ["保安队伍"]),
        ("巩固率较上年微升0.3个百分点。", ["巩固率+"]),
        ("民办园覆盖面跃至88%。", ["学前/民办/覆盖面"]),
        ("初中生则逆势增加120人。", ["初中/学生+"]),
        ("普高增加80人。", ["普高+"]),
        ("小学生较上年减少214人，为9806人。", ["小学/学生+", "小学/学生"]),
        ("初中生增加96人、增长1.9%，达到5148人。", ["初中/学生+", "初中/学生+", "初中/学生"]),
        ("教师工作量平均12节，高于10节的标准。", ["教师工作量平均", "教师工作量平均"]),
        ("教师年均收入9.2万元，高于公务员的9.1万元。", ["教师年收入", "公务员"]),
        ("人均培训经费1200元。", ["人均培训经费"]),
        ("小学公用经费每生每年720元、初中每生每年940元。", ["小学/生均公用经费", "初中/生均公用经费"]),
    ],
)
def test_what_leads_on_to_a_figure_is_no_part_of_the_name(text: str, told: list[str]) -> None:
    assert [words.rstrip("~") for _, words in subjects(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("教育系统有212个党支部、3460名党员。", ["教育系统党支部", "党员"]),
        ("对14个项目开展审计。", ["项目"]),
        ("联合18个部门和9家企业推进。", ["联合部门", "企业"]),
        ("21所学校运动场完成改造。", ["学校"]),
        ("审计覆盖9个教学点。", ["审计覆盖教学点"]),
    ],
)
def test_names_stand_behind_figures(text: str, told: list[str]) -> None:
    assert [words.rstrip("~") for _, words in subjects(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("小学、初中、高中三个学段优良率分别为61%、54%、48%。", ["", "小学/优良率", "初中/优良率", "普高/优良率"]),
        ("大班额占比1.2%，上年这一比例为2.0%。", ["大班额占比", "大班额占比"]),
        (
            "合格率93.1%，优秀率45.2%，两项上年分别为92.0%和44.1%。",
            ["合格率", "优秀率", "", "合格率", "优秀率"],
        ),
        ("合格率93.1%，优秀率45.2%，分别提高1.1个和2个百分点。", ["合格率", "优秀率", "合格率+", "优秀率+"]),
        ("合格率93.1%，优秀率45.2%，后者提高2个百分点。", ["合格率", "优秀率", "优秀率+"]),
        ("小学招生900人，初中招生700人，上年招生分别为880人和690人。", ["小学/招生", "初中/招生"] * 2),
        (
            "招聘教师86人，比上年多6人，其中小学46人、初中40人。",
            ["招聘教师", "招聘教师+", "小学/招聘教师", "初中/招聘教师"],
        ),
        ("幼儿园减少6所（民办5所、公办1所）。", ["学前/学校+", "", ""]),
        (
            "资助学生3000人次、240万元，其中小学1200人次、90万元。",
            ["资助学生", "资助学生", "小学/资助学生", "小学/资助学生"],
        ),
        ("新增学位900个，其中望山县540个。", ["新增学位", "新增学位"]),
        ("小学专任教师中本科以上的320人。", ["小学/本科以上"]),
        ("望山县、长坪县得分分别为88分、91分。", ["得分", "得分"]),
        ("聘任督学48名，其中专职9名、兼职39名，比上年增加3名。", ["聘任督学", "专职", "兼职", ""]),
        ("公办园在园幼儿410人，占比52%。", ["学前/公办/学生", "学前/公办/学生占比"]),
        (
            "教育支出9亿元，占财政支出的21%，占比提高0.4个百分点。",
            ["教育支出", "教育支出占财政支出", "教育支出占财政支出+"],
        ),
        (
            "小学、初中投入分别为2亿元和1亿元，分别占66%和33%。",
            ["小学/投入", "初中/投入", "小学/投入占", "初中/投入占"],
        ),
        ("小学、初中和高中近视率分别下降1.1个、0.8个和0.6个百分点。", ["小学/近视率+", "初中/近视率+", "普高/近视率+"]),
        ("“双师型”教师46人，占专业课教师的59%。", ["双师型教师", "双师型教师占专业课教师"]),
    ],
)
def test_lists_and_words_that_point_are_read(text: str, told: list[str]) -> None:
    assert [words.rstrip("~") for _, words in subjects(text)] == told


def test_a_view_divides_the_total_that_its_figures_make_up() -> None:
    read = subjects("教职工120人，其中专任教师100人。分学段看，幼儿园20人、小学50人、初中30人。")
    assert [words for _, words in read[2:]] == ["学前/专任教师", "小学/专任教师", "初中/专任教师"]


def test_where_two_readings_are_open_there_is_none() -> None:
    assert subjects("小学98所、初中20所，在校生21860人。")[-1] == ("21860人", "")


@pytest.mark.parametrize(
    "text",
    [
        "望山县大班额8个。",
        "力争大班额控制到8个。",
        "全省普惠性幼儿园覆盖率88.1%。",
        "城区小学还有8个大班额。",
        "义务教育学校开展课后服务，9600名学生参与其中。",
        "评选好少年36名，其中小学生20名。",
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
