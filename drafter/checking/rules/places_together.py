"""ENT012 once more: what places come to together, by the list before or the column that has the values of each.

「甲区、乙县两地支出29.40亿元」, 「集中在甲区和乙县，两地共55个」: a sum that is that of other places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.counties import Series, seen_at
from drafter.checking.localities import Locality
from drafter.checking.place_index import PlaceIndex
from drafter.checking.plausible import typed_for
from drafter.checking.relations.model import printed_like
from drafter.checking.rules.county_lists import LISTED
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import Evidence, Finding, Severity

__all__ = ["check_together"]

_COUNT = r"(?:[两二三四五六七八九十]|\d{1,2})(?:个)?(?:县（[市区、]+）|[县市区]{1,2}|[地者镇乡家]|街道|乡镇)"
_SUM = r"(?:合计|共计|总计|一共|共有|共|之和|合起来|加起来)"
_TOGETHER = re.compile(
    rf"[，]?(?:(?P<count>{_COUNT})(?P<words>[^，。；：、\d]{{0,14}}?)(?P<sum>{_SUM})?|(?P<words2>[^，。；：、\d]{{0,14}}?)(?P<sum2>{_SUM}))"
    r"(?:[^，。；：、\d]{0,8}?)(?:为|是|达到?|有|约)*"
)
_NOT = re.compile(r"分别|各|均|平均|占|率|比|增|减|其中|新|除|外|等")
_SORT = r"(?:[县区市旗镇乡]|街道)"
_SHORT = re.compile(
    r"(?<![一-鿿])(?P<stems>[一-鿿]{2,3}(?:[、和与及][一-鿿]{2,3}){1,5})"
    rf"(?=(?P<n>[两二三四五六2-6])个?(?:{_SORT}|县（[市区、]+）|县区|区县|地))"
)
_STEM = re.compile(r"(?:(?![、和与及])[一-鿿])+")
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6} | {str(n): n for n in range(2, 7)}
_TELLING = 3
_BACK = 2


def check_together(index: PlaceIndex, statement: Statement, rows: list[list[Locality]]) -> Iterator[Finding]:
    """Every figure that a sentence tells of a row of places together."""
    for row in (*rows, *_short_rows(index, statement)):
        figure = next((f for f in statement.figures if f.start >= row[-1].end), None)
        if len(row) < 2 or figure is None or figure.role is not Role.LEVEL or figure.quantity.kind is not Kind.AMOUNT:
            continue
        between = statement.between(row[-1].end, figure.start)
        found = _TOGETHER.fullmatch(between)
        lead = statement.between(max(statement.start, row[0].start - 2), row[0].start)
        if found is None or _NOT.search(between) or re.search("[、和及与]$", lead) or not figure.quantity.definite:
            continue
        if len({place.name for place in row}) == len(row):
            yield from _held(index, statement, row, figure)


def _short_rows(index: PlaceIndex, statement: Statement) -> Iterator[list[Locality]]:
    """Places that a sentence calls by their short names and counts: 甲、乙两县."""
    for match in _SHORT.finditer(statement.text):
        row: list[Locality] = []
        for stem in _STEM.finditer(match["stems"]):
            names = [name for name in index.names.parts if re.fullmatch(f"{stem[0]}(?:自治)?{_SORT}", name)]
            start = statement.start + match.start() + stem.start()
            row += [Locality(start, start + len(stem[0]), name) for name in names]
        if len(row) == _NUMBERS.get(match["n"], 0):
            yield row


def _held(index: PlaceIndex, statement: Statement, row: list[Locality], figure: Figure) -> Iterator[Finding]:
    names = [place.name for place in row]
    having = [m for m in index.measures if set(names) <= set(m.series.values) and not m.series.percent]
    having = [m for m in having if _alike(m.series, figure)]
    if any(_sum(m.series, names).meets(figure.quantity.interval) for m in having):
        return
    near = [m for m in index.before(statement, row[0].start) if m in having and statement.number - m.number < _BACK]
    named = index.named(statement, figure.start, names, percent=False)
    meant = [m for m in (near[:1] or named) if m in having]
    for one in (m.series for m in meant[:1]):
        right = [(wrong, other) for wrong, other in _replaced(one, names, figure)]
        own = _sum(one, names)
        exact = (own.low + own.high) / 2
        if len(right) == 1 and len(re.sub(r"\D", "", figure.text)) > 1:
            wrong, other = right[0]
            place = row[names.index(wrong)]
            said = f"“{'、'.join(names)}”的数之和不是{figure.text}，“{wrong}”换成“{other}”才是"
            yield _finding(statement, place, figure, said, f"核对是否应为“{other}”", one, names)
        elif typed_for(figure.quantity.value, exact) and len(re.sub(r"\D", "", figure.text)) >= _TELLING:
            should = printed_like(exact, figure.quantity)
            said = f"“{'、'.join(names)}”的数之和是{should}，这里是{figure.text}"
            yield _finding(statement, row[0], figure, said, f"核对原始数据；如果其他数无误，应写{should}", one, names)


def _alike(one: Series, figure: Figure) -> bool:
    """Whether a figure may be a sum of a series' values, as their units go."""
    first = next(iter(one.values.values())).quantity
    if first.kind is Kind.BARE:
        return not one.dimension or one.dimension == figure.quantity.dimension
    return first.kind is Kind.AMOUNT and first.dimension == figure.quantity.dimension


def _sum(one: Series, names: list[str]) -> Interval:
    values = [one.interval(one.values[name]) for name in names]
    return sum(values[1:], values[0])


def _replaced(one: Series, names: list[str], figure: Figure) -> Iterator[tuple[str, str]]:
    for at, wrong in enumerate(names):
        for other in one.values:
            instead = [*names[:at], other, *names[at + 1 :]]
            if other not in names and _sum(one, instead).meets(figure.quantity.interval):
                yield wrong, other


def _finding(
    statement: Statement, place: Locality, figure: Figure, said: str, advice: str, one: Series, names: list[str]
) -> Finding:
    return LISTED.at(
        statement.flow,
        place.start,
        figure.end,
        said,
        evidence=(*(seen_at(one.values[name]) for name in names), Evidence("computed", "各县的数相加", "")),
        suggestion=advice,
        root=f"ENT012:{place.name}:sum",
        touches=(figure,),
        severity=Severity.WARNING,
    )
