"""ENT009 and CON011 once more: the two ends of a range, and parts listed and then told one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.counties import Series, seen_at
from drafter.checking.localities import Locality
from drafter.checking.place_index import PlaceIndex
from drafter.checking.rules.county_ranks import EXTREME
from drafter.checking.rules.listed_again import AGAIN
from drafter.checking.rules.model import Family
from drafter.checking.text.statements import Statement
from drafter.facts import Interval
from drafter.facts.numerals import parse_chinese
from drafter.findings import Evidence, Finding
from drafter.reading import Flow

__all__ = ["FAMILY"]

_BEFORE = re.compile(r"最(?P<way>[高低多少大小])的?(?:[县市区地]{0,3}的?)?[为是]?$")
_GAP = re.compile(r"(?:之间)?(?:相差|的?差距[为达是]?|差)(?:了|约)?$")
_NUMBER = r"(?P<n>[二两三四五六七八九十]|\d{1,2})"
_KIND = "镇|乡|街道|县|区|市|旗|苏木"
_ROW = re.compile(
    rf"(?P<stems>[一-鿿]{{2,4}}(?:[、和][一-鿿]{{2,4}}){{1,9}}?)(?:等)?{_NUMBER}个(?P<kind>乡镇|县区|{_KIND})(?![级域区])"
)
_LEAD = re.compile(r"^(?:在|其中|集中在|涉及|包括|主要在|分布在|以|对|由)")
_LOOK = 160


def check(context: CheckContext) -> Iterator[Finding]:
    """Every sentence with two ends, every list of places told again."""
    index = PlaceIndex(context)
    for statement in context.statements:
        if statement.flow.part == "body" and "最" in statement.text and statement.figures:
            places = index.names.of(statement.flow, statement.start, statement.end)
            if len(places) > 1:
                yield from _ends(statement, places, [measure.series for measure in index.measures])
    for flow in context.document.flows:
        if flow.part == "body" and "个" in flow.text:
            yield from _again(flow)


def _ends(statement: Statement, places: list[Locality], tables: list[Series]) -> Iterator[Finding]:
    """「最高的某区与最低的某县相差2.2个百分点」: the difference of other two than these."""
    for one, two in zip(places, places[1:], strict=False):
        first = _BEFORE.search(statement.between(max(statement.start, one.start - 12), one.start))
        second = _BEFORE.search(statement.between(one.end, two.start))
        figure = next((f for f in statement.figures if f.start >= two.end), None)
        if first is None or second is None or figure is None or first["way"] == second["way"]:
            continue
        if not _GAP.search(statement.between(two.end, figure.start)) or not figure.quantity.definite:
            continue
        high, low = (one, two) if first["way"] in "高多大" else (two, one)
        for table in tables:
            if high.name not in table.values or low.name not in table.values or len(table.values) < 3:
                continue
            middles = {name: table.interval(value) for name, value in table.values.items()}
            top = max(middles, key=lambda name: middles[name].low)
            bottom = min(middles, key=lambda name: middles[name].low)
            told = figure.quantity.interval
            if not _apart(middles[top], middles[bottom], told) or {top, bottom} == {high.name, low.name}:
                continue
            wrong = [(place, right) for place, right in ((high, top), (low, bottom)) if place.name != right]
            if len(wrong) == 1 and not _apart(middles[high.name], middles[low.name], told):
                place, right = wrong[0]
                yield EXTREME.at(
                    statement.flow,
                    place.start,
                    place.end,
                    f"{table.where}相差{figure.text}的是“{top}”和“{bottom}”，这里写的是“{place.name}”",
                    evidence=(seen_at(table.values[right]),),
                    suggestion=f"核对是否应为“{right}”",
                    root=f"{EXTREME.code}:{place.name}:gap",
                )
                break


def _apart(one: Interval, other: Interval, told: Interval) -> bool:
    """Whether two values differ by as much as is told."""
    return Interval(one.low - other.high, one.high - other.low).meets(told)


def _again(flow: Flow) -> Iterator[Finding]:
    """「甲、乙、丙三个镇共8592人：甲镇5316人，丁镇1874人，丙镇1402人」."""
    for match in _ROW.finditer(flow.text):
        stems = [_LEAD.sub("", stem) for stem in re.split("[、和]", match["stems"])]
        count = int(match["n"]) if match["n"].isdigit() else int(parse_chinese(match["n"].replace("两", "二")) or 0)
        stems = stems[-count:]
        if len(stems) != count or count < 3:
            continue
        kinds = {"乡镇": "[乡镇]", "县区": "[县区市]"}.get(match["kind"], match["kind"])
        item = re.compile(rf"(?P<stem>[一-鿿]{{2,4}}?)(?:{kinds})(?:[有占为是]|各|独占)?\d")
        said = re.split("。", flow.text[match.end() : match.end() + _LOOK])[0]
        items = [m for m in item.finditer(said) if not re.match(r"[全其]", m["stem"])]
        bare = [stem.rstrip("镇乡县区市旗") if len(stem) > 2 else stem for stem in stems]
        fits = [any(m["stem"].endswith(stem) for stem in bare) for m in items]
        if len(items) != count or sum(fits) != count - 1:
            continue
        odd = items[fits.index(False)]
        missing = next((s for s in bare if not any(m["stem"].endswith(s) for m in items)), "")
        start = match.end() + odd.start()
        if missing:
            finding = AGAIN.at(
                flow,
                start,
                match.end() + odd.end("stem") + 1,
                f"前面列的是“{match['stems']}”，这里换成了“{odd.group().rstrip('0123456789')}”",
                evidence=(Evidence("document", "", match.group()),),
                suggestion=f"核对是否应为“{missing}”",
            )
            yield AGAIN.further(finding, tuple(flow.places(*match.span("stems"))))


FAMILY = Family("ENT", "人地机构", (), check)
