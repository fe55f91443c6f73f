"""Entries of a list that are a title and nothing else, where the others of their list have text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.facts.numerals import parse_chinese
from drafter.reading import Document, Flow

__all__ = ["BareEntry", "bare_entries"]

_NUMERAL = "一二三四五六七八九十"
_LABELS = {
    "（一）": re.compile(rf"\s*[（(]\s?(?P<number>[{_NUMERAL}]{{1,3}})\s?[）)]\s*"),
    "1.": re.compile(r"\s*(?P<number>\d{1,2})\s?[.．、](?!\d)\s*"),
    "（1）": re.compile(r"\s*[（(]\s?(?P<number>\d{1,2})\s?[）)]\s*"),
    "1）": re.compile(r"\s*(?P<number>\d{1,2})\s?[）)]\s*"),
    "一是": re.compile(rf"\s*(?P<number>[{_NUMERAL}]{{1,2}})是\s*"),
}
_LONGEST = 20  # characters of a title
_CLAUSES = re.compile(r"[，；：,;:]|\d|。.")
_TEXT = 24  # characters behind a label that say something
_FULL = 2  # others of the list with text


@dataclass(frozen=True)
class BareEntry:
    """A title at flow.text[start:end], its label included, under which nothing stands."""

    flow: Flow
    start: int
    end: int
    title: str


@dataclass
class _Entry:
    flow: Flow
    kind: str
    number: int
    rest: str
    at: int  # place among the flows
    text: int = 0  # characters behind the label and under it


def bare_entries(document: Document) -> Iterator[BareEntry]:
    """Entries in order; a list of nothing but titles has none, nor has an entry with entries of its own."""
    flows = [flow for flow in document.flows if flow.part == "body" and flow.text.strip()]
    headings = {heading.paragraph for heading in document.headings if heading.level == 1}
    open_lists: dict[str, list[_Entry]] = {}
    deepest: list[str] = []
    for at, flow in enumerate(flows):
        entry = None if flow.first_paragraph in headings else _entry(flow, at)
        if entry is None:
            if flow.first_paragraph in headings:
                yield from _bare(open_lists.values())
                open_lists, deepest = {}, []
            for kind in deepest:
                open_lists[kind][-1].text += len(flow.text.strip())
            continue
        if entry.kind in deepest:
            for kind in deepest[deepest.index(entry.kind) + 1 :]:
                yield from _bare([open_lists.pop(kind)])
            deepest = deepest[: deepest.index(entry.kind) + 1]
            if entry.number == 1:
                yield from _bare([open_lists.pop(entry.kind)])
        else:
            deepest.append(entry.kind)
        for kind in deepest[:-1]:
            open_lists[kind][-1].text += len(entry.rest)
        open_lists.setdefault(entry.kind, []).append(entry)
    yield from _bare(open_lists.values())


def _entry(flow: Flow, at: int) -> _Entry | None:
    for kind, pattern in _LABELS.items():
        if match := pattern.match(flow.text):
            rest = flow.text[match.end() :].strip()
            number = match["number"]
            return _Entry(flow, kind, int(number) if number.isdigit() else int(parse_chinese(number) or 0), rest, at)
    return None


def _bare(lists: Iterable[list[_Entry]]) -> Iterator[BareEntry]:
    for entries in list(lists):
        full = [e for e in entries if e.text or len(e.rest) >= _TEXT]
        for entry in entries:
            title = entry.rest.rstrip("。：:；;")
            if entry.text or not title or len(title) > _LONGEST or _CLAUSES.search(title):
                continue
            if len(full) >= _FULL and 2 * len(full) >= len(entries):
                start = len(entry.flow.text) - len(entry.flow.text.lstrip())
                yield BareEntry(entry.flow, start, len(entry.flow.text.rstrip()), title)
