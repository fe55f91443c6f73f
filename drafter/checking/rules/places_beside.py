"""ENT011 once more: places said to lie above or below the mean of the region, or of the level above.

「甲县、乙县巩固率分别低于全省平均水平0.5个和0.8个百分点」, 「甲县和乙县分别为a和b，两县均低于全市平均水平」: the values
are those of a list before or of a table's column that the words name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.checking.counties import Series, same_thing, seen_at, thing_of
from drafter.checking.localities import Locality
from drafter.checking.place_index import Measure, PlaceIndex
from drafter.checking.place_names import place_rows
from drafter.checking.plausible import may_be_meant
from drafter.checking.relations.model import printed_like
from drafter.checking.rules.county_ranks import WHOLE
from drafter.checking.rules.places_apart import check_apart, check_between
from drafter.checking.rules.places_together import check_together
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import CLASS_SIZE, RATIO
from drafter.facts import Interval
from drafter.findings import Finding, Severity

__all__ = ["check_beside"]

_SOFT = r"(?:分别|依次|均|都|皆|也|则|仍|尚|还|略|明显|大幅|普遍|双双|全部|已|又|各)*"
_OVER = r"高于|高出|超过|超出|优于|多于|好于"
_UNDER = r"低于|落后于?|不及|少于|低出"
_LEVEL = (
    r"(?P<whole>[全我][省市县区州盟国]|国家|省级?|市级?)(?P<what>[^，。；：、\d（）]{0,16}?)"
    r"(?:平均(?:水平|数|值|线)?|均值|总体水平|整体水平)"
)
_BESIDE = re.compile(
    rf"(?P<soft>{_SOFT})(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))(?:了)?(?:同期)?"
    rf"{_LEVEL}(?:（(?P<mark>[^（）]{{1,14}})）)?"
)
_AGAINST = re.compile(
    rf"(?P<soft>{_SOFT})[比较](?P<skip>){_LEVEL}(?:（(?P<mark>[^（）]{{1,14}})）)?(?:{_SOFT})(?P<way>高|低|多|少)出?"
)
#: 「两区」, 「前三者」, 「后两县」 right before: some of those listed last.
_MEANT = re.compile(
    r"(?:^|[，。；：、（])(?:其中|这|上述)?(?P<end>前|后|其余|其他|另外|余下)?(?P<n>[二两三四五六])(?:个)?(?:县（[市区、]+）|[县市区]{1,2}|[地者镇乡]|街道|个)$"
)
_NUMBERS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_SETS = re.compile(r"[高低多少超优共计\d]")
_TAIL = re.compile(r"[。；;]")
_FAR = 40


@dataclass(frozen=True)
class _Valued:
    """A place's value, with the measure it is one of."""

    name: str
    figure: Figure
    interval: Interval
    series: Series


def check_beside(index: PlaceIndex) -> Iterator[Finding]:
    """Every sentence that sets a place beside the mean of a region, or beside another place."""
    for statement in index.context.statements:
        if statement.flow.part not in ("body", "textbox") or not _SETS.search(statement.text):
            continue
        rows = place_rows(statement.flow, index.names.of(statement.flow, statement.start, statement.end))
        for pattern in (_BESIDE, _AGAINST):
            for match in pattern.finditer(statement.text):
                yield from _Mean(index, statement, rows, match).findings()
        yield from check_apart(index, statement, rows)
        yield from check_between(index, statement, rows)
        yield from check_together(index, statement, rows)


# --- above and below the mean ------------------------------------------------------------------------------------


