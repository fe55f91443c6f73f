"""Proportions by name against the counts right before them: 分担比例为6:3:1, 男女之比为1:3, 生机比6:1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from drafter.checking.relations.model import Relation
from drafter.checking.text.nouns import label, noun
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import read_thing
from drafter.facts.numerals import decimals_of, to_places
from drafter.findings import State

__all__ = ["proportions"]

_TERMS = re.compile(r"(?<![\d:：∶.])\d+(?:\.\d+)?(?:\s?[:：∶]\s?\d+(?:\.\d+)?){1,4}(?![\d:：∶.])")
#: What leads from the counts to their proportion, and names no other thing than they do.
_LEADS = re.compile(
    r"^(?:万元|亿元|元|[人名所个台间辆])?[)）]?[^，。；：、（(\d]{0,6}[，,、（(；：]"
    r"(?P<name>[^，。；：、（(\d]{0,10}?)(?:之间)?(?:的)?(?:分担|配套|投入|出资|承担|构成|人数|人员|资金|结构|数量)*(?:比例|之比|配比|占比|比)(?:依次|分别)?"
    r"(?:约|大约|大致|大体|正好|恰好|已|接近)?(?:是|为|达到?|优化为|调整为)?(?:约)?$"
)
#: Ratios that others than the counts beside them give, or that are set.
_SET = re.compile(r"标准|要求|规定|不低于|不高于|按照?|目标|上年|去年|生师|师生|师幼|幼师|教职工与|编制|班师")
#: Names that say nothing of what the ratio is of, or by the first signs of its two sides.
_ANY = re.compile(
    r"(?:[两二三四各]者|[两二三四各]级|[两二三四]项|[两二三四]类|[普职]{2}|资金|经费|由此|即|合|三方|相互)?"
)
_SIDES = re.compile(r"(?P<one>[一-鿿]{2,8}?)(?:与|和|同|对|、)(?P<other>[一-鿿]{2,10})")
_TEN = Decimal(10)
_HALF = Decimal("0.5")
_ROOM = Decimal("0.08")
_TWO = 2
_REACH, _NEAR = 30, 4


def proportions(statements: Iterable[Statement], settled: set[int]) -> Iterator[Relation]:
    """Every proportion that as many counts, right before it, belie or bear out.

    Args:
        settled: ids of the figures that a relation found elsewhere already proves or refutes.
    """
    for statement in statements:
        if not statement.figures or "比" not in statement.text:
            continue
        for match in _TERMS.finditer(statement.text):
            start, end = statement.start + match.start(), statement.start + match.end()
            told = next((f for f in statement.figures if f.start < end and start < f.end), None)
            if told is not None and told.id not in settled:
                yield from _held(statement, match.group(), start, end, told)


def _held(statement: Statement, written: str, start: int, end: int, told: Figure) -> Iterator[Relation]:
    terms = [part.strip() for part in re.split("[:：∶]", written)]
    counts = [f for f in statement.figures if f.end <= start][-len(terms) :]
    lead = statement.between(counts[-1].end, start) if counts else ""
    words = _LEADS.match(lead) if len(lead) <= _REACH else None
    if len(counts) < len(terms) or not words or _SET.search(lead) or not _usable(counts, named=bool(words["name"])):
        return
    if "招生" in lead and "招" not in statement.between(statement.start, counts[-1].start):
        return
    turned = _in_named_order(words["name"], counts)
    spelled = _ANY.fullmatch(words["name"]) or set(words["name"]) <= set("".join(map(_around, counts)))
    if turned is None and not spelled:
        return  # 男教师300名，女教师900名，学科结构比为1:2.1
    quantity = replace(told.quantity, start=start, end=end, number_end=end, text=written, kind=Kind.RATIO)
    stated = replace(told, quantity=quantity)
    formula = "∶".join(f.text for f in counts)
    values = [f.quantity.value for f in counts]
    orders = list(permutations(values)) if len(values) == _TWO else [tuple(values)]
    if turned is not None:
        orders = [(values[1], values[0])] if turned else [(values[0], values[1])]
    elif len(values) == _TWO and values[0] > values[1] and re.search("阶段|共|总|全", _around(counts[0])):
        orders += permutations((values[0] - values[1], values[1]))  # 招生42580人，中职招生17884人: a whole and a part
    if any(_fits(terms, order) for order in orders):
        yield Relation("ratio", formula, State.PROVED, (*counts, stated))
    elif turned is not None and _fits(terms, orders[0][::-1]):
        first, second = counts[::-1] if turned else counts
        said = f"“{words['name']}”之比的两边与两个数疑似写反"
        formula = f"{first.text}∶{second.text}＝{written}"
        yield Relation("order", formula, State.REFUTED, (*counts, stated), said, weak=True, plain=True)
    else:
        shown = _printed(terms, values)
        yield Relation("ratio", formula, State.REFUTED, (*counts, stated), shown, weak=True, plain=True)


def _in_named_order(name: str, counts: Sequence[Figure]) -> bool | None:
    """Whether a name tells its two sides (普高与中职在校生之比) in the other order than the counts; None where it tells
    none."""
    sides = _SIDES.fullmatch(name)
    if sides is None or len(counts) != _TWO:
        return None
    for of in ("stage", "owner"):
        named = [getattr(read_thing(side), of) for side in sides.groups()]
        told = [getattr(read_thing(label(figure)), of) for figure in counts]
        if named[0] != named[1] and all(named) and sorted(named) == sorted(told):
            return named != told
    return None


def _around(figure: Figure) -> str:
    """The words that say what a figure counts."""
    behind = figure.statement.between(figure.end, min(figure.statement.end, figure.end + _NEAR))
    return noun(figure) + re.split(r"[，。；、]", behind)[0]


def _usable(counts: Sequence[Figure], *, named: bool) -> bool:
    """Whether counts stand in one list: of one kind, or two kinds that the name of the ratio names."""
    sound = all(
        f.quantity.kind is Kind.AMOUNT and f.quantity.definite and f.quantity.value > 0 and f.role is Role.LEVEL
        for f in counts
    )
    alike = len({f.quantity.dimension for f in counts}) == 1
    apart = any("；" in f.gap or "其中" in f.gap for f in counts[1:])
    return sound and not apart and (alike or (named and len(counts) == _TWO))


def _fits(terms: Sequence[str], values: Sequence[Decimal]) -> bool:
    """Whether terms are the values as an office rounds them: to one that is 1, to ten in all, or to small numbers."""
    told = [Decimal(term) for term in terms]
    if min(told) <= 0:
        return True
    for at, term in enumerate(told):
        if term == 1 and len(told) == _TWO:
            other = 1 - at
            room = _HALF.scaleb(-decimals_of(terms[other]))
            return abs(values[other] / values[at] - told[other]) < room
    whole = sum(told)
    parts = [value / sum(values) * whole for value in values]
    if whole == _TEN:
        return all(
            abs(part - term) <= _HALF.scaleb(-decimals_of(text))
            for part, term, text in zip(parts, told, terms, strict=True)
        )
    return all(abs(part - term) <= term * _ROOM for part, term in zip(parts, told, strict=True))


def _printed(terms: Sequence[str], values: Sequence[Decimal]) -> str:
    """The values as terms of the same sum."""
    places = max(decimals_of(term) for term in terms)
    if len(values) == _TWO and "1" in terms:
        at = terms.index("1")
        shown = [Decimal(1), Decimal(1)]
        shown[1 - at] = to_places(values[1 - at] / values[at], 1)
        if shown[1 - at] < 1:  # the two are told in the other order
            shown[1 - at] = to_places(values[at] / values[1 - at], 1)
        return ":".join(f"{term.normalize():f}" for term in shown)
    whole = sum(Decimal(term) for term in terms)
    return ":".join(f"{to_places(value / sum(values) * whole, places):f}" for value in values)
