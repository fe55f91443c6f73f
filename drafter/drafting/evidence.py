"""Which sentences of the write-ups answer which required item, and which problems the departments name themselves.

Assignment looks at words only, never at the value of a figure, so that changing a figure moves no sentence. Only
afterwards are sentences that contradict the metrics taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from drafter.checking.comparing import Verdict
from drafter.drafting.materials import Materials, MaterialSentence
from drafter.drafting.screening import Screen
from drafter.facts import Fact
from drafter.outlines import Item, Outline
from drafter.report import UnusedMaterial

__all__ = ["NO_ROOM", "Evidence", "ItemEvidence", "NamedProblem", "choose_evidence"]

NO_ROOM = "篇幅所限，未写入"  # why a sentence that would fit its item is left out
_PER_ITEM = 4
_PASSAGES_SHARE = 0.7  # of the report's length that passages may fill; the rest is for figures, problems, measures
_LIST_SHARE = 0.1  # of the report's length that the rows of one ledger may fill
_LEAST_SCORE = 1.2
_HEADING_WEIGHT = 0.8
_LEAD_WEIGHT = 1.5
_OFFICE_WEIGHT = 1.2
_INDICATOR_WEIGHT = 2.5
_UNSAID_WEIGHT = 1.25  # of an indicator, where no word of the item stands in the sentence or above it
_NEARLY = 0.6  # of its own item's score that a sentence must have for an item that has none
_SHARED_WORDS = 0.12  # least share of common character pairs for a plan to answer a problem
#: Who issued a paper or judged others is no topic of the sentence.
_ISSUER = re.compile(r"^[一-鿿、]{2,24}?(?:委员会|领导小组|督导室|工委|局|厅)(?=对|印发|出台|制定|公布)")
_GENERAL = re.compile(r"^[^，。]{2,14}(?:辖|位于|地处)|常住人口|户籍人口|国土面积|总面积[^，。]{0,6}平方公里")
_GENERAL_SIGNALS = frozenset(["常住人口", "基本情况", "人口", "位于", "辖"])
_NOT_APPLICABLE = "无此项工作任务"


@dataclass
class ItemEvidence:
    """What the write-ups say on one item; ``declared`` is the sentence that says 无此项工作任务.

    ``names``: the indicators that each sentence chosen speaks of, also of those left out afterwards, whose place in
    the account has to stay theirs; ``tells``: the indicators whose value a sentence of the body tells rightly.
    """

    body: list[MaterialSentence] = field(default_factory=list)
    declared: MaterialSentence | None = None
    names: dict[MaterialSentence, set[str]] = field(default_factory=dict)
    tells: dict[MaterialSentence, set[str]] = field(default_factory=dict)


@dataclass
class NamedProblem:
    """A problem a department names, and what it plans to do about it."""

    item: Item
    problem: list[MaterialSentence]
    plan: list[MaterialSentence]


@dataclass
class Evidence:
    """The choice for a whole report.

    Attributes:
        items: by item id.
        problems: in the order of the write-ups.
        told: indicators whose value a chosen sentence tells and the metrics confirm.
        given: indicators whose value a chosen sentence tells, whether or not the metrics have it.
        displaced: indicators that a chosen sentence told until a cell contradicted it, with those cells: what is
            told of them instead rests on those cells too.
        refuted: words on problems that cells contradict, with those cells.
        own: by item, the user's own indicators that speak of it, by the kind of frame that tells them.
    """

    items: dict[str, ItemEvidence]
    problems: list[NamedProblem] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    displaced: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    refuted: list[tuple[str, tuple[Fact, ...]]] = field(default_factory=list)
    own: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    unused: list[UnusedMaterial] = field(default_factory=list)

    def leave(self, sentence: MaterialSentence, reason: str) -> None:
        """Note a sentence that is not used."""
        self.unused.append(UnusedMaterial(sentence.ref, sentence.original, reason))


@dataclass(frozen=True)
class _Candidate:
    score: float
    order: int
    sentence: MaterialSentence


def choose_evidence(outline: Outline, materials: Materials, screen: Screen) -> Evidence:
    """Give each usable sentence of the write-ups to the one item it answers best."""
    matcher = _Matcher([item for _, item in outline.items()], screen)
    evidence = Evidence({item.id: ItemEvidence() for _, item in outline.items()})
    _place_own(evidence, matcher, screen)
    usable = []
    for sentence in materials.sentences():
        if reason := screen.reason_to_leave(sentence):
            evidence.leave(sentence, reason)
        elif screen.repeats(sentence.text):
            evidence.leave(sentence, "与已采用的句子重复")
        else:
            usable.append(sentence)
    _choose_body(evidence, matcher, [s for s in usable if s.role == "body"], screen, outline.length[1])
    named = [s for s in materials.sentences() if s.role != "body"]
    kept = set(map(id, usable))
    for _, group in groupby(named, key=lambda s: s.ref.partition("#")[0]):
        _pair_problems(evidence, matcher, list(group), kept, screen)
    evidence.unused.sort(key=lambda unused: _position(unused.ref))
    return evidence


def _choose_body(
    evidence: Evidence, matcher: _Matcher, sentences: Sequence[MaterialSentence], screen: Screen, length: int
) -> None:
    """``length``: characters the report may have."""
    pools: dict[str, list[_Candidate]] = {}
    grouped = {
        item.id: [i for group in item.groups for i in group.indicators]
        + [i for ids in evidence.own.get(item.id, {}).values() for i in ids]
        for item in matcher.items
    }
    compared = {
        item.id: [i for group in item.groups if group.kind in ("levels", "amounts") for i in group.indicators]
        for item in matcher.items
    }
    for order, sentence in enumerate(sentences):
        item, score = matcher.best(sentence)
        if item is None:
            evidence.leave(sentence, "与提纲各要点都不对应")
        elif item.not_applicable and _NOT_APPLICABLE in sentence.text:
            evidence.items[item.id].declared = sentence
        elif screen.only_tells(sentence.text, compared[item.id]):
            evidence.leave(sentence, "只是指标数字，已由指标表写出")
        else:
            pools.setdefault(item.id, []).append(_Candidate(score, order, sentence))
    _share_out(pools, matcher, evidence)
    room = length * _PASSAGES_SHARE / max(1, len(pools))
    for item_id, pool in pools.items():
        mine = evidence.items[item_id]
        rows = [c for c in pool if c.sentence.listed]
        ranked = sorted((c for c in pool if c not in rows), key=lambda c: (-c.score, c.order))[:_PER_ITEM]
        best = _fitting(ranked, room)
        best += _rows_fitting(rows, length * _LIST_SHARE)
        for candidate in pool:
            if candidate not in best:
                spare = candidate not in ranked and candidate not in rows
                evidence.leave(candidate.sentence, "同一要点已有更贴切的句子" if spare else NO_ROOM)
                continue
            values = screen.names_values_of(candidate.sentence.text)
            mine.names[candidate.sentence] = values | screen.indicators(candidate.sentence.text)
            if reason := screen.contradiction(candidate.sentence):
                evidence.leave(candidate.sentence, reason)
                cells = screen.facts_behind(candidate.sentence.text, Verdict.REFUTED)
                for indicator in values | screen.tells(candidate.sentence.text, grouped[item_id]):
                    evidence.displaced[indicator] = (*evidence.displaced.get(indicator, ()), *cells)
            else:
                mine.body.append(candidate.sentence)
                mine.tells[candidate.sentence] = screen.tells(candidate.sentence.text, grouped[item_id])
                evidence.told |= mine.tells[candidate.sentence]
                evidence.given |= values


def _place_own(evidence: Evidence, matcher: _Matcher, screen: Screen) -> None:
    """Give each of the user's own indicators to the item that its name speaks of."""
    for indicator in screen.own_indicators():
        item = matcher.named(indicator.name)
        if item is not None:
            kind = "levels" if indicator.unit.dimension == "percent" else "activities"
            evidence.own.setdefault(item.id, {}).setdefault(kind, []).append(indicator.id)


