"""TIM002: what is compared with its own year, or with a later one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checking.claims.passages import COMBINED, MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention
from drafter.checking.text.statements import Role, Statement
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

SELF = Rule(
    "TIM002",
    "self-comparison",
    "与同一年或以后年份比较",
    Severity.ERROR,
    "说的是某年，比较的基期却是同一年或更晚的年份。",
    "基期错了，增减就没有意义。",
    (
        Example("2024年，全市教育支出78.62亿元，比2024年增长4.90%。"),
        Example("截至2024年6月底，大班额占比1.53%，较2024学年下降0.16个百分点。"),
        Example("2023年巩固率为98.1%，较2024年提高0.2个百分点。"),
        Example("巩固率由2025年的98.1%提高到2025年的98.3%。"),
        Example("2025年教育支出78.62亿元，是2025年的1.05倍。"),
        Example("2025年，优良率、合格率均比2025年有所提高。"),
        Example("云岭市2025年履行教育职责自评报告\n一、工作成效\n教学点由2032年的36个撤并至9个。"),
    ),
    (
        Example("2024年，全市教育支出78.62亿元，比2023年增长4.90%。"),
        Example("2025年巩固率为98.4%，比上年提高0.2个百分点。"),
        Example("与2025年目标相比，2024年还有差距。"),
        Example("大班额占比由2025年初的1.8%下降到2025年底的1.5%。"),
        Example("2025年教育支出78.62亿元，是2020年的1.35倍。"),
        Example("云岭市2025年履行教育职责自评报告\n一、工作成效\n教学点由2019年的36个撤并至9个。"),
        Example("云岭市2025年履行教育职责自评报告\n一、工作成效\n规划教学点由2026年的9个撤并至2028年的4个。"),
        Example(
            "云岭市2025年履行教育职责自评报告\n一、工作成效\n改造校舍12处。\n二、2026年安排\n改造校舍16处，比2025年多4处。"
        ),
        Example(
            "云岭市2025年履行教育职责自评报告\n一、工作成效\n改造校舍12处。\n二、下一步打算\n改造校舍16处，比2025年增加4处。"
        ),
    ),
    "统计报表制度：增减以上年同期为基期",
)

_COMPARED = re.compile(r"(?:比|较|与|同|高于|低于|超过|相比|对比)\s*$")
_MULTIPLE = re.compile(r"(?:是|为|相当于)\s*$")
_TIMES = re.compile(r"^(?:同期)?的?\s*\d[\d.]*\s*倍")
_ON_BASE = re.compile(r"在\s*$")
_BASED = re.compile(r"^(?:的)?基础上")
_FROM = re.compile(r"[由从]\s*$")
_TO = re.compile(
    r"^(?:末|底|的|[^，。；]{0,24}?)[^，。；]{0,24}?(?:提高|增加|增长|下降|降低|减少|上升|扩大|提升|压减|升|降|调整)(?:了)?[到至为]\s*$"
)
_BASE = re.compile(r"(?:[比较与同由从自]|高于|低于|超过)\s*$")
#: 由2031年的41家压减至2家: where something came from.
_CAME_DOWN = re.compile(
    r"^(?:[底末初])?的[^，。；\d]{0,6}\d[\d.]*[^，。；\d]{1,4}?"
    r"(?:提高|增加|增长|下降|降低|减少|上升|扩大|提升|压减|压缩|撤并|精简|调整|增|减|升|降)(?:了)?(?:[到至为]|\d)"
)
_AHEAD = re.compile(r"计划|规划|目标|力争|预计|拟|将|确保")
#: 占比力争达到60%，比2025年提高2个百分点: told of the year to come.
_HOPED = re.compile("力争|争取达?到|预计")
_GOAL = re.compile(r"目标|规划|任务|要求|预期|计划")
_SHOWN = 24
#: A change in words: 均比2024年有所提高; what is only higher or lower than a year's must end there.
_CHANGED = re.compile(
    r"^(?:度)?(?:相比|比较|同期)?[，]?(?:均|都|各|略|有所|有|明显|显著|大幅|进一步|再|又|稳步|持续|较大|不同程度|了|的)*"
    r"(?:提高|提升|改善|下降|上升|增加|减少|增长|好转|进步|扩大|缩小|优化|降低|增强|改观)"
)
_ENDS = re.compile(r"^(?:度)?(?:同期)?(?:水平)?(?=[，。；]|$)")
_HIGHER = re.compile(r"(?:高于|低于|超过)\s*$")
#: What is told of another time than the report's without a year.
_ONWARD = re.compile(r"^(?:提高|增加|上升|提升|调整|下降|减少|降低|增长|升|降|增|减|涨|扩大|压减)(?:到|至|为)")
_NEXT = 8
_LATER = re.compile(r"明年|下一?年|预[计测期]|将|力争|争取|今后|未来|下学期|新学年|秋季|春季|月|以来|届")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with a date."""
    for statement in context.statements:
        if statement.dates:
            yield from _self_comparisons(context, statement)


