"""CON005 for a change that is told again the other way: 计提资金由1.04亿元降为0.86亿元 … 计提资金比上年增加1800万元."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.plausible import digits
from drafter.checking.relations.stories import stories_of
from drafter.checking.rules.model import Family
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.nouns import changed_thing
from drafter.checking.text.quantities import Kind
from drafter.checking.text.scope import goes_ahead
from drafter.checking.text.statements import Figure, Role
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

_CLAUSE = re.compile(r"[。；：]")
_FEWEST, _LONGEST, _MOST = 4, 40, 400
_TELLING = 2
#: How many of the pairs of characters of a name the words of the other have to have.
_ALIKE = 0.7
_OTHER_TIME = re.compile(r"(?:前|近|这)[两二三四五六七八九十]年|以来|累计|20\d\d年")


def check(context: CheckContext) -> Iterator[Finding]:
    """Amounts of change that name their thing, against the two values of that thing told elsewhere."""
    told: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in context.figures():
        if _is_alone(context, figure) and len(told[figure.quantity.dimension]) < _MOST:
            told[figure.quantity.dimension].append(figure)
    if not told:
        return
    for statement in context.statements:
        if statement.flow.part == "table" or statement.place:
            continue
        for story in stories_of(statement):
            if len(story.before) == len(story.now) == 1:
                yield from _against(story.before[0], story.now[0], told)


def _is_alone(context: CheckContext, figure: Figure) -> bool:
    quantity, statement = figure.quantity, figure.statement
    amount = figure.role is Role.CHANGE and quantity.kind is Kind.AMOUNT and quantity.definite and figure.direction
    if not amount or figure.compared != "time" or digits(quantity.value) < _TELLING or statement.place:
        return False
    planned = context.roles[statement.flow.first_paragraph] == MEASURES or goes_ahead(figure, context.year)
    return not planned and statement.flow.part != "table" and len(changed_thing(figure)) >= _FEWEST


def _against(before: Figure, now: Figure, told: dict[str, list[Figure]]) -> Iterator[Finding]:
    one, other = before.quantity, now.quantity
    if one.kind is not other.kind or one.dimension != other.dimension or not (one.definite and other.definite):
        return
    way = (other.value > one.value) - (other.value < one.value)
    apart = abs(other.value - one.value)
    for figure in told.get(other.dimension, ()):
        if figure.statement is now.statement or figure.quantity.value != apart or figure.direction != -way:
            continue
        if _OTHER_TIME.search(figure.gap) or not _named(changed_thing(figure), now, before):
            continue
        yield _finding(figure, before, now, "增加" if way > 0 else "减少")


def _named(name: str, now: Figure, before: Figure) -> bool:
    """Whether the words before two values have most of a name."""
    first = min(now, before, key=lambda figure: figure.start)
    statement = first.statement
    words = _CLAUSE.split(statement.between(max(statement.start, first.start - _LONGEST), first.start))[-1]
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    return sum(pair in words for pair in pairs) >= _ALIKE * len(pairs)


def _finding(figure: Figure, before: Figure, now: Figure, way: str) -> Finding:
    statement = now.statement
    where = f"第{statement.flow.first_paragraph + 1}段"
    low, high = sorted((before, now), key=lambda f: f.start)
    finding = RETOLD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        f"{where}从{before.text}到{now.text}是{way}{figure.text}，这里的升降与它相反",
        evidence=(Evidence("document", where, statement.text.strip()),),
        suggestion="核对是增还是减",
        root=f"CON005:turned:{figure.id}",
        touches=(figure, before, now),
        severity=Severity.WARNING,
    )
    return RETOLD.further(finding, tuple(statement.flow.places(low.start, high.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
