"""存在的问题 and 下一步: every missed floor is owned and answered, then what the departments name themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from drafter.checking.comparing import Verdict
from drafter.drafting.evidence import Evidence, NamedProblem
from drafter.drafting.frames.levels import rests_on
from drafter.drafting.items import Quote, gap_sentence
from drafter.drafting.materials import MaterialSentence
from drafter.drafting.screening import Screen
from drafter.drafting.slots import cell_support, clause_slot, fill
from drafter.drafting.stories import Story, Storyteller
from drafter.facts import Fact
from drafter.outlines import Item, Outline, OutlineSection, numeral, section_label
from drafter.report import Gap, Paragraph, Section, Sentence, Shortfall

__all__ = ["Issue", "find_issues", "issue_section", "shortfalls_of"]

_MOST_ISSUES = 8
_LEAST_ISSUES = 3
_ROOM_OF_ISSUE = 600  # characters of a report for each problem that it tells
_LONGEST_HEADING = 26
_NEAR = 0.2
_NAMED_UNIT = re.compile(
    r"责任单位|牵头|负责|由[^，。]{2,16}(?:局|委|办|院|中心|政府)|^[^，。]{2,12}(?:局|委|办|室|中心)(?:会同|联合|组织)"
)
_NOTHING_TOLD = {
    "problems": "存在的主要问题",
    "measures": "针对问题的整改措施、责任单位和完成时限",
    "combined": "存在的主要问题和整改措施",
}
_NAMED_TIME = re.compile(r"(?:20\d\d年|\d{1,2}月|年)(?:底|末)?前|20\d\d年(?:\d{1,2}月)?底|20\d\d年[^，。]{1,6}前")
_AIM = re.compile(r"，(?:确保|推动|使|将|做到|实现)[^，]*$")
_LACKING = re.compile(
    r"不[足够高强到充平均及]|偏[低少弱紧大慢]|较[弱慢低少]|薄弱|滞后|短缺|缺乏|欠缺|困难|差距|单一|紧缺|老化|陈旧"
)
_NO_LESS = re.compile(r"只增不减|不低于|恢复增长|不减少")


@dataclass
class Issue:
    """A problem and its answer.

    Attributes:
        heading: names the problem; ``answer`` names the measure.
        story: the indicator below its floor, None for a problem that only a department names.
        displaced: cells for whose sake a department's words on this indicator were left out.
    """

    heading: str
    answer: str
    item: Item
    story: Story | None = None
    problem: list[MaterialSentence] = field(default_factory=list)
    plan: list[MaterialSentence] = field(default_factory=list)
    displaced: tuple[Fact, ...] = ()


def find_issues(teller: Storyteller, outline: Outline, evidence: Evidence, screen: Screen) -> list[Issue]:
    """Every missed floor in the order of the outline, then the departments' own problems that have an answer."""
    free = list(evidence.problems)
    issues: list[Issue] = []
    floors = _floors(teller, outline)
    about = {id(named): _subject(named, floors, screen) for named in free}
    for item, story in floors:
        if not story.missed:
            continue
        mine = [named for named in free if about[id(named)] == story.id]
        named = max(mine, key=lambda n: _nearness(n, item, story, screen), default=None)
        if named is not None:
            free.remove(named)
        issue = _owned(item, story, named)
        left = [cells for text, cells in evidence.refuted if story.id in screen.tells(text, [story.id])]
        issue.displaced = tuple(fact for cells in left for fact in cells)
        issues.append(issue)
    most = min(_MOST_ISSUES, max(_LEAST_ISSUES, outline.length[1] // _ROOM_OF_ISSUE))
    kept = _weightiest(free, max(0, most - len(issues)))
    for named in free:
        if named in kept:
            issues.append(_named(named))
        else:
            for sentence in (*named.problem, *named.plan):
                evidence.leave(sentence, "问题较多，未列入报告")
    return issues


def _floors(teller: Storyteller, outline: Outline) -> list[tuple[Item, Story]]:
    """Indicators that have a floor, missed or not, with their item; those of no item come last, under the first."""
    items = [item for _, item in outline.items()]
    placed = [(item, story) for item in items for story in teller.stories(item.indicators)]
    placed += [(items[0], story) for story in teller.stories(tuple(teller.metrics.ids()))]
    found: dict[str, tuple[Item, Story]] = {}
    for item, story in placed:
        if story.indicator.floors(teller.level, teller.year):
            found.setdefault(story.id, (item, story))
    return list(found.values())


def _subject(named: NamedProblem, floors: list[tuple[Item, Story]], screen: Screen) -> str:
    """The indicator a department's problem is about: the nearest of all, so that no other floor can claim it."""
    scored = [(_nearness(named, item, story, screen), story.id) for item, story in floors]
    best, indicator = max(scored, key=lambda entry: entry[0], default=(0.0, ""))
    return indicator if best >= _NEAR else ""


def _owned(item: Item, story: Story, named: NamedProblem | None) -> Issue:
    heading = story.indicator.problem or f"{story.name}未达标"
    problem, plan = (named.problem, named.plan) if named else ([], [])
    return Issue(heading, _floor_answer(story, plan), item, story, problem, plan)


def _named(named: NamedProblem) -> Issue:
    heading = _heading(named.problem[0])
    return Issue(heading, _answer(heading, named.plan), named.item, None, named.problem, named.plan)


def _weightiest(problems: list[NamedProblem], room: int) -> list[NamedProblem]:
    """When there are too many to print: each department's first before any second; those with an answer first."""
    turns: dict[str, int] = {}
    ranked = []
    for number, named in enumerate(problems):
        turn = turns.get(named.problem[0].organisation, 0)
        turns[named.problem[0].organisation] = turn + 1
        ranked.append((turn, not named.plan, number))
    return [problems[number] for _, _, number in sorted(ranked)[:room]]


def _nearness(named: NamedProblem, item: Item, story: Story, screen: Screen) -> float:
    """How surely a department's problem is the same as a missed floor, judged on words alone, from 0 to 2."""
    text = "".join(s.lead + s.text for s in named.problem)
    wanted = story.indicator.problem + story.name
    pairs = {wanted[i : i + 2] for i in range(len(wanted) - 1)}
    shared = sum(pair in text for pair in pairs) / max(1, len(pairs)) if named.item.id == item.id else 0.0
    return shared + (story.id in screen.indicators(text))


def _heading(problem: MaterialSentence) -> str:
    """A problem's heading: its run-in heading, or the clause that says what is lacking, else its first."""
    if problem.lead:
        return problem.lead
    clauses = [c for c in re.split(r"[，。；：]", problem.text) if 6 <= len(c) <= _LONGEST_HEADING]
    lacking = [c for c in clauses if _LACKING.search(c) and not re.search(r"\d", c)]
    if lacking:
        return lacking[-1]
    first = re.split(r"[，。；：]", problem.text)[0]
    return first if len(first) <= _LONGEST_HEADING else f"{problem.heading.split()[-1]}仍需加强"


def _floor_answer(story: Story, plan: list[MaterialSentence]) -> str:
    """The heading of the measure that answers a missed floor."""
    if plan and plan[0].lead:
        return plan[0].lead
    if story.missed is not None and story.missed.reference is not None:
        return f"确保{story.name}只增不减"
    if story.missed is not None and story.missed.bound == 0:
        return f"消除{re.sub(r'(?:班级数|人数|金额|数)$', '', story.name)}"
    verb = "降低" if story.indicator.better == "lower" else "落实" if story.indicator.kind == "yes-no" else "提高"
    return f"{verb}{story.name}"


def _answer(problem: str, plan: list[MaterialSentence]) -> str:
    if plan and plan[0].lead:
        return plan[0].lead
    return f"着力解决{problem}问题" if len(problem) <= _LONGEST_HEADING - 6 else "加大整改力度"


def issue_section(
    teller: Storyteller, section: OutlineSection, issues: list[Issue], screen: Screen, quote: Quote
) -> tuple[Section, list[Gap]]:
    """存在的问题, 下一步, or both in one, in the style of the outline; and what the measures still lack.

    Problems and measures stand in the same order, so that each can be found by its number.
    """
    result = Section(section.id, section.heading, section.label, section.level)
    gaps: list[Gap] = []
    if not issues:  # neither the metrics nor the departments name a problem; a report without any is not believed
        office = teller.office("教育局")
        what = _NOTHING_TOLD[section.role]
        result.paragraphs.append(Paragraph([gap_sentence(what, office)]))
        gaps.append(Gap("", section.heading, what, office, True))
    for number, issue in enumerate(issues, start=1):
        heading = issue.answer if section.role == "measures" else issue.heading
        paragraphs = []
        if section.role != "measures":
            paragraphs.append(Paragraph(_problem(teller, issue, screen, quote), issue.item.id))
        if section.role != "problems":
            lead = "整改措施：" if section.role == "combined" else ""
            measures, gap = _measures(teller, section, issue, screen, quote)
            paragraphs.append(Paragraph(measures, issue.item.id, lead))
            gaps += gap
        if section.style == "ordinal":
            paragraphs[0].lead = f"{numeral(number)}是{heading}。"
            result.paragraphs += paragraphs
        else:
            label, rank = section_label(2, number), section.level + 1
            result.sections.append(
                Section(f"{section.id}-{number}", heading, label, rank, paragraphs, run_in=section.run_in)
            )
    return result, gaps


def _problem(teller: Storyteller, issue: Issue, screen: Screen, quote: Quote) -> list[Sentence]:
    """What is wrong, how far, and why: the department's words first where they give the figure, else ours."""
    story, told = issue.story, [quote(s) for s in issue.problem]
    if story is None:
        return told
    known = any(story.id in screen.tells(s.text, [story.id]) for s in issue.problem)
    template = _compared(teller, story) if known else _owning(teller, story)
    # its form depends on whether those words stand, and so on the cells that confirm or displace them
    behind = [fact for s in issue.problem if known for fact in screen.facts_behind(s.text, Verdict.PROVED)]
    support = tuple(map(cell_support, (*behind, *issue.displaced)))
    own = fill(template + rests_on([story]), teller.metrics, teller.policies, support=support)
    if known:
        return [*told, own]
    return [own, *(without_echo(sentence, _bound(story)) for sentence in told)]


def _bound(story: Story) -> str:
    """The floor as words print it; empty where it is last year's value."""
    return story.missed.bound_text if story.missed and story.missed.reference is None else ""


def without_echo(sentence: Sentence, bound: str) -> Sentence:
    """A sentence without a last clause that only says again that it is below the floor just named."""
    head, mark, tail = sentence.text.rpartition("，")
    if not (bound and mark and bound in tail and re.search(r"低于|高于|不足|未达|没有达", tail)):
        return sentence
    if re.search(r"\d", tail.replace(bound, "")):
        return sentence
    figures = tuple(figure for figure in sentence.figures if figure.end <= len(head))
    return replace(sentence, text=f"{head}。", figures=figures)


def _measures(
    teller: Storyteller, section: OutlineSection, issue: Issue, screen: Screen, quote: Quote
) -> tuple[list[Sentence], list[Gap]]:
    sentences = [quote(s) for s in issue.plan]
    if issue.story is not None and issue.story.indicator.measure:
        sentences.insert(0, _measure(teller, issue.story, _aims(issue.story, issue.plan, screen)))
    wanted = _wanted(issue)
    if not wanted:
        return sentences, []
    named = next((s.organisation for s in (*issue.problem, *issue.plan) if s.organisation), "")
    elsewhere = issue.story is not None and issue.story.id not in issue.item.indicators
    asked = teller.office(issue.story.indicator.office if issue.story and elsewhere else issue.item.office)
    office = asked if asked.startswith(named) else named
    return [*sentences, gap_sentence(wanted, office)], [Gap(issue.item.id, section.heading, wanted, office, True)]


def _aims(story: Story, plan: list[MaterialSentence], screen: Screen) -> bool:
    """Whether the department's plan says itself how far the figure is to come."""
    text = "".join(s.text for s in plan)
    if story.missed is not None and story.missed.reference is not None:
        return bool(_NO_LESS.search(text))
    return story.id in screen.names_values_of(text) or bool(_bound(story) and _bound(story) in text)


def shortfalls_of(teller: Storyteller, issues: list[Issue]) -> list[Shortfall]:
    """The missed floors as a table for the evidence workbook."""
    rows = []
    for issue in issues:
        if issue.story is None or issue.story.missed is None:
            continue
        item = issue.story.missed
        policy = teller.policies.get(item.threshold.policy)
        rows.append(
            Shortfall(
                issue.story.id,
                issue.story.indicator.name,
                issue.story.value.text,
                item.bound_text if item.reference is None else f"不低于上年（{item.bound_text}）",
                policy.cited() if policy else item.threshold.policy,
                issue.heading,
                issue.answer,
            )
        )
    return rows


def _owning(teller: Storyteller, story: Story) -> str:
    """The sentence that owns a shortfall: figure, floor, gap. The frame varies by indicator."""
    item = story.missed
    area, year = teller.words["area"], teller.year
    if item is None:
        return ""
    named = _policy(teller, story)
    if story.indicator.kind == "yes-no":
        told = teller.say(story, "no") or f"{story.name}未落实"
        when = "" if told.startswith("本年") else f"{year}年，"
        return f"{when}{told}，与{named}的要求不符。"
    if item.reference is not None:
        rate = f"下降[[{story.id}.{'pp' if story.is_share else 'growth'}]]"
        frames: tuple[str, ...] = (
            f"{area}{story.name}由上年的{story.previous}降至{story.slot}，{rate}，没有做到{named}要求的“只增不减”。",
            f"{year}年，{area}{story.name}为{story.slot}，比上年的{story.previous}{rate}，与{named}“只增不减”的要求不符。",
        )
        return frames[_turn(story) % len(frames)]
    if item.bound == 0:  # 「高于0起的要求」 is no Chinese
        told = teller.say(story, "this") or f"{story.name}为{story.slot}"
        return f"{year}年，{'' if told.startswith(area) else area}{told}，与{named}的要求不符。"
    floor = story.head + _floor(story)
    if story.indicator.unit.dimension in ("ratio", "bare"):  # nor is 「1的要求」
        return f"{area}{story.name}为{story.slot}，{story.side}{floor}，与{named}的要求不符。"
    below = f"{year}年，{area}{story.name}为{story.slot}，{story.side}{named}提出的{floor}要求，仍有差距。"
    frames = (
        below,
        f"{area}{story.name}为{story.slot}，与{named}{floor}的要求相比还有差距。",
        f"按照{named}{floor}的要求衡量，{area}{story.name}为{story.slot}，尚未达标。",
    )
    return below if story.side == "高于" else frames[_turn(story) % len(frames)]


def _compared(teller: Storyteller, story: Story) -> str:
    """The sentence that owns a shortfall where the department's own words give the figure."""
    item = story.missed
    named = _policy(teller, story)
    if item is None:
        return ""
    if item.reference is not None:
        return f"{story.name}与{named}“只增不减”的要求不符。"
    floor = story.head + _floor(story)
    frames = (
        f"{story.name}尚未达到{named}提出的{floor}的要求。",
        f"与{named}{floor}的要求相比，{story.name}还有差距。",
    )
    if story.side == "高于":
        return f"{story.name}高于{named}提出的{floor}的要求。"
    return frames[_turn(story) % len(frames)]


def _turn(story: Story) -> int:
    """A number that depends on the indicator alone, to vary frames."""
    return sum(map(ord, story.id))


def _policy(teller: Storyteller, story: Story) -> str:
    policy = teller.policies.get(story.missed.threshold.policy) if story.missed else None
    return policy.cited(with_number=False) if policy else "有关规定"


def _floor(story: Story) -> str:
    item = story.missed
    return clause_slot(item.threshold.policy, item.threshold.clause, item.bound_text) if item else ""


def _measure(teller: Storyteller, story: Story, aimed: bool) -> Sentence:
    """The dictionary's measure; its aim is left out where the department's plan says it itself (``aimed``)."""
    item = story.missed
    floor = story.head + _floor(story) if item is not None and item.reference is None else "上年水平"
    text = story.indicator.measure.rstrip("。")
    text = _AIM.sub("", text) if aimed else text
    for word, value in {**teller.words, "floor": floor, "year": str(teller.year)}.items():
        text = text.replace(f"{{{word}}}", value)
    return fill(text + "。" + rests_on([story]), teller.metrics, teller.policies, origin="frame")


def _wanted(issue: Issue) -> str:
    """What a measure still lacks: the measure itself, who is responsible, by when."""
    if not issue.plan and issue.story is None:
        return f"针对“{issue.heading}”的整改措施、责任单位和完成时限"
    text = "".join(s.text for s in issue.plan)
    named = (("责任单位", _NAMED_UNIT), ("完成时限", _NAMED_TIME))
    lacking = [what for what, pattern in named if not pattern.search(text)]
    return f"整改{'和'.join(lacking)}" if lacking else ""
