"""REQ: every item the outline asks for has to be answered."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from drafter.checking.claims.passages import BODY, COMBINED, MEASURES, PROBLEMS
from drafter.checking.context import CheckContext
from drafter.checking.outline_match import MatchedSection, match_sections, may_speak_of, speaks_of, words_of
from drafter.checking.rules.bare_entries import bare_entries
from drafter.checking.rules.core_items import CORE, core_items
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding, NotChecked, Severity, State
from drafter.outlines import Item, Outline, OutlineSection, office_name
from drafter.reading import Flow

__all__ = ["FAMILY"]

_SOURCE = "当年评价重点；《教育督导条例》第十八条：按要求自评并报送自评报告"


def _demo_item(item_id: str, lead: str, signals: tuple[str, ...], needs: str, declinable: bool = False) -> Item:
    return Item(item_id, lead, f"{lead}的情况", signals, (), (), (), "有关科室", needs, declinable, False, ())


#: A form of three items, for the examples.
_FORM = Outline(
    "demo",
    "示例提纲",
    "city",
    "{region}自评报告",
    (),
    (0, 1000),
    (
        OutlineSection(
            "work",
            "工作开展情况",
            1,
            1,
            "run-in",
            "body",
            (),
            (
                _demo_item("lead", "健全领导机制", ("常委会", "常务会"), "figure"),
                _demo_item("rules", "落实校长负责制", ("三重一大", "校长负责制"), "text"),
                _demo_item("higher", "支持高等教育发展", ("高等教育",), "text", declinable=True),
            ),
            (),
        ),
        OutlineSection("problems", "存在的问题", 1, 2, "block", "problems", (), (), ()),
    ),
)
_ANSWERED = (
    "一、工作开展情况",
    "健全领导机制。市委常委会9次研究教育工作，市政府常务会议11次研究教育议题。",
    "落实校长负责制。市教育局印发《中小学校议事规则》，“三重一大”事项一律集体决策。",
    "支持高等教育发展。我市无此项工作任务。",
    "二、存在的问题",
    "公办学位供给不足，公办园在园幼儿占比为48.34%。",
)


def _example(*changes: tuple[int, str]) -> Example:
    """The answered report with some of its lines replaced, or left out where the new text is empty."""
    lines = dict(enumerate(_ANSWERED)) | dict(changes)
    return Example("\n".join(line for line in lines.values() if line), outline=_FORM)


SECTION = Rule(
    "REQ001",
    "section-missing",
    "缺少整节",
    Severity.ERROR,
    "提纲要求的一节在报告中找不到，其要点也没有在别处作答。",
    "一节没有，等于其中各项都没有自评。",
    (_example((4, ""), (5, "")), _example((0, ""), (1, ""), (2, ""), (3, ""))),
    (_example(),),
    _SOURCE,
)
ITEM = Rule(
    "REQ002",
    "item-missing",
    "要点没有作答",
    Severity.ERROR,
    "提纲要求的要点在全文找不到任何回应。",
    "漏答要点按未开展处理。",
    (_example((2, "")),),
    (_example(),),
    _SOURCE,
)
EMPTY = Rule(
    "REQ003",
    "item-empty",
    "要点只有一句空话",
    Severity.WARNING,
    "要点只有一句没有数字、没有文件、没有具体做法的话，或同组各条都有内容而这一条只有标题。",
    "上级评价要看做了什么、到什么程度。",
    (
        _example((2, "落实校长负责制。认真落实到位。")),
        Example(
            "一、工作情况\n1.学前教育普惠。新建公办园9所，新增学位2430个，普惠率91.5%。\n2.普通高中多样发展。\n"
            "3.职业教育产教融合。县职教中心与32家企业签订合作协议，开设订单班11个。"
        ),
    ),
    (
        _example(),
        Example("一、工作情况\n1.加强领导。\n2.加大投入。\n3.规范管理。"),
        Example("一、工作情况\n一是压实领导责任。\n县委常委会研究教育工作9次。\n二是扩大资源。\n新建学校9所。"),
    ),
    _SOURCE,
)
FIGURE = Rule(
    "REQ004",
    "item-without-figure",
    "要点缺少数据",
    Severity.WARNING,
    "需要用数据说明的要点没有一个数。",
    "没有数据就无法与门槛比较。",
    (_example((1, "健全领导机制。市委常委会多次研究教育工作，市政府常务会议多次研究教育议题并推动解决。")),),
    (_example(),),
    _SOURCE,
)
NOT_APPLICABLE = Rule(
    "REQ005",
    "not-applicable-not-allowed",
    "不能写“无此项工作任务”",
    Severity.ERROR,
    "必须开展的要点写成了无此项工作任务。",
    "法定职责不存在不适用。",
    (_example((2, "落实校长负责制。我市无此项工作任务。")),),
    (_example(),),
    _SOURCE,
)

#: 中等职业教育由市统筹举办 tells who does it: a reason, not an omission.
_ELSEWHERE = re.compile(
    r"由[^，。；]{0,12}(?:省|市|州|上级|上一级)[^，。；]{0,8}(?:统筹|举办|承担|负责|管理|实施|统一)"
)
_DECLINED = re.compile(r"无此项工作|无此项任务|不涉及此项|无该项工作|没有此项工作任务")
_PENDING = re.compile(r"【待补|【待填|（待补")
_BLANK = re.compile(r"(?<![A-Za-z+])[XxＸｘ×*]{1,4}(?![A-Za-z+])")
#: How a report owns problems, or promises measures, without a heading for them.
_CLOSING = {
    PROBLEMS: re.compile(r"(?:还|仍|也|依然|仍然)(?:然)?存在(?:着)?[^。]{0,24}(?:问题|不足|差距|短板|薄弱)"),
    MEASURES: re.compile(r"(?:下一步|今后|下阶段)[，,、][^。]{0,12}(?:我[省市县区州]|将|要|继续|重点)"),
}
_SECTIONS = 2  # an empty heading of the first two ranks is told by the rules on structure
_LAST = 8  # the closing eighth of a report
_PROMISED_THERE = re.compile(r"措施[：:]|对策[：:]|下一步|今后|将(?=[^。]{0,20}[建增加完])")
_SUBJECT = 10  # a clause shorter than this (我市) names nobody but the speaker
_SUBSTANCE = 22  # characters of a sentence that says what was done


def check(context: CheckContext) -> Iterator[Finding]:
    """Every section and item of the outline; without one, nothing is asked and the account says so."""
    yield from _titles_alone(context)
    if context.outline is None:
        context.coverage.not_checked.append(
            NotChecked("必备要点是否都已作答", "insufficient data", "用 --outline 写明报告所用提纲")
        )
        yield from core_items(context)
        return
    matched = match_sections(context.document, context.outline)
    for part in matched:
        required = [item for item in part.section.items if not item.optional]
        if part.section.sections or (not required and part.section.role == "body"):
            continue
        if part.heading is None and _has_role(context, part.section.role):
            context.coverage.items[State.PROVED] += 1
        elif part.heading is None:
            yield from _missing_section(context, matched, part, required)
            continue
        for item in part.section.items:
            yield from _item(context, matched, part, item)


def _titles_alone(context: CheckContext) -> Iterator[Finding]:
    """Points of the work done that are a title and nothing else, whatever the outline calls them."""
    sections = {h.paragraph for h in context.document.headings if h.level <= _SECTIONS and not h.run_in}
    for entry in bare_entries(context.document):
        place = entry.flow.first_paragraph
        if context.roles[place] in (BODY, COMBINED) and place not in sections:
            told = f"要点“{entry.title}”只有标题，没有内容"
            root = f"{EMPTY.code}:{place}"
            yield EMPTY.at(entry.flow, entry.start, entry.end, told, suggestion="补写做法和数据，或删去标题", root=root)


def _has_role(context: CheckContext, role: str) -> bool:
    """Whether the report owns problems, or promises measures, in a section of another name or in a sentence."""
    if role == "body":
        return False
    wanted = {PROBLEMS: (PROBLEMS,), MEASURES: (MEASURES,)}.get(role, (PROBLEMS, MEASURES))
    return all(_tells(context, one) for one in wanted)


def _tells(context: CheckContext, role: str) -> bool:
    if role in context.roles or COMBINED in context.roles:
        return True
    flows = [flow for flow in context.document.flows if flow.part == "body"]
    if role == MEASURES and any(
        _PROMISED_THERE.search(flow.text) for flow in flows if context.roles[flow.first_paragraph] == PROBLEMS
    ):
        return True
    return any(_CLOSING[role].search(flow.text) for flow in flows[-max(2, len(flows) // _LAST) :])


def _missing_section(
    context: CheckContext, matched: list[MatchedSection], part: MatchedSection, required: list[Item]
) -> Iterator[Finding]:
    open_to = _told_elsewhere(context, matched)
    answered = [
        item for item in required if _statements(context, item, open_to) or _may_be_told(context, item, open_to)
    ]
    lost = [item for item in required if item not in answered]
    context.coverage.items[State.PROVED] += len(answered)
    context.coverage.items[State.MISSING] += max(1, len(lost)) if not required else len(lost)
    if required and len(lost) * 2 < len(required):
        for item in lost:
            yield _at(context, ITEM, _before(matched, part), f"没有找到要点“{item.lead}”的内容（{item.ask}）")
        return
    named = f"，要点{words_of(lost)}没有作答" if lost else ""
    named += f"，{words_of(answered)}只在别的章节提到" if answered else ""
    yield _at(
        context,
        SECTION,
        _before(matched, part),
        f"缺少“{part.section.label}{part.section.heading}”一节{named}",
        suggestion="补写这一节；确无任务的要点写明无此项工作任务",
    )


def _item(context: CheckContext, matched: list[MatchedSection], part: MatchedSection, item: Item) -> Iterator[Finding]:
    found = _statements(context, item, part.paragraphs)
    open_to = _told_elsewhere(context, matched)
    elsewhere = bool(not found and (_statements(context, item, open_to) or _may_be_told(context, item, open_to)))
    items = context.coverage.items
    if item.optional and not found:
        return
    if not found:
        items[State.PROVED if elsewhere else State.MISSING] += 1
        if not elsewhere:
            yield _at(
                context,
                ITEM,
                part,
                f"没有找到要点“{item.lead}”的内容（{item.ask}）",
                suggestion=f"请向{_office(context, item)}要材料后补写",
            )
        return
    text = "".join(statement.text for statement in found)
    declined = next((s for s in found if _declines(s, item)), None)
    if declined is not None:
        allowed = item.not_applicable or bool(_ELSEWHERE.search(declined.text))
        items[State.NOT_APPLICABLE if allowed else State.REFUTED] += 1
        if not allowed:
            yield _on(NOT_APPLICABLE, declined, f"要点“{item.lead}”是必须开展的工作，不能写无此项工作任务")
        return
    if _PENDING.search(text) or _BLANK.search(text):
        items[State.MISSING] += 1  # the placeholder itself is reported
        return
    has_figure = any(statement.figures for statement in found)
    if item.needs == "figure" and not has_figure:  # its figures may stand in another section
        has_figure = any(statement.figures for statement in _statements(context, item, open_to))
    solid = has_figure or "《" in text or max(len(s.text.strip()) for s in found) >= _SUBSTANCE
    if not solid:
        items[State.UNSUPPORTED] += 1
        told = f"要点“{item.lead}”只有一句空话，没有做法、文件或数据"
        yield _on(EMPTY, found[-1], told, suggestion=item.ask, root=f"{EMPTY.code}:{found[-1].flow.first_paragraph}")
    elif item.needs == "figure" and not has_figure:
        items[State.UNSUPPORTED] += 1
        yield _on(FIGURE, found[0], f"要点“{item.lead}”没有数据", suggestion=f"需要：{item.ask}")
    else:
        items[State.PROVED] += 1


def _told_elsewhere(context: CheckContext, matched: list[MatchedSection]) -> frozenset[int]:
    """Paragraphs in which an item may be answered out of its section: to name a problem is no answer."""
    everywhere = set(range(len(context.document.paragraphs)))
    for part in matched:
        if part.section.role != "body":
            everywhere -= set(part.paragraphs)
    return frozenset(everywhere)


def _declines(statement: Statement, item: Item) -> bool:
    """Whether the words right before 无此项工作任务 name this item (a sentence may speak of several)."""
    match = _DECLINED.search(statement.text)
    if match is None:
        return False
    before = statement.flow.text[: statement.start + match.start()]
    clauses = re.split(r"[，；]", before.rstrip("，；"))
    near = clauses[-1] if len(clauses[-1]) >= _SUBJECT else "".join(clauses[-2:])
    return speaks_of(near[-60:], item)


def _office(context: CheckContext, item: Item) -> str:
    level = context.outline.level if context.outline else ""
    return office_name(item.office, level, context.region) if level else item.office


def _statements(context: CheckContext, item: Item, paragraphs: Container[int]) -> list[Statement]:
    """Sentences that answer an item: those with its words, and what follows them in the same paragraph."""
    result: list[Statement] = []
    following: Flow | None = None
    for statement in context.statements:
        if statement.flow.first_paragraph not in paragraphs or _is_heading(context, statement):
            continue
        if following is statement.flow or speaks_of(statement.text, item):
            result.append(statement)
            following = statement.flow
    return result


def _may_be_told(context: CheckContext, item: Item, paragraphs: Container[int]) -> bool:
    """Whether any sentence has words by which some report may answer the item."""
    return any(
        statement.flow.first_paragraph in paragraphs
        and not _is_heading(context, statement)
        and may_speak_of(statement.text, item)
        for statement in context.statements
    )


def _is_heading(context: CheckContext, statement: Statement) -> bool:
    return statement.flow.first_paragraph in context.heading_paragraphs


def _before(matched: list[MatchedSection], part: MatchedSection) -> MatchedSection:
    """The section after which a missing one should stand, to anchor the finding."""
    at = matched.index(part)
    return next((m for m in reversed(matched[:at]) if m.heading is not None), part)


def _at(context: CheckContext, rule: Rule, part: MatchedSection, message: str, suggestion: str = "") -> Finding:
    """A finding on the heading of a section, or on the title when there is none."""
    heading = part.heading
    number = heading.paragraph if heading else 0
    flow = next((f for f in context.document.flows if f.first_paragraph >= number), context.document.flows[0])
    start, end = (heading.start, heading.end) if heading and flow.first_paragraph == number else (0, len(flow.text))
    evidence = Evidence("document", part.section.id, part.section.heading)
    # a form that was only guessed must not cry wolf
    severity = None if context.outline_named else Severity.WARNING
    return rule.at(
        flow, start, max(end, start + 1), message, evidence=(evidence,), suggestion=suggestion, severity=severity
    )


def _on(rule: Rule, statement: Statement, message: str, suggestion: str = "", root: str = "") -> Finding:
    text = statement.text
    lead = len(text) - len(text.lstrip())
    return rule.at(
        statement.flow,
        statement.start + lead,
        statement.start + len(text.rstrip()),
        message,
        suggestion=suggestion,
        root=root,
    )


FAMILY = Family("REQ", "必备要点", (SECTION, ITEM, EMPTY, FIGURE, NOT_APPLICABLE, CORE), check)
