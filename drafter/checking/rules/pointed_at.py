"""ENT015: the report's own name where another's must stand, and 「该区」 where none was named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.localities import Locality
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding, Severity

__all__ = ["FAMILY"]

_COUNTY = "望川县人民政府2025年履行教育职责自评报告\n一、工作情况\n"
_CITY = "榆河市人民政府2025年履行教育职责自评报告\n一、工作情况\n榆河市辖东屏区、罗溪县、漳清县、宁岚县4个县（区）。\n"

POINTED = Rule(
    "ENT015",
    "own-name-as-another",
    "把本地说成另一个地方",
    Severity.WARNING,
    "比较、结对、考察的对方写成了本地自己（“望川县为90.1%，我县较其高1.3个百分点”）；“该区”“该县”前面说的却是一个市或别的层级的地方。",
    "替换地名时把别处也换成了本地，或改了地名没有改后面的称呼。",
    (
        Example(_COUNTY + "学前教育覆盖率比相邻的望川县高0.6个百分点。"),
        Example(_COUNTY + "望川县为88.4%，我县较其高2.1个百分点。"),
        Example(_COUNTY + "我县与望川县签订合作协议，互派教师24名。"),
        Example(_COUNTY + "望川县同期为91.2%，低于我县0.9个百分点。"),
        Example(_CITY + "罗溪县新增学位1200个，该区学位紧张得到缓解。"),
    ),
    (
        Example(_COUNTY + "覆盖率比相邻的石港县高0.6个百分点，石港县为88.4%，我县较其高2.1个百分点。"),
        Example(_COUNTY + "望川县为93.1%，我县较上年提高0.6个百分点，望川县高于全市平均水平。"),
        Example(_COUNTY + "石港县学生到相邻的望川县就读，市教育局到望川县考察，我县与望川县第一中学共建基地。"),
        Example(_CITY + "东屏区新增学位1200个，该区学位紧张得到缓解；罗溪县开发区建成学校2所，该区再建1所。"),
    ),
    "《党政机关公文处理工作条例》第十九条：表述准确，前后一致",
)

_NEIGHBOUR = re.compile(r"(?:毗邻|相邻|邻近|邻|周边|兄弟)的?(?:[县市区旗省州]|省份)?$")
_DEALS = re.compile(
    r"[我本][县市区旗省州][^，。；]{0,14}?(?:赴|前往|与|同|和|对口支援|结对帮扶|较|比|高于|低于|优于|超过|不及)$"
)
_DEALT = re.compile(
    r"(?:等[^，。；]{0,6})?(?:考察|学习|参观|观摩|取经|结对|签|合作|共建|联合|相比|互派|交流|接壤|相邻|毗邻|[高低多少]|[。；]|$)"
)
#: The name with a value, behind which the report compares itself with it.
_VALUE = re.compile(r"(?:同期|则|仅|只有)?(?:为|是|达|仅为|只有)[^，。；]{0,6}\d[^，。；]{0,10}[，；]")
_OURS = "[我本全]{kind}"
_AGAINST = (
    r"(?:而|但)?(?:{ours}[^，。；]{{0,6}}?(?:较|比|高于|低于|优于|超过|不及)(?:其(?![他中余它])|之|它|该{kind}|后者)"
    r"|(?:比|较|高于|低于|优于|不及|超过|落后于)[我本]{kind}(?!上年|去年|20|原|此前|同期)"
    r"|[我本]{kind}(?:则|却)?(?:为|是|达)\d)"
)
_THAT = re.compile(r"该(?P<kind>[县市区旗])(?![域级类项镇乡直内])")


def check(context: CheckContext) -> Iterator[Finding]:
    """Sentences that name the region or point at a place, tables left out."""
    own = context.localities.own
    kind = own[-1:] if len(own) > 2 else ""
    against = re.compile(_AGAINST.format(ours=_OURS.format(kind=kind), kind=kind)) if kind in "县市区旗省州" else None
    for statement in context.statements:
        if statement.flow.part not in ("body", "textbox", "footnote"):
            continue
        if kind and against and own in statement.text:
            yield from _own_as_other(context, statement, own, against)
        if "该" in statement.text:
            yield from _that(context, statement)


def _own_as_other(context: CheckContext, statement: Statement, own: str, against: re.Pattern[str]) -> Iterator[Finding]:
    text = statement.text
    for match in re.finditer(re.escape(own), text):
        before, after = text[: match.start()], text[match.end() :]
        clause = re.split(r"[。；;]", before)[-1]
        value = _VALUE.match(after) if not before or before[-1] in "，,；;。：:、（(" else None
        compared = value and against.match(after, value.end())
        dealt = _DEALS.search(clause) and _DEALT.match(after)
        if not (compared or dealt):
            beside = _NEIGHBOUR.search(clause)
            if not beside or (_others(context, statement, statement.start + match.start()) and not _speaks(clause)):
                continue
        yield POINTED.at(
            statement.flow,
            statement.start + match.start(),
            statement.start + match.end(),
            f"这是{own}的报告，这里把“{own}”写成了另一个地方",
            suggestion="核对是哪个地方",
            root=f"ENT015:{own}",
        )


def _others(context: CheckContext, statement: Statement, at: int) -> list[Locality]:
    """Other places than the region that a sentence names before a point."""
    own = context.localities.own
    places = context.localities.of(statement.flow)
    return [place for place in places if statement.start <= place.start < at and place.name != own]


def _speaks(clause: str) -> bool:
    """Whether the report speaks of itself, so that no other place is the subject."""
    return bool(re.search("[我本][县市区旗省州]", clause))


def _that(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """「该区」 behind the name of a 县 or a 市 alone."""
    for match in _THAT.finditer(statement.text):
        at, kind = statement.start + match.start(), match["kind"]
        places = [p for p in context.localities.of(statement.flow) if statement.start <= p.start < at]
        if not places or any(place.name[-1] == kind for place in places):
            continue
        window = statement.text[: match.start()]
        for place in places:
            window = window.replace(place.name, "｜")
        if re.search(rf"[一-鿿](?<![全我本该各]){kind}", window) or places[-1].name == context.localities.own:
            continue
        last = places[-1]
        finding = POINTED.at(
            statement.flow,
            at,
            at + 2,
            f"“{match.group()}”前面说的是“{last.name}”",
            evidence=(Evidence("document", "", statement.text[: match.end()][-40:]),),
            suggestion="核对地名，前后一致",
            root=f"ENT015:{match.group()}:{last.name}",
        )
        yield POINTED.further(finding, tuple(statement.flow.places(last.start, last.end)))


FAMILY = Family("ENT", "人地机构", (POINTED,), check)
