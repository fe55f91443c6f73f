"""YOY: what does not fit last year's report, and what was carried over from it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from drafter.checking.comparing import Verdict, compare
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Hit, clustered
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Period
from drafter.findings import Evidence, Finding, NotChecked, Severity, State

__all__ = ["FAMILY"]

_SOURCE = "评价要求：数据真实、年度间可比（国教督办函〔2018〕16号）"

DIFFERS = Rule(
    "YOY001",
    "last-year-figure",
    "上年数与上年报告不符",
    Severity.WARNING,
    "文中的上年数，与上一年报告里同一指标的本年数不同（按修约区间比较）。",
    "两年的报告放在一起，上级一眼就能看出；确有调整的要写明。",
    (
        Example(
            "一、基本情况\n2025年全市公办园在园幼儿占比为53.3%，上年为50.1%。",
            previous="云岭市2024年履行教育职责自评报告\n一、基本情况\n2024年全市公办园在园幼儿占比为51.2%。",
        ),
    ),
    (
        Example(
            "一、基本情况\n2025年全市公办园在园幼儿占比为53.3%，上年为51.2%。",
            previous="云岭市2024年履行教育职责自评报告\n一、基本情况\n2024年全市公办园在园幼儿占比为51.23%。",
        ),
        Example("一、基本情况\n2025年全市公办园在园幼儿占比为53.3%，上年为50.1%。"),
    ),
    _SOURCE,
)
STALE = Rule(
    "YOY002",
    "stale-sentence",
    "带数字的句子与上年相同",
    Severity.WARNING,
    "带数据或年份的句子与上一年报告一字不差，或只改了年份、数字没有变；指标表证实的、面积区划一类不变的不报。",
    "多半是照抄上年，数字没有更新。",
    (
        Example(
            "一、基本情况\n全市新建改扩建学校23所，新增学位1.62万个，学位供给持续扩大。",
            previous="云岭市2024年履行教育职责自评报告\n一、基本情况\n全市新建改扩建学校23所，新增学位1.62万个，学位供给持续扩大。",
        ),
        Example(
            "一、基本情况\n2025年全市培训教师3860人次，投入资金1264.5万元。",
            previous="云岭市2024年履行教育职责自评报告\n一、基本情况\n2024年全市培训教师3860人次，投入资金1264.5万元。",
        ),
    ),
    (
        Example(
            "一、基本情况\n2025年全市培训教师4120人次，投入资金1382.0万元。\n全市辖3区5县，面积1.24万平方公里。\n入学率保持100%。",
            previous="云岭市2024年履行教育职责自评报告\n一、基本情况\n2024年全市培训教师3860人次，投入资金1264.5万元。\n"
            "全市辖3区5县，面积1.24万平方公里。\n入学率保持100%。",
        ),
    ),
    _SOURCE,
)
PLAN = Rule(
    "YOY003",
    "carried-over-plan",
    "问题或措施与上年相同",
    Severity.WARNING,
    "“存在的问题”“下一步措施”里的句子与上一年报告相同；只有一两句的作提示。",
    "上年的打算原样再写一遍，说明没有落实，或没有重新研究。",
    (
        Example(
            "一、下一步措施\n优化城区学校布局，加快推进三所新建学校建设。\n完善教师补充机制，逐步解决学科结构性缺员。\n健全教育督导结果运用机制，压实整改责任。",
            previous="云岭市2024年履行教育职责自评报告\n一、下一步措施\n优化城区学校布局，加快推进三所新建学校建设。\n"
            "完善教师补充机制，逐步解决学科结构性缺员。\n健全教育督导结果运用机制，压实整改责任。",
        ),
    ),
    (
        Example(
            "一、下一步措施\n建成两所新学校，增加城区学位。",
            previous="云岭市2024年履行教育职责自评报告\n一、下一步措施\n优化城区学校布局，加快推进三所新建学校建设。",
        ),
    ),
    _SOURCE,
)
SAME = Rule(
    "YOY004",
    "carried-over-text",
    "与上年报告相同的文字",
    Severity.INFO,
    "没有数据的句子与上一年报告相同，达到5句并占全文一成以上时报一次。",
    "只作提示：沿用的说法是否还符合今年的情况。",
    (
        Example(
            "一、工作情况\n坚持把教育摆在优先发展的战略位置。\n健全党委统一领导、党政齐抓共管的工作格局。\n"
            "推动学前教育普及普惠安全优质发展。\n加快义务教育优质均衡发展和城乡一体化。\n推动普通高中多样化特色发展取得成效。",
            previous="云岭市2024年履行教育职责自评报告\n一、工作情况\n坚持把教育摆在优先发展的战略位置。\n"
            "健全党委统一领导、党政齐抓共管的工作格局。\n推动学前教育普及普惠安全优质发展。\n"
            "加快义务教育优质均衡发展和城乡一体化。\n推动普通高中多样化特色发展取得成效。",
        ),
    ),
    (
        Example(
            "一、工作情况\n坚持把教育摆在优先发展的战略位置。",
            previous="云岭市2024年履行教育职责自评报告\n一、工作情况\n坚持把教育摆在优先发展的战略位置。",
        ),
    ),
    _SOURCE,
)

_SHORTEST = 10
_YEAR = re.compile(r"20\d\d(?=\s?(?:学年|年))")
_STANDING = re.compile(r"[下所]?辖|面积|位于|幅员|建于|始建|成立于|平方公里|乡镇|街道")
_PLANS = re.compile(r"问题|不足|困难|短板|下一步|措施|打算|计划|安排|整改|努力方向")
_MANY = 3
_FEW_SENTENCES, _SHARE = 5, 0.1
_NOTHING_CHANGES = (0, 100)  # 100% may well stay as it was


def check(context: CheckContext) -> Iterator[Finding]:
    """Hold the report against last year's, when that was given and is last year's."""
    previous = context.previous
    needs = "用 --previous 提供上一年的报告"
    if previous is not None and context.year and previous.year != context.year - 1:
        needs = f"--previous 给的是{previous.year}年的报告，需要{context.year - 1}年的"
        previous = None
    if previous is None:
        context.coverage.not_checked.append(NotChecked("上年数、照抄上年的内容", "insufficient data", needs))
        return
    yield from _differing(context, previous)
    yield from _carried(context, previous)


# --- figures --------------------------------------------------------------------------------------------------


def _differing(context: CheckContext, previous: CheckContext) -> Iterator[Finding]:
    """This report's values of last year against that report's values of its own year, sure bindings alone."""
    theirs: dict[str, list[Figure]] = defaultdict(list)
    for figure in previous.figures():
        binding = previous.bindings.get(figure.id)
        if binding is not None and binding.sure and not binding.change and binding.period is Period.THIS:
            theirs[binding.indicator.id].append(figure)
    for figure in context.figures():
        binding = context.bindings.get(figure.id)
        if binding is None or not binding.sure or binding.change or binding.period is not Period.PREVIOUS:
            continue
        known = [f for f in theirs.get(binding.indicator.id, ()) if f.quantity.kind is figure.quantity.kind]
        if not known or any(figure.quantity.interval.meets(f.quantity.interval) for f in known):
            continue
        place = known[0].statement.flow.places(known[0].start, known[0].end)[0]
        name = binding.indicator.name
        yield DIFFERS.at(
            figure.statement.flow,
            figure.start,
            figure.end,
            f"“{name}”的上年数写{figure.text}，上年报告写的是{known[0].text}（第{place.paragraph + 1}段）",
            evidence=(_told(previous, known[0].statement),),
            suggestion="核对两年的数据；确有调整的写明原因",
            root=f"{DIFFERS.code}:{binding.indicator.id}:{figure.text}",
            touches=(figure,),
        )


def _told(previous: CheckContext, statement: Statement) -> Evidence:
    place = statement.flow.places(statement.start, statement.end)[0]
    return Evidence("material", f"{previous.document.name}#p{place.paragraph}", statement.text.strip())


# --- sentences ------------------------------------------------------------------------------------------------


def _carried(context: CheckContext, previous: CheckContext) -> Iterator[Finding]:
    exact: dict[str, Statement] = {}
    but_years: dict[str, Statement] = {}
    for statement in _sentences(previous):
        exact.setdefault(_key(statement), statement)
        but_years.setdefault(_YEAR.sub("Y", _key(statement)), statement)
    stale: dict[tuple[str, bool], list[tuple[Hit, Statement, bool]]] = defaultdict(list)
    plans: list[Hit] = []
    same: list[Hit] = []
    headings = {heading.label: heading.text for heading in context.document.headings}
    everything = 0
    for statement in _sentences(context):
        everything += 1
        key = _key(statement)
        earlier = exact.get(key) or but_years.get(_YEAR.sub("Y", key))
        if earlier is None:
            continue
        hit = _whole(statement)
        if _says_figures(context, previous, statement):
            stale[statement.flow.section, _telling(statement)].append((hit, earlier, key in exact))
        elif _in_plans(headings, statement):
            plans.append(hit)
        elif key in exact and not statement.figures:
            same.append(hit)
    for (section, telling), found in stale.items():
        yield from _stale(previous, section, telling, found)
    severity = None if len(plans) >= _MANY else Severity.INFO
    told = f"问题和措施里有 {len(plans)} 句与上年报告相同"
    yield from clustered(PLAN, plans, told, "写今年的问题和新的打算", severity=severity)
    if len(same) >= _FEW_SENTENCES and len(same) >= everything * _SHARE:
        told = f"有 {len(same)} 句与上年报告相同，占全文的 {round(100 * len(same) / everything)}%"
        yield from clustered(SAME, same, told, "看看是否还符合今年的情况")


def _stale(
    previous: CheckContext, section: str, telling: bool, found: list[tuple[Hit, Statement, bool]]
) -> Iterator[Finding]:
    """One finding a section: a chapter that was copied is one fault."""
    unchanged = sum(exact for _, _, exact in found)
    if len(found) == 1:
        told = f"这句话与上年报告{'一字不差' if unchanged else '只改了年份，数字没有变'}"
    else:
        years = f"，其中 {len(found) - unchanged} 句只改了年份" if unchanged < len(found) else ""
        told = f"这一节有 {len(found)} 句带数据的话与上年报告相同{years}"
    severity = None if telling else Severity.INFO
    hits = [hit for hit, _, _ in found]
    for finding in clustered(STALE, hits, told, "核对是否是今年的数据", key=f"{section}{telling}", severity=severity):
        yield replace(finding, evidence=tuple(_told(previous, earlier) for _, earlier, _ in found[:_MANY]))


def _sentences(context: CheckContext) -> Iterator[Statement]:
    for statement in context.statements:
        flow = statement.flow
        if (
            flow.part == "body"
            and flow.first_paragraph not in context.heading_paragraphs
            and len(_key(statement)) >= _SHORTEST
        ):
            yield statement


def _key(statement: Statement) -> str:
    return "".join(statement.text.split()).rstrip("。；")


def _whole(statement: Statement) -> Hit:
    text = statement.text
    lead = len(text) - len(text.lstrip())
    return Hit(statement.flow, statement.start + lead, statement.start + len(text.rstrip()))


def _says_figures(context: CheckContext, previous: CheckContext, statement: Statement) -> bool:
    """Whether a sentence tells data of its year that nothing proves and that might well have changed."""
    figures = [f for f in statement.figures if f.role is not Role.TARGET and f.quantity.kind is not Kind.BARE]
    figures = [f for f in figures if not (f.quantity.kind is Kind.PERCENT and f.quantity.value in _NOTHING_CHANGES)]
    if any(_proved(context, figure) for figure in figures) or _STANDING.search(statement.text):
        return False
    of_that_year = any(date.year == previous.year and date.relative is None for date in statement.dates)
    return bool(figures) or of_that_year


def _proved(context: CheckContext, figure: Figure) -> bool:
    """Whether this year's metrics or write-ups give the figure, also when the rules on figures were left out."""
    if context.states.get(figure.id) is State.PROVED:
        return True
    binding = context.bindings.get(figure.id)
    if context.metrics is None or binding is None or not binding.sure:
        return False
    return compare(context.metrics, figure, binding).verdict is Verdict.PROVED


def _telling(statement: Statement) -> bool:
    """Whether the figures are unlikely to be the same two years running."""
    figures = [f for f in statement.figures if f.quantity.kind is not Kind.BARE]
    return len(figures) != 1 or figures[0].quantity.decimals > 0 or figures[0].quantity.dimension.startswith("mone")


def _in_plans(headings: dict[str, str], statement: Statement) -> bool:
    section = statement.flow.section
    return any(_PLANS.search(text) for label, text in headings.items() if label and section.startswith(label))


FAMILY = Family("YOY", "与上年比", (DIFFERS, STALE, PLAN, SAME), check)
