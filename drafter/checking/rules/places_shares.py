"""ENT017: a place's share of the whole region, by the values of the places listed before and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.counties import same_thing, seen_at, thing_of
from drafter.checking.localities import Locality
from drafter.checking.place_index import Measure, PlaceIndex, kin
from drafter.checking.place_names import place_rows
from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import printed_like
from drafter.checking.rules.model import Example, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts import Interval
from drafter.findings import Evidence, Finding, Severity, State

__all__ = ["SHARED", "check_shares"]

_CITY = "榆河市人民政府2025年履行教育职责自评报告\n榆河市辖东屏区、罗溪县、漳清县、宁岚县4个县（区）。\n一、工作情况\n"
_LIST = "新增学位20000个，其中东屏区9000个、罗溪县6000个、漳清县3200个、宁岚县1800个，"
SHARED = Rule(
    "ENT017",
    "share-of-place",
    "县区占全市的比重与所列的数不符",
    Severity.WARNING,
    "前面列出各县（区、乡镇）的数，随后说某一个占全市（全县）的百分之几，与这个数除以总数的结果不符：正好是另一个县的占比，或数字写错。",
    "占比后面的名称改一个字，数就归了别家。",
    (
        Example(
            _CITY + "4个县（区）新增学位依次为9000个、6000个、3200个和1800个。东屏区新增学位占全市新增学位的30.00%。"
        ),
        Example(
            _CITY + "东屏区、罗溪县、漳清县、宁岚县教育支出分别为9.2亿元、6.4亿元、4.1亿元和2.3亿元，宁岚县占18.64%。"
        ),
        Example(_CITY + _LIST + "东屏区、罗溪县两地合计占57.00%。"),
    ),
    (
        Example(_CITY + _LIST + "东屏区占全市的45.00%。"),
        Example(_CITY + _LIST + "东屏区、罗溪县两地合计占75.00%。"),
        Example(_CITY + _LIST + "东屏区公办学位占全市公办学位的38.20%。"),
        Example(_CITY + _LIST + "东屏区教育支出占本区一般公共预算支出的19.20%。"),
        Example(_CITY + _LIST + "东屏区占计划的98.00%。"),
    ),
    "计算关系；按修约区间判定（GB/T 8170 数值修约规则）",
)

_SHARE = re.compile(
    r"(?P<own>[^，。；：、（）\d]{0,16}?)(?P<both>[，]?(?:[两二三四五]?[县市区地镇乡者家])?(?:合计|共计|合起来|之和|总共|共))?"
    r"(?:一?[区县市镇乡家地]|就|即|便|也|仅|独|已|约|还|则)*占(?:了|到|比)?(?P<of>[^，。；：\d]{0,20}?)的?(?:比重|比例|份额)?(?:为|是|达到?)?约?"
)
_ALL = re.compile(r"^(?:全(?P<letter>[省市县区州盟旗])|全部|总|(?:[一二三四五六七八九十\d]+|各)个?(?:县|区|市|乡|镇))")
_PLAIN = re.compile(r"总数|总量|总额|总人数|总规模|总|数量|数|的|全部|合计|同类")
#: What leads from a place's value to its share of the whole.
_WHOLE_ALONE = re.compile(
    r"[，（(]?(?:约|仅|就)?占(?:了|到|比)?(?:全[市县区州盟旗](?:总数|总量)?|总数|总量)?的?(?:为|达)?"
)
_HUNDRED = Decimal(100)
_BACK = 2


@dataclass(frozen=True)
class _Whole:
    """What a share may be of, how it reads, and whether the list certainly divides it."""

    value: Interval
    text: str
    sure: bool


def check_shares(index: PlaceIndex) -> Iterator[Finding]:
    """Every share that is told of one place, or of a row of them together."""
    known = {r.stated.id for r in index.context.relations if r.state is State.REFUTED and r.kind == "share"}
    for statement in index.context.statements:
        percents = [f for f in statement.figures if f.quantity.kind is Kind.PERCENT]
        if statement.flow.part not in ("body", "textbox") or not percents or "占" not in statement.text:
            continue
        rows = place_rows(statement.flow, index.names.of(statement.flow, statement.start, statement.end))
        before: Measure | None = None
        for figure in percents:
            row = next((row for row in reversed(rows) if row[-1].end <= figure.start), None)
            if row is None or not figure.quantity.definite:
                continue
            measure = _of_part(index, statement, figure, row) or _shared(index, statement, figure, row, before)
            if measure is None:
                continue
            direct = _SHARE.fullmatch(statement.between(row[-1].end, figure.start))
            if direct and figure.id not in known:
                yield from _against(index, measure, [place.name for place in row], figure, row)
            before = measure


def _of_part(index: PlaceIndex, statement: Statement, figure: Figure, row: list[Locality]) -> Measure | None:
    """The column that holds the value told between a place and its share: 甲县学生21860人，占全县的49.63%."""
    between = [f for f in statement.figures if row[-1].end <= f.start and f.end <= figure.start]
    if len(between) != 1 or len(row) > 1 or not _WHOLE_ALONE.fullmatch(figure.gap):
        return None
    name = row[0].name
    holding = [m for m in index.measures if m.listed is None and m.series.total is not None and name in m.series.values]
    held = [m for m in holding if not m.series.percent and m.series.tells(m.series.values[name], between[0])]
    return held[0] if len(held) == 1 else None


def _shared(
    index: PlaceIndex, statement: Statement, figure: Figure, row: list[Locality], before: Measure | None
) -> Measure | None:
    """What a share is of.

    Args:
        before: what the share before it in the sentence is of.
    """
    found = _SHARE.fullmatch(statement.between(row[-1].end, figure.start))
    if found is None or (len(row) > 1) is not bool(found["both"]):
        return None
    whole, own = found["of"], index.context.localities.own[-1:]
    every = _ALL.match(whole)
    if (whole and every is None) or (every and every["letter"] and every["letter"] != own):
        return None
    names = [place.name for place in row]
    words = _PLAIN.sub("", whole[every.end() :] if every else "") or found["own"]
    listed = _measure(index, statement, row[0].start, names, words)
    if listed is not None or words:
        return listed or _of_column(index, names, words)
    return before if before is not None and set(names) <= set(before.series.values) else None


def _of_column(index: PlaceIndex, names: list[str], words: str) -> Measure | None:
    """The column with a total that the words name."""
    thing = thing_of(words)
    having = [m for m in index.measures if m.listed is None and m.series.total is not None and not m.series.percent]
    found = [
        m for m in having if set(names) <= set(m.series.values) and thing.core and same_thing(thing, m.series.thing)
    ]
    return found[0] if len(found) == 1 else None


def _measure(index: PlaceIndex, statement: Statement, at: int, names: list[str], words: str) -> Measure | None:
    """The list right before that tells of the places named, and of what the words name, if they do."""
    for one in index.before(statement, at)[:1]:
        amounts = all(f.quantity.kind is Kind.AMOUNT for f in one.series.values.values())
        if not amounts or not set(names) <= set(one.series.values) or statement.number - one.number >= _BACK:
            return None
        thing = thing_of(words) if words else None
        if thing is None or not thing.core:
            return one
        return one if kin(thing, one.series.thing) else None
    return None


def _against(
    index: PlaceIndex, measure: Measure, names: list[str], figure: Figure, row: list[Locality]
) -> Iterator[Finding]:
    values, told = measure.series.values, figure.quantity.interval
    wholes = _wholes(index, measure, figure)
    part = _added(measure, names)
    if not wholes or any(_over(part, whole).meets(told) for whole in wholes):
        return
    certain = [whole for whole in wholes if whole.sure]
    wrong = [
        (name, other)
        for name in names
        for other in values
        if other not in names
        and any(_over(_added(measure, [other if n == name else n for n in names]), w).meets(told) for w in certain)
    ]
    if len(wrong) == 1:
        ((name, other),) = wrong
        place = next(p for p in row if p.name == name)
        said = f"按前面所列，占{figure.text}的是“{other}”，“{name}”占{_printed(part, certain[0], figure)}"
        if len(names) > 1:
            said = f"“{'、'.join(names)}”合计占的不是{figure.text}，“{name}”换成“{other}”才是"
        yield _finding(figure, place.start, said, values[other], f"核对是否应为“{other}”", certain[0])
        return
    for whole in certain[:1]:
        should = _printed(part, whole, figure)
        if may_be_meant(figure.quantity.value, _middle(part) / _middle(whole.value) * _HUNDRED):
            said = f"“{'、'.join(names)}”占{whole.text}的比重应为{should}，这里是{figure.text}"
            advice = f"核对原始数据；如果其他数无误，应写{should}"
            yield _finding(figure, row[0].start, said, values[names[0]], advice, whole)


def _wholes(index: PlaceIndex, measure: Measure, figure: Figure) -> list[_Whole]:
    """What the places of a list may be parts of."""
    values, total = measure.series.values, measure.series.total
    found = [_Whole(measure.series.interval(total), total.text, True)] if total is not None else []
    if measure.listed is None:
        return found
    added = _added(measure, list(values))
    first, most = next(iter(values.values())), max(f.quantity.value for f in values.values())
    for statement in index.context.statements[max(0, measure.number - 1) : figure.statement.number + 1]:
        for other in statement.figures if statement.flow is figure.statement.flow else ():
            alike = other.quantity.dimension == first.quantity.dimension and other.quantity.kind is Kind.AMOUNT
            level = other.role is Role.LEVEL and other.quantity.definite and other.quantity.value > most
            if alike and level and other is not total:
                of_all = other.quantity.value >= added.low and bool(re.search("合计|总|共", other.gap[-12:]))
                found.append(_Whole(other.quantity.interval, other.text, of_all))
    complete = set(values) >= index.context.localities.parts and len(values) > 1
    sure = complete and not any(whole.sure for whole in found)
    return [*found, _Whole(added, f"（{'＋'.join(f.text for f in values.values())}）", sure)]


def _added(measure: Measure, names: list[str]) -> Interval:
    values = [measure.series.interval(measure.series.values[name]) for name in names]
    return sum(values[1:], values[0])


def _middle(value: Interval) -> Decimal:
    return (value.low + value.high) / 2


def _over(part: Interval, whole: _Whole) -> Interval:
    return (part / whole.value).scaled(_HUNDRED) if whole.value.low > 0 else Interval.exact(Decimal(-1))


def _printed(part: Interval, whole: _Whole, figure: Figure) -> str:
    return printed_like(_middle(part) / _middle(whole.value) * _HUNDRED, figure.quantity)


def _finding(figure: Figure, start: int, said: str, value: Figure, advice: str, whole: _Whole) -> Finding:
    return SHARED.at(
        figure.statement.flow,
        start,
        figure.end,
        said,
        evidence=(seen_at(value), Evidence("computed", f"各县的数÷{whole.text}", "")),
        suggestion=advice,
        root=f"ENT017:{figure.text}:{start}",
        touches=(figure, value),
    )
