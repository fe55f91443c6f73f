"""Digits and numerals that tell no quantity."""

from __future__ import annotations

import pytest
from checking_helpers import quantities

NOTHING = [
    # ordinals
    "第45届全国运动会",
    "第三次党代会",
    "第2批试点县",
    "第十二届人民代表大会",
    "位居全省第3位",
    "第 5 期培训班",
    "No.12生产线",
    "获得前3名",
    "全省前十位",
    "全市排名第二",
    # document numbers
    "云政发〔2025〕35号",
    "教督〔2018〕6号文件",
    "（2024）第3号令",
    "国发[2023]12-13号",
    "云府办发【2025】8 号",
    # telephones and the like
    "联系电话：0551-62831234",
    "手机13812345678",
    "邮编：230001",
    "传真：0551-6283",
    "热线400-820-8820",
    "举报电话12391",
    "网址http://www.abc123.com/4567",
    "信箱edu2025@abc.cn",
    # names with numerals
    "推进“1+X”证书制度",
    "“1+X”试点",
    "构建1+3+N体系",
    "落实中央八项规定精神",
    "建设“双一流”高校",
    "实施“百千万人才”工程",
    "巩固九年义务教育",
    "“十四五”规划",
    "“十四五”时期",
    "“十五五”",
    "建设三通两平台",
    "坚持五育并举",
    "两个只增不减",
    "落实“三重一大”制度",
    "党的二十大精神",
    "二十届三中全会精神",
    "义务教育“双减”工作",
    "办好思政第一课",
    "一站式服务",
    "统一标准、进一步完善",
    "全市一盘棋，千方百计",
    "“四有”好老师",
    "三支一扶计划",
    "“5080”目标",
    "“612”工程",
    "“三名”工程",
    "实施“万名教师支教计划”",
    "消除56人以上大班额",
    "完成360学时培训",
    "获得一等奖、二等奖",
    "二级学院",
    "5G网络",
    "建成5G基站",
    "CO2浓度",
    "A4纸",
    "3D打印",
    "PM2.5监测",
    # titles of documents
    "《中国教育现代化2035》",
    "《关于2024年100项任务的通知》",
    # dates and years
    "2025年",
    "2025年12月31日",
    "截至2025年12月底",
    "2021—2025年",
    "2024-2025学年",
    "2024学年度",
    "9月1日开学",
    "2 0 2 5年",
    "上午8:30到校",
    "时间为14：00至16:30",
    # labels
    "1.健全机制",
    "（1）健全机制",
    "12．健全机制",
    "3、健全机制",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_measured(text: str) -> None:
    assert [q.text for q in quantities(text)] == []


#: A text with one figure among digits that are none.
BESIDE = [
    ("第45届运动会上获奖牌12枚", "12枚"),
    ("按《2024年100项任务》投入5亿元", "5亿元"),
    ("依据云政发〔2025〕35号安排300万元", "300万元"),
    ("2025年投入5亿元", "5亿元"),
    ("2021—2025年新建学校45所", "45所"),
    ("电话：0551-62831234，接访45人", "45人"),
    ("“1+X”证书试点院校6所", "6所"),
    ("“十四五”期间新建学校45所", "45所"),
    ("1.新建学校45所", "45所"),
    ("（1）新建学校45所", "45所"),
    ("“四个100%”", ""),
    ("实现“100%”达标", "100%"),
    ("获一等奖12项", "12项"),
    ("九年义务教育巩固率95.43%", "95.43%"),
    ("全省前十强县，建成8所", "8所"),
    ("早上7:50开放，接待45人", "45人"),
]


@pytest.mark.parametrize(("text", "written"), BESIDE, ids=[b[0] for b in BESIDE])
def test_a_figure_beside_what_is_none(text: str, written: str) -> None:
    assert [q.text for q in quantities(text)] == ([written] if written else [])


def test_a_label_stands_only_at_the_start() -> None:
    assert [q.text for q in quantities("系数为0.38。3、")] == ["0.38", "3"]
