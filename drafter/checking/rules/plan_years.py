"""TIM012: years that lie in another five-year plan than the one that is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow, parse_chinese
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

PLANNED = Rule(
    "TIM012",
    "years-of-another-plan",
    "年份不在所说的五年规划期内",
    Severity.WARNING,
    "“十四五”是2021—2025年。说某个五年规划以来的几年，年数与报告年度对不上，列出的年份都在另一个规划期，或者开局、过半、收官之年不是那一年。",
    "沿用旧稿时最容易留下上一个五年规划的说法。",
    (
        Example(
            "云岭市人民政府2024年履行教育职责自评报告\n“十三五”以来的四年，2021年投入5.1亿元，2022年5.4亿元，2023年5.7亿元，2024年6.1亿元。"
        ),
        Example("云岭市人民政府2023年履行教育职责自评报告\n“十三五”期间，2021年招生820人，2022年860人，2023年905人。"),
        Example("2022年是“十四五”开局之年，“十三五”规划已过半程。"),
        Example("五年来（2016—2020年）新增学位1.2万个，“十二五”目标如期完成。"),
        Example("“十四五”教师发展规划（2020—2024年）进展顺利。"),
        Example("确保“十四五”末的2026年全面达标。"),
        Example("云岭市人民政府2023年履行教育职责自评报告\n一、投入\n三年投入教育18.6亿元，“十二五”任务圆满收官。"),
    ),
    (
        Example(
            "云岭市人民政府2024年履行教育职责自评报告\n“十四五”以来的四年，2021年投入5.1亿元，2022年5.4亿元，2023年5.7亿元，2024年6.1亿元。"
        ),
        Example(
            "云岭市人民政府2024年履行教育职责自评报告\n“十三五”末的2020年为5.0亿元，2022年5.4亿元，2024年6.1亿元。"
        ),
        Example("云岭市人民政府2024年履行教育职责自评报告\n“十三五”期间，2016年招生620人，2020年760人。"),
        Example("五年来（2016—2020年）新增学位1.2万个，“十三五”目标如期完成，比“十二五”多0.4万个。"),
        Example("“十四五”教师发展规划（2021—2025年）、“十四五”及2035年远景目标纲要（2021—2035年）进展顺利。"),
        Example("确保“十四五”末的2025年全面达标。"),
        Example("云岭市人民政府2021年履行教育职责自评报告\n一、投入\n“十三五”圆满收官，“十四五”开局良好。"),
    ),
    "国民经济和社会发展五年规划的起止年份",
)

_SINCE = re.compile(
    r"[“\"]?十(?P<number>[一二三四五])五[”\"]?以来的?(?:这|近)?(?P<years>[一二两三四五六七八九十])年(?![级月])"
)
_DURING = re.compile(r"[“\"]?十(?P<number>[一二三四五])五[”\"]?(?:期间|时期)(?!的?(?:最后|首|末))")
#: What is said of a year of a plan, with the number of that year.
_PHASE = re.compile(
    r"[“\"]?十(?P<number>[一二三四五])五[”\"]?(?:规划|时期)?(?:实施)?(?:的)?"
    r"(?:(?P<first>开局之年|开局之际|起步之年|首年)|(?P<last>收官之年|末年|最后一年)|(?:已|时间)*(?P<half>过半程?|进入后半程|行至中途)"
    r"|第(?P<nth>[一二三四五])年)"
)
#: A plan that has been carried out, and the five years that a text speaks of.
_CLOSED = re.compile(
    r"[“\"]?十(?P<number>[一二三四五])五[”\"]?(?:教育)?(?:发展)?(?:规划)?(?:的)?(?:主要|各项|既定)?(?:目标任务|目标|任务|规划|指标)?"
    r"(?:全部|全面|均已?|已)?(?:圆满|顺利|如期|胜利|提前)(?:收官|完成|实现|结束)"
)
_FIVE_YEARS = re.compile(r"(?<!\d)(?P<first>20\d\d)年?[—－\-–~～至]{1,2}(?P<last>20\d\d)年?")
#: “十四五”教育发展规划（2021—2025年）; one that goes on to 2035 is of more than the five years.
_NAMED = re.compile(
    r"十(?P<number>[一二三四五])五[”\"]?(?P<name>[^，,。；、（）()\d“”]{0,20}(?:规划|计划|方案|纲要|期间|时期))》?[（(]"
    r"(?P<first>20\d\d)年?[—－\-–~～至]{1,2}(?P<last>20\d\d)年?[）)]"
)
#: “十四五”末的2026年, “十三五”开局的2017年.
_YEAR_OF = re.compile(
    r"十(?P<number>[一二三四五])五[”\"]?(?:规划)?(?:(?P<last>末|收官|末期|最后一年|期末)|(?P<first>初|开局|首年|头年))(?:之年)?"
    r"(?:的|[，,]?即|[（(]|[，,]?也就是)(?P<year>20\d\d)年"
)
_AHEAD = re.compile(r"明年|下一?年|次年|即将|迎接|将是")
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)年")
_FIRST = 2001
_LENGTH = 5


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with a plan."""
    for statement in context.statements:
        if "五" in statement.text and "十" in statement.text:
            yield from _plans(statement, context.year)


