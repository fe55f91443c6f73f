"""ENT008 and ENT010: what is told of a county does not fit what a table or another sentence tells of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.counties import Claim, Series, claims, places_in, same_thing, seen_at, series, thing_of
from drafter.checking.county_prose import spoken_series
from drafter.checking.localities import Locality
from drafter.checking.rules.county_compared import COMPARED, check_compared, check_neighbours
from drafter.checking.rules.county_ranks import EXTREME, WHOLE, check_ranks
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.neighbours_twice import check_named_twice
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Statement
from drafter.checking.text.things import CROWDED, Thing
from drafter.findings import Finding, Severity

__all__ = ["FAMILY"]

_CITY = "榆河市人民政府2025年履行教育职责自评报告\n榆河市辖东屏区、罗溪县、漳清县3个县（区）。\n"
_TABLE = (
    "|县区|普惠覆盖率（%）|56人以上大班额（个）|增长率（%）|\n|东屏区|93.10|31|5.11|\n|罗溪县|96.01|9|4.27|\n"
    "|漳清县|97.00|0|4.86|\n|全市|94.82|40|4.83|\n"
)
_SOURCE = "《党政机关公文处理工作条例》第十九条：内容真实，表述准确"

TOLD = Rule(
    "ENT008",
    "county-told-otherwise",
    "县区的数与别处不符",
    Severity.WARNING,
    "正文说某县（区）的数，与表中这个县的同一项不同；正好是表中另一个县的数时是错误。正文两处说同一县同一项，数不同的也报。",
    "张冠李戴的数，县里一看就知道。",
    (
        Example(_CITY + _TABLE + "漳清县普惠性幼儿园覆盖率为96.01%，位居前列。"),
        Example(_CITY + _TABLE + "其中，罗溪县还有31个大班额。"),
        Example(_CITY + _TABLE + "大班额集中在少数地方，罗溪县大班额90个。"),
        Example(_CITY + "罗溪县普惠性幼儿园覆盖率达到96.01%。\n二、问题\n罗溪县普惠性幼儿园覆盖率仅为90.61%。"),
        Example(
            _CITY + "普惠性幼儿园覆盖率最高的罗溪县为96.47%，最低的漳清县为88.15%。\n罗溪县普惠性幼儿园覆盖率为88.15%。"
        ),
        Example(_CITY + _TABLE + "教育支出增长率东屏区为4.86%。"),
    ),
    (
        Example(_CITY + _TABLE + "漳清县普惠性幼儿园覆盖率为97%，罗溪县大班额9个。"),
        Example(_CITY + _TABLE + "2024年，漳清县普惠性幼儿园覆盖率为96.01%。"),
        Example(_CITY + _TABLE + "漳清县普惠性幼儿园覆盖率比罗溪县的96.01%高0.99个百分点。"),
        Example(_CITY + _TABLE + "漳清县新增大班额9个，当年化解。"),
        Example(_CITY + _TABLE + "到2027年，漳清县普惠性幼儿园覆盖率达到98%以上。"),
        Example(_CITY + "罗溪县新建幼儿园12所。\n罗溪县改扩建幼儿园8所，共有幼儿园58所。"),
    ),
    _SOURCE,
)
CLEARED = Rule(
    "ENT010",
    "county-not-cleared",
    "说已清零的县区别处有数",
    Severity.ERROR,
    "正文说某县（区）大班额已全部消除、清零，而表中或别处这个县还有。只有正文两处不一时是警告。",
    "一张表就能推翻的结论。",
    (
        Example(_CITY + _TABLE + "罗溪县、漳清县已全面消除大班额。"),
        Example(_CITY + _TABLE + "目前，罗溪县大班额已全部清零。"),
        Example(_CITY + _TABLE + "漳清县和罗溪县率先实现56人以上大班额为零。"),
        Example(_CITY + _TABLE + "漳清县、罗溪县等2个县无大班额。"),
        Example(_CITY + "罗溪县、漳清县全部消除了大班额。\n二、问题\n罗溪县还有14个大班额。"),
        Example(_CITY + _TABLE + "已全部消除大班额的有罗溪县、漳清县。"),
    ),
    (
        Example(_CITY + _TABLE + "漳清县已全面消除大班额。"),
        Example(_CITY + _TABLE + "罗溪县、漳清县已全面消除超大班额。"),
        Example(_CITY + _TABLE + "2026年，罗溪县力争全面消除大班额。"),
        Example(_CITY + _TABLE + "罗溪县普通高中已全面消除大班额。"),
        Example(_CITY + _TABLE + "罗溪县未全部消除大班额。"),
        Example(_CITY + _TABLE + "除罗溪县、东屏区外，已全部消除大班额。"),
    ),
    _SOURCE,
)
_CLEAR = re.compile(
    r"(?:已|均|全部|全面|率先|实现)+(?:消除|化解|清零|清除)了?(?P<a>[^，。；、]{0,10}?大班额)"
    r"|(?P<b>[^，。；、]{0,8}?大班额)(?:问题|班级)?(?:已|均|实现|全部|全面|动态)*(?:消除|清零|为零|为0|归零)"
    r"|(?:已|均|都)?无(?P<c>[^，。；、]{0,8}大班额)"
)
_NOT_CLEAR = re.compile(
    r"未|没有|不|(?<![消清])除|力争|确保|计划|预计|争取|将|目标|要求|推动|努力|基本|到20\d\d年|上年|去年|曾"
)
_STAGED = re.compile("小学|初中|高中|中职|起始|城区|乡镇|农村")
#: What may stand between a county and what it has none of.
_NEXT = re.compile(r"(?:等?\d+个[县市区]+(?:（[^（）]*）)?)?[^，。；、：\d]{0,14}(?:\d{2}人(?:及)?以上的?)?")
_TELLING = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Figures, ranks and clean sheets of counties against tables, other sentences and the whole."""
    yield from check_neighbours(context)
    yield from check_named_twice(context)
    places = context.localities
    if not places.parts and len(places.counts) < _TELLING:
        return
    tables, told = [*series(context), *spoken_series(context)], list(claims(context))
    ranks = list(check_ranks(context, tables, told))
    yield from ranks
    seen = frozenset(figure for finding in ranks for figure in finding.touches)
    left = [claim for claim in told if claim.figure.id not in seen]
    yield from _against_tables(tables, left)
    yield from _between_sentences(left)
    yield from _cleared(context, [one for one in tables if not one.spoken], told)
    yield from check_compared(context, tables)


