"""POL014: laws with days of passing or of force, chapters or articles that are not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.checking.text.statements import Statement
from drafter.facts.numerals import narrow, parse_chinese
from drafter.findings import Finding, Severity
from drafter.library.register import Law, registered_laws

__all__ = ["LAW", "check_laws"]

LAW = Rule(
    "POL014",
    "law-with-another-date",
    "法律法规的日期、章条数不对",
    Severity.WARNING,
    "法律、法规、部门规章通过、公布、施行的日期，通过它的会议，或章数、条数，与该法任何一次制定、修订都不符。",
    "施行日期写错，依据就站不住。",
    (
        Example("《中华人民共和国学前教育法》自2025年9月1日起施行，各园组织学习。"),
        Example("新修订的《职业教育法》于2021年4月20日通过，2022年5月1日起施行。"),
        Example("宣传2021年1月1日起施行的《家庭教育促进法》。"),
        Example("2024年3月，组织园长学习新颁布的《中华人民共和国学前教育法》。"),
        Example("《未成年人学校保护规定》2022年9月1日起施行。"),
        Example("《学前教育法》共8章85条。"),
        Example("国庆节起，《家庭教育促进法》施行，家长学校开课12期。"),
        Example("《残疾人教育条例》（2017年修订，次年5月1日起施行）要求推进融合教育。"),
    ),
    (
        Example("《中华人民共和国学前教育法》自2025年6月1日起施行，各园组织学习。"),
        Example("2024年12月，组织园长学习新颁布的《中华人民共和国学前教育法》，2024年3月学习《学前教育法（草案）》。"),
        Example("新修订的《职业教育法》于2022年4月20日通过，2022年5月1日起施行。"),
        Example("宣传2022年1月1日起施行的《家庭教育促进法》，2022年9月1日，我市《学前教育法》宣讲团成立。"),
        Example("《未成年人学校保护规定》2021年施行以来，各校完善制度，2022年9月1日起施行《云岭市实施办法》。"),
        Example("《学前教育法》共9章85条，2024年修订《云岭市义务教育条例》，自2025年3月1日起施行。"),
        Example("元旦起，《家庭教育促进法》施行；《残疾人教育条例》（2017年修订，同年5月1日起施行）要求推进融合教育。"),
    ),
    "各法律法规的公布文本",
)

#: Days by their names, from which a law may be told to be in force.
_FEASTS = {"元旦": "1月1日", "五一": "5月1日", "六一": "6月1日", "七一": "7月1日", "八一": "8月1日", "国庆": "10月1日"}
_FEAST = re.compile(
    r"(?<![一-鿿\d])(?P<quoted>“?)(?P<name>元旦|五一|六一|七一|八一|国庆)(?:节)?”?(?:当天|当日|节)?起[，,]?"
)
_FROM_FEAST = re.compile(r"^》?(?:（[^（）]{1,16}）)?(?:已|将|正式|全面|开始)*(?:施行|生效|实施)(?=$|[，。；、（）”])")
#: The year of a date told by that of another before it: 2017年修订，同年5月1日起施行.
_RELATIVE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?P<between>[^。；《》\d]{0,16}?)(?P<told>同年|当年|次年|翌年)(?=\d{1,2}月)"
)
_RIGHT_BEHIND = re.compile(r"》?(?:[（(，、]|系|是|于|经|该法|由国务院|国务院)*")
_DATE = (
    r"(?P<whole>(?:(?P<year>20\d\d|19\d\d)年|(?P<now>今年|本年))?(?:(?P<month>1[0-2]|0?[1-9])月)?"
    r"(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)"
)
#: Who passes laws and gives orders.
_BY = (
    r"(?:由|经)?(?:第?十[一二三四]届)?(?:全国人(?:大|民代表大会)(?:常务?委员?会)?(?:第?[一二三四五六七八九十]+次会议)?"
    r"|国务院|教育部(?:部务会议)?)?"
)
#: Behind 施行 or 通过 of the law itself stands no object of it (施行分类登记办法, 通过省级验收).
_NO_OBJECT = r"(?=$|[，。；、（）”]|以来|至今|之?后|的|之际|并|[一二两三四五六七八九十]{1,3}周年)"
_IN_FORCE = rf"(?:起)?(?:正式|全面|开始)*(?:施行|生效|实施){_NO_OBJECT}"
_PASSED = rf"{_BY}(?:审议|表决)*(?:修订|修正)?(?:通过|公布|颁布)(?:{_NO_OBJECT}|(?=施行))"
_AFTER = re.compile(rf"(?:自|于|从|，|已|将)*{_DATE}{_IN_FORCE}")
_AFTER_PASSED = re.compile(rf"(?:自|于|从|，|已)*{_DATE}{_PASSED}")
_BEFORE = re.compile(rf"(?:自|于|从)?{_DATE}{_IN_FORCE}的(?:新修[订正]的?|新版|新)?(?:《|中华人民共和国)*$")
_ON_THE_DAY = re.compile(rf"{_DATE}，?(?:新修[订正]的|修[订正]后的)?《?(?:中华人民共和国)?$")
#: 2024年3月，组织…学习新颁布的《: when something new was studied.
_STUDIED = re.compile(
    r"(?P<when>(?P<year>20\d\d)年(?P<month>1[0-2]|0?[1-9])月)(?:\d{1,2}日|[初底末]|[上中下]旬)?[，,]?[^。；《》\d]{0,30}?"
    r"(?:学习|宣讲|宣传|贯彻|落实|解读|培训)[^。；《》\d]{0,10}(?:新颁布|新出台|新公布|新通过|颁布|新施行|刚刚?通过)的《?(?:中华人民共和国)?$"
)
_SETS_IN = re.compile(r"^》?(?:（[^（）]{1,16}）)?(?:正式|全面)(?:施行|生效)")
#: What stands between a law and its date, where both belong together.
_NOTHING_ELSE = re.compile(
    rf"^》?(?:（[^（）]{{1,30}}）)?(?:[，、]|已|经|由|于|自|从|将|是|系|在|并|新|起|该法|{_BY}(?:审议|表决|修订|修正|颁布|公布|通过)"
    r"|第?十[一二三四]届|全国人(?:大|民代表大会)(?:常务?委员?会)?|第?[一二三四五六七八九十]{1,3}次会议|(?:教育部|国务院)令第\d+号"
    r"|\d{4}年|\d{1,2}月|\d{1,2}日)*$"
)
_SESSION = re.compile(
    r"第?(?P<congress>十[一二三四])届全国人(?:大|民代表大会)常务?委员?会第?(?P<session>[一二三四五六七八九十]{1,4})次会议"
)
_EXTENT = re.compile(
    r"^》?[^。；《》\d]{0,6}(?:共|分为|计|有)?(?P<chapters>\d{1,2}|[一二三四五六七八九十]{1,3})章"
    r"(?P<articles>\d{1,3}|[一二三四五六七八九十百]{1,6})条"
)
_CLAUSES = re.compile(r"》?[^。；《]*[。；《]?")
_REACH = 90


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(registered_laws(), key=len, reverse=True)))
    return re.compile(
        rf"(?P<own>《?(?:中华人民共和国)?)(?P<name>{names})(?!实施(?:办法|细则|条例)|办法|条例|[一-鿿]{{1,6}}》)"
    )


def check_laws(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that names a law or an order that is known."""
    for statement in context.statements:
        if "法" in statement.text or "》" in statement.text:
            yield from _laws(statement, context.year)


