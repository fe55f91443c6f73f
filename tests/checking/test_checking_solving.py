"""Figures that follow from others in wordings no sentence pattern reads: proved when right, flagged when wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checking_helpers import document
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checking import CheckResult, check_document
from drafter.checking.relations.trials import misplaced
from drafter.checking.text.masks import find_masks
from drafter.checking.text.quantities import find_quantities
from drafter.findings import State

#: A sentence whose figures agree, and what a slip makes of one of them.
TOLD = (
    ("占比由8.93%降至7.60%，下降1.33个百分点。", ("下降1.33>上升1.33", "降至>升至")),
    (
        "全年教育支出6.24亿元，上年是5.98亿元，多了2600万元，增幅4.3%。",
        ("2600万元>2600亿元", "4.3%>3.4%", "2600万元>6200万元"),
    ),
    ("高中生均经费从9840元涨到10460元，涨了620元。", ("620元>260元",)),
    (
        "达线912人，达线率48.0%；上年达线836人，达线率44.5%，达线人数多了76人，达线率提高3.5个百分点。",
        ("76人>67人", "多了76人>少了76人", "3.5个百分点>5.3个百分点"),
    ),
    ("2021年有大班额53个，到2023年只剩14个，消除了39个。", ("39个>93个",)),
    ("公办园26所，而2020年底只有13所，数量翻了一番。", ("13所>18所",)),
    ("公办园从2019年的13所发展到2022年的26所，正好增加了一倍。", ("26所>39所",)),
    ("普惠率达到87.4%，三年前这一比例仅为78.9%，提高了8.5个百分点。", ("8.5个百分点>5.8个百分点", "8.5个百分点>8.5%")),
    ("教育附加征收2430万元，比2022年少收170万元，下降6.5%。", ("6.5%>5.6%",)),
    ("技校招生962人，上年招生1106人，减招144人。", ("144人>414人",)),
    ("较上年增加80万元，达到1680万元，增长5.0%。", ("5.0%>0.5%",)),
    ("1840名职中学生只占高中阶段7360名学生的25.0%。", ("25.0%>52.0%",)),
    ("17260名学生报名，占18560名义务教育学生的93.0%。", ("18560名>25860名", "93.0%>39.0%")),
    ("先后撤并教学点19个，2020年8个，2021年6个，2022年5个。", ("6个>9个",)),
    ("教育支出17.6亿元，其中工资福利11.8亿元，公用支出3.4亿元，项目支出2.4亿元。", ("3.4亿元>4.3亿元",)),
    ("小学48所、初中16所，义务教育学校一共64所。", ("64所>46所",)),
    ("学校按48个班设计，每班45人，一共能提供2160个学位。", ("2160个>1260个",)),
    ("新建改扩建学校14所，平均每所新增学位150个，合计新增2100个。", ("2100个>1200个",)),
    ("小学1250个班，在校学生52500人，平均班额42人。", ("42人>24人",)),
    ("初中在校生10800人，专任教师900人。小学生师比13.0:1，初中生师比12.0:1。", ("12.0:1>14.0:1",)),
    ("民办学校在校生占比为4.2%，控制在5%以内。", ("4.2%>6.2%",)),
    ("生师比18.2:1，优于19:1的省定标准。", ("18.2:1>19.8:1",)),
    ("小学生均教学用房面积4.7平方米，达到4.5平方米的国家标准。", ("4.7平方米>4.2平方米",)),
    (
        "资助学生2616人次、230.2万元。其中学前430人次、43万元，义务教育1086人次、118.3万元，高中1100人次、68.9万元。",
        ("118.3万元>181.3万元",),
    ),
)
#: Figures that do not follow from their neighbours: nothing may be said.
APART = (
    "引进人才四十人，支教八人，三支一扶十二人；病退、转岗合计三十一人。",
    "招募“三支一扶”人员128名，比上年增加12名，其中支教人员46名。",
    "小学、高中和中职生均经费分别为13357.05元、17452.75元和18815.90元，分别比上年增长2.90%、3.00%和2.15%。",
    "师生比为1:345，优于1:350的国家要求。",
    "专任教师与在园幼儿之比为1:15.9，低于1:15的要求。",
    "占比由8.93%降至7.60%，下降1.33个百分点。",
    "普惠率由82.4%升至85.6%，提高3.2个百分点。",
    "小学适龄儿童净入学率100%，巩固率96.2%，比2018年同期提高0.4个百分点。",
    "2019年有大班额58个。2020年减到31个，2021年减到12个，2022年全部消除，三年累计消除58个。",
    "全区现有学校63所：幼儿园34所，小学18所，初中8所，高中3所。",
    "小学生均公用经费支出2105元，比2018年的1982元增长6.2%；初中2988.15元，比2018年同期增长5.1%。",
    "新增学位1.85万个，压减审批事项，材料控制在20个以内。",
    "幼儿园52所，公办34所，民办18所，其中普惠性民办15所。",
    "在校生4820人，比上年多；教师362人，上年新招28人，多为本科。",
    "建成书吧12个，2021年3个镇、2022年4个镇试点。",
    "投入1200万元，改造厕所36个，2023年安排600万元，增加了设备。",
    "教师年平均工资9.12万元，其中班主任津贴人均6000元，高出全市平均。",
)


def check(sentence: str) -> CheckResult:
    return check_document(document(f"望川县2024年自评报告\n一、情况\n{sentence}"), region="望川县", year=2024)


def told(result: CheckResult) -> list[tuple[str, str]]:
    return [
        (f.code, f.excerpt) for f in result.findings if f.code[:3] in ("ARI", "CON", "NUM") and f.severity != "info"
    ]


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in TOLD])
def test_figures_that_agree_are_proved(sentence: str) -> None:
    result = check(sentence)
    assert told(result) == []
    assert any(relation.state is State.PROVED for relation in result.coverage.relations)


@pytest.mark.parametrize(("sentence", "slip"), [(sentence, slip) for sentence, slips in TOLD for slip in slips])
def test_a_slip_in_one_of_them_is_found(sentence: str, slip: str) -> None:
    was, now = slip.split(">")
    assert sentence.count(was) == 1
    assert told(check(sentence.replace(was, now)))


@pytest.mark.parametrize("sentence", APART)
def test_figures_of_different_things_are_left_alone(sentence: str) -> None:
    assert told(check(sentence)) == []


@settings(deadline=None, max_examples=200)
@given(st.integers(100, 99_999), st.integers(1, 4))
def test_a_nought_or_a_scale_too_many_is_misplaced_and_the_figure_itself_never(value: int, power: int) -> None:
    quantity = find_quantities(f"共{value}元", find_masks(f"共{value}元", []))[0]
    assert not misplaced(quantity, Decimal(value))
    if power != 2 and len(str(value).strip("0")) > 2:
        assert misplaced(quantity, Decimal(value) * 10**power)


@settings(deadline=None, max_examples=100)
@given(st.integers(1000, 9000), st.integers(10, 900))
def test_a_change_between_two_values_is_proved_whatever_they_are(now: int, by: int) -> None:
    result = check(f"全县招生{now}人，上年招生{now - by}人，多招了{by}人。")
    assert told(result) == []
    assert State.PROVED in {relation.state for relation in result.coverage.relations}
