"""Relations as different offices tell them: each text right once and wrong once."""

from __future__ import annotations

import pytest
from checking_helpers import check, told

LISTS = [
    ("全年投入48.2亿元，其中人员24.10亿元、公用9.64亿元、项目14.46亿元，占比依次为{}%、20%、30%。", "50", "60"),
    ("日常运转10880万元、设备购置6200万元、维修3100万元，分别占53.9%、{}%、15.4%。", "30.7", "37.0"),
    ("县级7800万元、市级2700万元、省级4500万元，各占52.0%、18.0%、{}%。", "30.0", "31.0"),
    ("教研队伍有教研员16人、讲师16人、助教8人，占比分别为{}%、40%、20%。", "40", "42"),
]
BALANCES = [
    ("年内招聘教师{}名，同期退休、调出118名，净增38名。", "156", "165"),
    ("全年调入84人，自然减员61人，净增{}人。", "23", "32"),
    ("应建食堂的学校共86所，2024年底建成71所，今年全部建成，一年补齐{}所。", "15", "25"),
    ("大班额由2023年的{}个降到2025年的6个，比上年减少13个。", "41个、2024年的19", "19个、2024年的41"),
    ("在校生2024年的5160人增加到2025年的5320人，比上年增加{}人。", "160", "610"),
    ("教育支出年均增长5.2%，{}规划的年均4.5%。", "高于", "低于"),
    ("生均经费增幅3.1%，{}财政收入增幅2.4%。", "高于", "低于"),
    ("校外培训机构{}家，文化艺术类64家、体育类42家、科技类32家。", "138", "183"),
]
CROSSED = [
    "人员{}亿元、公用{}亿元、项目14.46亿元，占比依次为50%、20%、30%。",
    "资金中，县级{}亿元、市级{}亿元、省级14.46亿元，分别占50%、20%、30%。",
]


TOWNS = (
    "|乡镇|2024年在校生（人）|2025年在校生（人）|增减|巩固率（%）|学位余缺（个）|\n|青山镇|6120|6390|270|98.4|-160|\n"
    "|柳河镇|4310|4160|-150|95.2|240|\n|石门乡|2280|2050|-230|93.7|310|\n|东桥镇|3940|4080|140|96.8|-90|\n"
    "|云台乡|1850|1760|-90|94.6|130|\n|全县|18500|18440|-60|96.2|430|"
)
CHOSEN = [
    ("青山、东桥两镇共缺学位{}个。", "250", "260"),
    ("{}两镇学位缺250个。", "青山、东桥", "青山、柳河"),
    ("{}两个镇合缺250个。", "青山镇和东桥镇", "柳河镇和东桥镇"),
    ("在校生升的两个镇合计增{}人。", "410", "401"),
    ("减少的三个乡镇合计减{}人。", "470", "407"),
    ("巩固率达到96%的有{}2个。", "青山、东桥", "青山、柳河"),
    ("{}三乡镇低于96%。", "柳河、石门、云台", "柳河、石门、东桥"),
    ("巩固率不足95%的只有{}。", "石门、云台", "石门、柳河"),
    ("巩固率首末位相差{}个百分点。", "4.7", "7.4"),
    ("乡镇之间巩固率最高与最低相差{}个百分点。", "4.7", "3.7"),
    ("青山一镇占全县的{}%。", "34.7", "33.1"),
    ("东桥镇在校生占全县的{}%。", "22.1", "21.3"),
    ("末位的{}巩固率比全县平均低2.5个百分点。", "石门乡", "云台乡"),
    ("石门乡巩固率比全县平均低{}个百分点。", "2.5", "5.2"),
]
POINTS = (
    "|项目|分值|扣分|得分|\n|B1 经费投入|30|1.8|28.2|\n|B2 队伍建设|40|2.7|37.3|\n"
    "|B3 条件保障|30|0.5|29.5|\n|合计|100|5.0|95.0|"
)
PICKED_RIGHTLY = [
    "青山一镇占全县的56.2%，多在寄宿学校。",
    "青山、东桥两镇共招聘教师26名。",
    "青山、柳河两镇共有寄宿生1240人。",
    "减少的三个学段合计减少教师12名。",
    "参保率达到95%的有青山、石门2个。",
    "体质合格率首末位相差6.2个百分点。",
    "石门乡近视率比全县平均低1.9个百分点。",
]


def flagged(text: str) -> list[str]:
    return [f.excerpt for f in check(text, select=("ARI", "TIM")).findings]


@pytest.mark.parametrize(("text", "right", "wrong"), LISTS + BALANCES)
def test_figures_of_a_sentence(text: str, right: str, wrong: str) -> None:
    assert not flagged(text.format(right))
    assert flagged(text.format(wrong))


@pytest.mark.parametrize("text", CROSSED)
def test_two_parts_that_changed_places_are_marked_themselves(text: str) -> None:
    assert not flagged(text.format("24.10", "9.64"))
    assert flagged(text.format("9.64", "24.10")) == ["9.64亿元"]


def test_the_year_that_a_value_was_held_against_is_over_behind_a_semicolon() -> None:
    text = "教育支出9.6亿元，2024年9.3亿元，增加0.3亿元；一般公共预算支出48.2亿元，增长4.8%。"
    assert [period for written, _, period, _ in told(text) if written == "48.2亿元"] == ["this"]


@pytest.mark.parametrize(("text", "right", "wrong"), CHOSEN)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_rows_that_a_text_picks(text: str, right: str, wrong: str, elsewhere: bool) -> None:
    between = "\n二、存在的问题\n" if elsewhere else "\n"
    assert not flagged(TOWNS + between + text.format(right))
    assert flagged(TOWNS + between + text.format(wrong))


@pytest.mark.parametrize("text", PICKED_RIGHTLY)
def test_what_no_column_tells_is_left_alone(text: str) -> None:
    assert not flagged(f"{TOWNS}\n{text}")


def test_the_share_of_a_column_that_the_words_name() -> None:
    text = "B2一项扣2.7分，占总扣分的{}%。"
    assert not flagged(f"{POINTS}\n{text.format('54.0')}")
    assert flagged(f"{POINTS}\n{text.format('45.0')}")


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ("|每百名学生拥有电脑台数|小学≥10，初中≥12|11.4|12.8|是|", True),
        ("|每百名学生拥有电脑台数|小学≥10，初中≥12|9.4|12.8|是|", False),
        ("|每百名学生拥有电脑台数|小学≥10，初中≥12|9.4|12.8|小学未达标|", True),
        ("|每百名学生拥有电脑台数|小学≥10，初中≥12|10.4|12.8|小学未达标|", False),
        ("|生均图书册数|不低于25|27.1|31.5|达标|", True),
        ("|生均图书册数|不低于25|27.1|21.5|达标|", False),
        ("|生均图书册数|不低于25|27.1|31.5|否|", False),
        ("|平均班额|小学≤45，初中≤50|41.2|48.7|是|", True),
        ("|平均班额|小学≤45，初中≤50|41.2|52.7|是|", False),
    ],
)
def test_rows_with_their_own_standard(row: str, right: bool) -> None:
    other = "|生均校舍面积|小学≥4，初中≥5|4.6|5.9|是|"
    assert bool(flagged(f"|指标|国家标准|小学|初中|是否达标|\n{row}\n{other}")) is not right
