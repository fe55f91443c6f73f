"""What is asked of a report with numbered figures, part by part, and who answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drafter.checking.claims.judging import LONGEST, Judge, Question
from drafter.checking.inquiry import Told
from drafter.checking.reckoning.formulas import Formula
from drafter.checking.reckoning.numbered import Line, Numbered
from drafter.checking.reckoning.reckon import Doubt
from drafter.checking.support import Passage
from drafter.checking.text.statements import Figure, Statement

__all__ = ["Part", "Reader", "Reckoner", "Suspicion", "parts_of", "suspicions"]

_FIGURES = 90  # of a part: what a model still goes through one by one
_MOST = 60  # parts of a report
_PASSAGES = 4


@dataclass(frozen=True)
class Part:
    """Lines of a report whose figures are asked about.

    Attributes:
        first, end: of :attr:`Numbered.lines`.
    """

    id: str
    first: int
    end: int
    names: tuple[str, ...]


#: Says for the parts of a report which formulas their figures should fulfil; one that fails says so, and never raises.
Reader = Callable[[Numbered, Sequence[Part], str, int], Told[tuple[Formula, ...]]]


@dataclass(frozen=True)
class Reckoner:
    """Who reads a report for what its figures follow from, and who is asked again about what does not come out."""

    read: Reader
    confirm: Judge


@dataclass(frozen=True)
class Suspicion(Question):
    """A formula that does not hold, to be judged by the sentences of its figures."""

    doubt: Doubt

    def as_dict(self) -> dict[str, object]:
        """What is shown of it."""
        shown: dict[str, object] = {"编号": self.id, "句子": self.sentence, "算式": self.doubt.told}
        if self.doubt.expected:
            shown |= {"按算式应为": self.doubt.expected, "文中写的是": self.doubt.figures[-1].text}
        return shown | {"别处": self.shown()}


def parts_of(text: Numbered) -> tuple[list[Part], int]:
    """The report in parts of some ninety figures, and how many figures are left over because it is too long."""
    parts: list[Part] = []
    first, names, left = 0, list[str](), 0
    for at, line in enumerate((*text.lines, Line("", ()))):
        if names and (len(names) + len(line.names) > _FIGURES or at == len(text.lines)):
            if len(parts) < _MOST:
                parts.append(Part(f"p{len(parts) + 1}", first, at, tuple(names)))
            else:
                left += len(names)
            first, names = at, []
        names += line.names
    return parts, left


def suspicions(doubts: Sequence[Doubt], text: Numbered) -> list[Suspicion]:
    """A question for each formula that does not hold, with the sentences, the rows and the cells it rests on."""
    rows = {name: line for line in text.lines if line.head for name in line.names}
    questions = []
    for number, doubt in enumerate(doubts, start=1):
        name = f"r{number}"
        told: list[Passage] = [_passage(doubt.formula.stated, text, rows)]
        for key in doubt.formula.names:
            figure = text.operands[key].figure
            if figure is None or not any(_holds_it(passage, figure) for passage in told):
                told.append(_passage(key, text, rows))
        passages = {f"{name}m{at}": passage for at, passage in enumerate(told[:_PASSAGES], start=1)}
        questions.append(Suspicion(name, told[0].text, passages, doubt))
    return questions


def _holds_it(passage: Passage, figure: Figure) -> bool:
    return any(told.id == figure.id for told in passage.figures)


def _passage(name: str, text: Numbered, rows: Mapping[str, Line]) -> Passage:
    """The sentence of a figure, its row under the head of the table, or the cell of the sheet."""
    operand, row = text.operands[name], rows.get(name)
    if operand.figure is None:
        return Passage(operand.ref, f"指标表：{operand.told}", ())
    if row is None:
        return _sentence(operand.figure)
    shown = row.plain if row.plain == row.head else f"{row.head} / {row.plain}"
    beside = tuple(f for n in row.names if (f := text.operands[n].figure) is not None)
    return Passage(f"表格：{row.head.split(' | ')[0]}", shown[:LONGEST], beside)


def _sentence(figure: Figure) -> Passage:
    """The sentence of a figure, cut around it where it is long."""
    statement: Statement = figure.statement
    at = figure.start - statement.start
    start = max(0, min(at - LONGEST // 2, len(statement.text) - LONGEST))
    text = statement.text[start : start + LONGEST]
    low, high = statement.start + start, statement.start + start + len(text)
    number = statement.flow.places(figure.start, figure.end)[0].paragraph + 1
    return Passage(f"第{number}段", text.strip(), tuple(f for f in statement.figures if low <= f.start < high))
