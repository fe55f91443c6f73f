"""The catalogue of rules: one module a family, registered here and nowhere else."""

from __future__ import annotations

from drafter.checking.rules import (
    arithmetic,
    claims,
    contradictions,
    duplicates,
    entities,
    figures,
    format,
    inputs,
    lastyear,
    placeholders,
    policies,
    required,
    structure,
    style,
    times,
)
from drafter.checking.rules.inputs import check_metrics
from drafter.checking.rules.model import Example, Family, Rule

__all__ = ["FAMILIES", "Example", "Family", "Rule", "all_rules", "check_metrics", "find_rule"]

FAMILIES: tuple[Family, ...] = (
    inputs.FAMILY,
    placeholders.FAMILY,
    figures.FAMILY,
    arithmetic.FAMILY,
    required.FAMILY,
    policies.FAMILY,
    claims.FAMILY,
    entities.FAMILY,
    contradictions.FAMILY,
    times.FAMILY,
    lastyear.FAMILY,
    structure.FAMILY,
    style.FAMILY,
    duplicates.FAMILY,
    format.FAMILY,
)


def all_rules() -> list[Rule]:
    """Every rule in the order of the catalogue."""
    return [rule for family in FAMILIES for rule in family.rules]


def find_rule(code: str) -> Rule | None:
    """The rule with this code (``ARI001``) or slug, or None."""
    wanted = code.strip()
    return next((r for r in all_rules() if wanted.upper() == r.code or wanted.lower() == r.slug), None)
