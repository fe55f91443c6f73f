"""TIM004: what is of years before: the text of an old report, another year's end told as of now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.passages import BODY, COMBINED
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention, plain_digits
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Role, Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

STALE = Rule(
    "TIM004",
    "stale-year",
    "用的是往年的情况",
    Severity.WARNING,
    "成效部分的一句话只说两年以前的情况；写明的评价期不是报告年度。",
    "沿用旧报告时最容易漏改。",
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、工作开展情况及成效\n2022年全市培训教师4200人次。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n本次评价时段为2024年1月1日至12月31日。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、概况\n截至2025年底，有学校86所。\n二、督导\n"
            "截至2024年11月已整改20个，整改率76.9%，余下6个列入2026年台账。"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n现将我市2024年度履行教育职责情况报告如下。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、投入\n今年（2023年）投入6.8亿元。"),
    ),
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n本次评价时段为2025年1月1日至12月31日。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、概况\n截至2025年底，有学校86所。\n二、督导\n"
            "上年度反馈问题26个，截至2024年11月已整改20个。截至2024年底有大班额36个。2025年消除20个。"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n现将我市2025年度履行教育职责情况报告如下。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、投入\n今年（2025年）投入6.8亿元，上年（2024年）6.2亿元。"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n本次评价时段为2024年1月1日至2025年12月31日。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、工作开展情况及成效\n2025年全市培训教师4200人次。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、工作开展情况及成效\n自2022年以来，累计培训教师4200人次。"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、工作开展情况及成效\n2022年市政府印发《实施办法》，2025年培训教师4200人次。"
        ),
    ),
    "评价方案：报告评价年度的履职情况",
)

_SINCE = re.compile(r"自|从|起|以来|至今|开始|截至|到|年前|首批|获批|入选|建成于|始于|制定|印发|出台|修订")
#: 2020年为48.6亿元，五年间增长25.9%: where the years began.
_OVER_YEARS = re.compile(r"[三四五六七八九十]年(?:间|来|里|内)")
#: 2023年，全县新建公办园4所: work of a year, told as the report tells of its own.
_AS_OF_NOW = re.compile(
    r"^度?(?:[，,]|[我全][省市县区旗州]|(?:累计|共|新建|新增|新改扩建|改扩建|招聘|补充|培训|组织|开展|完成|消除|建成|投入使用|下达|安排|创建))(?![^，。；]{0,10}的)"
)
#: What is known a year late, or told of another round.
_LAGS = re.compile(
    r"反馈|评价|考核|问题|决算|审计|支出|经费|执行数|监测|国家统计|基数|为基|[比较][^，。；]{0,12}年[低少]|原|曾|首次|率先|试点"
)
_STALE_YEARS = 2
#: 「评价期为2024年1月1日至12月31日」: the whole calendar year that a yearly evaluation covers.
_PERIOD = re.compile(
    r"(?:评价|自评|评估|报告|数据|统计|采集)(?:统计|采集)?(?:周期|时段|期间|期|时间范围|时间|区间|口径)(?:为|是|从|自|：|:)?\s*(?P<year>(?:19|20)\d\d)\s*年\s*1\s*月\s*1\s*日"
    r"\s*(?:至|到|[—－~～-]+)\s*(?:(?P<last>(?:19|20)\d\d)\s*年\s*)?12\s*月\s*31\s*日"
)
#: 对照2024年度履行教育职责评价要点: the evaluation that a report answers.
_ANSWERED = re.compile(
    r"(?:对照|按照|根据|依据|围绕)[^，。；《]{0,14}?(?P<year>20\d\d)\s*年度?[^，。；《》]{0,14}?履行教育职责(?:情况)?(?:评价|督导|考核)?"
    r"(?:要点|指标|方案|细则|标准|体系)"
)
#: 现将我县2023年度履行教育职责情况报告如下.
_HEREWITH = re.compile(
    r"(?:现|兹)[将就][^，。；《》\d]{0,16}(?P<year>20\d\d)年度?[^，。；《》\d]{0,16}(?:情况|工作)[^，。；《》\d]{0,8}(?:报告|汇报)如下"
)
#: 今年（2023年）, 上年（2024年）, 上一学年 left out.
_NOW_NAMED = re.compile(
    r"(?P<when>今年|本年度?|上年度?|去年|上一年度?)[（(](?:即)?(?P<year>20\d\d)年?(?:度)?[，,：:）)](?!学年)"
)
#: Of when something is told as it stands: 截至2024年12月底, not the end of a contract or of a plan.
_UP_TO = re.compile(r"(?:^|[，。；：、（\s]|但|而|均|已)截[至止]到?\s*$")
_TERM = re.compile(r"有效期|期限|合同|租|规划期|聘期|任期|缴|报名|征集")
#: What stands there now: a stock that is told of two years before is history otherwise.
_STANDS = re.compile(
    r"^[，,]?(?:我|全)?[省市县区旗州]?(?:范围)?(?:共|现|已)?(?:有|各级各类学校|各级各类教育|尚有|余下|在校|教职工|常住人口)"
)
#: Of another round of evaluation, which may well have been closed the year before.
_ROUND = re.compile(r"上一?[轮次年]|往年|历年|当时|曾|原|以来|“?十[一二三四五]五|脱贫|基本均衡|普九|评估认定")
_FAULTS = re.compile(r"反馈|整改|上一?[轮年次]|巡视|审计")
_AGAIN = re.compile(r"今年|本年|本学|同年|次年|翌年|目前|现已|当前")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that tells what the report covers or answers, or up to when it tells."""
    if not context.year:
        return
    now = any(f"截至{context.year}年" in statement.text for statement in context.statements)
    rounds = _of_last_round(context) if now else frozenset()
    before: Statement | None = None
    following: list[Statement | None] = [*context.statements[1:], None]
    for statement, after in zip(context.statements, following, strict=False):
        if statement.dates and now and "截" in statement.text:
            yield from _up_to(context, statement, after, rounds)
        if statement.dates and "年" in statement.text:
            yield from _named_otherwise(context, statement)
        if statement.dates and not _goes_on(statement, after) and _stale(context, statement, (before, after)):
            date = statement.dates[0]
            told = f"这句说的是{date.year}年的情况，报告年度是{context.year}年"
            advice = "换成本年度的情况，或删去"
            yield STALE.at(statement.flow, date.start, date.end, told, suggestion=advice)
        before = statement
        if "如下" in statement.text:
            yield from _herewith(context, statement)
        if statement.dates:
            yield from _period(context, statement)
        if "履行教育职责" in statement.text:
            yield from _answered(context, statement)


