"""ENT005: short names of elsewhere: the letter of a city, a part of a province, a platform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.leftovers import AROUND, DEALINGS, left_blank
from drafter.checking.places import (
    regional_names,
    short_city_names,
    short_province_names,
)
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

_COPIED = "《党政机关公文处理工作条例》第十九条：内容真实；照抄他处材料须替换地名、单位和人名"
SHORT = Rule(
    "ENT005",
    "leftover-short-name",
    "地名简称残留",
    Severity.WARNING,
    "“驻×高校”“在×高校”用的不是本地简称，或用了别省的片区、平台名称（川北、浙里办）；地区留空的报告里，高校、报社等的名称带着真实地名，或留着省名简称。",
    "替换全称时漏掉了简称。",
    (Example("市委主要领导为驻青高校师生上思政课。"),),
    (
        Example("市委主要领导为驻云高校师生上思政课。"),
        Example("市委主要领导为驻地高校、驻市高校师生上思政课。"),
    ),
    _COPIED,
)

_STATIONED = re.compile(r"(?:驻|在)(?P<letter>[一-鿿])(?P<what>高校|高等学校|高等院校|院校|大学|部队|央企|省属高校)")
_NO_PLACE = frozenset("地区县市省村校点外华京本我军港场厂镇乡街各辖线岗该全内所同普职其部民公大中小名")
_LETTERS_OF_PLACES = frozenset("京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵云滇藏陕甘青宁新蓉榕穗甬邕筑汉杭济合")
_INSTITUTION = (
    r"(?:[一-鿿]{0,6}?(?:大学|学院|职业技术学院|师范学校|日报|晚报|电视台|广播电视台|农商行|一中|中学|实验小学))"
)


def check(context: CheckContext) -> Iterator[Finding]:
    """What goes by a short name that is not the region's."""
    blank = not context.region and left_blank(context.document)
    provinces = f"(?:{'|'.join(short_province_names())})(?!省|自治区|壮族|回族|维吾尔|班|籍)"
    leftover = f"(?:{'|'.join(short_city_names())}){_INSTITUTION}|{provinces}"
    cities = re.compile(leftover) if blank else None
    for flow in context.document.flows:
        if flow.part not in ("body", "table", "textbox", "footnote"):
            continue
        for match in _STATIONED.finditer(flow.text):
            letter = match["letter"]
            doubtful = flow.text[match.start()] == "在" and letter not in _LETTERS_OF_PLACES
            if letter in _NO_PLACE or doubtful or context.home.called(letter) or not (context.region or blank):
                continue
            yield SHORT.at(
                flow,
                match.start(),
                match.end(),
                f"“{match.group()}”中的“{letter}”像是别处的简称",
                suggestion="改为“驻市高校”一类说法，或换成本地简称",
                root=f"ENT005:{letter}",
                severity=None if context.region else Severity.ERROR,
            )
        yield from _regional(context, flow, blank)
        if cities is None:
            continue
        for match in cities.finditer(flow.text):
            around = flow.text[max(0, match.start() - AROUND // 2) : match.end() + AROUND // 2]
            if not DEALINGS.search(around.replace(match.group(), "")):
                yield SHORT.at(
                    flow,
                    match.start(),
                    match.end(),
                    f"报告地区没有填写，“{match.group()}”带着真实地名，疑似原报告的残留",
                    suggestion="核对是否照抄别处",
                    root=f"ENT005:{match.group()}",
                )


def _regional(context: CheckContext, flow: Flow, blank: bool) -> Iterator[Finding]:
    """川北, 成渝地区, 浙里办: what only reports of certain provinces speak of as their own."""
    if not (blank or context.home.provinces):
        return
    pattern, whose = regional_names()
    for match in pattern.finditer(flow.text):
        provinces = whose[match.group()]
        around = flow.text[max(0, match.start() - AROUND // 2) : match.end() + AROUND // 2]
        if not blank and context.home.provinces & provinces:
            continue
        if DEALINGS.search(around) or flow.text[max(0, match.start() - 1) : match.start()] == "《":
            continue
        yield SHORT.at(
            flow,
            match.start(),
            match.end(),
            f"“{match.group()}”是{'、'.join(sorted(provinces))}的说法"
            + ("，报告地区没有填写，疑似原报告的残留" if blank else f"，{context.region}的报告一般不用"),
            suggestion="核对是否照抄别处",
            root=f"ENT005:{match.group()}",
        )


FAMILY = Family("ENT", "人地机构", (SHORT,), check)
