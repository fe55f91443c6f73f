"""CON013: what did not exist the year before cannot have grown by so many per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

NOTHING = Rule(
    "CON013",
    "growth-from-nothing",
    "从零起步却写了增长率",
    Severity.WARNING,
    "写的是零的突破、从无到有、上年尚无，同一件事又写增长百分之几、翻番、是上年的几倍。上年为零，算不出增长率。",
    "不是数错了，就是“零的突破”写过了头。",
    (
        Example("一、特教\n特教资源中心实现零的突破，较上年增长120%。"),
        Example("一、装备\n新建虚拟仿真实训室6间，上年尚无此类实训室，同比增长100%。"),
        Example("一、教研\n国家级课题实现从无到有，立项3项，比上年增长50%。"),
        Example("一、装备\n新建虚拟仿真实训室6间，比上年增长100%，上年尚无此类实训室。"),
        Example("一、教研\n省级名师工作室由0个增加到3个，翻了一番。"),
    ),
    (
        Example("一、特教\n特教资源中心实现零的突破，由上年的0个增至3个。"),
        Example("一、特教\n特教资源中心实现零的突破，特教教师较上年增长12%。"),
        Example("一、装备\n新建虚拟仿真实训室6间，上年尚无此类实训室，多媒体教室同比增长10%。"),
        Example("一、教研\n国家级课题实现零的突破，全年课题46项，比上年增长15%。"),
        Example("一、经费\n教育支出6.2亿元，上年没有调整口径，同比增长4%。"),
    ),
    "增长率＝（本年－上年）÷上年×100%，上年为零时没有意义",
)

_UNIT = r"[个家项所间名人处门套台辆件次]"
_NONE = (
    r"零的?突破|(?<!历)从无到有|[由从](?:上年|去年)?的?[0零](?!\.)" + _UNIT + r"?[^，。；\d]{1,4}\d+" + _UNIT + r"|"
    r"(?:上年|去年|此前)(?:同期)?(?:全[省市县区州]|我[省市县区州])?(?:尚|还)?"
    r"(?:无此[类项种]|无这[类项种]|没有此[类项种]|没有这[类项种]|没有(?!变|调|新|下|增|发|出|达|完|纳|统|安|再|得|能)|(?<!有)无|为0(?![.\d])|为零|是空白|空白)"
    r"[^，。；、\d]{0,10}"
)
#: What may stand between: the number there is now, and what it is compared with.
_NOW = (
    r"(?:[，、（(](?:现[有在]?|今年|当年|本年|已|共|达到?|新增|新建|建成|获批?|获奖|立项|认定|入选|为|有|累计|安排|投入|拨付|支出)*"
    rf"(?:\d+|[一二三四五六七八九十])(?:{_UNIT}{{1,2}}|(?:\.\d+)?[万亿]?元)[）)]?)?"
)
_THAN = r"(?:(?:比|较|与|同)(?:上一?年|去年|20\d\d年|比|期)(?:同期|底|末)?(?:相比|的)?[，,]?)?(?:实现|又|共|净|大幅)?"
_GREW = (
    r"(?:(?:增长|增加|增幅|提高|上升|提升|增速|涨幅)了?(?:率|幅度|速度)?(?:为|达到?|约|近|超过?)?\s*\d+(?:\.\d+)?\s*[%％]"
    r"|翻了?[一两二三四]?番|增长了?\d+(?:\.\d+)?倍|是(?:上年|去年)的\d+(?:\.\d+)?倍)"
)
_AFTER = re.compile(rf"(?P<none>{_NONE}){_NOW}[，,、；（(]?{_THAN}(?P<grew>{_GREW})")
_BEFORE = re.compile(
    rf"(?P<grew>{_GREW})[，,（(]而?(?P<none>(?:上年|去年|此前)(?:尚|还)?(?:无|没有)(?:此|这)[类项种]|(?:上年|去年)为[0零](?![.\d]))"
)
_SIGNS = ("零的突破", "零突破", "从无到有", "0", "零", "尚无", "没有", "空白", "还无")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that tells of nothing before and of growth."""
    for statement in context.statements:
        text = statement.text
        if statement.flow.part == "table" or not _may_hold(text):
            continue
        for match in (*_AFTER.finditer(text), *_BEFORE.finditer(text)):
            start, end = (statement.start + at for at in match.span("grew"))
            yield NOTHING.at(
                statement.flow,
                start,
                end,
                f"“{match['none']}”，上年为零，没有“{match['grew']}”",
                suggestion="删去增长率，写今年的数；或核对上年的数",
                touches=tuple(f for f in statement.figures if start <= f.start < end),
            )


def _may_hold(text: str) -> bool:
    return ("增" in text or "提" in text or "上升" in text or "倍" in text or "番" in text) and any(
        sign in text for sign in _SIGNS
    )


FAMILY = Family("CON", "前后矛盾", (NOTHING,), check)
