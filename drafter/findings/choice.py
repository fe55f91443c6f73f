"""Which rules a user wants held against a report, and how strictly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from drafter.findings.model import Finding, Severity

__all__ = ["RuleChoice"]


@dataclass(frozen=True)
class RuleChoice:
    """A choice among rules; codes (``ARI001``) and family prefixes (``ARI``) are both allowed.

    Attributes:
        select: rules to run, empty for all.
        ignore: rules to leave out, also of those selected.
        severity: code or prefix -> error, warning or info, instead of the rule's own.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)

    def codes(self) -> tuple[str, ...]:
        """Every code and prefix it names."""
        return (*self.select, *self.ignore, *self.severity)

    def narrowed(self, other: RuleChoice | None) -> RuleChoice:
        """This choice with what ``other`` (the one of an outline) says on top of it.

        Its selection takes the place of this one, what it ignores is left out as well, its severities go first.
        """
        if other is None:
            return self
        return RuleChoice(
            other.select or self.select, (*self.ignore, *other.ignore), {**self.severity, **other.severity}
        )

    def among(self, codes: Iterable[str]) -> frozenset[str]:
        """Those of ``codes`` that are to run."""
        wanted = tuple(code.upper() for code in self.select)
        unwanted = tuple(code.upper() for code in self.ignore)
        return frozenset(
            code for code in codes if (not wanted or code.startswith(wanted)) and not code.startswith(unwanted or "\0")
        )

    def held_to(self, finding: Finding) -> Finding:
        """The finding with the severity its rule, or else its family, is held to."""
        wanted = self.severity.get(finding.code) or self.severity.get(finding.code[:3])
        return replace(finding, severity=Severity(wanted)) if wanted else finding
