"""Two rows told together: how far one lies above another (教师工资高出公务员400元), or what they make (合计63196人)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from drafter.checking.comparing import Comparison, Fault, Verdict
from drafter.checking.plausible import digits, is_slip, may_be_meant, typed_for
from drafter.checking.row_lists import RowLists
from drafter.checking.row_model import ENOUGH, LITTLE, ONLY, SOME, Reading, Sheet
from drafter.checking.row_names import Fit
from drafter.checking.row_words import said_of
from drafter.checking.text.binding import Binding
from drafter.checking.text.nouns import stripped
from drafter.checking.text.phrases import NAMES
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.things import read_words
from drafter.facts import Fact, Interval, Period

__all__ = ["RowSides"]

APART, TOGETHER = "两项的名称都与指标表相同", "各项的名称都与指标表相同"
_THAN = re.compile(
    r"^(?P<one>.{2,24}?)(?:比|较)(?P<two>.{2,18}?)(?P<way>高|多|低|少)[出了]?$"
    r"|^(?P<first>.{2,24}?)(?P<word>高于|高出|超出|超过|多于|低于|少于)(?P<other>.{2,18}?)$"
)
_SUM = re.compile(
    r"(?P<names>.{4,40}?)[，,]?(?:(?:两|二|三|四|这几|几)[项者个类](?:学段)?)?(?:合计|共计|总计|一共|相加|加起来|总共|共)(?:有|为|达|达到)?$"
)
#: 高中阶段（普高、中职）在校生
_MADE_OF = re.compile(
    r"(?:^|.)(?:义务教育|高中阶段|中小学)(?:教育|阶段)*[（(](?P<names>[^（）()]{3,24})[）)](?P<of>[^（）()\d]{2,8}?)(?:共|合计|总计|有|为|达)*$"
)
_PARTED = re.compile(r"[。；：;:，,！？\n]")
_OTHER_TIME = re.compile(r"上年|去年|同期|前一年|20\d\d年|平均水平|标准|目标|要求|增幅|增速")
_AHEAD = 0.1
_TELLING = 3


class RowSides:
    """Reads figures that two rows or more make."""

    def __init__(self, sheet: Sheet, lists: RowLists) -> None:
        self._sheet = sheet
        self._lists = lists

    def read(self, statement: Statement, known: Mapping[int, Binding], firm: frozenset[int]) -> Iterator[Reading]:
        """The figures of a sentence that are not what the sheet makes of the rows they are told of.

        Args:
            known: the bindings of figures whose row is known already, by figure id.
            firm: figures that other figures of the text confirm.
        """
        for figure in statement.figures:
            quantity = figure.quantity
            plain = quantity.definite and not quantity.is_range and figure.role not in (Role.TARGET, Role.PREVIOUS)
            if not plain or figure.id in known or figure.id in firm:
                continue
            before = statement.between(statement.start, figure.start)
            clause = _PARTED.split(before)[-1]
            if _OTHER_TIME.search(clause) or self._sheet.scope.planned(before):
                continue
            if match := _THAN.match(clause):
                one, two = match["one"] or match["first"], match["two"] or match["other"]
                way = -1 if (match["way"] or match["word"])[0] in "低少" else 1
                if not self._sheet.scope.elsewhere(f"{before.removesuffix(clause)}{one}"):
                    yield from self._apart(statement, figure, one, two, way)
            elif (match := _SUM.match(clause) or _MADE_OF.search(clause)) and not self._sheet.scope.elsewhere(before):
                names = match["names"] + (match["of"] if match.re is _MADE_OF else "")
                yield from self._together(statement, figure, names)

    # --- one above the other --------------------------------------------------------------------------------------

    def _apart(self, statement: Statement, figure: Figure, one: str, two: str, way: int) -> Iterator[Reading]:
        first = self._named(statement, figure, one)
        second = self._named(statement, figure, _completed(two, one))
        if first is None or second is None or first.row.indicator.id == second.row.indicator.id:
            return
        facts = [self._sheet.metrics.get(fit.row.indicator.id) for fit in (first, second)]
        units = [fit.row.indicator.unit for fit in (first, second)]
        if units[0].dimension != units[1].dimension or facts[0] is None or facts[1] is None:
            return
        apart = facts[0].value * units[0].factor - facts[1].value * units[1].factor
        told = figure.quantity.value
        if not apart or self._sheet.values.holds(figure, second.row.indicator):
            return
        some = max(first.told, second.told) >= ENOUGH
        sure = some and min(first.only, second.only) >= ONLY
        symbol = "个百分点" if units[0].dimension == "percent" else units[0].symbol
        amount = f"{(abs(apart) / units[0].factor).normalize():f}{symbol}"
        expected = f"按指标表，两项相差{amount}，应为{'高' if apart > 0 else '低'}{amount}"
        if figure.quantity.interval.meets(Interval.exact(abs(apart))):
            if (apart > 0) != (way > 0) and some:
                yield self._refuted(figure, first, expected, amount, (facts[0], facts[1]), Fault.DIRECTION, APART)
        elif (sure and may_be_meant(told, abs(apart))) or (some and is_slip(told, abs(apart))):
            yield self._refuted(figure, first, expected, amount, (facts[0], facts[1]), Fault.VALUE, APART)

    def _named(self, statement: Statement, figure: Figure, words: str) -> Fit | None:
        """The row that words name, of those whose values may lie apart by a figure."""
        said = said_of(statement, figure, stripped(words))
        said = replace(said, far=frozenset(), before=said.words)
        level = replace(figure, role=Role.CHANGE) if figure.quantity.kind is Kind.POINTS else figure
        fits = self._sheet.names.fits(said, [row.id for row in self._sheet.values.told_by(level)])
        clear = fits and (len(fits) == 1 or fits[0].worth - fits[1].worth > _AHEAD)
        return fits[0] if clear and fits[0].told >= SOME and fits[0].only >= LITTLE else None

    # --- what several make ----------------------------------------------------------------------------------------

    def _together(self, statement: Statement, figure: Figure, words: str) -> Iterator[Reading]:
        names = [name for name in NAMES.split(words) if name.strip()]
        read = self._lists.named(statement, [figure] * len(names), names) if len(names) > 1 else None
        if read is None or read.told < ENOUGH or figure.quantity.kind is not Kind.AMOUNT:
            return
        facts = [self._sheet.metrics.get(row.id) for row in read.rows]
        held = [fact for fact in facts if fact is not None]
        if len(held) < len(facts) or digits(figure.quantity.value) < _TELLING:
            return
        unit = read.rows[0].unit
        total = sum((f.value * row.unit.factor for f, row in zip(held, read.rows, strict=True)), Decimal(0))
        if figure.quantity.interval.meets(Interval.exact(total)) or not typed_for(figure.quantity.value, total):
            return
        amount = f"{total / unit.factor:f}{unit.symbol}"
        parts = "＋".join(fact.raw for fact in held)
        expected = f"按指标表，几项相加{parts}＝{amount}"
        binding = Binding(read.rows[0], Period.THIS, sure=False)
        outcome = Comparison(Verdict.REFUTED, Fault.VALUE, expected, amount, tuple(held))
        yield Reading(figure, binding, outcome, TOGETHER)

    def _refuted(
        self, figure: Figure, fit: Fit, expected: str, right: str, facts: tuple[Fact, ...], fault: Fault, why: str
    ) -> Reading:
        binding = Binding(fit.row.indicator, Period.THIS, sure=False, change=True)
        return Reading(figure, binding, Comparison(Verdict.REFUTED, fault, expected, right, facts), why)


def _completed(words: str, other: str) -> str:
    """A stage or an owner alone with what another thing is: 小学 beside 初中专任教师 is 小学专任教师."""
    said = read_words(words)
    return f"{words}{read_words(other).rest}" if (said.stages or said.owners) and not said.rest else words
