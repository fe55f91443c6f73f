"""Many counties at once: their names, their values and their sentences, indexed in one pass over their digests."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b

from drafter.checking.digest import Digest, Sentence
from drafter.facts import load_dictionary
from drafter.library.policies import load_policies

__all__ = ["Match", "Neighbours", "plain"]

_SHORTEST = 20  # characters a sentence needs to be more than a formula
_SHINGLE = 6
_KNOWN = 0.5  # share of a sentence that policies and the dictionary word already
_SKETCH = 8  # smallest shingle hashes that stand for a sentence
_SHARED = 4  # of them that a near-identical one shares
_CROWD = 200  # sentences with one hash in common: fixed wording, not copies
_SAME = 90.0  # percent of likeness from which two sentences are near-identical
_WHOLE = 3  # counties, or a fifth of all, that may share a sentence before it counts as common wording
_WORDS = re.compile(r"[^\w%.]|_")
_OWN_LEVEL = re.compile(r"全[县区市旗]|[县区市旗](?=委|政府|教育|财政|域|级|内|人社|直)")
_CITED = re.compile(r"《[^《》]*》(?:[（(][^（）()]*[）)])?")
_FORMULA = re.compile(r"(?:报告|汇报|说明)如下|自查自评|特此报告")
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_SPECIFIC = 3  # significant digits from which a figure is hardly met twice by chance


@dataclass(frozen=True)
class Match:
    """A sentence of one report and the same, or nearly the same, of another."""

    sentence: int
    other: int
    other_sentence: int


class Neighbours:
    """The counties of one batch; ``sizes`` is worked out when first asked for.

    Args:
        digests: all of them, read once, in the order that numbers them from 0.
        get: the digest of a number again.
    """

    def __init__(self, digests: Iterable[Digest], get: Callable[[int], Digest]) -> None:
        self.get = lru_cache(maxsize=64)(get)
        self.regions: list[str] = []
        self.values: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(dict)
        self._exact: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
        self._masked: dict[bytes, set[int]] = defaultdict(set)
        self._sketches: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, digest in enumerate(digests):
            self._add(number, digest)
        self.names = frozenset(self.regions)
        self.sizes: list[float] | None = None

    def _add(self, number: int, digest: Digest) -> None:
        self.regions.append(digest.region)
        for key, value in digest.values.items():
            self.values[key][number] = value.value
        for at, sentence in enumerate(digest.sentences):
            words = eligible(digest, sentence)
            if not words:
                continue
            self._exact[_hash(words)].append((number, at))
            self._masked[_hash(_FIGURES.sub("#", words))].add(number)
            for piece in _sketch(words):
                self._sketches[piece].append((number, at))

    @property
    def crowd(self) -> int:
        """How many counties may share a sentence before it counts as common wording."""
        return max(_WHOLE, len(self.regions) // 5)

    def common(self, words: str) -> bool:
        """Whether so many reports have this sentence, but for its figures, that it is a form they share."""
        return len(self._masked.get(_hash(_FIGURES.sub("#", words)), ())) > self.crowd

    def matches(self, number: int, digest: Digest) -> list[Match]:
        """Sentences of a county that stand in another county's report as well, in order."""
        found: list[Match] = []
        for at, sentence in enumerate(digest.sentences):
            words = eligible(digest, sentence)
            if not words or self.common(words):
                continue
            others: dict[int, int] = {}
            for other, where in self._exact.get(_hash(words), ()):
                if other != number:
                    others.setdefault(other, where)
            if len(others) >= self.crowd:
                continue
            for other, where in self._near(number, words).items():
                others.setdefault(other, where)
            if len(others) < self.crowd:
                found += [Match(at, other, where) for other, where in sorted(others.items())]
        return found

    def _near(self, number: int, words: str) -> dict[int, int]:
        from rapidfuzz import fuzz

        votes: Counter[tuple[int, int]] = Counter()
        for value in _sketch(words):
            holders = self._sketches.get(value, ())
            if len(holders) <= _CROWD:
                votes.update(holder for holder in holders if holder[0] != number)
        result: dict[int, int] = {}
        for (other, where), shared in votes.items():
            if shared < _SHARED or other in result:
                continue
            digest = self.get(other)
            theirs = eligible(digest, digest.sentences[where])
            if fuzz.ratio(words, theirs) >= _SAME and _same_figures(words, theirs):
                result[other] = where
        return result


def eligible(digest: Digest, sentence: Sentence) -> str:
    """The bare words of a sentence that could be a copy; empty when it is fixed wording or too short."""
    if not sentence.own or sentence.aim:
        return ""
    text = digest.text(sentence)
    if _FORMULA.search(text):
        return ""
    words = plain(_CITED.sub("", text), digest.region)
    if len(words) < _SHORTEST:
        return ""
    known = _known_wording()
    pieces = [words[i : i + _SHINGLE] for i in range(len(words) - _SHINGLE + 1)]
    return "" if sum(piece in known for piece in pieces) >= _KNOWN * len(pieces) else words


def plain(text: str, region: str) -> str:
    """Words and figures alone, the county's own name and level taken out: what stays when a name is exchanged."""
    bare = "".join(text.split())
    if region:
        bare = bare.replace(region, "□")
        if len(region) > 2:
            bare = bare.replace(region[:-1], "□")
    return _WORDS.sub("", _OWN_LEVEL.sub("", bare.replace("□", "")))


def specific_figures(words: str) -> set[str]:
    """Figures that two places hardly have in common by chance: years, 100 and small counts are none."""
    found = _FIGURES.findall(words)
    return {f for f in found if len(f.replace(".", "").strip("0")) >= _SPECIFIC and not re.fullmatch(r"20\d\d", f)}


def _same_figures(words: str, theirs: str) -> bool:
    """Whether most figures are the same; a sentence whose figures were all put right is no copy."""
    mine, other = _FIGURES.findall(words), _FIGURES.findall(theirs)
    shared = sum((Counter(mine) & Counter(other)).values())
    return 2 * shared >= max(len(mine), len(other))


@lru_cache(maxsize=1)
def _known_wording() -> frozenset[str]:
    """What policies and the indicator dictionary word already: whoever uses it copies nobody."""
    texts = [clause.text for policy in load_policies().values() for clause in policy.clauses]
    for indicator in load_dictionary().values():
        texts += [indicator.problem, indicator.measure, indicator.note]
    bare = [plain(text, "") for text in texts if text]
    return frozenset(text[i : i + _SHINGLE] for text in bare for i in range(len(text) - _SHINGLE + 1))


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()


def _sketch(words: str) -> list[int]:
    """The smallest hashes of its shingles: near-identical sentences have most of them in common."""
    pieces = {words[i : i + _SHINGLE - 1] for i in range(len(words) - _SHINGLE + 2)}
    return sorted(int.from_bytes(_hash(piece), "big") for piece in pieces)[:_SKETCH]
