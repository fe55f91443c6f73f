"""Values that stand in a fixed order: no more pupils are good than pass, no more teachers than staff.

The laws are kept in ``knowledge/register/orders.yaml``. Each is held within a sentence, between what the report tells
in different places, and between the rows and the columns of its tables.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import combinations

from drafter.checking.relations.model import Relation
from drafter.checking.text.grids import Grid
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import SHARE, Thing, read_thing
from drafter.facts import Period
from drafter.findings import State
from drafter.library.orders import Order, orders

__all__ = ["bounds"]

_AND_MORE = re.compile(r"及(?=以上)|性(?=合格)")
_TAIL = re.compile(r"(?<=[^育算])(?:教师|人员|支出|占比|比例|标准)+$")
_YEAR = re.compile(r"(?:19|20)\d\d\s*(?:学年度?|年度?)(?:底|末)?|[上去本]一?学?年度?|[（(][^（）()]*[)）]")
#: Words that a name may have before the end that a law knows, and still be the one thing of the region.
_ALL_OF_THEM = frozenset(["", "各学段", "分学段", "各段"])
#: Rows and columns of tables that tell how values changed.
_MOVED = re.compile(r"增|减|变化|变动|幅|±|较|比上年|同比|排名|位次|得分|分值|差")
_LONG = 60  # figures of a sentence that are compared
_CLAUSE = re.compile(r"[，。；：、（(\n]")
_ANOTHER_LIST = re.compile(r"[：:]|招[生收]|毕业|上年|去年|同期")
_KINDERGARTEN = re.compile("园")
_ALL = Decimal(100)
_COUNTED = ("count:", "person")


@dataclass(frozen=True)
class _Side:
    """A value with the thing it is told of."""

    figure: Figure
    thing: Thing
    period: Period | None
    whole: bool

    @cached_property
    def laws(self) -> dict[int, tuple[str | None, str | None]]:
        """The laws that know such a thing, by number: what its name has before their narrower and their wider end."""
        laws = orders()
        known = _ends(self.thing.core, self.thing.owner)
        return {number: rests for number, rests in known.items() if _measured(laws[number], self.figure)}


def bounds(
    statements: Iterable[Statement], subjects: Mapping[int, Subject], told: Tellings, tables: Iterable[Grid]
) -> Iterator[Relation]:
    """Values of a sentence, of the document and of its tables of which the narrower is told higher than the wider."""
    done: set[int] = set()
    for relation in [*_in_sentences(statements, subjects), *_in_tables(tables), *_across(told), *_more_than_all(told)]:
        ids = {figure.id for figure in relation.figures}
        if not ids & done:
            done |= ids
            yield relation


def _in_sentences(statements: Iterable[Statement], subjects: Mapping[int, Subject]) -> Iterator[Relation]:
    for statement in statements:
        sides = [s for f in statement.figures[:_LONG] if (s := _side(f, subjects.get(f.id))) is not None]
        for one, other in combinations([side for side in sides if side.laws], 2):
            alike = one.period is other.period and one.whole == other.whole
            if (
                alike
                and not _all_before(statement, one, other)
                and not _ANOTHER_LIST.search(statement.between(one.figure.end, other.figure.start))
            ):
                yield from _pair(one, other)


def _all_before(statement: Statement, one: _Side, other: _Side) -> bool:
    """Whether the later value is what those before it make: 小学862个班，初中378个班，1240个班都装了屏."""
    last = other.figure
    told = [f for f in statement.figures if one.figure.id <= f.id < last.id and f.quantity.kind is last.quantity.kind]
    told = [
        f for f in told if f.quantity.dimension == last.quantity.dimension and f.quantity.value < last.quantity.value
    ]
    return any(a.quantity.value + b.quantity.value == last.quantity.value for a, b in combinations(told, 2))


def _side(figure: Figure, subject: Subject | None) -> _Side | None:
    if subject is None or subject.change or not subject.thing.core or figure.role not in (Role.LEVEL, Role.SHARE):
        return None
    quantity = figure.quantity
    plain = quantity.definite and not quantity.is_range and not quantity.spelled
    return _Side(figure, subject.thing, subject.period, subject.whole) if plain else None


def _pair(one: _Side, other: _Side) -> Iterator[Relation]:
    """The law that two values of a sentence break; the later of them may leave its stage unsaid."""
    for number in sorted(one.laws.keys() & other.laws.keys()):
        order = orders()[number]
        for narrow, wide in ((one, other), (other, one)):
            rests = narrow.laws[number][0], wide.laws[number][1]
            if rests[0] is None or rests[1] is None or not _stages(order, one, other, narrow, wide):
                continue
            if order.owners is None and wide.thing.owner not in ("", narrow.thing.owner):
                continue  # all teachers need be no fewer than the pupils of the private schools among them
            alike = rests[0] == rests[1] or (order.measure == "percent" and not all(rests))
            named = order.measure == "percent" or {*rests} <= _ALL_OF_THEM
            if alike and named and (order.usual is None or narrow.whole):
                yield from _within(order, narrow, wide)


def _stages(order: Order, one: _Side, other: _Side, narrow: _Side, wide: _Side) -> bool:
    if order.across is not None:
        return (narrow.thing.stage, wide.thing.stage) == order.across
    if order.stages and not {narrow.thing.stage, wide.thing.stage} <= order.stages:
        return False
    unsaid = order.measure == "percent" and not other.thing.stage
    return one.thing.stage == other.thing.stage or unsaid


def _measured(order: Order, figure: Figure) -> bool:
    quantity = figure.quantity
    if quantity.kind is Kind.BARE:
        return True
    if order.measure == "percent":
        return quantity.kind is Kind.PERCENT
    dimension = quantity.dimension
    counted = dimension.startswith(_COUNTED) and not dimension.startswith("person-")
    return counted if order.measure == "count" else dimension == order.measure


@lru_cache(maxsize=8192)
def _ends(core: str, owner: str) -> dict[int, tuple[str | None, str | None]]:
    """The laws that know a thing of this name, by number: what it has before their narrower and their wider end."""
    plain = _AND_MORE.sub("", core)
    names = tuple(dict.fromkeys((plain, _TAIL.sub("", plain))))
    share = plain.endswith((SHARE, "占比", "比例", "比重"))
    known = ((n, order) for n, order in enumerate(orders()) if order.measure == "percent" or not share)
    both = {n: (_rest(names, owner, order, 0), _rest(names, owner, order, 1)) for n, order in known}
    return {number: rests for number, rests in both.items() if rests != (None, None)}


def _rest(names: Iterable[str], owner: str, order: Order, side: int) -> str | None:
    """What a name has before the end that a side of a law knows; None where it does not end so or is another's."""
    if order.owners is not None and owner != order.owners[side]:
        return None
    mine, theirs = (order.less, order.more) if side == 0 else (order.more, order.less)
    for name in names:
        longer = len(theirs) > len(mine) and name.endswith(theirs)
        if name.endswith(mine) and not longer:
            return name.removesuffix(mine).removeprefix("具")
    return None


