"""Figures whose indicator the words only suggest: 党员9120名 where the sheet has 教育系统党员数.

What a figure is told of (其中小学 of 专任教师) may be the very thing that a row of the sheet is called by another
name: then a different value is a warning. Where only the end of a name is there it proves nothing by itself, so a
different value is no finding; but a value that *is* the cell's is confirmed, and one that is the cell's with two digits
changed over, or is last year's, or that of the row beside it, has most likely gone wrong on the way: a warning as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.checking.comparing import Comparison, Verdict, compare, is_likely
from drafter.checking.plausible import digits, slipped
from drafter.checking.row_changes import RowChanges, trend
from drafter.checking.row_lists import RowLists
from drafter.checking.row_model import Reading, Sheet
from drafter.checking.row_reading import RowReader
from drafter.checking.row_sides import RowSides
from drafter.checking.row_tables import RowTables
from drafter.checking.row_turned import TurnedRows
from drafter.checking.row_untold import UntoldRows
from drafter.checking.row_words import TOGETHER
from drafter.checking.row_year_lists import listed
from drafter.checking.row_years import RowYears
from drafter.checking.sheet_things import SheetThings
from drafter.checking.text.binding import Binding, measures
from drafter.checking.text.grids import Grid
from drafter.checking.text.nouns import noun
from drafter.checking.text.quantities import Kind, Quantity
from drafter.checking.text.scope import set_aside
from drafter.checking.text.statements import Figure, Role, Statement, value_runs
from drafter.checking.text.subjects import Subject
from drafter.checking.text.things import Thing, read_thing
from drafter.facts import Fact, Indicator, Metrics, Period

__all__ = ["Guess", "Guesser"]

_WORDS = re.compile(r"学校|阶段|教育|[的（）()“”\s]|总?数$|总量$|人数$")
_NAMES = re.compile(r"[、和及与]")
#: Words that say what is done, not to what.
_VERB = re.compile(r"惠及|受益|享受|发放|资助|补助|培训|参加|参与|新增|投入|安排|支出|完成|其中|合计|总计")
_DOING = re.compile(
    r"^(?:配备|聘[请任用]|招聘|补充|培训|资助|安排|投入|发放|落实|新增|现有|开展|组织|评选|建成|创建|打造|完成|全年|共)+"
)
#: What opens a list of what was done, not of all there is: 新建小学一所、初中一所.
_BUILDING = re.compile(
    r"(?:新建|改建|扩建|改扩建|迁建|重建|新增|增设|撤并|撤销|整合|停办|筹建|续建|开工|竣工|投用|回收|认定|创建)了?"
    r"[^，。；、\d]{0,10}$"
)
_ITEM = re.compile(r"^(?:[、和及与]|以及)[^，。；\d]")
_OF_PROVED = "前面的数已经对上，这里是它的增减"
#: Stages beside which others have such a thing too.
_ONE_OF_MANY = frozenset(["小学", "初中", "普高", "高中阶段"])
#: What is done to have a thing.
_DONE = re.compile(r"^(?:配备?|聘[请任用]?|设置?|建成|落实|安排|投入|发放|完成)+")
_SHORTEST, _LONG = 2, 4
_TWO = 2
#: 区级财政 is that of a district itself; in a city's report the counties' would be 县级.
_COUNTIES = frozenset("县区旗")
_DIGITS = 3
_TELLING = 1000  # two figures this large are not alike by chance
_INCLUDED = re.compile(r"其中|[：（，,、；]")


@dataclass(frozen=True)
class Guess:
    """A figure and what it seems to be.

    Attributes:
        outcome: how it compares with the cell; ``suspect`` tells why a different value is a likely slip, or is empty.
        behind: how many characters behind the figure tell what is doubted: 138个，与上年持平.
    """

    figure: Figure
    binding: Binding
    outcome: Comparison
    suspect: str = ""
    behind: int = 0


class Guesser:
    """Guesses the indicators of figures by the tails of the names in a metrics sheet."""

    def __init__(self, metrics: Metrics, region: str, year: int) -> None:
        self._metrics = metrics
        sheet = Sheet(metrics, region, year)
        self._sheet, self._period, self._scope = sheet, sheet.period, sheet.scope
        self._tables = RowTables(sheet)
        self._untold = UntoldRows(sheet)
        self._turned = TurnedRows(sheet)
        self._own_level = re.compile(f"^在?{region[-1]}级" if region[-1:] in _COUNTIES else r"(?!)")
        self._told: set[str] = set()
        self._doubted: set[int] = set()
        self._far: list[Reading] = []
        self._names: dict[str, Indicator] = {}
        self._tails: dict[str, list[Indicator]] = defaultdict(list)
        self._things = SheetThings(metrics)
        self._years = RowYears(sheet)
        self._lists = RowLists(sheet)
        self._rows = RowReader(sheet)
        self._sides = RowSides(sheet, self._lists)
        self._changes = RowChanges(sheet, self._lists)
        for identity in metrics.ids():
            indicator = metrics.dictionary[identity]
            names = {_plain(name) for name in (metrics.rows.get(identity, indicator.name), *indicator.names)}
            for plain in names:
                self._names.setdefault(plain, indicator)
            for tail in {plain[at:] for plain in names for at in range(len(plain) - _SHORTEST + 1)}:
                self._tails[tail].append(indicator)

    def guesses(
        self,
        statement: Statement,
        bindings: dict[int, Binding],
        subjects: Mapping[int, Subject],
        firm: frozenset[int] = frozenset(),
    ) -> Iterator[Guess]:
        """The guesses that a sentence allows, for figures that are not bound for sure to what the sheet has.

        Args:
            firm: figures that others of the text confirm, so that only their own name speaks against them.
        """
        for guess in self._guesses(statement, bindings, subjects, firm):
            if guess.suspect:
                self._doubted.add(guess.figure.id)
            elif guess.outcome.verdict is Verdict.PROVED and guess.binding.period is Period.THIS:
                self._told.add(guess.binding.indicator.id)
            yield guess

    def untold(
        self,
        statements: Sequence[Statement],
        bindings: Mapping[int, Binding],
        subjects: Mapping[int, Subject],
        settled: Collection[int],
        firm: Collection[int],
    ) -> Iterator[Guess]:
        """Figures meant for rows that nothing tells, once the guesses of all sentences are made.

        Args:
            settled: figures that others of the text, or the sheet, bear out; ``firm`` those of them that do so exactly.
        """
        bound = {b.indicator.id for b in bindings.values() if b.sure and b.period is Period.THIS and not b.change}
        far = [read for read in self._far if read.figure.id not in firm and read.figure.id not in self._doubted]
        for read in self._untold.far(statements, far):
            self._doubted.add(read.figure.id)
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)
        for read in self._untold.read(statements, subjects, self._told | bound, self._doubted, settled):
            self._doubted.add(read.figure.id)
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)
        for read in self._turned.read(statements, {*settled, *self._doubted}):
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)

    def tabled(self, grids: Sequence[Grid], settled: Collection[int]) -> Iterator[Guess]:
        """Cells of tables by stage or owner, held against the rows that their words tell.

        Args:
            settled: figures that are known to be right or wrong.
        """
        for read in self._tables.read(grids, settled):
            if read.outcome.verdict is Verdict.PROVED:
                self._told.add(read.binding.indicator.id)
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)

    def _guesses(
        self,
        statement: Statement,
        bindings: dict[int, Binding],
        subjects: Mapping[int, Subject],
        firm: frozenset[int],
    ) -> Iterator[Guess]:
        sure = {
            f.id
            for f in statement.figures
            if f.id in bindings and bindings[f.id].sure and self._metrics.get(bindings[f.id].indicator.id) is not None
        }
        known = {identity: bindings[identity] for identity in sure}
        for guess in self._by_names(statement, bindings, subjects, set(sure)):
            if guess.suspect or guess.outcome.verdict is Verdict.PROVED:
                known[guess.figure.id] = guess.binding
            yield guess
        for read in self._read(statement, known, firm):
            known[read.figure.id] = read.binding
            yield Guess(read.figure, read.binding, read.outcome, read.suspect)
        yield from self._since(statement, known, firm)

    def _read(self, statement: Statement, known: Mapping[int, Binding], firm: frozenset[int]) -> Iterator[Reading]:
        """What the readers of rows find, the surest first; each sees in ``known`` what was found before it."""
        yield from self._years.read(statement, known)
        yield from self._years.changed(statement, known)
        yield from self._lists.levels(statement, known, firm)
        yield from self._rows.read(statement, known, firm)
        yield from self._years.odd(statement, known, firm)
        yield from listed(self._sheet, statement, known)
        yield from self._sides.read(statement, known, firm)

    def _since(self, statement: Statement, known: Mapping[int, Binding], firm: frozenset[int]) -> Iterator[Guess]:
        """What is told of rows against the year before, where this year's value has shown the row."""
        rows = {
            figure.id: known[figure.id].indicator
            for figure in statement.figures
            if figure.id in known and self._is_told(figure, known[figure.id])
        }
        for figure, binding, outcome in self._changes.told(statement, rows) if rows else ():
            if figure.id not in known and figure.id not in firm:
                yield Guess(figure, binding, outcome, _OF_PROVED)
        for figure, binding, outcome, reason in self._changes.named(statement, known, firm):
            yield Guess(figure, binding, outcome, reason)
        for figure in statement.figures:
            said = trend(self._metrics, statement, figure, rows[figure.id]) if figure.id in rows else None
            if said is not None:
                binding = Binding(rows[figure.id], Period.THIS, sure=False, change=True)
                yield Guess(figure, binding, said[1], _OF_PROVED, behind=said[0])

    def _is_told(self, figure: Figure, binding: Binding) -> bool:
        """Whether a figure is this year's value of its row."""
        level = binding.period is Period.THIS and not binding.change
        return level and compare(self._metrics, figure, binding).verdict is Verdict.PROVED

    def _by_names(
        self, statement: Statement, bindings: dict[int, Binding], subjects: Mapping[int, Subject], sure: set[int]
    ) -> Iterator[Guess]:
        """Guesses by things and by the ends of names."""
        for guess in self._of_things(statement, subjects, sure):
            sure.add(guess.figure.id)
            yield guess
        last: Guess | None = None
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

    def _by_thing(self, figure: Figure, subject: Subject, since_last_year: bool) -> tuple[Indicator, bool] | None:
        """(the row, whether its name is only like) of what a figure is told of; None when it cannot be held to one."""
        usable = figure.quantity.kind is Kind.RATIO or figure.quantity.unit is not None
        if subject.period is None or not usable or not figure.quantity.definite or figure.role is Role.TARGET:
            return None
        if subject.change and TOGETHER.search(figure.gap):
            return None
        if subject.change and not (figure.compared == "time" or (since_last_year and not figure.compared)):
            return None
        thing = replace(subject.thing, core=self._own_level.sub("", subject.thing.core))
        indicator = self._things.row(thing)
        near = None if indicator is not None else self._things.near(thing)
        if indicator is not None and subject.thing.stage in _ONE_OF_MANY and not self._names_stage(indicator):
            indicator, near = None, indicator  # 初中近视率 is not the 近视率 of all pupils
        found = indicator or near
        if found is None or not (subject.change or measures(figure, found)):
            return None
        return found, indicator is None

    def _names_stage(self, row: Indicator) -> bool:
        return bool(read_thing(self._metrics.rows.get(row.id, row.name)).stage)

    def _of_things(self, statement: Statement, subjects: Mapping[int, Subject], sure: set[int]) -> Iterator[Guess]:
        """Guesses by what figures are told of, in other words and with what the sentence left out."""
        since_last_year = doing = False
        settled: set[Thing] = set()
        for figure in statement.figures:
            since_last_year = since_last_year or figure.compared == "time"
            subject = subjects.get(figure.id)
            listed = _ITEM.match(figure.gap) is not None
            doing = _BUILDING.search(figure.gap) is not None or (doing and listed)
            if figure.id in sure or subject is None or not subject.whole or (doing and listed):
                continue
            row = self._by_thing(figure, subject, since_last_year)
            if row is None:
                continue
            indicator, near = row
            binding = Binding(indicator, subject.period, sure=False, change=subject.change)
            outcome = compare(self._metrics, figure, binding)
            if outcome.verdict is Verdict.PROVED:
                settled.add(subject.thing)
                yield Guess(figure, binding, outcome)
            elif outcome.verdict is Verdict.REFUTED:
                reason = "" if near or not is_likely(self._metrics, figure, outcome) else "名称与指标表这一项相同"
                if near and subject.change:
                    reason = _OF_PROVED if subject.thing in settled else ""
                elif near:
                    reason = self._slip(figure.quantity, indicator, telling=False)
                if not reason and not subject.change and self._changes_too(statement, figure, subjects, indicator):
                    reason = "后面的增减正是指标表这一项的"
                if reason:
                    yield Guess(figure, binding, outcome, reason)
                elif (not near or self._is_named(subject.thing, indicator)) and binding == Binding(
                    indicator, Period.THIS, sure=False
                ):
                    self._far.append(Reading(figure, binding, outcome, ""))

    def _is_named(self, thing: Thing, row: Indicator) -> bool:
        """Whether words are the row's name behind a verb alone: 配专职保安员."""
        held = read_thing(self._metrics.rows.get(row.id, row.name))
        plain = _DONE.sub("", thing.core)
        return (thing.stage, thing.owner, plain) == (held.stage, held.owner, held.core) and len(plain) >= _LONG

    def _changes_too(
        self, statement: Statement, figure: Figure, subjects: Mapping[int, Subject], row: Indicator
    ) -> bool:
        """Whether the change told right behind a value is the row's, too exactly to be so by chance."""
        at = figure.id - statement.figures[0].id + 1
        change = statement.figures[at] if at < len(statement.figures) else None
        subject = subjects.get(change.id) if change is not None else None
        if change is None or subject is None or not subject.change or change.compared != "time":
            return False
        if subject.thing != subjects[figure.id].thing or digits(change.quantity.value) < _TWO:
            return False
        outcome = compare(self._metrics, change, Binding(row, Period.THIS, sure=False, change=True))
        return outcome.verdict is Verdict.PROVED

    def _subjects(
        self, statement: Statement, run: list[Figure], bindings: dict[int, Binding]
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

    def _part(self, statement: Statement, figure: Figure, bindings: dict[int, Binding]) -> Indicator | None:
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
        for at in range(1, len(name) - _DIGITS + 1):
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

    def _level(self, statement: Statement, figure: Figure, indicator: Indicator) -> Guess | None:
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
        return Guess(figure, binding, outcome, suspect)

    def _of_another(self, figure: Figure, indicator: Indicator) -> bool:
        """Whether a figure names another owner or stage than a row: 民办园在园幼儿 for 公办园在园幼儿."""
        said, held = (read_thing(n) for n in (noun(figure), self._metrics.rows.get(indicator.id, indicator.name)))
        return any(one and two and one != two for one, two in ((said.owner, held.owner), (said.stage, held.stage)))

    def _change(self, figure: Figure, level: Guess) -> Iterator[Guess]:
        """A change right after a value that was confirmed is of the same indicator."""
        between = figure.statement.between(level.figure.end, figure.start)
        next_to = figure.id == level.figure.id + 1 and not set_aside(between)
        if level.outcome.verdict is Verdict.PROVED and figure.compared == "time" and next_to:
            binding = Binding(level.binding.indicator, Period.THIS, sure=False, change=True)
            outcome = compare(self._metrics, figure, binding)
            if outcome.verdict is not Verdict.UNDECIDED:
                yield Guess(figure, binding, outcome, _OF_PROVED)

    def _suspect(self, told: Quantity, indicator: Indicator, name: str) -> str:
        """Why a value that is not the cell's has probably come from it; empty when nothing says so."""
        known = [_plain(n) for n in (*indicator.names, self._metrics.rows.get(indicator.id, ""))]
        if not any(n.endswith(name) or n.startswith(name.removesuffix("生")) for n in known):
            return ""
        # a name that ends many others (在校生) may well be told of one of them
        return self._slip(told, indicator, telling=len(self._tails.get(name, ())) <= 1)

    def _slip(self, told: Quantity, indicator: Indicator, *, telling: bool) -> str:
        """How a value may have come from the cell by a slip; empty when none explains it."""
        fact = self._metrics.get(indicator.id)
        value = told.value / indicator.unit.factor
        if fact is None or len(f"{value.normalize():f}".replace(".", "").strip("0")) < _DIGITS - 1:
            return ""
        if slipped(value, fact.value):
            return "疑似数字颠倒或多写、少写一位"
        previous = self._metrics.get(indicator.id, Period.PREVIOUS)
        if previous is not None and previous.value == value:
            return "疑似写成了上年的数"
        if telling and any(self._is_beside(fact, f) and f.value == value for f in self._metrics.facts.values()):
            return "疑似与另一项的数写反"
        return ""

    def _is_beside(self, fact: Fact, other: Fact) -> bool:
        one, two = (self._metrics.dictionary[f.indicator] for f in (fact, other))
        near = one.topic == two.topic or fact.value >= _TELLING
        return other.period is Period.THIS and one.id != two.id and one.unit == two.unit and near


def _plain(name: str) -> str:
    return _WORDS.sub("", name)
