"""TIM006 to TIM010: things that end before they begin, and deadlines that are over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.claims.passages import COMBINED, MEASURES
from drafter.checking.claims.signing import SIGNED, signed_on
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

__all__ = ["AFTER", "FAMILY", "NUMBERED", "ORDER", "OVERDUE"]

ORDER = Rule(
    "TIM006",
    "ends-before-it-begins",
    "竣工早于开工",
    Severity.WARNING,
    "同一项目竣工、投用的时间写在开工、动工之前；印发方案后“据此”做的事、反馈问题后的整改，时间却在印发、反馈之前。",
    "两个日期必有一个写错。",
    (
        Example("城北小学于2024年10月竣工，2024年12月开工建设。"),
        Example("项目2023年9月投入使用，2024年3月动工。"),
        Example("城北小学2025年9月开工建设，2025年3月竣工。"),
        Example("2024年6月印发实施方案，并据此于2024年4月召开部署会。"),
        Example("2024年11月，督导组反馈问题9条；2024年2月市政府印发整改方案，逐条销号。"),
    ),
    (
        Example("城北小学于2023年10月开工，2024年8月竣工。"),
        Example("城北小学2024年8月竣工，城南小学2024年12月开工建设。"),
        Example("一期2024年8月竣工，二期2024年12月开工。"),
        Example("城北小学于2024年5月开工，2024年竣工并投入使用。"),
        Example("2024年4月印发实施方案，并据此于2024年6月召开部署会。"),
        Example("2024年2月，督导组反馈问题9条；2024年3月市政府印发整改方案，2023年反馈的问题已全部销号。"),
    ),
    "工程建设程序：先开工，后竣工验收（《建设工程质量管理条例》第十六条）",
)
OVERDUE = Rule(
    "TIM007",
    "deadline-over",
    "整改时限已经过去",
    Severity.WARNING,
    "问题、措施和下一步部分的计划时限早于报告年度；说“计划某年完成”而那年已经过去；五年规划的进展早于规划的头一年。",
    "沿用上年的措施时最容易漏改。",
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n2024年计划新建公办园2所。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n力争2023年底前消除大班额。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n三、问题及整改措施\n完成时限：2024年8月。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n二、优质均衡\n望山县已通过评估，石溪县计划2023年申报。"),
        Example("下一步，市财政局将分两年补足生均经费：2022年补一半，2023年补到位。"),
        Example("运动场翻修尚未开工，拟利用2023年暑假施工。"),
        Example(
            "|问题|措施|完成时限|\n|教师缺编|招聘|2026年9月|\n|设备不足|采购|2023年6月|\n|场地偏小|扩建|2027年6月|"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n二、规划\n“十四五”项目36个，截至2020年底开工27个，竣工15个。"
        ),
    ),
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n二、优质均衡\n望山县已通过评估，石溪县计划2026年申报。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n二、优质均衡\n石溪县原计划2024年申报，已提前通过。"),
        Example("下一步，市财政局将分两年补足生均经费：2026年补一半，2027年补到位。"),
        Example("下一步，将在2023年试点基础上，继续落实2022年制定的规划，将2024年结余资金用于校舍维修。"),
        Example(
            "|问题|措施|完成时限|完成情况|\n|教师缺编|招聘|2026年9月|推进中|\n|设备不足|采购|2023年6月|已完成|\n"
            "|场地偏小|扩建|2027年6月|推进中|"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n二、规划\n“十四五”项目36个，截至2025年底开工27个，竣工15个。"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n2026年计划新建公办园2所。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n落实2023年制定的规划，计划新建公办园2所。"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n二、工作成效\n2024年底前完成的3个项目运行良好。"),
    ),
    "评价方案：问题整改有措施、有时限",
)
DAYS = Rule(
    "TIM008",
    "reversed-days",
    "起止日期颠倒",
    Severity.ERROR,
    "同一年里，止的月、日早于起的月、日。",
    "起止写反，时间就不成立。",
    (
        Example("2025年5月16日至10日开展实地督导。"),
        Example("2025年9月至3月组织培训。"),
        Example("10月15日至9月20日开展专项整治。"),
    ),
    (
        Example("2025年5月10日至16日开展实地督导。"),
        Example("2024年9月至2025年3月组织培训。"),
        Example("每年9月至次年3月组织培训。"),
        Example("2025年5月28日至6月3日开展实地督导。"),
    ),
    "公历；GB/T 15835—2011：起止日期由早到晚",
)

AFTER = Rule(
    "TIM009",
    "after-the-report",
    "已经发生的事晚于成文日期",
    Severity.WARNING,
    "写成已经完成、已经召开的事，日期却晚于报告的成文日期；写了全年工作和下一年打算的报告，成文日期却在当年上半年；成文日期早于报告年度。",
    "日期写错，或把计划写成了事实。",
    (
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、考试招生\n2026年5月已完成标准化考点升级。\n云岭市人民政府\n2026年2月26日"
        ),
        Example(
            "自评报告2026年2月10日经专家会审，3月4日报市政府常务会议审议通过。\n云岭市人民政府办公室\n2026年2月26日印发"
        ),
        Example("市政府于2026年1月启动自评，各部门3月10日前报送材料。\n云岭市人民政府 2026年2月26日"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、工作成效\n全年召开会议6次。\n二、下一步\n2026年，我市将新建学校2所。\n云岭市人民政府\n2025年2月26日"
        ),
    ),
    (
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、考试招生\n2026年1月已完成标准化考点升级。\n云岭市人民政府\n2026年2月26日"
        ),
        Example(
            "自评报告2026年2月10日经专家会审，2月24日报市政府常务会议审议通过。\n云岭市人民政府办公室\n2026年2月26日印发"
        ),
        Example("自评报告2026年2月10日经专家会审，整改方案将于3月10日前报送。\n云岭市人民政府 2026年2月26日"),
        Example(
            "市政府于2025年11月启动自评，2026年2月10日审定。全年9月开学、6月高考平稳。\n云岭市人民政府 2026年2月26日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、下一步\n计划2026年5月完成标准化考点升级。\n云岭市人民政府\n2026年2月26日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、工作成效\n全年召开会议6次。\n二、下一步\n2026年，我市将新建学校2所。\n云岭市人民政府\n2026年2月26日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、工作成效\n全年召开会议6次。\n二、下一步\n2026年，我市将新建学校2所。\n云岭市人民政府\n2025年12月26日"
        ),
    ),
    "《党政机关公文处理工作条例》第九条：成文日期署会议通过或发文机关负责人签发的日期",
)

NUMBERED = Rule(
    "TIM010",
    "number-against-date",
    "文号年份与印发时间不一致",
    Severity.WARNING,
    "同一处写了文号和印发时间，两个年份不同。",
    "必有一处写错，常见的是〔2023〕写成〔2013〕。",
    (
        Example("印发《管理办法》（云教发〔2013〕15号，2023年4月印发）。"),
        Example("2024年5月，市教育局印发《作业管理通知》（云教发〔2023〕17号）。"),
    ),
    (
        Example("印发《管理办法》（云教发〔2023〕15号，2023年4月印发）。"),
        Example("修订《管理办法》（云教发〔2013〕15号），2023年4月印发《实施细则》。"),
    ),
    "《党政机关公文处理工作条例》第九条：发文字号含年份",
)

_NUMBERED = re.compile(
    r"〔\s*(?P<number>(?:19|20)\d\d)\s*〕\s*\d{1,4}\s*号[，、,]\s*(?P<date>(?:19|20)\d\d)\s*年[^，。；《》）)]{0,8}(?:印发|出台|发布|公布|施行)"
)
_HAPPENED = re.compile(
    r"^[^，。；]{0,3}(?:已|已经|圆满|顺利|成功)[^，。；]{0,4}(?:完成|召开|举办|建成|投用|印发|通过|组织|开展|实现)|^(?:召开|举办|组织召开|印发)了"
    r"|^(?:正式)?(?:启动|召开|开展|印发|完成|结束|组织)(?:实地|全面|集中)?(?:自评|自查|评估|会议|后|以来|，)"
)
_EARLY = 6
_BEGUN = re.compile(r"^[^，。；、\d]{0,4}?(?:开工|动工|奠基|启动建设|破土|立项|启动)")
_DONE = re.compile(r"^[^，。；、\d]{0,4}?(?:竣工|完工|建成|投入使用|投用|交付|通过验收)")
#: Between the two dates of one thing stands nothing that names another.
_SAME_THING = re.compile(
    r"^[^，。；、\d]{0,4}?(?:竣工|完工|建成|投入使用|投用|交付使用|交付|通过验收)[，、并且已于又]*$"
)
_STARTED = re.compile(r"^[^，。；、\d]{0,4}?(?:开工建设|开工|动工|奠基|启动建设|破土动工|立项|启动)[，、并且已于又]*$")
_BEGUN_THERE = re.compile(r"开工|动工|奠基|启动|立项")
_ENDED_THERE = re.compile(r"竣工|完工|投用|交付|投入使用|建成|通过[^，。；]{0,6}验收")
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
_OTHER_PART = re.compile(r"[一二三四五六]期|另|其中|此前|在此之前|此后")
_PLANNED = re.compile(r"^(?:年?(?:底|末)?(?:之?前|以前)?)?[，]?(?:计划|拟|将|力争|争取|确保|预计)")
_BY_THEN = re.compile(
    r"^(?:年)?(?:\s*\d{1,2}月)?(?:底|末|中旬|上旬|下旬)?(?:之?前|以前)(?:全部|全面|基本)?(?:完成|实现|达到|建成|消除|解决|到位|整改)"
)
_BEFORE_PLAN = re.compile(r"(?:力争|争取|确保|计划|拟|预计|将于?|(?:完成|整改)?时限[:：为]?|(?:到|于))\s*$")
#: 计划2022年申报 is told of now; 原计划, 曾计划 and 按计划 are not.
_STILL_PLANNED = re.compile(r"(?<![原曾按照已据发规])(?:计划|打算|拟|预计|力争)\s*(?:于|在|到)?$")
_TO_BE_DONE = re.compile(
    r"^(?:年)?(?:前后|左右|底前?|末前?)?(?:申报|创建|通过|完成|建成|启动|接受|迎接|实现|达到|开工|投用)"
)
_PLAN = re.compile(r"[“\"]?(?P<n>十[一二三四五六]?)五[”\"]?(?!末)")
_PLANS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_PAST = re.compile(r"[自从截]\s*$|制定|印发|出台|已|曾|以来")
_MONTHS = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*|(?<![\d年]))(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day>[12]\d|3[01]|0?[1-9])\s*日)?\s*(?:至|到|[-—－~～]{1,2})\s*"
    r"(?:(?P<month2>1[0-2]|0?[1-9])\s*月)?(?:\s*(?P<day2>[12]\d|3[01]|0?[1-9])\s*日)?"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Pairs of dates and deadlines of every sentence."""
    closing = signed_on(context.document)
    signed = closing[:2] if closing else None
    if signed is not None and context.year:
        yield from _too_early(context, signed)
    for flow in context.document.flows:
        narrowed = narrow(flow.text)
        for match in _NUMBERED.finditer(narrowed):
            if match["number"] != match["date"]:
                told = f"文号是{match['number']}年的，印发时间却写{match['date']}年"
                start = narrowed.index("〔", match.start())
                end = narrowed.index("号", start) + 1
                yield NUMBERED.at(flow, start, end, told, suggestion="核对文号和印发时间")
    for statement in context.statements:
        if signed is not None:
            yield from _later(statement, signed)
        if "月" in statement.text:
            yield from _days(statement)
        if len(statement.dates) > 1:
            yield from _order(statement)
        if statement.dates and "五" in statement.text:
            yield from _before_its_plan(statement)
        if context.year and statement.dates:
            yield from _planned_before(context, statement)
            yield from _overdue(context, statement)