# --- figures ------------------------------------------------------------------------------------------------------


def _fits(claim: Claim, one: Series) -> bool:
    """Whether a claim is of what a series measures."""
    if (claim.figure.quantity.kind in (Kind.PERCENT, Kind.POINTS)) is not one.percent:
        return False
    if claim.change or one.changes:
        return claim.change and one.changes and one.percent
    return same_thing(claim.thing, one.thing)


def _counted_already(claim: Claim) -> bool:
    """Whether the clause has told how many, so that the figure is of where they are: 甲县的6个大班都在三所小学."""
    told = [f for f in claim.statement.figures if claim.place.end <= f.start < claim.figure.start]
    apart = told and re.search("[，、；：（]", claim.statement.between(told[-1].end, claim.figure.start))
    return bool(told) and claim.figure.quantity.spelled and not apart


#: What a column counts is no sum of money: 项目数.
_COUNT = re.compile(r"(?<![分指系倍])数$")


def _of_other_measure(claim: Claim, one: Series) -> bool:
    return claim.figure.quantity.dimension in ("money", "area") and bool(_COUNT.search(one.words))


def _against_tables(tables: list[Series], told: list[Claim]) -> Iterator[Finding]:
    for claim in told:
        name, figure = claim.place.name, claim.figure
        own = [one for one in tables if name in one.values]
        if figure.quantity.kind not in (Kind.AMOUNT, Kind.PERCENT) or any(o.tells(o.values[name], figure) for o in own):
            continue
        fitting = [one for one in own if _fits(claim, one) and not _of_other_measure(claim, one)]
        if len(fitting) != 1 or _counted_already(claim):
            continue
        one = fitting[0]
        cell = one.values[name]
        theirs = [other for other, value in one.values.items() if other != name and one.tells(value, figure)]
        sure = bool(theirs) and not one.spoken and (one.percent or len(re.sub(r"\D", "", figure.text)) >= _TELLING)
        whose = f"，{figure.text}是{'、'.join(theirs)}的" if theirs else ""
        yield _told(
            claim,
            f"“{name}”的“{one.words}”这里是{figure.text}，{one.where}是{cell.text}{whose}",
            cell,
            Severity.ERROR if sure else None,
        )


def _told(claim: Claim, message: str, other: Figure, severity: Severity | None) -> Finding:
    flow = claim.statement.flow
    start = claim.place.start if claim.figure.start - claim.place.start < 40 else claim.figure.start
    return TOLD.at(
        flow,
        start,
        claim.figure.end,
        message,
        evidence=(seen_at(other),),
        suggestion="核对县（市、区）名称和数字",
        root=f"ENT008:{claim.place.name}:{claim.figure.text}",
        touches=(claim.figure, other),
        severity=severity,
    )


