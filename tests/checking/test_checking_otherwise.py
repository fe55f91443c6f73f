"""True sentences in which a figure is told of something else than what stands next to it, and slips in the like.

Each pair is a passage that is right as it stands, and the same with one figure that nothing beside it makes.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from checking_helpers import check

from drafter.facts import Metrics, read_metrics

_FAMILIES = ("NUM", "ARI", "CON", "TIM", "ENT")

PAIRS = [
    (  # of those who moved, not of those who could
        "符合条件教师960人，实际交流144人，占15.0%；其中骨干教师39人，占交流者的27.1%。",
        "符合条件教师960人，实际交流144人，占15.0%；其中骨干教师39人，占交流者的21.7%。",
    ),
    (  # of all that the three years have had
        "三年累计投入25.2亿元，分别为6.9亿元、8.6亿元、9.7亿元，2024年比2023年多1.1亿元，占三年累计的38.49%。",
        "三年累计投入25.2亿元，分别为6.9亿元、8.6亿元、9.7亿元，2024年比2023年多1.1亿元，占三年累计的83.49%。",
    ),
    (  # the medals of a contest, whose first number is a share of the province's
        "技能大赛获金牌9枚，占全省120枚的7.5%，银牌14枚，铜牌23枚，合计46枚。",
        "技能大赛获金牌9枚，占全省120枚的7.5%，银牌14枚，铜牌23枚，合计64枚。",
    ),
    (  # an item called the others is an item
        "项目支出21600万元，往下拆：基建9800万元，设备4700万元，维修3600万元，资助与其他3500万元。",
        "项目支出21600万元，往下拆：基建9800万元，设备4700万元，维修3600万元，资助与其他5300万元。",
    ),
]


def _figures(text: str) -> list[str]:
    result = check(f"云岭县2024年履行教育职责自评报告\n一、工作情况\n{text}", region="云岭县", year=2024)
    severe = ("error", "warning")
    return [f.code for f in result.findings if f.code.startswith(_FAMILIES) and f.severity.value in severe]


def _sheet(folder: Path, rows: str, region: str) -> Metrics:
    (folder / "metrics.csv").write_text(rows, encoding="utf-8")
    return read_metrics(folder / "metrics.csv", region=region)


@pytest.mark.parametrize("right", [right for right, _ in PAIRS])
def test_what_follows_from_its_neighbours_is_no_slip(right: str) -> None:
    assert _figures(right) == []


@pytest.mark.parametrize("wrong", [wrong for _, wrong in PAIRS])
def test_what_follows_from_nothing_is_asked_about(wrong: str) -> None:
    assert _figures(wrong)


@pytest.mark.parametrize(
    "right",
    [
        # a mean is set against the own value, not against the neighbour's
        "毛入园率92.7%，比上年的91.4%高1.3个百分点；邻县青浦为93.5%，较全市平均的93.4%低0.7个百分点。",
        # each of two items lost a point
        "自评得95.5分，扣4.5分：投入扣1.5分，教师扣1分，安全、条件各扣1分。",
        # two stages, each with a share of its own
        "小学本科以上教师1120人，占76.4%；初中980人，占93.1%。",
        # the list is closed, and the share is of what was told above
        "教育支出118400万元。其中专项资金13200万元，中央7400万元、省4300万元、市1500万元，已含在上述支出之内，占11.15%。",
        # places of which one is told in a ranking are the whole
        "督导室抽查我县18所学校，占全县112所的16.07%，发现问题31个。",
        # seventh part of this year's, whatever 2020 had
        "抽查资金6.1亿元，约占教育支出的十分之一。2020年教育支出为48.6亿元，五年间增长25.9%。",
        # a past year's value beside this year's does not make the sentence one of that year
        "普惠园在园9860人，占93.10%，2023年为91.80%，提高1.30个百分点；公办园在园6040人，占57.03%，比2023年的54.40%提高2.63个百分点。",
        # what is not finished is not told as done
        "剩余的7个大班都在初中，要等城北中学2026年9月投用才能化开。\n云岭县人民政府\n2025年2月20日",
        # five years ago
        "五年之前，小学生尚有二万五千人；同一时期，初中生由九千一百二十人增至今数。初中在校生9860人，上年9640人。",
        # all of a list, not what its first item leaves
        "计划招聘教师180名，实招176名。其中小学80名、初中49名、普通高中29名、幼儿园18名。",
        # thousands, hundreds and some
        "参加活动的学生上千人，其中小学生1200人；培训教师数百人次，其中省级260人次。",
    ],
)
def test_a_true_sentence_is_left_alone(right: str) -> None:
    assert _figures(right) == []


def test_the_city_mean_may_bear_the_citys_name(tmp_path: Path) -> None:
    """全市平均 in a district's report is the row of the city above it, called 清河市平均 in the sheet."""
    rows = (
        "指标,年份,地区,数值,单位\n小学生均教学用房面积,2024,临湖区,5.62,平方米\n"
        "小学生均教学用房面积,2024,清河市平均,5.18,平方米\n"
    )
    text = (
        "临湖区2024年履行教育职责自评报告\n一、条件\n"
        "小学生均教学用房面积5.62平方米，比全市平均的5.18平方米多0.44平方米。"
    )
    result = check(text, _sheet(tmp_path, rows, "临湖区"), region="临湖区", year=2024)
    assert not [f for f in result.findings if f.code == "NUM024"]