def _too_early(context: CheckContext, signed: tuple[int, int]) -> Iterator[Finding]:
    """A report of a whole year, with plans for the next one, that bears a day of early in that very year."""
    year = context.year
    if year and signed[0] < year:
        yield from _at_date(context, f"成文日期在{signed[0]}年{signed[1]}月，早于报告年度{year}年")
        return
    if signed[0] != year or signed[1] > _EARLY:
        return
    text = "\n".join(flow.text for flow in context.document.flows)
    told = re.search(rf"全年|{year}年(?:底|末|1[0-2]月)(?!前)", text)
    if not told or not re.search(rf"{year + 1}年(?:度)?[，,是][^。]{{0,24}}(?:将|要|重点|继续|计划)", text):
        return
    yield from _at_date(context, f"报告写了{year}年全年的工作和{year + 1}年的打算，成文日期却是{year}年{signed[1]}月")


def _at_date(context: CheckContext, told: str) -> Iterator[Finding]:
    for flow in reversed(context.document.flows):
        if match := SIGNED.match(narrow(flow.text)):
            yield AFTER.at(flow, match.start("year"), match.end("year") + 1, told, suggestion="核对成文日期的年份")
            return


def _later(statement: Statement, signed: tuple[int, int]) -> Iterator[Finding]:
    for date in statement.dates:
        dated = date.year and date.month and date.kind in ("month", "day")
        before = statement.between(max(statement.start, date.start - 4), date.start)
        told_of = _HAPPENED.match(_after(statement, date)) or re.search(r"截[至止]\s*$", before)
        if dated and _key(date) > signed and told_of:
            told = f"“{statement.between(date.start, date.end)}”晚于成文日期{signed[0]}年{signed[1]}月"
            yield AFTER.at(statement.flow, date.start, date.end, told, suggestion="核对日期")


