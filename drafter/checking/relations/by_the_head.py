"""So much for each pupil, school or class of a stage, where how many there are is told elsewhere.

「义务教育学校藏书142万册，生均35册」, 「初中校均879人」, 「每百名学生拥有计算机14台」: the pupils and schools of a
stage stand in the chapter that opens the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.checking.plausible import NEAR, may_be_meant, printed_number, typed_for
from drafter.checking.relations.model import Relation
from drafter.checking.relations.operands import counted, everybody
from drafter.checking.relations.trials import decided, quotient, turned
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import CLASSES, PUPILS, SCHOOLS, Thing, read_thing
from drafter.facts import Period
from drafter.findings import State
from drafter.library.derived import Total, known_totals

__all__ = ["by_the_head"]

_HUNDRED = Decimal(100)
_EACH = re.compile(
    r"(?P<own>[^，。；：、（()\d]{0,14}?)"
    r"(?:(?<!平)(?P<mean>[生校园班])均|平均班额|(?:平均)?每一?[个名所]?(?P<one>学生|在校生|幼儿|学校|幼儿园|教学班|班级?|生|校|班|园)(?:平均)?"
    r"|每?(?P<hundred>百)[名个]?(?:在校)?(?:学生|生))"
    r"(?P<what>[^，。；：、\d]{0,14}?)$"
)
_KINDS = (("班", CLASSES), ("校", SCHOOLS), ("园", SCHOOLS), ("生", PUPILS), ("幼儿", PUPILS))
_CLAUSE = re.compile(r"[，。；：、（()]|以及|[和与及]")
_SET = re.compile(
    r"标准|要求|规定|不低于|不少于|不得|应|达标|底线|不超过|控制|高于|低于|优于|超过|按|公用|预算|支出|学历|教师"
)
_BOUND = re.compile(r"\s*(?:以[上下内]|之内|的(?:标准|要求|目标|水平))")
_FLOW = re.compile(r"新|添|购|更新|增|改造|扩|投[入资]|捐|补充|淘汰")
_SIZE = re.compile(r"^(?:办学)?(?:规模|学生数?|人数|在校生数?|在园幼儿数?|幼儿数?|有?学生|有|为|达到?|约)*$")
_BIG = frozenset(["义务", "普高", "学前", "高中阶段"])
_MEAN = re.compile(r"均|每")
_BRACKET = re.compile(r"^[（(][^，。；）)]{0,14}$")


@dataclass(frozen=True)
class _Asked:
    """What a mean is of: the stage, the total told by the head (None for the pupils), over what, times how many."""

    stage: str
    owner: str
    total: Total | None
    bare: bool
    over: str
    times: Decimal


def by_the_head(
    statements: Iterable[Statement], subjects: Mapping[int, Subject], told: Tellings, settled: set[int]
) -> Iterator[Relation]:
    """Means whose divisor another sentence tells; never more than a warning.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    totals = _Totals(told)
    for statement in statements:
        if "均" not in statement.text and "每" not in statement.text and "百" not in statement.text:
            continue
        for run in value_runs(statement.figures):
            words = _EACH.search(_CLAUSE.split(run[0].gap)[-1])
            if words is None or _SET.search(words.group()) or (len(run) > 1 and not _stages(run, subjects)):
                continue
            for figure in run:
                if figure.id in settled or not _usable(figure, subjects):
                    continue
                asked = _asked(figure, words, subjects, len(run) > 1)
                relation = _decided(figure, asked, subjects, told, totals) if asked is not None else None
                if relation is not None:
                    yield relation


def _stages(run: Sequence[Figure], subjects: Mapping[int, Subject]) -> bool:
    return all(f.id in subjects and subjects[f.id].thing.stage for f in run)


def _usable(figure: Figure, subjects: Mapping[int, Subject]) -> bool:
    quantity, subject = figure.quantity, subjects.get(figure.id)
    level = figure.role in (Role.LEVEL, Role.SHARE) and quantity.kind in (Kind.AMOUNT, Kind.BARE)
    if not level or not quantity.definite or quantity.spelled or quantity.value <= 0:
        return False
    after = figure.statement.between(figure.end, min(figure.statement.end, figure.end + 6))
    if _BOUND.match(after):
        return False
    return subject is None or (subject.whole and subject.period is Period.THIS and not subject.change)


def _asked(figure: Figure, words: re.Match[str], subjects: Mapping[int, Subject], listed: bool) -> _Asked | None:
    one = words["mean"] or words["one"] or ("生" if words["hundred"] else "班")
    over = next(core for sign, core in _KINDS if sign in one)
    subject = subjects.get(figure.id)
    own = read_thing(words["own"])
    stage = (subject.thing.stage if subject is not None else "") or ("" if listed else own.stage)
    stage = (
        stage
        or ("学前" if one in ("园", "幼儿", "幼儿园") else "")
        or ("" if listed else _counted_before(figure, over, subjects))
    )
    owner = subject.thing.owner if subject is not None else own.owner
    if _FLOW.search(words["own"]):
        return None
    what = words["own"] + words["what"]
    unit = figure.quantity.dimension.split("/")[0]
    total = next((t for t in reversed(known_totals()) if t.unit == unit and t.words.search(what)), None)
    times = _HUNDRED if words["hundred"] else Decimal(1)
    if unit in ("person", "") and over is not PUPILS:
        plain = _SIZE.match(words["what"]) is not None and (unit or "均" in words.group())
        return _Asked(stage, owner, None, False, over, times) if plain else None
    return _Asked(stage, owner, total, total is None, over, times) if unit else None


