"""Rows by what figures are told of, in other words than the row's and with what the sentence left out.

What a figure is told of (其中小学 of 专任教师) may be the very thing that a row of the sheet is called by another name:
then a different value has gone wrong. Where a row is only like it, it takes more: a slip that explains the value, or a
change told right behind it that is the row's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from drafter.checking.comparing import Verdict, compare, is_likely
from drafter.checking.plausible import digits
from drafter.checking.row_model import Reading, Sheet
from drafter.checking.row_slips import OF_PROVED, slip_from
from drafter.checking.row_words import TOGETHER
from drafter.checking.sheet_things import SheetThings
from drafter.checking.text.binding import Binding
from drafter.checking.text.fitting import measures
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.things import Thing, read_thing
from drafter.facts import Indicator, Period

__all__ = ["RowSubjects"]

#: What opens a list of what was done, not of all there is: 新建小学一所、初中一所.
_BUILDING = re.compile(
    r"(?:新建|改建|扩建|改扩建|迁建|重建|新增|增设|撤并|撤销|整合|停办|筹建|续建|开工|竣工|投用|回收|认定|创建)了?"
    r"[^，。；、\d]{0,10}$"
)
_ITEM = re.compile(r"^(?:[、和及与]|以及)[^，。；\d]")
#: Stages beside which others have such a thing too.
_ONE_OF_MANY = frozenset(["小学", "初中", "普高", "高中阶段"])
#: What is done to have a thing.
_DONE = re.compile(r"^(?:配备?|聘[请任用]?|设置?|建成|落实|安排|投入|发放|完成)+")
#: A name this long says what it is; and how many digits a change must have to tell whose it is.
_LONG, _EXACT = 4, 2
#: 区级财政 is that of a district itself; in a city's report the counties' would be 县级.
_COUNTIES = frozenset("县区旗")


class RowSubjects:
    """Finds rows by the subjects of figures.

    Attributes:
        far: figures told of a row by its name, with another value that nothing explains.
    """

    def __init__(self, sheet: Sheet, region: str) -> None:
        self.far: list[Reading] = []
        self._metrics = sheet.metrics
        self._things = SheetThings(sheet.metrics)
        self._own_level = re.compile(f"^在?{region[-1]}级" if region[-1:] in _COUNTIES else r"(?!)")

    def read(self, statement: Statement, subjects: Mapping[int, Subject], sure: Collection[int]) -> Iterator[Reading]:
        """The figures of a sentence that are told of a row: with its value, or with one that was meant for it.

        Args:
            sure: figures whose row is known already.
        """
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
                yield Reading(figure, binding, outcome)
            elif outcome.verdict is Verdict.REFUTED:
                reason = "" if near or not is_likely(self._metrics, figure, outcome) else "名称与指标表这一项相同"
                if near and subject.change:
                    reason = OF_PROVED if subject.thing in settled else ""
                elif near:
                    reason = slip_from(self._metrics, figure.quantity, indicator, telling=False)
                if not reason and not subject.change and self._changes_too(statement, figure, subjects, indicator):
                    reason = "后面的增减正是指标表这一项的"
                if reason:
                    yield Reading(figure, binding, outcome, reason)
                elif (not near or self._is_named(subject.thing, indicator)) and binding == Binding(
                    indicator, Period.THIS, sure=False
                ):
                    self.far.append(Reading(figure, binding, outcome, ""))

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
        if subject.thing != subjects[figure.id].thing or digits(change.quantity.value) < _EXACT:
            return False
        outcome = compare(self._metrics, change, Binding(row, Period.THIS, sure=False, change=True))
        return outcome.verdict is Verdict.PROVED
