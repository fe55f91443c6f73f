"""Stories: figures of a sentence that tell one value before, now, and by how much it moved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from drafter.checking.text.nouns import changed_thing, noun
from drafter.checking.text.statements import Figure, Role, Statement, value_runs

__all__ = ["FROM", "Story", "other_base", "stories_of"]

#: 「由8642家压减到387家，压减率为95.5%」: a rate of change by name.
_CHANGE_RATE = re.compile(
    r"(?P<rise>增长|增加|提高)(?:率|比例|幅度)(?:为|达到?|是|约)*$|(?:下降|减少|压减|降低)(?:率|比例|幅度)(?:为|达到?|是|约)*$"
)
_APPENDED = re.compile(r"^[）\s]*[，,（(；]\s*(?:上|去|前一|(?:19|20)\d\d)")
#: 「7.26亿元，比上年的6.92亿元增长4.9%；比“十二五”末的4.03亿元增长80.1%」: another base of the same value.
_COMPARED_AGAIN = re.compile(r"^[）\s]*[，,；]\s*(?:也|又|更)?(?:比|较|与)")
#: 「…占66.9%；其他支出较上年下降2.7%」: a change of what is named right before it.
_OF_ITS_OWN = re.compile(r"；(?!(?:比|较|与|同比|其中))[^；，]{2,}?(?:，[^；]*)?(?:比|较|与|同比)[^；]*$")
#: 「2024年比2021年多出0.94亿元」 names the two years it lies between.
_BETWEEN_YEARS = re.compile(r"(?:19|20)\d\d年?(?:年?[底末])?[比较](?:19|20)\d\d年[^，。；]*$")
#: What leads to the value something moved from.
FROM = re.compile(r"(?:由|从|自)[^，。；]{0,18}$")
_IN_BRACKETS = re.compile(r"^[件人班所]?次?[（(]\s*(?:上|去)")
_RECENT = 3
_NAMED = 4  # characters that name another thing
#: What names the change itself and not what changed.
_RATE_WORD = re.compile(r"^(?:其中)?(?:年均|平均|[增降减升涨]?[幅速]|增量|总量|比例|占比)")
#: Part of a change told before: 净增5415人，其中小学净增2138人、初中净增3277人.
_PART_OF_CHANGE = re.compile(r"其中")


@dataclass
class Story:
    """Figures that tell one value: before, now, and by how much; lists stand side by side."""

    before: list[Figure] = field(default_factory=list)
    now: list[Figure] = field(default_factory=list)
    changed: list[list[Figure]] = field(default_factory=list)
    parts: list[list[Figure]] = field(default_factory=list)  # what a change told before is made of, behind 其中


def other_base(before: Figure, change: Figure) -> bool:
    """Whether a change since last year is hardly the one from a named year: 由2019年的56%降到51%，较上年升1个百分点."""
    return bool(re.search(r"(?:19|20)\d\d\s*年", before.gap) and re.search(r"上年|去年|上一年|同比", change.gap))


def stories_of(statement: Statement) -> list[Story]:
    """Group the figures of a sentence: a new value after a change begins a new story."""
    stories = [Story()]
    runs = value_runs(statement.figures)
    for number, run in enumerate(runs):
        first = run[0]
        story = stories[-1]
        own = _OF_ITS_OWN.search(first.gap) or _BETWEEN_YEARS.search(first.gap) or _of_another(story, first)
        if first.role is Role.CHANGE and own:
            stories.append(Story())
            story = stories[-1]
        if (
            first.role is Role.CHANGE
            and (first.compared == "time" or (not first.compared and (story.before or _told_next(story, runs, number))))
            or story.before
            and story.now
            and len(run) == 1
            and _CHANGE_RATE.search(first.gap)
        ):
            part = story.changed and (_PART_OF_CHANGE.search(first.gap) or (story.parts and "；" not in first.gap))
            (story.parts if part else story.changed).append(run)
        elif first.role is Role.PREVIOUS and (told := _told_before(stories, run)) is not None:
            if told is story and not story.before:
                story.before = run  # 「48.9%，比上年下降1.3个百分点（上年50.2%）」
            else:
                stories.append(Story(before=run, now=told.now))  # 「48.75亿元，占19.6%；上年46.02亿元，增5.9%」
        elif first.role is Role.PREVIOUS:
            another = bool(story.now) and not _alike(story.now, run)
            own = "；" in first.gap and bool(FROM.search(first.gap))  # 「上年还有6个；大班额由41个减少到30个」
            if story.changed or (story.before and story.now) or (story.now and own) or another:
                stories.append(Story())  # 「巩固率96.7%，大班额由47个减少到29个」
            stories[-1].before = run
        elif first.role in (Role.LEVEL, Role.SHARE) and first.quantity.definite:
            if story.changed or (story.before and story.now) or not _goes_on(story, run, runs, number):
                keep = story.before if not story.now and not story.changed else []
                stories.append(Story(before=keep))
            stories[-1].now += run
        else:
            stories.append(Story())
    return [s for s in stories if (s.now and (s.changed or s.before)) or (s.before and s.changed)]


def _told_next(story: Story, runs: list[list[Figure]], number: int) -> bool:
    """Whether last year's value follows a change in brackets: 「87件次，上升8.8%（上年80件次）」."""
    after = runs[number + 1][0] if number + 1 < len(runs) else None
    last = bool(story.now) and after is not None and after.role is Role.PREVIOUS
    alike = last and after is not None and after.quantity.dimension == story.now[-1].quantity.dimension
    return alike and after is not None and bool(_IN_BRACKETS.match(after.gap))