def _counted_before(figure: Figure, over: str, subjects: Mapping[int, Subject]) -> str:
    """The stage of the classes or schools right before: 幼儿园班级495个，班均30人."""
    subject = subjects.get(figure.id - 1) if figure.id > figure.statement.figures[0].id else None
    return subject.thing.stage if subject is not None and subject.whole and subject.thing.core == over else ""


class _Totals:
    """What the document tells of each known total, by stage and ownership."""

    def __init__(self, told: Tellings) -> None:
        self._of: dict[tuple[str, str, str], list[Figure]] = {}
        for (thing, period, _), values in told.all().items():
            if period is not Period.THIS or _FLOW.search(thing.core) or "均" in thing.core or "每" in thing.core:
                continue
            for total in known_totals():
                if total.words.search(thing.core):
                    held = [t.figure for t in values if t.figure.quantity.dimension == total.unit]
                    self._of.setdefault((total.id, thing.stage, thing.owner), []).extend(held)

    def one(self, total: Total, stage: str, owner: str) -> Figure | None:
        """The one value told; None where there is none, or several."""
        held = self._of.get((total.id, stage, owner), [])
        return held[0] if len({figure.quantity.value for figure in held}) == 1 else None


def _decided(
    figure: Figure, asked: _Asked, subjects: Mapping[int, Subject], told: Tellings, totals: _Totals
) -> Relation | None:
    earlier = [f for f in figure.statement.figures if f.id < figure.id]
    beside = [f for f in earlier if f.role is Role.LEVEL and not _MEAN.search(f.gap)]
    if asked.total is None and not asked.bare:
        counts = any(f.quantity.dimension in ("person", "count:所", "count:个班") for f in beside)
        whole = counted(told, Thing(asked.stage, asked.owner, PUPILS)) if asked.stage and not counts else None
        return _held(whole, figure, asked, told, near=True)
    if asked.over == PUPILS and any(f.quantity.dimension == "person" for f in beside):
        return None  # the sentence tells whose heads they are
    last = _total_beside(figure, asked)
    if last is None:
        found = totals.one(asked.total, asked.stage, asked.owner) if asked.total is not None else None
        return _held(found, figure, asked, told, near=False)
    subject = subjects.get(last.id)
    if subject is None or not subject.whole or subject.period is not Period.THIS or _FLOW.search(last.gap):
        return None
    if asked.stage and subject.thing.stage and subject.thing.stage != asked.stage:
        return None
    own = replace(asked, stage=asked.stage or subject.thing.stage, owner=asked.owner or subject.thing.owner)
    return _held(last, figure, own, told, near=True)


def _total_beside(figure: Figure, asked: _Asked) -> Figure | None:
    """The total beside a mean, if it is of the mean's unit and name."""
    last = _beside(figure)
    if last is None or last.quantity.dimension != figure.quantity.dimension.split("/")[0]:
        return None
    named = asked.total is None or asked.total.words.search(last.gap)
    return last if named and last.quantity.value > figure.quantity.value else None


def _beside(figure: Figure) -> Figure | None:
    """The total told right before a mean, its change left out (藏书142万册，比上年增加3万册，生均35册), or in brackets
    behind it."""
    figures = figure.statement.figures
    at = figure.id - figures[0].id
    if at + 1 < len(figures) and _BRACKET.match(figures[at + 1].gap):
        return figures[at + 1]
    for other in reversed(figures[max(0, at - 3) : at]):
        between = figure.statement.between(other.end, figure.start)
        if "；" in between:
            return None
        if other.role is Role.LEVEL:
            return other
    return None


def _held(whole: Figure | None, stated: Figure, asked: _Asked, told: Tellings, *, near: bool) -> Relation | None:
    """The divisor that gives the mean; else the only one from which it may have come by a slip.

    Args:
        near: whether the total stands beside the mean, or is that of all pupils.
    """
    if whole is None:
        return None
    thing = Thing(asked.stage, asked.owner, asked.over)
    known = [counted(told, thing)] if asked.stage or asked.owner else list(everybody(told, asked.over))
    heads = [h for h in known if h is not None and h.quantity.interval.low > 0]
    relations = [decided("product", quotient(whole, head, asked.times), stated) for head in heads]
    for relation in relations:
        if relation.state is State.PROVED:
            return relation
    value = printed_number(stated.text) or stated.quantity.value
    sole = near and len(relations) == 1
    found = []
    for relation in relations:
        meant = printed_number(relation.expected)
        if meant is None or relation.truncated:
            continue
        certain = sole and asked.stage in _BIG
        if typed_for(value, meant) or turned(value, meant, few=sole) or (certain and may_be_meant(value, meant, NEAR)):
            found.append(relation)
    return found[0] if len(found) == 1 else None
