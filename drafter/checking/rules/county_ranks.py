"""ENT009 and ENT011: which county is the highest, and how one stands to the whole of its region.

Run by the family of ``counties``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from drafter.checking.context import CheckContext
from drafter.checking.counties import CHANGED, Claim, Series, places_in, same_thing, seen_at, thing_of
from drafter.checking.localities import Locality
from drafter.checking.rules.model import Example, Rule
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import Thing
from drafter.facts import Interval
from drafter.findings import Finding, Severity

__all__ = ["EXTREME", "WHOLE", "check_ranks"]

_CITY = "榆河市人民政府2025年履行教育职责自评报告\n榆河市辖东屏区、罗溪县、漳清县3个县（区）。\n"
_TABLE = (
    "|县区|普惠覆盖率（%）|56人以上大班额（个）|增长率（%）|\n|东屏区|93.10|31|5.11|\n|罗溪县|96.01|9|4.27|\n"
    "|漳清县|97.00|0|4.86|\n|全市|94.82|40|4.83|\n"
)
_SOURCE = "《党政机关公文处理工作条例》第十九条：内容真实，表述准确"

EXTREME = Rule(
    "ENT009",
    "not-the-extreme",
    "最高最低说错了县区",
    Severity.ERROR,
    "正文说某项最高（多、大）或最低（少、小）的是某县（区），而表中同一项另一个县更高或更低。",
    "排名写错，被表扬和被批评的都不是那一家。",
    (
        Example(_CITY + _TABLE + "教育支出全部增长，其中漳清县增幅最高、为5.11%。"),
        Example(_CITY + _TABLE + "增幅最高的为罗溪县，达到5.11%，最低的为罗溪县，为4.27%。"),
        Example(_CITY + _TABLE + "大班额数量最多的是罗溪县，共31个。"),
        Example(_CITY + _TABLE + "普惠覆盖率最低的罗溪县为93.10%。"),
        Example(_CITY + _TABLE + "普惠覆盖率最高的县区是罗溪县。"),
        Example(_CITY + _TABLE + "罗溪县大班额最多。"),
        Example(_CITY + "罗溪县公办园占比51.2%，为全市最低；漳清县公办园占比50.8%。"),
        Example(_CITY + "普惠覆盖率最高的罗溪县为96.47%，最低的罗溪县为88.15%。"),
    ),
    (
        Example(_CITY + _TABLE + "教育支出全部增长，其中东屏区增幅最高、为5.11%，罗溪县增幅最低、为4.27%。"),
        Example(_CITY + _TABLE + "大班额数量最多的是东屏区，共31个。"),
        Example(_CITY + "罗溪县公办园占比51.2%，为全市最低；漳清县公办园占比60.8%。"),
        Example(_CITY + _TABLE + "罗溪县投入力度最大，漳清县进步最快。"),
        Example(_CITY + _TABLE + "最大限度保障罗溪县学位供给。"),
        Example(_CITY + _TABLE + "提升幅度最高的是罗溪县，覆盖率提高3.2个百分点。"),
        Example(_CITY + _TABLE + "普惠覆盖率最高的县区是漳清县，为97.00%。"),
    ),
    _SOURCE,
)
WHOLE = Rule(
    "ENT011",
    "county-against-whole",
    "县区与全市的比较站不住",
    Severity.ERROR,
    "一个县（区）的数比全市同一项的总数还大；或说某县高于（低于）全市平均，而文中两个数正好相反。两数不在一处时是警告。",
    "部分大于整体，或高低说反，是最显眼的硬伤。",
    (
        Example(_CITY + "全市剩余27个大班额，罗溪县就有41个，占一半以上。"),
        Example(_CITY + "全市责任督学共86名，其中罗溪县96名。"),
        Example(_CITY + _TABLE + "罗溪县教育支出增幅4.27%，高于全市平均增幅0.56个百分点。"),
        Example(_CITY + _TABLE + "漳清县普惠覆盖率97.00%，低于全市平均水平。"),
        Example(
            _CITY + "全市小学生均一般公共预算教育支出11935元。\n二、问题\n罗溪县小学生均一般公共预算教育支出14620元，"
            "漳清县仅9748元；罗溪县比全市平均水平低2187元。"
        ),
        Example(_CITY + _TABLE + "东屏区普惠覆盖率93.10%，比全市平均水平高1.72个百分点。"),
    ),
    (
        Example(_CITY + "全市剩余27个大班额，罗溪县就有14个，占一半以上。"),
        Example(_CITY + _TABLE + "罗溪县教育支出增幅4.27%，低于全市平均增幅0.56个百分点。"),
        Example(_CITY + _TABLE + "漳清县普惠覆盖率97.00%，高于全市平均水平。"),
        Example(_CITY + "全市新建幼儿园12所，罗溪县现有幼儿园58所。"),
        Example(_CITY + "全市幼儿园600所，其中罗溪县在园幼儿8600人。"),
        Example(_CITY + _TABLE + "罗溪县教育支出增幅4.27%，高于全省平均增幅0.56个百分点。"),
    ),
    _SOURCE,
)

_HIGH = "高多大好快首一"
#: 最高, 最少; 居首, 列第一位, 居末.
_WAY = rf"(?:最(?=[高多大好快低少小差慢])|(?:[居列]|排名?)第?(?=[首一末]))(?P<way>[{_HIGH}低少小差慢末])(?:位|名)?"
_BEFORE = re.compile(
    rf"(?P<what>[^，。；：、（(\d]{{0,24}}?){_WAY}的?(?:(?:县|市|区|地区|县区|县市区|设区市|县（市、区）)的?)?(?:分别)?[为是]?[：:]?$"
)
_AFTER = re.compile(
    rf"(?:的|在)?(?P<what>[^，。；：、（(\d]{{0,20}}?)(?:[为是]|居|列)?(?:[全我][省市县区州盟])?{_WAY}"
    r"(?!限度|大程度|基本|终|后|近|[一-鿿]{0,3}的)"
)
_BEHIND = re.compile(rf"[，,]?(?:为|是|居|列)[全我][省市县区州盟]最(?P<way>[{_HIGH}低少小差慢])")
_RATED = re.compile(r"力度|进步|幅度|速度|差距|变化|贡献|压力|任务|困难|成效|难度|潜力")
_RANKED = re.compile("最|[居列]第?[首一末]|排名?第?[首一末]")
_LIST = re.compile(r"(?:[、和及与]|以及)$")
_ALL_OF = re.compile(r"[全我本](?P<letter>[省市县区州盟旗])")
_OF_AVERAGE = re.compile(
    r"(?:(?P<over>高于|高出|超过|优于|多于)|(?P<under>低于|不及|少于|落后于?))(?P<whole>[全我][省市县区州盟])(?:的?(?:平均|总体|整体)|水平|[^，。；\d]{0,6}(?:平均|水平))"
    r"|[比较](?P<whole2>[全我][省市县区州盟])(?:的?(?:平均|总体|整体))[^，。；\d]{0,8}?(?P<way>[高低多少])"
)
_BARE_PART = re.compile(r"(?:就|还|仅|只|独|一[个家]|共|便|已|集中|占|有|达到?|为|是|的|了|其中|[，、:：])*$")
_TELLING = 2
_MOST = 120  # counties that a rank is held against


def check_ranks(context: CheckContext, tables: list[Series], told: list[Claim]) -> Iterator[Finding]:
    """What is said to be the highest or the lowest, more than the whole, above or below the average."""
    ranked = list(_extremes(context, tables))
    yield from ranked
    yield from _told_extremes(context, told, frozenset(f for finding in ranked for f in finding.touches))
    yield from _above_whole(context)
    yield from _averages(context, tables, told)


# --- the highest and the lowest -------------------------------------------------------------------------------------


def _extremes(context: CheckContext, tables: list[Series]) -> Iterator[Finding]:
    for statement in context.statements:
        if statement.flow.part == "table" or not _RANKED.search(statement.text):
            continue
        what = ""
        ways: dict[tuple[str, str], bool] = {}
        places = places_in(context, statement)
        for at, place in enumerate(places):
            found = _extreme_of(statement, places, at)
            if found is None:
                continue
            what = found["what"].strip() or what
            if _RATED.search(what):
                continue
            high = found["way"] in _HIGH
            if ways.setdefault((what, place.name), high) is not high:
                yield EXTREME.at(
                    statement.flow,
                    place.start,
                    place.end,
                    f"前面说“{place.name}”最{'低' if high else '高'}，这里又说它最{_word(found['way'])}",
                    suggestion="核对县（市、区）名称",
                    root=f"ENT009:{place.name}:both",
                )
                continue
            figure = _value_of(statement, place, found, places[at + 1].start if at + 1 < len(places) else statement.end)
            yield from _extreme(statement, place, what, high, figure, tables)


def _told_extremes(context: CheckContext, told: list[Claim], seen: frozenset[int]) -> Iterator[Finding]:
    """What a sentence says is the highest or lowest, against what others tell of the same."""
    alike: dict[tuple[Thing, str], list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.thing.core and not claim.change:
            alike[claim.thing, claim.figure.quantity.dimension].append(claim)
    for claim in told:
        others = alike.get((claim.thing, claim.figure.quantity.dimension), []) if not claim.change else []
        if len(others) < _TELLING or claim.figure.id in seen:
            continue
        way = _way_of(context, claim)
        rest = (c for c in others[:_MOST] if way and c.place.name != claim.place.name)
        other = next((c for c in rest if _beyond(c, claim, way in _HIGH)), None)
        if other is not None:
            yield EXTREME.at(
                claim.statement.flow,
                claim.place.start,
                claim.figure.end,
                f"说“{claim.place.name}”最{_word(way)}，是{claim.figure.text}，而“{other.place.name}”是{other.figure.text}",
                evidence=(seen_at(other.figure),),
                suggestion="核对县（市、区）名称和数字",
                root=f"ENT009:{claim.place.name}:{claim.figure.text}",
                touches=(claim.figure,),
                severity=Severity.WARNING,
            )


def _way_of(context: CheckContext, claim: Claim) -> str:
    """高, 低 or the like where a claim is said to be the highest or lowest of all; empty where it is not."""
    places = places_in(context, claim.statement)
    at = next((n for n, place in enumerate(places) if place.start == claim.place.start), 0)
    found = _extreme_of(claim.statement, places, at)
    if found is not None:
        value = _value_of(
            claim.statement, claim.place, found, places[at + 1].start if at + 1 < len(places) else claim.statement.end
        )
        return found["way"] if value is claim.figure and not _RATED.search(found["what"]) else ""
    after = _BEHIND.match(claim.statement.between(claim.figure.end, claim.statement.end))
    return after["way"] if after else ""


def _word(way: str) -> str:
    """高 for 首 and 第一, 低 for 末."""
    return {"首": "高", "一": "高", "末": "低"}.get(way, way)


def _beyond(one: Claim, other: Claim, high: bool) -> bool:
    left, right = one.figure.quantity.interval, other.figure.quantity.interval
    return left.low > right.high if high else left.high < right.low


def _extreme_of(statement: Statement, places: list[Locality], at: int) -> re.Match[str] | None:
    place = places[at]
    low = places[at - 1].end if at else statement.start
    head = statement.between(low, place.start)
    found = _BEFORE.search(head)
    if found is None:
        high = places[at + 1].start if at + 1 < len(places) else statement.end
        found = _AFTER.match(statement.between(place.end, high))
    alone = not _LIST.search(head) or not at
    return found if alone else None


def _value_of(statement: Statement, place: Locality, found: re.Match[str], high: int) -> Figure | None:
    """The figure that goes with an extreme: the first one right behind it."""
    after = place.end if found.re is _BEFORE else place.end + found.end()
    figure = next((f for f in statement.figures if after <= f.start < high), None)
    if figure is None or not re.fullmatch(r"[，,、（(]?[^，。；、\d]{0,8}", statement.between(after, figure.start)):
        return None
    return figure


def _extreme(
    statement: Statement, place: Locality, what: str, high: bool, figure: Figure | None, tables: list[Series]
) -> Iterator[Finding]:
    name = place.name
    if figure is not None and "占" in figure.gap[-6:]:
        figure = None  # 罗溪县最多（占全市22.8%）
    rows = [one for one in tables if name in one.values and len(one.values) > _TELLING]
    if figure is not None:
        told = [one for one in rows if one.tells(one.values[name], figure)]
        fitting = told or [one for one in rows if any(one.tells(v, figure) for v in one.values.values())]
        if told and any(name in _best(one, high) for one in told):
            return
        if not told:
            fitting = [one for one in fitting if any(one.tells(one.values[n], figure) for n in _best(one, high))]
    else:
        fitting = rows
    if CHANGED.search(what):
        fitting = [one for one in fitting if one.changes and one.percent]
    else:
        thing = thing_of(what.removesuffix("规模"))
        here = [one for one in fitting if one.spoken and one.values[name].statement.flow is statement.flow]
        bare = figure is None and not thing.core and bool(here)  # what a list right before has told
        fitting = here[-1:] if bare else [one for one in fitting if same_thing(thing, one.thing)]
    if len(fitting) != 1 or name in _best(fitting[0], high):
        return
    best = _best(fitting[0], high)
    cell = fitting[0].values[best[0]]
    word = "最高" if high else "最低"
    end = figure.end if figure is not None else place.end
    yield EXTREME.at(
        statement.flow,
        place.start,
        max(end, place.end),
        f"{fitting[0].where}“{fitting[0].words}”{word}的是{'、'.join(best)}（{cell.text}），“{name}”是{fitting[0].values[name].text}",
        evidence=(seen_at(cell),),
        suggestion="核对县（市、区）名称和数字",
        root=f"ENT009:{name}:{fitting[0].words}:{word}",
        touches=(figure,) if figure is not None else (),
        severity=Severity.WARNING if fitting[0].spoken else None,
    )


def _best(one: Series, high: bool) -> list[str]:
    """The counties with the highest, or the lowest, value of a series."""
    values = {name: one.interval(figure) for name, figure in one.values.items()}
    middle = {name: (value.low + value.high) / 2 for name, value in values.items()}
    best = (max if high else min)(middle.values())
    return [name for name, value in middle.items() if value == best]


# --- parts and the whole ----------------------------------------------------------------------------------------------


def _above_whole(context: CheckContext) -> Iterator[Finding]:
    """全市剩余27个大班额，莲浦区就有41个: one county has more than all of them."""
    letter = context.localities.own[-1:]
    for statement in context.statements if letter not in tuple("县区旗") else ():  # which have no counties
        if statement.flow.part == "table" or len(statement.figures) < _TELLING:
            continue
        places = places_in(context, statement)
        for whole, part in zip(statement.figures, statement.figures[1:], strict=False):
            named = [place for place in places if whole.end <= place.start and place.end <= part.start]
            if len(named) != 1 or not _comparable(whole, part):
                continue
            own = _ALL_OF.search(re.split(r"[。；;，]", whole.gap)[-1])
            between = statement.between(whole.end, named[0].start)
            if own is None or own["letter"] != letter or re.search(r"[。；;]|比|较|新|另", between):
                continue
            if not _BARE_PART.fullmatch(statement.between(named[0].end, part.start)):
                continue
            if part.quantity.interval.low > whole.quantity.interval.high:
                yield WHOLE.at(
                    statement.flow,
                    named[0].start,
                    part.end,
                    f"“{named[0].name}”{part.text}，比{own.group()}的{whole.text}还多",
                    evidence=(seen_at(whole),),
                    suggestion="核对两处的数",
                    root=f"ENT011:{named[0].name}:{part.text}",
                    touches=(whole, part),
                )


def _comparable(whole: Figure, part: Figure) -> bool:
    one, two = whole.quantity, part.quantity
    levels = whole.role is Role.LEVEL and part.role is Role.LEVEL
    return levels and one.kind is two.kind is Kind.AMOUNT and one.dimension == two.dimension and one.definite


def _averages(context: CheckContext, tables: list[Series], told: list[Claim]) -> Iterator[Finding]:
    own = context.localities.own[-1:]
    for statement in context.statements:
        if statement.flow.part == "table":
            continue
        places = places_in(context, statement)
        for match in _OF_AVERAGE.finditer(statement.text) if places else ():
            if (match["whole"] or match["whole2"])[-1] != own:
                continue
            above = bool(match["over"] or (match["way"] or "") in ("高", "多"))
            start = statement.start + match.start()
            before = [place for place in places if place.end <= start]
            if not before or re.search(r"[。；;]", statement.between(before[-1].end, start)):
                continue
            claim = _compared_claim(statement, before[-1], start, told)
            whole = _whole_of(context, claim, tables) if claim is not None else None
            if claim is None or whole is None:
                continue
            value, middle = claim.figure.quantity.interval, whole[0]
            wrong = value.high < middle.low if above else value.low > middle.high
            if wrong:
                word = "高" if above else "低"
                here = re.search(r"[。；;，]", statement.between(claim.figure.end, start)[1:]) is None
                yield WHOLE.at(
                    statement.flow,
                    start,
                    statement.start + match.end(),
                    f"说“{claim.place.name}”{word}于全{own}，而它是{claim.figure.text}，全{own}是{whole[1].text}",
                    evidence=(seen_at(whole[1]),),
                    suggestion="核对县（市、区）名称、数字和高低",
                    root=f"ENT011:{claim.place.name}:{claim.figure.text}:{word}",
                    touches=(claim.figure,),
                    severity=None if here and whole[1].statement.flow.part == "table" else Severity.WARNING,
                )


def _compared_claim(statement: Statement, place: Locality, start: int, told: list[Claim]) -> Claim | None:
    """What is compared: the county's figure told last before in the sentence, of the name's place or an earlier one."""
    mine = [c for c in told if c.statement is statement and c.place.name == place.name and c.figure.end <= start]
    last = [c for c in mine if c.place is place] or mine
    return last[-1] if last else None


def _whole_of(context: CheckContext, claim: Claim, tables: Iterable[Series]) -> tuple[Interval, Figure] | None:
    name, figure = claim.place.name, claim.figure
    holding = [
        one
        for one in tables
        if one.total is not None and name in one.values and one.tells(one.values[name], figure)
        if one.percent or "均" in one.words
    ]
    if len(holding) == 1 and holding[0].total is not None:
        return holding[0].interval(holding[0].total), holding[0].total
    if not claim.thing.core or claim.change:
        return None
    dimension = figure.quantity.dimension.split("/")[0]
    rate = figure.quantity.kind is Kind.PERCENT or "均" in claim.thing.core
    known = context.told.one(claim.thing, dimension) if rate else None
    return (known.interval, known.figure) if known is not None else None
