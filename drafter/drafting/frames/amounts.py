"""Frames for money and counts: what it came to, and how it grew or fell."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.drafting.frames.levels import own_shortfalls, rests_on
from drafter.drafting.frames.words import in_breaths, joined, respectively, values
from drafter.drafting.stories import Story, Storyteller, family_of

__all__ = ["tell_amounts"]


def tell_amounts(teller: Storyteller, stories: Sequence[Story], variant: int, opening: bool = True) -> list[str]:
    """A sentence that tells amounts and their growth; a family (生均…经费 by stage) names its noun once."""
    if not stories:
        return []
    up = [s for s in stories if s.sign == 1]
    down = [s for s in stories if s.sign == -1]
    flat = [s for s in stories if s.sign == 0]
    unknown = [s for s in stories if s.sign is None]
    clauses = []
    for group, tell in ((up, _grown), (flat, _unchanged), (unknown, _plain), (down, _fallen)):
        if group:
            clauses.append(tell(group, variant))
    clauses[0] = (f"{teller.year}年，{teller.words['area']}" if opening else "") + clauses[0]
    clauses[-1] += _owned(down)
    below = [s for s in stories if s.missed and s.missed.reference is None]
    sentences = [f"{text}。{rests_on(stories)}" for text in in_breaths(clauses, "；")]
    return [*sentences, *own_shortfalls(below, variant)]


def _owned(fallen: Sequence[Story]) -> str:
    """What is said of amounts that must not fall and did: plainly, and where the reader finds it owned."""
    missed = [s for s in fallen if s.missed and s.missed.reference is not None]
    if not missed:
        return ""
    who = "" if len(missed) == len(fallen) else joined(_names(missed))
    return f"，{who}未做到“只增不减”，已列入存在的问题"


def _names(stories: Sequence[Story]) -> list[str]:
    """Names of the stories; of one family only the members, before the family's noun."""
    families = {family_of(story.indicator)[0] for story in stories}
    if len(stories) > 1 and len(families) == 1 and "" not in families:
        members = [family_of(story.indicator)[1] for story in stories]
        return [*members[:-1], members[-1] + families.pop()]
    return [story.name for story in stories]


def _rates(stories: Sequence[Story]) -> str:
    return joined([f"[[{story.id}.growth]]" for story in stories])


def _grown(stories: list[Story], variant: int) -> str:
    names, now = joined(_names(stories)), values(stories)
    each = respectively(stories)
    story = stories[0]
    if len(stories) > 1:
        frames = (
            f"{names}分别达到{now}，比上年分别增长{_rates(stories)}",
            f"{names}分别为{now}，分别比上年增长{_rates(stories)}",
        )
        return frames[variant % len(frames)]
    single = (
        f"{names}{each}达到{now}，比上年增加[[{story.id}.delta]]，增长[[{story.id}.growth]]",
        f"{names}由上年的{story.previous}增加到{story.slot.removeprefix(story.head)}，增长[[{story.id}.growth]]",
        f"{names}{now}，较上年增长[[{story.id}.growth]]",
    )
    return single[variant % len(single)]


def _fallen(stories: list[Story], variant: int) -> str:
    names, now = joined(_names(stories)), values(stories)
    if len(stories) > 1:
        return f"{names}分别为{now}，比上年分别下降{_rates(stories)}"
    story = stories[0]
    frames = (
        f"{names}为{now}，比上年减少[[{story.id}.delta]]，下降[[{story.id}.growth]]",
        f"{names}为{now}，较上年下降[[{story.id}.growth]]",
    )
    return frames[variant % len(frames)]


def _unchanged(stories: list[Story], _variant: int) -> str:
    names, now = joined(_names(stories)), values(stories)
    return f"{names}{respectively(stories)}为{now}，与上年持平"


def _plain(stories: list[Story], _variant: int) -> str:
    names, now = joined(_names(stories)), values(stories)
    return f"{names}{respectively(stories)}为{now}"
