"""TIM014: since a year, and in how many years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts.numerals import narrow, parse_chinese
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

SINCE = Rule(
    "TIM014",
    "years-since",
    "起算年份与年数不符",
    Severity.WARNING,
    "一句话里写“某年以来”又写几年合计、平均，从那一年到报告年度却不是这么多年。",
    "年份或年数必有一个写错。",
    (
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、投入\n2023年以来累计投入9.6亿元，五年平均每年1.92亿元。"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、投入\n自2019年起累计新建幼儿园36所，三年分别为10所、12所、14所。"
        ),
    ),
    (
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、投入\n2021年以来累计投入9.6亿元，五年平均每年1.92亿元。"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、投入\n自2023年起累计新建幼儿园36所，三年分别为10所、12所、14所。"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、投入\n2019年以来坚持优先发展，近三年累计投入9.6亿元。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、投入\n2022年以来持续攻坚，2019年至2021年三年累计投入9.6亿元。"
        ),
    ),
    "公历；年数由起算年份和报告年度推得",
)
_BEGUN = re.compile(r"(?<![\d—－\-至])(?P<year>20\d\d)年(?:以来|至今|算起|起(?![草步点动始源])|开始)")
_YEARS = re.compile(
    r"(?<![近前后第续头每过去下一二三四五六七八九十两])(?P<count>[二两三四五六七八九十])年(?:来|间)?(?:[，]?(?:平均|依次|分别|累计|合计|总计|一共|共(?![同建享])))"
)
_ANOTHER = re.compile(r"20\d\d年?(?:度)?[—－\-至到]|20\d\d")


def check(context: CheckContext) -> Iterator[Finding]:
    """Sentences that tell since when and over how many years."""
    if not context.year:
        return
    for statement in context.statements:
        if "20" not in statement.text or "年" not in statement.text:
            continue
        text = narrow(statement.text)
        begun = list(_BEGUN.finditer(text))
        if len(begun) != 1:
            continue
        years = _YEARS.search(text, begun[0].end())
        if years is None or _ANOTHER.search(text[begun[0].end() : years.start()]):
            continue
        count, since = parse_chinese(years["count"].replace("两", "二")), int(begun[0]["year"])
        passed = context.year - since
        if count is None or passed < 0 or count in (passed, passed + 1):
            continue
        start = statement.start + begun[0].start()
        words = f"{begun[0][0]}到{context.year}年是{passed + 1}年，文中写“{years['count']}年”"
        yield SINCE.at(statement.flow, start, statement.start + begun[0].end(), words, suggestion="核对起算年份和年数")


FAMILY = Family("TIM", "时间", (SINCE,), check)
