"""What lists that end with the rest make up, where the whole stands in another clause or sentence.

「改造项目9个，总投资4800万元。…甲校投资2100万元，乙校投资1500万元，其余7个项目共投资1200万元」; 「三个镇合计9420人，
其余8个乡镇只有4180人」, of the pupils told in the first chapter; 「已安置204人；安置的孩子中，特校76人，随班128人」.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.checking.relations.divisions import likely_whole, nearly
from drafter.checking.relations.items import countable
from drafter.checking.relations.model import Relation, printed_like
from drafter.checking.relations.quotients import share_of, together
from drafter.checking.relations.slips import to_blame
from drafter.checking.relations.wholes import added, et_cetera
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.checking.text.things import Thing, read_thing
from drafter.findings import State

__all__ = ["rests"]

#: 其余8个项目主要是食堂改造，共投资: what closes a list, with how many things it is of.
_REST_OF = re.compile(r"(?:其余|其他|余下|剩余|剩下)(?:的)?$")
_LAST = re.compile(r"(?:投资|投入|资金|安排|支出|使用|用了|花了|经费|补助|共|合计)(?:资金)?(?:为|达到?|约)?$")
_TOTAL = re.compile(r"(?:总投资|总投入|投资|共投入|投入|总额|共安排|总)[^，。；\d]{0,6}$")
_PART = re.compile(r"(?:投资|投入|资金|安排|支出|使用|经费|补助)(?:资金)?(?:为|达到?)?$")
#: 三个镇合计9420人，其余8个乡镇只有4180人
_SOME_PLACES = re.compile(
    r"(?:[两二三四五六七八九十]|\d{1,2})个?(?:乡镇|街道|[县区市镇乡园])(?:的[^，。；\d]{1,6})?(?:合计|共计|共|一共|就)+(?:有|为|达)?$"
)
_OTHER_PLACES = re.compile(
    r"(?:其余|其他|余下|剩下)(?:\d{1,2}|[两二三四五六七八九十]{1,3})?个?(?:乡镇|街道|[县区市镇乡园])(?:的[^，。；\d]{1,6})?"
    r"(?:合计|共计|一共|总共|共|加起来|只|仅|才|就)*(?:有|为|剩)?$"
)
_IN_A_PLACE = re.compile(r"[一-鿿][镇乡县区市](?:就|共|现)?有(?P<what>[^，。；\d]{2,8})$")
#: 安置的孩子中，特校76人
_OF_THOSE = re.compile(
    r"(?:^|[，。；])(?:在)?(?:已|已经)?(?P<done>[^，。；\d已]{2,4})的(?:孩子|学生|儿童|少年|适龄儿童|人员?|教师|学校|项目|问题|户)?(?<![高初])[中里][，,]"
)
_ITEM = re.compile(r"^[，、；][^，。；\d]{1,14}$")
#: 完工率 behind 已完工21个, and what is left behind both.
_RATE = re.compile(r"^[，,（(、](?P<of>[一-鿿]{2,4})率(?:为|是|达到?|仅)*$")
_LEFT = re.compile(r"^[）)]?[，,、；](?:其余|余下|剩余|剩下|其他|还有|尚有|仍有|另有)(?:的)?$")
_SENTENCES, _FEW, _LONG = 5, 2, 6


def rests(
    statements: Sequence[Statement], subjects: Mapping[int, Subject], told: Tellings, settled: set[int]
) -> Iterator[Relation]:
    """Every list that ends with the rest, and every list of those that a clause before counted.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for at, statement in enumerate(statements):
        figures = statement.figures
        if len(figures) < _FEW or statement.flow.part == "table":
            continue
        yield from _by_items(statements[max(0, at - _SENTENCES) : at], statement, settled)
        yield from _by_places(figures, subjects, told)
        yield from _of_those(figures)
        yield from _done_of_all(statements[max(0, at - _SENTENCES) : at], figures, settled)


# --- money by items ----------------------------------------------------------------------------------------------


def _by_items(before: Sequence[Statement], statement: Statement, settled: set[int]) -> Iterator[Relation]:
    figures = statement.figures
    for at, (count, last) in enumerate(zip(figures, figures[1:], strict=False)):
        closes = _REST_OF.search(count.gap) and _LAST.search(last.gap) and "。" not in last.gap
        if not closes or last.quantity.dimension != "money" or not count.quantity.dimension.startswith("count:"):
            continue
        parts = [f for f in figures[:at] if f.quantity.dimension == "money"]
        plain = [f for f in parts if f.role is Role.LEVEL and f.quantity.definite and _PART.search(f.gap)]
        if len(plain) < len(parts) or len(parts) < _FEW or len(parts) > _LONG:
            continue
        opened = [s for s in before if s.flow is statement.flow]
        many = len(parts) + int(count.quantity.value)
        for number, total in _totals(opened, many):
            fresh = not {number.id, last.id} & settled
            if fresh and countable(total, last):
                yield _made([*parts, last], total)
            break


