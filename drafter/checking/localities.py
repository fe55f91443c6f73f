"""Counties and cities that a text names, whether the map knows them or not: which they are, and where they stand.

A report of a place that no map knows names its neighbours and parts all the same. Their names are told by their form:
characters of which names of places are made, a word's boundary before them, no common word in them (示范县, 城区). What
a table lists row by row, or a sentence lists after 辖, is a name whatever its form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from drafter.checking.place_forms import SAID_OF, SUFFIX, alike, autonomous, by_form, introduced, ordinary
from drafter.checking.places import Home, find_divisions
from drafter.checking.row_openings import opening_cells
from drafter.reading import Document, Flow

__all__ = ["Localities", "Locality", "alike", "own_name"]

_PLACE = r"[一-鿿]{1,5}[县区市旗州]"
_LISTED = re.compile(rf"(?:{_PLACE}(?:[（(][^（）()]{{0,20}}[)）])?(?:[、,，]|和|及|以及|与))+{_PLACE}(?!域|级)")
_ITEM = re.compile(r"(?:^|[、,，和及与])(?P<name>[一-鿿]{1,4}?[县区市旗州])(?=$|[（(、,，和及与])")
_GOVERNS = re.compile(r"(?:现|下|所|共|管)?辖(?:有|区内有)?")
#: 辖2个区、3个县，即…
_NAMELY = re.compile(r"辖[^。；]{0,24}?(?:即|包括|分别[为是]|[：:（(])")
#: What leads from the districts to the counties: 辖甲区、乙区2个区和丙县、丁县2个县.
_FURTHER = re.compile(r"(?:等)?(?:\d+|[一二两三四五六七八九十]+)个(?:市辖)?[县区市旗](?:[、，和及与]|以及)+")
_SHORT_LIST = re.compile(
    r"(?P<stems>[一-鿿]{2}(?:、[一-鿿]{2})+(?:和[一-鿿]{2})?)(?:等)?(?:\d+|[一二两三四五六七八九十]+)个(?P<suffix>[县区市旗])(?![（(、级域])"
)
_LABEL = re.compile(r"^[一-鿿]{1,5}(?:自治[县旗州]|[县区市旗州])$")
_NAME = r"(?:(?![年月日会对关和与度的于委])[一-鿿]){1,8}?(?:自治[县旗州]|[县区市旗州省盟])"
_TITLED = re.compile(
    rf"^(?:[^一-鿿]|第[一二三四五六七八九十]+篇)*(?P<name>{_NAME})"
    r"(?=(?:(?:人民)?政府)?\s*(?:对|关于|[（(]?(?:20|２０)|[一二][〇○]|履行|$)|位于|地处|现?辖)"
)
#: What 全市, 各县 and 其他县 open with; other words of one character may begin a name (那坪市).
_NOT_LABELS = frozenset("全各我本该其每某多两")
_OPENING = 8  # paragraphs among which the title stands


@dataclass(frozen=True)
class Locality:
    """A county's or a city's name at text[start:end]."""

    start: int
    end: int
    name: str


def own_name(region: str, document: Document) -> str:
    """Whose report it is by its last and full name: 梧河县 for 清浦市梧河县; empty where nobody knows.

    Args:
        region: as the user gave it, for a report whose title names none.
    """
    texts = [document.title, *(flow.text[:80] for flow in document.flows[:_OPENING] if flow.part == "body")]
    titled = (match for text in texts if (match := _TITLED.search(text)))
    name = next((m["name"] for m in titled if len(m["name"]) > 2), region)
    inner = re.search(r"(?:省|自治区|[市州盟](?=[一-鿿]{2}))(?P<last>[一-鿿]{1,8}[县区市旗州])$", name)
    return inner["last"] if inner else name


class Localities:
    """The counties and cities a document names.

    Args:
        home: whose report it is, on the map.
        own: its own name, as :func:`own_name` tells it.

    Attributes:
        parts: names that a table lists row by row or a sentence lists as what the region has.
        beside: names of neighbours and partners, told by the words that lead to them.
    """

    def __init__(self, document: Document, home: Home, own: str) -> None:
        self._document = document
        self._home = home
        self.own = own
        self.parts = frozenset(self._in_tables()) | frozenset(self._listed())
        self.beside = frozenset(self._introduced()) - self.parts - {own}
        names = sorted(filter(None, {*self.parts, *self.beside, own}), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None
        self._found: dict[int, list[Locality]] = {}

    def _in_tables(self) -> Iterator[str]:
        """Names that open rows: at least two of a table, so that 示范县 alone is none."""
        tables: dict[int, set[str]] = {}
        for (table, _), words in opening_cells(self._document):
            if _LABEL.match(words) and words[0] not in _NOT_LABELS and not ordinary(words, strict=False):
                tables.setdefault(table, set()).add(words)
        for names in tables.values():
            if len(names) > 1:
                yield from names - {self.own}

    def _listed(self) -> Iterator[str]:
        """Names of the list that says what the region has."""
        for flow in self._document.flows:
            if flow.part != "body":
                continue
            for match in (*_GOVERNS.finditer(flow.text), *_NAMELY.finditer(flow.text)):
                listed = _LISTED.match(flow.text, match.end())
                while listed is not None:
                    names = [m["name"] for m in _ITEM.finditer(listed.group())]
                    if len(names) > 1:
                        yield from (n for n in names if not ordinary(n, strict=False) and n[0] not in SAID_OF)
                    further = _FURTHER.match(flow.text, listed.end())
                    listed = _LISTED.match(flow.text, further.end()) if further else None
            for match in _SHORT_LIST.finditer(flow.text):
                if _GOVERNS.search(flow.text[max(0, match.start() - 14) : match.start()]):
                    yield from (stem + match["suffix"] for stem in re.split("[、和]", match["stems"]))

    def _introduced(self) -> Iterator[str]:
        for flow in self._document.flows:
            if flow.part == "body":
                yield from introduced(flow.text)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the text names each, tables included."""
        flows = [flow for flow in self._document.flows if flow.part not in ("header", "footer")]
        return Counter(place.name for flow in flows for place in self.of(flow))

    def of(self, flow: Flow) -> list[Locality]:
        """Those a stretch of text names, in order."""
        found = self._found.get(id(flow))
        if found is None:
            found = self._found[id(flow)] = list(self._find(flow.text))
        return found

    def _find(self, text: str) -> Iterator[Locality]:
        if not re.search("[县区市旗州]", text):
            return
        known = [(match.start(), match.end()) for match in self._pattern.finditer(text)] if self._pattern else []
        taken = {at for start, end in known for at in range(start, end)}
        found = [Locality(start, end, text[start:end]) for start, end in known]
        names = self.parts | {self.own}
        real = {mention.end: mention.name for mention in find_divisions(text)}
        reached = 0
        for match in SUFFIX.finditer(text):
            end = match.end()
            if end - 1 in taken:
                reached = end
                continue
            name = real.get(end, "") or autonomous(text, end) or by_form(text, end, reached, names)
            start = end - len(name)
            if name[:1] in ("年", "月", "日") and text[start - 1 : start].isdigit():
                continue  # 评估组5月来旗
            if name and start not in taken:
                found.append(Locality(end - len(name), end, name))
                reached = end
        yield from sorted(found, key=lambda place: place.start)
