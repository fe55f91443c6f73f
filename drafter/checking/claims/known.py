"""The national documents that are known, found by the titles and numbers a report cites them with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from drafter.checking.claims.documents import plain_number
from drafter.checking.claims.titles import Likeness, core, likeness, resembles, undated, unnumbered
from drafter.library.policies import Policy, load_policies
from drafter.library.register import registered_documents, registered_laws

__all__ = ["PolicyIndex", "policy_index"]

_REMARK = re.compile(r"[（(][^（）()]{2,24}[)）]$")
_LEAST = 6


class PolicyIndex:
    """The known documents by title and by number.

    Args:
        policies: those with clauses; ``register``: the others, and numbers of the former that it confirms.
    """

    def __init__(self, policies: Iterable[Policy], register: Iterable[Policy] = ()) -> None:
        self._titles: dict[str, list[Policy]] = defaultdict(list)
        self._by_number: dict[str, list[Policy]] = defaultdict(list)
        self._spans: dict[str, list[tuple[Policy, str]]] = defaultdict(list)
        self._numerals: dict[str, list[Policy]] = defaultdict(list)
        self._registered = {_plain(policy.title): policy for policy in register}
        self.confirmed: set[str] = set()
        known = [self._with_number(policy) for policy in policies]
        names = {_plain(name) for policy in known for name in (policy.title, *policy.aliases)}
        known += [policy for name, policy in self._registered.items() if name not in names]
        for policy in known:
            self._add(policy)
        for policy in known:  # without （试行）, （2018—2022年）: only where that names one document
            short = _plain(_REMARK.sub("", policy.title))
            if len(short) >= _LEAST and short not in self._titles:
                self._titles[short].append(policy)
        self._cores = list(self._titles)

    def _with_number(self, policy: Policy) -> Policy:
        """A policy with the number that the register confirms."""
        listed = self._registered.get(_plain(policy.title))
        if listed is None or policy.number_verified or not listed.number:
            return policy
        self.confirmed.add(policy.id)
        return replace(policy, number=listed.number, number_verified=True)

    def _add(self, policy: Policy) -> None:
        span, years = undated(policy.title)
        if span:
            self._spans[span].append((policy, years))
        if bare := unnumbered(policy.title):
            self._numerals[bare].append(policy)
        for name in {_plain(name) for name in (policy.title, *policy.aliases)}:
            self._titles[name].append(policy)
        if policy.number and policy.number_verified:
            self._by_number[plain_number(policy.number)].append(policy)
            if not policy.clauses:
                self.confirmed.add(policy.id)

    def titled(self, title: str, number: str = "") -> tuple[Policy, Likeness] | None:
        """The policy a title names or misquotes, with how near it comes; None for an unknown document.

        Several policies may bear one title (each year's plan): the one with ``number`` then, else none.
        """
        wanted = _plain(title)
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
        if any(right == years for _, right in known):
            return None
        if len(known) > 1:  # of the plans of several terms, the one that shares its first or last year
            known = [(policy, right) for policy, right in known if right[:4] == years[:4] or right[-4:] == years[-4:]]
        return known[0][0] if len(known) == 1 else None

    def misnumbered(self, title: str) -> Policy | None:
        """The one known policy whose title differs from this in nothing but a number in it, or None."""
        bare = unnumbered(title)
        known = self._numerals.get(bare, []) if bare else []
        return known[0] if len(known) == 1 and _plain(known[0].title) != _plain(title) else None

    def resembling(self, title: str) -> Policy | None:
        """The known policy that an unknown title begins and ends like, or None; several make none."""
        found = [found[0] for name, found in self._titles.items() if len(found) == 1 and resembles(title, name)]
        return found[0] if len({policy.id for policy in found}) == 1 else None

    def numbered(self, number: str, title: str = "") -> Policy | None:
        """The policy that surely bears a number, or None; of several that share it the one most like the title."""
        found = self._by_number.get(plain_number(number), []) if number else []
        if len(found) < 2:
            return found[0] if found else None
        from rapidfuzz import fuzz

        return max(found, key=lambda policy: fuzz.ratio(core(title), core(policy.title)))

    def bears(self, policy: Policy, number: str) -> bool:
        """Whether a policy has this number, or an older text of it had."""
        law = registered_laws().get(policy.title.removeprefix("中华人民共和国"))
        numbers = (policy.number, *(law.earlier if law else ()))
        wanted = plain_number(number)
        return any(wanted == plain_number(own) or _joint(wanted, plain_number(own)) for own in numbers)


def _joint(wanted: str, own: str) -> bool:
    """Whether a joint order (教育部 市场监管总局令45) is cited by one of the offices that gave it."""
    order = re.fullmatch(r"(?P<office>.+)令(?P<serial>\d+)", wanted)
    return bool(order) and own.endswith(f"令{order['serial']}") and order["office"][-3:] in own if order else False


def _plain(title: str) -> str:
    return core(title).removeprefix("关于")


@lru_cache(maxsize=1)
def policy_index() -> PolicyIndex:
    """The index of the documents that ship with drafter."""
    return PolicyIndex(load_policies().values(), registered_documents())