def _between_sentences(told: list[Claim]) -> Iterator[Finding]:
    groups: dict[tuple[str, Thing, str, bool], list[Claim]] = defaultdict(list)
    for claim in told:
        kind = claim.figure.quantity.kind
        rate = kind is Kind.PERCENT and claim.thing.core.endswith(("率", "占比"))
        if not claim.change and (rate or claim.thing.core == CROWDED or (claim.thing.shared and claim.thing.stage)):
            groups[claim.place.name, claim.thing, claim.figure.quantity.dimension, False].append(claim)
    for (name, _, _, _), group in groups.items():
        first = group[0]
        for claim in group[1:]:
            if claim.statement is first.statement or claim.figure.quantity.interval.meets(
                first.figure.quantity.interval
            ):
                continue
            message = f"“{name}”的这个数这里是{claim.figure.text}，别处是{first.figure.text}"
            yield _told(claim, message, first.figure, None)


# --- what is said to be gone ------------------------------------------------------------------------------------------


def _cleared(context: CheckContext, tables: list[Series], told: list[Claim]) -> Iterator[Finding]:
    for statement in context.statements:
        if "大班额" not in statement.text or statement.flow.part == "table":
            continue
        if context.roles[statement.flow.first_paragraph] == MEASURES:
            continue
        places = places_in(context, statement)
        for match in _CLEAR.finditer(statement.text) if places else ():
            thing = match["a"] or match["b"] or match["c"]
            clause, listed = _listed_with(statement, match, places)
            if _NOT_CLEAR.search(clause) or _STAGED.search(clause):
                continue
            for place in listed:
                kind = thing_of("超大班额" if "超大班额" in thing else "大班额")
                yield from _still_there(statement, place, kind, tables, told)


def _listed_with(statement: Statement, match: re.Match[str], places: list[Locality]) -> tuple[str, list[Locality]]:
    """The clause of a claim and the counties that are its subjects: those listed before it, or behind 的有."""
    text, end = statement.flow.text, statement.start + match.end()
    start = text.index("大班额", statement.start + match.start())
    before = [place for place in places if place.end <= start and _NEXT.fullmatch(text, place.end, start)]
    if before:
        listed = [before[-1]]
        for place in reversed([p for p in places if p.end <= before[-1].start]):
            if not re.fullmatch(r"[、，]?(?:和|及|以及|与)?", text[place.end : listed[-1].start]):
                break
            listed.append(place)
    else:
        listed = []
        behind = re.compile(r"的?(?:县|区|县区|县（市、区）)?(?:有|为|是|包括)?[：:]?")
        at = behind.match(text, end)
        reached = at.end() if at else end
        for place in places:
            gap = text[reached : place.start] if place.start >= reached else None
            if gap is not None and re.fullmatch(r"[、，]?(?:和|及|以及|与)?", gap):
                listed.append(place)
                reached = place.end
    if not listed:
        return "", []
    low = min(start, *(p.start for p in listed))
    lead = re.split(r"[。；;]", statement.between(statement.start, low))[-1][-12:]
    return lead + text[low : max(end, *(p.end for p in listed))], listed


def _still_there(
    statement: Statement, place: Locality, thing: Thing, tables: list[Series], told: list[Claim]
) -> Iterator[Finding]:
    cells = [one.values[place.name] for one in tables if place.name in one.values and same_thing(thing, one.thing)]
    cells = [cell for cell in cells if cell.quantity.kind is not Kind.PERCENT and cell.quantity.value > 0]
    said = [
        claim.figure
        for claim in told
        if claim.place.name == place.name and claim.thing == thing and claim.statement is not statement
        if claim.figure.quantity.value > 0 and claim.figure.quantity.kind is Kind.AMOUNT
    ]
    for figure in (cells or said)[:1]:
        where = "表中" if cells else "别处"
        yield CLEARED.at(
            statement.flow,
            place.start,
            place.end,
            f"说“{place.name}”已没有{thing.core}，{where}却有{figure.text}{'个' if cells else ''}",
            evidence=(seen_at(figure),),
            suggestion="核对县（市、区）名称和数字",
            root=f"ENT010:{place.name}:{thing.core}",
            severity=None if cells else Severity.WARNING,
        )


FAMILY = Family("ENT", "人地机构", (TOLD, EXTREME, CLEARED, WHOLE, COMPARED), check)
