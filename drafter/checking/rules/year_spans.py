"""A first and a last year with their number beside them: 头三年（2021—2023年）, 自2021年起连续四年，至2024年收官."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.facts.numerals import parse_chinese

__all__ = ["odd_spans"]

_COUNT = r"(?<![一二三四五六七八九十百第\d])(?P<count>[二两三四五六七八九十]|十[一二三四五六七八九]|二十)个?(?:学)?年"
_DASH = r"(?:[—－\-–~～]{1,2}|至|到)"
_FROM_TO = rf"(?<!\d)(?P<a>20\d\d)年?{_DASH}(?P<b>20\d\d)(?:学年度?|年度?)?"
#: What a plan of some years is called: 三年行动方案, 五年提升计划, 两年攻坚实施方案.
_PLAN = (
    r"(?!级|制|一[次度轮届周遇]|一贯|长学制|以上|以内|前|后|生|[^，,。；、（）()]{0,12}(?:率|人数|数量))"
    r"[^，,。；、（）()《》\d]{0,18}"
)
_SPANS = (
    re.compile(rf"(?<![前学九]){_COUNT}{_PLAN}》?[（(]{_FROM_TO}[）)]"),
    re.compile(
        rf"{_FROM_TO}[的这，,]?{_COUNT}(?:间|来|内|里|中|共|累计|合计|期间|(?:滚动)?(?:行动|攻坚|提升|发展|建设|实施)?(?:计划|规划|方案))"
    ),
    # 2024—2025年学校布局调整三年行动方案: what the plan is about stands between
    re.compile(
        rf"{_FROM_TO}(?!.{{0,16}}(?:规划|纲要|以来))[一-鿿]{{1,16}}?{_COUNT}(?:滚动|行动|攻坚|提升|发展|建设|实施|专项)*(?:计划|方案)"
    ),
    re.compile(
        rf"[自从](?P<a>20\d\d)年(?:\d{{1,2}}月)?(?:起|开始)[，,]?[^，,。；\d]{{0,6}}(?:连续|分|用)[^，,。；\d]{{0,6}}{_COUNT}"
        rf"[^。；\d]{{0,14}}[至到](?P<b>20\d\d)年[底末]?(?:全部|全面|圆满)?(?:收官|结束|完成|期满|为止|完工|到期)"
    ),
)
#: 以三年为一个周期，…2022年1月挂牌、2024年12月期满.
_CYCLE = re.compile(
    rf"{_COUNT}(?:为)?(?:一个?)?(?:周期|任期|聘期|管理期)[^。；]{{0,30}}?(?P<a>20\d\d)年(?P<m>\d{{1,2}})月[^。；\d]{{0,10}}"
    rf"(?P<b>20\d\d)年(?P<n>\d{{1,2}})月[^，。；\d]{{0,4}}(?:期满|届满|结束|到期|收官)"
)
_YEAR = 12
_LEEWAY = 2


def odd_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is wrong) of every span that is not as long as is said.

    Args:
        text: of a paragraph, its digits narrowed; a school year counts as one year or as two.
    """
    for match in (match for pattern in _SPANS for match in pattern.finditer(text)):
        count, apart = _number(match["count"]), int(match["b"]) - int(match["a"])
        if apart > 0 and count not in (apart, apart + 1):
            yield *match.span(), f"{match['a']}年到{match['b']}年是{apart + 1}年，文中写“{match['count']}年”"
    for match in _CYCLE.finditer(text):
        months = (int(match["b"]) - int(match["a"])) * _YEAR + int(match["n"]) - int(match["m"]) + 1
        if abs(months - _number(match["count"]) * _YEAR) > _LEEWAY:
            said = f"从{match['a']}年{match['m']}月到{match['b']}年{match['n']}月是{months}个月"
            yield *match.span(), f"{said}，文中写“{match['count']}年”"


def _number(words: str) -> int:
    return int(parse_chinese(words.replace("两", "二")) or 0)
