"""The offline answer to one required item: passages, figures and, where something is missing, one gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from drafter.drafting.evidence import Evidence, ItemEvidence
from drafter.drafting.frames import (
    tell_activities,
    tell_amounts,
    tell_comparison,
    tell_levels,
    tell_parts,
    tell_progress,
)
from drafter.drafting.frames.levels import own_shortfalls
from drafter.drafting.materials import MaterialSentence
from drafter.drafting.slots import cell_support, fill
from drafter.drafting.stories import Story, Storyteller
from drafter.facts import SLOT
from drafter.outlines import Group, Item, OutlineSection
from drafter.report import Gap, Paragraph, Sentence, Support

__all__ = ["Answer", "Quote", "answer_item", "gap_sentence"]

Quote = Callable[[MaterialSentence], Sentence]

_FRAMES: dict[str, Callable[[Storyteller, Sequence[Story], int, bool], list[str]]] = {
    "levels": tell_levels,
    "amounts": tell_amounts,
    "parts": tell_parts,
    "progress": tell_progress,
    "activities": tell_activities,
    "compare": tell_comparison,
}


@dataclass
class Answer:
    """The paragraph on an item, without its lead, what it still lacks, and the rows of a ledger that it lists, each
    with the words that open it and name its problem.
    """

    item: Item
    paragraph: Paragraph
    gaps: list[Gap]
    rows: list[tuple[str, Sentence]] = field(default_factory=list)


def answer_item(
    teller: Storyteller, section: OutlineSection, item: Item, evidence: Evidence, quote: Quote, position: int
) -> Answer | None:
    """The paragraph of an item; None for an optional item on which there is nothing to say.

    Args:
        quote: makes a report's sentence of a passage.
        position: the item's place in the outline, which varies the frames.
    """
    mine = evidence.items[item.id]
    declined = _not_applicable(teller, item, mine)
    if declined is not None:
        return Answer(item, Paragraph([declined], item.id), [])
    sentences = _told(teller, item, evidence, quote, position)
    rows = [(sentence.lead, quote(sentence)) for sentence in mine.body if sentence.listed]
    if item.optional and not sentences and not rows:
        return None
    gaps = _gaps(teller, section, item, [*sentences, *(row for _, row in rows)], evidence.given)
    printed = [gap for gap in gaps if gap.printed]
    if printed:
        sentences.append(gap_sentence("、".join(gap.what for gap in printed), teller.office(item.office)))
    return Answer(item, Paragraph(sentences, item.id), gaps, rows)


def _told(teller: Storyteller, item: Item, evidence: Evidence, quote: Quote, position: int) -> list[Sentence]:
    """Passages and figures as one account.

    What was done comes before how far it went; but a figure of an earlier group stands before the passage that speaks
    of a later one (the total before its stages), and what falls short is owned right after the passage that tells it.
    """
    mine = evidence.items[item.id]
    passages = [sentence for sentence in mine.names if not sentence.listed]
    groups = _groups(item, evidence)
    place = {i: number for number, group in enumerate(groups) for i in group.indicators}
    # the first group each passage speaks of, on words alone, so that no figure moves a sentence
    spoken = [min((place[i] for i in mine.names[passage] if i in place), default=-1) for passage in passages]
    told_by = {i: number for number, passage in enumerate(passages) for i in mine.tells.get(passage, ())}
    blocks: list[list[Sentence]] = [[] for _ in range(len(passages) + 1)]
    owned: list[list[Sentence]] = [[] for _ in passages]
    opening = True
    for number, group in enumerate(groups):
        stories = teller.stories(group.indicators)
        opening = opening and (number == 0 or not passages) or number >= len(item.groups)
        fresh = _untold(group, stories, evidence.told)
        at = next((n for n, first in enumerate(spoken) if first > number), len(passages))
        for template in _FRAMES[group.kind](teller, fresh, position + number, opening):
            blocks[at].append(_filled(teller, template, evidence))
        opening = opening and not stories
        for story in stories:
            if story not in fresh:
                templates = own_shortfalls([story], position + number)
                target = owned[told_by[story.id]] if story.id in told_by else blocks[at]
                target += [_filled(teller, template, evidence) for template in templates]
    account = []
    for number, passage in enumerate(passages):
        kept = [quote(passage), *owned[number]] if passage in mine.tells else []
        account += [*blocks[number], *kept]
    return account + blocks[-1]


def _groups(item: Item, evidence: Evidence) -> list[Group]:
    """The item's own groups, and the user's own indicators that speak of it."""
    own = evidence.own.get(item.id, {})
    return [*item.groups, *(Group(kind, tuple(ids)) for kind, ids in own.items())]


def _filled(teller: Storyteller, template: str, evidence: Evidence) -> Sentence:
    named = {slot.partition(".")[0].partition("|")[0] for slot in SLOT.findall(template)}
    displaced = [fact for i in sorted(named) for fact in evidence.displaced.get(i, ())]
    return fill(template, teller.metrics, teller.policies, support=tuple(map(cell_support, displaced)))


def gap_sentence(what: str, office: str) -> Sentence:
    """「【待补充：…，请向××索取】」."""
    return Sentence(f"【待补充：{what}，请向{office}索取】", "gap")


def _untold(group: Group, stories: list[Story], told: set[str]) -> list[Story]:
    """The stories left to tell. A total is not told without its parts, nor parts without their total."""
    if group.kind in ("parts", "progress", "compare"):
        whole = bool(stories) and stories[0].id == group.indicators[0] and stories[0].id not in told
        return stories if whole else []
    return [story for story in stories if story.id not in told]


def _not_applicable(teller: Storyteller, item: Item, evidence: ItemEvidence) -> Sentence | None:
    if not item.not_applicable:
        return None
    if evidence.declared is not None:
        support = Support("material", evidence.declared.ref, evidence.declared.original)
        return Sentence(evidence.declared.text, "material", (), (support,))
    declared = [i for i in item.indicators if i in teller.metrics.not_applicable]
    if declared and not evidence.body:
        rows = [teller.metrics.rows.get(i, i) for i in declared]
        text = f"{teller.region}不涉及{'、'.join(row.removesuffix('数') for row in rows)}，无此项工作任务。"
        return Sentence(text, "metric", (), (Support("metric", teller.metrics.file, f"{'、'.join(rows)}：不适用"),))
    return None


def _gaps(
    teller: Storyteller, section: OutlineSection, item: Item, sentences: Sequence[Sentence], given: set[str]
) -> list[Gap]:
    """What the item still needs. Printed: all of it when unanswered, otherwise only the key figures.

    Args:
        given: indicators whose figure a passage gives though the metrics do not.
    """
    metrics = teller.metrics
    missing = [
        i
        for i in item.indicators
        if i in metrics.dictionary and metrics.get(i) is None and i not in metrics.not_applicable
    ]
    has_figure = any(sentence.figures for sentence in sentences)
    unanswered = not sentences or (item.needs == "figure" and not has_figure)
    gaps = []
    for indicator_id in missing:
        key = indicator_id in item.key
        if indicator_id in given or not (key or unanswered or indicator_id in metrics.missing):
            continue
        indicator = metrics.dictionary[indicator_id]
        office = teller.office(indicator.office or item.office)
        gaps.append(Gap(item.id, section.heading, indicator.name, office, key and bool(sentences)))
    if unanswered:
        gaps = [Gap(gap.item, gap.section, gap.what, gap.office, False) for gap in gaps]
        gaps.insert(0, Gap(item.id, section.heading, item.ask, teller.office(item.office), True))
    return gaps
