"""TIM009: what is told as done after the day a report was signed, or long after its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checking.claims.passages import BODY, COMBINED, MEASURES
from drafter.checking.claims.signing import SIGNED, signed_on
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.dates import DateMention
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow
from drafter.findings import Finding, Severity

__all__ = ["AFTER", "FAMILY"]

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
        Example("学生数据取自2026年9月的事业统计。\n云岭市人民政府 2026年2月26日"),
        Example("市政府于2026年1月启动自评，各部门3月10日前报送材料。\n云岭市人民政府 2026年2月26日"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、安全\n2026年8月完成全市校车平台建设，接入校车126辆。\n云岭市人民政府\n2026年2月26日"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、安全\n截至2028年6月，全市创建省级示范园16所。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、工作成效\n全年召开会议6次。\n二、下一步\n2026年，我市将新建学校2所。\n云岭市人民政府\n2025年2月26日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、装备\n录播教室2026年为3间，2025年增加到11间，覆盖9所学校。"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、督导\n"
            "2026年4月22日，市督委会召开会议，通报了结果。\n云岭市人民政府\n2026年2月  日"
        ),
    ),
    (
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、考试招生\n2026年1月已完成标准化考点升级。\n云岭市人民政府\n2026年2月26日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、装备\n录播教室2024年为3间，2025年增加到11间，覆盖9所学校。"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n一、装备\n录播教室的建设目标2026年为16间，2025年为11间。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、建设\n"
            "云岭四中迁建一项因用地滞后，顺延至2026年8月竣工。\n云岭市人民政府\n2026年2月26日"
        ),
        Example(
            "自评报告2026年2月10日经专家会审，2月24日报市政府常务会议审议通过。\n云岭市人民政府办公室\n2026年2月26日印发"
        ),
        Example("自评报告2026年2月10日经专家会审，整改方案将于3月10日前报送。\n云岭市人民政府 2026年2月26日"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、安全\n2026年1月完成全市校车平台建设。二期工程正加快推进，2026年8月完成全部建设任务。\n云岭市人民政府\n2026年2月26日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、安全\n截至2026年2月，问题已整改20个；托管合同截至2028年6月。"
        ),
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

_HAPPENED = re.compile(
    r"^[^，。；]{0,3}(?:已|已经|圆满|顺利|成功)[^，。；]{0,4}(?:完成|召开|举办|建成|投用|印发|通过|组织|开展|实现)|^(?:召开|举办|组织召开|印发)了"
    r"|^[，,]?[^，。；\d]{0,18}?(?:已经?|均已)(?:组织|全面|如期|顺利)?"
    r"(?:完成|召开|举办|建成|投用|印发|通过|开展|竣工|开工|下达|启动)"
    r"|^[，,][^，。；\d]{2,18}?(?:召开了?(?:全体|专题|常务)?会议|审议通过了?|通报了|印发了|通过了|组织了|完成了)"
    r"|^(?:正式)?(?:竣工|建成|投入使用|投用)"
    r"|^(?:正式)?(?:启动|召开|开展|印发|完成|结束|组织)(?:实地|全面|集中)?(?:自评|自查|评估|会议|后|以来|，)"
)
#: What has come about where nothing says that it is planned.
_DONE_THEN = re.compile(
    r"^(?:底|初|份)?[，,]?[^，。；\d]{0,6}?(?:完成|召开|举办|印发|出台|通过|建成|获评|获批|成立|组织)(?!后|前|时|的)"
)
_UNDER_WAY = re.compile(
    r"预计|预期|计划|力争|争取|将|拟|确保|下一步|今后|正在|推进|在建|要求|明确|到期|届时|目标|安排|部署|有望|可|即"
)
_TERM = re.compile(r"有效期|期限|合同|租|规划|聘期|任期|缴|报名|征集|预计|计划|力争")
_MEANT = re.compile(
    r"预计|预期|计划(?!完成情况)|力争|争取|将于|拟于?|确保|下一步|有望|届时|目标|安排(?:在|于)|定于|要求|倒排"
    r"|要等|(?:只|唯)?有待|主体(?:已|完工|封顶|施工)|封顶|尚未|未完工|正在施工|推迟到|延到"
)
_ONCE_BUILT = re.compile(r"(?:建成|完工|竣工|投用|投入使用|完成|启用)后")
_TO_BE_BUILT = re.compile(r"^(?:底|初|份|前)?(?:正式)?(?:竣工|建成|投入使用|投用|完工|开工|交付|启用)")
_SAID_DONE = 8
_EARLY = 6
_LATEST = 9  # of the year after the reported one, in a report that does not say when it was signed
_TO_COME = re.compile(
    r"预计|预期|计划|规划|力争|争取|目标|将|拟|确保|保证|安排|下一步|今后|推进|之前|年前|底前|月前|[—－-]\s*20|到20|至20|行动|有效期|期限|以前|要等|有待|才能"
)
_DONE = re.compile(
    r"召开|印发|出台|完成|通过|启动|举办|获|开展|建成|投用|发布|成立|实现|达到|下达|验收|开工|签订|表彰|为\d|共有"
)
#: 2026年为0间，: nothing but a value; 2025年建成4间: what is compared with it.
_VALUE = re.compile(
    r"^(?:[底末]|全年)?(?:仅|只|还|尚|仍)*(?:为|是|有|没有|达到?|不足)(?:\d[\d.]*|零|[一二三四五六七八九十]+)[^，。；、\d]{1,8}[，,；](?:到)?$"
)
_CAME_OF_IT = re.compile(
    r"^[底末]?(?:已|新|又|共|则|就)*(?:建成|新建|增加?|增至|减至|降至|升至|达到?|为|有|减少|配备|建有|开[设办])"
)
_APART = 2
_AHEAD = 32
#: How a report came about: what is done to it is done before it is signed.
_OF_THE_REPORT = re.compile(r"自评|自查|送审|本?报告|佐证|初稿|成文")
_PLANNED = re.compile(r"预计|计划|力争|争取|将|拟|确保|下一步|今后|每年|施行|起实施")
_COMING_ABOUT = re.compile(
    r"召开|审议|审定|审核|通过|报送|提交|报经|会审|征求|启动|核对|核实|汇总|起草|形成|完成|修改|定稿|印发|上报|呈报|公示"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """The day a report was signed, and the dates of every sentence against it."""
    signed = signed_on(context.document)
    if signed is not None and context.year:
        yield from _too_early(context, signed[:2])
    for statement in context.statements:
        if statement.dates and signed is not None and signed[0] >= context.year:
            yield from _later(context, statement, signed[:2])
            yield from _after_signing(context, statement, signed)
        elif statement.dates and context.year and "截" in statement.text:
            yield from _later(context, statement, (context.year + 1, _LATEST))
        if statement.dates:
            yield from _years_later(context, statement)
            yield from _told_ahead(context, statement)


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
    deeds = "将|要|重点|继续|计划|拟|力争|新建|新增|招聘|建成|完成"
    ahead = re.search(
        rf"{year + 1}年(?:度)?(?:[，,是]?[^。；]{{0,24}}?(?:{deeds})|\d{{1,2}}月(?:底?前|启动|召开|审议))", text
    )
    if not told or not ahead:
        return
    yield from _at_date(context, f"报告写了{year}年全年的工作和{year + 1}年的打算，成文日期却是{year}年{signed[1]}月")


def _at_date(context: CheckContext, told: str) -> Iterator[Finding]:
    for flow in reversed(context.document.flows):
        if match := SIGNED.match(narrow(flow.text)):
            yield AFTER.at(flow, match.start("year"), match.end("year") + 1, told, suggestion="核对成文日期的年份")
            return


def _later(context: CheckContext, statement: Statement, signed: tuple[int, int]) -> Iterator[Finding]:
    """What is told as done, or as it stands, after the month of signing."""
    for date in statement.dates:
        if not date.year or date.kind not in ("year", "month", "day") or not (date.month or date.year > signed[0]):
            continue
        if _key(date) <= signed:
            continue
        if _is_plan(context, statement, date):
            continue
        before = statement.between(max(statement.start, date.start - 4), date.start)
        up_to = re.search(r"截[至止]到?\s*$", before) and not _TERM.search(statement.text)
        if before.endswith(("至", "到")) and not up_to:
            continue  # 顺延至2026年8月竣工
        if up_to or (
            date.month and (_HAPPENED.match(_after(statement, date)) or _opens_done(context, statement, date))
        ):
            told = f"“{statement.between(date.start, date.end)}”晚于成文日期{signed[0]}年{signed[1]}月"
            if signed[1] == _LATEST and signed[0] > context.year:
                told = f"“{date.text.strip()}”时{context.year}年的报告早已写成"
            yield AFTER.at(statement.flow, date.start, date.end, told, suggestion="核对日期")


def _is_plan(context: CheckContext, statement: Statement, date: DateMention) -> bool:
    """Whether a date is one that the sentence only means to keep: 计划8月竣工, 2月开工、12月竣工，建成后新增…."""
    after = re.split("[。；]", _after(statement, date))[0]
    if "已" in after[:_SAID_DONE]:
        return False
    before = re.split("[。；]", statement.between(statement.start, date.start))[-1]
    ahead = _MEANT.search(before) or _ONCE_BUILT.search(after)
    role = context.roles[statement.flow.first_paragraph]
    return bool(ahead) or (role == MEASURES and bool(_TO_BE_BUILT.match(after)))


def _opens_done(context: CheckContext, statement: Statement, date: DateMention) -> bool:
    """2025年7月完成全县校车平台建设，接入校车126辆: work of the year, in a sentence that plans nothing."""
    paragraph = statement.flow.first_paragraph
    if context.roles[paragraph : paragraph + 1] != [BODY] or statement.between(statement.start, date.start).strip():
        return False
    return bool(_DONE_THEN.match(_after(statement, date))) and not _UNDER_WAY.search(statement.text)


def _years_later(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """What is told as done, two years or more after the reported one."""
    flow = statement.flow
    if (
        not context.year
        or flow.part != "body"
        or not flow.section
        or flow.first_paragraph in context.heading_paragraphs
    ):
        return
    if context.roles[flow.first_paragraph] not in (BODY, COMBINED):
        return
    for date in statement.dates:
        if date.year < context.year + _APART or date.kind not in ("year", "month", "day"):
            continue
        before = statement.between(max(statement.start, date.start - 30), date.start)
        clause = re.split("[；。]", statement.between(date.end, min(statement.end, date.end + 30)))[0]
        if _TO_COME.search(re.split("[；。]", before)[-1] + "，" + clause) or not _DONE.search(clause):
            continue
        if clause.startswith("前") or before.endswith(("到", "至")):
            continue
        if before.count("《") > before.count("》") or before.count("“") > before.count("”"):
            continue
        told = f"“{date.text.strip()}”比报告年度{context.year}年晚两年以上，却像已经做完"
        yield AFTER.at(flow, date.start, date.end, told, suggestion="核对年份")


def _told_ahead(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """「实验室2026年为0间，2025年建成4间」 in the report of 2025: next year's value, before what came of it."""
    paragraph = statement.flow.first_paragraph
    if not context.year or statement.flow.part != "body" or context.roles[paragraph : paragraph + 1] != [BODY]:
        return
    for date, then in pairwise(statement.dates):
        if date.kind != "year" or then.kind != "year" or not then.year <= context.year < date.year:
            continue
        told, came = statement.between(date.end, then.start), statement.between(then.end, statement.end)
        if _VALUE.match(told) and _CAME_OF_IT.match(came) and not _TO_COME.search(statement.text):
            words = f"报告的是{context.year}年，“{date.text.strip()}”的数还不会有"
            yield AFTER.at(statement.flow, date.start, date.end, words, suggestion="核对年份")


