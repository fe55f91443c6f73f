"""What is gone altogether in one place and left in another; offices that met so often; standards by their names."""

from __future__ import annotations

import pytest
from checking_helpers import found

from drafter.checking.rules.dated_norms import wrong_norms

_CITY = "榆河市人民政府2025年履行教育职责自评报告\n榆河市辖东屏区、罗溪县、漳清县、宁岚县、柳泉县。\n"


@pytest.mark.parametrize(
    ("claim", "owned", "words"),
    [
        ("56人以上大班额为零。", "城区人口集中，义务教育阶段仍有56人以上大班额7个。", "仍有56人以上大班额7个"),
        ("校园安全隐患全部销号。", "尚有4处围墙隐患未完成整改。", "尚有4处围墙隐患"),
        ("全县代课教师已全部清退。", "村小还有代课教师26名。", "还有代课教师26名"),
        ("学前教育已无空白乡镇。", "目前仍有2个空白乡镇。", "仍有2个空白乡镇"),
        ("2024年度反馈的12个问题已全部整改完成。", "2024年度反馈问题中仍有2个未整改到位。", "反馈问题中仍有2个"),
        ("上级反馈的9项问题全部整改到位。", "上级反馈问题还有1项未完成整改。", "反馈问题还有1项"),
        ("全县危房全部拆除。", "尚有3栋D级危房没有拆除。", "尚有3栋D级危房"),
        ("旱厕改造全面收官，已全部消除旱厕。", "还有5座旱厕。", "还有5座旱厕"),
        ("56人以上大班额6个，占0.7%。", "全县义务教育阶段56人以上大班额仍有21个。", "56人以上大班额仍有21个"),
    ],
)
def test_what_is_gone_is_not_left_elsewhere(claim: str, owned: str, words: str) -> None:
    told = found(f"一、工作成效\n{claim}\n二、存在的问题\n{owned}", None, "CON")
    assert any(words in finding.excerpt for finding in told)


@pytest.mark.parametrize(
    ("claim", "owned"),
    [
        ("普通高中无56人以上大班额。", "义务教育阶段仍有大班额12个。"),
        ("消防隐患全部整改到位。", "尚有4处围墙隐患未完成。"),
        ("重大隐患全部清零。", "尚有4处隐患未完成。"),
        ("起始年级大班额全部消除。", "义务教育阶段仍有大班额12个。"),
        ("力争2026年大班额全部消除。", "仍有9个大班额。"),
        ("全县推进大班额清零行动。", "仍有9个大班额。"),
        ("年初有大班额12个，已全部化解大班额。", "上年仍有大班额12个。"),
        ("全县大班额12个，比上年减少6个。", "全县义务教育阶段大班额仍有12个。"),
        ("小学大班额8个。", "全县义务教育阶段大班额仍有12个。"),
        ("省级反馈的9项问题全部整改到位。", "市级反馈问题还有1项未完成整改。"),
        ("2023年度反馈的9项问题全部整改到位。", "2024年度反馈问题还有1项未完成整改。"),
        ("检查反馈的9项问题全部整改到位。", "巡察反馈问题还有1项未完成整改。"),
        ("城区大班额8个。", "全县义务教育阶段大班额仍有12个。"),
    ],
)
def test_parts_goals_and_other_years_are_no_claim_of_all(claim: str, owned: str) -> None:
    told = found(f"一、工作成效\n{claim}\n二、存在的问题\n{owned}", None, "CON")
    assert [finding.excerpt for finding in told if finding.code in ("CON004", "CON005", "CON006")] == []


