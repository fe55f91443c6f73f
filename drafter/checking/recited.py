"""Lists of a sentence in which a formula is recited: its members one after the other, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.formulas import Formula

__all__ = ["Item", "Recital", "recitals"]

#: What divides a list, and what only ends it. 和 and 与 divide unless they are of a word.
_BREAK = re.compile(
    r"[、，,；;“”\"'‘’\s]+|以及|(?<![共温总柔饱缓])和(?![谐平睦校])|(?<![参])与(?![时会])|(?<![普涉惠顾波兼以])及(?![时格早其])|[:：（）()【】—\-·|｜/。！？①-⑩]+"
)
_LISTING = re.compile(r"(?:[、“”\"'‘’\s]|以及|和|与|及|暨)+")
_COMMA = re.compile(r"[，,；;“”\"'‘’\s]+")
_OPEN = re.compile(r"等|之类|如|例如|比如|特别是|尤其|其中|包括|主要")
_LEAD = 8


@dataclass(frozen=True)
class Item:
    """A stretch of the list.

    Attributes:
        member: number of the member that it tells, None for a word that is none.
        word: the member as it stands there.
        before: what divides it from the item before.
        lead: how many characters stand in it before the member.
    """

    start: int
    end: int
    member: int | None
    word: str
    before: str
    lead: int = 0

    @property
    def size(self) -> int:
        """How many characters it has."""
        return self.end - self.start


@dataclass(frozen=True)
class Recital:
    """Items in a row, most of them members.

    Attributes:
        sentence: what they stand in.
        open: whether 等 or the like says that it is not the whole.
        bare: whether the members stand with little else, not each in a clause of its own.
        clean: whether no further word of a list stands at either end.
    """

    sentence: str
    items: tuple[Item, ...]
    open: bool
    bare: bool
    clean: bool

    @property
    def start(self) -> int:
        """Where its first member begins, what leads to it left out."""
        return self.items[0].start + self.items[0].lead

    @property
    def end(self) -> int:
        """Where its last member ends, what follows on it left out."""
        last = self.items[-1]
        return last.start + last.lead + len(last.word) if last.word else last.end

    def words(self, item: Item) -> str:
        """The words of an item."""
        return self.sentence[item.start : item.end]

    @property
    def told(self) -> list[int]:
        """The numbers of the members told, in order."""
        return [item.member for item in self.items if item.member is not None]

    @property
    def strange(self) -> list[Item]:
        """The items that are no members."""
        return [item for item in self.items if item.member is None]


def recitals(sentence: str, formula: Formula) -> Iterator[Recital]:
    """Where ``sentence`` lists members of ``formula``: at least two of them."""
    present = [(word, number) for word, number in formula.words if word in sentence]
    if len({number for _, number in present}) < 2:
        return
    items = _items(sentence, _hits(sentence, present))
    longest = max(len(ways[0]) for ways in formula.members)
    at = 0
    while at < len(items):
        if items[at].member is None:
            at += 1
            continue
        last = _last(items, at, longest)
        if len({item.member for item in items[at : last + 1]} - {None}) >= 2:
            yield _recital(sentence, items, at, last, formula, longest)
        at = last + 1


def _hits(sentence: str, words: list[tuple[str, int]]) -> list[tuple[int, int, int]]:
    """Where members stand, none within another."""
    taken: list[tuple[int, int, int]] = []
    covered = bytearray(len(sentence))
    for word, number in words:  # the longest first
        at = sentence.find(word)
        while at >= 0:
            end = at + len(word)
            if covered.find(1, at, end) < 0:
                taken.append((at, end, number))
                covered[at:end] = b"\x01" * len(word)
            at = sentence.find(word, end)
    return sorted(taken)


def _items(sentence: str, hits: list[tuple[int, int, int]]) -> list[Item]:
    """The sentence cut at what divides a list, members kept whole; each item has at most one member."""
    cuts: list[tuple[int, int]] = []
    at = 0
    for start, end, _ in [*hits, (len(sentence), len(sentence), -1)]:
        cuts += [match.span() for match in _BREAK.finditer(sentence, at, start)]
        at = end
    pieces: list[tuple[int, int, str]] = []
    at, before = 0, ""
    for start, end in [*cuts, (len(sentence), len(sentence))]:
        if start > at:
            pieces.append((at, start, before))
            before = ""
        before += sentence[start:end]
        at = end
    found: list[Item] = []
    number = 0
    for start, end, mark in pieces:
        inside = []
        while number < len(hits) and hits[number][0] < end:
            inside.append(hits[number])
            number += 1
        if not inside:
            found.append(Item(start, end, None, "", mark))
        for order, (low, high, member) in enumerate(inside):
            stop = inside[order + 1][0] if order + 1 < len(inside) else end
            word = sentence[low:high]
            if order == 0 and found and _same(found[-1], member, word, mark):
                found[-1] = Item(found[-1].start, stop, member, found[-1].word, found[-1].before)
            else:
                begin = start if order == 0 else low
                found.append(Item(begin, stop, member, word, mark if order == 0 else "", low - begin))
    return found


def _same(item: Item, member: int, word: str, mark: str) -> bool:
    """Whether a member goes on in other words (报警和视频监控)."""
    return item.member == member and item.word != word and "、" not in mark


def _last(items: list[Item], first: int, longest: int) -> int:
    """The last member of the row that begins with ``first``; between two members one strange item may stand."""
    last = first
    for at in range(first + 1, len(items)):
        item = items[at]
        if not _divides(item.before) or _elsewhere(items[first : last + 1], item):
            break
        if item.member is not None:
            last = at
        elif at - last > 1 or (not _COMMA.fullmatch(item.before) and item.size > longest + 4):
            break
    return last


def _elsewhere(row: list[Item], item: Item) -> bool:
    """Whether a clause behind a list only speaks of a member once more (……体质管理纳入评价，学生手机统一存放)."""
    if item.member is None or not _COMMA.fullmatch(item.before) or not any("、" in other.before for other in row[1:]):
        return False
    return item.lead > 0 or any(other.member == item.member for other in row)


def _divides(mark: str) -> bool:
    return mark == "" or _LISTING.fullmatch(mark) is not None or _COMMA.fullmatch(mark) is not None


def _recital(sentence: str, items: list[Item], first: int, last: int, formula: Formula, longest: int) -> Recital:
    row = items[first : last + 1]
    more = [item.size - len(item.word) for item in row[1:-1] if item.member is not None]
    commas = all(_COMMA.fullmatch(item.before) for item in row[1:])
    bare = not commas or all(extra <= 2 for extra in more)
    low, high = first, last
    if _edge(items[low].before, commas) and low and items[low - 1].size <= longest + _LEAD:
        low -= len(row) < len(formula.members)
    if low == first and _goes_on(sentence, items, high, commas):
        high += len(row) < len(formula.members)
    row = items[low : high + 1]
    beyond = [items[low - 1]] if low and _edge(items[low].before, commas) else []
    beyond += [items[high + 1]] if _goes_on(sentence, items, high, commas) else []
    if commas:  # clauses go on in any case
        beyond = [item for item in beyond if formula.affix and formula.affix.match(sentence, item.start, item.end)]
    tail = sentence[row[-1].start : row[-1].end + 2]
    head = sentence[max(0, row[0].start - 4) : row[0].end]
    is_open = any(_OPEN.search(text) for text in (tail, head))
    return Recital(sentence, tuple(row), is_open, bare, not beyond)


def _goes_on(sentence: str, items: list[Item], last: int, commas: bool) -> bool:
    """Whether a further word of the list stands behind items[last]."""
    behind = items[last + 1] if last + 1 < len(items) else None
    return behind is not None and _edge(behind.before, commas) and not _OPEN.match(sentence, behind.start)


def _edge(mark: str, commas: bool) -> bool:
    """Whether a further word of the list stands on the other side of ``mark``."""
    return bool(mark) and (
        _LISTING.fullmatch(mark) is not None
        and mark.strip("“”\"'‘’ ") != ""
        or commas
        and _COMMA.fullmatch(mark) is not None
    )
