"""TIM020: a day told by another: 前一天, 次日, 赶在施行之前."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts.numerals import parse_arabic, parse_chinese
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

EVE = Rule(
    "TIM020",
    "day-told-by-another",
    "日子与“前一天”“之前”不合",
    Severity.WARNING,
    "说是某日的前一天、次日，写出的日期却不是；说赶在某事之前，写出的日期却在其后；说比原定提前、推迟，两个月份却不是。",
    "两个日期必有一个写错。",
    (
        Example("一、开学\n9月1日开学，前一天，即9月3日，逐校查验食堂。"),
        Example("一、考试\n考点6月6日封闭，次日（6月9日）开考。"),
        Example("一、法治\n《校外供餐管理办法》4月15日起施行，赶在办法施行之前，于5月中旬轮训食堂管理员。"),
        Example("一、工程\n原定8月底完工，实际10月中旬完工，提前两个月。"),
        Example("一、工程\n原定2024年5月竣工，实际2024年9月交付，推迟两个月。"),
    ),
    (
        Example("一、开学\n9月1日开学，前一天，即8月31日，逐校查验食堂。"),
        Example("一、考试\n考点6月6日封闭，次日（6月7日）开考。"),
        Example("一、法治\n《校外供餐管理办法》4月15日起施行，赶在办法施行之前，于3月中旬轮训食堂管理员。"),
        Example("一、工程\n原定12月底完工，实际10月中旬完工，提前两个月。"),
        Example("一、工程\n原定2024年12月竣工，实际2025年3月交付，推迟三个月。"),
        Example("一、工程\n原定11月竣工，次年1月交付，推迟两个月。"),
        Example("一、开学\n9月1日开学，第二天，9月5日交付的两所新校也完成搬迁。"),
        Example("一、法治\n办法2025年1月15日起施行，赶在施行之前，于上年12月轮训食堂管理员。"),
    ),
    "公历",
)

_DAY = r"(?:(?P<{0}y>20\d\d)年)?(?P<{0}m>1[0-2]|0?[1-9])月(?P<{0}d>3[01]|[12]\d|0?[1-9])日"
_BESIDE = re.compile(
    _DAY.format("a") + r"[^。；\d]{0,20}?(?P<word>前一天|前一日|头一天|次日|第二天|后一天|翌日|当天|当日)"
    r"[^。；，\d（]{0,4}[，,]?[（(]?(?:即|也就是|就是|为)?(?P<said>"
    + _DAY.format("b")
    + r")(?P<close>[）)，,]|[^一-鿿])"
)
_BY = {"前": -1, "头": -1, "次": 1, "第": 1, "后": 1, "翌": 1, "当": 0}
_LEAP = 2024
_EVENT = r"(?:施行|实施|开学|启用|投用|竣工|开考|召开|开工|揭牌|生效)"
_HELD = re.compile(
    rf"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?(?:起|正式|开始|全面)*(?P<event>{_EVENT})"
)
_BEFORE_IT = re.compile(
    rf"(?:赶在|抢在|早在|先于)[^。；\d]{{0,16}}?(?P<event>{_EVENT})(?:之前|以前|前)[^。；\d]{{0,6}}"
    r"(?:(?P<year>20\d\d)年)?(?P<said>(?P<month>1[0-2]|0?[1-9])月)(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?"
)
_FAR = 120
_WHEN = r"(?:(?P<{0}y>20\d\d)年)?(?P<{0}m>1[0-2]|0?[1-9])月(?:底|初|末|中旬|上旬|下旬|\d{{1,2}}日)?"
#: 原定12月底竣工，实际10月交付，比计划推迟两个月.
_PLANNED = re.compile(
    r"(?:原定|原计划|计划)(?:于|在)?"
    + _WHEN.format("p")
    + r"[^。；，\d]{0,10}，[^。；，\d]{0,8}(?P<said>"
    + _WHEN.format("r")
    + ")"
    r"[^。；，\d]{0,10}，?[^。；，\d]{0,6}?(?P<word>提前|推迟|延后|滞后|延期)了?(?:(?P<n>[一两二三四五六七八九十]|\d{1,2})个月)?"
)
_YEAR = 12
_ABOUT = 1


def check(context: CheckContext) -> Iterator[Finding]:
    """Every paragraph with days."""
    for flow in context.document.flows:
        if flow.part != "table" and "月" in flow.text:
            yield from _beside(flow)
            yield from _before(flow)
            yield from _planned(flow)


def _beside(flow: Flow) -> Iterator[Finding]:
    for match in _BESIDE.finditer(flow.text):
        year = int(match["ay"] or _LEAP)
        try:
            first = date(year, int(match["am"]), int(match["ad"]))
            said = date(year, int(match["bm"]), int(match["bd"]))
        except ValueError:
            continue  # no day of the calendar: told elsewhere
        meant = first + timedelta(days=_BY[match["word"][0]])
        if (meant.month, meant.day) != (said.month, said.day):
            told = f"{first.month}月{first.day}日的“{match['word']}”是{meant.month}月{meant.day}日"
            yield EVE.at(flow, *match.span("said"), told, suggestion="核对两个日期")


def _before(flow: Flow) -> Iterator[Finding]:
    """「2025年6月1日起施行。…赶在法律施行之前，于7月下旬…」."""
    for match in _BEFORE_IT.finditer(flow.text):
        near = flow.text[max(0, match.start() - _FAR) : match.start()]
        held = [m for m in _HELD.finditer(near) if _same_event(m["event"], match["event"])]
        another = re.search("上年|去年|前一年|头年|头一年", match.group())
        if another or len(held) != 1 or (match["year"] and match["year"] != held[0]["year"]):
            continue
        event = (int(held[0]["month"]), int(held[0]["day"] or 0))
        done = (int(match["month"]), int(match["day"] or 0))
        if done > event if done[1] and event[1] else done[0] > event[0]:
            told = f"说是赶在{match['event']}之前，{match['event']}却在{held[0]['month']}月"
            yield EVE.at(flow, *match.span("said"), told, suggestion="核对两个日期")


def _planned(flow: Flow) -> Iterator[Finding]:
    """「原定8月底完工，实际10月完工，提前两个月」."""
    for match in _PLANNED.finditer(flow.text):
        if re.search("次年|翌年|上年|去年|第二年", match.group()) or bool(match["py"]) < bool(match["ry"]):
            continue
        years = int(match["ry"]) - int(match["py"]) if match["ry"] else 0
        later = years * _YEAR + int(match["rm"]) - int(match["pm"])
        early = match["word"] == "提前"
        said = int(parse_arabic(match["n"] or "0") or parse_chinese((match["n"] or "零").replace("两", "二")) or 0)
        if not early and later < 0 and not match["ry"]:
            later += _YEAR  # it may be of the next year
            wrong = bool(said) and abs(later - said) > _ABOUT
        else:
            wrong = (later > 0) if early else (later < 0)
            wrong = wrong or (bool(said) and abs(abs(later) - said) > _ABOUT)
        if wrong:
            told = f"原定{match['pm']}月，实际{match['rm']}月，与“{match['word']}”的说法不合"
            yield EVE.at(flow, *match.span("said"), told, suggestion="核对两个日期")


def _same_event(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"施行", "实施", "生效"}


FAMILY = Family("TIM", "时间", (EVE,), check)
