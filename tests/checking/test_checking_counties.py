"""What is told of counties against tables, other sentences and the whole."""

from __future__ import annotations

import pytest
from checking_helpers import check, document

from drafter.checking.context import CheckContext
from drafter.checking.counties import claims, series

_CITY = "榆河市人民政府2025年履行教育职责自评报告\n榆河市辖东屏区、罗溪县、漳清县、宁岚县4个县（区）。\n一、工作情况\n"
_TABLE = (
    "|县区|教育支出（万元）|增幅|公办园占比（%）|56人以上大班额（个）|\n|东屏区|142680|5.11%|60.00|31|\n"
    "|罗溪县|112364|4.99%|66.01|9|\n|漳清县|68205|4.27%|67.00|0|\n|宁岚县|98735|4.92%|63.01|12|\n|全市|421984|4.88%|63.23|52|\n"
)
_COUNTIES = ("ENT008", "ENT009", "ENT010", "ENT011", "ENT012")


def told(text: str, table: str = _TABLE) -> list[tuple[str, str, str]]:
    found = check(_CITY + table + text, region="榆河市", select=_COUNTIES).findings
    return [(f.code, f.severity.value, f.excerpt) for f in found]


def test_tables_are_read_by_county() -> None:
    context = CheckContext(document(_CITY + _TABLE), "榆河市", 2025)
    measures = {one.words: one for one in series(context)}
    assert list(measures) == ["教育支出", "增幅", "公办园占比", "56人以上大班额"]
    assert measures["教育支出"].interval(measures["教育支出"].values["罗溪县"]).contains(1_123_640_000)
    total = measures["公办园占比"].total
    assert total is not None
    assert total.text == "63.23"


def test_a_table_that_lies_on_its_side() -> None:
    table = "|指标|东屏区|罗溪县|漳清县|合计|\n|大班额|31|9|0|40|\n|公办园占比|60.00%|66.01%|67.00%|63.23%|\n"
    assert told("漳清县公办园占比为66.01%。", table) == [("ENT008", "error", "漳清县公办园占比为66.01%")]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("罗溪县公办园占比为66.01%，漳清县为67.00%。", [("罗溪县", "66.01%"), ("漳清县", "67.00%")]),
        ("增幅最高的为东屏区，达到5.11%。", [("东屏区", "5.11%")]),
        ("全市52个大班额中，东屏区31个，占59.6%。", [("东屏区", "31个")]),
        ("东屏区投用学校4所，大班额由上年的58个减至31个。", [("东屏区", "4所"), ("东屏区", "31个")]),
        ("2024年，罗溪县公办园占比为60.01%。", []),
        ("罗溪县、漳清县共有大班额9个。", []),
        ("宁岚县和罗溪县分别有大班额12个和9个。", [("宁岚县", "12个"), ("罗溪县", "9个")]),
        ("公办园占比高于罗溪县6个百分点。", []),
        ("到2027年，罗溪县公办园占比力争达到70%以上。", []),
    ],
)
def test_which_figures_are_told_of_a_county(text: str, read: list[tuple[str, str]]) -> None:
    context = CheckContext(document(_CITY + text), "榆河市", 2025)
    assert [(c.place.name, c.figure.text) for c in claims(context) if c.statement.text.startswith(text[:2])] == read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("漳清县公办园占比为66.01%。", [("ENT008", "error", "漳清县公办园占比为66.01%")]),
        ("罗溪县公办园占比为66.10%。", [("ENT008", "warning", "罗溪县公办园占比为66.10%")]),
        ("罗溪县教育支出10.27亿元，增幅4.99%。", [("ENT008", "warning", "罗溪县教育支出10.27亿元")]),
        ("增幅最低的是宁岚县，仅4%。", [("ENT009", "error", "宁岚县，仅4%")]),
        ("罗溪县、漳清县已全部消除大班额。", [("ENT010", "error", "罗溪县")]),
        ("漳清县公办园占比低于全市平均水平。", []),
        ("漳清县公办园占比67.00%，低于全市平均水平。", [("ENT011", "error", "低于全市平均")]),
        (
            "宁岚县、罗溪县分别还有大班额9个和12个。",
            [
                ("ENT008", "warning", "宁岚县、罗溪县分别还有大班额9个"),
                ("ENT008", "error", "罗溪县分别还有大班额9个和12个"),
            ],
        ),
        ("东屏区、罗溪县2个县（区）和漳清县、宁岚县3个县通过评估。", [("ENT012", "warning", "3个县")]),
        ("5个县（区）教育支出全部增长。", [("ENT012", "warning", "5个县（区）教育支出全部")]),
        ("全市52个大班额，其中宁岚县就有120个。", [("ENT011", "error", "宁岚县就有120个")]),
    ],
)
def test_what_does_not_fit_is_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "东屏区教育支出14.27亿元，增幅最高，为5.11%；漳清县增幅最低，为4.27%。",
        "漳清县大班额为零，东屏区31个，宁岚县和罗溪县分别为12个和9个。",
        "罗溪县公办园占比为66%，比漳清县低0.99个百分点。",
        "与东屏区31个大班额相比，罗溪县少22个。",
        "罗溪县公办园占比由上年的62.35%提高到66.01%，增加3.66个百分点。",
        "计划2026年罗溪县消除大班额，宁岚县控制在5个以内。",
        "罗溪县争取上级资金1200万元，全市教育支出42.20亿元。",
        "罗溪县城区小学公办园占比为72.00%。",
        "漳清县率先消除大班额，最大限度扩大公办学位。",
        "全市新增学位3.2万个，罗溪县现有学位8.6万个。",
        "罗溪县高于全市平均水平，东屏区低于全市平均水平。",
    ],
)
def test_what_fits_is_let_alone(text: str) -> None:
    assert told(text) == []


