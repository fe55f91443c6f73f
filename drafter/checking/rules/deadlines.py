"""TIM007: what is planned for a time that is over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.claims.passages import COMBINED, MEASURES
from drafter.checking.claims.signing import over_by
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.findings import Finding, Severity

__all__ = ["FAMILY", "OVERDUE"]

OVERDUE = Rule(
    "TIM007",
    "deadline-over",
    "整改时限已经过去",
    Severity.WARNING,
    "问题、措施和下一步部分的计划时限早于报告年度；说“计划某年完成”而那年已经过去；到年底还没有完成的，时限却在当年春天；五年规划的进展早于规划的头一年。",
    "沿用上年的措施时最容易漏改。",
    (
        Example("云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n2024年计划新建公办园2所。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n力争2023年底前消除大班额。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n三、问题及整改措施\n完成时限：2024年8月。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n二、优质均衡\n望山县已通过评估，石溪县计划2023年申报。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n二、安全\n截至2025年12月31日整改286处，剩余14处在2025年4月底前销号。"
        ),
        Example("云岭市人民政府2025年履行教育职责自评报告\n二、投入\n2024年，我市将继续加大教育投入。"),
        Example("下一步，市财政局将分两年补足生均经费：2022年补一半，2023年补到位。"),
        Example("云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n到2024年，公办园占比达到60%以上。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n2025年上半年完成招聘。\n云岭市人民政府\n2026年2月6日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n由市教育局负责，2025年5月底前新增基地6个。\n云岭市人民政府\n2026年3月6日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n2026年新建学校2所，2025年9月底前投入使用。"
        ),
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
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n二、安全\n截至2025年3月底整改286处，剩余14处在2025年4月底前销号。"
        ),
        Example("下一步，市财政局将分两年补足生均经费：2026年补一半，2027年补到位。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n到2024年，公办园占比已达到60%，2026年再提高2个点。"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n由市教育局负责，2025年12月底前新增基地6个。\n云岭市人民政府\n2025年11月6日"
        ),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n三、下一步工作措施\n对2023年底前建成的9所学校逐校核查产权，2026年9月底前办结。"
        ),
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

_PLANNED = re.compile(
    r"^(?:年?(?:底|末)?(?:之?前|以前)?)?[，]?(?:(?:我|全)?[省市县区旗州](?:教育系统)?)?"
    r"(?:计划|拟|将(?![^，。；]{0,16}(?:纳入|列入|作为|列为|由))|力争|争取|确保|预计)"
)
#: 到2024年，公办园占比达到60%以上.
_BY_YEAR = re.compile(r"(?:^|[，。；：、）]|力争|确保|争取|目标是?)(?:到|至)\s*$")
_AIM = re.compile(r"^[^。；]{0,40}?(?:达到|实现|提高到|提升到|建成|超过|基本|全覆盖|降到|控制在|消除)")
_HALF = re.compile(
    r"^[上下]半年[^，。；]{0,8}(?:完成|实现|建成|启动|达到|到位|投用|出台|制定|印发|开工|招聘|组织)(?!了|的|[^，。；]{0,12}[了的])"
)
#: 2025年秋季学期前建成: the season a deadline lies in, and the month by which it is over.
_SEASON = re.compile(r"^(?:的)?(?P<season>[春秋])季?(?:学期)?(?=开学|之?前|将|拟|计划|起)(?:开学)?")
_SEASONS = {"春": 2, "秋": 8}
#: By when, with what is to be done by then; 2023年底前建成的12所 and 2023年底前已建成 are told as done.
_BY_THEN = re.compile(
    r"^(?:年)?(?:\s*\d{1,2}月)?(?:底|末|中旬|上旬|下旬)?(?:之?前|以前|开学前)(?!后|期|些|置|述)(?![^，。；]*(?:已|曾|未能|仍未))[^，。；]{2,}"
)
_ATTRIBUTE = re.compile(
    r"(?:建成|完成|入职|取得|投用|竣工|立项|开工|成立|审批|下达|到位|印发|出台|制定|形成|设立|认定|购置|配备|欠缴|拖欠|结转|开办|举办|公布|实施|排查出|反馈)[^，。；、]{0,8}的|^[^，。；、]{0,4}前[^，。；、]{1,8}的\d"
)
_OPENS = re.compile(r"(?:^|[。；：、）]|[一二三四五六七八九]是)\s*$")
#: 2025年新建…: the year of which a plan speaks.
_ITS_YEAR = re.compile(
    r"^[，,]?(?:我?[省市县区旗州]|全[省市县区旗州])?(?:将|计划|拟|再|力争|争取|重点|继续|规划)*"
    r"(?:新建|新、?改|改建|改扩建|扩建|迁建|续建|建设|建成|启动|实施|新增|增加|招聘|补充|安排|投入|开工|完成|推进|改造|创建)(?!的)"
)
_LAST_MONTH = 12
_BEFORE_PLAN = re.compile(r"(?:力争|争取|确保|计划|拟|预计|将于?|(?:完成|整改)?时限[:：为]?|(?:到|于))\s*$")
#: 计划2022年申报 is told of now; 原计划, 曾计划 and 按计划 are not.
_STILL_PLANNED = re.compile(r"(?<![原曾按照已据发规])(?:计划|打算|拟|预计|力争)\s*(?:于|在|到)?$")
_TO_BE_DONE = re.compile(
    r"^(?:年)?(?:前后|左右|[底末]?之?前|底|末)?(?:全部|全面|如期|基本|正式)?"
    r"(?:申报|创建|通过|完成|建成|启动|接受|迎接|实现|达到|开工|投用|移交|销号|办结|整改|到位|化解|消除|清零|竣工|交付|出台|印发)"
)
_PLAN = re.compile(r"[“\"]?(?P<n>十[一二三四五六]?)五[”\"]?(?!末)")
_PLANS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
#: A paragraph that says of itself that it tells of what is to be done: 整改措施：…2026年8月底前….
_LEADS = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])?(?:下一?步)?(?:整改|改进|工作)?(?:措施|打算|对策|方向|计划|思路|安排|下一步)[：:]"
)
#: 打算：2022年上半年再建6片: a plan that opens with its time.
_PLANS_OF = re.compile(
    r"^(?:[上下]半年|底前|[春秋]季学期)?[，,]?(?:再|续|新|计划|拟|将)(?!增长)[^，。；的了已]{1,12}\d"
)
_SINCE_DONE = re.compile(r"实际|已(?:全部|经|按期)?(?:完成|招聘|建成|投用|到位|实现|达到)|现已|均已|完成情况")
_PAST = re.compile(r"[自从截]\s*$|制定|印发|出台|已|曾|以来")


def check(context: CheckContext) -> Iterator[Finding]:
    """Plans and deadlines of every sentence with a date."""
    over = over_by(context.document, context.statements, context.roles, context.year) if context.year else (0, 0)
    for statement in context.statements:
        if statement.dates and "五" in statement.text:
            yield from _before_its_plan(statement)
        if context.year and statement.dates:
            yield from _planned_before(context, statement)
            yield from _overdue(context, statement, over)


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


def _overdue(context: CheckContext, statement: Statement, over: tuple[int, int]) -> Iterator[Finding]:
    """Deadlines of plans that were over when the report was written, or before what they are the deadline of."""
    place = statement.flow.places(statement.start, statement.start + 1)[0]
    roles = context.roles
    led = _LEADS.match(statement.flow.text)
    if not led and (place.paragraph >= len(roles) or roles[place.paragraph] not in (MEASURES, COMBINED)):
        return
    opened = 0
    for date in statement.dates:
        if not date.year or date.kind in ("range", "school-year"):
            continue
        before = statement.between(max(statement.start, date.start - 12), date.start)
        after = statement.between(date.end, min(statement.end, date.end + 40))
        season = _SEASON.match(after) if date.kind == "year" else None
        after = after[season.end() :] if season else after
        if _OPENS.search(before) and _ITS_YEAR.match(after):
            opened = max(opened, date.year)
        opens = led is not None and date.year < context.year and _OPENS.search(before) and _PLANS_OF.match(after)
        if not (opens or _is_deadline(before, after)) or _PAST.search(before):
            continue
        words = date.text.strip()
        told = ""
        month = date.month or (_LAST_MONTH // 2 if after.startswith("上半年") else _LAST_MONTH)
        month = _SEASONS[season["season"]] if season else month
        late = (date.year, month) < over and not (date.year == context.year and _SINCE_DONE.search(statement.text))
        if late:
            told = f"计划的时限“{words}”早于报告" + (
                f"年度{context.year}年" if date.year < context.year else "形成的时间"
            )
        elif date.year < opened:
            told = f"{opened}年的打算，时限却是“{words}”"
        if told:
            advice = "换成以后的时限，已完成的写成完成情况"
            yield OVERDUE.at(statement.flow, date.start, date.end, told, suggestion=advice)


def _is_deadline(before: str, after: str) -> bool:
    """Whether the words around a date tell by when, or for when, something is planned."""
    clause = re.split("[，。；]", after)[0]
    if _ATTRIBUTE.search(clause):
        return False
    aim = _AIM.match(after) if _BY_YEAR.search(before) else None
    if aim is not None and not re.search("已|了|尚|仍", aim.group()):
        return True
    told = _BEFORE_PLAN.search(before) and re.match(
        r"^[^，。；]{0,12}(?:前|完成|实现|达到|建成|启动|开工|出台|申报)", after
    )
    return bool(
        _PLANNED.match(after)
        or _HALF.match(after)
        or _BY_THEN.match(clause)
        or re.search(r"时限[:：为]?\s*$", before)
        or told
    )


FAMILY = Family("TIM", "时间", (OVERDUE,), check)
