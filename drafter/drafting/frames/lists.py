"""Frames for things counted and done: totals with their parts, activities, progress, two figures compared."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.drafting.frames.levels import rests_on
from drafter.drafting.frames.words import in_breaths, joined
from drafter.drafting.stories import Story, Storyteller
from drafter.facts import SlotError, resolve

__all__ = ["tell_activities", "tell_comparison", "tell_parts", "tell_progress"]


def tell_parts(teller: Storyteller, stories: Sequence[Story], variant: int, opening: bool = True) -> list[str]:
    """「全市共有幼儿园612所，其中公办园268所、…」: a total, then what it consists of; the first story is the total."""
    if not stories:
        return []
    del opening  # a total always says of what area it is
    total, parts = stories[0], [story for story in stories[1:] if not story.zero]
    area = teller.words["area"]
    existing = (f"{area}共有", f"{area}现有", f"截至{teller.year}年底，{area}共有")[variant % 3]
    whole = f"{existing}{_thing(total)}{total.slot}"
    if not parts:
        return [f"{whole}。{rests_on(stories)}"]
    listed = joined([f"{_thing(story)}{story.slot}" for story in parts])
    return [f"{whole}，其中{listed}。{rests_on(stories)}"]


def tell_progress(teller: Storyteller, stories: Sequence[Story], variant: int, opening: bool = True) -> list[str]:
    """「排查隐患2617处，已完成整改2589处，完成率为98.93%」: how many there were, how many are done, and the share."""
    if len(stories) < 2 or stories[0].zero:
        return tell_activities(teller, stories[:1] if stories and stories[0].zero else stories, variant, opening)
    found, done = stories[0], stories[1]
    head = _subject(teller, teller.say(found, "this") or f"{_thing(found)}{found.slot}", opening)
    work = "整改" if "整改" in done.name else ""
    if done.zero:
        return [f"{head}，尚未完成{work}。{rests_on(stories)}"]
    try:
        share = resolve(teller.metrics, f"{done.id}.share:{found.id}")
    except SlotError:
        return [f"{head}，已完成{work}{done.slot}。"]
    if share.value == 100:
        return [f"{head}，已全部{work or '完成'}{'到位' if work else ''}。{rests_on(stories)}"]
    return [f"{head}，已完成{work}{done.slot}，完成率为[[{share.slot}]]。"]


def tell_activities(teller: Storyteller, stories: Sequence[Story], variant: int, opening: bool = True) -> list[str]:
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
        plain = f"{_thing(story)}{story.slot}" if story.indicator.own else f"{story.name}为{story.slot}"
        clauses.append((clause or plain) + ("，已列入存在的问题" if story.missed else ""))
    if clauses:
        clauses[0] = _subject(teller, clauses[0], opening)
    return [f"{text}。" for text in in_breaths(clauses, "，")]


def _subject(teller: Storyteller, clause: str, opening: bool) -> str:
    """A clause with its subject: whose figure it is, or who did it, where the clause does not say."""
    words = teller.words
    if clause.startswith("对"):  # evaluated by the government
        return words["gov"] + clause
    if not opening or clause.startswith((*words.values(), "上轮", "党政", "本年度", "当地", "教育费附加")):
        return clause
    return words["area"] + clause


def tell_comparison(teller: Storyteller, stories: Sequence[Story], variant: int, opening: bool = True) -> list[str]:
    """「教师年平均工资为108642元，高于公务员年平均工资的106350元」."""
    if len(stories) < 2:
        return tell_activities(teller, stories, variant, opening)
    ours, theirs = stories[0], stories[1]
    sign = resolve(teller.metrics, f"{ours.id}.minus:{theirs.id}").sign
    area = teller.words["area"] if opening else ""
    if sign == 0:
        return [f"{area}{ours.name}为{ours.slot}，与{theirs.name}持平。{rests_on(stories)}"]
    return [f"{area}{ours.name}为{ours.slot}，{'高' if sign > 0 else '低'}于{theirs.name}的{theirs.slot}。"]


def _thing(story: Story) -> str:
    """The thing a count counts: 幼儿园总数 counts 幼儿园."""
    name = story.name
    for ending in ("总数", "所数", "数量", "数"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name
