"""TIM013: steps of a procedure told with dates that run backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

STEPS = Rule(
    "TIM013",
    "steps-out-of-order",
    "先后步骤的日期颠倒",
    Severity.WARNING,
    "一句话里按启动、自查、形成初稿、审议、上报的先后写了日期，后一步的日期却早于前一步；数据截止前就复核、公示期未满就上报的也报；整改完成前就“回头看”的也报。",
    "自评过程的时间一对就看出来。",
    (
        Example("2月接到通知，3月中旬形成初稿，2月下旬经县委常委会审议通过。"),
        Example("自评工作2024年3月5日启动，4月20日完成汇总，4月12日报送市政府。"),
        Example("1月启动自评，3月20日形成初稿，3月8日县政府常务会议审定。"),
        Example("本报告数据截至2025年8月31日，县级审核于2025年3月完成。"),
        Example("4月8日起公示，公示期5天，4月10日上报市政府教育督导委员会。"),
        Example("自查出的28项问题2026年11月底前全部完成，8月底前开展“回头看”。"),
        Example("3月底前列出问题清单，9月底前整改到位，7月组织复查。"),
    ),
    (
        Example("2月接到通知，3月中旬形成初稿，3月下旬经县委常委会审议通过。"),
        Example("自评工作2024年11月启动，2025年2月完成汇总，3月报送市政府。"),
        Example("9月启动自查，12月完成汇总，次年2月报送市政府。"),
        Example("3月中旬形成初稿，2月已完成自查。"),
        Example("本报告数据截至2025年8月31日，县级审核于2025年9月完成。"),
        Example("截至2025年12月31日，全县有学校86所，2025年9月通过省级复核。"),
        Example("4月8日起公示，公示期5天，4月15日上报市政府教育督导委员会。"),
        Example("自查出的28项问题2026年5月底前全部完成，8月底前开展“回头看”。"),
        Example("3月底前列出问题清单，6月底前整改到位，7月组织复查。"),
        Example("上年反馈的问题2025年9月底前全部完成，次年3月开展“回头看”。"),
    ),
    "评价工作程序：先自查，后审议、上报",
)
_DATE = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<next>次年|翌年))?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日|(?P<part>[上中下])旬|(?P<edge>[初底末]))?"
)
_STEPS = (
    re.compile(r"接到|收到|启动|部署|动员|印发方案"),
    re.compile(r"自查|自评工作|逐[校条项]|核实|收集"),
    re.compile(r"初稿|汇总|起草|形成[^，。；]{0,6}报告"),
    re.compile(r"征求意见|修改完善|讨论"),
    re.compile(r"审议|审定|审核|审过|研究通过|会议通过"),
    re.compile(r"上报|报送|报[市省县区国][委政教]?|公示"),
)
#: What was found wanting: listed, mended, looked at again.
_MENDING = (
    re.compile(
        r"(?:建立|列出|制定|形成)[^，。；]{0,8}(?:清单|台账|方案)|反馈|交办|(?:下达|下发|发出|印发)[^，。；]{0,4}整改通知"
    ),
    re.compile(r"(?:基本|全部|全面|集中)(?:完成|整改)|整改到位|整改完[成毕]|完成整改|整改销号"),
    re.compile(r"回头看|复查|整改(?:情况)?(?:的)?验收|核查验收|跟踪问效|督导问效"),
)
#: Up to when the figures go, and when they were gone over.
_UP_TO = re.compile(
    r"数据(?:均|统一|统计)?(?:截[至止]|采集[至到])(?:日期|时间|时点)?(?:为|到|于)?[^，。；\d]{0,2}(?P<until>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?)"
)
_GONE_OVER = re.compile(r"(?:复核|审核|核对|核定|审定|审议|复查|初审)[^，。；\d]{0,6}$")
#: 3月20日公示，公示期7天: for how long something is on show.
_SHOWN = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])月(?P<day>[12]\d|3[01]|0?[1-9])日(?:起|开始|进行)?[^，。；\d]{0,12}公示，?(?:公示)?(?:期|时间)?(?:为|共)?"
    r"(?P<days>[12]?\d)(?:个工作日|天|日)"
)
_SENT = re.compile(r"^(?:正式|按时)?(?:上报|报送|报[市省县区国州][^，。；]{0,10}|报)")
#: 反馈前即2024年4月整改到位: told as earlier.
_BEFORE_THAT = re.compile(r"(?:[^之]前|之前|此前)[，,]?(?:即|就|已)?(?:于|在)?$")
_PARTS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
_EDGES = {"初": (1, 10), "底": (21, 31), "末": (21, 31)}


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with several dates."""
    for statement in context.statements:
        if statement.text.count("月") > 1:
            for steps in (_STEPS, _MENDING):
                yield from _steps(statement, steps)
            yield from _gone_over(statement)
            yield from _shown(statement)


