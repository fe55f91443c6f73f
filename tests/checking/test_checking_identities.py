"""Values told in different places that must fit each other, and tables whose wrong cell is named."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from checking_helpers import Given, check, document
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drafter.checking.context import CheckContext
from drafter.checking.relations import Relation
from drafter.findings import Severity, State

REGION, YEAR = "云岭市", 2025


def across(text: str) -> list[Relation]:
    return CheckContext(document(text), REGION, YEAR).relations


def flagged(text: str, given: Given | None = None) -> list[tuple[str, str]]:
    """Errors and warnings on figures: code and words."""
    found = check(text, given).findings
    return [(f.code, f.excerpt) for f in found if f.code[:3] in ("NUM", "ARI", "CON") and f.severity != Severity.INFO]


PUPILS = "在校生55930人，其中小学38650人、初中17280人。\n专任教师3030人，其中小学1932人、初中1098人。\n"

WRONG = [
    # a ratio, an average, a share and a standard whose operands stand elsewhere
    (PUPILS + "小学生师比为22.0:1。", "ARI010", "22.0:1"),
    (PUPILS + "小学780个班，平均班额59.4人。", "ARI010", "59.4人"),
    (PUPILS + "小学寄宿生12100人，占小学生的13.3%。", "ARI001", "13.3%"),
    (
        "公办园在园幼儿6120人，在园幼儿11700人。\n二、问题\n公办园在园幼儿占比为53.2%，还需提高。",
        "ARI001",
        "53.2%",
    ),
    (
        PUPILS + "小学每生每年720元，拨付2782.8万元；初中每生每年940元，拨付1642.3万元。",
        "ARI009",
        "1642.3万元",
    ),
    (PUPILS + "义务教育在校生56390人，比上年略有减少。", "ARI002", "56390人"),
    # a rate that the amount beside it and the number told before give
    ("全市在园幼儿11700人。\n二、问题\n在园幼儿比上年减少960人，下降8.57%，部分园所生源不足。", "ARI003", "8.57%"),
    # a sum of money and where it came from, in the sentence behind it
    (
        "全年改造校舍14处，完成投资2460万元。资金来源上，省级补助1620万元，市级配套350万元，县级自筹850万元。",
        "ARI002",
        "1620万元",
    ),
    # the same told again
    ("56人以上大班额由46个减少到9个。\n城区小学压力大，还有19个大班额没有化解。", "ARI008", "19个"),
    ("全市中小学空编252名。\n二、问题\n尚有空编225名未使用。", "CON005", "225名"),
    ("体质健康优良率49.7%。\n二、存在的问题\n优良率46.7%，仍然偏低。", "CON005", "46.7%"),
    # what goes on behind a list in brackets, and from another base
    ("专任教师3030人（小学1932人，初中1098人），占教职工总数3420人的86.8%。", "ARI001", "86.8%"),
    ("支出7.26亿元，比上年的6.92亿元增长4.9%；比“十三五”末的4.03亿元增长44.5%。", "ARI003", "44.5%"),
    ("专任教师3030人。小学1932人，初中1098人。比上年的2960人净增90人。", "ARI004", "90人"),
    ("上线率45.0%。上年报考1180人，上线率25.0%。上线率提高25.0个百分点。", "ARI004", "25.0个百分点"),
    # views of one total, and parallel shares
    (
        "累计投入8.7亿元。分年看，2023年2.8亿元，2024年3.5亿元，2025年2.0亿元。",
        "ARI002",
        "2.8亿元，2024年3.5亿元，2025年2.0亿元",
    ),
    (
        "校舍18.6万平方米。教学用房9.3万平方米，占50%；宿舍6.2万平方米，占25%；食堂3.1万平方米，占16.7%。",
        "ARI001",
        "25%",
    ),
    ("引导资金8600万元，县级配套3900万元，发行债券1.5万元，共投入2.75亿元。", "ARI002", "2.75亿元"),
    ("培训4260人次，其中国培310人次，省、市培860人次，县级及校本3450人次。", "ARI002", "4260人次"),
    ("比上年减少6所（民办5所、公办2所）。", "ARI002", "6所"),
    ("建设资金12.6亿元，其中市本级3.8亿元，3个区1.4亿元，4个县4.7亿元。", "ARI002", "12.6亿元"),
    # marks: targets behind a change, margins, two kinds of pay, a rise above the value itself
    ("巩固率94.2%，比上年提高0.3个百分点，超过国家95%的目标。", "ARI011", "95%"),
    ("毛入学率78.4%，低于全省平均水平81.6%，相差2.3个百分点。", "ARI004", "2.3个百分点"),
    ("义务教育教师年均工资8.36万元，公务员8.31万元，教师低500元。", "ARI004", "500元"),
    ("专任教师2690人。幼儿园410人，小学1540人，初中1010人。", "ARI002", "410人，小学1540人，初中1010人"),
    ("按标准应配小学教师1850人，现有1736人，缺141人。", "ARI004", "141人"),
    ("毛入学率78.4%，比上年提高1个百分点；距省定90%的目标差16.1个百分点。", "ARI004", "16.1个百分点"),
    ("幼儿园专任教师620人，在园幼儿9860人。\n幼儿园专任教师与在园幼儿之比为1:19.5。", "ARI010", "1:19.5"),
    ("高考本科上线1486人，参考人数3200人，本科上线率49.2%。", "ARI001", "49.2%"),
    ("保安经费由每人每年3万元提高3.2万元。", "ARI006", "3.2万元"),
    ("义务教育教师年均工资8.26万元，公务员8.31万元，落实了“不低于”的要求。", "ARI011", "8.26万元"),
    ("党组织68个（党委2个、总支6个、支部63个）。", "ARI002", "68个"),
    ("小学大班额从7个减至0个，初中从11个减至2个，两学段共减少61个。", "ARI004", "61个"),
    ("公办园在园幼儿占比57.2%，公办园和普惠性民办园在园幼儿占比41.9%。", "ARI008", "41.9%"),
    ("教育支出18.522亿元，比上年净增8820亿元，增长5.0%。", "ARI004", "8820亿元"),
]


@pytest.mark.parametrize(("text", "code", "figure"), WRONG)
def test_what_does_not_fit_is_found_on_the_figure(text: str, code: str, figure: str) -> None:
    assert (code, figure) in flagged(text)


RIGHT = [
    "全市在园幼儿11700人。\n二、问题\n在园幼儿比上年减少960人，下降7.58%，部分园所生源不足。",
    "全年改造校舍14处，完成投资2460万元。资金来源上，省级补助1260万元，市级配套350万元，县级自筹850万元。",
    PUPILS + "小学生师比为20.0:1，初中15.7:1。",
    PUPILS + "小学780个班，平均班额49.6人。",
    PUPILS + "小学寄宿生12100人，占小学生的31.3%。",
    "公办园在园幼儿6120人，在园幼儿11700人。\n二、问题\n公办园在园幼儿占比为52.3%，还需提高。",
    PUPILS + "小学每生每年720元，拨付2782.8万元；初中每生每年940元，拨付1624.3万元。",
    PUPILS + "义务教育在校生5.59万人，比上年略有减少。",
    "56人以上大班额由46个减少到9个。\n城区小学压力大，还有9个大班额没有化解。",
    "望山县大班额3个。\n石溪县大班额5个。",
    "体质健康优良率49.7%。\n二、存在的问题\n优良率49.7%，仍然偏低。",
    "专任教师3030人（小学1932人，初中1098人），占教职工总数3420人的88.6%。",
    "支出7.26亿元，比上年的6.92亿元增长4.9%；比“十三五”末的4.03亿元增长80.1%。",
    "专任教师3030人。小学1932人，初中1098人。比上年的2960人净增70人。",
    "累计投入8.7亿元。分年看，2023年2.8亿元，2024年3.5亿元，2025年2.4亿元。",
    "校舍18.6万平方米。教学用房9.3万平方米，占一半；宿舍6.2万平方米，占三分之一；食堂3.1万平方米，占六分之一。",
    "培训4620人次，其中国培310人次，省、市培860人次，县级及校本3450人次。",
    "比上年减少6所（民办5所、公办1所）。",
    "建设资金12.6亿元，其中市本级3.8亿元，3个区4.1亿元，4个县4.7亿元。",
    "巩固率95.6%，比上年提高0.3个百分点，超过国家95%的目标0.6个百分点。",
    "毛入学率78.4%，低于全省平均水平81.6%，相差3.2个百分点。",
    "义务教育教师年均工资8.36万元，公务员8.31万元，教师高500元。",
    "公办园在园幼儿14229人，占在园幼儿总数的62.0%；普惠性民办园在园幼儿6426人，占28.0%。",
    "专任教师2960人。幼儿园410人，小学1540人，初中1010人。",
    "专任教师3100人。幼儿园410人，小学1540人，初中1010人。",  # other schools have some too
    "按标准应配小学教师1850人，现有1736人，缺114人。",
    "毛入学率78.4%，比上年提高1个百分点；距省定90%的目标差11.6个百分点。",
    "大班额占比0.7%，普惠率高于85%的目标4.0个百分点。",
    "高考本科上线1486人，参考人数3020人，本科上线率49.2%。",
    "毕业生2140人，升学1284人、就业792人，合计2076人，升学就业率97.0%。",
    "保安经费由每人每年3万元提高到3.2万元，班级由47个减少了18个。",
    "残疾儿童中，特校就读100名；随班就读162名，送教上门32名，合计294名。",
    "经常性督导每月2次，全年1200人次，人均20次。",
    "普通高中招生1860人，职教中心招生1240人，职普比4:6。",
    "职教中心招生1240人，普通高中招生1860人，普职比6:4。",
    "全县中小学、幼儿园共118所，在校学生46820人。\n幼儿园59所。\n在园幼儿8640人。",
    PUPILS + "小学1030个班，班均37.5人。\n城区小学6240人，占全市小学生的16.1%，平均班额52人。",
    "幼儿园318所（公办163所、民办155所，普惠性民办128所）。",
    "小学大班额从7个减至0个，初中从11个减至2个，两学段共减少16个。",
    "8个教育集团覆盖31所学校，覆盖率100%。",
    "普高录取2760人，录取率56.4%；职业学校录取2134人，录取率43.6%；参加中考4894人。",
    "公办园在园幼儿占比57.2%，公办园和普惠性民办园在园幼儿占比91.4%。",
    "教育支出占66.9%；其他支出因压减机关经费，较上年下降2.7%。",
    "幼儿园84所公办、58所民办，其中认定普惠性民办园46所，普惠性幼儿园合计130所。",
    "中央和省5.22亿元、占60%，州级0.87亿元、占10%，县级1.74亿元、占20%，社会0.87亿元、占10%。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_fits_is_left_alone(text: str) -> None:
    assert flagged(text) == []


TABLE = (
    "|学段|班级数（个）|学生数（人）|专任教师（人）|生师比|平均班额（人）|\n"
    "|幼儿园|90|2250|180|12.5:1|25.0|\n"
    "|小学|134|5360|335|16.0:1|40.0|\n"
    "|初中|56|{junior}|224|11.5:1|46.0|\n"
    "|合计|280|10186|739|13.8:1|36.4|"
)


def test_a_cell_that_fails_in_its_row_and_its_column_is_to_blame() -> None:
    assert flagged(TABLE.format(junior="2576")) == []
    assert ("ARI002", "2756") in flagged(TABLE.format(junior="2756"))


CHANGES = (
    "|项目|上年（万元）|本年（万元）|增减额|增减幅度|\n"
    "|学前教育|14800|16280|1480|10.0%|\n"
    "|义务教育|118000|123900|5900|5.0%|\n"
    "|其他支出|7900|7688|-212|-2.7%|\n"
    "|合计|140700|147868|7168|5.1%|\n"
)


def test_negative_cells_keep_their_sign() -> None:
    assert flagged(CHANGES) == []
    assert flagged(CHANGES + "其他支出压减办公费，比上年下降2.7%。") == []
    assert flagged(CHANGES + "其他支出压减办公费，比上年增长2.7%。") == [("ARI006", "2.7%")]


def test_noughts_do_not_make_a_column_the_difference_of_two_others() -> None:
    assert flagged("|类别|问题|已改|未改|\n|甲类|2|2|0|\n|乙类|3|3|0|\n|丙类|2|1|1|\n|合计|7|6|1|") == []


SHEET: Given = {
    "primary_fulltime_teachers": ("1932", "1901"),
    "junior_fulltime_teachers": ("1098", "1071"),
    "primary_enrolment": ("38650", "39210"),
    "junior_enrolment": ("17280", "16990"),
    "large_classes": ("9", "46"),
    "public_kindergartens": ("71", "68"),
}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("小学、初中共有教师3030人。专任教师中，小学1098人、初中1932人。", "1098人"),
        ("小学412所，在校生36850人。", "36850人"),
        ("义务教育大班额由46个压减到19个。", "19个"),
        ("学生数有升有降，小学在校生比上年增加560人。", "560人"),
        ("幼儿园132所，其中公办17所。", "17所"),
    ],
)
def test_a_figure_of_a_row_under_another_name_is_doubted(text: str, figure: str) -> None:
    assert figure in [words for _, words in flagged(text, SHEET)]


@settings(max_examples=60, deadline=None)
@given(st.integers(200, 90_000), st.integers(20, 6_000), st.integers(0, 2))
def test_a_ratio_that_was_rounded_is_never_doubted(pupils: int, teachers: int, decimals: int) -> None:
    assume(pupils > 2 * teachers)
    ratio = (Decimal(pupils) / teachers).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"小学在校生{pupils}人，小学专任教师{teachers}人。\n小学生师比为{ratio}:1。"
    assert [r for r in across(text) if r.state is State.REFUTED] == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(10, 9_000), min_size=3, max_size=5))
def test_lists_of_parts_and_shares_that_hold_are_never_doubted(parts: list[int]) -> None:
    total = sum(parts)
    shares = [(Decimal(p) * 100 / total).quantize(Decimal("0.1"), ROUND_HALF_UP) for p in parts]
    names = ["中央", "省级", "市级", "县级", "自筹"]
    listed = "，".join(f"{n}{p}万元、占{s}%" for n, p, s in zip(names, parts, shares, strict=False))
    assert [r for r in across(f"投入{total}万元。分来源看，{listed}。") if r.state is State.REFUTED] == []