def _across(told: Tellings) -> Iterator[Relation]:
    """What the report tells of the region in one place, and in another."""
    found: dict[tuple[int, Period, str, str, str], dict[int, list[Thing]]] = defaultdict(lambda: defaultdict(list))
    laws = orders()
    for thing, period, measure in told.all():
        for number, rests in _ends(thing.core, thing.owner).items():
            order = laws[number]
            if measure != order.measure:
                continue
            for side, rest in enumerate(rests):
                stage = _stage_of(order, thing, side)
                if rest is None or stage is None or not (rest in _ALL_OF_THEM or order.measure == "percent"):
                    continue
                rate_of_nothing = order.measure == "percent" and order.owners is None and not (rest or stage)
                if not rate_of_nothing:  # 合格率 alone may be of anything
                    owner = "" if order.owners is not None else thing.owner
                    found[number, period, stage, owner, rest][side].append(thing)
    for (number, period, *_), sides in found.items():
        order = laws[number]
        if len(sides[0]) != 1 or len(sides[1]) != 1:
            continue
        values = [told.one(sides[side][0], order.measure, period) for side in (0, 1)]
        if values[0] is not None and values[1] is not None:
            narrow, wide = (_Side(v.figure, v.thing, period, whole=True) for v in values if v is not None)
            yield from _within(order, narrow, wide)


