"""Means, ratios and shares that follow from counts another chapter tells."""

from __future__ import annotations

import pytest
from checking_helpers import Given, check, document

from drafter.checking.context import CheckContext
from drafter.findings import Severity, State

COUNTS = """一、基本情况
全市现有各级各类学校168所，其中幼儿园84所、小学52所、初中19所、九年一贯制学校6所、普通高中4所、中等职业学校2所、特殊教育学校1所。
在校学生92640人，其中在园幼儿14850人、小学生38720人、初中生20350人、普通高中学生12480人、中职学生6124人、特教学生116人。
专任教师6583人，其中幼儿园1180人、小学2310人、初中1720人、普通高中960人、中职385人、特教28人。
义务教育教学班1486个，其中小学1030个、初中456个。
二、履职情况
"""
MONEY = """一、经费
全市一般公共预算支出386.40亿元。一般公共预算教育支出84.62亿元，比上年增加3.18亿元，增长3.9%。
二、其他
"""

#: (what goes before, what holds, what does not, the figure that is doubted)
PAIRS = [
    (
        COUNTS,
        "小学、初中生师比依次为16.8:1、11.8:1。",
        "小学、初中生师比依次为18.6:1、11.8:1。",
        "18.6:1",
    ),
    (
        COUNTS,
        "各学段生师比：幼儿园12.6∶1；小学16.8∶1；初中11.8∶1。",
        "各学段生师比：幼儿园16.2∶1；小学16.8∶1；初中11.8∶1。",
        "16.2∶1",
    ),
    (COUNTS, "义务教育阶段师生比为1:14.7。", "义务教育阶段师生比为1:17.4。", "1:17.4"),
    (COUNTS, "义务教育阶段班均39.8人。", "义务教育阶段班均38.9人。", "38.9人"),
    (COUNTS, "小学每班平均37.6人。", "小学每班平均36.7人。", "36.7人"),
    (COUNTS, "义务教育学校藏书198.4万册，生均33.6册。", "义务教育学校藏书198.4万册，生均36.3册。", "36.3册"),
    (COUNTS, "初中生均图书40.4册（藏书82.2万册）。", "初中生均图书44.0册（藏书82.2万册）。", "44.0册"),
    (
        COUNTS,
        "普通高中教学仪器设备总值4696万元，生均3763元。",
        "普通高中教学仪器设备总值4696万元，生均3673元。",
        "3673元",
    ),
    (
        COUNTS,
        "义务教育学校有学生用计算机8447台，每百名学生拥有14.3台。",
        "义务教育学校有学生用计算机8447台，每百名学生拥有13.4台。",
        "13.4台",
    ),
    (COUNTS, "小学校均745人，幼儿园园均177人。", "小学校均754人，幼儿园园均177人。", "754人"),
    (
        COUNTS,
        "支出64218万元，较上年的62094万元增长3.4%，占一般公共预算支出298600万元的21.5%。",
        "支出64218万元，较上年的62094万元增长3.4%，占一般公共预算支出298600万元的25.1%。",
        "25.1%",
    ),
    (MONEY, "教育支出占一般公共预算支出的比例为21.9%。", "教育支出占一般公共预算支出的比例为29.1%。", "29.1%"),
    (COUNTS, "教育集团12个，覆盖义务教育学校48所，占62.3%。", "教育集团12个，覆盖义务教育学校48所，占63.2%。", "63.2%"),
    (
        COUNTS,
        "随迁子女6420人，较上年增加210人，占义务教育在校生的10.9%。",
        "随迁子女6420人，较上年增加210人，占义务教育在校生的11.9%。",
        "11.9%",
    ),
    (
        COUNTS,
        "普惠性幼儿园在园幼儿13662人，普惠率达92.0%。",
        "普惠性幼儿园在园幼儿13662人，普惠率达90.2%。",
        "90.2%",
    ),
    (COUNTS, "公办幼儿园48所，公办率57.1%。", "公办幼儿园48所，公办率51.7%。", "51.7%"),
    (COUNTS, "56人以上大班额12个，占教学班总数的0.81%。", "56人以上大班额12个，占教学班总数的0.18%。", "0.18%"),
    (
        COUNTS,
        "小学、初中寄宿生分别为4646人、8344人，分别占12.0%、41.0%。",
        "小学、初中寄宿生分别为4646人、8344人，分别占12.0%、14.0%。",
        "14.0%",
    ),
    (COUNTS, "小学专任教师占全市专任教师的35.1%。", "小学专任教师占全市专任教师的31.5%。", "31.5%"),
    (COUNTS, "中职在校生占高中阶段在校生的32.9%。", "中职在校生占高中阶段在校生的39.2%。", "39.2%"),
    (COUNTS, "幼儿园班级495个，班均30.0人。", "幼儿园班级495个，班均33.0人。", "33.0人"),
    (
        "一、招生\n",
        "普高招生22860人，中职招生13240人，中职招生占比36.7%。",
        "普高招生22860人，中职招生13240人，中职招生占比37.6%。",
        "37.6%",
    ),
]

