"""CON005: more mended than were found, and the same few without something counted twice with two numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from drafter.checking.claims.coverage import Told, exceptions
from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.plausible import may_be_meant
from drafter.checking.rules.model import Family
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.deeds import Deed, State, deeds
from drafter.checking.text.statements import Figure, Statement
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_MOST, _SOME, _PAIR = 100, 20, 2
_NOT_YET = re.compile("没有|尚未|未|仍有|尚有|还有|缺|占|增|减")
_PLAIN = frozenset(["学校", "教育", "教师", "学生"])
_OTHERS = re.compile(r"累计|历年|以来|往年|上年|去年|结转|另|包括|含|陈年|存量|截至|合计")


def check(context: CheckContext) -> Iterator[Finding]:
    """Facts of each sentence, and the exceptions of the whole text."""
    told = list(deeds(context.statements))
    by_sentence: defaultdict[int, list[Deed]] = defaultdict(list)
    for deed in told:
        by_sentence[deed.figure.statement.number].append(deed)
    for group in by_sentence.values():
        yield from _more_than_found(group)
    yield from _without(context)


def _more_than_found(group: Sequence[Deed]) -> Iterator[Finding]:
    """「发现问题42个，…，目前48个问题已全部整改到位」."""
    for at, done in enumerate(group):
        if done.state is not State.DONE or done.narrowed or done.part or done.planned:
            continue
        found = [d for d in group[:at] if d.state is State.FOUND and d.thing == done.thing and not d.narrowed]
        if len(found) != 1 or found[0].key[2] != done.key[2]:
            continue
        one, two = found[0].figure, done.figure
        between = one.statement.between(one.end, two.end)
        if two.quantity.interval.low > one.quantity.interval.high and not _OTHERS.search(between):
            yield _finding(one, two, f"只查出{one.text}{done.thing}，不会整改{two.text}")


def _without(context: CheckContext) -> Iterator[Finding]:
    """「只有1所公办园没有食堂」 and 「尚有4所公办园没有食堂」."""
    read = [
        s for s in context.statements if s.flow.part != "table" and context.roles[s.flow.first_paragraph] != MEASURES
    ]
    groups: defaultdict[tuple[object, ...], list[tuple[Told, Figure]]] = defaultdict(list)
    for told in islice(exceptions(read), _MOST):
        figure = _counted(told)
        years = [date.year for date in told.statement.dates if date.year]
        if figure is not None and not (years and context.year and context.year not in years):
            groups[told.thing, told.who, told.stages, told.narrowed].append((told, figure))
    for (thing, *_), group in islice(groups.items(), _SOME):
        yield from _all_but(context, str(thing), *group[0])
    for (thing, *_), group in groups.items():
        first = group[0][1]
        for told, figure in group[1:]:
            apart = told.statement is not group[0][0].statement
            if apart and str(thing) in told.text and not first.quantity.interval.meets(figure.quantity.interval):
                where = f"第{first.statement.flow.first_paragraph + 1}段"
                yield _finding(first, figure, f"没有“{thing}”的这里是{figure.text}，{where}是{first.text}")


def _all_but(context: CheckContext, thing: str, told: Told, figure: Figure) -> Iterator[Finding]:
    """「79所学校…67所进入集团…尚有22所没有进入集团」: what is left of all that were counted beside those that have."""
    pairs = {thing[at : at + 2] for at in range(len(thing) - 1)} - _PLAIN
    for statement in context.statements if len(pairs) > 1 else ():
        if statement is told.statement or statement.flow.part == "table":
            continue
        if len(statement.figures) < _PAIR or not any(pair in statement.text for pair in pairs):
            continue
        for at, have in enumerate(statement.figures[1:], start=1):
            clause = re.split("[，。；]", statement.between(have.start, min(statement.end, have.end + 24)))[0]
            if have.quantity.dimension != figure.quantity.dimension or _NOT_YET.search(have.gap[-8:] + clause):
                continue
            if sum(pair in clause for pair in pairs) * 2 < len(pairs):
                continue
            alike = [f for f in statement.figures[:at] if f.quantity.dimension == have.quantity.dimension]
            wholes = [f for f in alike if f.quantity.value > have.quantity.value and f.quantity.definite]
            if not wholes or not have.quantity.definite:
                continue
            left = [whole.quantity.value - have.quantity.value for whole in wholes]
            if figure.quantity.value not in left and may_be_meant(figure.quantity.value, left[0]):
                yield _finding(have, figure, f"{wholes[0].text}中{have.text}已有，没有“{thing}”的应为{left[0]}")
            return


def _counted(told: Told) -> Figure | None:
    """The only figure of an exception."""
    statement: Statement = told.statement
    mine = [f for f in statement.figures if told.start <= f.start < told.end]
    return mine[0] if len(mine) == 1 and mine[0].quantity.definite else None


def _finding(first: Figure, figure: Figure, message: str) -> Finding:
    finding = RETOLD.at(
        figure.statement.flow,
        figure.start,
        figure.end,
        message,
        evidence=(Evidence("document", "", first.statement.text.strip()),),
        suggestion="核对口径，改为同一个数",
        root=f"CON005:again:{figure.id}",
        touches=(figure, first),
    )
    return RETOLD.further(finding, tuple(first.statement.flow.places(first.start, first.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
