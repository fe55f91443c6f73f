"""Frames for shares and rates: 达到, 由…提高到…, 保持, and how they stand to the floors."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.drafting.frames.words import LONGEST, in_breaths, joined, printed_length, respectively, values
from drafter.drafting.slots import clause_slot
from drafter.drafting.stories import Story, Storyteller
from drafter.facts import Assessment

__all__ = ["own_shortfalls", "rests_on", "tell_levels"]

_PEAK = "保持"
_LISTED = ("已列入存在的问题", "作为问题列入整改")


def tell_levels(teller: Storyteller, stories: Sequence[Story], variant: int, opening: bool = True) -> list[str]:
    """Sentences that tell shares and rates, their change and their floors.

    Rises, falls and levels that stand still are told apart; those of one kind share a clause. What is met and what is
    missed is said in the same breath, so that no praise stands without its limit.
    """
    if not stories:
        return []
    clauses = [_clause(teller, group, variant + number) for number, group in enumerate(_by_direction(stories))]
    clauses[0] = (teller.words["area"] if opening else "") + clauses[0]
    stand = "，".join(filter(None, (_met(teller, stories), _missed(stories, variant))))
    *before, body = in_breaths(clauses, "；")
    told = [f"{text}。{rests_on(stories)}" for text in before]
    if not stand:
        return [*told, f"{body}。{rests_on(stories) if told else ''}"]
    if printed_length(f"{body}，{stand}") <= LONGEST:
        return [*told, f"{body}，{stand}。{rests_on(stories)}"]
    who = "" if not stand.startswith(("均", "达到")) else stories[0].name if len(stories) == 1 else "上述指标"
    return [*told, f"{body}。{rests_on(stories) if told else ''}", f"{who}{stand}。{rests_on(stories)}"]


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
    said = "zero" if story.zero and "zero" in story.indicator.say else "this" if story.sign is None else ""
    return f"own:{story.id}" if said and not story.sign and story.indicator.say.get(said) else ""


def _clause(teller: Storyteller, group: list[Story], variant: int) -> str:
    first = group[0]
    if len(group) == 1 and _own_words(first):
        none = teller.say(first, "zero") if first.zero else ""
        return f"{none}[[{first.id}|hidden]]" if none else teller.say(first, "this")
    names = joined([story.name for story in group])
    each = respectively(group)
    if first.sign is None:
        return f"{names}{each}{'为' if any(_no_gain(s) for s in group) else '达到'}{values(group)}"
    if first.sign == 0:
        if first.full:
            return f"{names}均{_PEAK}在{values(group)}" if len(group) > 1 else f"{names}{_PEAK}{first.slot}"
        return f"{names}{each}为{values(group)}，与上年持平"
    return _changed(group, names, values(group), variant)


def _no_gain(story: Story) -> bool:
    """Whether 达到 would praise what is no gain: a missed floor, or a level that should be low."""
    return story.missed is not None or story.indicator.better == "lower"


def _changed(group: list[Story], names: str, now: str, variant: int) -> str:
    """A rise or a fall; the figure of the change is in 百分点 for shares."""
    rose = group[0].sign == 1
    each = respectively(group)
    operation = "pp" if group[0].is_share else "delta"
    # 「分别提高0.77和1.15个百分点」: the unit is said once
    bare = [f"[[{story.id}.{operation}|bare]]" for story in group[:-1]]
    change = joined([*bare, f"[[{group[-1].id}.{operation}]]"])
    before = values(group, previous=True)
    lower_is_better = group[0].indicator.better == "lower"
    if rose:
        reached = "为" if lower_is_better or any(s.missed for s in group) else "达到"
        word = "上升" if lower_is_better else ("提高", "提升", "提高")[variant % 3]
    else:
        reached = "降至" if lower_is_better else "为"
        word = "下降"
    frames = (
        f"{names}{each}{reached}{now}，较上年{each}{word}{change}",
        f"{names}{each}由上年的{before}{word}到{now}，{each}{word}{change}"
        if rose
        else f"{names}{each}由上年的{before}降至{now}，{each}{word}{change}",
        f"{names}{each}{reached}{now}，比上年{each}{word}{change}",
    )
    return frames[variant % len(frames)]


def _met(teller: Storyteller, stories: Sequence[Story]) -> str:
    """「均达到《…》提出的85%和80%的要求」 for the floors that are met, those of one policy in one clause."""
    met = [(story, story.met[0]) for story in stories if story.met and not story.full]
    if not met:
        return ""
    policy_id = met[0][1].threshold.policy
    same = [(story, item) for story, item in met if item.threshold.policy == policy_id]
    policy = teller.policies.get(policy_id)
    if policy is None:
        return ""
    floors = joined([story.head + _floor(item) for story, item in same])
    if len(same) == len(stories):
        whose = "" if len(stories) == 1 else "均"
    else:
        whose = joined([story.name for story, _ in same]) + ("均" if len(same) > 1 else "")
    return f"{whose}达到{policy.cited(with_number=False)}提出的{floors}{'的要求' if len(same) == 1 else '要求'}"


def _missed(stories: Sequence[Story], variant: int) -> str:
    """「公办园在园幼儿占比低于50%的要求，已列入存在的问题」 for the floors that are missed; empty when none is."""
    missed = [(story, story.missed) for story in stories if story.missed is not None]
    kinds: dict[str, list[tuple[Story, Assessment]]] = {}
    for story, item in missed:
        kinds.setdefault("上年" if item.reference is not None else story.side, []).append((story, item))
    clauses = []
    for kind, group in kinds.items():
        name = joined([story.name for story, _ in group]) if len(stories) > 1 else "仍" if stories[0].is_good else ""
        each = respectively(group)
        floors = joined([story.head + _floor(item) for story, item in group])
        clauses.append(
            f"{name}{'均' if each else ''}低于上年水平" if kind == "上年" else f"{name}{each}{kind}{floors}的要求"
        )
    return f"{'，'.join(clauses)}，{_LISTED[variant % len(_LISTED)]}" if clauses else ""


def own_shortfalls(stories: Sequence[Story], variant: int) -> list[str]:
    """The sentence that says which floors are missed by figures that other words have told; none when none is."""
    missed = [story for story in stories if story.missed is not None]
    if not missed:
        return []
    told = _missed(missed, variant)
    return [f"{missed[0].name if len(missed) == 1 else ''}{told}。{rests_on(missed)}"]


def rests_on(stories: Sequence[Story]) -> str:
    """The figures that a sentence rests on without printing them: to name who falls short is to say who does not."""
    this_year = "".join(f"[[{story.id}|hidden]]" for story in stories)
    return this_year + "".join(f"[[{story.id}.prev|hidden]]" for story in stories if story.sign is not None)


def _floor(item: Assessment) -> str:
    """The floor as a figure that leads back to its clause."""
    return clause_slot(item.threshold.policy, item.threshold.clause, item.bound_text)