def _laws(statement: Statement, reported: int) -> Iterator[Finding]:
    text = narrow(_in_digits(statement.text)).replace("(", "（").replace(")", "）").replace(",", "，")
    if len(text) != len(statement.text):
        return
    found = [match for match in _names().finditer(text) if _begins(text, match)]
    for at, match in enumerate(found):
        law = registered_laws()[match["name"]]
        stop = found[at + 1].start() if at + 1 < len(found) else len(text)
        clauses = _CLAUSES.match(text[match.end() : min(stop + 1, match.end() + _REACH)])
        behind = clauses.group() if clauses else ""
        before = text[max(0, match.start("name") - _REACH) : match.start("name")]
        yield from _behind(statement, law, match.end(), behind, reported)
        yield from _ahead(statement, law, match.start("name") - len(before), before, behind, reported)
        yield from _too_early(statement, law, text[: match.start("name")])
        yield from _relative(statement, law, match.end(), behind)
        yield from _from_feast(statement, law, text[: match.start("own")], behind)
        yield from _session(statement, law, match.end(), behind)
        if extent := _EXTENT.match(behind):
            yield from _of_extent(statement, law, match.end(), extent)


def _begins(text: str, match: re.Match[str]) -> bool:
    """Whether a name stands by itself: in title marks, or behind no letter of another name."""
    if match["own"]:
        return True
    before = text[: match.start()]
    return not re.search(r"[一-鿿]$", before) or bool(
        re.search(r"(?:新修[订正]的?|的|按照?|依据|根据|贯彻|宣传|学习)$", before)
    )


def _too_early(statement: Statement, law: Law, before: str) -> Iterator[Finding]:
    """「2024年3月，组织园长学习新颁布的《学前教育法》」: a law studied before it was passed."""
    match = _STUDIED.search(before)
    first = law.versions[0].passed
    if match is None or (int(match["year"]), int(match["month"])) >= (first.year, first.month):
        return
    said = f"《{law.name}》是{first.year}年{first.month}月{first.day}日通过的，这时还没有"
    span = (statement.start + match.start("when"), statement.start + match.end("when"))
    yield LAW.at(statement.flow, *span, said, suggestion="核对学习的时间")


def _behind(statement: Statement, law: Law, start: int, behind: str, reported: int) -> Iterator[Finding]:
    for pattern, force in ((_AFTER, True), (_AFTER_PASSED, False)):
        for match in pattern.finditer(behind):
            if match["whole"] and _NOTHING_ELSE.match(behind[: match.start()]):
                yield from _judged(statement, law, start, match, force, reported)