def _totals(before: Iterable[Statement], many: int) -> Iterator[tuple[Figure, Figure]]:
    """(how many things, what all of them cost), the nearest first, of as many things as a list has told."""
    for statement in reversed(list(before)):
        for count, total in zip(statement.figures, statement.figures[1:], strict=False):
            counted = count.quantity.dimension.startswith("count:") and count.quantity.value == many
            if counted and total.quantity.dimension == "money" and _TOTAL.search(total.gap) and total.quantity.definite:
                yield count, total


# --- people by places --------------------------------------------------------------------------------------------


def _by_places(figures: Sequence[Figure], subjects: Mapping[int, Subject], told: Tellings) -> Iterator[Relation]:
    for at, rest in enumerate(figures):
        words = _OTHER_PLACES.search(rest.statement.between(rest.statement.start, rest.start))
        if not words or not at or rest.role is not Role.LEVEL or not rest.quantity.definite:
            continue
        some = [f for f in figures[:at] if f.quantity.dimension == rest.quantity.dimension and f.quantity.definite]
        some = [f for f in some if _SOME_PLACES.search(f.statement.between(f.statement.start, f.start))]
        things = {_thing(f, subjects) for f in figures[: at + 1] if f.quantity.dimension == rest.quantity.dimension}
        named = [thing for thing in things if thing is not None and thing.core]
        if len(some) != 1 or len(named) != 1:
            continue
        whole = told.one(named[0], "count")
        if whole is None or whole.figure.statement is rest.statement:
            continue
        relation = _made([some[0], rest], whole.figure)
        if relation.blamed is some[0] and whole.figure.statement.flow is not rest.statement.flow:
            relation = replace(relation, blamed=rest)  # what is left follows from the other two
        if relation.state is State.PROVED or nearly(whole.figure, [some[0], rest]):
            yield relation


def _thing(figure: Figure, subjects: Mapping[int, Subject]) -> Thing | None:
    """What of a stage of school a figure counts, of a place that it names or of no place."""
    words = _IN_A_PLACE.search(figure.gap)
    subject = subjects.get(figure.id)
    thing = read_thing(words["what"]) if words else subject.thing if subject is not None else None
    return Thing(thing.stage, "", thing.core) if thing is not None and thing.stage else None


# --- those that were counted before --------------------------------------------------------------------------------


def _of_those(figures: Sequence[Figure]) -> Iterator[Relation]:
    for at, first in enumerate(figures):
        words = _OF_THOSE.search(first.gap)
        if not words or not at or first.role is not Role.LEVEL:
            continue
        parts = [first]
        for figure in figures[at + 1 :]:
            if not _ITEM.match(figure.gap) or not countable(first, figure) or figure.role is not Role.LEVEL:
                break
            parts.append(figure)
        heads = [f for f in figures[:at] if countable(first, f) and f.role is Role.LEVEL and f.quantity.definite]
        heads = [f for f in heads if words["done"] in f.gap and not re.search(f"[未没不应须需]{words['done']}", f.gap)]
        definite = all(part.quantity.definite for part in parts)
        if len(parts) < _FEW or len(heads) != 1 or et_cetera(parts) or not definite:
            continue
        relation = _made(parts, heads[0])
        several = len(parts) > _FEW and nearly(heads[0], parts)
        if relation.state is State.PROVED or several or likely_whole(heads[0], parts):
            yield relation


# --- rates with the rest beside ------------------------------------------------------------------------------------


def _done_of_all(before: Sequence[Statement], figures: Sequence[Figure], settled: set[int]) -> Iterator[Relation]:
    """「项目24个…已完工21个，完工率87.5%，其余3个在建」: of what is done and what is left together."""
    for at, (done, rate) in enumerate(zip(figures, figures[1:], strict=False)):
        words = _RATE.match(rate.gap)
        if not words or rate.quantity.kind is not Kind.PERCENT or rate.id in settled or not rate.quantity.definite:
            continue
        usable = done.quantity.kind is Kind.AMOUNT and done.role is Role.LEVEL and done.quantity.definite
        if not usable or not re.search(words["of"], done.gap):
            continue
        rest = figures[at + 2] if at + 2 < len(figures) else None
        if rest is None or not countable(done, rest) or not _LEFT.match(rest.gap) or not rest.quantity.definite:
            continue
        whole = together([done, rest])
        told = [f for s in before if s.flow is done.statement.flow for f in s.figures]
        known = any(countable(done, f) and f.quantity.value == whole.quantity.value for f in told)
        relation = share_of(done, whole, rate, [])
        if relation is not None and (known or relation.state is State.PROVED):
            yield replace(relation, figures=(done, rest, rate), weak=relation.state is State.REFUTED)


def _made(parts: list[Figure], total: Figure) -> Relation:
    formula = f"{'＋'.join(part.text for part in parts)}＝{total.text}"
    proved = added(parts).meets(total.quantity.interval)
    exact = sum((part.quantity.value for part in parts), Decimal(0))
    expected = "" if proved else printed_like(exact, total.quantity)
    state = State.PROVED if proved else State.REFUTED
    blamed = None if proved else to_blame(parts[-1].statement, parts, total)
    return Relation("sum", formula, state, (*parts, total), expected, weak=True, blamed=blamed)