def test_a_rate_below_all_is_no_claim_of_all() -> None:
    told = found("一、安全\n排查隐患120处，整改率96.7%，所有隐患均已清零。", None, "CON")
    assert [finding.excerpt for finding in told] == ["隐患均已清零"]
    later = "一、安全\n排查隐患120处，6月底整改率96.7%，截至年底所有隐患均已清零。"
    assert found(later, None, "CON") == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("教育工作领导小组由书记任组长，全年召开会议4次。", "教育工作领导小组召开3次会议，研究学位供给。", ["3次"]),
        ("县政府教育督导委员会召开2次会议。", "督导委员会全年共召开会议3次。", ["3次"]),
        ("教育工作领导小组全年召开会议4次。", "教育工作领导小组召开4次会议，研究学位供给。", []),
        ("教育工作领导小组全年召开会议4次。", "教育工作领导小组召开2次专题会议。", []),
        ("教育工作领导小组全年召开会议4次。", "校园安全工作领导小组召开2次会议。", []),
        ("教育工作领导小组全年召开会议4次。", "上半年，教育工作领导小组召开会议2次。", []),
        ("教育工作领导小组全年召开会议4次。", "县委常委会召开会议6次。", []),
    ],
)
def test_an_office_met_as_often_as_it_did(first: str, second: str, told: list[str]) -> None:
    findings = found(f"一、党建\n{first}\n二、特色\n{second}", None, "CON")
    assert [finding.excerpt for finding in findings if finding.code == "CON005"] == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("6个县（市、区）评价结果向社会公布。", ["6个县（市、区）"]),
        ("5个县（市、区）评价结果向社会公布。", []),
        ("3个县（市、区）评价结果向社会公布。", []),
        ("在全省98个县（市、区）中，2个县居前20位。", []),
        ("与外省6个县（市、区）开展协作。", []),
    ],
)
def test_no_more_counties_than_there_are(line: str, told: list[str]) -> None:
    assert [f.excerpt for f in found(_CITY + line, None, "ENT") if f.code == "ENT012"] == told


def test_all_the_counties_of_a_province_are_as_many_as_it_governs() -> None:
    text = "我省辖11个市州、96个县（市、区）。\n对全省{}个县（市、区）的项目进度按月通报。"
    assert [f.excerpt for f in found(text.format(97), None, "ARI")] == ["97个"]
    assert found(text.format(96), None, "ARI") == []


@pytest.mark.parametrize(
    ("claim", "owned", "told"),
    [
        ("全年师德违规问题0起。", "受理线索9件，查实师德违规问题2起。", True),
        ("师德失范零发生。", "立案查处有偿补课教师3名。", True),
        ("全年师德违规问题0起。", "核查师德问题线索9件，均不属实。", False),
        ("全年未发生体罚学生行为。", "查处有偿补课2起。", False),
        ("全年师德违规问题0起。", "2023年查实师德违规问题2起。", False),
    ],
)
def test_breaches_of_conduct_are_none_or_some(claim: str, owned: str, told: bool) -> None:
    findings = found(f"一、队伍\n{claim}\n二、存在的问题\n{owned}", None, "CON")
    assert bool([f for f in findings if f.code == "CON004"]) is told


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("小学、初中生均公用经费基准定额分别按每生每年650元、850元执行", ["650", "850"]),
        ("公用经费标准小学和初中分别为720元和940元", []),
        ("公用经费执行国家定额，小学每生每年650元、初中每生每年850元，特殊教育学校每生每年7000元", ["650", "850"]),
        ("特殊教育学校公用经费按每生7000元执行，小学720元", []),
        ("公用经费执行国家定额，小学每生每年650元，高于省定标准", []),
    ],
)
def test_a_standard_is_read_in_the_order_of_the_names(words: str, values: list[str]) -> None:
    assert [words[start:end] for start, end, told, _ in wrong_norms(words, 2025) if "义务教育" in told] == values


def test_the_two_that_only_grow_are_not_shares() -> None:
    wrong = "落实“两个只增不减”，教育支出占一般公共预算支出的比例只增不减，按在校学生人数平均的支出只增不减。"
    right = "落实“两个只增不减”，一般公共预算教育支出逐年只增不减；教育支出占一般公共预算支出的比例为17.2%。"
    assert [f.code for f in found(f"一、经费\n{wrong}", None, "POL016")] == ["POL016"]
    assert found(f"一、经费\n{right}", None, "POL016") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("九年义务教育巩固率96.9%，较上年97.2%稳中有升。", True),
        ("近视率58.2%，比2024年的57.6%略有下降。", True),
        ("在校生8.92万人，比上年的8.61万人持续减少。", True),
        ("九年义务教育巩固率97.6%，较上年97.2%稳中有升。", False),
        ("近视率57.6%，比2024年的58.2%略有下降。", False),
        ("九年义务教育巩固率96.9%，比全省平均97.2%略低。", False),
        ("九年义务教育巩固率96.9%，较上年97.2%下降0.3个百分点，教育质量稳步提升。", False),
        ("九年义务教育巩固率96.9%，上年97.2%，高中阶段毛入学率稳步提升。", False),
    ],
)
def test_a_rise_without_a_figure_is_a_rise(words: str, told: bool) -> None:
    assert bool(found(f"一、工作\n{words}", None, "CON009")) is told