class _Mean:
    """One comparison with a mean."""

    def __init__(
        self, index: PlaceIndex, statement: Statement, rows: list[list[Locality]], match: re.Match[str]
    ) -> None:
        self.index, self.statement, self.rows, self.match = index, statement, rows, match
        self.at, self.end = statement.start + match.start(), statement.start + match.end()
        groups = match.groupdict()
        self.above = bool(groups.get("over")) or (groups.get("way") or "") in ("高", "多")

    def findings(self) -> Iterator[Finding]:
        """What does not hold."""
        placed = self._places()
        if not placed:
            return
        apart = self._apart(placed)
        mean = self._mean(placed)
        if apart:
            yield from self._by_so_much(placed, apart, mean)
        elif mean is not None and not self._by_something():
            yield from self._plainly(placed, mean)

    def _places(self) -> list[_Valued]:
        """Whom the words speak of, with their values."""
        meant = _MEANT.search(self.statement.between(self.statement.start, self.at))
        if meant is not None:
            return self._pointed(meant)
        rows = [row for row in self.rows if row[-1].end <= self.at and not self._compared(row)]
        return self._of_row(rows[-1]) if rows else []

    def _compared(self, row: list[Locality]) -> bool:
        """Whether a place is what another is set against: 甲县比乙县高a，比全市平均水平高b."""
        lead = self.statement.between(max(self.statement.start, row[0].start - 2), row[0].start)
        return bool(re.search(r"[比较于]$", lead))

    def _of_row(self, row: list[Locality]) -> list[_Valued]:
        """The values of the places named last before."""
        words = self.statement.between(row[-1].end, self.at)
        figures = [f for f in self.statement.figures if row[-1].end <= f.start < self.at]
        names = [place.name for place in row]
        if _TAIL.search(words) or len(words) > _FAR or re.match("等", words):
            return []
        if re.search("其余|其他|另外|余下|各", words):
            return []
        if figures:  # 甲县为95.1%，低于全市平均水平
            return self._valued(names, self._own_list(names))
        if re.search(r"[，：]", words):
            return []
        named = self.index.named(self.statement, self.at, names)
        if len(named) != 1:
            named = self._of_mean(names)
        return self._valued(names, named[0]) if len(named) == 1 else []

    def _of_mean(self, names: list[str]) -> list[Measure]:
        """What the mean is said to be of: 高于全市巩固率平均水平."""
        thing = thing_of(self.match["what"] or "")
        found = [m for m in self.index.measures if set(names) <= set(m.series.values)]
        return [m for m in found if thing.core and same_thing(thing, m.series.thing)]

    def _pointed(self, meant: re.Match[str]) -> list[_Valued]:
        near = self.index.before(self.statement, self.at)
        if not near or near[0].listed is None or near[0].number != self.statement.number:
            return []
        names, number = list(near[0].series.values), _NUMBERS[meant["n"]]
        if meant["end"] in ("其余", "其他", "另外", "余下"):
            return self._others(near[0].series, number)
        if number > len(names):
            return []
        return self._valued(names[:number] if meant["end"] == "前" else names[-number:], near[0])

    def _others(self, told: Series, number: int) -> list[_Valued]:
        """Those of a table of the same that the list before leaves out."""
        for measure in self.index.measures:
            rest = [name for name in measure.series.values if name not in told.values]
            if len(rest) == number and same_thing(told.thing, measure.series.thing):
                return self._valued(rest, measure)
        return []

    def _own_list(self, names: list[str]) -> Measure | None:
        near = self.index.before(self.statement, self.at, alone=True)
        same = near and near[0].number == self.statement.number
        return near[0] if same and set(names) <= set(near[0].series.values) else None

    @staticmethod
    def _valued(names: list[str], measure: Measure | None) -> list[_Valued]:
        if measure is None:
            return []
        one = measure.series
        return [_Valued(name, one.values[name], one.interval(one.values[name]), one) for name in names]

    def _by_something(self) -> bool:
        after = next((f for f in self.statement.figures if f.start >= self.end), None)
        return after is not None and not re.search("[，。；]", self.statement.between(self.end, after.start))

    def _apart(self, placed: list[_Valued]) -> list[Figure]:
        """How far each lies from the mean, as many figures as there are places, right behind the words."""
        after = [f for f in self.statement.figures if f.start >= self.end][: len(placed)]
        if len(after) < len(placed) or not re.fullmatch(r"[）了约]*", self.statement.between(self.end, after[0].start)):
            return []
        gaps = [self.statement.between(a.end, b.start) for a, b in zip(after, after[1:], strict=False)]
        percent = placed[0].series.percent
        kinds = all((f.quantity.kind is Kind.POINTS) is percent and f.quantity.definite for f in after)
        joined = all(re.fullmatch(r"[、，]|和|及|以及|与", gap) for gap in gaps)
        level = not percent and after[0].quantity.value * 3 > placed[0].figure.quantity.value
        return after if kinds and joined and not level else []

    def _mean(self, placed: list[_Valued]) -> tuple[Interval, Figure] | None:
        """The mean itself: in brackets behind the words, that of the region by its table, or told elsewhere."""
        one, first = placed[0].series, placed[0].figure
        inside = (f for f in self.statement.figures if self.at <= f.start <= self.end and f.end <= self.end)
        if self.match["mark"] and (figure := next(inside, None)) is not None:
            return (figure.quantity.interval, figure) if self._alike(figure, one, first) else None
        whole, own = self.match["whole"], self.index.context.localities.own[-1:]
        if (marked := self._marked(whole)) is not None:
            return (marked.quantity.interval, marked) if self._alike(marked, one, first) else None
        if whole[-1] == own and len(whole) == 2:
            tables = [
                m.series for m in self.index.measures if m.listed is None and same_thing(one.thing, m.series.thing)
            ]
            for table in (one, *tables) if _is_mean(one) else ():
                if table.total is not None and table.percent is one.percent:
                    return table.interval(table.total), table.total
            return self._told_whole(one)
        return self._told_above(one, first, whole)

    def _marked(self, whole: str) -> Figure | None:
        """The mean given in brackets before: 高于全省平均水平（92.8%），后两县低于全省平均水平."""
        for figure in reversed(self.statement.figures):
            if figure.end <= self.at and re.search(rf"{whole}[^，。；\d]{{0,12}}（(?:为|即)?$", figure.gap):
                return figure
        return None

    def _told_whole(self, one: Series) -> tuple[Interval, Figure] | None:
        if not one.thing.core or not _is_mean(one):
            return None
        dimension = next(iter(one.values.values())).quantity.dimension or "percent"
        known = self.index.context.told.one(one.thing, dimension.split("/")[0])
        return (known.interval, known.figure) if known is not None else None

    def _told_above(self, one: Series, first: Figure, whole: str) -> tuple[Interval, Figure] | None:
        """What the report says the mean of the level above is: 「巩固率…比全省平均水平96.5%高」."""
        letter = whole[-1] if len(whole) == 2 and whole[0] in "全我" else whole[0]
        said = re.compile(rf"[全我]{letter}[^，。；：\d]{{0,14}}?(?:平均|均值)[^，。；：\d]{{0,6}}$")
        found: list[Figure] = []
        for statement in self.index.context.statements if one.thing.core else ():
            if statement.flow.part == "table" or not re.search(rf"[全我]{letter}", statement.text):
                continue
            for figure in statement.figures:
                telling = figure.role is not Role.CHANGE and said.search(figure.gap)
                if not telling or not self._alike(figure, one, first):
                    continue
                things = list(self.index.said(statement, figure.start))
                if any(thing.core == one.thing.core or same_thing(thing, one.thing) for thing in things):
                    found.append(figure)
        if not found or any(not f.quantity.interval.meets(found[0].quantity.interval) for f in found):
            return None
        return found[0].quantity.interval, found[0]

    @staticmethod
    def _alike(figure: Figure, one: Series, first: Figure) -> bool:
        if one.percent:
            return figure.quantity.kind is Kind.PERCENT
        dimension = first.quantity.dimension
        return figure.quantity.kind is Kind.AMOUNT and (not dimension or figure.quantity.dimension == dimension)

    def _plainly(self, placed: list[_Valued], mean: tuple[Interval, Figure]) -> Iterator[Finding]:
        middle, figure = mean
        for one in placed:
            if (one.interval.high < middle.low) if self.above else (one.interval.low > middle.high):
                word, whole = "高" if self.above else "低", self.match["whole"]
                said = f"说“{one.name}”{word}于{whole}，而它是{one.figure.text}，{whole}是{figure.text}"
                yield self._finding(said, one, (figure,), f"ENT011:{one.name}:{one.figure.text}:{word}")
                return

    def _by_so_much(
        self, placed: list[_Valued], apart: list[Figure], mean: tuple[Interval, Figure] | None
    ) -> Iterator[Finding]:
        sign = Decimal(-1 if self.above else 1)
        told = [p.interval + a.quantity.interval.scaled(sign) for p, a in zip(placed, apart, strict=True)]
        turned = [p.interval - a.quantity.interval.scaled(sign) for p, a in zip(placed, apart, strict=True)]
        known = [mean[0]] if mean is not None else []
        if _agree([*told, *known]) or len(told) + len(known) < 2:
            return
        shown = "、".join(p.figure.text for p in placed)
        if _agree([*turned, *known]):
            way = "低" if self.above else "高"
            said = f"按“{'、'.join(p.name for p in placed)}”的{shown}，应{way}于{self.match['whole']}平均水平"
            yield self._finding(said, placed[0], tuple(apart))
            return
        if mean is None:
            return
        for one, figure, value in zip(placed, apart, told, strict=True):
            if value.meets(mean[0]):
                continue
            fits = any(v.meets(mean[0]) for v in told)
            others = [n for n, f in one.series.values.items() if n != one.name]
            rather = [
                n
                for n in others
                if (one.series.interval(one.series.values[n]) + figure.quantity.interval.scaled(sign)).meets(mean[0])
            ]
            if len(rather) == 1 and len(placed) == 1:
                said = f"“{one.name}”是{one.figure.text}，与{self.match['whole']}相差{figure.text}的是“{rather[0]}”"
                yield self._finding(said, one, (figure, mean[1]))
                return
            exact = abs((one.interval.low + one.interval.high) / 2 - (mean[0].low + mean[0].high) / 2)
            if fits or may_be_meant(figure.quantity.value, exact):
                should = printed_like(exact, figure.quantity)
                beside = f"{self.match['whole']}是{mean[1].text}"
                said = f"“{one.name}”是{one.figure.text}，{beside}，相差{should}，这里是{figure.text}"
                yield self._finding(said, one, (figure, mean[1]))

    def _finding(self, said: str, one: _Valued, beside: tuple[Figure, ...], root: str = "") -> Finding:
        end = max([self.end, *(f.end for f in beside if f.statement is self.statement)])
        return WHOLE.at(
            self.statement.flow,
            self.at,
            end,
            said,
            evidence=(seen_at(one.figure), *(seen_at(f) for f in beside if f.statement is not self.statement)),
            suggestion="核对县（市、区）名称、数字和高低",
            root=root or f"ENT011:{one.name}:{self.at}",
            touches=(one.figure, *beside),
            severity=Severity.WARNING,
        )


def _is_mean(one: Series) -> bool:
    """Whether the value of the whole is comparable with those of its parts: a rate, or so much for each."""
    return one.percent or "均" in one.words + one.thing.core or one.thing.core in (RATIO, CLASS_SIZE)


def _agree(values: list[Interval]) -> bool:
    return all(a.meets(b) for n, a in enumerate(values) for b in values[:n])
