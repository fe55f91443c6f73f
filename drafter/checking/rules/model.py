"""What a rule is: code, slug, what it flags, why, examples that are run as tests, and the norm it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from drafter.findings import Evidence, Finding, Place, Severity

if TYPE_CHECKING:
    from drafter.checking.context import CheckContext
    from drafter.checking.text.statements import Figure
    from drafter.outlines import Outline
    from drafter.reading import Flow
    from drafter.reading.layout import Sheet

__all__ = ["Example", "Family", "Rule"]


@dataclass(frozen=True)
class Example:
    """A text with what it takes to check it.

    Attributes:
        text: lines of a report.
        metrics: indicator id -> (this year, last year or None), in the display unit.
        duplicates: indicator id -> this year's value in a second row of the same metrics file.
        odd: indicator id -> this year's cell, with whatever unit is typed in it.
        observed: rows of a table of observations: (indicator, region, year, value, unit), the region's own without one.
        peers: other counties of the batch by name -> their reports; ``rows`` their sheets, as ``metrics``.
        counties: the sheets of the counties of the city whose report it is, as ``metrics``.
        material: a write-up's text, for rules that compare with one.
        outline: the form it has to answer, for rules on required items.
        previous: lines of last year's report, for rules that compare with it.
        verdict: what the judge of claims says of it, with the nearest passage; empty for a check without one.
        reckoned: what a reader says its figures, numbered from f1, follow from.
        layout: how its lines are set, for rules on the layout of a DOCX.
    """

    text: str
    metrics: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    material: str = ""
    outline: Outline | None = None
    duplicates: Mapping[str, str] = field(default_factory=dict)
    previous: str = ""
    verdict: str = ""
    reckoned: tuple[str, ...] = ()
    layout: Sheet | None = None
    peers: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, tuple[str, str | None]]] = field(default_factory=dict)
    counties: Mapping[str, Mapping[str, tuple[str, str | None]]] = field(default_factory=dict)
    odd: Mapping[str, str] = field(default_factory=dict)
    observed: tuple[tuple[str, str, int, str, str], ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule of the checker; its page is made of these fields.

    Attributes:
        code: three letters and three digits, never reused.
        slug: its name in words.
        title: what it flags, in a few Chinese words.
        severity: as strong as the norm behind it.
        what: what exactly is flagged; ``why``: what harm it does.
        flags: texts that must be flagged; ``passes``: texts that must not.
        source: the standard, clause or document the norm comes from.
    """

    code: str
    slug: str
    title: str
    severity: Severity
    what: str
    why: str
    flags: tuple[Example, ...]
    passes: tuple[Example, ...]
    source: str

    def at(
        self,
        flow: Flow,
        start: int,
        end: int,
        message: str,
        *,
        evidence: tuple[Evidence, ...] = (),
        suggestion: str = "",
        root: str = "",
        key: str = "",
        touches: tuple[Figure, ...] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule on flow.text[start:end]; see :class:`~drafter.findings.Finding` for the rest."""
        places = flow.places(start, end)
        first = places[0]
        width = first.end - first.start
        return Finding(
            code=self.code,
            rule=self.slug,
            severity=severity or self.severity,
            message=_in_one_line(message),
            excerpt=flow.written(start, end)[:width],
            place=first,
            evidence=evidence,
            suggestion=suggestion,
            also=tuple(places[1:]),
            root=root,
            key=key,
            touches=frozenset(figure.id for figure in touches),
        )

    def about(
        self,
        message: str,
        *,
        evidence: tuple[Evidence, ...],
        suggestion: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule on an input rather than on words of the document: it lies on none of them."""
        return Finding(
            code=self.code,
            rule=self.slug,
            severity=severity or self.severity,
            message=_in_one_line(message),
            excerpt="",
            place=Place("body", "", 0, 0, 0),
            evidence=evidence,
            suggestion=suggestion,
        )

    @staticmethod
    def further(finding: Finding, places: tuple[Place, ...]) -> Finding:
        """The finding with more places of the same cause."""
        return replace(finding, also=(*finding.also, *places))


def _in_one_line(message: str) -> str:
    """A message that quotes words with a soft line break in them."""
    return " ".join(message.split("\n")) if "\n" in message else message


@dataclass(frozen=True)
class Family:
    """A family of rules: its three letters, its rules, and the function that runs them all in one pass."""

    prefix: str
    title: str
    rules: tuple[Rule, ...]
    check: Callable[[CheckContext], Iterator[Finding]]

    def joined(self, other: Family) -> Family:
        """This family with the rules of another that has its three letters but looks at something else."""

        def check(context: CheckContext) -> Iterator[Finding]:
            yield from self.check(context)
            yield from other.check(context)

        rules = sorted((*self.rules, *other.rules), key=lambda rule: rule.code)
        return Family(self.prefix, self.title, tuple(rules), check)
