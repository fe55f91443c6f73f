"""PLH001, PLH002 and PLH005 where nothing marks the gap: 资金多少万元, 招聘教师名, 达到%, 2025年　月　日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.placeholders import NUMBER, PENDING, YEAR
from drafter.checking.rules.prose import Prose
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

_END = r"(?=[，。；、）)]|$)"
_MONEY = r"[万亿]元"
_COUNTED = r"[所名个人处场辆套册间]|人次|场次|平方米|个百分点"
#: 多少 and 几 in the place of a figure.
_SPOKEN = re.compile(
    rf"(?P<much>多少(?:多少)?)\s?(?:{_MONEY}|元|{_COUNTED}|[%％])"
    rf"|若干\s?(?:{_MONEY}|元)|(?:待核实?|待查|待定|待补充?|待填|待统计|待报|待更新)\s?(?:{_MONEY}|元|万?人次|万人|[所名个项场次]|平方米|[%％]){_END}|百分之(?:多少|几){_END}|[一-鿿]几点几[%％万亿]"
)
#: A question told in other words: 摸清缺多少名教师, 多少人、怎么配.
_ASKED = re.compile(
    r"[清算摸明知问测查核弄看懂]|需要?|应|该|究竟|到底|无论|不论|不管|不问|根据|按照|依据|决定|确定|什么|怎|如何|谁|哪|几|为什么|还有|还差|缺|有多少|[？?]"
)
_NOUN = r"(?:资金|经费|投资|拨款|支出|预算|金额|总额|奖补|补助|助学金|奖学金|收入|学费|债券)"
_DOING = r"(?:招聘|引进|培训|选派|补充|新增|配备|交流|轮岗|选聘|表彰|遴选|聘请|聘用|资助|惠及|接收|招录|录用|认定|培养)"
_PERSON = r"(?:教师|学生|校长|督学|干部|人员|幼儿|人才|毕业生|保安|家长|班主任|教职工)"
_WORK = r"(?:会议|活动|培训|督导|检查|演练|调研|讲座|巡讲|督查|巡查|宣讲|家访|比赛|展演)"
_TOTAL = r"(?:共计|合计|累计|共|约|近|达到?|为)?"
#: A unit right behind the word that a number has to follow.
_DROPPED = re.compile(
    rf"{_NOUN}[：:]?\s?(?:共计|合计|累计|共|约|为)?(?P<money>{_MONEY})(?=[，。；])"
    rf"|(?:率|比例|占比|占|满意度)[^，。；、（(\d]{{0,6}}?(?:达到?|为|至|到)(?P<share>[%％])(?=[，。；、])"
    rf"|(?:提[高升]|下降|增加|上升|降低|减少|增长|回落|高出)了?(?P<points>个百分点)(?=[，。；、])"
    rf"|(?:增长|下降|提高|减少|增加)了?(?P<rate>[%％])(?=[，。；、])"
    rf"|{_DOING}[^，。；、\d]{{0,8}}{_PERSON}{_TOTAL}(?P<heads>名)(?=[，。；])"
    rf"|(?:召开|开展|组织|举办|举行|进行)[^，。；、\d]{{0,10}}{_WORK}{_TOTAL}(?P<times>次|场次)(?=[，。；])"
    rf"|(?:新建|改扩建|改建|扩建|建成|现有|共有|开办|撤并)(?:公办|民办|普惠性|完全|独立)?(?:小学|初中|中学|高中|学校|完全中学)(?P<schools>所)(?=[，。；])"
    rf"|(?:新增|增加|提供)[^，。；、\d]{{0,6}}学位(?P<seats>个)(?=[，。；])"
)
#: A note of the units that a table is in: （支出为万元，生均为元）.
_UNITS_ONLY = re.compile(
    rf"(?:为|以)(?:{_MONEY}|元|{_COUNTED}|[%％])(?:计|表示)?[，、；]\s?[^，、；。（）()\d]{{1,12}}(?:为|以)(?:{_MONEY}|元|{_COUNTED}|[%％])"
)
_DASH = re.compile(rf"(?<=[一-鿿])(?<!单位)[—－-]{{1,4}}\s?(?=(?:{_MONEY}|个百分点|平方米|万人|[%％]){_END})")
_ASKING_MARK = re.compile(r"(?<=[一-鿿）])[?？]{1,4}\s?(?=[%％‰]|[万亿]元|个百分点|万?平方米|万人|人次)")
_SIGNED = re.compile(
    r"^(?P<year>(?:19|20)\d\d|二[〇○零][一二三四五六七八九〇○零]{2})?\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})?\s*月"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*日$"
)
_LONGEST_DAY = 30
_BLANK_DAY = re.compile(r"20\d\d\s?年(?:[^\S\n]{1,8}月(?:[^\S\n]{0,8}日)?|\s?\d{1,2}\s?月[^\S\n]{1,8}日)")
#: A figure of which some digits are open, or that still stands in the brackets of the form.
_OPEN_DIGITS = re.compile(
    rf"(?<![\dA-Za-z])\d{{1,4}}(?:\.\d?)?(?:[XxＸ*＊]{{1,3}}|×{{2,3}})(?:\.[XxＸ×*＊]{{1,2}})?(?=\s?(?:{_MONEY}|{_COUNTED}|余|[%％]))"
)
_FORM_BRACKETS = re.compile(rf"[【<＜{{\[［]\s?\d[\d.,]*\s?[】>＞}}\]］]\s?(?=(?:{_MONEY}|{_COUNTED}|[%％]))")
#: A figure with a question mark: 52？所, 52（？）所, 52所？，.
_DOUBTED = re.compile(
    rf"\d[\d.,]*\s?(?:[?？]{{1,3}}(?=(?:{_MONEY}|{_COUNTED}|[%％]))|(?:{_MONEY}|{_COUNTED}|[%％])?\s?[（(]\s?[?？]{{1,3}}\s?[）)]|(?:{_MONEY}|{_COUNTED}|[%％])[?？]{{1,3}}(?=[，；、]))"
)
#: An entry of which the number alone stands: 一是……；二是……。
_DOTS = re.compile(
    r"(?:[一二三四五六七八九]是|第[一二三四五六][，,]|坚持以|围绕|聚焦)\s?(?:…{1,2}|\.{3,6})(?=[；。，为]|$)"
)
#: Room left for a figure before a mark or behind a colon.
_ROOM = re.compile(
    rf"(?<=[一-鿿])[^\S\n]{{3,}}(?=[，。；、])|[：:][^\S\n]{{2,}}(?=(?:{_MONEY}|[所名个人]|人次)(?:[，。；、]|$))"
)
#: Fields of a form without their entries, and cells of a table that say no more than that they are open.
_FIELDS = re.compile(
    r"^(?:(?:联系人|填报人|填表人|审核人|负责人|经办人|联系电话|电话|传真|邮箱|填报单位|填报日期|填报时间|填表日期|签发人|签字)\s?[（(]?(?:签字|盖章)?[）)]?\s?[：:]\s*)+$"
)
_OPEN_CELL = re.compile(r"^\s*(?:待补充?|待核实?|待查|待定|待填|待统计|待报|未上报|未报|缺数据?|暂缺|[?？]{1,4})\s*$")

_GAPS = (_DROPPED, _DASH, _ASKING_MARK, _BLANK_DAY, _OPEN_DIGITS, _FORM_BRACKETS)


def check(context: CheckContext) -> Iterator[Finding]:
    """The running text; heads of tables name units without figures."""
    for flow in context.document.flows:
        if flow.part == "table" or flow.text.lstrip().startswith("|"):
            if flow.part == "table" and _OPEN_CELL.match(flow.text):
                told = f"“{flow.text.strip()}”：这一格没有填写"
                yield PENDING.at(flow, *_trimmed(flow.text), told, suggestion="补上内容", severity=Severity.WARNING)
        elif _FIELDS.match(flow.text.strip()):
            yield PENDING.at(flow, *_trimmed(flow.text), "栏目没有填写", suggestion="填写，或删去")
        elif signed := _SIGNED.match(flow.text.strip()[:_LONGEST_DAY]):
            yield from _day(flow, signed)
        else:
            yield from _text(Prose(flow))


def _day(flow: Flow, signed: re.Match[str]) -> Iterator[Finding]:
    if not signed["year"]:
        yield YEAR.at(flow, *_trimmed(flow.text), "日期没有填写年份", suggestion="填写年份")
    elif not signed["month"] or not signed["day"]:
        yield NUMBER.at(flow, *_trimmed(flow.text), "日期的月、日没有填写", suggestion="填写实际日期")


def _text(text: Prose) -> Iterator[Finding]:
    flow = text.flow
    for match in text.find(_DOTS):
        yield PENDING.at(flow, *match.span(), f"“{match.group()}”没有写内容", suggestion="补写内容")
    for match in text.find(_ROOM):
        told = "这里留着空，没有填写"
        yield NUMBER.at(flow, *match.span(), told, suggestion="填写实数", severity=Severity.WARNING)
    for match in text.find(_DOUBTED):
        told = f"“{match.group()}”带着问号，没有核实"
        yield PENDING.at(flow, *match.span(), told, suggestion="核实后删去问号")
    for match in text.find(_SPOKEN):
        if match["much"] != "多少" or not _asks(flow.text, match):
            yield _told(text, match)
    for pattern in _GAPS:
        for match in text.find(pattern):
            if not any(note.start() <= match.end() <= note.end() for note in _UNITS_ONLY.finditer(flow.text)):
                yield _told(text, match)


def _trimmed(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _asks(text: str, match: re.Match[str]) -> bool:
    """Whether 多少 asks for something within its sentence, or a figure may not close there."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
    stop = min((at for mark in "。；\n" if (at := text.find(mark, match.end())) >= 0), default=len(text))
    rest = text[start : match.start()] + text[match.end() : stop]
    closed = re.match(r"[，。；、）)]|$", text[match.end() :])
    return not closed or bool(_ASKED.search(rest)) or "多少" in rest


def _told(text: Prose, match: re.Match[str]) -> Finding:
    start, end = match.span()
    words = match.group().strip()
    root = f"{NUMBER.code}:{text.flow.first_paragraph}"
    return NUMBER.at(text.flow, start, end, f"“{words}”的数字没有填写", suggestion="填写实数", root=root)


FAMILY = Family("PLH", "占位与残留", (), check)