def _more_than_all(told: Tellings) -> Iterator[Relation]:
    """Shares of the public and of the private that are more than all together."""
    for (thing, period, measure), _ in list(told.all().items()):
        if measure != "percent" or thing.owner != "公办" or not thing.core.endswith(SHARE):
            continue
        public, private = (told.one(replace(thing, owner=owner), "percent", period) for owner in ("公办", "民办"))
        if public is None or private is None or public.interval.low + private.interval.low <= _ALL:
            continue
        said = f"公办和民办的“{thing.stage}{thing.core}”之和不会超过100%"
        formula = f"{public.figure.text}＋{private.figure.text}≤100%"
        yield Relation("order", formula, State.REFUTED, (public.figure, private.figure), said, weak=True, plain=True)


def _stage_of(order: Order, thing: Thing, side: int) -> str | None:
    """The stage by which the two sides of a law are brought together; None where the law is not of this one."""
    if order.across is not None:
        return "" if thing.stage == order.across[side] else None
    return thing.stage if not order.stages or thing.stage in order.stages else None


def _in_tables(tables: Iterable[Grid]) -> Iterator[Relation]:
    for grid in tables:
        rows = {row: read_thing(_YEAR.sub("", words)) for row, words in grid.labels.items() if not _MOVED.search(words)}
        heads = {c: read_thing(_YEAR.sub("", grid.name(c))) for c in grid.columns if not _MOVED.search(grid.name(c))}
        for row in grid.rows:
            if row in rows:
                line = {c: grid.cells[row, c] for c in heads if (row, c) in grid.cells}
                stage = rows[row].stage
                named = {c: replace(heads[c], stage=heads[c].stage or stage) for c in line}
                yield from _line(named, line)
        for column in grid.columns:
            if column in heads:
                yield from _line(rows, {r: grid.cells[r, column] for r in rows if (r, column) in grid.cells})


def _line(things: Mapping[int, Thing], cells: Mapping[int, Figure]) -> Iterator[Relation]:
    """The cells of a row or a column by the things that its heads or its labels name."""
    named = [_Side(cells[at], things[at], None, whole=True) for at in cells if things[at].core]
    for one, other in combinations(named[:_LONG], 2):
        yield from _pair(one, other)


def _within(order: Order, narrow: _Side, wide: _Side) -> Iterator[Relation]:
    low, high = narrow.figure.quantity.interval.low, wide.figure.quantity.interval.high
    nothing = order.usual is not None and wide.figure.quantity.value <= 0  # no school of the kind, or none told
    if low <= high * (order.usual or Decimal(1)) or high <= 0 or nothing or low < order.least:
        return
    if _of_an_age(narrow.figure) or _of_an_age(wide.figure):
        return
    if order.owners is not None and order.measure == "count" and not all(map(_names_it, (narrow.figure, wide.figure))):
        return
    names = [f"{s.thing.stage}{s.thing.owner}{s.thing.core}" for s in (narrow, wide)]
    said = f"“{names[0]}”{'不会高于' if order.usual is None else '一般不高于'}“{names[1]}”，{order.why}"
    formula = f"{narrow.figure.text}≤{wide.figure.text}"
    yield Relation("order", formula, State.REFUTED, (wide.figure, narrow.figure), said, weak=True, plain=True)


def _of_an_age(figure: Figure) -> bool:
    """Whether a number without a unit goes on in words, and so counts nothing: 在园幼儿为3周岁以上."""
    behind = figure.statement.between(figure.end, min(figure.statement.end, figure.end + 1))
    return figure.quantity.kind is Kind.BARE and "一" <= behind <= "鿿"


def _names_it(figure: Figure) -> bool:
    """Whether words of a figure's own name what its owner has: in 民办105所（普惠86所） a private one is meant."""
    return not figure.gap or _KINDERGARTEN.search(_CLAUSE.split(figure.gap)[-1]) is not None
