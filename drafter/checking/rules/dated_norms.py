"""The part of POL012 that reads the register of norms: a standard told with a value that is not in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.library.norms import Norm, Told, clock, state_norms

__all__ = ["wrong_norms"]

_YEAR = re.compile(r"(20\d\d)\s*(?:年|学年)")
#: In the same clause: what was there before, what there is in fact, or what a place has set for itself.
_OTHER = re.compile(
    r"[由原](?!则)|从(?=[^，；土]{0,6}$)|上年|去年|此前|过去|实际|实测|现有|监测|省定|市定|县定|我[省市县区]|本[省市县区]|自定|每提前|高于|超过国家|不含"
)
_CLAUSE = re.compile("[，；：（]")
#: What a later clause turns to: 小学650元，特殊教育7000元 is not all of special schools.
_TURNS = re.compile(
    r"^[，；、和及]?\s*(?:对|其中)?(?:特殊教育|特教|特校|随班就读|残疾|普通高中|高中|中职|中等职业|学前|幼儿园)"
)
#: 小学、初中…分别按每生每年650元、850元: the values stand in the order of the names.
_RESPECTIVE = (
    r"(?P<names>(?:{names})(?:[、和及与](?:{names}))+)[^。；\d]{{0,30}}?(?:分别|依次|各)[^。；\d]{{0,16}}"
    r"(?P<values>{value}(?:[、，和及与]{value})+)"
)
_MORE = re.compile(r"\s*元?[、，和]\s*\d")


def wrong_norms(words: str, year: int) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, the standard in words, the policy that set it) of figures of a sentence that are not the state's.

    Args:
        words: the sentence.
        year: that it is told of where it names none; 0 when not known, then nothing is found.
    """
    for norm in state_norms():
        if not norm.words.search(words) or not norm.needs.search(words) or not norm.says.search(words):
            continue
        for told, start, end in _values(norm, words):
            if norm.but is not None and _of_others(norm.but, words, end):
                continue
            clause = _CLAUSE.split(words[:start])[-1]
            of = _year(words[:start], year)
            if of and not _OTHER.search(clause) and _broken(norm, told, words[start:end], of):
                yield start, end, _right(norm, told, of), norm.policy


def _values(norm: Norm, words: str) -> Iterator[tuple[Told, int, int]]:
    """Where a sentence tells a value of a norm: behind its name, or in the order of several names."""
    for told in norm.each:
        for match in told.pattern.finditer(words):
            if "分别" in match.group() and _MORE.match(words, match.end()):
                continue  # 小学、初中、特殊教育学校公用经费分别按1100元、1350元、8000元: of the first of a list
            yield told, *match.span("v")
    by_name = {told.where: told for told in norm.each if re.fullmatch("[一-鿿]+", told.where)}
    if len(by_name) < 2 or norm.clock:
        return
    pattern = _RESPECTIVE.format(names="|".join(by_name), value=rf"(?:每生每[学]?年)?\d+(?:\.\d+)?\s*(?:{norm.unit})")
    for match in re.finditer(pattern, words):
        names = re.split("[、和及与]", match["names"])
        numbers = list(re.finditer(r"\d+(?:\.\d+)?", match["values"]))
        if len(names) == len(numbers):
            for name, number in zip(names, numbers, strict=True):
                at = match.start("values")
                yield by_name[name], at + number.start(), at + number.end()


def _of_others(but: re.Pattern[str], words: str, end: int) -> bool:
    """Whether a sentence speaks of what a norm is not for; a later clause that turns to it does not count."""
    own, *later = re.split("(?=[，；、])", words[end:])
    return bool(but.search(words[:end] + own)) or any(but.search(part) and not _TURNS.match(part) for part in later)


def _year(before: str, year: int) -> int:
    named = _YEAR.findall(before)
    return int(named[-1]) if named else year


def _broken(norm: Norm, told: Told, text: str, year: int) -> bool:
    number = clock(text) if norm.clock else Decimal(text)
    allowed = told.allowed(year)
    if not allowed:
        return False
    if norm.bound == "old":
        return number in told.replaced(year)
    if norm.bound == "least":
        return number < min(allowed)
    return number > max(allowed) if norm.bound == "most" else number not in allowed


def _right(norm: Norm, told: Told, year: int) -> str:
    value = told.allowed(year)[-1]
    printed = f"{int(value) // 60}:{int(value) % 60:02}" if norm.clock else f"{value}{norm.unit}"
    since = next(s for s, values in reversed(told.values) if value in values)
    how = {"least": "不低于", "most": "不超过" if not norm.clock else "不晚于"}.get(norm.bound, "")
    if norm.clock and norm.bound == "least":
        how = "不早于"
    return f"{norm.told}{how}{printed}" + (f"（{since}年起）" if len(told.values) > 1 else "")