def _period(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """The one calendar year that the evaluation is said to cover, where it is not the reported one."""
    for match in _PERIOD.finditer(narrow(statement.text)):
        year = int(match["year"])
        if year == context.year or (match["last"] and int(match["last"]) != year):
            continue
        start, end = statement.start + match.start("year"), statement.start + match.end()
        told = f"写的是{year}年全年，报告年度却是{context.year}年"
        yield STALE.at(statement.flow, start, end, told, suggestion="核对评价期的年份")


def _answered(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """The evaluation a report says it answers, where that is one of years before."""
    for match in _ANSWERED.finditer(narrow(statement.text)):
        year = int(match["year"])
        if year >= context.year - 1 or re.search("整改|反馈|问题", statement.text):
            continue
        start = statement.start + match.start("year")
        told = f"对照的是{year}年度的评价，报告年度却是{context.year}年"
        yield STALE.at(statement.flow, start, statement.start + match.end(), told, suggestion="核对评价的年度")


def _herewith(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """The year a report opens with, where its title bears the reported one."""
    titled = [int(year) for year in re.findall(r"20\d\d(?=年)", narrow(context.document.title))]
    for match in _HEREWITH.finditer(plain_digits(statement.text)):
        if int(match["year"]) != context.year and titled == [context.year]:
            start, end = statement.start + match.start("year"), statement.start + match.end("year") + 1
            told = f"标题是{context.year}年的报告，这里写的是{match['year']}年"
            yield STALE.at(statement.flow, start, end, told, suggestion="核对报告的年度")


def _named_otherwise(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """今年（2023年）, in the report of 2024."""
    for match in _NOW_NAMED.finditer(plain_digits(statement.text)):
        year, last = int(match["year"]), match["when"][0] in "上去"
        told_of = {d.year for d in statement.dates if d.year and d.start < statement.start + match.start()}
        right = {context.year - 1} if last else {context.year, context.year + 1}
        if year not in right and not (last and year + 1 in told_of):
            start, end = statement.start + match.start(), statement.start + match.end("year") + 1
            told = f"报告年度是{context.year}年，“{match['when']}”不是{year}年"
            yield STALE.at(statement.flow, start, end, told, suggestion="核对年份")


def _of_last_round(context: CheckContext) -> frozenset[int]:
    """The paragraphs of sections on what was found fault with in another round."""
    found: set[int] = set()
    last = max((p.index for p in context.document.paragraphs), default=-1)
    headings = context.document.headings
    for number, heading in enumerate(headings):
        if _FAULTS.search(heading.text):
            stop = next((h.paragraph for h in headings[number + 1 :] if h.level <= heading.level), last + 1)
            found.update(range(heading.paragraph, stop))
    return frozenset(found)


def _up_to(
    context: CheckContext, statement: Statement, after: Statement | None, rounds: frozenset[int]
) -> Iterator[Finding]:
    """截至2024年12月已整改36个, in the report of 2025 that tells of the end of 2025 elsewhere."""
    flow = statement.flow
    if flow.part != "body" or context.roles[flow.first_paragraph] not in (BODY, COMBINED):
        return
    if (
        _ROUND.search(statement.text)
        or _AGAIN.search(statement.text)
        or flow.first_paragraph in rounds
        or _told_again(context, statement, after)
    ):
        return
    for date in statement.dates:
        before = statement.between(max(statement.start, date.start - 4), date.start)
        if not date.year or date.kind not in ("year", "month", "day") or not _UP_TO.search(before):
            continue
        rest = statement.between(date.end, min(statement.end, date.end + 16))
        if date.year >= context.year or (date.year < context.year - 1 and not _STANDS.match(rest)):
            continue
        others = [d for d in statement.dates if d is not date]
        told = any(f.start >= date.end and f.role is Role.LEVEL for f in statement.figures)
        if told and all(d.year > context.year for d in others):
            words = f"别处说到{context.year}年的情况，这里截至{date.text.strip()}"
            yield STALE.at(flow, date.start, date.end, words, suggestion="核对年份")


def _told_again(context: CheckContext, statement: Statement, after: Statement | None) -> bool:
    """Whether what follows tells of the reported year: 截至2024年底有36个。2025年消除20个."""
    if after is None or after.flow is not statement.flow:
        return False
    return any(d.year == context.year for d in after.dates) or bool(_AGAIN.search(after.text))


def _goes_on(statement: Statement, after: Statement | None) -> bool:
    """Whether the next sentence goes on with the year after: 2019年有58个。2020年减到31个，2021年…."""
    if after is None or after.flow is not statement.flow or not after.dates or not statement.dates:
        return False
    date = after.dates[0]
    opens = not after.between(after.start, date.start).strip("，。、 　到至而")
    return opens and date.kind == "year" and date.year == statement.dates[-1].year + 1


def _stale(context: CheckContext, statement: Statement, beside: tuple[Statement | None, Statement | None]) -> bool:
    """Whether a sentence opens with a year that is over and tells nothing of another."""
    if not statement.flow.section or statement.flow.part != "body":
        return False
    years = [d for d in statement.dates if d.year or d.relative is not None]
    if not years or years[0].kind != "year" or years[0].year >= context.year:
        return False
    date = years[0]
    if statement.between(statement.start, date.start).strip("，。、 　") or "《" in statement.text:
        return False
    around = statement.between(statement.start, min(statement.end, date.end + 4))
    told = [f for f in statement.figures if f.role is Role.LEVEL and f.quantity.kind in (Kind.AMOUNT, Kind.PERCENT)]
    if not told or _SINCE.search(around) or _OVER_YEARS.search(statement.text):
        return False
    if len(years) == 1 and date.year <= context.year - _STALE_YEARS:
        return True
    compared = all(d.year == date.year - 1 or d.year == date.year for d in years)
    return compared and date.year == context.year - 1 and _of_last_year(context, statement, date, beside)


def _of_last_year(
    context: CheckContext, statement: Statement, date: DateMention, beside: tuple[Statement | None, Statement | None]
) -> bool:
    """Whether what a sentence tells of the year before is told as of now, and not for what comes before or behind."""
    if context.roles[statement.flow.first_paragraph] != BODY:
        return False
    if not _AS_OF_NOW.match(statement.between(date.end, min(statement.end, date.end + 12))):
        return False
    near = [s for s in beside if s is not None and s.flow is statement.flow]
    if any(d.year >= context.year or d.relative is not None for s in near for d in s.dates):
        return False
    return not _LAGS.search(statement.text) and not _AGAIN.search(statement.text)


FAMILY = Family("TIM", "时间", (STALE,), check)
