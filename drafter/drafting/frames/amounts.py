"""Frames for money and counts: what it came to, and how it grew or fell."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.drafting.frames.levels import rests_on
from drafter.drafting.frames.words import among, joined, respectively
from drafter.drafting.stories import Story, Storyteller, family_of

__all__ = ["tell_amounts"]


def tell_amounts(teller: Storyteller, stories: Sequence[Story], variant: int) -> list[str]:
    """Sentences that tell amounts and their growth; a family (生均…经费 by stage) names its noun once."""
    if not stories:
        return []
    up = [s for s in stories if s.sign == 1]
    down = [s for s in stories if s.sign == -1]
    flat = [s for s in stories if s.sign == 0]
    unknown = [s for s in stories if s.sign is None]
    clauses = []
    for group, tell in ((up, _grown), (down, _fallen), (flat, _unchanged), (unknown, _plain)):
        if group:
            clauses.append(tell(group, variant))
    sentences = [teller.words["area"] + "；".join(clauses) + "。"]
    missed = [s for s in stories if s.missed and s.missed.reference is not None]
    if missed:
        names = joined(_names(missed))
        sentences.append(f"{among(stories)}{names}比上年减少，未做到“只增不减”，已列入存在的问题。{rests_on(stories)}")
    return sentences


def _names(stories: Sequence[Story]) -> list[str]:
    """Names of the stories; of one family only the members, before the family's noun."""
    families = {family_of(story.indicator)[0] for story in stories}
    if len(stories) > 1 and len(families) == 1 and "" not in families:
        family = families.pop()
        members = [family_of(story.indicator)[1] for story in stories]
        return [*members[:-1], members[-1] + family]
    return [story.name for story in stories]


def _rates(stories: Sequence[Story]) -> str:
    return joined([f"[[{story.id}.growth]]" for story in stories])


def _grown(stories: list[Story], variant: int) -> str:
    names, values = joined(_names(stories)), joined([story.slot for story in stories])
    each = respectively(stories)
    story = stories[0]
    if len(stories) > 1:
        frames = (
            f"{names}分别达到{values}，比上年分别增长{_rates(stories)}",
            f"{names}分别为{values}，分别比上年增长{_rates(stories)}",
        )
        return frames[variant % len(frames)]
    single = (
        f"{names}{each}达到{values}，比上年增加[[{story.id}.delta]]，增长[[{story.id}.growth]]",
        f"{names}由上年的[[{story.id}.prev]]增加到{values}，增长[[{story.id}.growth]]",
        f"{names}{values}，较上年增长[[{story.id}.growth]]",
    )
    return single[variant % len(single)]


def _fallen(stories: list[Story], variant: int) -> str:
    names, values = joined(_names(stories)), joined([story.slot for story in stories])
    if len(stories) > 1:
        return f"{names}分别为{values}，比上年分别下降{_rates(stories)}"
    story = stories[0]
    frames = (
        f"{names}为{values}，比上年减少[[{story.id}.delta]]，下降[[{story.id}.growth]]",
        f"{names}为{values}，较上年下降[[{story.id}.growth]]",
    )
    return frames[variant % len(frames)]


def _unchanged(stories: list[Story], _variant: int) -> str:
    names, values = joined(_names(stories)), joined([story.slot for story in stories])
    return f"{names}{respectively(stories)}为{values}，与上年持平"


def _plain(stories: list[Story], _variant: int) -> str:
    names, values = joined(_names(stories)), joined([story.slot for story in stories])
    return f"{names}{respectively(stories)}为{values}"
