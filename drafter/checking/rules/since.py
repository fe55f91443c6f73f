"""TIM014: since a year, and in how many years: 以来…五年平均, 至今已五年, 为期三年到某年期满, 短短一年半."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.year_spans import odd_spans
from drafter.facts.numerals import narrow, parse_chinese
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY", "SINCE"]

SINCE = Rule(
    "TIM014",
    "years-since",
    "起算年份与年数不符",
    Severity.WARNING,
    "一句话里写“某年以来”又写几年合计、平均，从那一年到报告年度却不是这么多年；“某年通过，至今已几年”“某年起，为期几年，到某年期满”也这样核对；写了起止年份又写几年的同。",
    "年份或年数必有一个写错。",
    (
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、投入\n2023年以来累计投入9.6亿元，五年平均每年1.92亿元。"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、投入\n自2019年起累计新建幼儿园36所，三年分别为10所、12所、14所。"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、均衡\n石溪县2018年通过认定，至今已三年。"),
        Example("一、投入\n“十四五”头四年（2021—2023年），累计投入9.6亿元。"),
        Example("一、投入\n2021—2024年六年间投入9.6亿元。"),
        Example("一、规划\n印发《县中振兴三年行动方案（2024—2025年）》。"),
        Example("一、规划\n实施2024—2025年三年行动计划，编制布局十五年规划（2021—2030年）。"),
        Example("一、队伍\n安居计划自2021年起连续实施四年，至2026年收官。"),
        Example("一、队伍\n工作室以三年为一个周期，2022年1月挂牌、2026年12月期满。"),
        Example("一、校庆\n云岭市2025年\n市一中始建于1956年，今年迎来建校五十周年。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、活动\n庆祝新中国成立70周年，开展主题班会。"),
        Example("一、荣誉\n2021、2022、2023年连续四年获评先进。"),
        Example("一、荣誉\n继2019年、2021年后，第二次获评全省先进市。"),
        Example("一、办学\n市一中2015年起由师大附中托管，为期五年，到2027年期满。"),
        Example("一、共育\n驿站建设始于2020年秋，2025年春扩到36个。短短一年半，数量翻了两番。"),
    ),
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、均衡\n石溪县2018年通过认定，至今已七年。"),
        Example("一、投入\n“十四五”头三年（2021—2023年），累计投入9.6亿元；实施三年行动计划（2022—2025年）。"),
        Example("一、投入\n2021—2024年四年间投入9.6亿元，学前三年毛入园率（2021—2025年）逐年提高。"),
        Example("一、规划\n印发《县中振兴三年行动方案（2024—2026年）》《师资提升三年计划（2023—2026学年）》。"),
        Example(
            "一、规划\n编制布局十五年规划（2021—2035年），三年级监测（2021—2024年）、五年制招生（2020—2024年）平稳。"
        ),
        Example("一、队伍\n安居计划自2021年起连续实施四年，至2024年收官。"),
        Example("一、队伍\n工作室以三年为一个周期，2022年1月挂牌、2024年12月期满。"),
        Example("一、校庆\n市一中始建于1956年，今年迎来建校七十周年。"),
        Example(
            "云岭市人民政府2024年履行教育职责自评报告\n一、活动\n庆祝新中国成立75周年，2019年曾为新中国成立70周年献礼。"
        ),
        Example("一、荣誉\n2021、2022、2023年连续三年获评先进。"),
        Example("一、荣誉\n继2019年、2021年后，第三次获评全省先进市。"),
        Example("一、办学\n市一中2022年起由师大附中托管，为期五年，到2027年期满。"),
        Example("一、共育\n驿站建设始于2023年秋，2025年春扩到36个。短短一年半，数量翻了两番。"),
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
_BIG = r"(?P<many>[一二三四五六七八九十百]{1,5}|\d{1,3})"
_COUNT = r"(?P<count>[一二两三四五六七八九十]{1,3}|\d{1,2})"
#: 2018年通过认定，至今已七年; 七年多 is not counted so closely.
_UNTIL_NOW = re.compile(
    rf"(?P<year>(?:19|20)\d\d)年[^。；\d]{{0,60}}?(?:至今|迄今|距今)(?:已|已经|连续|整整|整|恰好|正好|走过|有|满)*{_COUNT}(?:个)?(?:周年|年)(?![多余级])"
)
_FOUNDED = re.compile(
    rf"(?:(?:始?建|创[建办]|成立)于(?P<year>(?:19|20)\d\d)年|(?P<then>(?:19|20)\d\d)年(?:始建|建校|建园|创办|成立))"
    rf"[^。；]{{0,40}}?(?:建校|办学|建园|创办|成立){_BIG}周年"
)
#: 2022年起…，为期五年，到2027年夏天期满.
_FOR = re.compile(
    rf"(?P<year>20\d\d)年[^。；\d]{{0,40}}?(?:为期|期限为?|有效期为?|周期为?){_COUNT}年[^。；\d]{{0,10}}?[到至](?P<last>20\d\d)年"
    r"[^，。；\d]{0,6}(?:期满|届满|到期|结束|收官|满)"
)
#: 始于2023年秋，…2025年春扩到36个。短短一年半: from the first date to the last.
_SHORT = re.compile(
    r"(?:始于|起步于|启动于|开始于)(?P<year>20\d\d)年(?P<part>[春秋]|\d{1,2}月)?(?P<told>[^\n]{0,120}?)"
    rf"(?:短短|仅仅|前后|历时|仅用|只用){_COUNT}年(?P<half>半)?"
)
#: 2021、2022、2023年连续四年; 继2019年、2021年后，第二次.
_IN_ROW = re.compile(rf"(?P<years>20\d\d年?(?:[、和及]20\d\d年?)+)[^，。；\d]{{0,4}}连续{_COUNT}年")
_AGAIN = re.compile(
    rf"继(?P<years>20\d\d年?(?:[、和及]20\d\d年?)*)[^，。；\d]{{0,12}}?后，?[^，。；\d]{{0,8}}第{_COUNT}次"
)
_DATED = re.compile(r"(?P<year>20\d\d)年(?P<part>[春秋]|\d{1,2}月)?")
_MONTHS = {"春": 3, "秋": 9}


def check(context: CheckContext) -> Iterator[Finding]:
    """Sentences that tell since when and over how many years."""
    for flow in context.document.flows:
        if flow.part != "table" and "年" in flow.text:
            yield from _terms(flow)
            yield from _until_now(flow, context.year)
            for start, end, told in odd_spans(narrow(flow.text)) if "20" in flow.text else ():
                yield SINCE.at(flow, start, end, told, suggestion="核对起止年份和年数")
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


def _until_now(flow: Flow, year: int) -> Iterator[Finding]:
    for match in _UNTIL_NOW.finditer(flow.text) if year else ():
        passed = year - int(match["year"])
        if passed > 0 and abs(passed - _number(match["count"])) > 1:
            told = f"从{match['year']}年到{year}年是{passed}年，文中写“{match['count']}年”"
            yield _at(flow, match, told)
    for match in _FOUNDED.finditer(flow.text) if year else ():
        begun = "year" if match["year"] else "then"
        passed = year - int(match[begun])
        if abs(passed - _number(match["many"])) > 1:
            told = f"从{match[begun]}年到{year}年是{passed}年，文中写“{match['many']}周年”"
            yield SINCE.at(flow, *match.span(begun), told, suggestion="核对年份和年数")


def _terms(flow: Flow) -> Iterator[Finding]:
    for match in _FOR.finditer(flow.text):
        passed = int(match["last"]) - int(match["year"])
        if passed - _number(match["count"]) not in (-1, 0):
            told = f"从{match['year']}年到{match['last']}年是{passed}年，文中写“{match['count']}年”"
            yield _at(flow, match, told)
    for words, more in ((_IN_ROW, 0), (_AGAIN, 1)):
        for match in words.finditer(flow.text):
            years = re.findall(r"20\d\d", match["years"])
            if len(years) + more != _number(match["count"]):
                told = f"列了{len(years)}个年份，文中写“{match['count']}{'次' if more else '年'}”"
                start, end = match.span("years")
                yield SINCE.at(flow, start, end, told, suggestion="核对年份和次数")
    for match in _SHORT.finditer(flow.text):
        dates = [d for d in _DATED.finditer(match["told"]) if int(d["year"]) >= int(match["year"])]
        said = _number(match["count"]) + (0.5 if match["half"] else 0)
        passed_by = _moment(dates[-1]) - _moment(match) if dates else said
        if abs(passed_by - said) > 1:
            told = f"从{match['year']}年到{dates[-1]['year']}年不止{match['count']}年"
            if passed_by < said:
                told = f"从{match['year']}年到{dates[-1]['year']}年没有{match['count']}年"
            yield _at(flow, match, told)


def _moment(date: re.Match[str]) -> float:
    """A date in years, the middle of one where nothing more is told."""
    part = date["part"]
    month = 6 if not part else _MONTHS[part] if part in _MONTHS else int(part.rstrip("月"))
    return int(date["year"]) + month / 12


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(parse_chinese(words.replace("两", "二")) or 0)


def _at(flow: Flow, match: re.Match[str], told: str) -> Finding:
    start, end = match.start("year"), match.end("year") + 1
    return SINCE.at(flow, start, end, told, suggestion="核对起算年份和年数")


FAMILY = Family("TIM", "时间", (SINCE,), check)