def test_a_school_is_not_its_stage(tmp_path: Path) -> None:
    """「鹭桥小学5.36平方米」 is one school's, not that of all primary schools."""
    rows = "指标,年份,地区,数值,单位\n小学生均体育运动场馆面积,2024,云岭县,7.92,平方米\n"
    text = (
        "云岭县2024年履行教育职责自评报告\n一、条件\n小学生均体育运动场馆面积7.92平方米，标准为7.5平方米；"
        "三所学校没有过：桥东小学4.86平方米，云溪小学5.31平方米，东山小学6.20平方米。"
    )
    result = check(text, _sheet(tmp_path, rows, "云岭县"), region="云岭县", year=2024)
    assert not [f for f in result.findings if f.code.startswith("NUM")]


@pytest.mark.parametrize(
    "right",
    [
        # the mean of a place is its own
        "青山乡小学6所，校均412人，而云溪镇校均1086人。",
        # what we have is told elsewhere
        "公办园占比，东邻青浦县58.2%、南邻石溪县53.6%、全省平均56.9%，我县低于全省2.4个百分点。",
        # two kinds of kindergartens
        "民办园幼儿由2980人减到2560人，降14.1%，公办园只降6.9%。",
        # last year's net
        "全年转入203人、转出361人，净流出158人，比上年的净流出187人少29人。",
        # last year's pay was short
        "教师年平均工资98200元，公务员97600元，高600元，实现了“不低于”；上年教师96300元、公务员96500元，还差200元。",
        # accounts are no parts
        "初中招生7812人，毕业7043人，转入624人、转出318人，净转入306人。",
        # the first two of three
        "61所学校里，全部合格49所，基本合格9所，不合格3所，前两类合计占95.1%。",
        # a number grew, not its share
        "三年共新增学位14280个，今年一年占36.4%，比上年增长15.8%。",
        # two of the differences told
        "转入164人、转出421人，净转出257人；毕业4180人、招收3412人，相差768人，两笔相加恰为1025人。",
        # a list behind a change is of the value before it
        "计划新增学位6300个，比2024年的9800个少3500个，其中东城3300个、西城1800个、南城1200个。",
        # how far above what is asked
        "公办学位就读的占95.6%，上年为94.9%，超出要求10个百分点有余。",
        # an aim beside the year it is measured from
        "公办园占比力争达到60%，比2024年提高2.0个百分点。",
        # a month is no place
        "县督导评估组5月来县，指出问题11个，整改9个。",
    ],
)
def test_more_true_sentences_are_left_alone(right: str) -> None:
    assert _figures(right) == []


def test_an_item_headed_by_a_year_is_of_that_year(tmp_path: Path) -> None:
    """「（一）2020年：起步。教育支出…」 tells nothing of the reported year; an item of the year itself does."""
    rows = (
        "指标,年份,地区,数值,单位\n一般公共预算教育支出,2024,云岭县,73610,万元\n"
        "一般公共预算教育支出,2023,云岭县,68920,万元\n"
    )
    sheet = _sheet(tmp_path, rows, "云岭县")
    title = "云岭县2024年履行教育职责自评报告\n一、五年回顾\n"

    def codes(text: str) -> list[str]:
        return [f.code for f in check(title + text, sheet, region="云岭县", year=2024).findings if f.code[:3] == "NUM"]

    assert "NUM001" not in codes("（一）2020年：起步。一般公共预算教育支出58420万元，增长4.1%。")
    assert "NUM001" not in codes("（四）2023年：巩固。一般公共预算教育支出68920万元。")
    assert "NUM001" in codes("（五）2024年：收官。一般公共预算教育支出76310万元。")


@pytest.mark.parametrize(
    "right",
    [
        "小学由20140人减为19320人，减少820人；初中由10480人增为10620人，增加140人，一减一增，净减680人。",
        "新增学位1230个，其中小学540个、初中570个、幼儿园120个，比年初计划的1200个多30个。",
        "在编人员中专任教师3610人，中小学（含中职、特教）专任教师共3870人，差额260人为编外教师。",
        "毕业生910人，直接就业270人。就业的270人中，留在本市的197人，占就业人数的73.0%；留在本县的120人，占留市人数的60.9%。",
        # what opens a sentence behind a list of places is of them all
        "教育支出6.09亿元，县本级1.25亿元，城关镇2.46亿元，西塘镇1.97亿元，北山镇0.41亿元。其中，争取上级补助0.91亿元。",
        # the growth in brackets is of what it names
        "教育支出60.93亿元，比上年增加3.45亿元，增长6.0%，高于经常性收入增幅2.3个百分点（财政经常性收入增长3.7%）。",
        # money over the years beside shares of it
        "|年份|一般公共预算教育支出（亿元）|占一般公共预算支出比例（%）|\n|2022年|52.36|17.4|\n|2024年|60.93|18.0|",
        # of two of the three
        "毕业生1180人，升学765人，就业382人，其余33人待业或参军，升学和就业的合计1147人，占毕业生的97.2%。",
    ],
)
def test_still_more_true_sentences_are_left_alone(right: str) -> None:
    assert _figures(right) == []
