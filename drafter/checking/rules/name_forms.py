"""CON014: one school, one platform under two names of which one is the other with its words or characters changed over.

Names of schools are read from where the region's or one of its counties' own name begins them, names of platforms from
their quotation marks, so that no verb before a name is taken into it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.spelling import sounds
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY"]

_CITY = "云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n"
FORMS = Rule(
    "CON014",
    "two-forms-of-a-name",
    "同一学校、平台的名称前后不一",
    Severity.WARNING,
    "两个校名、单位名用字相同而次序不同（职业技术学院、技术职业学院）；引号里的平台、品牌名只有次序不同，或有一个字写成了同音字；"
    "含本地名的平台名只差一个字；同一个人名写成了同音字；全县只有一所职业学校，却有“职业中专”“职教中心”两个名称。",
    "名称写错，是一个单位还是两个说不清楚。",
    (
        Example(_CITY + "云岭职业技术学院在校生6200人。产教联合体由云岭技术职业学院牵头。"),
        Example(_CITY + "建成“慧学云岭”平台，上线课程620节。“智慧云岭”平台访问41万人次。"),
        Example(_CITY + "开展“溪畔读书”阅读行动，配送图书6万册。\n推广“溪边读书”阅读行动的做法。"),
        Example(_CITY + "市长周晓敏到校调研4次。周小敏的一堂思政课入选精品课。"),
        Example(_CITY + "实施“青蓝”工程，“青蓝”工程已三年。“蓝青”工程结对120对。开设“启航”课堂，“起航”课堂覆盖36校。"),
    ),
    (
        Example(_CITY + "云岭职业技术学院在校生6200人。产教联合体由云岭职业技术学院和云岭技师学院牵头。"),
        Example(_CITY + "建成“慧学云岭”平台和“健康云岭”平台，云岭第一中学、云岭第二中学使用。"),
        Example(_CITY + "开发“红色研学”精品课程。\n建设“绿色研学”精品课程，办好“书香校园”阅读活动。"),
        Example(_CITY + "实施“青蓝”工程、“领航”工程，“启航”课堂覆盖36校，举办“起航”杯比赛。"),
    ),
    "《党政机关公文处理工作条例》第十九条：表述准确，前后一致",
)

_SCHOOL = (
    "学院|大学|专科学校|学校|中学|小学|幼儿园|职教中心|教育中心|技术中心|培训中心|发展中心|研究院|研训中心"
    "|实践基地|少年宫|教育集团"
)
_BRANDS = re.compile(
    r"[“\"](?P<name>[一-鿿]{2,8})[”\"]"
    r"(?P<kind>[一-鿿]{0,6}?(?:平台|系统|小程序|公众号|APP|工程|行动|计划|品牌|课堂|讲堂|工作室|项目|联盟|模式))"
)
#: What tells the members of a series apart: 红色研学, 绿色研学.
_SERIES = frozenset(
    "红绿蓝金银黄紫白青春夏秋冬东西南北中大小上下内外前后左右文理智德体美劳一二三四五六七八九十两百千甲乙丙丁新老男女师生"
    "家校初高幼"
)
_ONLINE = ("平台", "系统", "小程序", "公众号", "APP")
_KIND_END = 2
_PLENTY = 200  # names beyond this many are no text's own
_STEM = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """The schools and the named platforms of the whole text."""
    stems = _stems(context)
    yield from _schools(context, stems)
    yield from _brands(context, stems)


def _stems(context: CheckContext) -> list[str]:
    """The region's and its counties' names without 县, 市 and the like."""
    places = context.localities
    names = {place[:-1] for place in (places.own, *places.parts) if len(place) > _STEM}
    return sorted(names, key=len, reverse=True)


def _schools(context: CheckContext, stems: Sequence[str]) -> Iterator[Finding]:
    if not stems:
        return
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, stems))})[县市区州旗]?[一-鿿]{{2,12}}?(?:{_SCHOOL})")
    told: dict[str, list[tuple[Flow, int, int]]] = defaultdict(list)
    for flow in _flows(context):
        for match in pattern.finditer(flow.text):
            told[match.group()].append((flow, *match.span()))
    groups: dict[str, list[str]] = defaultdict(list)
    for name in told:
        groups["".join(sorted(name))].append(name)
    for names in groups.values():
        for other in names[1:]:
            yield _finding(names[0], other, told)


def _brands(context: CheckContext, stems: Sequence[str]) -> Iterator[Finding]:
    told: dict[str, list[tuple[Flow, int, int]]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for flow in _flows(context):
        for match in _BRANDS.finditer(flow.text):
            told[match["name"]].append((flow, *match.span("name")))
            kinds.setdefault(match["name"], match["kind"])
    names = list(told)[:_PLENTY]
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            same_kind = kinds[one][-_KIND_END:] == kinds[other][-_KIND_END:]
            sure = len(one) > _STEM or max(len(told[one]), len(told[other])) > 1  # two characters sound alike by chance
            alike = same_kind and sure and len(one) == len(other)
            if alike and (_one_thing(one, other, kinds[one], stems) or _one_but_for_a_mark(one, other, kinds, told)):
                yield _finding(one, other, told)


def _one_thing(one: str, other: str, kind: str, stems: Sequence[str]) -> bool:
    """Whether two names are most likely meant for one."""
    left, right = Counter(one), Counter(other)
    if left == right:
        return True
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    known = sounds()
    if len(apart) == 1 and set(known.get(apart[0][0], ())) & set(known.get(apart[0][1], ())):
        return True
    own = any(stem in one and stem in other for stem in stems)
    return own and kind.endswith(_ONLINE) and sum((left - right).values()) == 1


def _one_but_for_a_mark(
    one: str, other: str, kinds: Mapping[str, str], told: Mapping[str, Sequence[tuple[Flow, int, int]]]
) -> bool:
    """Whether two names of four characters and more differ in one, of the very same kind, and never stand together."""
    apart = {a + b for a, b in zip(one, other, strict=True) if a != b}
    if len(one) <= _STEM + 1 or len(apart) != 1 or kinds[one] != kinds[other] or len(kinds[one]) <= _KIND_END:
        return False
    pair = next(iter(apart))
    together = {id(flow) for flow, *_ in told[one]} & {id(flow) for flow, *_ in told[other]}
    return not together and not any(mark in _SERIES for mark in pair)


def _flows(context: CheckContext) -> Iterator[Flow]:
    return (flow for flow in context.document.flows if flow.part in ("body", "table", "textbox", "footnote"))


def _finding(one: str, other: str, told: dict[str, list[tuple[Flow, int, int]]]) -> Finding:
    """The name that is told less often, or later."""
    wrong, right = (other, one) if len(told[other]) <= len(told[one]) else (one, other)
    flow, start, end = told[wrong][0]
    return FORMS.at(
        flow,
        start,
        end,
        f"这里写“{wrong}”，别处写的是“{right}”，疑似同一个",
        evidence=(Evidence("document", "", right),),
        suggestion="核对名称，前后一致",
        root=f"{FORMS.code}:{wrong}",
    )


FAMILY = Family("CON", "前后矛盾", (FORMS,), check)
