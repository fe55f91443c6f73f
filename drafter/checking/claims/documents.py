"""Documents a text cites: their titles between 《》 and their numbers, and the known policies they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.claims.titles import Likeness, core, likeness, resembles, undated
from drafter.facts.numerals import narrow
from drafter.library.policies import Policies, Policy, load_policies
from drafter.reading import Flow

__all__ = ["Citation", "PolicyIndex", "find_citations", "plain_number", "policy_index"]

_TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]{0,60}》){0,100})》")
_NUMBER = re.compile(
    r"(?P<code>[一-鿿]{0,14})\s{0,2}[〔\[［【(（]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］】)）]\s*(?:第\s*)?(?P<serial>\d{1,4})\s*号"
    r"|(?P<order>[一-鿿]{2,10}令)\s*第?\s*(?P<orderserial>\d{1,4})\s*号"
)
_FOLLOWS = re.compile(r"^\s*[（(【\[]?\s*$|^\s*[（(][^（）()]{0,12}$")
#: Words of the sentence that may stand right before a number without a mark between.
_LEAD = re.compile(r"^.*(?:按照|根据|依据|印发|落实|执行|出台|下发|制定|转发|发布|文号|以|了|^[和及与])")
_LENGTHENED = re.compile(r"第|号|\s")


@dataclass(frozen=True)
class Citation:
    """A document cited at flow.text[start:end], by title, number or both.

    Attributes:
        title: between the outer title marks, empty when only a number stands there; ``title_span`` its marks included.
        number: the document number in its usual form, empty when there is none; ``number_span`` where it stands.
        code: the letters of the issuing office before 〔year〕, with the offset of the first in ``number_span``.
    """

    flow: Flow
    title: str
    number: str
    title_span: tuple[int, int]
    number_span: tuple[int, int]
    code: str = ""

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.title_span[0] if self.title_span[1] else self.number_span[0]

    @property
    def end(self) -> int:
        """One past its last character."""
        return max(self.title_span[1], self.number_span[1])


def find_citations(flow: Flow) -> Iterator[Citation]:
    """Every document a text cites, in order; a number belongs to the title right before it."""
    if "《" not in flow.text and "号" not in flow.text:
        return
    text = narrow(flow.text)
    numbers = [_number(match) for match in _NUMBER.finditer(text)]
    titles = list(_TITLE.finditer(flow.text))
    at = 0
    for position, title in enumerate(titles):
        while at < len(numbers) and numbers[at][2][1] <= title.start():
            yield Citation(flow, "", numbers[at][0], (0, 0), numbers[at][2], numbers[at][1])
            at += 1
        stop = titles[position + 1].start() if position + 1 < len(titles) else len(text)
        words = title["title"].strip()
        while at < len(numbers) and numbers[at][2][0] < title.end():  # a number within a title is part of it
            at += 1
        if (
            at < len(numbers)
            and numbers[at][2][1] <= stop
            and _FOLLOWS.match(flow.text[title.end() : numbers[at][2][0]])
        ):
            yield Citation(flow, words, numbers[at][0], title.span(), numbers[at][2], numbers[at][1])
            at += 1
        else:
            yield Citation(flow, words, "", title.span(), (0, 0))
    for number, code, span in numbers[at:]:
        yield Citation(flow, "", number, (0, 0), span, code)


def _number(match: re.Match[str]) -> tuple[str, str, tuple[int, int]]:
    """(number, code, span) without the words of the sentence that ran into the code."""
    if match["order"]:
        lead = _LEAD.match(match["order"])
        code = match["order"][lead.end() if lead else 0 :]
        return f"{code}第{match['orderserial']}号", code, (match.start() + (lead.end() if lead else 0), match.end())
    lead = _LEAD.match(match["code"])
    start = lead.end() if lead else 0
    code = match["code"][start:]
    return f"{code}〔{match['year']}〕{match['serial']}号", code, (match.start() + start, match.end())


def plain_number(number: str) -> str:
    """A number for comparison: brackets, spaces, 第 and 号 make no difference."""
    return _LENGTHENED.sub("", re.sub(r"[\[［【(（]", "〔", re.sub(r"[\]］】)）]", "〕", narrow(number))))


class PolicyIndex:
    """The known policies, found by title and by number."""

    def __init__(self, policies: Policies) -> None:
        self._titles: dict[str, list[Policy]] = defaultdict(list)
        self._by_number: dict[str, Policy] = {}
        self._spans: dict[str, list[tuple[Policy, str]]] = defaultdict(list)
        for policy in policies.values():
            span, years = undated(policy.title)
            if span:
                self._spans[span].append((policy, years))
            for name in {core(name).removeprefix("关于") for name in (policy.title, *policy.aliases)}:
                self._titles[name].append(policy)
            if policy.number and policy.number_verified:
                self._by_number[plain_number(policy.number)] = policy
        self._cores = list(self._titles)

    def titled(self, title: str, number: str = "") -> tuple[Policy, Likeness] | None:
        """The policy a title names or misquotes, with how near it comes; None for an unknown document.

        Several policies may bear one title (each year's plan): the one with ``number`` then, else none.
        """
        wanted = core(title).removeprefix("关于")
        if not wanted:
            return None
        if wanted in self._titles:
            found = self._titles[wanted]
            numbered = [p for p in found if number and plain_number(p.number) == plain_number(number)]
            one = numbered[0] if numbered else found[0] if len(found) == 1 else None
            if one is None:
                return None
            return one, likeness(title, one.title) or Likeness(True)  # an alias is a usual way to name it
        from rapidfuzz import process

        near = process.extract(wanted, self._cores, limit=3, score_cutoff=80)
        for name, _, _ in near:
            like = likeness(wanted, name)
            if like is not None and len(self._titles[name]) == 1:
                return self._titles[name][0], like
        return None

    def misdated(self, title: str) -> Policy | None:
        """The one known policy whose title differs from this in nothing but the years it spans, or None."""
        span, years = undated(title)
        known = self._spans.get(span, []) if span else []
        return known[0][0] if len(known) == 1 and known[0][1] != years else None

    def resembling(self, title: str) -> Policy | None:
        """The known policy that an unknown title begins and ends like, or None; several make none."""
        found = [found[0] for name, found in self._titles.items() if len(found) == 1 and resembles(title, name)]
        return found[0] if len({policy.id for policy in found}) == 1 else None

    def numbered(self, number: str) -> Policy | None:
        """The policy that surely bears a number, or None."""
        return self._by_number.get(plain_number(number)) if number else None


@lru_cache(maxsize=1)
def policy_index() -> PolicyIndex:
    """The index of the policies that ship with drafter."""
    return PolicyIndex(load_policies())
