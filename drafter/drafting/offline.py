"""The offline draft: evidence chosen by code, sentences from frames and passages, no model and no network."""

from __future__ import annotations

import re
from collections.abc import Callable

from drafter.checking.comparing import Verdict
from drafter.drafting.evidence import Evidence
from drafter.drafting.frames.words import joined
from drafter.drafting.items import Answer, Quote, answer_item
from drafter.drafting.materials import Materials, MaterialSentence
from drafter.drafting.problems import find_issues, issue_section, shortfalls_of
from drafter.drafting.reuse import Shelf
from drafter.drafting.screening import Screen
from drafter.drafting.slots import cell_support, passage_sentence, without_opening
from drafter.drafting.stories import Storyteller
from drafter.outlines import Item, Outline, OutlineSection, numeral, section_label
from drafter.report import Gap, Paragraph, Report, Section, Sentence, Support

__all__ = ["compose"]

_THIRD = 3

_NOTICE = re.compile(
    r"(《[^《》]*履行教育职责[^《》]*(?:通知|方案|办法)》)([（(][^（）()]*〔20\d\d〕[^（）()]*号[）)])"
)


def compose(
    teller: Storyteller,
    outline: Outline,
    evidence: Evidence,
    materials: Materials,
    screen: Screen,
    shelf: Shelf | None = None,
) -> Report:
    """The whole report, offline.

    Args:
        shelf: sections of the last draft, to be used again where they would be the same.
    """
    report = Report(
        title=outline.title.format(region=teller.region, year=teller.year),
        region=teller.region,
        year=teller.year,
        level=outline.level,
        outline=outline.id,
        engine="offline",
    )
    report.opening = [_opening(teller, outline, materials)]

    def quote(sentence: MaterialSentence) -> Sentence:
        """A passage with the cells that confirm its figures."""
        return passage_sentence(sentence, tuple(map(cell_support, screen.facts_behind(sentence.text, Verdict.PROVED))))

    issues = find_issues(teller, outline, evidence, screen)
    positions = {item.id: number for number, (_, item) in enumerate(outline.items())}
    watched = shelf.begin(teller, evidence) if shelf else evidence
    own = [entry for entry in teller.metrics.dictionary.values() if entry.own]
    whose = (teller.region, teller.year, teller.level, teller.office("教育局"), own)

    def made(section: OutlineSection, inputs: object, draft: Callable[[], tuple[Section, list[Gap]]]) -> Section:
        part, gaps = shelf.section(section.id, (whose, section, inputs), draft) if shelf else draft()
        report.gaps += gaps
        return part

    def body(section: OutlineSection) -> Section:
        mine = [(evidence.items[i.id], evidence.own.get(i.id), positions[i.id]) for i in section.items]
        part = made(section, mine, lambda: _body(teller, section, watched, quote, positions))
        part.sections += map(body, section.sections)
        return part

    def about_issues(section: OutlineSection) -> Section:
        return made(section, issues, lambda: issue_section(teller, section, issues, screen, quote))

    for section in outline.sections:
        told = about_issues if section.role in ("problems", "measures", "combined") else body
        report.sections.append(told(section))
    report.shortfalls = shortfalls_of(teller, issues)
    report.unused = evidence.unused
    return report


def _body(
    teller: Storyteller,
    section: OutlineSection,
    evidence: Evidence,
    quote: Quote,
    positions: dict[str, int],
) -> tuple[Section, list[Gap]]:
    """A section without those below it, and what it lacks."""
    gaps: list[Gap] = []
    result = Section(section.id, section.heading, section.label, section.level, run_in=section.run_in)
    answers = [answer_item(teller, section, item, evidence, quote, positions[item.id]) for item in section.items]
    for number, answer in enumerate(filter(None, answers), start=1):
        gaps += answer.gaps
        _say_once(answer)
        if section.style == "numbered":  # 1. … is a heading of the third rank whatever stands above it
            label, heading = section_label(_THIRD, number), answer.item.lead
            result.sections.append(Section(answer.item.id, heading, label, _THIRD, [answer.paragraph]))
        else:
            answer.paragraph.lead = _lead(section.style, number, answer.item)
            result.paragraphs.append(answer.paragraph)
        result.paragraphs += _rows(section, answer)
    return result, gaps


def _say_once(answer: Answer) -> None:
    """Take the item's own phrase off the first sentence: 「推广普通话。推广普通话，……」 says it twice."""
    lead, sentences = answer.item.lead, answer.paragraph.sentences
    if sentences and len(sentences[0].text) > 2 * len(lead):
        sentences[0] = without_opening(sentences[0], f"{lead}，")


def _rows(section: OutlineSection, answer: Answer) -> list[Paragraph]:
    """The rows of a ledger: a paragraph each where paragraphs stand free, else they close the item's own."""
    if section.style != "block":
        answer.paragraph.sentences += [sentence for _, sentence in answer.rows]
        return []
    paragraphs = []
    for number, (opening, sentence) in enumerate(answer.rows, start=1):
        named = re.search("“(.+?)”", opening)
        lead = f"{numeral(number)}是关于{named[1]}的问题。" if named else ""
        paragraphs.append(Paragraph([without_opening(sentence, opening) if named else sentence], "", lead))
    return paragraphs


def _lead(style: str, number: int, item: Item) -> str:
    """The words with which an item's paragraph opens."""
    if style == "ordinal":
        return f"{numeral(number)}是{item.lead}。"
    return f"{item.lead}。" if style == "run-in" else ""


def _opening(teller: Storyteller, outline: Outline, materials: Materials) -> Paragraph:
    """What the self-evaluation rests on: the regulation, and the notice a write-up names."""
    named: list[str] = []
    support: list[Support] = []
    for reference in outline.basis:
        found = teller.policies.resolve(reference)
        if found:
            named.append(found[0].cited())
            support.append(Support("policy", reference, found[0].title))
    for sentence in materials.sentences():
        match = _NOTICE.search(sentence.text)
        if match and _of_year(match[1], teller.year) and not _asks_others(match[1], teller.level):
            named.append(match[1] + match[2])
            support.append(Support("material", sentence.ref, sentence.original))
            break
    basis = f"按照{joined(named)}要求，" if named else ""
    text = (
        f"{basis}{teller.region}人民政府对照评价重点，组织有关部门开展自查自评，"
        f"现将{teller.year}年履行教育职责情况报告如下。"
    )
    return Paragraph([Sentence(text, "policy" if named else "frame", (), tuple(support))])


def _asks_others(title: str, level: str) -> bool:
    """Whether a notice is on the evaluation of the governments below: 对市县级人民政府 is none for a province."""
    own, below = {"province": ("省", "市|县"), "city": ("市", "县"), "county": ("县", "乡|镇")}[level]
    return bool(re.search(f"(?:{below})[^《》]{{0,8}}政府", title)) and own not in title


def _of_year(title: str, year: int) -> bool:
    """Whether a notice is this year's: it names no year, or this one."""
    years = re.findall(r"20\d\d", title)
    return not years or str(year) in years
