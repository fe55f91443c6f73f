"""CON005 for a change told apart from its values: 由15218人降为12640人 … 在园幼儿一年减少2758人."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.plausible import is_slip
from drafter.checking.relations.stories import stories_of
from drafter.checking.rules.model import Family
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure
from drafter.checking.text.things import Thing
from drafter.findings import Evidence, Finding, State

__all__ = ["FAMILY"]

_PLENTY = 24


def check(context: CheckContext) -> Iterator[Finding]:
    """Changes that stand alone, against the pairs of values of the same thing elsewhere."""
    told = {key: figures for key, figures in context.told.changes().items() if len(figures) <= _PLENTY}
    if not told:
        return
    moved: dict[tuple[Thing, str, int], list[tuple[Figure, Figure]]] = {}
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        for story in stories_of(statement):
            if len(story.before) == len(story.now) == 1:
                before, now = story.before[0], story.now[0]
                subject = context.subjects.get(now.id)
                plain = all(f.quantity.kind is Kind.AMOUNT and f.quantity.definite for f in (before, now))
                if subject is None or not subject.whole or not plain:
                    continue
                way = 1 if now.quantity.value > before.quantity.value else -1
                moved.setdefault((subject.thing, now.quantity.dimension, way), []).append((before, now))
    for key, pairs in moved.items():
        if len(pairs) == 1:
            for figure in told.get(key, ()):
                yield from _held(context, figure, *pairs[0])


def _held(context: CheckContext, figure: Figure, before: Figure, now: Figure) -> Iterator[Finding]:
    change = abs(now.quantity.interval - before.quantity.interval)
    exact = abs(now.quantity.value - before.quantity.value)
    if figure.statement is now.statement or figure.quantity.interval.meets(change):
        return
    if context.states.get(figure.id) is State.PROVED or not is_slip(figure.quantity.value, exact):
        return
    where = f"第{now.statement.flow.first_paragraph + 1}段"
    words = now.statement.between(before.start, now.end)
    finding = RETOLD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"这里是{figure.text}，{where}“{words}”相差{exact}",
        evidence=(Evidence("document", where, now.statement.text.strip()),),
        suggestion="核对口径，改为同一个数",
        root=f"CON005:again:{figure.id}",
        touches=(figure, before, now),
    )
    yield RETOLD.further(finding, tuple(now.statement.flow.places(before.start, now.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