def _told_before(stories: list[Story], run: list[Figure]) -> Story | None:
    """The story whose value last year's value, told after it, belongs to."""
    if not _APPENDED.match(run[0].gap) and not _COMPARED_AGAIN.match(run[0].gap):
        return None
    again = bool(_COMPARED_AGAIN.match(run[0].gap))
    for story in reversed(stories[-_RECENT:]):
        alike = bool(story.now) and _alike(story.now, run)
        if alike and (not story.before or (again and bool(story.changed) and len(run) == len(story.now))):
            return story
    return None


def _alike(now: list[Figure], before: list[Figure]) -> bool:
    """Whether values are measured as the earlier ones are: 「3120人次、298万元；上年2960人次、271万元」."""
    if len(now) == len(before) > 1:
        return all(a.quantity.dimension == b.quantity.dimension for a, b in zip(now, before, strict=True))
    return now[-1].quantity.dimension == before[0].quantity.dimension


def _of_another(story: Story, change: Figure) -> bool:
    """Whether a change names another thing than the value: 「…增长3.6%；生均支出增长4.9%」.

    Behind a comma only where the value has been told with the one before: 「由0家增至3家，职教投入增长12%」.
    """
    told = bool(story.now and story.before and change.direction)
    if not (story.now or story.before) or not ("；" in change.gap or (told and change.gap.startswith("，"))):
        return False
    own, named = changed_thing(change), noun((story.now or story.before)[-1])
    if not own or _RATE_WORD.match(own) or own in named:
        return False
    apart = not any(
        own[at : at + 2] in named + noun(story.before[0] if story.before else change) for at in range(len(own) - 1)
    )
    return "；" in change.gap or (len(own) >= _NAMED and apart)


def _goes_on(story: Story, run: list[Figure], runs: list[list[Figure]], number: int) -> bool:
    """Whether a value joins the list before it (幼儿园a元、小学b元…分别增长) rather than starting its own story."""
    if not story.now:
        return True
    rest = runs[number:]
    change = next((r for r in rest if r[0].role is Role.CHANGE), None)
    same = story.now[-1].quantity.kind is run[0].quantity.kind
    return same and change is not None and len(change) > 1 and run[0].gap.lstrip().startswith(("、", "，", "和", ","))
