"""Sentences of one report that speak of the same thing and may not both hold, for a judge to read together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from drafter.checking.claims.judging import LONGEST, Question
from drafter.checking.support import Passage
from drafter.checking.text.statements import Role, Statement

__all__ = ["Reread", "questions_within"]

_PLAIN = re.compile(r"[^一-鿿A-Za-z]")
_DONE = re.compile(
    r"全部|均已|都已|已全|全覆盖|清零|销号|(?:100|百分之百)[%％]?|无一|没有|不存在|零|已经?(?:完成|建成|实现|整改|到位)"
)
_LEFT = re.compile(r"尚|仍|还有|还没|未|部分|个别|少数|正在|不足|缺|空白|滞后|没有")
_PASSAGES = 3  # shown beside a sentence
_MOST = 64  # questions on a report
_COMMON = 40  # sentences that may share two characters: what more of them have tells nothing
_NEAR = 0.3  # of the shorter sentence's pairs of characters that both have
_FEW = 4
_SHORTEST = 10  # characters of a sentence that says something


@dataclass(frozen=True)
class Reread(Question):
    """A sentence beside earlier ones.

    Attributes:
        statement: the sentence itself; ``earlier``: the sentences shown, by the id they are shown under.
    """

    statement: Statement
    earlier: Mapping[str, Statement]


def questions_within(statements: Iterable[Statement]) -> tuple[list[Reread], int]:
    """Sentences with the earlier ones that they may contradict, and how many more there were than are asked about.

    Two sentences may contradict each other where they share a good part of their words and either have different
    figures of the same kind, or one says that all is done and the other that some is not.
    """
    questions: list[Reread] = []
    more = 0
    for statement, earlier in _meeting(statements):
        if len(questions) == _MOST:
            more += 1
            continue
        name = f"s{len(questions) + 1}"
        shown = {f"{name}m{number}": before for number, before in enumerate(earlier, start=1)}
        passages = {key: _passage(before) for key, before in shown.items()}
        questions.append(Reread(name, _cut(statement.text), passages, statement, shown))
    return questions, more


def _meeting(statements: Iterable[Statement]) -> Iterator[tuple[Statement, list[Statement]]]:
    read: list[tuple[Statement, frozenset[str]]] = []
    holding: dict[str, list[int]] = defaultdict(list)
    for statement in statements:
        text = statement.text.strip()
        if statement.flow.part != "body" or len(text) < _SHORTEST:
            continue
        pairs = _pairs(text)
        shared: Counter[int] = Counter()
        for pair in pairs:
            if len(holding[pair]) <= _COMMON:
                shared.update(holding[pair])
        near = [
            (number, at)
            for at, number in shared.items()
            if number >= max(_FEW, _NEAR * min(len(pairs), len(read[at][1]))) and read[at][0].text.strip() != text
        ]
        near.sort(key=lambda entry: (-entry[0], entry[1]))
        earlier = [read[at][0] for _, at in near if _may_contradict(read[at][0], statement)]
        if earlier:
            yield statement, earlier[:_PASSAGES]
        for pair in pairs:
            if len(holding[pair]) <= _COMMON:
                holding[pair].append(len(read))
        read.append((statement, pairs))


def _may_contradict(one: Statement, other: Statement) -> bool:
    if any(_LEFT.search(a.text) and _DONE.search(b.text) for a, b in ((one, other), (other, one))):
        return True
    return any(
        a.quantity.dimension == b.quantity.dimension
        and a.role is b.role
        and a.role in (Role.LEVEL, Role.SHARE, Role.CHANGE)
        and not a.quantity.interval.meets(b.quantity.interval)
        for a in one.figures
        for b in other.figures
    )


def _pairs(text: str) -> frozenset[str]:
    plain = _PLAIN.sub("", text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def _passage(statement: Statement) -> Passage:
    number = statement.flow.places(statement.start, statement.start + 1)[0].paragraph + 1
    return Passage(f"第{number}段", statement.text.strip(), tuple(statement.figures))


def _cut(text: str) -> str:
    return text.strip()[:LONGEST]