def _days(statement: Statement) -> Iterator[Finding]:
    for match in _MONTHS.finditer(narrow(statement.text)):
        first, last = int(match["month"]), int(match["month2"] or match["month"])
        if not match["month2"] and not match["day2"]:
            continue
        days = match["day"] and match["day2"]
        wrong = last < first or (last == first and bool(days) and int(match["day2"]) < int(match["day"]))
        if wrong and not match["year"] and not days:
            continue  # 11月至3月 may run into the next year
        if wrong and not (match["month2"] and match["day"] and not match["day2"]):
            start = statement.start + match.start()
            words = statement.text[match.start() : match.end()]
            yield DAYS.at(statement.flow, start, start + len(words), f"“{words}”止早于起", suggestion="核对起止日期")


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
    dates = [date for date in statement.dates if date.year and date.kind in ("month", "day")]
    for first, last in pairwise(dates):
        between = statement.between(first.end, last.start)
        ended = re.split("[，。；]", statement.between(last.end, min(statement.end, last.end + 20)))[0]
        if last.start in told or not _earlier(last, first) or _OTHER_PART.search(between + ended):
            continue
        if _FOLLOWS.match(between):
            said = f"说是在{first.text.strip()}之后，却在{last.text.strip()}"
            yield ORDER.at(statement.flow, last.start, last.end, said, suggestion="核对两个日期")
        elif _FED_BACK.search(between) and _MENDED.match(ended):
            said = f"{first.text.strip()}才反馈问题，整改却在{last.text.strip()}"
            yield ORDER.at(statement.flow, last.start, last.end, said, suggestion="核对两个日期")
        elif _BEGUN_THERE.search(between) and _ENDED_THERE.search(ended):
            said = f"“{last.text.strip()}”建成、验收，却在{first.text.strip()}才开工、启动"
            yield ORDER.at(statement.flow, last.start, last.end, said, suggestion="核对两个日期")


