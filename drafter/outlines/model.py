"""Outlines: the sections of a report form, and the items each has to answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = [
    "GROUP_KINDS",
    "ROLES",
    "STYLES",
    "Group",
    "Item",
    "Outline",
    "OutlineSection",
    "numeral",
    "section_label",
]

#: How the indicators of a group share a sentence:
#: ``levels``      shares and rates with their change and floors (A、B分别达到…);
#: ``amounts``     money and counts with their growth;
#: ``parts``       a total and what it consists of (first id is the total);
#: ``progress``    how many there were and how many are done;
#: ``activities``  things done, one clause each, no comparison;
#: ``compare``     two figures of one unit held against each other.
GROUP_KINDS = ("levels", "amounts", "parts", "progress", "activities", "compare")

STYLES = ("run-in", "block", "ordinal", "numbered")
ROLES = ("body", "problems", "measures", "combined")

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Group:
    """Indicators that share a sentence."""

    kind: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A required item.

    Attributes:
        lead: short phrase that opens its paragraph in run-in style, and names it in findings.
        ask: what counts as an answer, for people.
        signals: words by which text on this item is recognised.
        indicators: every indicator that bears on it.
        key: indicators whose absence leaves a gap even where others are present.
        policies: ``policy`` or ``policy#clause`` references, the most relevant first.
        office: whom to ask for what is missing.
        needs: ``figure`` when an answer without one is incomplete, otherwise ``text``.
        not_applicable: whether 无此项工作任务 is an allowed answer.
        optional: written when there is evidence, never missed when there is none.
        groups: how its figures are told.
    """

    id: str
    lead: str
    ask: str
    signals: tuple[str, ...]
    indicators: tuple[str, ...]
    key: tuple[str, ...]
    policies: tuple[str, ...]
    office: str
    needs: str
    not_applicable: bool
    optional: bool
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class OutlineSection:
    """A section of the form.

    Attributes:
        heading: without its number.
        aliases: other headings under which reports answer it.
        style: how its items stand: ``run-in`` (each paragraph opens with its lead), ``ordinal`` (一是…。), ``numbered``
            (a heading 1. of its own) or ``block`` (paragraph after paragraph).
        run_in: whether its own heading opens its first paragraph.
        role: body, problems, measures, or combined (each problem followed by its measures).
    """

    id: str
    heading: str
    level: int
    number: int
    style: str
    role: str
    aliases: tuple[str, ...]
    items: tuple[Item, ...]
    sections: tuple[OutlineSection, ...]
    run_in: bool = False

    @property
    def label(self) -> str:
        """Its number as printed: 一、 （一） or 1."""
        return section_label(self.level, self.number)

    def walk(self) -> Iterator[OutlineSection]:
        """This section and all below it, in order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True)
class Outline:
    """A form of report.

    Attributes:
        title: with ``{region}`` and ``{year}``.
        basis: policies the opening rests on.
        length: least and most characters expected of the whole report.
        addressee: the 主送机关 when it is sent as a document with a number, empty when it is not.
    """

    id: str
    name: str
    level: str
    title: str
    basis: tuple[str, ...]
    length: tuple[int, int]
    sections: tuple[OutlineSection, ...]
    addressee: str = ""

    def walk(self) -> Iterator[OutlineSection]:
        """Every section in order."""
        for section in self.sections:
            yield from section.walk()

    def items(self) -> Iterator[tuple[OutlineSection, Item]]:
        """Every required item with its section, in order."""
        for section in self.walk():
            for item in section.items:
                yield section, item


def section_label(level: int, number: int) -> str:
    """The printed number of a section: 一、 at level 1, （一） at level 2, 1. below.

    >>> section_label(2, 12)
    '（十二）'
    """
    if level >= 3:
        return f"{number}."
    chinese = numeral(number)
    return f"{chinese}、" if level == 1 else f"（{chinese}）"


def numeral(number: int) -> str:
    """A number from 1 to 99 as Chinese counts headings.

    >>> numeral(21)
    '二十一'
    """
    tens, ones = divmod(number, 10)
    leading = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens - 1] + "十"
    return leading + (_NUMERALS[ones - 1] if ones else "")
