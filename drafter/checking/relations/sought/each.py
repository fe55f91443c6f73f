"""So much to each: 「校车64辆，每天接送2918名学生，平均每车45.6人」, whatever is divided among whatever."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.checking.relations.model import Relation
from drafter.checking.relations.sought.entries import Entries
from drafter.checking.relations.sought.trying import tried
from drafter.checking.relations.trials import Trial, quotient
from drafter.checking.text.phrases import behind, label
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import CLASSES, PUPILS, SCHOOLS, TEACHERS, Words
from drafter.facts import Period

__all__ = ["means_of"]

_EACH = re.compile(
    r"(?:平均)?每(?:一)?(?P<times>[百千万])?(?P<unit>个|所|名|位|辆|人次|人)?(?P<one>[一-鿿]{0,5}?)(?:平均|均|有|拥有|配备?|约|为|达到?|负担|服务|承担|联系|覆盖|接送|仅|只|合)*$"
    r"|(?P<mean>人次|[人生校班园户县车点岗次师所镇])(?:平)?均|平均(?P<size>班)额|(?P<sized>班)额(?:平均)?(?:[^，。；、\d]{0,10}?)(?:约|为|达到?|是|仅|只)*$"
)
_PERIOD = re.compile(r"^(?:年|月|天|日|周|学期|学年|季度|学)")
_TIMES = {"百": 100, "千": 1000, "万": 10000}
_SET = re.compile(r"标准|定额|按|执行|不低于|要求|补助|补贴|津贴|限额|财政")
#: What a word for one of them counts, by the words that name or count it.
_KIN = {
    "车": "车辆台",
    "校": "校所",
    "园": "园所",
    "班": "班",
    "生": "生幼儿人名",
    "人": "人名位",
    "师": "师",
    "点": "点",
    "岗": "岗",
    "县": "县区市",
    "镇": "镇乡",
    "户": "户",
    "次": "次",
}
#: Whom or what a mean is to one of, of every stage of school.
_HEADS = (
    ("班", CLASSES),
    ("师", TEACHERS),
    ("校", SCHOOLS),
    ("所", SCHOOLS),
    ("园", SCHOOLS),
    ("生", PUPILS),
    ("幼儿", PUPILS),
)
_BACK = 8


def means_of(entries: Entries, statement: Statement, at: int) -> Relation | None:
    """The mean that ``statement.figures[at]`` tells, of a whole and a count of its own sentence."""
    stated = statement.figures[at]
    quantity = stated.quantity
    if quantity.kind is not Kind.AMOUNT or stated.role is not Role.LEVEL:
        return None
    clause = re.split(r"[，。；：（(]", entries.run_of(statement, stated)[0].gap)[-1]
    words = _EACH.search(clause)
    if words is None or _SET.search(clause) or (words["one"] and _PERIOD.match(words["one"])):
        return None
    times = Decimal(_TIMES.get(words["times"] or "", 1))
    one = words["mean"] or words["size"] or words["sized"] or (words["one"] or "") or words["unit"] or ""
    before = [f for f in statement.figures[max(0, at - _BACK) : at] if _value(f)]
    lately = [f for f in entries.lately(statement) if _value(f)]
    wholes = [f for f in before if _of_unit(f, stated)]
    counts = [f for f in before if _counts(f, one)]
    trials = _quotients(wholes, counts, times, stated)
    sole = trials[0] if len(trials) == 1 else None
    stage = _stage(entries, stated, counts)
    above, below = _elsewhere(entries, stated, one, stage)
    if not wholes or not counts:  # 发放资助金699.4万元，资助9846人次。…平均每人次710元
        above, below = (
            [*above, *(f for f in lately if _of_unit(f, stated))],
            [*below, *(f for f in lately if _counts(f, one))],
        )
    far = _quotients([*wholes, *above], [*counts, *below], times, stated)
    return tried("product", trials, stated, sole=sole, far=far)


def _quotients(wholes: Sequence[Figure], counts: Sequence[Figure], times: Decimal, stated: Figure) -> list[Trial]:
    return [
        quotient(whole, count, times)
        for whole in reversed(wholes)
        for count in reversed(counts)
        if whole is not count
        and count.quantity.interval.low > 0
        and whole.quantity.value * times > stated.quantity.value
    ]


def _of_unit(figure: Figure, stated: Figure) -> bool:
    """Whether a whole can be divided into what a mean is told in: 1428人次 into 42次 each."""
    one, other = figure.quantity.dimension.split("/")[0], stated.quantity.dimension.split("/")[0]
    return one == other or (one == "person-times" and other == "count:次")


def _stage(entries: Entries, stated: Figure, counts: Sequence[Figure]) -> frozenset[str]:
    """The stage of school that a mean is told of, by its own words or by those of what is counted right before."""
    subject = entries.subjects.get(stated.id)
    if subject is not None and subject.thing.stage:
        return frozenset([subject.thing.stage])
    entry = entries.of(counts[-1]) if counts else None
    return entry.words.stages if entry is not None else frozenset()


def _elsewhere(entries: Entries, stated: Figure, one: str, stage: frozenset[str]) -> tuple[list[Figure], list[Figure]]:
    """(wholes, counts) of the stage that other sentences or the sheet tell: its pupils, classes, schools, teachers."""
    core = next((core for sign, core in _HEADS if sign in one), "")
    if not core:
        return [], []
    subject = entries.subjects.get(stated.id)
    if subject is not None and not (subject.whole and subject.period is Period.THIS):
        return [], []
    counts = [
        e.figure
        for kind in ("count", "person")
        for e in entries.named(Words(stage, frozenset(), core), kind)[:2]
        if e.words.rest == core
    ]
    wholes = []
    if stated.quantity.dimension == "person" and core != PUPILS:
        named = entries.named(Words(stage, frozenset(), PUPILS), "person")[:2]
        wholes = [e.figure for e in named if e.words.rest == PUPILS]
    return wholes, counts


def _value(figure: Figure) -> bool:
    return figure.role is Role.LEVEL and figure.quantity.kind is Kind.AMOUNT and figure.quantity.definite


def _counts(figure: Figure, one: str) -> bool:
    """Whether a figure counts what the mean is one of: 64辆 for 每车, 2918名学生 for 生均."""
    dimension = figure.quantity.dimension
    if not (dimension.startswith("count:") or dimension in ("person", "person-times")):
        return False
    statement = figure.statement
    said = label(figure) + figure.text.lstrip("0123456789.,，万千百") + behind(statement, figure)
    after = statement.between(figure.end, min(statement.end, figure.end + 6))
    return any(any(sign in said + after for sign in _KIN.get(mark, mark)) for mark in one[-1:])
