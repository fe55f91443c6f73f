"""A stage of school set against a mean that the sentence tells, whose own value stands in a table or a sentence before.

「初中生均支出高于全省平均水平（17430元）260元」, 「小学则低于全省12980元的平均水平」: the value must lie on the side
that the word says, and as far off as is told. A distance that is another stage's shows that the name is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.checking.relations.model import Relation
from drafter.checking.relations.ranks import words_of
from drafter.checking.relations.row_things import Cells
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.things import read_thing, read_words
from drafter.facts import Interval, Period
from drafter.findings import State

__all__ = ["against_means"]

_SET = re.compile(
    r"(?P<name>[^，。；：\d]*?)(?P<way>(?<!不)(?:高于|低于|高出|低出|多于|少于|超过|超出))"
    r"(?P<whose>[^，。；：（(\d]{0,10}?)(?P<mean>平均(?:水平|值|数)?|均值)?(?:的|为|是)?[（(]?$"
)
#: 低于全省12980元的平均水平
_MEAN_AFTER = re.compile(r"^的?(?:平均(?:水平|值|数)?|均值)")
_APART = re.compile(r"^[）)]?(?:的)?(?:平均(?:水平|值|数)?|均值)?(?:约|近)?$")
_WHOSE = re.compile(r"全[国省市州县区]|[省市州]内?|本|面上|$")
_FILL = re.compile(r"则|也|又|却|仍|还|均|已|略|稍|明显|远|都|但|而|其中|水平|[全我本][省市县区州](?:的)?")
_BELOW = frozenset("低少")
_TIMES = 2


@dataclass(frozen=True)
class _Value:
    figure: Figure
    core: str
    interval: Interval
    dimension: str
    flow: int


def against_means(cells: Cells, statements: Sequence[Statement], subjects: Mapping[int, Subject]) -> Iterator[Relation]:
    """Relations of means told behind 高于 or 低于; never more than a warning."""
    told: dict[str, list[_Value]] = {}
    for statement in statements:
        for at, mean in enumerate(statement.figures):
            if (words := _set_against(statement, mean)) is not None:
                after = statement.figures[at + 1 : at + 2]
                apart = next((f for f in after if _APART.match(f.gap) and _distance(f, mean)), None)
                yield from _decided(cells, told, statement, mean, apart, words)
        for figure in statement.figures:
            subject = subjects.get(figure.id)
            if subject is not None and _is_value(figure, subject):
                one = _Value(figure, subject.thing.core, figure.quantity.interval, _measure(figure), id(statement.flow))
                told.setdefault(subject.thing.stage, []).append(one)


def _measure(figure: Figure) -> str:
    return "percent" if figure.quantity.kind is Kind.PERCENT else figure.quantity.dimension.split("/")[0]


def _is_value(figure: Figure, subject: Subject) -> bool:
    quantity = figure.quantity
    this = subject.whole and subject.period is Period.THIS and not subject.change and bool(subject.thing.stage)
    return this and figure.role in (Role.LEVEL, Role.SHARE) and quantity.definite and not quantity.spelled


def _set_against(statement: Statement, mean: Figure) -> re.Match[str] | None:
    words = _SET.search(mean.gap)
    if words is None or not mean.quantity.definite or mean.quantity.kind not in (Kind.AMOUNT, Kind.PERCENT):
        return None
    behind = statement.between(mean.end, min(statement.end, mean.end + 6))
    said = words["mean"] or _MEAN_AFTER.match(behind)
    return words if said and _WHOSE.search(words["whose"]) else None


def _distance(apart: Figure, mean: Figure) -> bool:
    one, other = apart.quantity, mean.quantity
    points = other.kind is Kind.PERCENT and one.kind is Kind.POINTS
    return one.definite and (points or (one.kind is other.kind is Kind.AMOUNT and one.dimension == other.dimension))


def _decided(
    cells: Cells,
    told: Mapping[str, Sequence[_Value]],
    statement: Statement,
    mean: Figure,
    apart: Figure | None,
    words: re.Match[str],
) -> Iterator[Relation]:
    named = read_words(words["name"])
    if len(named.stages) != 1:
        return
    (stage,) = named.stages
    core = read_thing(_FILL.sub("", words["name"])).core
    own = _own(cells, told.get(stage, ()), stage, core, mean)
    if own is None:
        return
    sign = -1 if words["way"][0] in _BELOW else 1
    at = mean.start - statement.start - len(words[0])
    marked = words_of(statement, at, (apart or mean).end - statement.start)
    lies = -1 if own.interval.high < mean.quantity.interval.low else 1
    level = own.interval.meets(mean.quantity.interval)
    if apart is None:
        if not level and lies != sign:
            yield _wrong_side(own, mean, sign)
        return
    distance = own.interval - mean.quantity.interval
    if abs(distance).meets(apart.quantity.interval):
        if lies != sign and not level:
            yield _wrong_side(own, mean, sign)
        else:
            yield Relation("difference", f"{own.figure.text}－{mean.text}", State.PROVED, (own.figure, mean, apart))
        return
    others = {
        other: value
        for other in (*told, *cells.stages())
        if other not in ("", stage) and (value := _own(cells, told.get(other, ()), other, own.core, mean)) is not None
    }
    fits = {
        other: value
        for other, value in others.items()
        if ((value.interval - mean.quantity.interval) if sign > 0 else (mean.quantity.interval - value.interval)).meets(
            apart.quantity.interval
        )
    }
    if len(fits) == 1:
        ((other, value),) = fits.items()
        formula = f"{mean.text}与{apart.text}合得上“{other}”的{value.figure.text}，{stage}为{own.figure.text}"
        yield Relation("rank", formula, State.REFUTED, (marked,), weak=True)


def _wrong_side(own: _Value, mean: Figure, sign: int) -> Relation:
    formula, said = f"{own.figure.text}与{mean.text}", "前者低于后者" if sign > 0 else "前者高于后者"
    return Relation("direction", formula, State.REFUTED, (own.figure, mean), said, weak=True)


def _own(cells: Cells, told: Sequence[_Value], stage: str, core: str, mean: Figure) -> _Value | None:
    """The value of a stage that a mean may be of: told before in the paragraph, else anywhere by its name."""
    measure = _measure(mean)
    alike = [v for v in told if v.dimension == measure and _near(v.interval, mean) and v.figure.id < mean.id]
    named = [v for v in alike if core and _goes_by(core, v.core)]
    if not named and core:
        named = [
            _Value(c.figure, c.thing.core, c.interval, measure, 0)
            for row in cells.of_stage(stage)
            for c in row
            if not c.ago and c.measures(mean) and _goes_by(core, c.thing.core) and _near(c.interval, mean)
        ]
    here = [v for v in alike if v.flow == id(mean.statement.flow)]
    found = named or ([] if core else here)
    if not found or any(not v.interval.meets(found[-1].interval) for v in found if v.core == found[-1].core):
        return None
    return found[-1] if len({v.core for v in found}) == 1 or not core else None


def _near(interval: Interval, mean: Figure) -> bool:
    low, high = sorted((abs(interval.high), abs(mean.quantity.value)))
    return high <= _TIMES * low


def _goes_by(short: str, core: str) -> bool:
    """Whether a name may be short for another: 生均支出 for 生均一般公共预算教育支出."""
    if len(short) > len(core):
        short, core = core, short
    rest = iter(core)
    return bool(short) and all(sign in rest for sign in short)
