"""ENT012 once more: what the districts of a list come to, and the counties, beside the list itself.

「六个县区合计58.66亿元。其中，甲区14.37亿元、乙区12.05亿元、丙县10.84亿元…。两区合计26.42亿元，四县合计32.24亿元」: the
places of a sort are as many as the words say, so that their values make up what is told of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from drafter.checking.counties import seen_at
from drafter.checking.place_index import Measure, PlaceIndex
from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import printed_like
from drafter.checking.relations.slips import slipped_parts, slipped_total
from drafter.checking.relations.wholes import added
from drafter.checking.rules.county_lists import LISTED
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.facts.numerals import parse_chinese
from drafter.findings import Evidence, Finding, Severity

__all__ = ["check_groups"]

_GROUP = re.compile(
    r"(?:^|[，；。：（]|[其这上]述?[中]?)(?P<n>[两二三四五六七八九十]{1,2}|\d{1,2})个?"
    r"(?P<sort>县（[市区、]+）|县区|区县|市县|县市|区|县|市|镇|乡|街道)(?:的)?(?P<words>[^，。；：、\d]{0,8}?)"
    r"(?:合计|共计|总计|一共|共)(?:[^，。；：、\d]{0,4}?)(?:为|是|达到?|约)*$"
)
_ANY = ("县区", "区县", "市县", "县市")
_PLACES_ONLY = re.compile(r"^(?:分|各|其中)?(?:县区|区县|县市区|[县区市镇乡]|县（[市区、]+）|地区)[中里看]?$")
_LOOK = 40
_FEWEST = 3


def check_groups(index: PlaceIndex) -> Iterator[Finding]:
    """Every list of three places and more against what is told of all or some of them beside it."""
    by_flow: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in index.context.statements:
        by_flow[id(statement.flow)].append(statement)
    for measure in index.measures:
        listed = measure.listed
        if listed is None or len(listed.entries) < _FEWEST or measure.series.percent:
            continue
        own = {entry.figure.id for entry in listed.entries}
        near = [s for s in by_flow[id(listed.statement.flow)] if abs(s.number - listed.statement.number) < 2]
        for figure in (f for s in near for f in s.figures if f.id not in own):
            yield from _held(measure, figure)


def _held(measure: Measure, total: Figure) -> Iterator[Finding]:
    first = next(iter(measure.series.values.values())).quantity
    alike = total.role is Role.LEVEL and total.quantity.definite and total.quantity.kind is first.kind is Kind.AMOUNT
    if not alike or total.quantity.dimension != first.dimension:
        return
    statement = total.statement
    told = _GROUP.search(statement.between(max(statement.start, total.start - _LOOK), total.start))
    if told is None or not _of_one_measure(measure, told["words"], total):
        return
    sort = "" if told["sort"] in _ANY or "（" in told["sort"] else told["sort"]
    group = {name: figure for name, figure in measure.series.values.items() if name.endswith(sort)}
    many = int(told["n"]) if told["n"].isdigit() else int(parse_chinese(told["n"].replace("两", "二")) or 0)
    figures = list(group.values())
    if many != len(figures) or many < 2 or added(figures).meets(total.quantity.interval):
        return
    exact = sum((f.quantity.value for f in figures), Decimal(0))
    if not may_be_meant(total.quantity.value, exact):
        return
    yield _finding(group, total, told["n"] + told["sort"], printed_like(exact, total.quantity))


def _of_one_measure(measure: Measure, words: str, total: Figure) -> bool:
    """Whether words name what a list measures; one that leaves it unsaid measures what was told right before it."""
    unsaid = not measure.series.words or bool(_PLACES_ONLY.match(measure.series.words))
    first = min(figure.start for figure in measure.series.values.values())
    return words in measure.series.words or (unsaid and total.end <= first)


def _finding(group: dict[str, Figure], total: Figure, whose: str, should: str) -> Finding:
    figures = list(group.values())
    blamed = _blamed(figures, total)
    said = f"“{'、'.join(group)}”的数之和是{should}，文中{whose}合计写{total.text}"
    finding = LISTED.at(
        blamed.statement.flow,
        blamed.start,
        blamed.end,
        said,
        evidence=(*(seen_at(f) for f in (*figures, total)), Evidence("computed", "各地的数相加", "")),
        suggestion="核对各地的数和合计",
        root=f"ENT012:{blamed.id}:group",
        touches=(*figures, total),
        severity=Severity.WARNING,
    )
    twins = [f for f in figures if f is not blamed and f.quantity.value == blamed.quantity.value]
    return LISTED.further(finding, tuple(p for f in twins for p in f.statement.flow.places(f.start, f.end)))


def _blamed(figures: list[Figure], total: Figure) -> Figure:
    """The figure to look at first: one of two that are alike, one that a slip explains, else the total."""
    for figure in figures:
        if sum(f.quantity.value == figure.quantity.value for f in figures) > 1:
            return figure
    if slipped_total(figures, total):
        return total
    missing = total.quantity.value - sum((f.quantity.value for f in figures), Decimal(0))
    slips = slipped_parts(figures, missing)
    return slips[0] if len(slips) == 1 else total
