"""POL007 and POL008: problems that no measure answers, measures for what was no problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.claims.passages import COMBINED, MEASURES, PROBLEMS
from drafter.checking.claims.problems import Answers, Entry, entries, topics
from drafter.checking.claims.topics import Topic, topics_of
from drafter.checking.context import CheckContext
from drafter.checking.rules.duties import UNANSWERED, UNASKED
from drafter.checking.rules.model import Rule
from drafter.findings import Finding, Severity

__all__ = ["check_answered"]

_ANSWER = re.compile(
    r"措施|对策|办法|举措|下一步|今后|整改|将|拟|计划|加大|加快|推进|力争|进一步|责任单位|完成时限|(?:完成|到位|投用|达标)。"
    r"|由[^，。；]{2,24}负责|[前底]完成|年(?:内|\d{1,2}月)[^，。；]{0,12}(?:开工|落实|完成|建成|到位|投用)|20\d\d年[^，。；]{0,20}(?:建|新增|招聘|争取|开工|补充|安排|配)"
)
#: A measure that stands in the problem's own paragraph.
_OWN_ANSWER = re.compile(r"整改措施|改进措施|对策[：:]|下一步")
_YEAR = re.compile(r"20\d\d(?=年)")
_NUMBERED = re.compile(r"\s*问题[一二三四五六七八九十\d]{1,2}\s*[：:][^，。；]{2,30}")
_OF_TEACHERS = frozenset({"师资数量", "教师年龄", "教师流失"})
_STAGE = re.compile("学前|幼儿园|高中|中职|职业|特殊教育|特教|高等|高校")
_TOLD = 80  # characters of plans that say what is planned
_MOST = 60  # entries of a list that are looked at


def check_answered(context: CheckContext) -> Iterator[Finding]:
    """The problems a report owns, held against the measures it promises, and the other way round."""
    problems = entries(context.document, context.roles, PROBLEMS)
    measures = entries(context.document, context.roles, MEASURES)
    if problems and measures:
        unanswered, unasked = _unmatched(problems, measures), _unmatched(measures, problems)
        # the third measure of a list answers the third problem in other words, unless both tell of known matters
        in_step = {n for n in unanswered.keys() & unasked.keys() if problems[n].terse or not topics(measures[n].title)}
        known, met = _by_matter(problems, _words(context, MEASURES), measures)
        strange, owned = _by_matter(measures, _words(context, PROBLEMS), (), by_title=True)
        unanswered = {n: entry for n, entry in (unanswered | known).items() if n not in met}
        unasked = {n: entry for n, entry in (unasked | strange).items() if n not in owned}
        yield from _told(UNANSWERED, unanswered, in_step - known.keys(), "在下一步措施中没有回应", "补写对应的措施")
        yield from _told(UNASKED, unasked, in_step - strange.keys(), "在存在的问题中没有提到", "补列问题，或说明由来")
    elif problems and len(planned := _words(context, MEASURES)) >= _TOLD:
        for entry in _by_matter(problems, planned, ())[0].values():
            yield UNANSWERED.at(
                entry.flow,
                entry.start,
                entry.end,
                f"下一步的打算没有一处说到“{entry.title.strip()}”",
                suggestion="补写对应的措施",
                severity=Severity.INFO,  # plans that are told as one need not name everything
            )
    for entry in (*entries(context.document, context.roles, COMBINED, listed=False), *_numbered(context)):
        ahead = any(int(year) > context.year > 0 for year in _YEAR.findall(entry.text))
        if not ahead and not _ANSWER.search(entry.text):
            title = entry.title.strip()
            told = f"问题“{title}”后面没有措施"
            finding = UNANSWERED.at(entry.flow, entry.start, entry.end, told, suggestion="补写对应的措施")
            yield _with_rest(UNANSWERED, finding, entry)


def _words(context: CheckContext, role: str) -> str:
    """All that the sections of a role say."""
    flows = context.document.flows
    return "\n".join(f.text for f in flows if f.part == "body" and context.roles[f.first_paragraph] == role)


def _by_matter(
    mine: list[Entry], others: str, listed: Sequence[Entry], by_title: bool = False
) -> tuple[dict[int, Entry], set[int]]:
    """(entries of known matters of which the others have not a word, those of which they have), by their places.

    Args:
        listed: the others as entries, of which one under the name of a stage is no answer for teachers of all stages.
    """
    found: dict[int, Entry] = {}
    touched: set[int] = set()
    for number, entry in enumerate(mine[:_MOST]):
        titled = [topic for topic in topics_of(entry.title) if not (by_title and topic.everyday)]
        told = [] if by_title else [topic for topic in topics_of(entry.text) if not topic.everyday]
        matters = titled or told
        if any(topic.is_touched(_apart(topic, entry, others, listed)) for topic in matters):
            touched.add(number)
        elif titled and not _OWN_ANSWER.search(entry.text):  # what the text mentions need not be the problem
            found[number] = entry
    return found, touched


def _apart(topic: Topic, entry: Entry, others: str, listed: Sequence[Entry]) -> str:
    """What may answer a problem with teachers: not the measures for a stage that it says nothing of."""
    if topic.name not in _OF_TEACHERS:
        return others
    for other in listed[:_MOST]:
        stages = set(_STAGE.findall(other.title))
        if stages and not stages & set(_STAGE.findall(entry.text)):
            others = others.replace(other.text[len(other.title) :].strip(), "").replace(other.title, "")
    return others


def _numbered(context: CheckContext) -> Iterator[Entry]:
    """「问题一：…」 of a section of problems and measures, one a paragraph."""
    for flow in context.document.flows:
        combined = flow.part == "body" and context.roles[flow.first_paragraph] == COMBINED
        if combined and (match := _NUMBERED.match(flow.text)):
            yield Entry(flow, match.start(), match.end(), flow.text)


def _unmatched(mine: list[Entry], others: list[Entry]) -> dict[int, Entry]:
    """Entries that none of the others speaks of, by their place in the list."""
    answers = Answers(others)
    return {number: entry for number, entry in enumerate(mine[:_MOST]) if not answers.speak_of(entry, number)}


def _told(rule: Rule, found: dict[int, Entry], but: set[int], told: str, advice: str) -> Iterator[Finding]:
    for number, entry in found.items():
        if number not in but:
            finding = rule.at(entry.flow, entry.start, entry.end, f"“{entry.title.strip()}”{told}", suggestion=advice)
            yield _with_rest(rule, finding, entry)


def _with_rest(rule: Rule, finding: Finding, entry: Entry) -> Finding:
    """The finding with what stands behind a title that runs into its text."""
    rest = entry.text.split("\n", 1)[0][len(entry.title) :]
    if not rest.strip() or not entry.flow.text.startswith(rest, entry.end):
        return finding
    return rule.further(finding, tuple(entry.flow.places(entry.end, entry.end + len(rest))))
