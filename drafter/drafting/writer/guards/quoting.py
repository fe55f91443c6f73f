"""Figures quoted from the evidence: the same number with the same unit, told of the same thing, in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.drafting.writer.guards.words import cut, is_noun, is_prose, listed

__all__ = ["misquoted", "stands_in"]

_UNIT = re.compile(r"[^\d，。；、：:（）()《》“”\s\u2060和与及至到等以的—-]")
#: A floor that a policy states may be told in other words than its own.
_BOUND = re.compile(r"^[%％]?(?:以上|以下|以内)?(?:[、和及]\d[\d.%％]*)*的?(?:底线|要求|标准|目标|规定)")
_BOUND_BEFORE = re.compile(r"(?:不低于|不少于|不高于|不超过|达到)$")
_IS_BOUND = re.compile(r"低于|高于|不少于|超过|达到|以上|以内|底线")
_SENTENCE_PART = re.compile(r"[，；。：！？]")
_SAME_CLAUSE = 0.6
_MOST_PLACES = 4  # of which a figure may be quoted that are looked at
_MOST_FIGURES = 10  # of a sentence whose order is looked at


def misquoted(rest: str, spans: Sequence[tuple[int, int]], texts: Sequence[str]) -> Iterator[str]:
    """What is wrong with the figures of a sentence, as Chinese clauses.

    Args:
        rest: the sentence, with a mark in the place of each slot.
        spans: where its figures are.
        texts: the passages, clauses and names that may be quoted.
    """
    places = [_quoted_at(rest, start, end, texts) for start, end in spans]
    for (start, end), found in zip(spans, places, strict=True):
        if not found:
            yield f"数字“{rest[start:end]}”没有出处"
    if all(places) and not _in_order(rest, spans, places, texts):
        yield f"数字“{'、'.join(rest[start:end] for start, end in spans)}”与材料中的次序不符"


def stands_in(figure: str, passage: str) -> list[int]:
    """Where a passage gives the figure: not as part of a longer number."""
    return [m.start() for m in re.finditer(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", passage)]


#: Where a figure is quoted from: the number of the passage and the place in it; None for a name or a bound, which
#: may be said as often as one likes.
_Place = tuple[int, int] | None


def _quoted_at(rest: str, start: int, end: int, texts: Sequence[str]) -> list[_Place]:
    """Where passages give the number with the same unit among the same words: 412个 of one thing is no evidence for
    412所 of another, nor 12所 schools for 12所 nurseries.
    """
    number = rest[start:end]
    unit = _UNIT.match(rest[end:])
    mine, wide = _pairs(_clause(rest, start, end, 0)), _pairs(_clause(rest, start, end))
    around = (_SENTENCE_PART.split(rest[:start])[-1], _SENTENCE_PART.split(rest[end:])[0])
    nouns = [word for part in around for word in cut(part) if is_noun(word) and word not in listed("beside_figures")]
    bound = bool(_BOUND.search(rest[end:]) or _BOUND_BEFORE.search(rest[:start]))
    found: list[_Place] = []
    for at_text, passage in enumerate(texts):
        if "。" not in passage and rest[start : end + 4] in passage:  # an indicator's name
            found.append(None)
        for at in stands_in(number, passage):
            after = passage[at + len(number) :]
            if unit and not after.startswith(unit.group()):
                continue
            named = all(noun in passage for noun in nouns)
            if bound and named and _IS_BOUND.search(_clause(passage, at, at + len(number), 0)):
                found.append(None)
            theirs = _pairs(_with_subject(passage, at, at + len(number)))
            wider = _pairs(_clause(passage, at, at + len(number)))
            alike = _share(mine, theirs) >= _SAME_CLAUSE and _share(wide, theirs | wider) >= _SAME_CLAUSE
            if alike and named and not _narrower(passage, at, rest):
                found.append((at_text, at))
    return found


def _with_subject(passage: str, start: int, end: int) -> str:
    """The clause around a figure, with the one before it where it names nothing itself (比上年提高2.26个百分点)."""
    clause = _clause(passage, start, end, 0)
    names = any(is_noun(word) and word not in listed("beside_figures") for word in cut(clause))
    earlier = _SENTENCE_PART.split(passage[:start])[-2:-1]
    return clause if names or not earlier else earlier[0] + clause


def _narrower(passage: str, at: int, rest: str) -> bool:
    """Whether the passage tells the figure of something that the sentence does not name: 骨干教师652名."""
    before = cut(_SENTENCE_PART.split(passage[:at])[-1])
    return bool(before) and is_noun(before[-1]) and not is_prose(before[-1]) and before[-1] not in rest


def _share(mine: set[str], theirs: set[str]) -> float:
    return len(mine & theirs) / len(mine) if mine else 1.0


def _in_order(
    rest: str, spans: Sequence[tuple[int, int]], places: Sequence[list[_Place]], texts: Sequence[str]
) -> bool:
    """Whether each figure can be led back to a place of its own, those of one clause in the order they have there."""

    def fits(chosen: list[_Place], at: int, place: _Place) -> bool:
        for before, other in enumerate(chosen):
            if place is None or other is None or place[0] != other[0]:
                continue
            if place == other:
                return False
            together = not _SENTENCE_PART.search(rest[spans[before][1] : spans[at][0]])
            low, high = sorted((place[1], other[1]))
            if together and place[1] < other[1] and not _SENTENCE_PART.search(texts[place[0]][low:high]):
                return False
        return True

    def assign(chosen: list[_Place]) -> bool:
        at = len(chosen)
        if at == len(spans):
            return True
        return any(fits(chosen, at, place) and assign([*chosen, place]) for place in places[at][:_MOST_PLACES])

    return len(spans) > _MOST_FIGURES or assign([])


def _clause(text: str, start: int, end: int, least: int = 6) -> str:
    """The clause around a stretch, with the one before it where it has fewer than ``least`` characters of words."""
    left = _SENTENCE_PART.split(text[:start])
    right = _SENTENCE_PART.split(text[end:])[0]
    clause = left[-1] + right
    return clause if len(re.sub(r"[\d.,%％]", "", clause)) >= least or len(left) < 2 else left[-2] + clause


def _pairs(text: str) -> set[str]:
    plain = re.sub(r"个?百分点|[\s\d.,，。；、%％（）()“”《》：:\u2060]", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