def _ahead(statement: Statement, law: Law, start: int, before: str, behind: str, reported: int) -> Iterator[Finding]:
    match = _BEFORE.search(before)
    if match is None and _SETS_IN.match(behind):
        match = _ON_THE_DAY.search(before)
    if match is not None and match["whole"]:
        yield from _judged(statement, law, start, match, True, reported)


def _in_digits(text: str) -> str:
    """A text whose years, months and days in words stand in digits, of the same length (二〇一七年, 五月一日)."""
    text = re.sub(
        r"[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)",
        lambda m: "".join(str("〇一二三四五六七八九".index(n)) for n in re.sub("[零○]", "〇", m[0])),
        text,
    )
    return re.sub(
        r"(?<![一二三四五六七八九十])[一二三四五六七八九](?=月|日起)",
        lambda m: str("一二三四五六七八九".index(m[0]) + 1),
        text,
    )


def _relative(statement: Statement, law: Law, start: int, behind: str) -> Iterator[Finding]:
    """2017年修订，次年5月1日起施行: a date told by the year before it."""
    for match in _RELATIVE.finditer(behind):
        year = int(match["year"]) + (match["told"] in ("次年", "翌年"))
        force = _AFTER.match(behind, match.end())
        if force is None or not force["month"] or not _RIGHT_BEHIND.fullmatch(behind[: match.start()]):
            continue
        told = (year, int(force["month"]), int(force["day"] or 0))
        if not any(_fits(told, version.effective) for version in law.versions):
            day = min((v.effective for v in law.versions), key=lambda day: abs(day.year - year))
            said = f"《{law.name}》是{day.year}年{day.month}月{day.day}日起施行的"
            span = (statement.start + start + match.start("told"), statement.start + start + force.end("whole"))
            yield LAW.at(statement.flow, *span, said, suggestion="核对该法的公布文本")


def _from_feast(statement: Statement, law: Law, before: str, behind: str) -> Iterator[Finding]:
    """国庆起《…法》施行: a day by its name, right before the law."""
    match = next((m for m in _FEAST.finditer(before) if m.end() == len(before)), None)
    if match is None or not _FROM_FEAST.match(behind):
        return
    month, day = (int(part) for part in re.findall(r"\d+", _FEASTS[match["name"]]))
    if not any((v.effective.month, v.effective.day) == (month, day) for v in law.versions):
        last = law.versions[-1].effective
        said = f"《{law.name}》是{last.year}年{last.month}月{last.day}日起施行的"
        span = (statement.start + match.start(), statement.start + match.end())
        yield LAW.at(statement.flow, *span, said, suggestion="核对施行日期")


def _judged(
    statement: Statement, law: Law, start: int, match: re.Match[str], force: bool, reported: int
) -> Iterator[Finding]:
    year = int(match["year"] or 0) or (reported if match["now"] else 0)
    told = (year, int(match["month"] or 0), int(match["day"] or 0))
    if not any(told):
        return
    days = [v.effective for v in law.versions] if force else [d for v in law.versions for d in (v.passed, v.effective)]
    if any(_fits(told, day) for day in days):
        return
    last = law.versions[-1]
    what = "施行" if force else "通过、公布"
    near = min(days, key=lambda day: abs((day - last.effective).days)) if force else last.passed
    said = f"《{law.name}》的{what}日期没有“{match['whole']}”（最近一次是{near.year}年{near.month}月{near.day}日）"
    span = (statement.start + start + match.start("whole"), statement.start + start + match.end("whole"))
    yield LAW.at(statement.flow, *span, said, suggestion="核对该法的公布文本")


def _fits(told: tuple[int, int, int], day: date) -> bool:
    """Whether the parts of a date that are told are those of a day."""
    return all(not part or part == own for part, own in zip(told, (day.year, day.month, day.day), strict=True))


def _session(statement: Statement, law: Law, start: int, behind: str) -> Iterator[Finding]:
    known = [version.by for version in law.versions if version.by]
    match = _SESSION.search(behind)
    if not known or match is None or not _NOTHING_ELSE.match(behind[: match.start()]):
        return
    words = f"{match['congress']}届全国人大常委会第{match['session']}次会议"
    newest = law.versions[-1].by
    if newest and words not in known:
        said = f"《{law.name}》由{newest}通过"
        span = (statement.start + start + match.start(), statement.start + start + match.end())
        yield LAW.at(statement.flow, *span, said, suggestion="核对会议的届次")


def _of_extent(statement: Statement, law: Law, start: int, match: re.Match[str]) -> Iterator[Finding]:
    told = tuple(
        int(words) if words.isdigit() else int(parse_chinese(words) or 0)
        for words in (match["chapters"], match["articles"])
    )
    if law.chapters and law.articles and told != (law.chapters, law.articles):
        said = f"《{law.name}》共{law.chapters}章{law.articles}条"
        span = (statement.start + start + match.start("chapters"), statement.start + start + match.end())
        yield LAW.at(statement.flow, *span, said, suggestion="核对该法的文本")