def _self_comparisons(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """A base year that is not before the year the sentence speaks of."""
    for number, date in enumerate(statement.dates):
        before = statement.between(max(statement.start, date.start - 4), date.start)
        after = statement.between(date.end, min(statement.end, date.end + 12))
        compared = _COMPARED.search(before) or _compared_otherwise(before, after)
        if not date.year or date.kind == "range" or _GOAL.search(after):
            continue
        if _FROM.search(before):
            yield from _from_itself(statement, date, statement.dates[number + 1 : number + 2])
            yield from _from_ahead(context, statement, date)
        if not compared:
            continue
        earlier = [d for d in statement.dates[:number] if d.year and d.kind != "range" and not _is_base(statement, d)]
        earlier = [d for d in earlier if not _leads_on(statement, d) and not _told_beside(context, statement, d)]
        spoken = earlier[-1].year if earlier else _spoken_of(context, statement)
        ahead = statement.between(max(statement.start, date.start - _SHOWN), date.start)
        if not earlier and (_HOPED.search(ahead) or statement.text.lstrip().startswith("计划")):
            spoken = max(spoken, context.year + 1)
        if not earlier and compared.re is not _COMPARED:
            continue
        if spoken and date.year >= spoken and (compared.re is not _COMPARED or _tells_change(statement, date.end)):
            start = date.start - len(compared.group())
            which = "同一年" if date.year == spoken else "以后的年份"
            yield SELF.at(
                statement.flow,
                start,
                date.end,
                f"说的是{spoken}年，却与{which}（{date.text.strip()}）比较",
                suggestion="基期应为上年",
            )
        elif spoken and date.year == spoken and date.kind == "year" and _differs(statement, before, after):
            yield SELF.at(
                statement.flow,
                date.start - len(compared.group()),
                date.end,
                f"说的是{spoken}年，却与同一年（{date.text.strip()}）比较",
                suggestion="基期应为上年",
                severity=Severity.WARNING,
            )


def _differs(statement: Statement, before: str, after: str) -> bool:
    """Whether words say that the year of a report differs from the base, nothing in the sentence being of later."""
    if _LATER.search(statement.text):
        return False
    return bool(_CHANGED.match(after) or (_HIGHER.search(before) and _ENDS.match(after)))


def _spoken_of(context: CheckContext, statement: Statement) -> int:
    """The year a sentence speaks of that names none: the next one where the heading names it or tells of plans."""
    paragraph = statement.flow.first_paragraph
    if context.roles[paragraph : paragraph + 1] in ([MEASURES], [COMBINED]):
        return context.year + 1 if context.year else 0
    return max(context.year, context.heading_years.get(paragraph, 0))


def _compared_otherwise(before: str, after: str) -> re.Match[str] | None:
    """是2024年的1.2倍, 在2024年基础上."""
    if _TIMES.match(after):
        return _MULTIPLE.search(before)
    return _ON_BASE.search(before) if _BASED.match(after) else None


def _from_ahead(context: CheckContext, statement: Statement, date: DateMention) -> Iterator[Finding]:
    """由2031年的41家压减至2家: what has come about in the year of a report did not come from a later one."""
    paragraph = statement.flow.first_paragraph
    planned = context.roles[paragraph : paragraph + 1] in ([MEASURES], [COMBINED]) or _AHEAD.search(statement.text)
    if not context.year or date.kind != "year" or date.year <= _spoken_of(context, statement) or planned:
        return
    if any(other.year > date.year for other in statement.dates) or not _CAME_DOWN.match(
        statement.between(date.end, min(statement.end, date.end + _SHOWN))
    ):
        return
    yield SELF.at(
        statement.flow,
        date.start - 1,
        date.end,
        f"报告的是{context.year}年，变化的起点却是以后的年份（{date.text.strip()}）",
        suggestion="核对起点的年份",
    )


def _from_itself(statement: Statement, first: DateMention, behind: Sequence[DateMention]) -> Iterator[Finding]:
    """由2024年的52%提高到2024年的55%: the same year, of neither of which a month or an end is told."""
    if not behind:
        return
    (last,) = behind
    if not first.kind == last.kind == "year" or first.year != last.year or not first.text.strip().endswith("年"):
        return
    between = statement.between(first.end, last.start)
    after = statement.between(last.end, min(statement.end, last.end + 2))
    if not last.text.strip().endswith("年") or re.match(r"[底末初上下春秋]", after) or not _TO.match(between):
        return
    if re.match(r"[底末初上下春秋]", between):
        return
    yield SELF.at(
        statement.flow,
        first.start - 1,
        min(last.end, first.start + _SHOWN),
        f"变化的起点和终点都是{first.year}年",
        suggestion="基期应为上年",
    )


def _is_base(statement: Statement, date: DateMention) -> bool:
    """Whether a year before is itself only what something is compared with."""
    return bool(_BASE.search(statement.between(max(statement.start, date.start - 4), date.start)))


def _leads_on(statement: Statement, date: DateMention) -> bool:
    """Whether a year is told only as where something came from: 由2021年的360元、2022年的400元提高到420元."""
    after = [f for f in statement.figures if f.start >= date.end][:1]
    if not after or statement.between(date.end, after[0].start).strip() not in ("的", "", "为"):
        return False
    behind = statement.between(after[0].end, min(statement.end, after[0].end + _NEXT))
    return after[0].role is Role.PREVIOUS or bool(_ONWARD.match(behind))


def _told_beside(context: CheckContext, statement: Statement, date: DateMention) -> bool:
    """Whether a past year's value stands beside one told before it: 占93.00%，2023年为91.90%，提高1.10个百分点."""
    if not 0 < date.year < context.year:
        return False
    told = [f for f in statement.figures if f.end <= date.start]
    after = next((f for f in statement.figures if f.start >= date.end), None)
    if not told or after is None or after.quantity.dimension != told[-1].quantity.dimension:
        return False
    return statement.between(date.end, after.start).strip() in ("", "为", "是", "占", "则为", "只有", "仅为", "仅")


def _tells_change(statement: Statement, start: int) -> bool:
    """Whether a figure of change follows the base year."""
    return any(f.start >= start and f.role in (Role.CHANGE, Role.PREVIOUS) for f in statement.figures)


FAMILY = Family("TIM", "时间", (SELF,), check)
