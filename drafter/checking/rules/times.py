"""TIM001, TIM003, TIM005 and TIM011: dates that there are not, ranges and series of years that go back."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow, parse_chinese
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

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
_FULL_DATE = re.compile(r"(?:((?:19|20)\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_IN_WORDS = re.compile(
    r"(?<![一二三四五六七八九十])(?:(?P<year>[一二][〇零○九][〇零○一二三四五六七八九]{2})年)?"
    r"(?P<month>十[一二]?|[一二三四五六七八九])月(?P<day>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日(?![报游])"
)
_LUNAR = re.compile(r"(?:农历|阴历|旧历|藏历|彝历|傣历|夏历)[^，。；]{0,6}$")
_MONTH = re.compile(r"(?:(?:19|20)\d\d\s*年|[同当次翌今去本]年)\s*(\d{1,2})\s*月")
_DOCUMENT_YEAR = re.compile(r"〔\s*(\d{2,4}|\d{5})\s*〕")
_FIRST_YEAR = 1949
_TWO_YEARS = re.compile(r"\d{4}\D+\d{4}")
_STEPS = 3
_YEAR_TWICE = re.compile(
    r"(?P<year>20\d\d)\s*(?:学年|年度|年)?\s*(?:[、和及与]|以及)\s*(?P=year)\s*(?:学年|年度|年)(?!\s*\d{1,2}\s*月|[上下]半|[春秋]|[一二三四]季)"
    r"|(?P<slash>20\d\d)\s*[/／]\s*(?P=slash)\s*学年"
)
_JOINED = re.compile(r"^\s*(?:至|到|[-—－–~～]{1,2})\s*$")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every date of the document."""
    for statement in context.statements:
        for date in statement.dates:
            if date.kind == "range" or _TWO_YEARS.search(narrow(date.text)):
                yield from _range(statement, date)
        if len(statement.dates) > 1:
            yield from _ranges_of_months(statement)
        yield from _years_twice(statement)
        yield from _series(statement)
        yield from _impossible(statement)
        yield from _numbers(context, statement)


#: One year's value less another's in a formula: （2025年－2024年）÷2024年.
_IN_FORMULA = re.compile(r"^[）)]?\s*[÷/／×*]")


def _range(statement: Statement, date: DateMention) -> Iterator[Finding]:
    if date.last <= date.year and not _IN_FORMULA.match(statement.between(date.end, statement.end)):
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


FAMILY = Family("TIM", "时间", (RANGE, IMPOSSIBLE, NUMBER, SERIES), check)
