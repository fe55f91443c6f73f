"""What a report tells of each county (or city) of its region: in the rows of a table, and sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from drafter.checking.claims.passages import MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.localities import Locality
from drafter.checking.row_openings import opening_cells
from drafter.checking.text.grids import TOTAL, Grid
from drafter.checking.text.phrases import NOTHING
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import Thing, read_thing
from drafter.facts import Interval, parse_unit
from drafter.findings import Evidence

__all__ = ["CHANGED", "Claim", "Series", "claims", "places_in", "same_thing", "seen_at", "series", "thing_of"]

CHANGED = re.compile(r"增幅|增长率?|增速|增量|增加额?|增减|升幅|降幅|下降|减少|变化")
_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*(?P<unit>[^（）()]{1,8})[）)]")
_YEAR = re.compile(r"(?P<year>20\d\d)|上年|去年")
_BREAK = re.compile(r"[。；;！？\n]")
_WHOLE = re.compile(
    r"[全我][省市县区州盟旗]|合计|平均|其余|其他|其它|各[县区市]|上级|国家|省定|两[县区市地]|前者|后者|三[地县]"
)
_COMPARED = re.compile(r"(?:比|较|[高低优]于|超过|不及|与|同|和|距|占|[赴往到])$")
#: What leads to a figure, or marks it as the highest, and names nothing.
_EMPTY = (
    r"独占|独|就|还|仍|尚|分别|各|只|仅|也|均|都|已|以|其中|的是|的|达到?|"
    r"占到?|一家|一地|总体|率先|将近|剩余?|集中在?|为|是|了|在(?![校园])|有|共|县|市|区|地区"
)
_EDGES = re.compile(rf"^(?:{_EMPTY})+|(?:{_EMPTY})+$")
_EXTREME = re.compile(r"(?:为|是)?最[高低多少大小好快慢]的?")
_CLAUSE = re.compile(r"[，,：:、（(]")
_BEHIND = re.compile(r"^[一-鿿]{2,10}?(?=[，。；、：（）()占]|$)")
_SUBSET = re.compile(
    r"新[增建投补招]|城区|农村|乡村|乡镇|城镇|城关|中心城|其中|省级|市级|国家级|部分|未|不足|重点|计划|目标|要求"
)
_BETWEEN_TWO = re.compile(r"相差|差距|之比|(?:高出?|低|(?<!最)多出?|(?<!最)少)(?:了|约|近)?$")
_BOUND = re.compile(r"(?:[高低]于|超过|不[足到]|未达到?|达到|大于|小于)\d[\d.]*%?的")
_OF_ALL = re.compile(
    r"(?:各县（[市区、]+）|各[县市区]+|各地)(?:的)?(?P<noun>[一-鿿]{2,20}?(?:率|占比|比例))(?:均|都|全部|普遍|总体)"
)
_COUNTED = re.compile(r"^[^\d]*\d[\d.]*\s*[万亿]?[个所人名]")
_FAR = 90
_MOST = 240  # measures that are compared: more are the tables of a yearbook


@dataclass(frozen=True)
class Series:
    """One measure of several counties.

    Attributes:
        words: what is measured: the head of the column, or the label of the row.
        values: figure by name; ``total`` that of the whole region, None where the table has none.
        factor: of the unit the words give for bare numbers; ``dimension`` what that unit measures, empty for none.
    """

    words: str
    thing: Thing
    values: dict[str, Figure]
    total: Figure | None
    factor: Decimal
    percent: bool
    dimension: str = ""

    @property
    def changes(self) -> bool:
        """Whether it measures a change."""
        return bool(CHANGED.search(self.words))

    @property
    def spoken(self) -> bool:
        """Whether a sentence lists it, and no table."""
        return all(figure.statement.flow.part != "table" for figure in self.values.values())

    @property
    def where(self) -> str:
        """Where its values stand."""
        return "文中" if self.spoken else "表中"

    def interval(self, figure: Figure) -> Interval:
        """The values a cell can stand for, in base units."""
        quantity = figure.quantity
        if quantity.kind is not Kind.BARE:
            return quantity.interval
        return Interval.printed(quantity.value, quantity.decimals, self.factor)

    def tells(self, cell: Figure, figure: Figure) -> bool:
        """Whether a figure of the text is the value of a cell, as far as the digits of both go."""
        one, two = cell.quantity, figure.quantity
        if (two.kind in (Kind.PERCENT, Kind.POINTS)) is not self.percent:
            return False
        if one.kind is not Kind.BARE and one.dimension and two.dimension and one.dimension != two.dimension:
            return False
        return self.interval(cell).meets(two.interval)


@dataclass(frozen=True)
class Claim:
    """A figure that a sentence tells of one county.

    Attributes:
        words: those that say what it is; ``thing`` what they name, without a core where they do not.
        change: whether it is told as a change.
    """

    place: Locality
    statement: Statement
    figure: Figure
    words: str
    thing: Thing
    change: bool


@dataclass
class _Rows:
    names: dict[int, str] = field(default_factory=dict)
    total: int | None = None


def series(context: CheckContext, parts: frozenset[str] | None = None) -> list[Series]:
    """Every measure that the tables give of at least two counties of this year.

    Args:
        parts: the names that rows may have, where they are not those of counties alone.
    """
    parts = context.localities.parts if parts is None else parts
    names = _labels(context, parts)
    found = []
    for grid in context.grids:
        rows = _rows(grid, names, context.localities.own)
        if len(rows.names) > 1:
            for column in grid.columns:
                cells = grid.column(column)
                values = {name: cells[row] for row, name in rows.names.items() if row in cells}
                total = cells.get(rows.total) if rows.total is not None else None
                found.append(_series(grid.heads.get(column, ""), values, total, grid.is_percent(column)))
            continue
        heads = {c: name for c in grid.columns if (name := grid.name(c)) in parts}
        whole = next((c for c in grid.columns if TOTAL.match(grid.name(c))), None)
        for row in grid.rows if len(heads) > 1 else ():
            values = {name: grid.cells[row, c] for c, name in heads.items() if (row, c) in grid.cells}
            label = grid.labels.get(row, "")
            percent = any(f.quantity.kind is Kind.PERCENT for f in values.values()) or label.endswith(("率", "占比"))
            found.append(_series(label, values, grid.cells.get((row, whole)) if whole is not None else None, percent))
    return [one for one in found if len(one.values) > 1 and _this_year(one.words, context.year)][:_MOST]


def _labels(context: CheckContext, parts: frozenset[str]) -> dict[tuple[int, int], str]:
    """County that opens each row of each table, be it in the second column after a number."""
    found: dict[tuple[int, int], str] = {}
    for place, words in opening_cells(context.document):
        if words in parts:
            found.setdefault(place, words)
    return found


def _rows(grid: Grid, names: dict[tuple[int, int], str], own: str) -> _Rows:
    found = _Rows()
    for row in grid.rows:
        if name := names.get((grid.number, row)):
            found.names[row] = name
        elif TOTAL.match(label := grid.labels.get(row, "")) or (own and label == own) or label in ("平均", "全市平均"):
            found.total = row
    return found if len(set(found.names.values())) == len(found.names) else _Rows()


def _series(words: str, values: dict[str, Figure], total: Figure | None, percent: bool) -> Series:
    unit = parse_unit(match["unit"]) if (match := _UNIT.search(words)) else None
    plain = _UNIT.sub("", words)
    factor, dimension = (unit.factor, unit.dimension) if unit else (Decimal(1), "")
    return Series(plain, thing_of(plain), values, total, factor, percent, dimension)


def _this_year(words: str, year: int) -> bool:
    named = _YEAR.search(words)
    return named is None or bool(year and named["year"] == str(year))


def thing_of(words: str) -> Thing:
    """What words name, what marks the highest or leads to a figure left out."""
    return read_thing(_EDGES.sub("", _EXTREME.sub("", words)))


# --- sentences ---------------------------------------------------------------------------------------------------


def places_in(context: CheckContext, statement: Statement) -> list[Locality]:
    """Counties and cities that a sentence names, the region itself left out."""
    places, own = context.localities.of(statement.flow), context.localities.own
    low, high = (bisect_left(places, at, key=lambda place: place.start) for at in (statement.start, statement.end))
    return [place for place in places[low:high] if place.name != own]


def claims(context: CheckContext) -> Iterator[Claim]:
    """Figures of this year that the text tells of one county each."""
    for statement in context.statements:
        if statement.flow.part not in ("body", "textbox") or not statement.figures:
            continue
        if context.roles[statement.flow.first_paragraph] == MEASURES:
            continue
        places = places_in(context, statement)
        if places:
            yield from _of_sentence(context, statement, places)


def _of_sentence(context: CheckContext, statement: Statement, places: list[Locality]) -> Iterator[Claim]:
    told: list[Claim] = []
    paired = _respectively(statement, places)
    for figure in statement.figures:
        place, lead = paired.get(figure.id) or (_owner(statement, places, figure), "")
        if place is None or figure.role in (Role.PREVIOUS, Role.TARGET) or not figure.quantity.definite:
            continue
        between = statement.between(place.end, figure.start)
        if _other_year(context, statement, place, figure) or _SUBSET.search(between):
            continue
        words = lead or _own_words(statement, place, figure)
        if _BETWEEN_TWO.search(words) or (figure.quantity.kind is Kind.PERCENT and re.search("占(?!比)", words)):
            continue
        claim = Claim(place, statement, figure, words, thing_of(words), bool(CHANGED.search(words)))
        if not claim.thing.core and not claim.thing.stage:
            claim = _completed(statement, claim, told)
        told.append(claim)
        yield claim


def _respectively(statement: Statement, places: list[Locality]) -> dict[int, tuple[Locality, str]]:
    """「东梁区、双岗市分别为12个和14个」: the county of each figure with the words before, by figure id."""
    found: dict[int, tuple[Locality, str]] = {}
    for run in value_runs(statement.figures) if len(places) > 1 else ():
        row = [place for place in places if place.end <= run[0].start][-len(run) :]
        if len(run) < 2 or len(row) != len(run):
            continue
        gaps = (statement.between(a.end, b.start) for a, b in zip(row, row[1:], strict=False))
        lead = statement.between(row[-1].end, run[0].start)
        joined = all(re.fullmatch(r"、|和|及|以及|与", gap) for gap in gaps) and re.search("分别|各", lead)
        if joined and not _BREAK.search(lead) and not _WHOLE.search(lead):
            found.update((figure.id, (place, lead)) for figure, place in zip(run, row, strict=True))
    return found


def _own_words(statement: Statement, place: Locality, figure: Figure) -> str:
    """The last words between a county (or the figure before) and a figure that name something."""
    before = [other.end for other in statement.figures if place.end <= other.start and other.end <= figure.start]
    pieces = _CLAUSE.split(statement.between(max([place.end, *before]), figure.start))
    return next((words for words in reversed(pieces) if thing_of(words).core), pieces[-1])


def _owner(statement: Statement, places: list[Locality], figure: Figure) -> Locality | None:
    """The county whose figure it is: the one named last, alone, with nothing of the whole named after it."""
    before = [place for place in places if place.end <= figure.start]
    if not before:
        return None
    place = before[-1]
    between = statement.between(place.end, figure.start)
    if len(between) > _FAR or _BREAK.search(between) or _WHOLE.search(between):
        return None
    lead = statement.between(max(statement.start, place.start - 4), place.start)
    listed = len(before) > 1 and re.fullmatch(r"[、和及与]|以及", statement.between(before[-2].end, place.start))
    if listed or _COMPARED.search(lead) or re.match(r"[、和及与]|等", between):
        return None
    return place


def _other_year(context: CheckContext, statement: Statement, place: Locality, figure: Figure) -> bool:
    """Whether the year named last before the figure is another one; what it is compared with (比2022年) tells none."""
    told = max((other.end for other in statement.figures if other.end <= figure.start), default=0)
    for date in reversed(statement.dates):
        if date.end > figure.start or date.text.isdigit():
            continue
        if date.relative is not None and date.start < told:
            continue  # 由上年的58个减至31个
        before = statement.between(max(statement.start, date.start - 1), date.start)
        if place.end <= date.start and (date.relative == -1 or date.year not in (0, context.year)):
            return True
        if date.year and before not in ("比", "较", "由", "从", "与"):
            return bool(context.year) and context.year not in (date.year, date.last)
    return False


def _completed(statement: Statement, claim: Claim, told: list[Claim]) -> Claim:
    """A claim whose own words name nothing, with what the sentence said before, or says right behind the figure."""
    figure = claim.figure
    behind = _BEHIND.match(statement.between(figure.end, min(statement.end, figure.end + 12)))
    if behind and (thing := thing_of(behind[0])).core:
        return replace(claim, words=behind[0], thing=thing)
    head = _BREAK.split(statement.between(statement.start, claim.place.start))[-1]
    lead = _COUNTED.sub("", _CLAUSE.split(head)[-1])  # 28个大班额集中在沧河区（18个）
    lead = _BOUND.split(lead)[0] or lead  # 巩固率低于97%的只有沧河区，为96.4%
    if (thing := thing_of(lead)).core:
        return replace(claim, words=lead, thing=thing, change=bool(CHANGED.search(lead)))
    for earlier in reversed(told):
        if earlier.figure.quantity.dimension == figure.quantity.dimension and earlier.place is not claim.place:
            return replace(claim, words=earlier.words, thing=earlier.thing, change=earlier.change)
    counted = re.search(r"\d\s*[个所人名](?P<noun>[一-鿿]{2,10}?)(?:中|里)?[，,：:]?(?:其中)?$", head)
    if counted and (thing := thing_of(counted["noun"])).core:
        return replace(claim, words=counted["noun"], thing=thing)
    if all_of_them := _OF_ALL.search(head):  # 各县区毛入园率均高于95%，其中…
        return replace(claim, words=all_of_them["noun"], thing=thing_of(all_of_them["noun"]))
    return replace(claim, thing=NOTHING)


def same_thing(one: Thing, other: Thing) -> bool:
    """Whether two names are of one thing, as far as both say: 普惠覆盖率 and 普惠性幼儿园覆盖率."""
    stages = one.stage == other.stage or not one.stage or not other.stage
    return bool(one.core) and one.core == other.core and one.owner == other.owner and stages


def seen_at(figure: Figure) -> Evidence:
    """Where a figure stands, with the words before it."""
    flow = figure.statement.flow
    where = "表格" if flow.part == "table" else f"第{flow.first_paragraph + 1}段"
    return Evidence("document", where, flow.text[max(figure.statement.start, figure.start - 24) : figure.end].strip())
