"""CON005 for facts of the field: one lack, one remainder, one stock, told in other words with another number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.plausible import is_slip
from drafter.checking.rules.model import Family
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.deeds import Deed, State, deeds
from drafter.checking.text.scope import Scope
from drafter.checking.text.sittings import sittings
from drafter.checking.text.statements import Figure
from drafter.findings import Evidence, Finding
from drafter.findings import State as Ended

__all__ = ["FAMILY"]

#: What a region has one number of at a time; of the others there may be several, so that only a slip tells.
_ONE = frozenset([State.STOCK, State.LACK, State.LEFT])
#: So far apart two numbers may lie that are of one fact, as a share of the larger.
_NEAR = 4
_LEAST = 5
_PLENTY = 30
_NAMES = {
    State.LACK: "缺",
    State.LEFT: "剩",
    State.FOUND: "查出",
    State.DONE: "完成",
    State.NEW: "新增",
    State.HIRED: "补充",
    State.CLOSED: "撤并",
}


def check(context: CheckContext) -> Iterator[Finding]:
    """Every fact against its first telling."""
    groups: defaultdict[tuple[object, ...], list[Deed]] = defaultdict(list)
    scope = Scope(context.region, context.year)
    for deed in deeds(context.statements):
        if _of_the_region(context, scope, deed):
            stage = context.heading_stages.get(deed.figure.statement.flow.first_paragraph, "")
            groups[(*deed.key, deed.narrowed, stage if deed.state is not State.LEFT else "")].append(deed)
    for told in groups.values():
        if 1 < len(told) <= _PLENTY:
            yield from _differing(context, told)
    yield from _sittings(context)


def _sittings(context: CheckContext) -> Iterator[Finding]:
    """One office's meetings of the year, counted twice."""
    first: dict[tuple[str, str], Figure] = {}
    for sitting in sittings(context.statements):
        figure, statement = sitting.figure, sitting.figure.statement
        years = [date.year for date in statement.dates if date.year]
        if context.roles[statement.flow.first_paragraph] == MEASURES or (years and set(years) != {context.year}):
            continue
        other = first.setdefault((sitting.office, sitting.kind), figure)
        if other.statement is not statement and not other.quantity.interval.meets(figure.quantity.interval):
            yield _told_twice(f"{sitting.office}召开的会议", other, figure)


def _of_the_region(context: CheckContext, scope: Scope, deed: Deed) -> bool:
    """Whether a fact is of the whole region and this year; what is planned is none, but the lack it is to fill is."""
    figure, statement = deed.figure, deed.figure.statement
    if deed.part or (deed.planned and deed.state is not State.LACK):
        return False
    measures = context.roles[statement.flow.first_paragraph] == MEASURES
    if measures and deed.state not in (State.LACK, State.STOCK):
        return False
    years = [d.year for d in statement.dates if d.end <= figure.start and d.year]
    if years and context.year and years[-1] != context.year and not (measures and deed.state is State.LACK):
        return False
    before = statement.between(statement.start, figure.start)[-60:]
    if scope.of_part(statement, figure.start):
        return False
    return not scope.elsewhere(before) and not any(
        statement.start <= place.start < figure.start for place in context.localities.of(statement.flow)
    )


def _differing(context: CheckContext, told: list[Deed]) -> Iterator[Finding]:
    first = max(told, key=lambda deed: (_same(deed, told), -deed.figure.id))
    for other in told:
        one, two = first.figure, other.figure
        if other is first or one.statement is two.statement or two.quantity.interval.meets(one.quantity.interval):
            continue
        if all(context.states.get(figure.id) is Ended.PROVED for figure in (one, two)):
            continue
        if _same(other, told) == 1 and _contradict(first, other):
            yield _finding(first, other)


def _same(deed: Deed, told: list[Deed]) -> int:
    return sum(other.figure.quantity.interval.meets(deed.figure.quantity.interval) for other in told)


def _contradict(first: Deed, other: Deed) -> bool:
    """Whether two numbers are of one fact: a slip apart, or near where there is one number at a time."""
    one, two = first.figure.quantity, other.figure.quantity
    low, high = sorted((one.value, two.value))
    if low < _LEAST and first.state is not State.HELD:
        return False
    if is_slip(one.value, two.value) and one.dimension == two.dimension:
        return True
    single = first.state in _ONE or first.state is State.HELD or (first.whole and other.whole)
    return single and (high - low) * _NEAR <= high or first.state is State.HELD


def _finding(first: Deed, other: Deed) -> Finding:
    return _told_twice(f"{_NAMES.get(other.state, '')}{other.thing}", first.figure, other.figure)


def _told_twice(name: str, first: Figure, figure: Figure) -> Finding:
    elsewhere = first.statement
    where = f"第{elsewhere.flow.first_paragraph + 1}段"
    around = elsewhere.flow.text[max(elsewhere.start, first.start - 20) : first.end + 8]
    finding = RETOLD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"“{name}”这里是{figure.text}，{where}是{first.text}",
        evidence=(Evidence("document", where, around),),
        suggestion="核对口径，改为同一个数",
        root=f"CON005:again:{figure.id}",
        touches=(figure, first),
    )
    return RETOLD.further(finding, tuple(elsewhere.flow.places(first.start, first.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
