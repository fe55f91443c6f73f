"""Whose value a figure is said to be, and of which year, by the places and years that stand before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from drafter.checking.observed import OWN, Observed
from drafter.checking.text.statements import Figure, Role, Statement, value_runs

__all__ = ["Owner", "owners"]

_Name = TypeVar("_Name", str, int)
_CLAUSE = re.compile(r"[，。；：]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!来|以来|起)")
_LAST = re.compile(r"上一?学?年|去年")
#: What leads from one value of a thing to the next: 由a增至b.
_ONWARD = re.compile(r"^(?:[一-鿿]{0,6}?(?:到|至|为)|（?(?:上年|去年)(?:为|是)?)$")
#: A place that the sheet does not have: 仅次于望湖区的22.48%, 低于全国的51.2%.
_STRANGER = re.compile(
    r"(?P<place>全[国省市州]|[一-鿿]{1,3}(?<![城市郊学校辖地社园山牧片新老灾库林矿景全各本我他外邻])(?<!开发)(?<!高新)"
    r"(?:县|区|旗)|(?<![全本我各])[一-鿿]{2}市)(?:的)?(?:平均)?(?:水平)?(?:的|（|为)$"
)
#: The same of a town, as what the clause is about: 最低的河口镇为44.3%, 最多的是河口镇，有2306人.
_TOWN = re.compile(
    r"(?:^|[，。；：、的是])(?P<place>[一-鿿]{1,3}(?<![乡城集建小市村各每个点心全本我该等要的])(?:镇|街道|(?<![城下山家回返进到入])乡))"
    r"(?:的?(?:（|为|是|有|达到?|仅|只有|就有|共有)|，(?:为|有|达到?))?$"
)
#: 其中最多的是甲镇，有2306人: the clause goes on with the value.
_HAS = re.compile(r"^，(?=(?:共|就|现|仅|只)?(?:有|为|达到?)$)")
#: 上年这两个街道分别为a和b: places that the sentence has named.
_THESE = re.compile(
    r"(?:这|上述|以上)(?P<n>[两二三四五])(?:个)?(?:县（[市、区]+）|街道（[镇乡]+）|[县市区]{1,2}|[地镇乡]|乡镇|街道)[^，。；\d]{0,8}(?:分别|依次)[^，。；\d]{0,6}$"
)
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
#: 与甲县相比，每生少160元
_BESIDE = re.compile(r"^的?相比[，,]")
_LISTED = re.compile("分别|依次|各为|[、和]")


@dataclass(frozen=True)
class Owner:
    """Whose a value is and of which year; None where the words leave it open.

    Attributes:
        named: whether the place stands right before the figure (:data:`~drafter.checking.observed.OWN` by silence
            otherwise).
        year_named: whether a year in figures does.
    """

    region: str | None
    year: int | None
    named: bool = False
    year_named: bool = False


def owners(observed: Observed, statement: Statement) -> Mapping[int, Owner]:
    """The owner of every figure of a sentence, by its id."""
    found: dict[int, Owner] = {}
    before: Figure | None = None
    for run in value_runs(statement.figures):
        places = _in_row(run, [region for _, _, region in observed.places(_last_list(run[0].gap))])
        these = () if places else _these(run, statement, found)
        places = places or these
        years = _in_row(run, [int(year) for year in _YEAR.findall(_last_list(run[0].gap))])
        for at, figure in enumerate(run):
            if len(run) > 1:
                region = places[at] if places else _silent(observed, statement, figure)
                year = years[at] if years else _year(observed, statement, run[0])[0]
                if these and _LAST.search(_CLAUSE.split(statement.between(statement.start, run[0].start))[-1]):
                    year = observed.year - 1  # 上年这两个街道分别为a和b
                found[figure.id] = Owner(region, year, bool(places), bool(years))
                continue
            region, named = _region(observed, statement, figure, before, found)
            year, told = _year(observed, statement, figure)
            found[figure.id] = Owner(region, year, named, told)
            before = figure
        before = run[-1]
    return found


def _in_row(run: Sequence[Figure], names: Sequence[_Name]) -> Sequence[_Name]:
    """The names of a list for its values, one each; empty where there are not as many."""
    listed = len(run) > 1 and len(names) == len(run) and _LISTED.search(run[0].gap)
    return names if listed else ()


def _these(run: Sequence[Figure], statement: Statement, found: Mapping[int, Owner]) -> Sequence[str]:
    """The places that 这两个街道 means: as many as the sentence has named with a value each, in their order."""
    words = _THESE.search(statement.between(statement.start, run[0].start))  # 两个 is a figure of its own
    if words is None or len(run) != _NUMBERS[words["n"]]:
        return ()
    told = [found[f.id] for f in statement.figures if f.id in found and f.end <= run[0].start]
    named = list(dict.fromkeys(owner.region for owner in told if owner.named and owner.region))
    return [region for region in named if region] if len(named) == len(run) else ()


def _last_list(gap: str) -> str:
    return re.split("[。；]", gap)[-1]


def _region(
    observed: Observed, statement: Statement, figure: Figure, before: Figure | None, found: Mapping[int, Owner]
) -> tuple[str | None, bool]:
    places = observed.places(figure.gap)
    if places:
        _, end, region = places[-1]
        between = _HAS.sub("", _BESIDE.sub("", figure.gap[end:]))
        return (region, True) if not _CLAUSE.search(between) and "、" not in between else (None, False)
    if stranger := _STRANGER.search(figure.gap):
        place = stranger["place"]
        return (None, False) if place.startswith("全") and observed.has_level(place[1:]) else (place, True)
    if town := _TOWN.search(figure.gap):
        return town["place"], True
    if before is not None and (figure.role is not Role.CHANGE) and _ONWARD.match(figure.gap):
        owner = found[before.id]
        return owner.region, owner.named
    silent = _silent(observed, statement, figure)
    return silent, bool(silent)


def _silent(observed: Observed, statement: Statement, figure: Figure) -> str | None:
    """Nobody's name before it: the report's own, unless another place has been named in the sentence."""
    told = observed.places(statement.between(statement.start, figure.start))
    if statement.place:  # the part that the item opens with; one that the sheet does not have is a stranger to it
        return statement.place if not told or {region for _, _, region in told} == {statement.place} else None
    return OWN if all(region == OWN for _, _, region in told) else None


def _year(observed: Observed, statement: Statement, figure: Figure) -> tuple[int | None, bool]:
    clause = _CLAUSE.split(figure.gap)[-1]
    named = _YEAR.findall(clause)
    if len(named) == 1:
        return int(named[0]), True
    if named:
        return None, False
    if figure.role is Role.CHANGE and _LAST.search(clause):
        return observed.year, False  # by how much this year's value has moved
    if figure.role is Role.PREVIOUS or _LAST.search(clause):
        return observed.year - 1, False
    others = {int(y) for y in _YEAR.findall(statement.between(statement.start, figure.start))} - {observed.year}
    return (None if others else observed.year), False
