"""More of TIM006: what is ready before it is begun in the same year, and what came before the grounds it rests on.

「11月开工、当年9月投入使用」, 「依据2025年5月的监测结果，2025年3月修订…」, 「5月启动，至3月底全部结束」.
A month that is led by 当年 or 同年 is of the year before it; one without any year may be of the next one, so that it
counts as earlier only where it lies a few months back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.rules.chronology import ORDER
from drafter.checking.rules.model import Family
from drafter.checking.text.dates import plain_digits
from drafter.checking.text.statements import Statement
from drafter.findings import Finding

__all__ = ["FAMILY"]

_MOMENT = re.compile(
    r"(?:(?P<year>(?<!\d)20\d\d)年|(?P<same>当年|同年|年内)|(?P<now>本年|今年)|(?P<other>[次翌上去明前下每历]年|第二年))?"
    r"(?:(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?:(?:3[01]|[12]\d|0?[1-9])日|份|[底初末]|[上中下]旬)?|(?P<season>[春秋])季(?:学期|开学)+)"
)
_SEASONS = {"春": 3, "秋": 9}
_LINK = r"[，、；并且已就即便也又于在至到]*(?:仅|用时)?$"
#: Told of the same thing, so that the next date is still its own: its size and its cost.
_SIZE = (
    r"(?:，(?:项目|工程)?(?:总|概算|计划|预算|设计|规划)?(?:投资|建筑面积|占地|用地|面积|规模|造价)[^，。；]{0,24})*"
)
_BEGUN = re.compile(
    rf"^[^，。；、\d]{{0,8}}?(?:开工|动工|开建|破土|奠基|立项|启动|招标|进场施工)[^，。；、\d]{{0,6}}?{_SIZE}{_LINK}"
)
_READY = re.compile(
    r"^[^，。；、\d的]{0,8}?(?:竣工|完工|建成|投入使用|投用|交付|启用|入住|搬入|迁入|封顶|开园|联网|对[^，。；\d]{0,6}开放|通过[^，。；\d]{0,6}验收)(?![^，。；]{0,6}的)"
)
#: 依据2025年5月的监测结果: what a later step rests on, up to the comma behind it.
_GROUND = re.compile(
    r"(?:^|[，；：。])[^，。；：《》\d]{0,6}?(?:依据|根据|按照?|结合|针对|对照|参照|利用|运用|在)(?:全?[省市县区国家级部]{1,3})?于?$"
)
_FOUND_OUT = re.compile(
    r"^的?[^，。；《》\d]{0,14}?(?:监测|测评|测试|评估|评价|审计|督导|检查|暗访|巡[察视]|调研|摸底|排查|演练|反馈|抽|体检|普查|抽查|考核|诊断|评议|座谈)"
    r"[^，。；《》\d]{0,10}?(?:结果|意见|数据|情况|问题|报告|结论|建议|清单|基础上|要求|通报)[，,]"
    r"(?:[^，。；《》\d]{0,10}?[于在])?(?:[省市县区旗州镇]?[^，。；《》\d]{0,8})?$"
)
_BUILT_ON = re.compile(
    r"^[^，。；、\d《的]{0,8}?(?:修订|印发|出台|调整|完善|制定|建立|开展|组织|启动|整改|部署|新增|优化|实施|形成|设立)(?![^，。；]{0,8}的(?!《))"
)
#: 自5月启动，分三个阶段推进，至3月底全部结束.
_OPENED = re.compile(
    r"^(?:起|开始|启动|部署|首批|毕业|[^，。；\d]{0,12}?(?:启动|开始|部署|返校|开学|铺开|动员|进场))"
    r"[^。；]{0,36}[，、](?:[^，。；\d]{0,4})?[至到](?:了)?$"
)
_OPENED_AT_ONCE = re.compile(r"^(?:起|开始|启动)[，,](?:[于在])?$")
_OVER = re.compile(
    r"^[^，。；\d的]{0,12}?(?:结束|完毕|收官|告竣|全部完成|基本完成|全面完成|完成全部|完成返校|全部到位|全部办结|全部建成)(?!前|后|的)"
)
_NEAR = 3  # months back that are not of the next year
_BEHIND = 24


@dataclass(frozen=True)
class _Moment:
    """A month of a sentence: text[start:end] of it.

    Attributes:
        year: 0 where none is told; ``sure``: it is told to be of that year, or of the year of the one before it.
        plain: it bears a year in digits and a month.
    """

    start: int
    end: int
    year: int
    month: int
    sure: bool
    plain: bool


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with two months."""
    for statement in context.statements:
        if statement.text.count("月") + statement.text.count("季") > 1 and statement.flow.part != "table":
            yield from _courses(context.year, statement)


def _courses(year: int, statement: Statement) -> Iterator[Finding]:
    text = plain_digits(statement.text)
    for first, last in pairwise(_moments(text, year)):
        back = (first.year, first.month) > (last.year, last.month)
        near = last.year == first.year and 0 < first.month - last.month <= _NEAR
        if not back or not (last.sure or near):
            continue
        before, between = text[max(0, first.start - 12) : first.start], text[first.end : last.start]
        behind = text[last.end : last.end + _BEHIND]
        words = (text[first.start : first.end], text[last.start : last.end])
        said = ""
        if last.sure and not last.plain and _BEGUN.match(between) and _READY.match(behind):
            said = f"{words[0]}才开工、启动，“{words[1]}”却已建成、投用"
        elif last.sure and _GROUND.search(before) and _FOUND_OUT.match(between) and _BUILT_ON.match(behind):
            said = f"所依据的在{words[0]}，据此做的事却在“{words[1]}”"
        elif (_OPENED.match(between) or _OPENED_AT_ONCE.match(between)) and _OVER.match(behind):
            said = f"{words[0]}开始，却到“{words[1]}”结束"
        if said:
            start, end = statement.start + last.start, statement.start + last.end
            yield ORDER.at(statement.flow, start, end, said, suggestion="核对两个日期")


def _moments(text: str, reported: int) -> Iterator[_Moment]:
    """The months of a sentence in turn, those of another year left out with what follows them."""
    year, known = 0, True
    for match in _MOMENT.finditer(text):
        if match["other"]:
            known = False
            continue
        if match["year"] or match["now"]:
            year, known = int(match["year"] or reported), True
        if not known or (match["season"] and not match["year"] and not match["now"] and not match["same"]):
            continue
        told = bool(match["year"] or match["now"] or match["same"])
        month = int(match["month"] or _SEASONS[match["season"]])
        yield _Moment(*match.span(), year, month, told, bool(match["year"] and match["month"]))


FAMILY = Family("TIM", "时间", (), check)