#: True whatever is told in the first chapter: of a part of the region, of what is new, of a standard, of another year.
TRUE = [
    "城区小学平均班额47.2人，生师比18.9:1，乡村小学生师比9.6:1。",
    "小学生师比优于19:1的省定标准，初中生师比优于13.5:1，专任教师与在校生之比小学在1:19以内。",
    "2026年小学生师比力争降到16:1，平均班额控制在36人以内。",
    "第一小学藏书8.4万册，生均28.0册；第三小学藏书6.1万册，生均31.2册。",
    "新增图书4.6万册，生均图书达到31册。",
    "乡村学校藏书48.4万册，生均42.6册。",
    "城区6所初中在校生9860人，占全市初中生的48.5%，校均1643人。",
    "新招小学教师86人，其中研究生12人，占14.0%。",
    "教育支出占财政支出的18.6%；一般公共预算教育支出64218万元。",
    "资助家庭经济困难幼儿742人，占在园幼儿的5.0%；小学生1936人，占5.0%；初中生1425人，占7.0%。",
    "新建幼儿园6所，其中公办5所，公办率83.3%。",
    "集团化办学覆盖义务教育学校46所，占59.7%，覆盖学生41230人，占69.8%。",
    "2022年小学生师比17.6:1，2023年17.2:1。",
    "民办小学在校生3820人，专任教师241人，生师比15.9:1，校均764人。",
    "九年一贯制学校在校生6280人，校均1047人。",
    "普通高中每百名学生拥有计算机21.4台，全市教学用计算机13420台。",
    "初中毕业生6620人，升入普通高中4104人，占62.0%；参加中考6580人，占初中毕业生的99.4%。",
    "留守儿童3846人，占6.5%，其中小学2610人，占67.9%。",
    "城区小学专任教师占全市小学专任教师的46.2%，乡村初中在校生占初中在校生的31.5%。",
    "课后服务在77所义务教育学校开展，5.46万名学生积极参与，占义务教育在校生的92.4%。",
    "在园幼儿由15210人降至14850人，小学生较上年减少612人，为38720人。",
    "各学段在校学生较上年的93180人减少540人。初中生则增加260人，达20350人。",
    "公用经费按小学每生每年720元拨付，共2787.8万元，其中安排教师培训223万元，占公用经费的8.0%。",
]


def warned(text: str) -> list[str]:
    """Errors and warnings of the figures: their words."""
    return [f.excerpt for f in check(text).findings if f.code[:3] in ("NUM", "ARI") and f.severity != Severity.INFO]


@pytest.mark.parametrize(("before", "right", "wrong", "doubted"), PAIRS)
def test_what_follows_from_counts_told_elsewhere(before: str, right: str, wrong: str, doubted: str) -> None:
    assert warned(before + right) == []
    assert doubted in warned(before + wrong)


@pytest.mark.parametrize("text", TRUE)
def test_what_follows_from_nothing_is_left_alone(text: str) -> None:
    assert warned(COUNTS + text) == []


def test_a_mean_is_proved_by_the_counts_of_its_stage() -> None:
    context = CheckContext(document(COUNTS + "初中校均1071人。"), "云岭市", 2025)
    proved = [r.formula for r in context.relations if r.state is State.PROVED and r.stated.text == "1071人"]
    assert proved == ["20350人÷19所"]


SHEET: Given = {
    "primary_enrolment": ("38720", None),
    "primary_fulltime_teachers": ("2310", None),
    "edu_budget_expenditure": ("64218", None),
    "general_budget_expenditure": ("298600", None),
}


@pytest.mark.parametrize(
    ("right", "wrong", "doubted"),
    [
        ("小学各项配备达标，小学教师与学生配比即小学生师比为16.8:1。", "小学生师比为18.6:1。", "18.6:1"),
        ("小学图书124.3万册，生均32.1册。", "小学图书124.3万册，生均31.2册。", "31.2册"),
        ("教育支出占一般公共预算支出的21.5%。", "教育支出占一般公共预算支出的25.1%。", "25.1%"),
    ],
)
def test_the_sheet_tells_what_the_text_leaves_out(right: str, wrong: str, doubted: str) -> None:
    def told(text: str) -> list[str]:
        return [f.excerpt for f in check(text, SHEET).findings if f.code[:3] == "ARI"]

    assert told("一、基本情况\n" + right) == []
    assert told("一、基本情况\n" + wrong) == [doubted]


def test_a_row_of_two_stages_is_not_that_of_each() -> None:
    sheet: Given = {"large_classes": ("9", "46")}
    found = check("一、基本情况\n义务教育大班额由46个减少到9个。", sheet).findings
    assert [f.code for f in found if f.code[:3] == "ARI"] == []
