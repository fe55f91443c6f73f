"""Which year a value is told of: by its heading, by the dates of its sentence, by the year a change starts from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter

from drafter.checking.text.clauses import last_clause, last_part
from drafter.checking.text.dates import DateMention
from drafter.checking.text.scope import headed_year, set_aside
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Period

__all__ = ["Periods"]

_FROM = re.compile(r"[由从][^，。；]{0,2}$")
#: 五年之前尚有…；同一时期，小学生由…减至今数: not since last year.
_LONGER = re.compile(r"同一时期|(?:近|过去)?(?:[三四五六七八九十]|[3-9])年(?:之前|前|来|间|以来)")
_PLAN_PERIOD = re.compile(r"[一二三四五六七八九十]{1,3}五[”\"’]?(?:规划|时期|期间)?(?:末|初|期末)?")
#: 2022—2024年行动计划 is a name of a plan, 2024—2025学年 a year.
_PLANNED_YEARS = re.compile(r"^[^，。；\d]{0,12}(?:计划|规划|方案|纲要|行动|学年|学年度)")
_OPENING = re.compile("年初|期初")
_DECEMBER = 12
#: How many dates before a figure are asked whether it is of them; no sentence that a person wrote has so many.
_DATES_BACK = 24


class Periods:
    """Tells the years of the values in the report of a year."""

    def __init__(self, year: int) -> None:
        self._year = year

    def of(self, statement: Statement, figure: Figure) -> tuple[Period | None, bool]:
        """The period of a value and whether it is certain; None when it is another year, or a date within one."""
        headed = headed_year(statement)
        if headed in (0, self._year):
            return self._said_period(statement, figure)
        # （二）2021年：提速。教育支出64780万元
        year_before = headed == self._year - 1 and figure.role is not Role.PREVIOUS
        return (Period.PREVIOUS, True) if year_before else (None, False)

    def _said_period(self, statement: Statement, figure: Figure) -> tuple[Period | None, bool]:
        """The same by the dates of its sentence alone."""
        if figure.role is Role.PREVIOUS:
            return self._base_period(statement, figure)
        if figure.direction and figure.role is Role.LEVEL:
            # 2026年提高到55%，比2024年再提高3个百分点；…提高到58%: what is to be reached
            ahead = any(d.year > self._year for d in statement.dates if d.end <= figure.start)
            return (None, False) if ahead else (Period.THIS, True)
        if _OPENING.search(last_part(last_clause(figure.gap))):
            return None, False  # 年初在册185人
        last = bisect_right(statement.dates, figure.start, key=attrgetter("end"))
        for date in reversed(statement.dates[max(0, last - _DATES_BACK) : last]):
            before = statement.between(max(statement.start, date.start - 3), date.start)
            passed = statement.between(date.end, figure.start)
            if set_aside(passed):
                continue  # said in a bracket that is closed: 在校生113874人（上年109652人），其中…
            if _is_over(statement, date, figure, passed):
                continue
            if date.kind == "range":
                return None, False  # 2021—2025年新建42所: what several years make together
            if not re.search(r"[比较与同自从由]\s*$", before):
                return self._period_of(date)
        return Period.THIS, True

    def _base_period(self, statement: Statement, figure: Figure) -> tuple[Period | None, bool]:
        """The year a change starts from: the last one unless another is named (比2020年的, 比“十二五”末的)."""
        if _PLAN_PERIOD.search(figure.gap) or _LONGER.search(statement.between(statement.start, figure.start)):
            return None, False
        opened = figure.start - len(figure.gap)
        named = [d for d in statement.dates if opened <= d.start < figure.start and d.year]
        if not named and _FROM.search(figure.gap):  # 小学由2021年的11.72降至11.18，初中由9.67升至10.01
            named = [d for d in statement.dates if d.end <= opened and d.year and _from_then(statement, d)][-1:]
        other = bool(named) and (named[-1].kind == "range" or named[-1].year != self._year - 1)
        return (None, False) if other else (Period.PREVIOUS, True)

    def _period_of(self, date: DateMention) -> tuple[Period | None, bool]:
        if date.relative is not None:
            # 去年 is the reported year for who writes in the next, and the one before for who writes in its name
            sure = not date.text.startswith("去年")
            return (Period.PREVIOUS if date.relative < 0 else Period.THIS), sure
        if date.month not in (0, _DECEMBER) or date.year not in (self._year, self._year - 1):
            return None, False
        return (Period.THIS if date.year == self._year else Period.PREVIOUS), True


def _from_then(statement: Statement, date: DateMention) -> bool:
    """Whether a year is told as that from which something moved: 由2021年的."""
    before = statement.between(max(statement.start, date.start - 1), date.start)
    return before in ("由", "从") and statement.between(date.end, date.end + 1) == "的"


def _is_over(statement: Statement, date: DateMention, figure: Figure, passed: str) -> bool:
    """Whether a date speaks of a figure no more: a range in the title of a document or a plan, 上年 before another part
    of the sentence or before a change since then."""
    if date.kind == "range":
        before = statement.between(statement.start, date.start)
        return before.count("《") > before.count("》") or _PLANNED_YEARS.match(passed) is not None
    first, last = (bisect_left(statement.figures, at, key=attrgetter("start")) for at in (date.end, figure.start))
    if "；" not in passed and not any(f.role is Role.CHANGE for f in statement.figures[first:last]):
        return False
    if date.relative is not None and date.relative < 0:
        return True
    opened = max(statement.start, statement.flow.text.rfind("；", statement.start, date.start) + 1)
    return statement.figures[0].end <= date.start and bool(statement.between(opened, date.start).strip())
