"""Frames for things counted and done: totals with their parts, activities, progress, two figures compared."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.drafting.frames.words import joined
from drafter.drafting.stories import Story, Storyteller
from drafter.facts import SLOT, SlotError, resolve

__all__ = ["tell_activities", "tell_comparison", "tell_parts", "tell_progress"]

_LONGEST = 90  # characters of a sentence that still reads in one breath


def tell_parts(teller: Storyteller, stories: Sequence[Story], variant: int) -> list[str]:
    """「全市共有幼儿园612所，其中公办园268所、…」: a total, then what it consists of; the first story is the total."""
    if not stories:
        return []
    total, parts = stories[0], [story for story in stories[1:] if not story.zero]
    area = teller.words["area"]
    opening = (f"{area}共有", f"{area}现有", f"截至{teller.year}年底，{area}共有")[variant % 3]
    whole = f"{opening}{_thing(total)}{total.slot}"
    if not parts:
        return [f"{whole}。"]
    listed = joined([f"{_thing(story)}{story.slot}" for story in parts])
    return [f"{whole}，其中{listed}。"]


def tell_progress(teller: Storyteller, stories: Sequence[Story], variant: int) -> list[str]:
    """「排查隐患2617处，已整改2589处，整改率98.93%」: how many there were, how many are done, and the share."""
    if len(stories) < 2:
        return tell_activities(teller, stories, variant)
    found, done = stories[0], stories[1]
    head = teller.say(found, "this") or f"{_thing(found)}{found.slot}"
    tail = teller.say(done, "this") or f"{_thing(done)}{done.slot}"
    try:
        share = resolve(teller.metrics, f"{done.id}.share:{found.id}")
    except SlotError:
        return [f"{head}，{tail}。"]
    rate = "全部完成" if share.value == 100 else f"完成率为[[{share.slot}]]"
    return [f"{head}，{tail}，{rate}。"]


def tell_activities(teller: Storyteller, stories: Sequence[Story], variant: int) -> list[str]:
    """Clauses of things done, a few to a sentence: 「市委常委会会议专题研究教育工作9次，…」."""
    del variant  # the dictionary's own clauses differ enough
    clauses = []
    for story in stories:
        if story.indicator.kind == "yes-no":
            clause = teller.say(story, "yes" if story.value.value == 1 else "no") + f"[[{story.id}|hidden]]"
        elif story.zero and (told := teller.say(story, "zero")):
            clause = f"{told}[[{story.id}|hidden]]"
        else:
            clause = teller.say(story, "this")
        clauses.append(clause or f"{story.name}为{story.slot}")
    sentences: list[str] = []
    current = ""
    for clause in clauses:
        if current and len(SLOT.sub("", current + clause)) > _LONGEST:
            sentences.append(current + "。")
            current = ""
        current = f"{current}，{clause}" if current else clause
    return [*sentences, current + "。"] if current else sentences


def tell_comparison(teller: Storyteller, stories: Sequence[Story], variant: int) -> list[str]:
    """「教师年平均工资108642元，比公务员年平均工资106350元高2292元」."""
    if len(stories) < 2:
        return tell_activities(teller, stories, variant)
    ours, theirs = stories[0], stories[1]
    gap = resolve(teller.metrics, f"{ours.id}.minus:{theirs.id}")
    area = teller.words["area"]
    if gap.sign == 0:
        return [f"{area}{ours.name}{ours.slot}，与{theirs.name}{theirs.slot}持平。"]
    word = "高出" if gap.sign > 0 else "低"
    frames = (
        f"{area}{ours.name}为{ours.slot}，{theirs.name}为{theirs.slot}，前者比后者{word}[[{gap.slot}]]。",
        f"{area}{ours.name}{ours.slot}，比{theirs.name}{theirs.slot}{word}[[{gap.slot}]]。",
    )
    return [frames[variant % len(frames)]]


def _thing(story: Story) -> str:
    """The thing a count counts: 幼儿园总数 counts 幼儿园."""
    name = story.name
    for ending in ("总数", "所数", "数量", "数"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name
