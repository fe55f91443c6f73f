"""The near half of DUP002: clauses told again in the same paragraph or the next, though not the whole sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.checking.text.statements import Statement
from drafter.reading import Flow

__all__ = ["Again", "repeated_clauses"]

_CLAUSE = re.compile(r"[^，。；！？：\n]+")
#: What a clause may open with the first time only.
_OPENING = re.compile(r"^(?:全[省市县区州]|我[省市县区州]|其中|目前|全年|同时|并|20\d\d年(?:\d{1,2}月)?)+")
#: What the entries of a plan repeat by their nature.
_ROUTINE = re.compile(
    r"责任(?:单位|部门|人|科室)|(?:牵头|配合|主管)(?:单位|部门)|(?:完成|整改)?时限|^比上年|^较上年|^同比"
)
_FIGURE = re.compile(r"\d[\d.,]*")
_ONE_FORM = 0.6  # likeness of two clauses that name different things in one form
_SHORTEST = 6  # characters of a clause that says something
_AS_FAR = 24  # clauses back
_HERE, _NEXT, _COUNTED, _ALONE = 20, 30, 16, 22  # characters of a run: here, in the next paragraph, with figures, alone


@dataclass(frozen=True)
class Again:
    """flow.text[start:end] says again what flow.text[...] of ``earlier`` said."""

    flow: Flow
    start: int
    end: int
    earlier: Statement
    earlier_words: str


@dataclass(frozen=True)
class _Said:
    statement: Statement
    start: int
    end: int
    words: str
    paragraph: int


def repeated_clauses(statements: Sequence[Statement], told: set[int]) -> Iterator[Again]:
    """Runs of equal clauses, each told once, in order.

    Args:
        statements: sentences of the main text; ``told``: ids of those that are told as repeated already.
    """
    said = list(_clauses(statements, told))
    last: dict[str, int] = {}
    at = 0
    while at < len(said):
        here = said[at]
        before = last.get(here.words)
        last[here.words] = at
        length = _run(said, before, at) if before is not None and at - before <= _AS_FAR else 0
        if length and before is not None and _counts(said, before, at, length):
            stop = said[at + length - 1]
            flow = here.statement.flow
            words = flow.text[said[before].start : said[before + length - 1].end]
            if stop.statement.flow is flow:
                yield Again(flow, here.start, stop.end, said[before].statement, words)
            for number in range(at, at + length):
                last[said[number].words] = number
            at += length
        else:
            at += 1


def _clauses(statements: Sequence[Statement], told: set[int]) -> Iterator[_Said]:
    paragraphs: dict[int, int] = {}
    for statement in statements:
        paragraph = paragraphs.setdefault(id(statement.flow), len(paragraphs))
        if id(statement) in told:
            continue
        for match in _CLAUSE.finditer(statement.text):
            words = _OPENING.sub("", "".join(match.group().split()))
            if len(words) >= _SHORTEST and not _ROUTINE.search(words):
                lead = len(match.group()) - len(match.group().lstrip())
                start = statement.start + match.start() + lead
                yield _Said(statement, start, statement.start + match.end(), words, paragraph)


def _run(said: Sequence[_Said], before: int, at: int) -> int:
    """How many clauses from ``before`` on are told again from ``at`` on."""
    length = 0
    while before + length < at and at + length < len(said) and said[before + length].words == said[at + length].words:
        length += 1
    return length


def _parallel(said: Sequence[_Said], before: int, at: int) -> bool:
    """Whether both runs go on about different things told in one form (小学在校生…人，and 初中在校生…人，)."""
    if not before or said[before - 1].statement is not said[before].statement:
        return False
    if said[at - 1].statement is not said[at].statement:
        return False
    theirs, ours = (_FIGURE.sub("0", said[number - 1].words) for number in (before, at))
    return theirs != ours and SequenceMatcher(None, theirs, ours, False).ratio() >= _ONE_FORM


def _counts(said: Sequence[_Said], before: int, at: int, length: int) -> bool:
    """Whether a run is long enough to be no turn of phrase."""
    apart = said[at].paragraph - said[before].paragraph
    if apart > 1:
        return False
    if _parallel(said, before, at):
        return False
    words = "".join(clause.words for clause in said[at : at + length])
    size = len(words)
    if re.search(r"\d", words):
        return size >= (_COUNTED if length > 1 else _ALONE)
    return size >= (_NEXT if apart or length == 1 else _HERE)
