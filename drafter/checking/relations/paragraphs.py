"""Changes whose values stand in the same paragraph, though in other sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from drafter.checking.relations.directions import direction
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.movement import difference_of, growth_of
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.relations.wholes import ASIDE
from drafter.checking.text.nouns import label, stripped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.facts import Interval
from drafter.findings import State

__all__ = ["paragraph_changes", "paragraph_totals"]

_OPENS = re.compile(r"^\s*(?:比|较|与)")
_NAMED = re.compile(r"(?:^|[，；])(?P<name>[^，。；：、\d]{2,14}?)(?:比|较|与)(?:上|去|前|(?:19|20)\d\d)[^，。；]*$")
_COUNT_OF = re.compile(r"(?:总?[量数]|总?人数|总?规模|总额)$")
_LABEL = 8
_SHORTEST = 2
_LOOK_BACK = 24
_STAGES = 3

#: Values of one thing in two years lie nearer.
_FEW_TIMES = 3


def paragraph_changes(
    statements: Iterable[Statement], subjects: Mapping[int, Subject], settled: set[int]
) -> Iterator[Relation]:
    """「专任教师3797人。…。比上年的3702人净增95人」, 「上线率45%；2015年25%。…，上线率提高20个百分点」.

    Args:
        settled: ids of figures that a relation of their own sentence already holds.
    """
    for _, paragraph in groupby(statements, key=lambda statement: id(statement.flow)):
        earlier: list[Figure] = []
        for statement in paragraph:
            figures = statement.figures
            if len(figures) > 1 and figures[0].role is Role.PREVIOUS:
                if _OPENS.match(statement.text):
                    yield from _from_base(figures, earlier)
                elif (named := _NAMED.search(figures[0].gap)) and figures[1].role is Role.CHANGE:
                    # 资助资金比上年的1048.20万元增长7.50%
                    yield from _from_base(figures, _called(_COUNT_OF.sub("", stripped(named["name"])), earlier))
            for figure in figures:
                if figure.role is Role.CHANGE and figure.id not in settled:
                    yield from _of_two(figure, subjects, earlier)
            earlier = (earlier + [f for f in figures if f.quantity.definite])[-_LOOK_BACK:]


def _called(name: str, earlier: list[Figure]) -> list[Figure]:
    """The values told before of what a name names: 在校学生总量, 全县在校学生68420人."""
    levels = [f for f in earlier if f.role is Role.LEVEL]
    exact = [f for f in levels if name in (_COUNT_OF.sub("", label(f)), stripped(ASIDE.sub("", f.gap)))]
    last = name[-_SHORTEST:]
    return exact or [f for f in levels if len(last) == _SHORTEST and last in f.gap[-_LABEL:]]


def paragraph_totals(statements: Iterable[Statement], subjects: Mapping[int, Subject]) -> Iterator[Relation]:
    """「专任教师3797人。学前620人，小学1736人…」: a list of stages in a sentence of its own divides what came before.

    Stages may be missing from it, so a total that it does not give is doubted only where a slip of typing explains it.
    """
    before: Statement | None = None
    for statement in statements:
        if before is not None and before.flow is statement.flow and before.figures and len(statement.figures) > 2:
            yield from _divided(before.figures[-1], statement.figures, subjects)
        before = statement


def _divided(total: Figure, figures: list[Figure], subjects: Mapping[int, Subject]) -> Iterator[Relation]:
    whole = subjects.get(total.id)
    if whole is None or whole.thing.stage or whole.thing.owner or not whole.thing.core or whole.change:
        return
    parts = []
    for figure in figures:
        subject = subjects.get(figure.id)
        if subject is None or subject.thing.core != whole.thing.core or not subject.thing.stage or subject.change:
            break
        parts.append((subject.thing, figure))
    listed = [figure for _, figure in parts]
    if len(listed) < _STAGES or len({thing for thing, _ in parts}) < len(listed) or len(listed) < len(figures):
        return
    if not all(f.quantity.definite and f.quantity.dimension == total.quantity.dimension for f in [*listed, total]):
        return
    added, exact = Interval.exact(Decimal(0)), Decimal(0)
    for figure in listed:
        added, exact = added + figure.quantity.interval, exact + figure.quantity.value
    formula = f"{'＋'.join(figure.text for figure in listed)}＝{total.text}"
    if added.meets(total.quantity.interval):
        yield Relation("sum", formula, State.PROVED, (*listed, total))
        return
    slips = slipped_parts(listed, total.quantity.value - exact)
    if slips or slipped_total(listed, total):
        blamed = None if slipped_total(listed, total) or len(slips) != 1 else slips[0]
        expected = printed_like(exact, total.quantity)
        yield Relation("sum", formula, State.REFUTED, (*listed, total), expected, weak=True, blamed=blamed)


def _from_base(figures: list[Figure], earlier: list[Figure]) -> Iterator[Relation]:
    """A sentence that begins with the base goes on about a value told before it in the paragraph."""
    base = figures[0]
    changes = [f for f in figures[1:3] if f.role is Role.CHANGE and f.quantity.definite]
    values = [f for f in earlier if f.role is Role.LEVEL and f.quantity.dimension == base.quantity.dimension]
    if not changes or not values or not base.quantity.definite or base.quantity.value <= 0:
        return
    found = [(_relation(base, value, changes[0]), value) for value in values]
    held = next((value for relation, value in found if relation and relation.state is State.PROVED), None)
    for change in changes:
        relation = _relation(base, held or values[0], change)
        if relation is not None:
            yield relation if relation.state is State.PROVED else replace(relation, weak=True)
    if held is not None:  # 68420人，…比上年的70150人增加1730人: the amount is right, the way it went is not
        yield from (replace(r, weak=True) for r in direction(base, held, changes) if r.state is State.REFUTED)


def _relation(base: Figure, value: Figure, change: Figure) -> Relation | None:
    if change.quantity.kind is Kind.PERCENT and value.quantity.kind is Kind.AMOUNT:
        return growth_of(base, value, change)
    if change.quantity.kind is Kind.POINTS or change.quantity.dimension == value.quantity.dimension:
        return difference_of(base, value, change)
    return None


def _of_two(change: Figure, subjects: Mapping[int, Subject], earlier: list[Figure]) -> Iterator[Relation]:
    """A change of a thing that the paragraph gives two values of, of whatever years."""
    subject = subjects.get(change.id)
    if subject is None or not subject.thing.core or change.quantity.kind not in (Kind.POINTS, Kind.AMOUNT):
        return
    wanted = Kind.PERCENT if change.quantity.kind is Kind.POINTS else Kind.AMOUNT
    stages = ("", subject.thing.stage)  # what every stage has is told of the whole region where it names none
    values = [
        f
        for f in earlier
        if f.quantity.kind is wanted
        and f.statement is not change.statement
        and f.id in subjects
        and not subjects[f.id].change
        and subjects[f.id].thing.core.endswith(subject.thing.core)
        and subjects[f.id].thing.stage in (stages if not subject.thing.shared else stages[1:])
    ]
    if len(values) != 2 or (wanted is Kind.AMOUNT and values[0].quantity.dimension != change.quantity.dimension):
        return
    low, high = sorted(abs(f.quantity.value) for f in values)
    if high > low * _FEW_TIMES:
        return  # 各类学校158所，九年一贯制学校5所，学校总数多2所: not one thing in two years
    relation = difference_of(values[1], values[0], change)
    if relation is not None:
        yield relation if relation.state is State.PROVED else replace(relation, weak=True)