def _after_signing(context: CheckContext, statement: Statement, signed: tuple[int, int, int]) -> Iterator[Finding]:
    """「2026年2月10日会审，3月4日常务会议审议通过」 in a report signed on the 26th of February.

    A month without a year is of the year that the sentence named before, as long as the months go on.
    """
    flow = statement.flow
    if flow.part != "body" or not _OF_THE_REPORT.search(statement.text):
        return
    if context.roles[flow.first_paragraph] not in (BODY, COMBINED) or SIGNED.match(narrow(flow.text)):
        return
    year, month = 0, 0
    for date in statement.dates:
        if date.kind not in ("month", "day"):
            continue
        if date.year:
            year = date.year
        elif date.month < month:
            year = 0  # it may go back to the year before
        month = date.month
        clause = re.split("[，。；]", statement.between(date.end, min(statement.end, date.end + 40)))
        told = "，".join(clause[:2])  # 4月15日，报告经常务会议审议通过
        before = re.split("[，。；]", statement.between(statement.start, date.start))[-1]
        if not year or (year, date.month, date.day or 1) <= signed or _PLANNED.search(before + told):
            continue
        if _COMING_ABOUT.search(told):
            words = f"“{date.text.strip()}”晚于成文日期{signed[0]}年{signed[1]}月{signed[2]}日"
            yield AFTER.at(flow, date.start, date.end, words, suggestion="核对日期")


def _after(statement: Statement, date: DateMention) -> str:
    return statement.between(date.end, min(statement.end, date.end + _AHEAD))


def _key(date: DateMention) -> tuple[int, int]:
    return date.year, date.month


FAMILY = Family("TIM", "时间", (AFTER,), check)
