"""POL, second part: standards claimed are met, shortfalls are owned, problems are answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.claims.passages import BODY, COMBINED, MEASURES, PROBLEMS, Segment
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.checking.rules.quoted_targets import check_quoted
from drafter.checking.text.statements import Figure, Role
from drafter.facts import Indicator, Interval, Period, Threshold, shortfalls
from drafter.findings import Evidence, Finding, Severity
from drafter.reading import Flow

__all__ = ["RULES", "check_duties"]

_OWNING = "《对省级人民政府履行教育职责的评价办法》（国办发〔2017〕49号）：自评应当如实，存在问题并整改"

STANDARD = Rule(
    "POL005",
    "standard-not-met",
    "称已达标而数据未达到",
    Severity.ERROR,
    "文中称某项指标达到国家标准、要求，而指标表（没有指标表时是文中的数）低于底线，或小学、初中各有标准的一项没有达到。申报标准和目标只作警告。",
    "自评高于实际，影响自评可信度。",
    (
        Example("全市公办园在园幼儿占比达到国家规定标准。", {"public_kindergarten_share": ("48.34", "47.10")}),
        Example("全市公办园在园幼儿占比为48.34%，达到国家标准。"),
        Example("优质均衡7项指标校际差异系数小学0.46、初中0.47，均达到国家标准。"),
    ),
    (
        Example("全市公办园在园幼儿占比达到国家规定标准。", {"public_kindergarten_share": ("52.34", "47.10")}),
        Example("全市公办园在园幼儿占比为48.34%，尚未达到国家标准。"),
        Example("全市公办园在园幼儿占比为48.34%，完成年度目标。"),
        Example("优质均衡7项指标校际差异系数小学0.46、初中0.43，均达到国家标准。"),
    ),
    "指标所列门槛的政策依据（drafter indicators 可查）",
)
_BELOW = {"public_kindergarten_share": ("48.34", "47.10")}
UNOWNED = Rule(
    "POL006",
    "shortfall-not-owned",
    "短板没有列入存在的问题",
    Severity.WARNING,
    "一项指标低于已核实的底线，而“存在的问题”没有提到它。",
    "隐瞒短板会被扣自评可信度。",
    (
        Example(
            "一、工作成效\n全市公办园在园幼儿占比为48.34%。\n二、存在的问题\n（一）教师编制不足\n乡村教师缺编较多。",
            _BELOW,
        ),
    ),
    (
        Example(
            "一、工作成效\n全市公办园在园幼儿占比为48.34%。\n二、存在的问题\n（一）公办学前资源不足\n公办园在园幼儿占比低于50%的要求。",
            _BELOW,
        ),
    ),
    _OWNING,
)
_PLAN = (
    "一、存在的问题\n（一）学前教育公办学位不足\n城区公办园学位有缺口。\n（二）教师编制紧张\n乡村教师缺编。\n"
    "二、下一步措施\n（一）扩大学前教育公办学位\n新建公办园12所。\n"
)
_AGED = (
    "一、存在的问题\n（一）学前教育公办学位不足\n城区公办园学位有缺口。\n（二）乡村教师年龄偏大\n50岁以上占四成。\n"
    "二、下一步措施\n（一）扩大学前教育公办学位\n新建公办园12所。\n"
)
UNANSWERED = Rule(
    "POL007",
    "problem-without-measure",
    "问题没有对应的措施",
    Severity.WARNING,
    "“存在的问题”中的一条，在下一步措施中没有任何回应；或问题与措施写在一处，只有问题；"
    "或工作情况里承认的问题，后面没有再提。",
    "问题与措施应当一一对应。",
    (
        Example(_PLAN + "（二）加强校园安全管理\n排查隐患。"),
        Example(_AGED + "（二）改善装备条件\n为教学点更换电子白板。"),
        Example(
            "一、教师减负\n各镇仍存在督查检查评比过多的问题。\n" + _PLAN + "（二）补充教师编制\n统筹编制用于乡村学校。"
        ),
        Example(
            "一、存在的问题和下一步打算\n问题一：实训设备陈旧。多数设备为十年前购置。\n问题二：宿舍紧张。2026年改造宿舍40间。"
        ),
    ),
    (
        Example(_PLAN + "（二）补充教师编制\n统筹编制用于乡村学校。"),
        Example(_AGED + "（二）优化教师队伍\n每年招录年轻教师30名。"),
        Example(
            "一、存在的问题和下一步打算\n问题一：实训设备陈旧。2026年更新设备。\n问题二：宿舍紧张。2026年改造宿舍40间。"
        ),
    ),
    _OWNING,
)
UNASKED = Rule(
    "POL008",
    "measure-without-problem",
    "措施没有对应的问题",
    Severity.INFO,
    "下一步措施中的一条，在存在的问题中没有提到。可以这样写，只作提示。",
    "可能漏列了问题，或措施与问题脱节。",
    (Example(_PLAN + "（二）补充教师编制\n统筹编制用于乡村学校。\n（三）改善校园食堂条件\n改造食堂。"),),
    (Example(_PLAN + "（二）补充教师编制\n统筹编制用于乡村学校。"),),
    _OWNING,
)
RULES = (STANDARD, UNOWNED, UNANSWERED, UNASKED)

_CLAIMED = re.compile(
    r"(?:达到|符合|满足|高于|优于|超过|实现|完成)(?:了)?(?P<whose>[^，。；、\d]{0,14}?)(?:标准|要求|目标|规定|底线|门槛)|(?P<plain>达标)(?![率县校园学准工])"
)
_OWN_TARGET = re.compile(r"[省市县区州]定|省级|市级|县级|年度|预期|既定|预定|当年|任务|全省|全市|[省市县]里|规划")
_DENIED = re.compile(r"未|没有|尚|不(?!低于|少于)|距|差距|低于|力争|争取|确保|计划|预计|努力|推动|逐步|争创|促进|要")

#: 三项指标未达规划目标 owns them all, though it names none.
_SEVERAL_MISSED = re.compile(
    r"[二两三四五六七八九\d]项(?:指标|目标|任务)[^，。；]{0,4}(?:未达|未完成|没有?达|低于|未实现)"
)


def check_duties(context: CheckContext) -> Iterator[Finding]:
    """Claims of having met a standard, shortfalls, problems and measures."""
    yield from _standards(context)
    yield from check_quoted(context)
    yield from _shortfalls(context)


# --- standards ------------------------------------------------------------------------------------------------


def _standards(context: CheckContext) -> Iterator[Finding]:
    if not context.levels or not context.year:
        return
    for segment in context.segments:
        text = segment.text
        if segment.flow.part not in ("body", "textbox") or context.roles[segment.flow.first_paragraph] == MEASURES:
            continue
        for match in _CLAIMED.finditer(text):
            whose = match["whose"] or ""
            before = text[max(0, match.start() - 60) : match.start()]
            if _OWN_TARGET.search(whose) or _DENIED.search(re.split(r"[，。]", before)[-1]):
                continue
            if (found := _missed(context, segment, before, segment.start + match.start())) is not None:
                indicator, threshold, told = found
                start, end = segment.start + match.start(), segment.start + match.end()
                sure = threshold.severity == "must_list"
                yield STANDARD.at(
                    segment.flow,
                    start,
                    end,
                    f"“{indicator.name}”{told}，没有达到{_bound(threshold)}的要求，与“{match.group()}”不符",
                    evidence=(Evidence("policy", threshold.policy, threshold.note),),
                    suggestion="改写结论，并把差距写入存在的问题",
                    severity=None if sure else Severity.WARNING,
                )


def _missed(context: CheckContext, segment: Segment, before: str, at: int) -> tuple[Indicator, Threshold, str] | None:
    """The indicator named last before a claim, with the threshold it misses and what its value is."""
    mentions = [m for m in context.binder.lexicon.find(before) if not m.short]
    if not mentions:
        return None
    indicator = mentions[-1].indicator
    figure = _own_figure(context, segment, indicator, at)
    if any(f.role is Role.TARGET for f in segment.figures):
        return None  # the text names the target itself: that relation is checked with the others
    fact = context.metrics.get(indicator.id, Period.THIS) if context.metrics else None
    if fact is not None:
        value, told = Interval.exact(fact.value), f"为{fact.value.normalize():f}{_unit(indicator)}"
    elif figure is not None:
        value = figure.quantity.interval.scaled(1 / indicator.unit.factor)
        told = f"为{figure.text}"
    else:
        return None
    for threshold in indicator.thresholds:
        if (
            threshold.severity != "hint"
            and threshold.verified  # what rests on memory alone contradicts nobody
            and all(threshold.applies(level, context.year) for level in context.levels)
            and isinstance(threshold.value, Decimal)
            and _misses(value, threshold)
        ):
            return indicator, threshold, told
    return None


def _own_figure(context: CheckContext, segment: Segment, indicator: Indicator, at: int) -> Figure | None:
    for figure in reversed(segment.figures):
        binding = context.bindings.get(figure.id)
        if (
            figure.start < at
            and binding is not None
            and binding.sure
            and not binding.change
            and binding.period is Period.THIS
            and binding.indicator is indicator
        ):
            return figure
    return None


def _misses(value: Interval, threshold: Threshold) -> bool:
    """Whether no value of the interval meets a numeric threshold."""
    bound = threshold.value
    if not isinstance(bound, Decimal):
        return False
    low, high = value.low, value.high
    if threshold.op in (">=", ">"):
        return high < bound
    if threshold.op in ("<=", "<"):
        return low > bound
    return (high < bound) or (low > bound)


def _bound(threshold: Threshold) -> str:
    words = {">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "==": ""}[threshold.op]
    return f"{words}{threshold.value}"


def _unit(indicator: Indicator) -> str:
    return indicator.unit.symbol if indicator.unit.dimension not in ("bare", "ratio", "proportion") else ""


# --- shortfalls, problems and measures ------------------------------------------------------------------------


def _shortfalls(context: CheckContext) -> Iterator[Finding]:
    owning = [
        f
        for f in context.document.flows
        if f.part == "body" and context.roles[f.first_paragraph] in (PROBLEMS, COMBINED)
    ]
    if context.metrics is None or not context.levels or not owning:
        return
    owned = "\n".join(flow.text for flow in owning)
    if _SEVERAL_MISSED.search(owned):
        return
    for missed in shortfalls(context.metrics, context.levels[0], context.year or context.metrics.year):
        everywhere = all(missed.threshold.applies(level, context.year) for level in context.levels)
        if not everywhere or _owns(owned, missed.indicator):
            continue
        told = next((f for f in context.figures() if _tells(context, f, missed.indicator)), None)
        flow, start, end = (told.statement.flow, told.start, told.end) if told else _opening(owning[0])
        value = f"{missed.fact.value.normalize():f}{_unit(missed.indicator)}"
        yield UNOWNED.at(
            flow,
            start,
            end,
            f"“{missed.indicator.name}”为{value}，未达到{missed.bound_text}，存在的问题中没有提到",
            evidence=(
                Evidence("metric", str(missed.fact.cell), value),
                Evidence("policy", missed.threshold.policy, missed.threshold.note),
            ),
            suggestion="在存在的问题中写明差距，并提出措施",
        )


def _opening(flow: Flow) -> tuple[Flow, int, int]:
    text = flow.text
    lead = len(text) - len(text.lstrip())
    return flow, lead, min(len(text.rstrip()), lead + 20)


def _tells(context: CheckContext, figure: Figure, indicator: Indicator) -> bool:
    binding = context.bindings.get(figure.id)
    return (
        binding is not None
        and binding.indicator.id == indicator.id
        and binding.period is Period.THIS
        and not binding.change
        and context.roles[figure.statement.flow.first_paragraph] == BODY
    )


def _owns(text: str, indicator: Indicator) -> bool:
    """Whether a text speaks of an indicator, by one of its names or by most of the words of one in a sentence."""
    names = [re.sub(r"[(（].*?[)）]", "", name) for name in indicator.names]
    if any(name in text for name in names if len(name) > 3):
        return True
    for sentence in re.split(r"[。\n]", text):
        for name in names:
            pairs = {name[i : i + 2] for i in range(len(name) - 1)}
            if len(pairs) > 2 and sum(pair in sentence for pair in pairs) / len(pairs) >= 0.5:
                return True
    return False
