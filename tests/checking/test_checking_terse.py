"""Terse notes and points with brackets full of figures: units said once, subjects left out, means and distances."""

from __future__ import annotations

import pytest
from checking_helpers import document, metrics

from drafter.checking import CheckResult, check_document

#: A passage whose figures agree, and slips that make one of them wrong.
TOLD = (
    # units said once
    ("民办园49所。城关14，枫桥12，石门9，双溪14。", ("石门9>石门11", "49所>47所")),
    ("减下来的：退休61、辞职4，共减65名。", ("65名>56名", "61、>51、")),
    ("离岗的有退休38、调离11、病休5，减员54名。", ("54名>64名",)),
    ("安全员372人：小学218，初中96，高中58。", ("小学218>小学281",)),
    # columns of a list in a sentence of its own
    (
        "全年资助3120人次、228.4万元。学前410人次20.5万元，小学1320人次79.2万元，初中890人次71.2万元，高中500人次57.5万元。",
        ("71.2万元>61.2万元", "1320人次>1230人次"),
    ),
    # brackets that tell of what stands before them
    ("基金支出6.24亿元（上年5.98亿元，增长4.3%）。", ("6.24亿元>6.24万元", "4.3%>3.4%")),
    ("民办学校62所（比上年的71所减少9所，降幅12.68%）。", ("9所>6所", "12.68%>16.28%")),
    ("党课42次，研讨会16次，调研9次（合计67次，上年58次，多9次）。", ("67次>76次", "多9次>多6次")),
    ("应招240名，实招226名（缺14名），其中硕士38名、本科188名。", ("硕士38名>硕士238名",)),
    # a sentence that goes on with a share
    (
        "公用经费1.26亿元，上年1.18亿元，多800万元，增长6.78%。占教育总支出10.5亿元的12.0%。",
        ("12.0%>10.2%", "多800万元>多8000万元"),
    ),
    # means
    ("改造厕所46座，花了1104万元（座均24万元）。".replace("座", "所"), ("所均24万元>所均42万元",)),
    ("班车38辆，每天接送1710人，车均45人。", ("车均45人>车均54人",)),
    ("培训4860人次，花145.8万元，每人次300元。", ("每人次300元>每人次350元",)),
    ("操场铺了2.4万平方米，用去432万元，每平方米造价180元。", ("造价180元>造价280元",)),
    ("午餐惠及8640人，每天5元，按200天算，全年864万元，生均1000元。", ("生均1000元>生均900元",)),
    # distances and ratios
    ("优秀率最高的一中为48.6%，最低的四中为37.9%（首尾相差10.7个百分点）。", ("10.7个百分点>17.0个百分点",)),
    ("城区小学生均图书31册，乡村28册，两者相差3册。", ("相差3册>相差5册",)),
    ("教练员84名（男70名、女14名，五比一），全部持证。", ("五比一>六比一", "女14名>女24名")),
    ("普高录取2480人、中职录取1240人（中职占33.33%，普职比2.0∶1）。", ("普职比2.0∶1>普职比1.2∶1",)),
    # sums in other words
    ("东片缺学位1260个、西片缺840个（共缺二千一百个）。", ("二千一百个>二千六百个",)),
    ("体育彩票金420万元，福利彩票金315万元，两项735万元，全部用于场馆。", ("福利彩票金315万元>福利彩票金420万元",)),
    ("空置校舍2018年96处，2019年71处，2020年38处，2021年9处，三年盘掉87处。".replace("盘掉", "消掉"), ("87处>67处",)),
    # which way a head says all goes, ceilings, lines passed
    (
        "农村在减：小学少268人，初中少94人；城区在增：小学多412人，初中多135人。",
        ("初中多135人>初中少135人", "小学少268人>小学多268人"),
    ),
    ("大班额2022年压减到20个以内。", ("压减到20个>压减20个",)),
    ("公办园占比52.36%，过了50%的线。", ("50%的线>55%的线",)),
    ("普惠率89.4%，跨过85%的门槛。", ("89.4%>84.9%",)),
)
#: Figures that only stand beside each other.
APART = (
    "计划建园24所，建成21所（完成87.5%，差3所），其中公办19所、民办2所。",
    "补贴每人每月300元，2400名教师领取，全年发放864万元，月人均300元。",
    "助学金发给学前420人次、小学1860人次、初中960人次，共162万元，人均500元。",
    "辖12镇3街道，有学校86所，其中小学52所。",
    "学校136所。走访过的有城关4、枫桥3。",
    "营养改善计划惠及8640人，春季每天4元、秋季5元。",
    "推进三比一看活动，一比学习，二比作风。",
    "比学赶超，最多的一校有42人，至少6人。",
    "两项工程投入735万元，第三项投入120万元。",
    "增加的有：小学120人，初中85人；减少的有：幼儿园少210人。",
    "审批时限压缩到5个工作日以内，材料减少3份。",
    "城区与乡村差距缩小0.3个百分点，分别为96.2%和94.1%。",
)


def check(text: str) -> CheckResult:
    return check_document(document(f"望川县2021年自评报告\n一、情况\n{text}"), region="望川县", year=2021)


def told(result: CheckResult) -> list[tuple[str, str, str]]:
    return [
        (f.code, f.excerpt, f.severity.value)
        for f in result.findings
        if f.code[:3] in ("ARI", "CON", "NUM", "TIM") and f.severity != "info"
    ]


@pytest.mark.parametrize("text", [*(text for text, _ in TOLD), *APART])
def test_what_agrees_is_left_alone(text: str) -> None:
    assert told(check(text)) == []


@pytest.mark.parametrize(("text", "slip"), [(text, slip) for text, slips in TOLD for slip in slips])
def test_a_slip_in_one_figure_is_found(text: str, slip: str) -> None:
    was, now = slip.split(">")
    assert text.count(was) == 1
    assert told(check(text.replace(was, now)))


@pytest.mark.parametrize("lead", ["2.义务教育。在校生", "义务教育。在校生", "（二）义务教育\n在校生"])
def test_a_name_under_the_heading_of_a_stage_is_not_held_against_the_whole(lead: str) -> None:
    given = metrics({"students_total": ("64006", "64501")}, year=2021)
    text = f"望川县2021年自评报告\n一、各段\n{lead}40785人，小学占六成半。"
    found = check_document(document(text), metrics=given, year=2021).findings
    assert [f for f in found if f.code.startswith("NUM")] == []


def test_a_rate_behind_a_closed_bracket_is_not_of_the_year_the_bracket_names() -> None:
    given = metrics({"disabled_enrolment_rate": ("97.37", "96.94")}, year=2021)
    told = "留守儿童4621人（上年4983人，减少362人）；适龄残疾儿童285人，义务教育入学率97.37%。"
    text = f"望川县2021年自评报告\n一、各段\n{told}"
    assert [f for f in check_document(document(text), metrics=given, year=2021).findings if f.code == "NUM003"] == []
