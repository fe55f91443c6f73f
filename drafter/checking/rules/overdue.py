"""More plans for years that are over, told under TIM007: 下一步 and 拟 in running text, deadlines of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.rules.deadlines import OVERDUE
from drafter.checking.rules.model import Family
from drafter.checking.text.dates import DateMention
from drafter.checking.text.statements import Statement
from drafter.findings import Finding
from drafter.reading.typed import row_cells

__all__ = ["FAMILY"]

#: Words that say of all that follows them in the sentence that it is to come.
_FROM_NOW = re.compile(r"(?:^|[，。；：、])(?:下一步|下阶段|今后|接下来|下步)[^。]*?(?:将|要|拟|计划|争取|力争|分)")
#: The same in a section of plans.
_STRIVES = re.compile(r"(?:^|[，；：])(?:力争|争取|计划|拟|确保|分[两二三四]年|用[两二三四]年)")
#: 拟利用2018年暑假施工; 原拟, 草拟 and 将2018年结余资金用于 are no plan for that year.
_TO_COME = re.compile(r"(?<![原曾草模虚初编])(?:拟(?!定|制|稿|订)|将|打算|预计)(?:利用|于|在|到|待|等)$")
#: In a section of plans: 在建的2所学校力争2024年秋季投用, what is striven for with its time right behind.
_AIMED = re.compile(r"(?<![原曾按照])(?:力争|争取|确保|计划|预计)(?:于|在|到)?$")
_BY_YEAR = re.compile(r"(?:^|[，。；：、）])(?:到|至)$")
_RISES = re.compile(r"^年?底?[，,]?[^，。；]{0,24}(?:提升到|提升至|提高到|提高至|达到|不低于|降至|降到)")
_OPENS = re.compile(r"(?:^|[，；：。、（(]|[于在到]|利用|力争|争取|确保|计划)$")
_NOT_A_PLAN = re.compile(
    r"以来|基础上|以前(?!完成)|已|启动的|印发|制定|出台|实施的|建成的|结余|结转|欠|试点|成果|经验|曾|标准|水平|规划|方案|[》〕]"
)
_DONE_BEFORE = re.compile(r"原[计定拟]|实际|曾|当时|上年|早在|时任")
_LIMIT = re.compile(r"时限|期限|完成时间|整改时间|计划完成|预计完成|办结时间|完成年度")
_PROGRESS = re.compile(r"完成情况|进展|状态|结果|销号|落实情况|整改情况|成效|是否|实际")
_YEAR = re.compile(r"(?P<year>20\d\d)\s*(?:年|[./．-])")
_LIKE_IT = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Plans of every sentence and deadlines of every table."""
    if not context.year:
        return
    for statement in context.statements:
        if statement.dates and statement.flow.part != "table":
            yield from _planned(context, statement)
    yield from _limits(context)


def _planned(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    if _DONE_BEFORE.search(statement.text):
        return
    plans = context.roles[statement.flow.first_paragraph : statement.flow.first_paragraph + 1] == [MEASURES]
    opened = _FROM_NOW.search(statement.text) or (_STRIVES.search(statement.text) if plans else None)
    for date in statement.dates:
        if not 0 < date.year < context.year or date.kind not in ("year", "month", "day"):
            continue
        before = statement.between(max(statement.start, date.start - 8), date.start)
        after = re.split("[，。；]", statement.between(date.end, min(statement.end, date.end + 30)))[0]
        aimed = plans and (_AIMED.search(before) or (_BY_YEAR.search(before) and _RISES.search(after)))
        if aimed and not _NOT_A_PLAN.search(after) and date.year < context.year:
            yield _told(context, statement, date)
            return
        ahead = opened is not None and statement.start + opened.end() <= date.start and _OPENS.search(before)
        if (ahead or _TO_COME.search(before)) and not _NOT_A_PLAN.search(after) and not _compared(before):
            yield _told(context, statement, date)
            return


def _compared(before: str) -> bool:
    return bool(re.search(r"[比较与同]$|[自从]$", before))


def _told(context: CheckContext, statement: Statement, date: DateMention) -> Finding:
    words = statement.between(date.start, date.end)
    return OVERDUE.at(
        statement.flow,
        date.start,
        date.end,
        f"计划的时限“{words}”早于报告年度{context.year}年",
        suggestion="换成以后的时限，已完成的写成完成情况",
    )


def _limits(context: CheckContext) -> Iterator[Finding]:
    """The one deadline of a table that is over while all others are to come, where no column tells of progress."""
    typed = context.document.form in ("txt", "md")
    tables: dict[int, dict[int, list[tuple[int, str, tuple[int, int]]]]] = defaultdict(lambda: defaultdict(list))
    for paragraph in context.document.paragraphs:
        if paragraph.cell is not None:
            table, row, first = paragraph.cell
            cells = row_cells(paragraph.text) if typed else [(0, paragraph.text.strip())]
            for column, (start, words) in enumerate(cells, first):
                tables[table][row].append((column, words, (paragraph.index, start)))
    late: dict[tuple[int, int], tuple[int, list[int]]] = {}
    for rows in tables.values():
        heads = rows[min(rows)]
        limits = [column for column, words, _ in heads if _LIMIT.search(words)]
        if len(limits) != 1 or any(_PROGRESS.search(words) for column, words, _ in heads if column != limits[0]):
            continue
        told = [
            (int(years[0]["year"]), place)
            for row in rows.values()
            for column, words, place in row
            if column == limits[0] and len(years := list(_YEAR.finditer(words))) == 1
        ]
        over = [(year, place) for year, place in told if year < context.year]
        if len(over) == 1 and len(told) > _LIKE_IT:
            late[over[0][1]] = over[0][0], [year for year, _ in told if year >= context.year]
    for flow in context.document.flows if late else ():
        place = flow.pieces[0][1], flow.pieces[0][2] if typed else 0
        if flow.part == "table" and place in late:
            year, others = late[place]
            told_as = f"时限{year}年早于报告年度{context.year}年，同表其余的是{min(others)}年以后"
            yield OVERDUE.at(flow, 0, len(flow.text), told_as, suggestion="核对时限的年份")


FAMILY = Family("TIM", "时间", (), check)
