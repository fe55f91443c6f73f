"""CON012 for standards made of parts: 「7项指标全部达标」, and a part of them owned as unmet elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from drafter.checking.claims.composites import Told, claims_met, parts_unmet
from drafter.checking.claims.passages import BODY, COMBINED, MEASURES
from drafter.checking.context import CheckContext
from drafter.checking.rules.all_but_some import EXCEPTED
from drafter.checking.rules.model import Family
from drafter.checking.text.deeds import narrowing
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_MOST = 40
_OWN = frozenset(["义务教育", "音乐", "美术", "体育", "中小学", "专职"])  # what the standard is of anyway


def check(context: CheckContext) -> Iterator[Finding]:
    """Every claim that a standard is met against the parts of it that some have not met."""
    read = [s for s in context.statements if s.flow.part != "table"]
    body = [s for s in read if context.roles[s.flow.first_paragraph] in (BODY, COMBINED)]
    claims = [c for c in islice(claims_met(body), _MOST) if not _of_a_place(context, c)]
    owned = [s for s in read if context.roles[s.flow.first_paragraph] != MEASURES]
    for unmet in islice(parts_unmet(owned), _MOST) if claims else ():
        if _of_a_place(context, unmet):
            continue
        for claim in claims:
            apart = claim.statement is not unmet.statement
            if apart and claim.name == unmet.name and narrowing(claim.text) - _OWN <= narrowing(unmet.text):
                yield _finding(claim, unmet)
                break


def _of_a_place(context: CheckContext, told: Told) -> bool:
    """Whether a sentence speaks of one county of several."""
    start, end = told.statement.start, told.statement.start + told.end
    return any(start <= place.start < end for place in context.localities.of(told.statement.flow))


def _finding(claim: Told, unmet: Told) -> Finding:
    finding = EXCEPTED.at(
        unmet.statement.flow,
        unmet.statement.start + unmet.start,
        unmet.statement.start + unmet.end,
        f"别处写“{claim.text}”，这里有一项没有达到",
        evidence=(Evidence("document", "", claim.statement.text.strip()),),
        suggestion="核对后统一口径",
        root=f"CON012:{claim.name}",
    )
    begin = claim.statement.start
    return EXCEPTED.further(finding, tuple(claim.statement.flow.places(begin + claim.start, begin + claim.end)))


FAMILY = Family("CON", "前后矛盾", (), check)
