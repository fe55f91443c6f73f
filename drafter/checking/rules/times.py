"""TIM: dates and years that cannot be right."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.claims.passages import COMBINED, MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Role, Statement
from drafter.facts.numerals import narrow, parse_chinese
from drafter.findings import Finding, Severity

__all__ = ["FAMILY", "STALE"]

RANGE = Rule(
    "TIM001",
    "degenerate-range",
    "起止年份相同或颠倒",
    Severity.ERROR,
    "年份区间（可带月份）的起止相同，或止早于起；并列的年份写了同一年。",
    "整体替换年份时最容易留下，规划期就不成立了。",
    (
        Example("印发《大班额化解规划（2024－2024年）》。"),
        Example("实施2025—2023年行动计划。"),
        Example("2024-2024学年共招生3200人。"),
        Example("2025年9月至2025年3月开展专项整治。"),
        Example("2025、2025年分别投入3.1亿元、3.4亿元。"),
    ),
    (
        Example("印发《大班额化解规划（2023－2025年）》。"),
        Example("2024—2025学年共招生3200人。"),
        Example("文号为云府办发〔2024〕2024号。"),
        Example("2024年9月至2025年3月开展专项整治，2024年和2025年分别投入3.1亿元、3.4亿元。"),
    ),
    "GB/T 15835—2011：起止年份用一字线连接，起年早于止年",
)
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
    ),
    (
        Example("2024年，全市教育支出78.62亿元，比2023年增长4.90%。"),
        Example("2025年巩固率为98.4%，比上年提高0.2个百分点。"),
        Example("与2025年目标相比，2024年还有差距。"),
        Example("大班额占比由2025年初的1.8%下降到2025年底的1.5%。"),
        Example("2025年教育支出78.62亿元，是2020年的1.35倍。"),
        Example(
            "云岭市2025年履行教育职责自评报告\n一、工作成效\n改造校舍12处。\n二、2026年安排\n改造校舍16处，比2025年多4处。"
        ),
        Example(
            "云岭市2025年履行教育职责自评报告\n一、工作成效\n改造校舍12处。\n二、下一步打算\n改造校舍16处，比2025年增加4处。"
        ),
    ),
    "统计报表制度：增减以上年同期为基期",
)
IMPOSSIBLE = Rule(
    "TIM003",
    "impossible-date",
    "不存在的日期",
    Severity.ERROR,
    "月份大于12，或当月没有这一天。",
    "日期写错，佐证就对不上。",
    (
        Example("2025年13月底前完成，同年15月验收。"),
        Example("截至2025年6月31日，全部完成。"),
        Example("2025年2月29日召开会议。"),
        Example("截至二〇二五年十一月三十一日，资金全部下达。"),
    ),
    (
        Example("截至2025年6月30日，全部完成。"),
        Example("2024年2月29日召开会议。"),
        Example("学制为24个月。"),
        Example("截至二〇二五年十一月三十日，资金全部下达；二月初二、农历二月三十日走访学生家庭。"),
    ),
    "公历",
)
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
NUMBER = Rule(
    "TIM005",
    "future-document",
    "文号年份晚于报告年度",
    Severity.WARNING,
    "引用文件的文号年份比报告年度晚两年以上，或不可能是年份（〔2205〕）。",
    "文件还没有印发，文号必有一处写错。",
    (
        Example("云岭市人民政府2024年履行教育职责自评报告\n一、工作开展情况\n按照《办法》（云府发〔2027〕3号）执行。"),
        Example("按照《办法》（云府发〔2205〕3号）执行。"),
    ),
    (Example("云岭市人民政府2025年履行教育职责自评报告\n一、工作开展情况\n按照《通知》（江政教督〔2026〕1号）要求。"),),
    "《党政机关公文处理工作条例》第九条：发文字号含年份",
)

SERIES = Rule(
    "TIM011",
    "series-goes-back",
    "逐年叙述的年份倒回去了",
    Severity.WARNING,
    "一句话按年份先后说几年的数，后面一项的年份却不晚于前面一项。",
    "改年份、贴旧稿时最容易漏改一处。",
    (
        Example("大班额2022年减到28个，2023年减到9个，2021年秋季全部消除。"),
        Example("2022年投入1.8亿元，2023年投入2.1亿元，2023年投入2.4亿元。"),
    ),
    (
        Example("大班额2022年减到28个，2023年减到9个，2024年秋季全部消除。"),
        Example("2023年投入1.8亿元，2024年投入2.1亿元，比2023年增长16.7%。"),
        Example("2024年投入2.4亿元，2023年投入2.1亿元，2022年投入1.8亿元。"),
        Example("2023年建成3所，2024年建成5所，2021年以来累计建成12所。"),
    ),
    "年份应前后衔接",
)

_CLAUSE_YEAR = re.compile(
    r"(?:^|[，；、：])\s*(?:到|至|而)?(?P<year>20\d\d)年(?!以来|以前|至今|起|前|至|到|[—－\-~～]|比|较|\d|[^，。；]{0,8}(?:以来|基础上|相比))"
    r"(?P<rest>[^，。；]*)"
)
_FIRST_CLAUSE = re.compile(
    r"[^，。；、：\d]{1,12}(?<![比较与于自从由和])(?P<year>20\d\d)年(?!以来|起|底前)(?=[^，]*\d)[^，。；]*"
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
_GOAL = re.compile(r"目标|规划|任务|要求|预期|计划")
_FULL_DATE = re.compile(r"(?:((?:19|20)\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_IN_WORDS = re.compile(
    r"(?<![一二三四五六七八九十])(?:(?P<year>[一二][〇零○九][〇零○一二三四五六七八九]{2})年)?"
    r"(?P<month>十[一二]?|[一二三四五六七八九])月(?P<day>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日(?![报游])"
)
_LUNAR = re.compile(r"(?:农历|阴历|旧历|藏历|彝历|傣历|夏历)[^，。；]{0,6}$")
_MONTH = re.compile(r"(?:(?:19|20)\d\d\s*年|[同当次翌今去本]年)\s*(\d{1,2})\s*月")
_SINCE = re.compile(r"自|从|起|以来|至今|开始|截至|到|年前|首批|获批|入选|建成于|始于|制定|印发|出台|修订")
_DOCUMENT_YEAR = re.compile(r"〔\s*(\d{2,4}|\d{5})\s*〕")
_FIRST_YEAR = 1949
_TWO_YEARS = re.compile(r"\d{4}\D+\d{4}")
_STEPS = 3
_STALE_YEARS = 2
_YEAR_TWICE = re.compile(
    r"(?P<year>20\d\d)\s*(?:学年|年度|年)?\s*(?:[、和及与]|以及)\s*(?P=year)\s*(?:学年|年度|年)(?!\s*\d{1,2}\s*月|[上下]半|[春秋]|[一二三四]季)"
    r"|(?P<slash>20\d\d)\s*[/／]\s*(?P=slash)\s*学年"
)
_JOINED = re.compile(r"^\s*(?:至|到|[-—－–~～]{1,2})\s*$")
_SHOWN = 24


def check(context: CheckContext) -> Iterator[Finding]:
    """Every date of the document."""
    following: list[Statement | None] = [*context.statements[1:], None]
    for statement, after in zip(context.statements, following, strict=False):
        for date in statement.dates:
            if date.kind == "range" or _TWO_YEARS.search(narrow(date.text)):
                yield from _range(statement, date)
        if len(statement.dates) > 1:
            yield from _ranges_of_months(statement)
        yield from _years_twice(statement)
        yield from _series(statement)
        yield from _self_comparisons(context, statement)
        yield from _impossible(statement)
        if not _goes_on(statement, after):
            yield from _stale(context, statement)
        yield from _numbers(context, statement)


def _range(statement: Statement, date: DateMention) -> Iterator[Finding]:
    if date.last <= date.year:
        fault = "起止年份相同" if date.last == date.year else "止年早于起年"
        yield RANGE.at(statement.flow, date.start, date.end, f"“{date.text}”{fault}", suggestion="核对起止年份")


def _ranges_of_months(statement: Statement) -> Iterator[Finding]:
    """2024年9月至2024年3月: two dates with their years, joined to a range."""
    for first, last in pairwise(statement.dates):
        if not (first.month and last.month and first.year and last.year):
            continue
        if not _JOINED.match(statement.between(first.end, last.start)):
            continue
        one, other = (first.year, first.month, first.day), (last.year, last.month, last.day)
        if other < one or (other == one and first.day):
            words = statement.between(first.start, last.end)
            yield RANGE.at(statement.flow, first.start, last.end, f"“{words}”止早于起", suggestion="核对起止日期")


def _years_twice(statement: Statement) -> Iterator[Finding]:
    if "20" not in statement.text:
        return
    for match in _YEAR_TWICE.finditer(narrow(statement.text)):
        start, end = statement.start + match.start(), statement.start + match.end()
        words = statement.text[match.start() : match.end()]
        yield RANGE.at(statement.flow, start, end, f"“{words}”并列的是同一年", suggestion="核对年份")


#: The end or a part of a year that has been told of: 2024年新招80人，2024年底1230人.
_CLOSES = re.compile("底|末|年[底末]|[春秋]|[上下]半年|\\d")


def _series(statement: Statement) -> Iterator[Finding]:
    """Clauses that each begin with a year and follow one another, of which a later one steps back."""
    if statement.text.count("20") < _STEPS:
        return
    for part in re.finditer(r"[^；。]+", narrow(statement.text).replace(",", "，").replace(";", "；")):
        clauses = [m for m in _CLAUSE_YEAR.finditer(part.group()) if m["rest"].strip()]
        first = _FIRST_CLAUSE.match(part.group())  # 大班额2022年减到28个，2023年…
        if first and clauses and clauses[0].start() >= first.end():
            clauses.insert(0, first)
        years = [int(match["year"]) for match in clauses]
        if len(years) < _STEPS or any(later - year != 1 for year, later in pairwise(years[:-1])):
            continue
        closing = years[-1] == years[-2] and _CLOSES.match(clauses[-1]["rest"])
        if years[-1] <= years[-2] and not closing:
            start = statement.start + part.start() + clauses[-1].start("year")
            before = "、".join(f"{year}年" for year in years[:-1])
            words = f"{years[-1]}年"
            told = f"前面依次说{before}，这里又说{words}"
            yield SERIES.at(statement.flow, start, start + len(words), told, suggestion="核对年份")


def _self_comparisons(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """A base year that is not before the year the sentence speaks of."""
    for number, date in enumerate(statement.dates):
        before = statement.between(max(statement.start, date.start - 4), date.start)
        after = statement.between(date.end, min(statement.end, date.end + 12))
        compared = _COMPARED.search(before) or _compared_otherwise(before, after)
        if not date.year or date.kind == "range" or _GOAL.search(after):
            continue
        if _FROM.search(before) and number + 1 < len(statement.dates):
            yield from _from_itself(statement, date, statement.dates[number + 1])
        if not compared:
            continue
        earlier = [d for d in statement.dates[:number] if d.year and d.kind != "range" and not _is_base(statement, d)]
        spoken = earlier[-1].year if earlier else _spoken_of(context, statement)
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


def _from_itself(statement: Statement, first: DateMention, last: DateMention) -> Iterator[Finding]:
    """由2024年的52%提高到2024年的55%: the same year, of neither of which a month or an end is told."""
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


def _tells_change(statement: Statement, start: int) -> bool:
    """Whether a figure of change follows the base year."""
    return any(f.start >= start and f.role in (Role.CHANGE, Role.PREVIOUS) for f in statement.figures)


def _impossible(statement: Statement) -> Iterator[Finding]:
    text = narrow(statement.text)
    for match in _FULL_DATE.finditer(text):
        year, month, day = int(match[1] or 2024), int(match[2]), int(match[3])
        longest = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        if not 1 <= day <= longest:
            yield _wrong_date(statement, match)
    for match in _IN_WORDS.finditer(text):
        year = int(
            "".join(str("〇一二三四五六七八九".index(n)) for n in re.sub("[零○]", "〇", match["year"] or "二〇二四"))
        )
        longest = calendar.monthrange(year, int(parse_chinese(match["month"]) or 1))[1]
        if int(parse_chinese(match["day"]) or 1) > longest and not _LUNAR.search(text[: match.start()]):
            yield _wrong_date(statement, match)
    for match in _MONTH.finditer(text):
        if not 1 <= int(match[1]) <= 12 and not _FULL_DATE.match(text, match.start()):
            yield _wrong_date(statement, match)


def _wrong_date(statement: Statement, match: re.Match[str]) -> Finding:
    words = statement.text[match.start() : match.end()]
    start = statement.start + match.start()
    return IMPOSSIBLE.at(statement.flow, start, start + len(words), f"没有“{words}”这个日期", suggestion="核对日期")


def _goes_on(statement: Statement, after: Statement | None) -> bool:
    """Whether the next sentence goes on with the year after: 2019年有58个。2020年减到31个，2021年…."""
    if after is None or after.flow is not statement.flow or not after.dates or not statement.dates:
        return False
    date = after.dates[0]
    opens = not after.between(after.start, date.start).strip("，。、 　到至而")
    return opens and date.kind == "year" and date.year == statement.dates[-1].year + 1


def _stale(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    if not context.year or not statement.flow.section or statement.flow.part != "body":
        return
    years = [d for d in statement.dates if d.year or d.relative is not None]
    if len(years) != 1 or years[0].kind != "year" or years[0].year > context.year - _STALE_YEARS:
        return
    date = years[0]
    opens = not statement.between(statement.start, date.start).strip("，。、 　")
    around = statement.between(statement.start, min(statement.end, date.end + 4))
    told = [f for f in statement.figures if f.role is Role.LEVEL and f.quantity.kind in (Kind.AMOUNT, Kind.PERCENT)]
    if opens and told and not _SINCE.search(around) and "《" not in statement.text:
        yield STALE.at(
            statement.flow,
            date.start,
            date.end,
            f"这句说的是{date.year}年的情况，报告年度是{context.year}年",
            suggestion="换成本年度的情况，或删去",
        )


def _numbers(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    for match in _DOCUMENT_YEAR.finditer(narrow(statement.text)):
        year = int(match[1])
        impossible = not _FIRST_YEAR <= year < _FIRST_YEAR + 150
        if impossible or (context.year and year > context.year + 1):
            start = statement.start + match.start()
            yield NUMBER.at(
                statement.flow,
                start,
                start + len(match.group()),
                f"文号年份不会是{match[1]}" if impossible else f"文号年份{match[1]}晚于报告年度{context.year}年",
                suggestion="核对文号",
            )


FAMILY = Family("TIM", "时间", (RANGE, SELF, IMPOSSIBLE, STALE, NUMBER, SERIES), check)
