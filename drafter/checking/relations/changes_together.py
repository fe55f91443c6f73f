"""What several changes come to: 「小学减少820人，初中减少310人，两个学段合计减少1130人」.

The values themselves may stand between (小学20480人、减少820人), or the changes be a list of their own
(分别增加a、b和c，合计增加d).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.plausible import is_slip
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.wholes import added
from drafter.checking.text.quantities import Kind
from drafter.checking.text.reckoning import ADDED, GROUPS, MANY
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.facts.numerals import parse_chinese
from drafter.findings import State

__all__ = ["changes_together"]

_TOGETHER = re.compile(
    rf"[，、；（](?:以上|上述|这|前述)?(?:(?P<many>{MANY})(?:{GROUPS}|个[一-鿿]{{1,3}}?))?[^，。；、\d]{{0,4}}?(?:{ADDED}|共)"
    r"(?:比上年|较上年|同比|净)?(?:增加|增长|增|新增|减少|下降|减|多|少)了?$"
)
#: Some of those told before, or what is told of another time.
_OTHERS = re.compile(r"其中|[0-9]年(?!级)|占|平均|每|均(?!衡)")
#: 西城学区增加学位840个
_GAINS = re.compile(r"(?:(?P<more>增加|新增)|减少|压减)了?[^，。；、\d]{0,6}$")
_FEWEST, _MOST = 2, 9


def changes_together(statement: Statement) -> Iterator[Relation]:
    """Every change that is said to be several together, with those told right before it."""
    for total in statement.figures:
        words = _TOGETHER.search(statement.between(max(statement.start, total.start - 24), total.start))
        if words is None or not _is_change(total):
            continue
        told = _before(statement, total)
        named = int(parse_chinese(words["many"].replace("两", "二")) or 0) if words["many"] else 0
        yield from _decided(told, total, named)


def _is_change(figure: Figure) -> bool:
    amount = figure.quantity.kind is Kind.AMOUNT and figure.quantity.definite
    return amount and figure.role is Role.CHANGE and figure.direction != 0


def _way(figure: Figure) -> int:
    """Whether a figure is told as more or as fewer: 减少915人, 西城学区增加学位840个; 0 for what is neither."""
    if _is_change(figure):
        return figure.direction
    words = _GAINS.search(figure.gap) if figure.role is Role.LEVEL and figure.quantity.kind is Kind.AMOUNT else None
    return 0 if words is None else 1 if words["more"] else -1


def _before(statement: Statement, total: Figure) -> list[Figure]:
    """The changes that go the same way, back to one that goes the other or to the end of another matter."""
    told: list[Figure] = []
    for figure in reversed([f for f in statement.figures if f.id < total.id and not f.quantity.spelled]):
        run = next((r for r in value_runs(statement.figures) if figure in r), [figure])
        way = _way(run[0])
        if way and figure.quantity.dimension == total.quantity.dimension and figure.quantity.definite:
            if way != total.direction or len(told) >= _MOST:
                break
            told.insert(0, figure)
        if "；" in figure.gap:
            break
    return told


def _decided(told: list[Figure], total: Figure, named: int) -> Iterator[Relation]:
    for size in range(_FEWEST, len(told) + 1):
        if added(told[-size:]).meets(total.quantity.interval):
            formula = f"{'＋'.join(f.text for f in told[-size:])}＝{total.text}"
            yield Relation("sum", formula, State.PROVED, (*told[-size:], total))
            return
    runs = [r for r in value_runs(total.statement.figures) if told and told[-1] in r]
    listed = runs[0] if runs and len(runs[0]) > 1 else []
    parts = told[-named:] if named > 1 else listed or told
    if len(parts) < max(_FEWEST, named) or any(_OTHERS.search(part.gap) for part in parts):
        return
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    slip = is_slip(total.quantity.value, exact) or any(
        p.quantity.value + total.quantity.value > exact
        and is_slip(p.quantity.value, p.quantity.value + total.quantity.value - exact)
        for p in parts
    )
    if named == len(parts) or (listed and "分别" in listed[0].gap) or slip:
        formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
        expected = printed_like(exact, total.quantity)
        yield Relation("sum", formula, State.REFUTED, (*parts, total), expected, weak=True)
