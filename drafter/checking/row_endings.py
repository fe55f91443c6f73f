"""Rows by the ends of their names: 党员9120名 where the sheet has 教育系统党员数.

Where only the end of a name is there it proves nothing by itself, so a different value is no finding; but a value that
*is* the cell's is confirmed, and one that is the cell's with two digits changed over, or is last year's, or that of the
row beside it, has most likely gone wrong on the way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from drafter.checking.comparing import Verdict, compare
from drafter.checking.row_model import Reading, Sheet
from drafter.checking.row_slips import OF_PROVED, slip_from
from drafter.checking.text.binding import Binding
from drafter.checking.text.fitting import measures
from drafter.checking.text.nouns import noun
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.scope import set_aside
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.things import read_thing
from drafter.facts import Indicator, Period

__all__ = ["RowEndings"]

_WORDS = re.compile(r"学校|阶段|教育|[的（）()“”\s]|总?数$|总量$|人数$")
_NAMES = re.compile(r"[、和及与]")
#: Words that say what is done, not to what.
_VERB = re.compile(r"惠及|受益|享受|发放|资助|补助|培训|参加|参与|新增|投入|安排|支出|完成|其中|合计|总计")
_DOING = re.compile(
    r"^(?:配备|聘[请任用]|招聘|补充|培训|资助|安排|投入|发放|落实|新增|现有|开展|组织|评选|建成|创建|打造|完成|全年|共)+"
)
_INCLUDED = re.compile(r"其中|[：（，,、；]")
#: How long the end of a name must be; and one that leaves other words of the writer's out.
_SHORTEST, _LONGER = 2, 3


class RowEndings:
    """Finds rows by the ends of the names in a metrics sheet."""

    def __init__(self, sheet: Sheet) -> None:
        metrics = sheet.metrics
        self._metrics, self._period, self._scope = metrics, sheet.period, sheet.scope
        self._names: dict[str, Indicator] = {}
        self._tails: dict[str, list[Indicator]] = defaultdict(list)
        for identity in metrics.ids():
            indicator = metrics.dictionary[identity]
            names = {_plain(name) for name in (metrics.rows.get(identity, indicator.name), *indicator.names)}
            for plain in names:
                self._names.setdefault(plain, indicator)
            for tail in {plain[at:] for plain in names for at in range(len(plain) - _SHORTEST + 1)}:
                self._tails[tail].append(indicator)

    def read(self, statement: Statement, bindings: Mapping[int, Binding], sure: Collection[int]) -> Iterator[Reading]:
        """The figures of a sentence that stand by such an end, and the changes told right behind them.

        Args:
            sure: figures whose row is known already.
        """
        last: Reading | None = None
        for run in value_runs(statement.figures):
            if run[0].role is Role.CHANGE and len(run) == 1 and last is not None and run[0].id not in sure:
                yield from self._change(run[0], last)
                continue
            last = None
            for figure, indicator in self._subjects(statement, run, bindings):
                if figure.id in sure or not self._whole(statement, figure):
                    continue
                last = self._level(statement, figure, indicator)
                if last is not None:
                    yield last

    def _subjects(
        self, statement: Statement, run: list[Figure], bindings: Mapping[int, Binding]
    ) -> Iterator[tuple[Figure, Indicator]]:
        if len(run) > 1:
            yield from self._aligned(run)
        elif run[0].role is Role.LEVEL and run[0].quantity.kind in (Kind.AMOUNT, Kind.PERCENT):
            indicator = self._part(statement, run[0], bindings) or self._by_tail(run[0])
            if indicator is not None:
                yield run[0], indicator
            elif (loose := self._by_last_words(run[0])) is not None:
                yield run[0], loose

    def _aligned(self, run: list[Figure]) -> Iterator[tuple[Figure, Indicator]]:
        """「小学、初中、高中高级职称教师占比18.2%、24.6%、33.7%」: each listed word with the tail of the last."""
        words = [_plain(w) for w in _NAMES.split(re.split(r"[，。；：]", run[0].gap)[-1])][-len(run) :]
        if len(words) < len(run) or run[0].role not in (Role.LEVEL, Role.SHARE):
            return
        for at in range(len(words[-1])):
            tail = re.sub(r"(?:分别)?(?:达到?|为|是)?$", "", words[-1][at:])
            found = [self._names.get(word + tail) for word in words[:-1]]
            final = self._names.get(re.sub(r"(?:分别)?(?:达到?|为|是)?$", "", words[-1]))
            if tail and final is not None and all(found):
                yield from zip(run, [*(f for f in found if f is not None), final], strict=True)
                return

    def _part(self, statement: Statement, figure: Figure, bindings: Mapping[int, Binding]) -> Indicator | None:
        """「义务教育在校生52460人，其中小学36180人」: a part of the total before by the first words of its name."""
        name = _plain(noun(figure))
        earlier = [f for f in statement.figures if f.id < figure.id and f.id in bindings]
        totals = [bindings[f.id].indicator for f in earlier if bindings[f.id].indicator.parts]
        if not totals or len(name) < _SHORTEST or not _INCLUDED.search(figure.gap):
            return None
        parts = [self._metrics.dictionary[p] for p in totals[-1].parts if p in self._metrics.dictionary]
        fitting = [p for p in parts if _plain(p.name).startswith(name.removesuffix("生"))]
        return fitting[0] if len(fitting) == 1 else None

    def _by_tail(self, figure: Figure) -> Indicator | None:
        name = _plain(noun(figure))
        if len(name) < _SHORTEST or _VERB.fullmatch(name):
            return None
        exact = self._names.get(name)
        found = [exact] if exact is not None else self._tails.get(name, [])
        return found[0] if len(found) == 1 else None

    def _by_last_words(self, figure: Figure) -> Indicator | None:
        """「学生近视率」 for 学生总体近视率: the longest end of the words that only one name has too."""
        name = _plain(noun(figure))
        for at in range(1, len(name) - _LONGER + 1):
            found = self._tails.get(name[at:], [])
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def _tail_of(self, name: str) -> str:
        """A name without the verb before it (配备专职保安), when a row of the sheet ends in the rest."""
        rest = _DOING.sub("", name)
        return rest if len(self._tails.get(rest, ())) == 1 else name

    def _whole(self, statement: Statement, figure: Figure) -> bool:
        before = statement.between(statement.start, figure.start)
        return not (self._scope.elsewhere(before) or self._scope.planned(before)) and not any(
            d.year and d.kind != "year" for d in statement.dates if d.end <= figure.start
        )

    def _level(self, statement: Statement, figure: Figure, indicator: Indicator) -> Reading | None:
        period, known = self._period(statement, figure)
        if self._of_another(figure, indicator):
            return None
        if figure.quantity.unit is None or not measures(figure, indicator) or not figure.quantity.definite:
            return None
        if period is None or not known:
            return None
        binding = Binding(indicator, period, sure=False)
        outcome = compare(self._metrics, figure, binding)
        if outcome.verdict is Verdict.UNDECIDED:
            return None
        proved = outcome.verdict is Verdict.PROVED
        last = proved or period is Period.PREVIOUS
        suspect = "" if last else self._suspect(figure.quantity, indicator, self._tail_of(_plain(noun(figure))))
        return Reading(figure, binding, outcome, suspect)

    def _of_another(self, figure: Figure, indicator: Indicator) -> bool:
        """Whether a figure names another owner or stage than a row: 民办园在园幼儿 for 公办园在园幼儿."""
        said, held = (read_thing(n) for n in (noun(figure), self._metrics.rows.get(indicator.id, indicator.name)))
        return any(one and two and one != two for one, two in ((said.owner, held.owner), (said.stage, held.stage)))

    def _change(self, figure: Figure, level: Reading) -> Iterator[Reading]:
        """A change right after a value that was confirmed is of the same indicator."""
        between = figure.statement.between(level.figure.end, figure.start)
        next_to = figure.id == level.figure.id + 1 and not set_aside(between)
        if level.outcome.verdict is Verdict.PROVED and figure.compared == "time" and next_to:
            binding = Binding(level.binding.indicator, Period.THIS, sure=False, change=True)
            outcome = compare(self._metrics, figure, binding)
            if outcome.verdict is not Verdict.UNDECIDED:
                yield Reading(figure, binding, outcome, OF_PROVED)

    def _suspect(self, told: Quantity, indicator: Indicator, name: str) -> str:
        """Why a value that is not the cell's has probably come from it; empty when nothing says so."""
        known = [_plain(n) for n in (*indicator.names, self._metrics.rows.get(indicator.id, ""))]
        if not any(n.endswith(name) or n.startswith(name.removesuffix("生")) for n in known):
            return ""
        # a name that ends many others (在校生) may well be told of one of them
        return slip_from(self._metrics, told, indicator, telling=len(self._tails.get(name, ())) <= 1)


def _plain(name: str) -> str:
    return _WORDS.sub("", name)