def _plans(statement: Statement, year: int | None) -> Iterator[Finding]:
    text = narrow(statement.text)
    yield from _phase(statement, text, year or 0)
    yield from _named(statement, text)
    yield from _year_of(statement, text)
    yield from _closed(statement, text, year or 0)
    for match in _SINCE.finditer(text):
        begin, count = _begin(match["number"]), parse_chinese(match["years"])
        passed = (year or 0) - begin + 1
        if year and count is not None and passed > 0 and count not in (passed, passed - 1):
            yield _finding(statement, match, f"“十{match['number']}五”从{begin}年算起，到{year}年是{passed}年")
    for match in _DURING.finditer(text):
        begin = _begin(match["number"])
        rest = re.split(r"[。；]|[“\"]?十[一二三四五]五", text[match.end() :])[0]
        told = [int(y) for y in _YEAR.findall(rest)]
        if len(told) > 1 and all(not begin <= y < begin + _LENGTH for y in told):
            words = f"“十{match['number']}五”是{begin}—{begin + _LENGTH - 1}年，后面列的年份都不在其中"
            yield _finding(statement, match, words)


def _phase(statement: Statement, text: str, reported: int) -> Iterator[Finding]:
    """2023年是“十四五”开局之年: which year of a plan it is, against the year it is told of."""
    for match in _PHASE.finditer(text):
        begin = _begin(match["number"])
        clause = re.split("[。；]", text[: match.start()])[-1]
        named = _YEAR.findall(clause)
        years = [int(named[-1])] if named else [reported, reported + 1] if reported else []
        if not years or _AHEAD.search(clause):
            continue
        if match["half"]:
            right, told = range(begin + 2, begin + _LENGTH), f"在{begin + 2}年以后"
        else:
            which = 0 if match["first"] else _LENGTH - 1 if match["last"] else "一二三四五".index(match["nth"])
            right, told = range(begin + which, begin + which + 1), f"是{begin + which}年"
        if not any(year in right for year in (*years, *map(int, _YEAR.findall(text)))):
            words = f"“十{match['number']}五”是{begin}—{begin + _LENGTH - 1}年，所说的年份{told}，不是{years[0]}年"
            yield _finding(statement, match, words)


def _named(statement: Statement, text: str) -> Iterator[Finding]:
    """“十四五”规划（2020—2024年）: a plan told with years outside of it; a part of its years may be meant."""
    for match in _NAMED.finditer(text):
        begin, first, last = _begin(match["number"]), int(match["first"]), int(match["last"])
        if first < begin or begin + _LENGTH <= last < begin + 2 * _LENGTH:
            words = f"“十{match['number']}五”是{begin}—{begin + _LENGTH - 1}年，这里写的是{first}—{last}年"
            yield _finding(statement, match, words)


def _year_of(statement: Statement, text: str) -> Iterator[Finding]:
    for match in _YEAR_OF.finditer(text):
        right = _begin(match["number"]) + (_LENGTH - 1 if match["last"] else 0)
        if int(match["year"]) not in (right, right - 1 if match["first"] else right):
            which = "末年" if match["last"] else "头一年"
            words = f"“十{match['number']}五”的{which}是{right}年，不是{match['year']}年"
            yield _finding(statement, match, words)


def _closed(statement: Statement, text: str, reported: int) -> Iterator[Finding]:
    """“十二五”目标圆满收官: told of the years of another plan, or long after its last year."""
    for match in _CLOSED.finditer(text):
        begin = _begin(match["number"])
        spans = [(int(span["first"]), int(span["last"])) for span in _FIVE_YEARS.finditer(text)]
        others = set(re.findall("十([一二三四五])五", text)) - {match["number"]}
        full = [span for span in spans if span[1] - span[0] == _LENGTH - 1 and span[0] % _LENGTH == 1]
        if full and (begin, begin + _LENGTH - 1) not in full and not others:
            words = f"“十{match['number']}五”是{begin}—{begin + _LENGTH - 1}年，文中说的是{full[0][0]}—{full[0][1]}年"
            yield _finding(statement, match, words)
        elif not others and not _YEAR.search(text) and not spans and reported > begin + _LENGTH:
            words = f"“十{match['number']}五”到{begin + _LENGTH - 1}年为止，这是{reported}年的报告"
            yield _finding(statement, match, words)


def _begin(number: str) -> int:
    """The first year of a plan: 十五 began in 2001, 十四五 in 2021."""
    return _FIRST + _LENGTH * "一二三四五".index(number) + _LENGTH


def _finding(statement: Statement, match: re.Match[str], words: str) -> Finding:
    start, end = statement.start + match.start(), statement.start + match.end()
    return PLANNED.at(statement.flow, start, end, words, suggestion="核对是哪个五年规划")


FAMILY = Family("TIM", "时间", (PLANNED,), check)
