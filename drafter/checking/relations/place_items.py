"""Items that tell the same of one part of the region after the other: they make a table, and its columns add up.

「（一）甲区。小学生52360人，占全市的26.6%；新增学位9460个。（二）乙县。小学生43180人…」: where all parts are told, what
they have makes up what the whole is told to have elsewhere, and each share is that of the column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.relations.model import Relation, decide, printed_like
from drafter.checking.relations.slips import slipped_parts, slipped_total, to_blame
from drafter.checking.relations.wholes import added, mistyped
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import CROWDED, Thing, read_thing
from drafter.findings import State

__all__ = ["LEFT", "ItemColumn", "item_columns", "place_items"]

_CLAUSE = re.compile(r"[，。；：、（）()\s]")
_EDGES = re.compile(r"^(?:其中|现有|共有|共|有)|(?:共有|共计|合计|共|达到?|为|有|约)+$")
_OF_ALL = re.compile(r"占[全我][省市县区州盟旗](?:总数|总量)?的?$")
_MEAN = re.compile(r"均|率|比例|占比|每|标准")
#: What is left of a thing: 大班额余31个.
LEFT = re.compile(r"(?:尚|还|仍)?(?:剩余|剩下|余|剩|有)(?:有)?$")
_FEWEST = 3
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class ItemColumn:
    """What the items of several places tell in the same words.

    Attributes:
        words: those before each figure.
        values: figure by place, in order.
    """

    words: str
    values: dict[str, Figure]

    @property
    def places(self) -> frozenset[str]:
        """The places that it tells of."""
        return frozenset(self.values)

    @property
    def figures(self) -> list[Figure]:
        """Its values."""
        return list(self.values.values())


def item_columns(statements: Iterable[Statement]) -> list[ItemColumn]:
    """Every measure that the items of three places and more tell once each, in one unit."""
    found: defaultdict[tuple[str, str, Kind], dict[str, list[Figure]]] = defaultdict(dict)
    for statement in statements:
        if not statement.place or statement.flow.part == "table":
            continue
        for figure in statement.figures:
            quantity = figure.quantity
            words = _EDGES.sub("", _CLAUSE.split(figure.gap)[-1])
            if figure.role not in (Role.LEVEL, Role.SHARE) or not quantity.definite or not words:
                continue
            told = found[words, quantity.dimension, quantity.kind].setdefault(statement.place, [])
            told.append(figure)
    columns = (
        ItemColumn(words, {place: figures[0] for place, figures in told.items() if len(figures) == 1})
        for (words, _, _), told in found.items()
    )
    return [column for column in columns if len(column.values) >= _FEWEST]


def place_items(statements: Iterable[Statement], subjects: Mapping[int, Subject], told: Tellings) -> Iterator[Relation]:
    """The sums of the columns of items, and the shares that they tell of them."""
    columns = item_columns(statements)
    amounts = [c for c in columns if c.figures[0].quantity.kind is Kind.AMOUNT and not _MEAN.search(c.words)]
    totals = [(column, _total(column, subjects, told)) for column in amounts]
    whole = {c.places for c, total in totals if total is not None and added(c.figures).meets(total.quantity.interval)}
    for column, total in totals:
        if total is not None and (relation := _sum(column, total, whole=column.places in whole)) is not None:
            yield relation
    yield from _shares(columns, [c for c in amounts if c.places in whole])


def _total(column: ItemColumn, subjects: Mapping[int, Subject], told: Tellings) -> Figure | None:
    """What is told of the whole region of the thing that a column is of."""
    things = {_thing(subjects.get(figure.id)) for figure in column.figures}
    dimension = column.figures[0].quantity.dimension
    measure = "count" if dimension == "person" or dimension.startswith("count:") else dimension
    plain = read_thing(LEFT.sub("", column.words))
    crowded = [Thing("义务", "", CROWDED)] if plain == Thing(core=CROWDED) else []
    for thing in (*(things if len(things) == 1 else ()), plain, *crowded):
        values = [t.figure for t in told.of(thing, measure)] if thing is not None and thing.core else []
        values = [f for f in values if f.quantity.dimension == dimension and not f.statement.place]
        held = [f for f in values if added(column.figures).meets(f.quantity.interval)]
        near = [f for f in values if mistyped(f, column.figures)]
        if held or near or len({f.quantity.value for f in values}) == 1:
            return (held or near or values)[0]
    return None


def _thing(subject: Subject | None) -> Thing | None:
    return subject.thing if subject is not None and not subject.change else None


def _sum(column: ItemColumn, total: Figure, *, whole: bool) -> Relation | None:
    parts = column.figures
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    if added(parts).meets(total.quantity.interval):
        return Relation("sum", formula, State.PROVED, (*parts, total))
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    if not (whole or _slips(parts, total)) or not total.quantity.definite:
        return None  # some of the parts may be told of elsewhere
    blamed = to_blame(parts[0].statement, parts, total)
    expected = printed_like(exact, total.quantity)
    return Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=True, blamed=blamed)


def _slips(parts: list[Figure], total: Figure) -> bool:
    """Whether one slip of typing is all that keeps parts from making up a total."""
    missing = total.quantity.value - sum((part.quantity.value for part in parts), Decimal(0))
    return len(slipped_parts(parts, missing)) == 1 or slipped_total(parts, total)


def _shares(columns: list[ItemColumn], amounts: list[ItemColumn]) -> Iterator[Relation]:
    """The shares that stand right behind the values of a column whose places are all there are."""
    behind = {figure.id + 1: (column, figure) for column in amounts for figure in column.figures}
    for column in columns:
        if column.figures[0].quantity.kind is not Kind.PERCENT or not _OF_ALL.search(column.words):
            continue
        for share in column.figures:
            of, value = behind.get(share.id, (None, share))
            if of is None or value.statement is not share.statement:
                continue
            sum_of = added(of.figures)
            if sum_of.low <= 0:
                continue
            exact = value.quantity.value / sum(f.quantity.value for f in of.figures) * _HUNDRED
            state, truncated = decide((value.quantity.interval / sum_of).scaled(_HUNDRED), share.quantity, exact)
            formula = f"{value.text}÷({'＋'.join(f.text for f in of.figures)})"
            expected = "" if state is State.PROVED else printed_like(exact, share.quantity)
            weak = state is State.REFUTED
            yield Relation("share", formula, state, (*of.figures, share), expected, truncated, weak=weak)
