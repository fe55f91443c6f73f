"""DUP between counties: passages that stand in another county's report of the batch as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checking.among import Among
from drafter.checking.context import CheckContext
from drafter.checking.neighbours import Match, eligible, specific_figures
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Evidence, Finding, Place, Severity

__all__ = ["FAMILY", "check_among"]

_COPIED = (
    "县里建立教师周转宿舍集中供热制度，由住建、财政、教育三家按月会商，冬季前完成管网检修和锅炉更换。"
    "牧区寄宿生每两周由客运公司专车接送一次，票款由财政与学校分担，家长只在站点签字交接。"
)
COPIED = Rule(
    "DUP101",
    "same-as-neighbour",
    "与别县的报告雷同",
    Severity.WARNING,
    "同批另一个县的报告里有相同或几乎相同的一段话，不是政策原文、套话，也不是多数县共有的写法。",
    "各县做法不会一字不差，雷同的段落多半是抄来的。",
    (Example(_COPIED, peers={"石溪县": _COPIED}),),
    (
        Example(
            "全市坚持教育优先发展，落实立德树人根本任务。",
            peers={"石溪县": "全县坚持教育优先发展，落实立德树人根本任务。"},
        ),
        Example(
            _COPIED,
            peers={"石溪县": "全县推行集团化办学，每个乡镇选派骨干教师到村小蹲点，带一个学科、带一批青年教师。"},
        ),
    ),
    "《教育督导条例》第二十五条：不得隐瞒实情、弄虚作假",
)

_LEAST = 60  # characters of a passage without figures that tell it apart
_LEAST_WITH_FIGURES = 30
_LONGEST_SHOWN = 300


@dataclass
class _Run:
    """Consecutive sentences that follow each other in another report as well."""

    other: int
    first: int
    last: int
    other_last: int
    other_first: int
    words: str


def check_among(place: Among) -> Iterator[Finding]:
    """Every passage that another county has as well; one finding a passage, whoever shares it."""
    seen: dict[tuple[int, int], list[_Run]] = defaultdict(list)
    for run in _runs(place):
        if _tells(run.words):
            seen[run.first, run.last].append(run)
    taken: set[int] = set()
    for (first, last), runs in sorted(seen.items(), key=lambda item: (item[0][0], -item[0][1])):
        covered = set(range(first, last + 1))
        if covered <= taken:
            continue
        taken |= covered
        yield _finding(place, first, last, runs)


def _runs(place: Among) -> list[_Run]:
    matches = place.neighbours.matches(place.number, place.digest)
    by_other: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        by_other[match.other].append(match)
    runs: list[_Run] = []
    for other, found in by_other.items():
        current: _Run | None = None
        for match in found:
            words = eligible(place.digest, place.digest.sentences[match.sentence])
            if current and _follows(place, current, match):
                current.last, current.other_last = match.sentence, match.other_sentence
                current.words += words
                continue
            current = _Run(other, match.sentence, match.sentence, match.other_sentence, match.other_sentence, words)
            runs.append(current)
    return runs


def _follows(place: Among, run: _Run, match: Match) -> bool:
    """Whether a match goes on where the run ends, in the same paragraph."""
    sentences = place.digest.sentences
    near = 0 < match.sentence - run.last <= 2 and 0 < match.other_sentence - run.other_last <= 2
    return near and sentences[match.sentence].flow == sentences[run.last].flow


def _tells(words: str) -> bool:
    """Whether a passage is long, or particular, enough to be a copy and not a manner of speaking."""
    return len(words) >= _LEAST or (len(words) >= _LEAST_WITH_FIGURES and len(specific_figures(words)) >= 2)


def _finding(place: Among, first: int, last: int, runs: list[_Run]) -> Finding:
    digest, neighbours = place.digest, place.neighbours
    start, end = digest.sentences[first], digest.sentences[last]
    names = list(dict.fromkeys(neighbours.regions[run.other] for run in runs))
    evidence = []
    for run in runs[:3]:
        theirs = neighbours.get(run.other)
        a, b = theirs.sentences[run.other_first], theirs.sentences[run.other_last]
        stop = b.end if a.flow == b.flow else a.end
        flow = theirs.flows[a.flow]
        where: Place = flow.places(a.start, stop)[0]
        words = flow.text[a.start : stop].strip()[:_LONGEST_SHOWN]
        label = f"{neighbours.regions[run.other]} {where.section or '开头'} 第{where.paragraph + 1}段"
        evidence.append(Evidence("document", label, words))
    flow = digest.flows[start.flow]
    text = flow.text[start.start : end.end]
    lead, tail = len(text) - len(text.lstrip()), len(text.rstrip())
    return COPIED.at(
        flow,
        start.start + lead,
        start.start + tail,
        f"这段话与{'、'.join(names[:3])}{'等' if len(names) > 3 else ''}的报告相同或几乎相同",
        evidence=tuple(evidence),
        suggestion="按本县的实际重写；确是统一提供的文字，可以豁免",
    )


def _check(context: CheckContext) -> Iterator[Finding]:
    if context.among is not None:
        yield from check_among(context.among)


FAMILY = Family("DUP", "雷同", (COPIED,), _check)
