"""Numbers without a unit, shares without %, rates without what they are taken of, years broken in two."""

from __future__ import annotations

import pytest
from checking_helpers import found


def codes(text: str, family: str = "NUM") -> list[str]:
    return [finding.code for finding in found("一、工作情况\n" + text, None, family)]


@pytest.mark.parametrize(
    "text",
    [
        "新建公办幼儿园326所，新增学位6.2。",
        "学前教育生均公用经费拨款标准提高到每生每年700，特殊教育为每生每年7000元。",
        "全年培训教师4200，覆盖城乡学校。",
        "全县现有在校学生86742，其中小学36480人。",
        "维修改造校舍面积3.2万，惠及学校12所。",
        "教育经费总投入达到12.36，比上年增长4.92%。",
        "发放助学金1268.4万，惠及学生1.2万人。",
        "每生每年补助标准由600元提高到800，惠及学生3.2万人。",
        "教师平均工资收入12.37，高于当地公务员的12.06万元。",
    ],
)
def test_a_number_without_its_unit(text: str) -> None:
    assert codes(text) == ["NUM014"]


@pytest.mark.parametrize(
    "text",
    [
        "全县自评得分96.5，等次为优秀。",
        "综合评分达到92.6，位居全市第三。",
        "全县有幼儿园、小学、初中分别为64、71、23所。",
        "型号为XDK-200，热线电话12345，24小时受理。",
        "全年招聘教师168名，其中研究生12、本科156名。",
        "惠及学生3.2万，教师人数达到3200余人，投入资金1.2亿余元。",
        "培训教师2024，印发办法〔2024〕6号，实施年份为2024，期限三年。",
        "校际差异系数分别为0.35和0.28，均低于0.50和0.45。",
    ],
)
def test_a_number_that_needs_none(text: str) -> None:
    assert codes(text) == []


def test_a_rate_without_percent_sign_is_a_warning() -> None:
    (finding,) = found("一、工作情况\n九年义务教育巩固率达到98.2，比上年提高0.3个百分点。", None, "NUM")
    assert (finding.code, finding.severity, finding.excerpt) == ("NUM013", "warning", "98.2")


@pytest.mark.parametrize(
    "text",
    [
        "群众对教育工作的满意度为91.7%。",
        "学生近视筛查率为96%，建档率为95%。",
        "高校毕业生去向落实率达到81.45%。",
        "督学参训率达到98%。",
    ],
)
def test_rates_without_a_base_are_told_once(text: str) -> None:
    assert codes(text) == ["NUM011"]


@pytest.mark.parametrize(
    "text",
    [
        "进城务工人员随迁子女8935人，在公办学校就读8542人，就读比例95.6%。",
        "九年义务教育巩固率98.4%，学前三年毛入园率95%，普惠性幼儿园覆盖率91.5%。",
        "力争到2025年持证上岗率达到98%以上。",
        "教育支出占一般公共预算支出的比例为18.6%。",
        "二、下一步工作\n持证上岗率达到98%。",
    ],
)
def test_rates_with_a_base_and_statistics(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("text", ["对2 023年的资金审计。", "截至20 24年底完成。", "202 4年投入增长。"])
def test_a_year_broken_in_two(text: str) -> None:
    assert "STY015" in codes(text, "STY")
