"""Values of primary and junior schools that are said to meet the state's norm and do not; told under POL005.

「校际差异系数小学为0.46、初中为0.47，均达到国家标准」: each stage has a mark of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.rules.duties import STANDARD
from drafter.findings import Evidence, Finding, Severity

__all__ = ["check_stage_met"]


@dataclass(frozen=True)
class _Unmet:
    """A value at words[start:end] that misses the mark of its stage, ``bound`` in words.

    Attributes:
        sure: whether the words name the state's own standard.
    """

    start: int
    end: int
    bound: str
    sure: bool


@dataclass(frozen=True)
class _Norm:
    named: re.Pattern[str]
    unit: str
    marks: dict[str, Decimal]
    least: bool
    told: str


def _norm(named: str, unit: str, primary: str, junior: str, told: str, least: bool = True) -> _Norm:
    return _Norm(re.compile(named), unit, {"小学": Decimal(primary), "初中": Decimal(junior)}, least, told)


_METRES, _HEADS = "平方米|㎡|m²", "人|名"
_NORMS = (
    _norm(r"教学及?辅助用房(?:面积)?", _METRES, "4.5", "5.8", "生均教学及辅助用房面积"),
    _norm(r"体育运动场馆(?:面积)?", _METRES, "7.5", "10.2", "生均体育运动场馆面积"),
    _norm(r"教学仪器设备(?:值|价值|总值)?", "元", "2000", "2500", "生均教学仪器设备值"),
    _norm(r"网络多媒体教室(?:数)?", "间", "2.3", "2.4", "每百名学生拥有网络多媒体教室"),
    _norm(r"高于规定学历", _HEADS, "4.2", "5.3", "每百名学生拥有高于规定学历教师"),
    _norm(r"县级(?:及)?以上骨干教师", _HEADS, "1", "1", "每百名学生拥有县级以上骨干教师"),
    _norm(r"(?:体育|音体美|体艺)[、和及]?(?:艺术)?(?:专任)?教师", _HEADS, "0.9", "0.9", "每百名学生拥有体育、艺术教师"),
    _norm(r"平均班额", _HEADS, "45", "50", "班额", least=False),
)
_SPREAD = re.compile(r"差异系数")
_QUALITY = _norm("差异系数", "", "0.50", "0.45", "优质均衡校际差异系数", least=False)
_BASIC = _norm("差异系数", "", "0.65", "0.55", "基本均衡校际差异系数", least=False)
_OF_QUALITY = re.compile(r"优质均衡|[7七]项")
_OF_BASICS = re.compile(r"基本均衡|[8八]项")
#: These are norms for every hundred pupils: of a number of teachers they say nothing.
_PER_HUNDRED = re.compile(r"每百名|百生|每百人")
_STAGED = re.compile(
    r"(?P<stage>小学|初中)(?:段|阶段|学段|学校)?(?:生均|平均班额|最大值|[生为是达到约:：])*\s*(?P<v>\d+(?:\.\d+)?)\s*"
)
_LEAD = re.compile(r"(?P<stage>小学|初中)(?:段|阶段|学段|学校)?(?:学生|的)?(?:生均|每百名学生(?:拥有)?)?$")
_VALUE = re.compile(r"(?:数|面积|为|是|达到?|约|已)*\s*(?P<v>\d+(?:\.\d+)?)\s*")
_MET = re.compile(
    r"(?:均|都|全部|分别|已经?|也|双双|两项|指标|[，,])*"
    r"(?:(?P<way>达到|符合|满足|高于|优于|超过|[越跨迈]过|不低于|不高于|低于|控制在|处于|在)了?[^，。；、\d]{0,14}?(?:\d[^，。；]{0,24}?)?"
    r"(?:标准|要求|规定(?:范围)?|底线|门槛|国标线)(?:以内|之内|范围)?|达标)(?=[，。；]|$)"
)
_OWN = re.compile(r"[省市县区州]定|[省市县]级|目标|任务|规划|[省市县]里|本[省市县区]")
_SENTENCE = re.compile(r"[^。；\n]+")
_BEFORE = 120
_NAMED = 24  # characters before a name that tell the stage
_STATE = re.compile(r"国家|国标|优质均衡|基本均衡")
_DENIED = re.compile(
    r"未|尚|没有|差距|力争|争取|确保|计划|预计|将|拟|到20\d\d年|20\d\d年底?前|逐步|推动|其中\d|部分|有\d+所"
)
_UNDER, _OVER = ("低于", "不高于", "控制在"), ("高于", "超过", "不低于", "越过", "跨过", "迈过")
_CHANGE = re.compile(r"增加|提高|减少|下降|扩大|比上年|较上年|高出|高$|多$|由$|从$")


def check_stage_met(context: CheckContext) -> Iterator[Finding]:
    """Every sentence of the work told."""
    for flow in context.document.flows:
        if flow.part not in ("body", "textbox") or context.roles[flow.first_paragraph] == MEASURES:
            continue
        for sentence in _SENTENCE.finditer(flow.text):
            start = sentence.start()
            for unmet in _unmet(sentence.group(), flow.text[max(0, start - _BEFORE) : start]):
                yield STANDARD.at(
                    flow,
                    start + unmet.start,
                    start + unmet.end,
                    f"标准是{unmet.bound}，这里没有达到，不能说达标",
                    evidence=(Evidence("policy", "balanced_quality_2017", unmet.bound),),
                    suggestion="改写结论，并把差距写入存在的问题",
                    severity=None if unmet.sure else Severity.WARNING,
                )


def _unmet(words: str, before: str) -> Iterator[_Unmet]:
    """Every value of a sentence that the sentence says meets its norm, and that does not.

    Args:
        words: the sentence.
        before: what the paragraph says ahead of it, which may name the standard.
    """
    if not (verdict := _verdict(words)) or _DENIED.search(words):
        return
    stop, whose, way = verdict
    sure = bool(_STATE.search(whose))
    named: list[tuple[re.Match[str], _Norm]] = sorted(
        ((match, norm) for norm in _norms(words, before) for match in norm.named.finditer(words, 0, stop)),
        key=lambda pair: pair[0].start(),
    )
    ends = [*(match.start() for match, _ in named), stop][1:]
    for (match, norm), end in zip(named, ends, strict=True):
        for stage, start, close in _values(words, match, norm, end):
            value, mark = Decimal(words[start:close]), norm.marks[stage]
            if way in (_UNDER if norm.least else _OVER):
                continue  # 低于4.5平方米的标准 owns that it falls short
            if value < mark if norm.least else value > mark:
                bound = f"{stage}{'不低于' if norm.least else '不高于'}{mark}"
                yield _Unmet(start, close, f"{norm.told}{bound}", sure)


def _verdict(words: str) -> tuple[int, str, str] | None:
    """Where a sentence says that the values before are up to standard, whose standard, and by which verb."""
    for match in _MET.finditer(words):
        head = words[: match.start()]
        if "；" in head or not re.search(r"\d", head):
            return None
        return None if _OWN.search(match.group()) else (match.start(), match.group(), match["way"] or "")
    return None


def _norms(words: str, before: str) -> list[_Norm]:
    hundred = bool(_PER_HUNDRED.search(words))
    found = [norm for norm in _NORMS if norm.unit != _HEADS or hundred or not norm.least]
    if _SPREAD.search(words):
        quality = _OF_QUALITY.search(words) or (_OF_QUALITY.search(before) and not _OF_BASICS.search(words))
        found.append(_QUALITY if quality else _BASIC)
    return found


def _values(words: str, match: re.Match[str], norm: _Norm, end: int) -> Iterator[tuple[str, int, int]]:
    """(stage, start, end) of the figures told of what a match names."""
    if lead := _LEAD.search(words, max(0, match.start() - _NAMED), match.start()):
        value = _VALUE.match(words, match.end(), end)
        if value and _has_unit(words, value.end(), norm):
            yield lead["stage"], *value.span("v")
    for told in _STAGED.finditer(words, match.end(), end):
        if _has_unit(words, told.end(), norm) and not _CHANGE.search(words, max(0, told.start() - 4), told.start("v")):
            yield told["stage"], *told.span("v")


def _has_unit(words: str, at: int, norm: _Norm) -> bool:
    """Whether a figure is counted as the norm is; of two side by side the unit may stand behind the last."""
    return bool(
        re.match(rf"(?:{norm.unit})|[、，,和与]|[。；]" if norm.unit else r"[、，,和与。；（(]", words[at : at + 4])
    )
