"""What the write-ups say, for holding a report's sentences against them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.checking.text.statements import Figure, Statement, statements
from drafter.checking.text.tidying import tidy
from drafter.reading import Document

__all__ = ["MaterialIndex", "Passage"]

_DIGITS = re.compile(r"\d[\d.,]*")
_SAME_WORDS = 93.0
_WINDOW = 14
_SHARED = 0.34
_SHORTEST = 14
_CLAUSE_PAIRS = 4
_SAME_CLAUSE = 0.9
_MARK = re.compile(r"[，。；：、“”（）]")


@dataclass(frozen=True)
class Passage:
    """A sentence of a write-up with its place ``file#p12``."""

    ref: str
    text: str
    figures: tuple[Figure, ...]


class MaterialIndex:
    """Sentences of the write-ups, found by their figures and by their words."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.passages: list[Passage] = []
        for document in documents:
            for statement in statements([tidy(f) for f in document.flows if f.part in ("body", "table")]):
                ref = f"{document.name}#p{statement.flow.places(statement.start, statement.start + 1)[0].paragraph}"
                self.passages.append(Passage(ref, statement.text, tuple(statement.figures)))

    @cached_property
    def _by_value(self) -> dict[tuple[str, str], list[tuple[Passage, Figure]]]:
        table: dict[tuple[str, str], list[tuple[Passage, Figure]]] = defaultdict(list)
        for passage in self.passages:
            for figure in passage.figures:
                table[_key(figure)].append((passage, figure))
        return table

    @cached_property
    def _by_words(self) -> dict[str, list[Passage]]:
        """Passages by their words with the figures taken out."""
        table: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.passages:
            if passage.figures and len(passage.text) >= _SHORTEST:
                table[_wording(passage.text)].append(passage)
        return table

    def supports(self, figure: Figure) -> Passage | None:
        """A passage that gives the same figure among the same words, or None."""
        around, clause = _pairs(_context(figure)), _pairs(_clause(figure))
        for passage, other in self._by_value.get(_key(figure), ()):
            theirs = _pairs(_context(other))
            if around and len(around & theirs) / len(around) >= _SHARED:
                return passage
            # a row of a table told in a sentence stands among other words, but its own clause is the same
            if len(clause) >= _CLAUSE_PAIRS and len(clause & _pairs(_clause(other))) / len(clause) >= _SAME_CLAUSE:
                return passage
        return None

    def same_sentence(self, statement: Statement) -> Passage | None:
        """A passage that says the same but for its figures, with as many of them; None when there is none."""
        from rapidfuzz import fuzz, process

        if len(statement.text) < _SHORTEST:
            return None
        found = process.extractOne(
            _wording(statement.text), list(self._by_words), scorer=fuzz.ratio, score_cutoff=_SAME_WORDS
        )
        if found is None:
            return None
        return next((p for p in self._by_words[found[0]] if len(p.figures) == len(statement.figures)), None)


def _key(figure: Figure) -> tuple[str, str]:
    quantity = figure.quantity
    return f"{quantity.value.normalize()}", quantity.dimension.split("/")[0]


def _context(figure: Figure) -> str:
    text = figure.statement.flow.text
    return text[max(0, figure.start - _WINDOW) : figure.start] + text[figure.end : figure.end + _WINDOW // 2]


def _clause(figure: Figure) -> str:
    """The words of the figure's own clause around it."""
    text = figure.statement.flow.text
    left = _MARK.split(text[max(0, figure.start - _WINDOW) : figure.start])[-1]
    return left + _MARK.split(text[figure.end : figure.end + _WINDOW])[0]


def _pairs(text: str) -> set[str]:
    plain = re.sub(r"[\s\d.,，。；、%％（）()“”《》：:]", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def _wording(text: str) -> str:
    return _DIGITS.sub("#", re.sub(r"\s+", "", text)).strip("。；")
