"""Two versions of a report, or the reports of two years: what changed by sentence and by indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from drafter.checking.context import CheckContext
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.whose_report import region_of, year_of
from drafter.facts import Period
from drafter.reading import Document

__all__ = ["Comparison", "IndicatorChange", "SentenceChange", "compare_documents"]

_ALIKE = 55.0  # of 100; below it, two sentences at the same place are one taken out and one put in
_MOST_PAIRS = 40_000


@dataclass(frozen=True)
class SentenceChange:
    """A sentence that was added, removed, changed or moved.

    Attributes:
        kind: added, removed, changed or moved.
        old: as it was, empty when it is new; ``new`` as it is, empty when it is gone.
        section: label of its section in the new document, else in the old one.
        paragraph: its paragraph there, from 0.
    """

    kind: str
    section: str
    paragraph: int
    old: str
    new: str

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "kind": self.kind,
            "section": self.section,
            "paragraph": self.paragraph,
            "old": self.old,
            "new": self.new,
        }


@dataclass(frozen=True)
class IndicatorChange:
    """An indicator that the two documents tell differently.

    Attributes:
        kind: revised (another value for the same year), yearly (this year's value against that of an earlier report),
            added or removed.
        old_year: calendar year of ``old``; ``new_year`` of ``new``; 0 where there is no value.
        old: values as written, in the order of the text.
    """

    kind: str
    indicator: str
    name: str
    old_year: int
    new_year: int
    old: tuple[str, ...]
    new: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "kind": self.kind,
            "indicator": self.indicator,
            "name": self.name,
            "old_year": self.old_year,
            "new_year": self.new_year,
            "old": list(self.old),
            "new": list(self.new),
        }


@dataclass
class Comparison:
    """What changed from one document to another."""

    old: str
    new: str
    old_year: int
    new_year: int
    same_sentences: int
    sentences: list[SentenceChange] = field(default_factory=list)
    indicators: list[IndicatorChange] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of ``drafter compare --json``."""
        return {
            "schema": 1,
            "old": self.old,
            "new": self.new,
            "old_year": self.old_year,
            "new_year": self.new_year,
            "same_sentences": self.same_sentences,
            "sentences": [change.as_dict() for change in self.sentences],
            "indicators": [change.as_dict() for change in self.indicators],
        }


def compare_documents(old: Document, new: Document) -> Comparison:
    """Compare two documents that have been read; region and year are those each names itself."""
    before, after = _context(old), _context(new)
    same, changes = _sentences(before.statements, after.statements)
    told = Comparison(old.name, new.name, before.year, after.year, same, changes)
    told.indicators = list(_indicators(before, after))
    return told


def _context(document: Document) -> CheckContext:
    return CheckContext(document=document, region=region_of(document), year=year_of(document))


def _key(statement: Statement) -> str:
    return "".join(statement.text.split())


def _sentences(old: Sequence[Statement], new: Sequence[Statement]) -> tuple[int, list[SentenceChange]]:
    old, new = [s for s in old if _key(s)], [s for s in new if _key(s)]
    left, right = [_key(s) for s in old], [_key(s) for s in new]
    same = 0
    removed: list[Statement] = []
    added: list[Statement] = []
    pairs: list[tuple[Statement, Statement]] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            same += b - a
            continue
        matched = list(_alike(old[a:b], new[c:d]))
        pairs += matched
        taken = {id(s) for pair in matched for s in pair}
        removed += [s for s in old[a:b] if id(s) not in taken]
        added += [s for s in new[c:d] if id(s) not in taken]
    gone = {_key(s): s for s in removed}
    moved = {_key(s) for s in added} & gone.keys()
    changes = [_change("changed", before, after) for before, after in pairs]
    changes += [_change("moved" if _key(s) in moved else "added", gone.get(_key(s)), s) for s in added]
    order = {_key(s): n for n, s in enumerate(new)}
    changes.sort(key=lambda c: order.get("".join(c.new.split()), 0))
    return same, changes + [_change("removed", s, None) for s in removed if _key(s) not in moved]


def _alike(old: Sequence[Statement], new: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of sentences of one stretch that are the same one rewritten, the most alike first."""
    if len(old) * len(new) > _MOST_PAIRS:
        return
    from rapidfuzz import fuzz

    scored = [(fuzz.ratio(_key(a), _key(b)), n, m) for n, a in enumerate(old) for m, b in enumerate(new)]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, n, m in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if score >= _ALIKE and n not in used_old and m not in used_new:
            used_old.add(n)
            used_new.add(m)
            yield old[n], new[m]


def _change(kind: str, old: Statement | None, new: Statement | None) -> SentenceChange:
    shown = new or old
    flow = shown.flow if shown is not None else None
    paragraph = flow.places(shown.start, shown.end)[0].paragraph if shown is not None and flow is not None else 0
    section = flow.section if flow is not None else ""
    texts = (old.text.strip() if old else "", new.text.strip() if new else "")
    return SentenceChange(kind, section, paragraph, *texts)


Values = dict[tuple[str, int], list[Figure]]


def _values(context: CheckContext) -> Values:
    """Figures that are surely an indicator's value, by indicator and calendar year."""
    found: Values = {}
    for figure in context.figures():
        binding = context.bindings.get(figure.id)
        if binding is None or binding.period is None or binding.change or not (binding.sure or binding.likely):
            continue
        if figure.role in (Role.LEVEL, Role.PREVIOUS, Role.SHARE):
            year = context.year - (binding.period is not Period.THIS)
            found.setdefault((binding.indicator.id, year), []).append(figure)
    return found


def _indicators(before: CheckContext, after: CheckContext) -> Iterator[IndicatorChange]:
    old, new = _values(before), _values(after)

    def made(kind: str, indicator: str, old_year: int, new_year: int) -> IndicatorChange:
        name = after.dictionary[indicator].name
        left, right = _written(old.get((indicator, old_year))), _written(new.get((indicator, new_year)))
        return IndicatorChange(kind, indicator, name, old_year if left else 0, new_year if right else 0, left, right)

    for indicator, year in dict.fromkeys((*old, *new)):
        left, right = old.get((indicator, year)), new.get((indicator, year))
        if left and right and not _agree(left, right):
            yield made("revised", indicator, year, year)
        elif before.year == after.year and year == after.year and bool(left) != bool(right):
            yield made("removed" if left else "added", indicator, year, year)
    if before.year != after.year:
        for indicator in dict.fromkeys(key[0] for key in (*old, *new)):
            change = made("yearly", indicator, before.year, after.year)
            if change.old and change.new:
                yield change


def _agree(left: list[Figure], right: list[Figure]) -> bool:
    return any(a.quantity.interval.meets(b.quantity.interval) for a in left for b in right)


def _written(figures: list[Figure] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.text for figure in figures or ()))
