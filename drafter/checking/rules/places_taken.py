"""CON007 where others are named: 继甲县之后的首个, 第五而前面只有两个, 第四而力争进入前六; a batch that comes twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.placings import STANDING
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import parse_chinese
from drafter.findings import Finding

__all__ = ["FAMILY"]

_N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_NAMES = r"(?P<names>[一-鿿]{2,8}(?:(?:、|和|与|及|以及)[一-鿿]{2,8}){0,5})"
#: 继沅北县之后，成为全市首个…; of two before it, it cannot be the second.
_AFTER = re.compile(
    rf"继{_NAMES}之后[，,]?[^，。；\d]{{0,16}}?(?:(?P<first>首[个家所座](?!批)|第一[个家所座]|率先)|第(?P<n>[二三四五六七八九十]|\d{{1,2}})[个家所座])"
)
_BEFORE_IT = re.compile(
    rf"第(?P<rank>{_N})[位名]?[，,]?(?:(?:排在|位于|列于)?(?:前面|其前|之前|在前)的?(?:只|仅|分别)?(?:有|是)|仅次于|次于){_NAMES}(?=[，。；、（]|$)"
)
_UNSURE = re.compile(r"等|各|两|三|其他|兄弟|县区|[市省]直|平均")
_RANK = re.compile(
    rf"(?P<last>倒数)?(?<![前位])第(?P<rank>{_N})(?![一-鿿]{{0,2}}[批次届期轮中小幼]|季度|方阵|梯队|产业|一时间)[位名]?(?=[，。；、）]|升|，|$)"
)
_GOAL = re.compile(
    rf"(?:力争|争取|确保|努力|目标是?)[^，。；]{{0,16}}?(?:进入|挺进|跻身|进到?|冲进|迈进)(?:全[省市国])?前(?P<goal>{_N})(?!\d|[列茅%％])[位名强]?"
)
_BATCH = re.compile(
    r"(?P<when>20\d\d年|今年|去年|上年|前年|本年)[^，。；、\d]{0,10}?(?:第(?P<n>[一二三四五六七八九])|(?P<first>首))(?P<unit>[批轮期届])"
)
_BACK = 160
_ENOUGH = 3


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that ranks something among others."""
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        text = statement.text
        if "继" in text:
            yield from _after(statement, text)
        if "第" in text and ("前面" in text or "次于" in text or "前的" in text or "之前" in text):
            yield from _before_it(statement, text)
        if "前" in text and "第" in statement.flow.text[max(0, statement.start - _BACK) : statement.end]:
            yield from _goals(statement)
        if "批" in text or "轮" in text or "期" in text or "届" in text:
            yield from _batches(statement, text)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(parse_chinese(words) or 0)


def _count(names: str) -> int:
    return 0 if _UNSURE.search(names) else len(re.split("以及|[、和与及]", names))


def _told(statement: Statement, span: tuple[int, int], message: str) -> Finding:
    start, end = statement.start + span[0], statement.start + span[1]
    return STANDING.at(statement.flow, start, end, message, suggestion="核对名次")


def _after(statement: Statement, text: str) -> Iterator[Finding]:
    for match in _AFTER.finditer(text):
        names = _count(match["names"])
        if match["first"]:
            yield _told(statement, match.span(), f"前面已有{match['names']}，这里不会是“{match['first']}”")
        elif names and _number(match["n"]) <= names:
            yield _told(statement, match.span(), f"前面已有{names}个，这里不会是第{match['n']}个")


def _before_it(statement: Statement, text: str) -> Iterator[Finding]:
    for match in _BEFORE_IT.finditer(text):
        names = _count(match["names"])
        if names and _number(match["rank"]) != names + 1:
            yield _told(statement, match.span(), f"前面是{names}个，不会排第{match['rank']}")


def _goals(statement: Statement) -> Iterator[Finding]:
    """「排第四…力争进入前六」: what is aimed at is behind every place held."""
    for match in _GOAL.finditer(statement.text):
        at = statement.start + match.start()
        held = list(_RANK.finditer(statement.flow.text, max(0, at - _BACK), at))
        if not held or any(m["last"] for m in held) or re.search(r"巩固|保持|稳", match[0]):
            continue
        worst = max(_number(m["rank"]) for m in held)
        if 0 < worst <= _number(match["goal"]):
            yield _told(statement, match.span(), f"现在已经排第{worst}，目标反而是前{match['goal']}")


def _batches(statement: Statement, text: str) -> Iterator[Finding]:
    """「2023年首批…、2024年第二批…，今年又公布第二批」."""
    told = list(_BATCH.finditer(text))
    if len(told) < _ENOUGH or len({m["unit"] for m in told}) > 1 or len({m["when"] for m in told}) < len(told):
        return
    order = [_number(m["n"]) if m["n"] else 1 for m in told]
    if order[:-1] == list(range(1, len(order))) and order[-1] < len(order):
        last = told[-1]
        yield _told(
            statement, last.span(), f"前面已有第{len(order) - 1}{last['unit']}，这里又是第{order[-1]}{last['unit']}"
        )


FAMILY = Family("CON", "前后矛盾", (), check)
