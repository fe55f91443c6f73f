"""ENT004 and ENT007 once more: the county's own figures told of the city around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.checking.context import CheckContext
from drafter.checking.rules.levels import level_told, own_letter
from drafter.checking.rules.model import Family
from drafter.checking.rules.strangers import STRANGER, cities_around
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import Finding

__all__ = ["FAMILY"]

_OPENS = r"(?:^|[。；！\n])\s*(?:20\d\d年(?:底|末)?，?|截至[^。；，]{1,12}，|目前，?|全年，?|[一二三四五六七八九十]是)?"
#: From here on a sentence tells of its own region, or holds it against the city.
_OWN_AGAIN = re.compile(r"[我本][县市区旗]|全[县区旗]|[。；;]|平均|[居列]|(?<!学)位[居列于]|[高低多少]于|占|下达|名额")
_SURE = 3
_PAIR = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Sentences that open with the city and give what elsewhere is the county's."""
    letter = own_letter(context)
    names = set(cities_around(context)) if letter == "市" else {"全市"} if letter and letter in "县区旗" else set()
    if not names:
        return
    opens = re.compile(rf"{_OPENS}(?P<name>{'|'.join(map(re.escape, sorted(names)))})")
    for statement in context.statements:
        if statement.flow.part != "body" or not statement.figures:
            continue
        match = opens.match(statement.text)
        if match is None or not _is_own(context, statement, statement.start + match.end(), names):
            continue
        span = (statement.start + match.start("name"), statement.start + match.end("name"))
        if match["name"] == "全市":
            yield level_told(statement.flow, span, letter, f"后面的数别处是本{letter}的，改为“全{letter}”")
        else:
            told = f"“{match['name']}”后面的数，别处是本{letter}的"
            advice = f"核对是否应为“{context.localities.own}”"
            root = f"{STRANGER.code}:{match['name']}:own"
            yield STRANGER.at(statement.flow, *span, told, suggestion=advice, root=root)


def _is_own(context: CheckContext, statement: Statement, start: int, names: set[str]) -> bool:
    """Whether what follows the city's name is what the report tells of itself elsewhere, and nothing is another."""
    alike = digits = 0
    end = _OWN_AGAIN.search(statement.flow.text, start, statement.end)
    for figure in statement.figures:
        if figure.start < start or (end is not None and figure.start > end.start()):
            continue
        same = _same(context, figure, names)
        if same is False:
            return False
        if same:
            alike += 1
            digits = max(digits, len(re.sub(r"\D", "", figure.text).strip("0")))
    return alike >= _PAIR or (alike == 1 and digits >= _SURE)


def _same(context: CheckContext, figure: Figure, names: set[str]) -> bool | None:
    """Whether other sentences and tables have the same value of the thing; None where they tell nothing of it."""
    subject = context.subjects.get(figure.id)
    if subject is None or subject.change or not subject.thing.core or figure.role in (Role.PREVIOUS, Role.TARGET):
        return None
    quantity = figure.quantity
    if not quantity.definite or quantity.kind not in (Kind.AMOUNT, Kind.PERCENT):
        return None
    dimension = quantity.dimension.split("/")[0]
    measure = "count" if dimension == "person" or dimension.startswith("count:") else dimension
    core = next((subject.thing.core.removeprefix(n) for n in names if subject.thing.core.startswith(n)), "")
    thing = replace(subject.thing, core=core) if core else subject.thing
    others = [
        told
        for told in context.told.of(thing, measure)
        if told.figure.statement is not figure.statement
        and not any(name in told.figure.statement.text for name in names if told.figure.statement.flow.part != "table")
    ]
    return any(told.interval.meets(quantity.interval) for told in others) if others else None


FAMILY = Family("ENT", "人地机构", (), check)