def _share_out(pools: dict[str, list[_Candidate]], matcher: _Matcher, evidence: Evidence) -> None:
    """Let an item that has nothing take, from one that has several, the sentence that speaks of it nearly as much."""
    for item in matcher.items:
        if item.optional or item.id in pools or evidence.items[item.id].declared is not None:
            continue
        best: tuple[float, str, _Candidate] | None = None
        for owner, pool in pools.items():
            for candidate in pool if len(pool) > 1 else ():
                score = matcher.score(item, candidate.sentence)
                near = score / candidate.score
                wanted = score > _LEAST_SCORE and near >= _NEARLY and not candidate.sentence.listed
                if wanted and (best is None or near > best[0]):
                    best = (near, owner, candidate)
        if best is not None:
            near, owner, candidate = best
            pools[owner].remove(candidate)
            pools[item.id] = [_Candidate(near * candidate.score, candidate.order, candidate.sentence)]


def _fitting(ranked: Sequence[_Candidate], room: float) -> list[_Candidate]:
    """The best candidates that fit the item's room in characters; where not even one does, the shortest good one."""
    chosen: list[_Candidate] = []
    for candidate in ranked:
        if sum(len(c.sentence.text) for c in chosen) + len(candidate.sentence.text) > room:
            break
        chosen.append(candidate)
    if ranked and not chosen:
        good = [c for c in ranked if c.score >= ranked[0].score / 2]
        chosen.append(min(good, key=lambda c: len(c.sentence.text)))
    return chosen


def _rows_fitting(rows: Sequence[_Candidate], room: float) -> list[_Candidate]:
    """The rows of a ledger, all of them when they fit; when not, what is unfinished goes before what is done."""
    chosen: list[_Candidate] = []
    for row in sorted(rows, key=lambda c: (c.sentence.settled, c.order)):
        if sum(len(c.sentence.text) for c in chosen) + len(row.sentence.text) > room:
            break
        chosen.append(row)
    return chosen


