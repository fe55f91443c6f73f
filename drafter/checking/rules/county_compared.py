"""ENT013: counties compared with each other and with their neighbours: so many times, so much more or less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checking.context import CheckContext
from drafter.checking.counties import Series, places_in, same_thing, seen_at, thing_of
from drafter.checking.localities import Locality
from drafter.checking.rules.model import Example, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import read_thing
from drafter.checking.text.widening import leeway
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese, to_places
from drafter.findings import Finding, Severity

__all__ = ["COMPARED", "check_compared", "check_neighbours"]

_CITY = "榆河市人民政府2025年履行教育职责自评报告\n榆河市辖东屏区、罗溪县、漳清县、宁岚县4个县（区）。\n一、工作情况\n"
_LIST = "在校生东屏区86420人、罗溪县52180人、漳清县38460人、宁岚县20310人。"
COMPARED = Rule(
    "ENT013",
    "counties-compared",
    "县与县、与邻县比较的说法与数不符",
    Severity.WARNING,
    "说某县是另一县的几倍、不到几成，或本县高于、低于邻县多少，与文中给出的两个数对不上；列举中两个县的多位数完全相同。",
    "县域之间的比较最常被引用，名称和数错开就不成立。",
    (
        Example(_CITY + _LIST + "宁岚县最少，不到东屏区的两成。"),
        Example(_CITY + _LIST + "最多的东屏区是漳清县的4.26倍。"),
        Example(
            "罗溪县2025年自评报告\n一、投入\n教育支出占比21.4%，比宁岚县（20.2%）高1.2个百分点，比宁岚县（22.3%）低0.9个百分点。"
        ),
        Example(_CITY + "在校生东屏区86420人、罗溪县52180人、漳清县52180人、宁岚县20310人。"),
        Example(
            "罗溪县2025年自评报告\n一、投入\n小学生均支出12680元，低于邻县漳清县的11960元，也低于宁岚县的13240元。"
        ),
        Example(
            "罗溪县2025年自评报告\n一、投入\n小学生均支出12680元，高于邻县漳清县的11960元，低于宁岚县的13240元。\n二、问题\n小学生均支出比漳清县少560元。"
        ),
    ),
    (
        Example(
            "罗溪县2025年自评报告\n一、投入\n教育支出占比21.4%，比漳清县（20.2%）高1.2个百分点，比宁岚县（22.3%）低0.9个百分点。"
        ),
        Example(_CITY + _LIST + "宁岚县最少，不到东屏区的三成。"),
        Example(_CITY + _LIST + "最多的东屏区是宁岚县的4.26倍。"),
        Example(_CITY + _LIST + "罗溪县超过东屏区的一半。"),
        Example("罗溪县2025年自评报告\n一、投入\n小学生均支出12680元，高于邻县漳清县的11960元，低于宁岚县的13240元。"),
        Example(
            "罗溪县2025年自评报告\n一、投入\n小学生均支出12680元，高于邻县漳清县的11960元，低于宁岚县的13240元。\n二、问题\n小学生均支出比宁岚县少560元。"
        ),
    ),
    "《党政机关公文处理工作条例》第十九条：内容真实准确，前后一致",
)

_TELLING = 4
_PART = re.compile(
    r"^的?(?P<soft>约|近|将近|大约)?(?:(?P<tenths>[一二两三四五六七八九])成(?!立|为|功|绩)|(?P<half>一半)|(?P<low>[二三四五六七八九十])分之(?P<top>[一二三四五六七八九])"
    r"|(?P<times>\d+(?:\.\d+)?)倍)"
)
_IS = re.compile(
    r"(?:不到|不足|未到|超过|超|高于|低于|是|为|相当于|仅为|只有|达到?|约为|接近|近)(?:最[高低多少大小]的)?$"
)
_PLACE = (
    r"(?:邻近的?|相邻的?|周边的?|毗邻的?|兄弟|邻|同类)?(?:[县市区旗](?=[一-鿿]{2}))?"
    r"(?P<place>(?![全我本各该])[一-鿿]{2,4}?[县市区旗])"
)
_MARK = re.compile(rf"(?P<way>高于|低于|超过|不及|多于|少于){_PLACE}的?(?:平均)?(?:水平)?(?:的|为|是)?(?=\d)")
_BY = re.compile(rf"比{_PLACE}[^，。；、\d]{{0,8}}?(?P<way>高|低|多|少)出?了?(?=\d)")
_BACK = 3
_NEAR = 40


def check_compared(context: CheckContext, known: list[Series]) -> Iterator[Finding]:
    """Counties of the region against each other.

    Args:
        known: measures of counties that tables and sentences list.
    """
    for one in known:
        yield from _same_value(one)
    for statement in context.statements if known else ():
        if statement.flow.part == "table":
            continue
        for subject, place in pairwise(places_in(context, statement)):
            yield from _multiple(statement, subject, place, known)


def _same_value(one: Series) -> Iterator[Finding]:
    seen: dict[Decimal, str] = {}
    for name, figure in one.values.items():
        quantity = figure.quantity
        if figure.statement.flow.part == "table" or quantity.kind is not Kind.AMOUNT or not quantity.step:
            continue
        digits = f"{to_places(quantity.value / quantity.step):f}".strip("0")
        other = seen.setdefault(quantity.value, name)
        if other != name and len(digits) >= _TELLING:
            yield COMPARED.at(
                figure.statement.flow,
                figure.start,
                figure.end,
                f"“{name}”与“{other}”的数完全相同，都是{figure.text}",
                suggestion="核对是否错抄了一行",
                root=f"ENT013:{name}:{other}:{figure.text}",
                touches=(figure, one.values[other]),
            )


# --- one county as a part or a multiple of another ---------------------------------------------------------------


def _multiple(statement: Statement, subject: Locality, place: Locality, known: list[Series]) -> Iterator[Finding]:
    between = statement.between(subject.end, place.start)
    found = _PART.match(statement.between(place.end, min(statement.end, place.end + 12)))
    lead = _IS.search(between)
    if found is None or lead is None or len(between) > _NEAR or re.search(r"[。；;]", between):
        return
    rows = [one for one in known if subject.name in one.values and place.name in one.values and not one.percent]
    near = [one for one in rows if one.values[place.name].statement.flow is statement.flow]
    near = near or [one for one in rows if same_thing(thing_of(between[: lead.start()]), one.thing)]
    own = [f for f in statement.figures if subject.end <= f.start and f.end <= place.start]
    if own:  # 甲县校均1096人，是乙县的2倍: of what is told of it here
        near = [one for one in near if one.tells(one.values[subject.name], own[-1])]
    if subject.name == place.name:
        return
    meant = _meant(found, lead.group(), statement.between(place.end, min(statement.end, place.end + 16))[found.end() :])
    quotients = [(one, one.interval(one.values[subject.name]), one.interval(one.values[place.name])) for one in near]
    quotients = [row for row in quotients if row[2].low > 0]
    if not quotients or meant is None or any((a / b).meets(meant) for _, a, b in quotients):
        return
    one = quotients[-1][0]
    first, second = one.values[subject.name], one.values[place.name]
    yield COMPARED.at(
        statement.flow,
        place.start,
        place.end + found.end(),
        f"“{subject.name}”{first.text}，“{place.name}”{second.text}，前者是后者的"
        f"{first.quantity.value / second.quantity.value:.2f}倍",
        evidence=(seen_at(first), seen_at(second)),
        suggestion="核对县（市、区）名称和倍数",
        root=f"ENT013:{subject.name}:{place.name}:{found.group()}",
        touches=(first, second),
    )


def _meant(found: re.Match[str], lead: str, after: str) -> Interval | None:
    """The quotients that the words allow."""
    if found["times"]:
        decimals = len(found["times"].partition(".")[2])
        stated = Interval.printed(Decimal(found["times"]), decimals)
        if re.search("超|高于", lead):
            return stated.widened(up=Decimal(10**6))
        return stated.widened(down=stated.high) if re.search("不到|不足|近|低于", lead) else stated
    if found["tenths"]:
        value = (parse_chinese(found["tenths"]) or Decimal(0)) * 10
    elif found["half"]:
        value = Decimal(50)
    else:
        top, low = parse_chinese(found["top"]), parse_chinese(found["low"])
        if not top or not low:
            return None
        value = top / low * 100
    words = re.sub(r"最.的$", "", lead) + (found["soft"] or "")
    return leeway(value, words, after).scaled(Decimal("0.01"))


# --- this county beside others --------------------------------------------------------------------------------------


def check_neighbours(context: CheckContext) -> Iterator[Finding]:
    """「小学12680元，高于邻县漳清县的11960元」 and 「小学比宁岚县少560元」, by the values told of the two."""
    marks: dict[str, list[tuple[str, Figure, Figure]]] = {}
    for statement in context.statements:
        if statement.flow.part == "table" or context.heading_years.get(statement.flow.first_paragraph):
            continue
        starts = {figure.start: figure for figure in statement.figures}
        for found in _MARK.finditer(statement.text):
            figure = starts.get(statement.start + found.end())
            if figure is not None:
                yield from _above_or_below(context, statement, found, figure, marks)
        for found in _BY.finditer(statement.text) if marks else ():
            figure = starts.get(statement.start + found.end())
            if figure is not None:
                yield from _by_so_much(statement, found, figure, marks)


def _stage_before(statement: Statement, at: int) -> str:
    """The stage of school that the words before a comparison name."""
    return read_thing(re.split(r"[。；;]", statement.text[:at])[-1]).stage


def _above_or_below(
    context: CheckContext,
    statement: Statement,
    found: re.Match[str],
    figure: Figure,
    marks: dict[str, list[tuple[str, Figure, Figure]]],
) -> Iterator[Finding]:
    stage = _stage_before(statement, found.start())
    own = _own_value(context, statement, statement.start + found.start(), figure, stage)
    if own is None:
        return
    marks.setdefault(found["place"], []).append((stage, own, figure))
    above = found["way"] in ("高于", "超过", "多于")
    one, two = own.quantity.interval, figure.quantity.interval
    if (one.high < two.low) if above else (one.low > two.high):
        yield _said(statement, found, figure, own, figure)


def _by_so_much(
    statement: Statement, found: re.Match[str], figure: Figure, marks: dict[str, list[tuple[str, Figure, Figure]]]
) -> Iterator[Finding]:
    stage = _stage_before(statement, found.start())
    told = [mark for mark in marks.get(found["place"], ()) if not stage or not mark[0] or mark[0] == stage]
    told = [mark for mark in told if _measures(mark[1], figure) and mark[2].statement is not statement]
    if len(told) != 1:
        return
    _, own, mark = told[0]
    apart = own.quantity.interval - mark.quantity.interval
    signed = apart if found["way"] in "高多" else apart.scaled(Decimal(-1))
    if not signed.meets(figure.quantity.interval):
        yield _said(statement, found, figure, own, mark)


def _measures(value: Figure, apart: Figure) -> bool:
    if value.quantity.kind is Kind.PERCENT:
        return apart.quantity.kind is Kind.POINTS
    return value.quantity.dimension == apart.quantity.dimension


def _own_value(context: CheckContext, statement: Statement, at: int, mark: Figure, stage: str) -> Figure | None:
    """The one value of the region itself that a neighbour's is set against, told before it in the paragraph."""
    found: list[Figure] = []
    for other in context.statements[max(0, statement.number - _BACK) : statement.number + 1]:
        if other.flow is not statement.flow:
            continue
        for figure in other.figures:
            subject = context.subjects.get(figure.id)
            same = figure.quantity.dimension == mark.quantity.dimension and figure.quantity.kind is mark.quantity.kind
            own = subject is not None and subject.whole and subject.thing.stage == stage
            if figure.end <= at and same and own and figure.role is Role.LEVEL:
                found.append(figure)
    last = [f for f in _levels_before(statement, at) if f.quantity.dimension == mark.quantity.dimension]
    if last and found and last[-1].quantity.value != found[-1].quantity.value:
        return None  # the sentence has gone on to something else
    return found[0] if len({f.quantity.value for f in found}) == 1 else None


def _levels_before(statement: Statement, at: int) -> list[Figure]:
    """The values that a sentence tells before an offset, nothing asked of whose they are."""
    return [f for f in statement.figures if f.end <= at and f.role in (Role.LEVEL, Role.SHARE)]


def _said(statement: Statement, found: re.Match[str], at: Figure, own: Figure, mark: Figure) -> Finding:
    place = found["place"]
    return COMPARED.at(
        statement.flow,
        statement.start + found.start(),
        at.end,
        f"说比“{place}”{found['way'][0]}，而本地是{own.text}，“{place}”是{mark.text}",
        evidence=(seen_at(own), seen_at(mark)),
        suggestion="核对县（市、区）名称、数字和高低",
        root=f"ENT013:{place}:{at.text}",
        touches=(own, mark, at),
    )
