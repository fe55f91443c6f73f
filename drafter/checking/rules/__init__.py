"""The catalogue of rules: one module a family, registered here and nowhere else."""

from __future__ import annotations

from drafter.checking.rules import (
    after_report,
    amounts,
    anniversaries,
    announced,
    answered,
    arithmetic,
    base_years,
    blank_figures,
    campaigns,
    chronology,
    city_words,
    claims,
    closing,
    coded_headings,
    coefficients,
    contradictions,
    copies,
    counties,
    county_gaps,
    county_lists,
    courses,
    day_ranges,
    deadlines,
    document_years,
    done_elsewhere,
    duplicates,
    eves,
    face_values,
    figures,
    fixed_wording,
    forecast_years,
    foreign,
    format,
    formulas,
    gap_lists,
    goals_below,
    grammar,
    heading_matter,
    inputs,
    judged,
    lastyear,
    left_for_later,
    left_late,
    levels,
    levels_around,
    measure_words,
    meetings,
    mentioned,
    misnamed,
    mistyped,
    months,
    name_forms,
    namesakes,
    neighbours,
    odd_units,
    of_others,
    open_choices,
    opening_year,
    opposites,
    outliers,
    overdue,
    own_codes,
    own_elsewhere,
    own_offices,
    people,
    placeholders,
    places_told,
    plan_years,
    pointed_at,
    policies,
    reckoned,
    references,
    reported,
    requests,
    required,
    reread,
    restated,
    rollup,
    run_in,
    school_names,
    shared_out,
    sheet_bases,
    short_names,
    signed_in_part,
    since,
    sizes,
    software_remains,
    stems_beside,
    steps,
    strangers,
    structure,
    studies,
    style,
    taken_from,
    term_starts,
    text_bases,
    times,
    told_of_above,
    told_twice,
    town_sorts,
    towns_added,
    transposed,
    two_holders,
    unit_forms,
    unlike_bases,
    vague,
    weekdays,
    whole_above,
    writers_notes,
)
from drafter.checking.rules.inputs import check_metrics
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.rollup import check_rollup

__all__ = [
    "ACROSS",
    "FAMILIES",
    "Example",
    "Family",
    "Rule",
    "all_rules",
    "check_metrics",
    "check_rollup",
    "find_rule",
]

FAMILIES: tuple[Family, ...] = (
    inputs.FAMILY.joined(outliers.FAMILY),
    placeholders.FAMILY.joined(blank_figures.FAMILY)
    .joined(writers_notes.FAMILY)
    .joined(software_remains.FAMILY)
    .joined(open_choices.FAMILY),
    figures.FAMILY.joined(sheet_bases.FAMILY)
    .joined(text_bases.FAMILY)
    .joined(coefficients.FAMILY)
    .joined(amounts.FAMILY)
    .joined(unit_forms.FAMILY)
    .joined(sizes.FAMILY)
    .joined(odd_units.FAMILY)
    .joined(of_others.FAMILY)
    .joined(gap_lists.FAMILY)
    .joined(shared_out.FAMILY),
    arithmetic.FAMILY.joined(face_values.FAMILY).joined(reckoned.FAMILY),
    required.FAMILY,
    policies.FAMILY.joined(formulas.FAMILY)
    .joined(fixed_wording.FAMILY)
    .joined(answered.FAMILY)
    .joined(goals_below.FAMILY),
    claims.FAMILY.joined(judged.FAMILY).joined(vague.FAMILY).joined(unlike_bases.FAMILY),
    foreign.FAMILY.joined(people.FAMILY)
    .joined(levels.FAMILY)
    .joined(own_offices.FAMILY)
    .joined(city_words.FAMILY)
    .joined(own_elsewhere.FAMILY)
    .joined(told_of_above.FAMILY)
    .joined(levels_around.FAMILY)
    .joined(whole_above.FAMILY)
    .joined(stems_beside.FAMILY)
    .joined(county_gaps.FAMILY)
    .joined(short_names.FAMILY)
    .joined(namesakes.FAMILY)
    .joined(strangers.FAMILY)
    .joined(counties.FAMILY)
    .joined(places_told.FAMILY)
    .joined(county_lists.FAMILY)
    .joined(towns_added.FAMILY)
    .joined(town_sorts.FAMILY)
    .joined(two_holders.FAMILY)
    .joined(neighbours.FAMILY)
    .joined(misnamed.FAMILY)
    .joined(pointed_at.FAMILY)
    .joined(own_codes.FAMILY)
    .joined(school_names.FAMILY),
    contradictions.FAMILY.joined(opposites.FAMILY)
    .joined(done_elsewhere.FAMILY)
    .joined(transposed.FAMILY)
    .joined(mentioned.FAMILY)
    .joined(told_twice.FAMILY)
    .joined(name_forms.FAMILY)
    .joined(reread.FAMILY),
    times.FAMILY.joined(base_years.FAMILY)
    .joined(left_for_later.FAMILY)
    .joined(reported.FAMILY)
    .joined(chronology.FAMILY)
    .joined(courses.FAMILY)
    .joined(deadlines.FAMILY)
    .joined(day_ranges.FAMILY)
    .joined(after_report.FAMILY)
    .joined(taken_from.FAMILY)
    .joined(document_years.FAMILY)
    .joined(plan_years.FAMILY)
    .joined(steps.FAMILY)
    .joined(since.FAMILY)
    .joined(campaigns.FAMILY)
    .joined(weekdays.FAMILY)
    .joined(meetings.FAMILY)
    .joined(term_starts.FAMILY)
    .joined(studies.FAMILY)
    .joined(eves.FAMILY)
    .joined(opening_year.FAMILY)
    .joined(overdue.FAMILY)
    .joined(left_late.FAMILY)
    .joined(forecast_years.FAMILY)
    .joined(anniversaries.FAMILY)
    .joined(months.FAMILY),
    lastyear.FAMILY,
    structure.FAMILY.joined(heading_matter.FAMILY)
    .joined(restated.FAMILY)
    .joined(run_in.FAMILY)
    .joined(announced.FAMILY)
    .joined(closing.FAMILY)
    .joined(signed_in_part.FAMILY)
    .joined(references.FAMILY)
    .joined(coded_headings.FAMILY)
    .joined(requests.FAMILY),
    style.FAMILY.joined(mistyped.FAMILY).joined(measure_words.FAMILY).joined(grammar.FAMILY),
    duplicates.FAMILY.joined(copies.FAMILY),
    format.FAMILY,
    rollup.FAMILY,
)

#: What is looked for across the counties of a batch, once all of them are read.
ACROSS = (neighbours.check_among, copies.check_among, outliers.check_among)


def all_rules() -> list[Rule]:
    """Every rule in the order of the catalogue."""
    return [rule for family in FAMILIES for rule in family.rules]


def find_rule(code: str) -> Rule | None:
    """The rule with this code (``ARI001``) or slug, or None."""
    wanted = code.strip()
    return next((r for r in all_rules() if wanted.upper() == r.code or wanted.lower() == r.slug), None)
