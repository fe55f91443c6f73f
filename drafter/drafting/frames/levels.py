"""Frames for shares and rates: 达到, 由…提高到…, 保持, and how they stand to the floors."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.drafting.frames.words import among, joined, respectively
from drafter.drafting.slots import clause_slot
from drafter.drafting.stories import Story, Storyteller
from drafter.facts import SLOT, Assessment

__all__ = ["own_shortfalls", "rests_on", "tell_levels"]

_SCOPES = ("{area}", "", "{year}年，{area}", "")
_PEAK = "保持"
_LONGEST = 90  # characters of a sentence that still reads in one breath


def tell_levels(teller: Storyteller, stories: Sequence[Story], variant: int) -> list[str]:
    """Sentences that tell shares and rates, their change and their floors.

    Rises, falls and levels that stand still are told apart; those of one kind share a clause.
    """
    if not stories:
        return []
    scope = _SCOPES[variant % len(_SCOPES)].format(area=teller.words["area"], year=teller.year)
    clauses = [_clause(teller, group, variant + number) for number, group in enumerate(_by_direction(stories))]
    body = "；".join(clauses)
    met = _met(teller, stories)
    sentences = [f"{scope}{body}{met}。"]
    if met and _printed_length(sentences[0]) > _LONGEST:
        met = met.removeprefix("，")
        who = "" if not met.startswith(("均", "达到")) else stories[0].name if len(stories) == 1 else "上述指标"
        sentences = [f"{scope}{body}。", f"{who}{met}。{rests_on(stories)}"]
    return [*sentences, *own_shortfalls(stories, variant, among(stories))]


def _printed_length(template: str) -> int:
    """About how long a template prints; every slot counts the same, so that no edit of a value splits a sentence."""
    return len(SLOT.sub("0.00%", template))


def _by_direction(stories: Sequence[Story]) -> list[list[Story]]:
    """Stories of one direction together, in the order of the first of each."""
    groups: dict[str, list[Story]] = {}
    for story in stories:
        if teller_key := _own_words(story):
            groups[teller_key] = [story]
            continue
        key = {None: "none", 0: "flat", 1: "up", -1: "down"}[story.sign]
        if story.sign and story.indicator.better == "lower":
            key += ", lower is better"  # what is a gain for the others is none for it: words of its own
        if key == "flat" and story.full:
            key = "peak"
        groups.setdefault(key, []).append(story)
    return list(groups.values())


def _own_words(story: Story) -> str:
    """A key of its own for an indicator that the dictionary tells in a clause of its own."""
    told = story.indicator.say.get("this", "")
    return f"own:{story.id}" if told and story.sign in (None, 0) else ""


def _clause(teller: Storyteller, group: list[Story], variant: int) -> str:
    first = group[0]
    if len(group) == 1 and _own_words(first):
        return teller.say(first, "this")
    names = joined([story.name for story in group])
    values = joined([story.slot for story in group])
    each = respectively(group)
    if first.sign is None:
        return f"{names}{each}{'达到' if not any(s.missed for s in group) else '为'}{values}"
    if first.sign == 0:
        if first.full:
            return f"{names}{'均' if len(group) > 1 else ''}{_PEAK}{first.slot if len(group) == 1 else values}"
        return f"{names}{each}为{values}，与上年持平"
    return _changed(group, names, values, variant)


def _changed(group: list[Story], names: str, values: str, variant: int) -> str:
    """A rise or a fall; the figure of the change is in 百分点 for shares."""
    rose = group[0].sign == 1
    each = respectively(group)
    operation = "pp" if group[0].is_share else "delta"
    # 「分别提高0.77和1.15个百分点」: the unit is said once
    bare = [f"[[{story.id}.{operation}|bare]]" for story in group[:-1]]
    change = joined([*bare, f"[[{group[-1].id}.{operation}]]"])
    before = joined([f"[[{story.id}.prev]]" for story in group])
    lower_is_better = group[0].indicator.better == "lower"
    if rose:
        reached = "为" if lower_is_better or any(s.missed for s in group) else "达到"
        word = "上升" if lower_is_better else ("提高", "提升", "提高")[variant % 3]
    else:
        reached = "降至" if lower_is_better else "为"
        word = "下降"
    frames = (
        f"{names}{each}{reached}{values}，较上年{each}{word}{change}",
        f"{names}{each}由上年的{before}{word}到{values}，{each}{word}{change}"
        if rose
        else f"{names}{each}由上年的{before}降至{values}，{each}{word}{change}",
        f"{names}{each}{reached}{values}，比上年{each}{word}{change}",
    )
    return frames[variant % len(frames)]


def _met(teller: Storyteller, stories: Sequence[Story]) -> str:
    """「，均达到《…》提出的85%和80%的要求」 for the floors that are met, those of one policy in one clause."""
    met = [(story, story.met[0]) for story in stories if story.met and not story.full]
    if not met:
        return ""
    policy_id = met[0][1].threshold.policy
    same = [(story, item) for story, item in met if item.threshold.policy == policy_id]
    policy = teller.policies.get(policy_id)
    if policy is None:
        return ""
    floors = joined([_floor(item) for _, item in same])
    if len(same) == len(stories):
        whose = "" if len(stories) == 1 else "均"
    else:
        whose = joined([story.name for story, _ in same]) + ("均" if len(same) > 1 else "")
    return f"，{whose}达到{policy.cited(with_number=False)}提出的{floors}{'的要求' if len(same) == 1 else '要求'}"


def own_shortfalls(stories: Sequence[Story], variant: int, opening: str = "") -> list[str]:
    """The sentence that says plainly which floors are missed; none when none is."""
    clauses = []
    for story in stories:
        item = story.missed
        if item is None:
            continue
        if item.reference is not None:
            clauses.append(f"{story.name}低于上年水平")
            continue
        clauses.append(f"{story.name}{story.side}{_floor(item)}的底线要求")
    ending = ("，已列入存在的问题", "，差距列入存在的问题逐项整改", "，作为问题列入整改")[variant % 3]
    return [f"{opening}{joined(clauses)}{ending}。{rests_on(stories)}"] if clauses else []


def rests_on(stories: Sequence[Story]) -> str:
    """The figures that a sentence rests on without printing them: to name who falls short is to say who does not."""
    this_year = "".join(f"[[{story.id}|hidden]]" for story in stories)
    return this_year + "".join(f"[[{story.id}.prev|hidden]]" for story in stories if story.sign is not None)


def _floor(item: Assessment) -> str:
    """The floor as a figure that leads back to its clause."""
    return clause_slot(item.threshold.policy, item.threshold.clause, item.bound_text)
