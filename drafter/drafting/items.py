"""The offline answer to one required item: passages, figures and, where something is missing, one gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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

__all__ = ["Answer", "Quote", "answer_item", "gap_sentence", "metric_sentences"]

Quote = Callable[[MaterialSentence], Sentence]

_FRAMES: dict[str, Callable[[Storyteller, Sequence[Story], int], list[str]]] = {
    "levels": tell_levels,
    "amounts": tell_amounts,
    "parts": tell_parts,
    "progress": tell_progress,
    "activities": tell_activities,
    "compare": tell_comparison,
}


@dataclass
class Answer:
    """The paragraph on an item, without its lead, and what it still lacks."""

    item: Item
    paragraph: Paragraph
    gaps: list[Gap]


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
    passages = [quote(sentence) for sentence in mine.body if not sentence.listed]
    rows = [quote(sentence) for sentence in mine.body if sentence.listed]
    sentences = [*passages, *metric_sentences(teller, item, evidence, position), *rows]
    if item.optional and not sentences:
        return None
    gaps = _gaps(teller, section, item, sentences, evidence.given)
    printed = [gap for gap in gaps if gap.printed]
    if printed:
        sentences.append(gap_sentence("、".join(gap.what for gap in printed), teller.office(item.office)))
    return Answer(item, Paragraph(sentences, item.id), gaps)


def gap_sentence(what: str, office: str) -> Sentence:
    """「【待补充：…，请向××索取】」."""
    return Sentence(f"【待补充：{what}，请向{office}索取】", "gap")


def metric_sentences(teller: Storyteller, item: Item, evidence: Evidence, position: int) -> list[Sentence]:
    """The item's figures, group by group; what a passage has told already is not told again."""
    sentences: list[Sentence] = []
    for number, group in enumerate(item.groups):
        stories = teller.stories(group.indicators)
        fresh = _untold(group, stories, evidence.told)
        templates = _FRAMES[group.kind](teller, fresh, position + number)
        templates += own_shortfalls([s for s in stories if s not in fresh], position + number)
        for template in templates:
            named = {slot.partition(".")[0].partition("|")[0] for slot in SLOT.findall(template)}
            displaced = [fact for i in sorted(named) for fact in evidence.displaced.get(i, ())]
            support = tuple(map(cell_support, displaced))
            sentences.append(fill(template, teller.metrics, teller.policies, support=support))
    return sentences


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