_OTHER = (
    "青澜市人民政府2024年履行教育职责情况自评报告\n"
    "青澜市下辖沧河区、望渚区、阳溪市、石梁县、清溆县5个县（市、区），"
    "2024年末常住人口312万人。\n一、概况\n"
)
_ROWS = (
    "|县（市、区）|教育支出（亿元）|同比增长|小学在校生（人）|大班额（个）|公办率|\n"
    "|沧河区|21.35|5.2%|56210|18|58.3%|\n"
    "|望渚区|15.62|4.8%|41230|7|61.2%|\n"
    "|阳溪市|13.48|6.1%|38900|0|66.7%|\n"
    "|石梁县|9.87|3.9%|22150|0|70.4%|\n"
    "|清溆县|8.02|4.4%|19840|3|63.5%|\n"
    "|合计|68.34|4.9%|178330|28|62.1%|\n"
)
_PROVINCE = "澜江省人民政府2024年履行教育职责自评报告\n澜江省辖11个设区市、89个县（市、区）。\n一、概况\n"
_ENT = ("ENT004", "ENT007", *_COUNTIES)


def in_city(text: str, table: bool = True) -> list[str]:
    opening = _OTHER + (_ROWS if table else "")
    return [f.code for f in check(opening + text, region="青澜市", year=2024, select=_ENT).findings]


@pytest.mark.parametrize(
    "text",
    [
        "教育支出同比增长最快的是沧河区，增长6.1%。",
        "石梁县小学在校生最多，达到56210人。",
        "公办率最高的石梁县达到70.4%，最低的望渚区为58.3%。",
        "28个大班额集中在沧河区（18个）、石梁县（7个）和清溆县（3个）。",
        "阳溪市、清溆县大班额全部清零。",
        "其中石梁县公办率63.5%，高于全市平均1.4个百分点。",
        "清溆县教育支出8.02亿元，占全市的11.7%；石梁县教育支出8.97亿元。",
        "清溆县公办率63.5%，低于全市平均水平。",
        "望渚区、清溆县、石梁县教育支出合计38.97亿元。",
        "石梁县公办园在园幼儿占比70.4%。\n二、问题\n石梁县公办园在园幼儿占比只有60.4%。",
        "沧河区、望渚区、望渚区3个区（市）通过国家认定。",
        "石粱县公办园占比62.3%。",
        "桐湾县公办园占比62.3%。",
        "6个县（市、区）均实现“两个只增不减”。",
        "全市剩余28个大班额，其中沧河区就有38个。",
        "全县小学在校生17.8万人。",
        "我县坚持优先发展。",
        "县委、县政府高度重视。",
    ],
)
def test_a_city_that_mixes_up_its_counties(text: str) -> None:
    assert in_city(text)


@pytest.mark.parametrize(
    "text",
    [
        "教育支出同比增长最快的是阳溪市，增长6.1%。",
        "沧河区小学在校生最多，达到56210人。",
        "公办率最高的石梁县达到70.4%，最低的沧河区为58.3%。",
        "28个大班额集中在沧河区（18个）、望渚区（7个）和清溆县（3个）。",
        "阳溪市、石梁县大班额全部清零。",
        "5个县（市、区）中，3个还有大班额，阳溪市、石梁县已清零。",
        "其中清溆县公办率63.5%，高于全市平均1.4个百分点。",
        "望渚区、阳溪市、石梁县教育支出合计38.97亿元。",
        "沧河区、望渚区、阳溪市3个区（市）通过国家认定。",
        "沧河区、望渚区和石梁县等4个县（市、区）通过验收。",
        "沧河区、望渚区2个区和石梁县1个县通过验收。",
        "与桐湾县开展结对。",
        "5个县（市、区）均实现“两个只增不减”。",
        "在全省86个县（市、区）均实现的基础上继续提升。",
        "全市县（市、区）均完成任务。",
        "全市责任督学共412名，其中石梁县62名。",
        "石梁县提出“办好家门口的学校”，全县新建学校3所。",
        "各县（市、区）党委政府落实主体责任，县委书记、县长带头。",
        "省政府教育督导委员会对全省各市开展评价。",
    ],
)
def test_a_city_that_tells_its_counties_apart(text: str) -> None:
    assert in_city(text) == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        (
            "普惠性幼儿园覆盖率最高的青澜市为97.2%，最低的桐州市为86.3%。\n青澜市普惠性幼儿园覆盖率仅86.3%。",
            True,
        ),
        (
            "普惠性幼儿园覆盖率最高的青澜市为97.2%，最低的桐州市为86.3%。\n桐州市普惠性幼儿园覆盖率仅86.3%。",
            False,
        ),
        ("全省普惠性幼儿园覆盖率为92.6%。\n二、问题\n桐州市普惠性幼儿园覆盖率86.3%，高于全省平均水平。", True),
        (
            "全省普惠性幼儿园覆盖率为92.6%。\n二、问题\n桐州市普惠性幼儿园覆盖率86.3%，低于全省平均6.3个百分点。",
            False,
        ),
        ("12个设区市全部设立督导机构。", True),
        ("11个设区市全部设立督导机构。", False),
        ("90个县（市、区）全部达标。", True),
        ("我市坚持优先发展。", True),
    ],
)
def test_a_province_and_its_cities(text: str, flagged: bool) -> None:
    found = check(_PROVINCE + text, region="澜江省", year=2024, select=_ENT).findings
    assert bool(found) is flagged
