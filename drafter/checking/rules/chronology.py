"""TIM006: things that end before they begin, and what follows from them before they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention, plain_digits
from drafter.checking.text.statements import Statement
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

ORDER = Rule(
    "TIM006",
    "ends-before-it-begins",
    "竣工早于开工",
    Severity.WARNING,
    "同一项目竣工、投用的时间写在开工、动工之前；印发方案后“据此”做的事、反馈问题后的整改、依据监测检查结果做的事，时间却在印发、反馈、监测之前；结束的时间早于开始。",
    "两个日期必有一个写错。",
    (
        Example("城北小学于2024年10月竣工，2024年12月开工建设。"),
        Example("项目2023年9月投入使用，2024年3月动工。"),
        Example("城北小学2025年9月开工建设，2025年3月竣工。"),
        Example("2024年6月印发实施方案，并据此于2024年4月召开部署会。"),
        Example("2024年11月，督导组反馈问题9条；2024年2月市政府印发整改方案，逐条销号。"),
        Example("2024年4月，督导组反馈问题9条。其中“公办园偏少”一条，已于2023年10月整改到位。"),
        Example("市督导委于2023年6月反馈我县2024年度履职评价问题6项。"),
        Example("新课程自2021年秋季学期起实施，到2020年秋季学期覆盖全部年级。"),
        Example("二中迁建项目2025年9月投用，总建筑面积3.6万平方米，2025年11月动工。"),
        Example("该园3月建成招生，同年5月开工建设。"),
        Example("2025年6月开展第二轮督导，2025年8月开展第一轮督导。"),
        Example("体育馆2025年11月动工、当年9月投入使用。"),
        Example("依据2025年5月的体质监测结果，2025年3月修订印发工作计划。"),
        Example("民办学校登记2025年5月启动，分批推进，至3月底全部完成。"),
    ),
    (
        Example("城北小学于2023年10月开工，2024年8月竣工。"),
        Example("城北小学2024年8月竣工，城南小学2024年12月开工建设。"),
        Example("一期2024年8月竣工，二期2024年12月开工。"),
        Example("城北小学于2024年5月开工，2024年竣工并投入使用。"),
        Example("2024年4月印发实施方案，并据此于2024年6月召开部署会。"),
        Example("2024年2月，督导组反馈问题9条；2024年3月市政府印发整改方案，2023年反馈的问题已全部销号。"),
        Example("2024年4月，督导组反馈问题9条。其中“公办园偏少”一条，已于2024年10月整改到位。"),
        Example("2023年12月公布2024年度招生计划，2024年6月反馈2023年度履职评价问题6项。"),
        Example("新课程自2021年秋季学期起实施，到2023年秋季学期覆盖全部年级。"),
        Example(
            "二中迁建项目2025年9月投用，总建筑面积3.6万平方米，2025年11月动工建设三中。二中9月投用，三中11月动工。"
        ),
        Example("2024年9月推荐第二批，2025年3月推荐第一批。"),
        Example("体育馆11月动工、次年9月投入使用。根据2025年9月的统计，2025年3月建成的3所幼儿园已满员。"),
        Example("民办学校登记2025年9月启动，分批推进，至3月底全部完成。"),
    ),
    "工程建设程序：先开工，后竣工验收（《建设工程质量管理条例》第十六条）",
)

_BEGUN = re.compile(r"^[^，。；、\d]{0,4}?(?:开工|动工|奠基|启动建设|破土|立项|启动)")
_DONE = re.compile(r"^[^，。；、\d]{0,4}?(?:竣工|完工|建成|投入使用|投用|交付|通过验收)")
#: Between the two dates of one thing stands nothing that names another.
_SAME_THING = re.compile(
    r"^[^，。；、\d]{0,4}?(?:竣工|完工|建成|投入使用|投用|交付使用|交付|通过验收)[，、并且已于又]*$"
)
_STARTED = re.compile(r"^[^，。；、\d]{0,4}?(?:开工建设|开工|动工|奠基|启动建设|破土动工|立项|启动)[，、并且已于又]*$")
_BEGUN_THERE = re.compile(r"开工|动工|奠基|启动|立项")
_ENDED_THERE = re.compile(
    r"竣工|完工|投用|交付|投入使用|建成|通过[^，。；]{0,6}验收|完成[^，。；]{0,4}(?:评审|论证|审批|批复|验收|招标)"
)
#: 2025年9月投用，总建筑面积3.6万平方米，2025年11月动工: the second date is told of the same thing.
_ENDED_FIRST = re.compile(
    r"^(?:底|初|[上中下]旬)?(?:正式|全面|主体|顺利)?(?:竣工|完工|建成|投入使用|投用|交付|通过[^，。；]{0,6}验收)[^，。；\d]{0,4}，"
    r"(?:[^。；]{0,60}，)?(?:[于至在]|同年)?$"
)
_BEGUN_LAST = re.compile(
    r"^(?:底|初|[上中下]旬)?(?:正式|全面)?(?:开工建设|破土动工|开工|动工|奠基|启动建设)(?=[，。；]|$)"
)
_ANOTHER_YEAR = re.compile(r"次年|翌年|[上去明前]年|今年|本年|第二年|上一年|每年|跨年")
_NUMBERS = "一二三四五六"
_ROUND = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?<!\d)(?P<month>1[0-2]|[1-9])月[^，。；\d]{0,12}"
    rf"第(?P<n>[{_NUMBERS}])(?P<word>轮|批|次|期|阶段)[“]?(?P<what>[一-鿿]{{2}})"
)
#: What was found fault with, and what is done about it afterwards.
_FED_BACK = re.compile(r"反馈[^，。；]{0,8}(?:问题|意见)")
_MENDED = re.compile(
    r"^[^，。；]{0,8}(?:(?:印发|制定|出台)[^，。；《]{0,6}整改方案|(?:全部|全面)?(?:完成整改|整改到位|整改销号|销号))"
)
#: 印发方案，据此于…召开部署会: what follows from a document comes after it.
_FOLLOWS = re.compile(
    r"^[^。；]{0,6}?(?:印发|出台|制定|下发|发布|部署|召开|启动)[^。；]{0,30}?(?:据此|随后|随即|之后|其后|按此|照此"
    r"|(?:按照?|根据|依据)(?:该|此|上述)?(?:方案|意见|通知|办法|要求|部署))[^。；\d]{0,8}$"
)
#: What belongs to another round of faults than the one told of before.
_ANOTHER_ROUND = re.compile(r"上一?轮|上一?年度?反馈|此前|提前|往年|历年|自查")
#: 2022年10月反馈我县2023年度履职评价问题.
_FOUND_OUT = re.compile(
    r"(?P<year>(?<!\d)20\d\d)年(?:\d{1,2}月(?:\d{1,2}日|底|初|[上中下]旬)?)?[^，。；、\d《]{0,20}"
    r"(?:反馈|通报|公布|评定|评出)[^，。；、\d《]{0,12}(?P<of>20\d\d)年(?P<what>度?[^，。；\d]{0,14}?(?:评价|考核|问题|结果|决算|成绩))"
)
_OF_PLANS = re.compile(r"计划|方案|预算|招生|要点|安排|办法|细则|目标|任务|指标")
#: 自2021年秋季学期起…，到2023年春季学期…; 到2020年的水平 is no end.
_FROM_TO = re.compile(
    r"[自从](?P<a>20\d\d)年(?:(?P<as>[春秋])季?(?:学期)?)?(?:起|开始|以来)[^。；]{0,40}?(?:到|至)"
    r"(?P<b>20\d\d)年(?P<bend>(?:(?P<bs>[春秋])季?(?:学期)?)?)(?!的|水平|\d|[—－\-~～])(?=[^，。；]{0,16}(?:覆盖|全部|实现|完成|推开|达到|各年级|全面|结束|收官|建成|普及|消除|扩大))"
)
_SEASONS = {"春": 1, "秋": 2}
_OTHER_PART = re.compile(r"[一二三四五六]期|另|其中|此前|在此之前|此后|反馈前|反馈之前")


def check(context: CheckContext) -> Iterator[Finding]:
    """The dates of every sentence, and when faults were found before it."""
    fed: tuple[DateMention, Statement] | None = None
    for statement in context.statements:
        if not statement.dates:
            continue
        if len(statement.dates) > 1:
            yield from _order(statement)
            if "第" in statement.text:
                yield from _rounds(statement)
            if "20" in statement.text:
                yield from _before_its_year(statement)
                yield from _turned(statement)
        if fed is not None and fed[1].flow is statement.flow:
            yield from _mended_before(statement, fed[0])
        if found := _fed_back(statement):
            fed = found, statement


def _order(statement: Statement) -> Iterator[Finding]:
    """What was done before it was begun, each pair of dates told once."""
    told: set[int] = set()
    for first, second in pairwise(statement.dates):
        if not first.year or not second.year:
            continue
        between = statement.between(first.end, second.start)
        turned = _earlier(second, first) and _BEGUN.match(_after(statement, first))
        if turned:
            last = _DONE.match(_after(statement, second)) if _STARTED.match(between) else None
        else:
            built = _earlier(first, second) and _SAME_THING.match(between)
            last = _BEGUN.match(_after(statement, second)) if built else None
        if last:
            told.add(second.start)
            end = second.end + last.end()
            words = statement.between(first.start, end)
            yield ORDER.at(statement.flow, first.start, end, f"“{words}”：竣工早于开工", suggestion="核对两个日期")
    yield from _far_apart(statement, told)


def _far_apart(statement: Statement, told: set[int]) -> Iterator[Finding]:
    """新校区2024年5月开工建设，建筑面积1.2万平方米，2023年10月竣工: with other words between the dates.

    Args:
        told: where the second dates start that were told already.
    """
    for (first, one), (last, other) in pairwise(_moments(statement)):
        between = statement.between(first.end, last.start)
        behind = statement.between(last.end, min(statement.end, last.end + 20))
        ended = re.split("[，。；]", behind)[0]
        if last.start in told or _OTHER_PART.search(between + ended):
            continue
        said = ""
        if other < one and last.year:
            if _FOLLOWS.match(between):
                said = f"说是在{first.text.strip()}之后，却在{last.text.strip()}"
            elif _FED_BACK.search(between) and _MENDED.match(ended):
                said = f"{first.text.strip()}才反馈问题，整改却在{last.text.strip()}"
            elif _BEGUN_THERE.search(between) and _ENDED_THERE.search(ended):
                said = f"“{last.text.strip()}”建成、验收，却在{first.text.strip()}才开工、启动"
        elif one < other and _ENDED_FIRST.match(between) and _BEGUN_LAST.match(behind):
            said = f"{first.text.strip()}已建成、验收，“{last.text.strip()}”才开工"
        if said:
            yield ORDER.at(statement.flow, last.start, last.end, said, suggestion="核对两个日期")


def _moments(statement: Statement) -> list[tuple[DateMention, tuple[int, int]]]:
    """The months of a sentence with their years, a year that is told once holding for the months behind it.

    A month of a year that is not known is left out; months without any year are of one year where nothing is said
    of another.
    """
    found: list[tuple[DateMention, tuple[int, int]]] = []
    carries = not _ANOTHER_YEAR.search(statement.text)
    year = 0
    for date in statement.dates:
        if date.kind not in ("month", "day"):
            year = date.year if date.kind == "year" else year
            continue
        year = date.year or (year if carries else 0)
        if date.year or carries:
            found.append((date, (year, date.month)))
    return found if all(moment[0] for _, moment in found) or not any(moment[0] for _, moment in found) else []


def _rounds(statement: Statement) -> Iterator[Finding]:
    """2025年6月开展第二轮督导，8月开展第一轮: the later one of a year with the smaller number."""
    told = list(_ROUND.finditer(plain_digits(statement.text)))
    for first, last in pairwise(told):
        alike = first["word"] + first["what"] == last["word"] + last["what"] and last["year"] in (first["year"], None)
        back = _NUMBERS.index(last["n"]) < _NUMBERS.index(first["n"])
        months = int(first["month"]), int(last["month"])
        if alike and back and months[0] < months[1]:
            start, end = statement.start + last.start("month"), statement.start + last.end()
            said = f"{months[0]}月说第{first['n']}{first['word']}，{months[1]}月却说第{last['n']}{last['word']}"
            yield ORDER.at(statement.flow, start, end, said, suggestion="核对两个日期和次序")


def _fed_back(statement: Statement) -> DateMention | None:
    """When faults were found, the last time a sentence tells of it."""
    if not _FED_BACK.search(statement.text):
        return None
    told = (d for d in statement.dates if d.year and d.kind in ("month", "day"))
    return next((d for d in told if _FED_BACK.search(_clauses(statement, d))), None)


def _clauses(statement: Statement, date: DateMention) -> str:
    """The clause behind a date, and the next one where the date stands by itself."""
    rest = statement.between(date.end, min(statement.end, date.end + 60)).lstrip("，")
    return re.split("[，。；]", rest)[0]


def _mended_before(statement: Statement, found: DateMention) -> Iterator[Finding]:
    """2024年3月反馈问题8项。其中一项，已于2023年11月整改到位."""
    if _ANOTHER_ROUND.search(statement.text):
        return
    for date in statement.dates:
        if date.year and date.kind in ("month", "day") and _earlier(date, found):
            rest = statement.between(date.end, min(statement.end, date.end + 24)).lstrip("，底末前")
            if _MENDED.match(rest):
                said = f"{found.text.strip()}才反馈问题，整改却在{date.text.strip()}"
                yield ORDER.at(statement.flow, date.start, date.end, said, suggestion="核对两个日期")


def _before_its_year(statement: Statement) -> Iterator[Finding]:
    """2022年10月反馈2023年度评价的问题: what is found out of a year is not told before it."""
    for match in _FOUND_OUT.finditer(plain_digits(statement.text)):
        if int(match["of"]) > int(match["year"]) and not _OF_PLANS.search(match["what"]):
            start = statement.start + match.start()
            said = f"{match['year']}年还不会有{match['of']}年度的结果"
            yield ORDER.at(
                statement.flow, start, statement.start + match.end("of") + 1, said, suggestion="核对两个年份"
            )


def _turned(statement: Statement) -> Iterator[Finding]:
    """自2021年秋季学期起使用，到2020年秋季学期覆盖全部年级."""
    for match in _FROM_TO.finditer(plain_digits(statement.text)):
        if _moment(match, "b") < _moment(match, "a"):
            start, end = statement.start + match.start("b"), statement.start + match.end("bend")
            said = f"从{match['a']}年开始，却到{match['b']}年"
            yield ORDER.at(statement.flow, start, end, said, suggestion="核对两个年份")


def _moment(match: re.Match[str], name: str) -> tuple[int, int]:
    return int(match[name]), _SEASONS.get(match[f"{name}s"] or "", 0)


def _after(statement: Statement, date: DateMention) -> str:
    return statement.between(date.end, min(statement.end, date.end + 12))


def _key(date: DateMention) -> tuple[int, int]:
    return date.year, date.month


def _earlier(first: DateMention, second: DateMention) -> bool:
    """Whether ``first`` is surely before ``second``: by years alone where one of them has no month."""
    if not first.month or not second.month:
        return first.year < second.year
    return _key(first) < _key(second)


FAMILY = Family("TIM", "时间", (ORDER,), check)