def _after(statement: Statement, date: DateMention) -> str:
    return statement.between(date.end, min(statement.end, date.end + 12))


def _key(date: DateMention) -> tuple[int, int]:
    return date.year, date.month


def _earlier(first: DateMention, second: DateMention) -> bool:
    """Whether ``first`` is surely before ``second``: by years alone where one of them has no month."""
    if not first.month or not second.month:
        return first.year < second.year
    return _key(first) < _key(second)


def _planned_before(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """望江县计划2022年申报, in the report of 2023: what was planned for then has come about or has not."""
    for date in statement.dates:
        if not date.year or date.kind == "range" or date.year >= context.year:
            continue
        before = statement.between(max(statement.start, date.start - 3), date.start)
        after = statement.between(date.end, min(statement.end, date.end + 14))
        if _STILL_PLANNED.search(before) and _TO_BE_DONE.match(after):
            yield OVERDUE.at(
                statement.flow,
                date.start,
                date.end,
                f"计划的时间“{date.text.strip()}”早于报告年度{context.year}年",
                suggestion="换成以后的时间，已完成的写成完成情况",
            )


def _before_its_plan(statement: Statement) -> Iterator[Finding]:
    """“十四五”项目64个，截至2020年底开工51个: a five-year plan has no progress before its first year."""
    plans = [match for match in _PLAN.finditer(statement.text) if match["n"] in _PLANS]
    for date in statement.dates if len({match["n"] for match in plans}) == 1 else ():
        before = statement.between(max(statement.start, date.start - 3), date.start)
        first = _PLANS[plans[0]["n"]]
        later = statement.start + plans[0].end() <= date.start
        told = any(f.start >= date.end for f in statement.figures)
        if later and told and date.year and date.year < first and re.search(r"截[至止]$", before.strip()):
            name = plans[0].group()
            yield OVERDUE.at(
                statement.flow,
                date.start,
                date.end,
                f"“{name}”从{first}年开始，进展却说到{date.text.strip()}",
                suggestion="核对年份",
            )


def _overdue(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    place = statement.flow.places(statement.start, statement.start + 1)[0]
    roles = context.roles
    if place.paragraph >= len(roles) or roles[place.paragraph] not in (MEASURES, COMBINED):
        return
    for date in statement.dates:
        if not date.year or date.kind == "range" or date.year >= context.year or date.kind == "school-year":
            continue
        before = statement.between(max(statement.start, date.start - 12), date.start)
        after = statement.between(date.end, min(statement.end, date.end + 20))
        planned = _PLANNED.match(after) or _BY_THEN.match(after)
        limit = re.search(r"时限[:：为]?\s*$", before)
        told = _BEFORE_PLAN.search(before) and re.match(r"^[^，。；]{0,12}(?:前|完成|实现|达到|建成)", after)
        if (planned or limit or told) and not _PAST.search(before):
            words = statement.between(date.start, date.end)
            yield OVERDUE.at(
                statement.flow,
                date.start,
                date.end,
                f"计划的时限“{words}”早于报告年度{context.year}年",
                suggestion="换成以后的时限，已完成的写成完成情况",
            )


FAMILY = Family("TIM", "时间", (ORDER, OVERDUE, DAYS, AFTER, NUMBERED), check)
