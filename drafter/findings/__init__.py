"""The values every check returns: findings with their place and evidence, and the account of what was checked."""

from drafter.findings.choice import RuleChoice
from drafter.findings.coverage import Coverage, NotChecked, RelationCheck
from drafter.findings.model import Evidence, Finding, Place, Severity, State, assign_fingerprints
from drafter.findings.since import EarlierCheck, Since, compare_with_earlier, read_earlier
from drafter.findings.waivers import (
    Waived,
    Waiver,
    add_waivers,
    apply_waivers,
    likely_now,
    read_waivers,
    waivers_beside,
)

__all__ = [
    "Coverage",
    "EarlierCheck",
    "Evidence",
    "Finding",
    "NotChecked",
    "Place",
    "RelationCheck",
    "RuleChoice",
    "Severity",
    "Since",
    "State",
    "Waived",
    "Waiver",
    "add_waivers",
    "apply_waivers",
    "assign_fingerprints",
    "compare_with_earlier",
    "likely_now",
    "read_earlier",
    "read_waivers",
    "waivers_beside",
]
