"""TIM006: things that end before they begin, and what follows from them before they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention
from drafter.checking.text.statements import Statement
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

ORDER = Rule(
    "TIM006",
    "ends-before-it-begins",
    "竣工早于开工",
    Severity.WARNING,
    "同一项目竣工、投用的时间写在开工、动工之前；印发方案后“据此”做的事、反馈问题后的整改，时间却在印发、反馈之前。",
    "两个日期必有一个写错。",
    (
        Example("城北小学于2024年10月竣工，2024年12月开工建设。"),
        Example("项目2023年9月投入使用，2024年3月动工。"),
        Example("城北小学2025年9月开工建设，2025年3月竣工。"),
        Example("2024年6月印发实施方案，并据此于2024年4月召开部署会。"),
        Example("2024年11月，督导组反馈问题9条；2024年2月市政府印发整改方案，逐条销号。"),
    ),
    (
        Example("城北小学于2023年10月开工，2024年8月竣工。"),
        Example("城北小学2024年8月竣工，城南小学2024年12月开工建设。"),
        Example("一期2024年8月竣工，二期2024年12月开工。"),
        Example("城北小学于2024年5月开工，2024年竣工并投入使用。"),
        Example("2024年4月印发实施方案，并据此于2024年6月召开部署会。"),
        Example("2024年2月，督导组反馈问题9条；2024年3月市政府印发整改方案，2023年反馈的问题已全部销号。"),
    ),
    "工程建设程序：先开工，后竣工验收（《建设工程质量管理条例》第十六条）",
)

_BEGUN = re.compile(r"^[^，。；、\d]{0,4}?(?:开工|动工|奠基|启动建设|破土|立项|启动)")
_DONE = re.compile(r"^[^，。；、\d]{0,4}?(?:竣工|完工|建成|投入使用|投用|交付|通过验收)")
#: Between the two dates of one thing stands nothing that names another.
_SAME_THING = re.compile(
    r"^[^，。；、\d]{0,4}?(?:竣工|完工|建成|投入使用|投用|交付使用|交付|通过验收)[，、并且已于又]*$"
)
_STARTED = re.compile(r"^[^，。；、\d]{0,4}?(?:开工建设|开工|动工|奠基|启动建设|破土动工|立项|启动)[，、并且已于又]*$")
_BEGUN_THERE = re.compile(r"开工|动工|奠基|启动|立项")
_ENDED_THERE = re.compile(r"竣工|完工|投用|交付|投入使用|建成|通过[^，。；]{0,6}验收")
#: What was found fault with, and what is done about it afterwards.
_FED_BACK = re.compile(r"反馈[^，。；]{0,8}(?:问题|意见)")
_MENDED = re.compile(
    r"^[^，。；]{0,8}(?:(?:印发|制定|出台)[^，。；《]{0,6}整改方案|(?:全部|全面)?(?:完成整改|整改到位|整改销号|销号))"
)
#: 印发方案，据此于…召开部署会: what follows from a document comes after it.
_FOLLOWS = re.compile(
    r"^[^。；]{0,6}?(?:印发|出台|制定|下发|发布|部署|召开|启动)[^。；]{0,30}?(?:据此|随后|随即|之后|其后|按此|照此"
    r"|(?:按照?|根据|依据)(?:该|此|上述)?(?:方案|意见|通知|办法|要求|部署))[^。；\d]{0,8}$"
)
_OTHER_PART = re.compile(r"[一二三四五六]期|另|其中|此前|在此之前|此后")


def check(context: CheckContext) -> Iterator[Finding]:
    """Pairs of dates of every sentence."""
    for statement in context.statements:
        if len(statement.dates) > 1:
            yield from _order(statement)


def _order(statement: Statement) -> Iterator[Finding]:
    """What was done before it was begun, each pair of dates told once."""
    told: set[int] = set()
    for first, second in pairwise(statement.dates):
        if not first.year or not second.year:
            continue
        between = statement.between(first.end, second.start)
        turned = _earlier(second, first) and _BEGUN.match(_after(statement, first))
        if turned:
            last = _DONE.match(_after(statement, second)) if _STARTED.match(between) else None
        else:
            built = _earlier(first, second) and _SAME_THING.match(between)
            last = _BEGUN.match(_after(statement, second)) if built else None
        if last:
            told.add(second.start)
            end = second.end + last.end()
            words = statement.between(first.start, end)
            yield ORDER.at(statement.flow, first.start, end, f"“{words}”：竣工早于开工", suggestion="核对两个日期")
    yield from _far_apart(statement, told)


def _far_apart(statement: Statement, told: set[int]) -> Iterator[Finding]:
    """新校区2024年5月开工建设，建筑面积1.2万平方米，2023年10月竣工: with other words between the dates.

    Args:
        told: where the second dates start that were told already.
    """
    dates = [date for date in statement.dates if date.year and date.kind in ("month", "day")]
    for first, last in pairwise(dates):
        between = statement.between(first.end, last.start)
        ended = re.split("[，。；]", statement.between(last.end, min(statement.end, last.end + 20)))[0]
        if last.start in told or not _earlier(last, first) or _OTHER_PART.search(between + ended):
            continue
        if _FOLLOWS.match(between):
            said = f"说是在{first.text.strip()}之后，却在{last.text.strip()}"
            yield ORDER.at(statement.flow, last.start, last.end, said, suggestion="核对两个日期")
        elif _FED_BACK.search(between) and _MENDED.match(ended):
            said = f"{first.text.strip()}才反馈问题，整改却在{last.text.strip()}"
            yield ORDER.at(statement.flow, last.start, last.end, said, suggestion="核对两个日期")
        elif _BEGUN_THERE.search(between) and _ENDED_THERE.search(ended):
            said = f"“{last.text.strip()}”建成、验收，却在{first.text.strip()}才开工、启动"
            yield ORDER.at(statement.flow, last.start, last.end, said, suggestion="核对两个日期")


def _after(statement: Statement, date: DateMention) -> str:
    return statement.between(date.end, min(statement.end, date.end + 12))


def _key(date: DateMention) -> tuple[int, int]:
    return date.year, date.month


def _earlier(first: DateMention, second: DateMention) -> bool:
    """Whether ``first`` is surely before ``second``: by years alone where one of them has no month."""
    if not first.month or not second.month:
        return first.year < second.year
    return _key(first) < _key(second)


FAMILY = Family("TIM", "时间", (ORDER,), check)
