"""The values every check returns: findings with their place and evidence, and the account of what was checked."""

from drafter.findings.coverage import Coverage, NotChecked, RelationCheck
from drafter.findings.model import Evidence, Finding, Place, Severity, State, assign_fingerprints

__all__ = [
    "Coverage",
    "Evidence",
    "Finding",
    "NotChecked",
    "Place",
    "RelationCheck",
    "Severity",
    "State",
    "assign_fingerprints",
]