def _pair_problems(
    evidence: Evidence, matcher: _Matcher, sentences: Sequence[MaterialSentence], usable: set[int], screen: Screen
) -> None:
    """Problems and plans of one write-up: paragraph by paragraph, in order when there are as many of each.

    They are counted as the write-up has them, before anything is left out, so that each keeps its place.
    """
    problems = _paragraphs(s for s in sentences if s.role == "problem")
    plans = _paragraphs(s for s in sentences if s.role == "plan")
    aligned = len(problems) == len(plans)
    problems, plans = ([[s for s in part if id(s) in usable] for part in parts] for parts in (problems, plans))
    free = [plan for plan in plans if plan]
    for number, problem in enumerate(problems):
        if not problem:
            continue
        plan = plans[number] if aligned else _likest(problem, free)
        if plan in free:
            free.remove(plan)
        item, _ = matcher.best(problem[0], floor=0.0)
        kept = [_screened(evidence, part, screen) for part in (problem, plan)]
        if item is None:
            for sentence in (*kept[0], *kept[1]):
                evidence.leave(sentence, "与提纲各要点都不对应")
        elif kept[0]:
            evidence.problems.append(NamedProblem(item, *kept))
        else:
            free.append(kept[1])  # an answer to a problem that is not told
    for plan in free:
        for sentence in plan:
            evidence.leave(sentence, "没有与之对应的问题")


def _screened(evidence: Evidence, sentences: Sequence[MaterialSentence], screen: Screen) -> list[MaterialSentence]:
    kept = []
    for sentence in sentences:
        reason = screen.contradiction(sentence) if sentence.role == "problem" else ""
        if reason:
            evidence.leave(sentence, reason)
            evidence.refuted.append((sentence.text, screen.facts_behind(sentence.text, Verdict.REFUTED)))
        else:
            kept.append(sentence)
    return kept


def _paragraphs(sentences: Iterable[MaterialSentence]) -> list[list[MaterialSentence]]:
    return [list(group) for _, group in groupby(sentences, key=lambda s: s.ref)]


def _likest(problem: Sequence[MaterialSentence], plans: Sequence[list[MaterialSentence]]) -> list[MaterialSentence]:
    def pairs(sentences: Sequence[MaterialSentence]) -> set[str]:
        text = "".join(s.lead + s.text for s in sentences)
        return {text[i : i + 2] for i in range(len(text) - 1)}

    mine = pairs(problem)
    scored = [(len(mine & pairs(plan)) / max(1, len(mine)), -number) for number, plan in enumerate(plans)]
    best = max(scored, default=(0.0, 0))
    return plans[-best[1]] if best[0] >= _SHARED_WORDS else []


class _Matcher:
    """Scores a sentence against the items by their signals, their office and the indicators they share."""

    def __init__(self, items: Sequence[Item], screen: Screen) -> None:
        self.items = items
        self._screen = screen
        count: dict[str, int] = {}
        for item in items:
            for signal in item.signals:
                count[signal] = count.get(signal, 0) + 1
        # a long signal says more than a short one, and one that items share says less
        self._weights = {signal: min(len(signal), 5) / 2 / number for signal, number in count.items()}

    def best(self, sentence: MaterialSentence, floor: float = _LEAST_SCORE) -> tuple[Item | None, float]:
        """The item a sentence answers best and the score; None when no score exceeds ``floor``."""
        best: tuple[Item | None, float] = (None, floor)
        for item in self.items:
            score = self.score(item, sentence)
            if score > best[1]:
                best = (item, score)
        return best

    def score(self, item: Item, sentence: MaterialSentence) -> float:
        """How much a sentence speaks of an item: by its words, the heading it stands under, its figures, its office."""
        if _GENERAL.search(sentence.text) and not any(signal in _GENERAL_SIGNALS for signal in item.signals):
            return 0.0  # population and pupils of the region answer no item but that on its situation
        if sentence.listed:  # the rows of a list go together, where its title belongs
            return self._said(item, sentence.heading)
        score = self._said(item, _ISSUER.sub("", sentence.text))
        # a heading that lists several topics supports what a sentence says, but does not speak for it
        above = _HEADING_WEIGHT * self._said(item, sentence.heading) + _LEAD_WEIGHT * self._said(item, sentence.lead)
        score += above if score else above / 2
        named = self._screen.indicators(sentence.text)
        score += (_INDICATOR_WEIGHT if score else _UNSAID_WEIGHT) * len(named.intersection(item.indicators)) ** 0.5
        if score and _same_office(item.office, sentence.organisation):
            score += _OFFICE_WEIGHT
        return float(score)

    def _said(self, item: Item, text: str) -> float:
        return sum(self._weights[signal] for signal in item.signals if signal in text)

    def named(self, name: str) -> Item | None:
        """The item whose words an indicator's name has most of; None when it has none's."""
        scores = {item.id: self._said(item, name) for item in self.items}
        best = max(self.items, key=lambda item: scores[item.id])
        return best if scores[best.id] > 0 else None


def _same_office(office: str, organisation: str) -> bool:
    """Whether a write-up comes from the office an item names (items name offices without their level)."""
    own = organisation[1:] if organisation[:1] in "省市县区州盟旗" else organisation
    return bool(own) and (own in office or office in own)


def _position(ref: str) -> tuple[str, int]:
    file, _, number = ref.partition("#p")
    return file, int(number or 0)
