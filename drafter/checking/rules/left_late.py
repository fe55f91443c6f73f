"""More of TIM007: what is left over with a deadline that is over, and 「2024年，我县将继续…」 in the report of 2025.

What is left as of the end of a year is not to be done in the spring of that year. Where a sentence does not say as of
when something is left, it is left when the report was written; a deadline within the reported year then only counts as
over where it is told as still to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.signing import signed_on
from drafter.checking.context import CheckContext
from drafter.checking.rules.deadlines import OVERDUE
from drafter.checking.rules.model import Family
from drafter.checking.text.dates import DateMention, plain_digits
from drafter.checking.text.statements import Statement
from drafter.findings import Finding

__all__ = ["FAMILY"]

_LEFT = re.compile(
    r"(?:剩余|剩下|其余|余下)的?[^，。；、\d]{0,6}\d+[个处项条件起所名家间]|(?:尚|仍|还)(?:剩|余|有)[^，。；、\d]{0,6}\d+[个处项条件起所名家间]"
    r"|(?:尚未|仍未|没有|未能|未)(?:完成|整改|销号|办结|解决|移交|化解|清零)[^，。；、\d]{0,4}的?[^，。；、\d]{0,4}\d+[个处项条件起所名家间]"
)
_DUE = re.compile(
    r"^(?:份|之?前|以前|前后)?[^，。；\d]{0,4}?(?:全部|逐一|全面)?(?:完成|销号|办结|整改|移交|化解|消化|消除|清零|清退|解决|处置|治理|建成|到位)(?![^，。；]{0,4}的)"
)
_GRADUATES = re.compile(r"^[^，。；\d]{0,8}毕业(?:离校)?后?[^，。；\d]{0,6}(?:消化|消除|化解|清零|减少)")
#: What was planned once, has been done by now, or is told as it was then.
_DONE = re.compile(
    r"原[计定拟]|现已|均已|已(?:经)?(?:全部|按期|如期)|并(?:通过|顺利)|实际|当时|最终|随后|年底(?:全部|均)"
)
_WILL = re.compile(
    r"(?:将|计划|拟|预计|确保|力争|争取|明确|承诺|限期|要求)(?:[于在到至])?$|(?:将|确保|力争)[^，。；\d]{0,6}$"
)
#: Of a year before the reported one this is told already, wherever it stands.
_PLANNED = re.compile(r"(?:计划|打算|拟|预计|力争)[于在到]?$")
_AS_OF = re.compile(r"截[至止]到?\s*$")
_AT_THE_END = re.compile(r"(?<![上去前\d])年[底末](?!前)")
_STILL = r"(?:继续|持续|进一步|认真|大力|全力|不断|加快|深入|着力|切实|坚定|坚决|始终|努力|以更|紧紧|坚持)"
#: 2024年，我县将继续…: who speaks of themselves, and of what they go on with.
_GOES_ON = re.compile(
    rf"^(?:度)?[，,]?(?:(?:我|全|本)[省市县区旗州](?:教育系统|上下|各级)?|我们|[省市县区旗州](?:委、?)?[省市县区旗州]?政府)?(?:还|也)?将{_STILL}"
)
_OPENS = re.compile(r"(?:^|[。；：、）)]|[一二三四五六七八九]是)\s*$")
_ALL_MONTHS = 12


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with a date."""
    written = _written(context)
    for statement in context.statements if context.year else ():
        if statement.dates and statement.flow.part != "table":
            yield from _left(context.year, statement, written)
            yield from _goes_on(context.year, statement)


def _written(context: CheckContext) -> tuple[int, int]:
    """The month before which everything was over when the report was written, as far as is known."""
    signed = signed_on(context.document)
    return signed[:2] if signed else (context.year, _ALL_MONTHS)


def _left(year: int, statement: Statement, written: tuple[int, int]) -> Iterator[Finding]:
    text = plain_digits(statement.text)
    left = _LEFT.search(text)
    if left is None or _DONE.search(text):
        return
    as_of = max((_month(d) for d in statement.dates if _tells_of_then(statement, d, left.start())), default=(0, 0))
    if not as_of[0] and (as_of[1] or _AT_THE_END.search(text[: left.start()])):
        as_of = year, as_of[1] or _ALL_MONTHS
    for date in statement.dates:
        if not date.year or date.kind not in ("year", "month", "day") or date.start - statement.start < left.end():
            continue
        before = statement.between(max(statement.start, date.start - 10), date.start)
        behind = statement.between(date.end, min(statement.end, date.end + 24))
        leaves = _GRADUATES.match(behind)
        if not leaves and not _DUE.match(behind):
            continue
        told = _WILL.search(before) or leaves
        over = _month(date) < (as_of if as_of[0] else written if told else (0, 0))
        if over and not (date.year < year and _PLANNED.search(before)):
            since = f"{as_of[0]}年{as_of[1]}月" if as_of[0] else "报告形成"
            said = f"{since}时还没有完成的，时限却是“{date.text.strip()}”"
            yield OVERDUE.at(statement.flow, date.start, date.end, said, suggestion="核对时限的年份")
        return


def _tells_of_then(statement: Statement, date: DateMention, left: int) -> bool:
    """Whether a date before tells as of when something is left: 截至2025年底, 12月31日."""
    if date.end - statement.start > left or date.kind not in ("year", "month", "day"):
        return False
    before = statement.between(max(statement.start, date.start - 4), date.start)
    return bool(_AS_OF.search(before) or re.search("[底末]$", date.text.strip()) or (date.month, date.day) == (12, 31))


def _month(date: DateMention) -> tuple[int, int]:
    return date.year, date.month or _ALL_MONTHS


def _goes_on(year: int, statement: Statement) -> Iterator[Finding]:
    """A year that is over, of which a report tells that something will be gone on with."""
    for date in statement.dates:
        if not 0 < date.year < year or date.kind != "year":
            continue
        before = statement.between(max(statement.start, date.start - 4), date.start)
        behind = statement.between(date.end, min(statement.end, date.end + 30))
        if _OPENS.search(before) and _GOES_ON.match(behind):
            said = f"打算的年份“{date.text.strip()}”早于报告年度{year}年"
            yield OVERDUE.at(statement.flow, date.start, date.end, said, suggestion="换成以后的年份，或改写成完成情况")


FAMILY = Family("TIM", "时间", (), check)
