"""NUM009 to NUM012: how a figure is written: ratios, rates and amounts a head. Run by the family of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.passages import BODY, COMBINED
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.prose import Hit, clustered
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Statement
from drafter.findings import Finding, Severity

__all__ = ["RULES", "check_notation"]

RATIO_UNIT = Rule(
    "NUM009",
    "ratio-as-percent",
    "比写成了百分数",
    Severity.ERROR,
    "普职比、生师比、师幼比写成了百分数；应写 x:y。",
    "比和占比是两种口径，写混后无法核对。",
    (Example("2025年全市普职比为56%。"), Example("实现“普职比”X%。"), Example("小学生师比达到16.2%。")),
    (Example("2025年全市普职比为5.6:4.4。"), Example("中职招生占比为44%。"), Example("小学生师比为16.2:1。")),
    "教育事业统计口径：普职比、生师比为两数之比",
)
HEAD_TWICE = Rule(
    "NUM010",
    "per-head-twice",
    "“生均”与“元/生”重复",
    Severity.INFO,
    "前面写了“生均”，单位又写“元/生”或“元/人”。",
    "一处表示按人平均就够了，重复容易误读。",
    (Example("按生均800元/生·年安排公用经费。"), Example("按照生均500-800元/生.年补助标准拨付。")),
    (Example("公用经费标准为800元/生·年。"), Example("生均公用经费为每年800元。")),
    "GB 3100—93：单位符号中不重复表示同一量",
)
RATE_BASE = Rule(
    "NUM011",
    "rate-without-base",
    "完成率没有基数",
    Severity.INFO,
    "整改、治理一类的完成率只有百分数，同一句没有应办数或已办数；就业率、合格率、持证率、满意度一类只有百分数，前后没有人数、"
    "学校数，全文合为一条。巩固率、入学率、普惠率等统计指标不算。",
    "看不出应办多少、办了多少，上级核查时无从核对。",
    (
        Example("教育督导反馈问题整改完成率100%。"),
        Example("无证园治理完成率已达75.8%。"),
        Example("培训平台18个，线上培训整改完成率100%。"),
        Example("名师工作室增至18个，青年教师成长迅速，占41.6%。"),
        Example("中职毕业生就业率为96.1%，教师党支部书记“双带头人”比例达到98.7%。"),
    ),
    (
        Example("督导反馈问题27个，已整改27个，整改完成率100%。"),
        Example("九年义务教育巩固率为98.42%，教育支出占一般公共预算支出的比例为18.6%。"),
        Example("应就业毕业生2314人，已就业2224人，就业率96.1%。"),
        Example("力争整改完成率达到100%。"),
        Example("青年教师1260人，青年教师队伍不断壮大，占41.6%。"),
    ),
    "评价方案：完成情况应当有佐证数据",
)
HEAD_YEAR = Rule(
    "NUM012",
    "standard-without-period",
    "生均标准没有写“每生每年”",
    Severity.INFO,
    "生均拨款、公用经费的标准或定额只写了多少元，没有写每生每年。",
    "标准按学年、学期还是按月，差别很大。",
    (Example("公办幼儿园生均拨款最低标准提高至600元。"),),
    (
        Example("公办幼儿园生均拨款最低标准提高至每生每年600元。"),
        Example("小学生均公用经费标准为年生均720元。"),
        Example("小学生均一般公共预算教育经费为15432.11元。"),
    ),
    "财教〔2021〕174号等经费管理办法：公用经费基准定额以每生每年计",
)

RULES = (RATIO_UNIT, HEAD_TWICE, RATE_BASE, HEAD_YEAR)

_NUMBER = r"(?:\d[\d,.]*|[XxＸｘ×*]{1,3})"
_RATIO_AS_PERCENT = re.compile(
    r"(?:普职比|职普比|生师比|师生比|师幼比)(?:例)?[”\"]?(?:分别|已?达到?|为|是|约|近|保持在)*\s*"
    rf"(?P<figure>{_NUMBER}\s*[%％])"
)
_HEAD_TWICE = re.compile(
    rf"[生人]均(?P<between>[^，。；：\d]{{0,16}}?){_NUMBER}(?:\s*[-－—~～至]+\s*{_NUMBER})?\s*万?元\s*[/／]\s*[生人]"
)
_HANDLED = re.compile(
    r"(?P<verb>整改|治理|化解|销号)(?:任务|工作)?(?:完成)?率\s*"
    rf"(?:均|已|全部)?(?:达到?|为|是)?\s*(?P<figure>{_NUMBER}\s*[%％])"
)
_GOAL = re.compile(r"力争|确保|争取|达不到|不低于|目标|要求")
_TO_HANDLE = re.compile(r"问题|任务|事项|隐患|线索|案件|信访|应|需|[项件条宗]$")
#: Papers that ask for something are not what was to be done: 整改通知书31份 counts no problems.
_PAPERS = re.compile(r"(?:整改|治理|督办)(?:通知|意见|建议|告知|提醒)?[书函单]|(?:整改|治理)(?:方案|台账|清单|报告)")
_RATE = re.compile(
    r"(?P<what>[一-鿿“”]{0,10}?(?:率|比例|满意度))(?:均|已|也)?(?:稳定|保持)?(?:达到?|为|是|在|[提上][高升][到至])?\s*(?P<figure>\d{2}(?:\.\d{1,2})?\s*[%％])(?!以[上下内])"
)
#: Rates that the statistics give for every place, and shares of money.
_STATISTIC = re.compile(
    r"(?:巩固|毛?入[学园]|覆盖|升学|普及|普惠|增长|完学|入托|受教育|毛入)率$|(?:支出|预算|经费|资金|收入|产值|生产总值|总量|总数|面积|招生)[^，。]{0,6}比例$|增[长幅]"
)
_COUNTED = re.compile(r"\d\s*(?:余|多)?(?:人|名|所|个|家|处|件|份|校|班|户|间|项|条|批|辆)")
#: A clause that says how things go, and a share behind it.
_OF_NOTHING = re.compile(
    r"(?:^|[，；。])(?P<what>[^，。；：、\d“]{3,16}?(?:迅速|明显|显著|壮大|提升|提高|增强|优化|改善|突出|良好|加快|较快|扎实|稳定|合理))，"
    r"(?P<share>(?:约|仅|已|共)?占(?:比)?(?:达到?|为)?\d[\d.]*\s?[%％])(?=[，。；])"
)
_AROUND = 30
_CLAUSE_HEAD = re.compile(r"[，,；;。、]")
_STANDARD = re.compile(
    rf"(?:生均(?:财政)?(?:拨款|公用经费|经费|补助)[^，。；\d]{{0,8}}?(?:标准|定额))[^，。；\d]{{0,10}}?(?P<figure>{_NUMBER}\s*元)"
)
_PERIOD = re.compile(r"每生|每人|每年|每月|年生均|生均每|/\s*[生年月]|／|·年|学年|学期")


def check_notation(context: CheckContext) -> Iterator[Finding]:
    """Ratios, rates and amounts a head of every sentence."""
    yield from _rates(context)
    for statement in context.statements:
        for match in _RATIO_AS_PERCENT.finditer(statement.text):
            told = f"“{match['figure']}”是百分数，这里应写成 x:y 的比"
            yield _at(RATIO_UNIT, statement, match.start(), match.end(), told, "改写为 x:y")
        for match in _HEAD_TWICE.finditer(statement.text):
            told = "“生均”已经表示按人平均，单位不必再写“/生”"
            yield _at(HEAD_TWICE, statement, match.start(), match.end(), told, "保留一处")
        for match in _HANDLED.finditer(statement.text):
            if not _GOAL.search(statement.text[: match.start()]) and not _tells_base(statement, match["verb"]):
                told = f"“{match.group()}”没有应办数和已办数"
                yield _at(RATE_BASE, statement, match.start(), match.end(), told, "补充应办数和已办数")
        if "占" in statement.text and statement.flow.part == "body":
            yield from _without_whole(statement)
        for match in _STANDARD.finditer(statement.text):
            around = statement.text[max(0, match.start() - 6) : match.end() + 6]
            if not _PERIOD.search(around):
                told = f"“{match['figure']}”没有写每生每年"
                yield _at(HEAD_YEAR, statement, match.start("figure"), match.end(), told, "写明每生每年")


def _rates(context: CheckContext) -> Iterator[Finding]:
    """Rates of the work done without the number they are taken of, told once."""
    hits: list[Hit] = []
    for statement in context.statements:
        flow = statement.flow
        if flow.part != "body" or context.roles[flow.first_paragraph] not in (BODY, COMBINED):
            continue
        for match in _RATE.finditer(statement.text):
            around = statement.text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
            if _STATISTIC.search(match["what"]) or _GOAL.search(statement.text[: match.start()]):
                continue
            if _HANDLED.search(match.group()) or _COUNTED.search(around) or not _is_paired(match["what"]):
                continue
            if _has_source(context, statement, match.start("figure")):
                continue
            hits.append(Hit(flow, statement.start + match.start("what"), statement.start + match.end()))
    told = f"“{hits[0].words}”" + (f"等{len(hits)}处比率" if len(hits) > 1 else "") + "没有写基数" if hits else ""
    yield from clustered(RATE_BASE, hits, told, "补充总数和其中的数", key="rates")


def _without_whole(statement: Statement) -> Iterator[Finding]:
    """「名师工作室增至22个，青年教师成长迅速，占45.3%」: a share of nothing, behind a clause that counts nobody."""
    for match in _OF_NOTHING.finditer(statement.text):
        what, at = match["what"], statement.start + match.start("what")
        pairs = {what[n : n + 2] for n in range(len(what) - 1)}
        if any(pair in figure.gap for figure in statement.figures if figure.start < at for pair in pairs):
            continue
        told = f"“{match['share']}”没有写是占什么的，也没有写是谁占"
        yield _at(RATE_BASE, statement, match.start("share"), match.end("share"), told, "写明总体和其中的数")


def _has_source(context: CheckContext, statement: Statement, start: int) -> bool:
    """Whether a figure is what the metrics or the write-ups say, or as far as decided is not."""
    at = statement.start + start
    return any(figure.start == at and figure.id in context.states for figure in statement.figures)


def _is_paired(words: str) -> bool:
    """Whether quotation marks in the words are in pairs."""
    return words.count("“") == words.count("”")


def _tells_base(statement: Statement, verb: str) -> bool:
    """Whether a clause of the sentence counts what was to be handled, or what was."""
    counted = [f for f in statement.figures if f.quantity.kind is Kind.AMOUNT]
    clauses = (_CLAUSE_HEAD.split(statement.text[: f.start - statement.start])[-1] + f.text for f in counted)
    return any(verb in _PAPERS.sub("", clause) or _TO_HANDLE.search(clause) for clause in clauses)


def _at(rule: Rule, statement: Statement, start: int, end: int, message: str, suggestion: str) -> Finding:
    return rule.at(statement.flow, statement.start + start, statement.start + end, message, suggestion=suggestion)