def _steps(statement: Statement, steps: tuple[re.Pattern[str], ...]) -> Iterator[Finding]:
    """Dates that each open a step of a procedure."""
    text = narrow(statement.text)
    dated = list(_DATE.finditer(text))
    before: tuple[int, tuple[int, int, int], str] | None = None
    year = 0
    for number, match in enumerate(dated):
        if match["next"]:
            year += 1
        elif match["year"]:
            year = int(match["year"])
        stop = dated[number + 1].start() if number + 1 < len(dated) else len(text)
        words = text[match.end() : min(stop, match.end() + 40)]
        step = next((at for at, verbs in enumerate(steps) if verbs.search(re.split(r"[，。；]", words)[0])), None)
        if step is None:
            continue
        if _BEFORE_THAT.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        low, high = _days(match)
        month = int(match["month"])
        if before is not None and step > before[0]:
            earlier = (year, month, high) < before[1]
            if earlier and (match["year"] or month + 6 >= before[1][1]):
                start, end = statement.start + match.start(), statement.start + match.end()
                told = f"“{statement.flow.text[start:end]}”早于前一步的“{before[2]}”"
                yield STEPS.at(statement.flow, start, end, told, suggestion="核对两步的日期")
        before = (step, (year, month, low), match[0])


def _gone_over(statement: Statement) -> Iterator[Finding]:
    """Figures that were gone over before the day up to which they go."""
    text = narrow(statement.text)
    if not (until := _UP_TO.search(text)) or not (opened := _DATE.search(text, until.start("until"))):
        return
    year = int(opened["year"] or 0)
    for match in _DATE.finditer(text, opened.end()):
        year_then = int(match["year"] or 0)
        gone_over = _GONE_OVER.search(text[opened.end() : match.start()].rstrip("于在"))
        after = re.match(r"^[^，。；\d]{0,4}(?:复核|审核|核对|核定|复查|初审)", text[match.end() :])
        first, last = _days(opened)[0], _days(match)[1]
        earlier = (year_then, int(match["month"]), last) < (year, int(opened["month"]), first)
        if year and year_then and (gone_over or after) and earlier:
            start, end = statement.start + match.start(), statement.start + match.end()
            told = f"“{statement.flow.text[start:end]}”复核、审定，数据却截至{opened[0]}"
            yield STEPS.at(statement.flow, start, end, told, suggestion="核对两个日期")


def _shown(statement: Statement) -> Iterator[Finding]:
    """What was sent on while it was still on show; days of work are at least as long."""
    text = narrow(statement.text)
    for shown in _SHOWN.finditer(text):
        if (sent := _DATE.search(text, shown.end())) is None or not sent["day"] or not _SENT.match(text[sent.end() :]):
            continue
        if int(sent["month"]) != int(shown["month"]):
            continue
        passed = int(sent["day"]) - int(shown["day"])
        if 0 <= passed < int(shown["days"]):
            start, end = statement.start + sent.start(), statement.start + sent.end()
            told = f"“{statement.flow.text[start:end]}”上报时，公示{shown['days']}天还没有满"
            yield STEPS.at(statement.flow, start, end, told, suggestion="核对公示起止和上报日期")


def _days(match: re.Match[str]) -> tuple[int, int]:
    """The first and last day that a date can stand for."""
    if match["day"]:
        return int(match["day"]), int(match["day"])
    if match["part"]:
        return _PARTS[match["part"]]
    return _EDGES[match["edge"]] if match["edge"] else (1, 31)


FAMILY = Family("TIM", "时间", (STEPS,), check)
