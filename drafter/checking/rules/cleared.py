"""CON006 and CON005 across chapters: a thing that is all gone in one place and counted in another, or counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from drafter.checking.claims.passages import MEASURES
from drafter.checking.claims.remainders import Remainder, contradicts, remainders
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Family
from drafter.checking.rules.opposites import OPPOSED
from drafter.checking.rules.retold import RETOLD
from drafter.checking.text.scope import Scope, headed_year
from drafter.checking.text.statements import Statement
from drafter.findings import Evidence, Finding

__all__ = ["FAMILY"]

_STAGES = {"小学": "义务/小学", "初中": "义务/初中", "普高": "高中", "高中阶段": "高中"}
_MOST = 80
#: 整改率97.9% beside 所有隐患均已清零.
_RATE = re.compile(
    r"(?:整改|销号|化解|消除|办结|治理|完成)(?:完成|到位|销号)?率(?:为|达到?|是)?(?P<rate>\d{1,2}(?:\.\d+)?)\s*[%％]"
)
_LATER = re.compile(r"目前|现已?|截至|随后|最终|年底|之后|如今|后(?!勤)|其余|余下|剩余|已全部|\d月")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every claim that none is left, and every count, against the counts told elsewhere."""

    def stage_of(statement: Statement) -> str:
        stage = context.heading_stages.get(statement.flow.first_paragraph, "")
        return _STAGES.get(stage, stage)

    told = list(islice((r for r in remainders(context.statements, stage_of) if _of_the_region(context, r)), _MOST))
    for claim in (r for r in told if not r.count):
        yield from _rated(claim)
    seen: set[str] = set()
    for other in told:
        if not other.count or other.name in seen:
            continue
        held = next((r for r in told if _apart(r, other) and contradicts(r, other)), None)
        if held is not None and (not held.count or other.still):
            seen.add(other.name)
            yield _finding(held, other)


def _apart(one: Remainder, other: Remainder) -> bool:
    """Whether two stand where the second does not go on from the first."""
    return one.statement is not other.statement and (not one.count or one.statement.number < other.statement.number)


def _of_the_region(context: CheckContext, told: Remainder) -> bool:
    """Whether a count is of the whole region and of now."""
    statement = told.statement
    if headed_year(statement) not in (0, context.year):  # （一）2019年：起步。…大班额尚有86个
        return False
    if Scope(context.region, context.year).of_part(statement, statement.start + told.start):
        return False
    if context.roles[statement.flow.first_paragraph] == MEASURES and not told.still:
        return False
    low, high = statement.start + max(statement.text.rfind("。", 0, told.start), 0), statement.start + told.end
    if any(low <= place.start < high for place in context.localities.of(statement.flow)):
        return False
    years = [d.year for d in statement.dates if d.year and d.end <= high]
    own = [d.year for d in statement.dates if d.year and statement.start + _clause(told) <= d.start and d.end <= high]
    told_of = own[-1] if own else years[0] if years else context.year
    return told.year is not None or not context.year or told_of == context.year


def _clause(told: Remainder) -> int:
    """Where the clause of a count begins."""
    return max(told.statement.text.rfind(mark, 0, told.start) for mark in "，。；") + 1


def _finding(held: Remainder, other: Remainder) -> Finding:
    elsewhere = held.statement
    where = f"第{elsewhere.flow.first_paragraph + 1}段"
    rule = RETOLD if held.count else OPPOSED
    finding = rule.at(
        other.statement.flow,
        other.statement.start + other.start,
        other.statement.start + other.end,
        f"别处（{where}）写“{held.words}”，这里却写“{other.words}”",
        evidence=(Evidence("document", where, elsewhere.text.strip()),),
        suggestion="核对后统一口径",
        root=f"CON004:{other.name}" if not held.count else f"CON005:left:{other.name}",
    )
    return rule.further(finding, tuple(elsewhere.flow.places(elsewhere.start + held.start, elsewhere.start + held.end)))


def _rated(claim: Remainder) -> Iterator[Finding]:
    """「整改率97.9%，所有隐患均已清零」: less than all mended, in the clause before."""
    text = claim.statement.text
    for match in _RATE.finditer(text, 0, claim.start):
        between = text[match.end() : claim.start]
        if "。" in between or "；" in between or _LATER.search(between):
            continue
        yield OPPOSED.at(
            claim.statement.flow,
            claim.statement.start + claim.start,
            claim.statement.start + claim.end,
            f"前面写“{match[0]}”，不能说“{claim.words}”",
            evidence=(Evidence("document", "", text.strip()),),
            suggestion="核对后统一口径",
            root=f"CON006:left:{claim.statement.number}:{claim.start}",
        )
        return


FAMILY = Family("CON", "前后矛盾", (), check)
