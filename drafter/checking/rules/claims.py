"""CLM: first, best, everything, never, awards and documents want evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from drafter.checking.claims.assertions import Assertion, Claim, find_assertions
from drafter.checking.claims.beside import cites
from drafter.checking.claims.judging import Undecided
from drafter.checking.claims.meaning import Meaning, nearest_in_meaning
from drafter.checking.claims.passages import BODY, COMBINED
from drafter.checking.context import CheckContext
from drafter.checking.rules.attachments import REFERENCE, check_attachments
from drafter.checking.rules.claim_rules import ABSOLUTE, AWARD, BY_CLAIM, EVENT, NEVER, SUPERLATIVE
from drafter.checking.rules.claim_support import has_figures, is_backed, judged, told_by_words, whole_clause
from drafter.checking.rules.model import Family
from drafter.checking.rules.unfound_documents import DOCUMENT, check_documents
from drafter.findings import Finding, NotChecked, Severity, State

__all__ = ["FAMILY"]

_SAID = {
    Claim.SUPERLATIVE: "“{}”没有数字、文件或材料佐证",
    Claim.ABSOLUTE: "“{}”没有写总数和完成数，也没有材料佐证",
    Claim.NONE: "“{}”没有统计依据",
    Claim.AWARD: "“{}”在材料中没有找到",
    Claim.EVENT: "“{}”在材料中没有找到",
}
_ADVICE = {
    Claim.SUPERLATIVE: "写明名次的依据（文件、年份、数据），或改为平实的说法",
    Claim.ABSOLUTE: "补充总数和完成数，或改为平实的说法",
    Claim.NONE: "补充统计依据，或改为平实的说法",
    Claim.AWARD: "补充表彰文件，或删去",
    Claim.EVENT: "补充通知、纪要等佐证，或删去",
}


def check(context: CheckContext) -> Iterator[Finding]:
    """Every claim of the main text, told once a group."""
    bare: list[Assertion] = []
    open_claims: list[Assertion] = []
    for segment in context.segments:
        if segment.flow.part not in ("body", "textbox"):
            continue
        role = context.roles[segment.flow.first_paragraph]
        if segment.flow.first_paragraph in context.heading_paragraphs or role not in (BODY, COMBINED):
            continue
        for claim in find_assertions(segment, role):
            state, told = judged(context, claim)
            context.coverage.claims[state] += 1
            by_words = state is State.PROVED and told_by_words(context, claim)
            if context.judge is not None and (state is not State.PROVED or by_words):
                settled = told or by_words or is_backed(context, claim)
                context.undecided.append(Undecided(claim, whole_clause(claim), settled))
            if context.material_words is not None and not _count_support(context, claim, state, by_words):
                open_claims.append(claim)
            if told:
                bare.append(claim)
    yield from _told(context, bare)
    _look_for_meaning(context, open_claims)
    if unchecked := context.coverage.claims[State.NOT_CHECKED]:
        needs = "用 --materials 提供部门材料" if context.materials is None else "请核对原始记录"
        context.coverage.not_checked.append(NotChecked(f"{unchecked}处评价性说法和荣誉", "insufficient data", needs))
    yield from check_documents(context)
    yield from check_attachments(context)


def _count_support(context: CheckContext, claim: Assertion, state: State, by_words: bool) -> bool:
    """Note what speaks for a claim; False when nothing does so far."""
    beside = cites(claim) or has_figures(context, claim)
    kind = "words" if by_words else "metric" if state is State.PROVED else "beside" if beside else ""
    if kind:
        context.coverage.support[kind] += 1
    return bool(kind)


def _look_for_meaning(context: CheckContext, claims: list[Assertion]) -> None:
    """Count the claims that some sentence says in other words, where an embedder runs; tell where none does."""
    words, meaning = context.material_words, context.meaning
    near: Mapping[str, object] = {}
    if claims and words is not None and meaning is not None and meaning.embedder is not None:
        from drafter.errors import DrafterError

        try:
            near = nearest_in_meaning(list(dict.fromkeys(map(whole_clause, claims))), words, meaning.embedder)
        except DrafterError as error:  # a service that fails takes nothing from the rest of the check
            meaning = Meaning(None, str(error).rstrip("。"))
    if claims and meaning is not None and meaning.embedder is None:
        what = f"{len(claims)}处说法有没有意思相近的材料（只按字词找）"
        context.coverage.not_checked.append(NotChecked(what, "could not run", meaning.reason))
    for claim in claims:
        context.coverage.support["meaning" if whole_clause(claim) in near else "none"] += 1


def _told(context: CheckContext, claims: list[Assertion]) -> Iterator[Finding]:
    counts = Counter(claim.group for claim in claims)
    for claim in claims:
        more = f"（同类共{counts[claim.group]}处）" if counts[claim.group] > 1 else ""
        mild = context.materials is None and claim.kind in (Claim.ABSOLUTE, Claim.NONE)
        yield BY_CLAIM[claim.kind].at(
            claim.segment.flow,
            claim.start,
            claim.end,
            _SAID[claim.kind].format(claim.text) + more,
            suggestion=_ADVICE[claim.kind],
            root="" if claim.kind in (Claim.AWARD, Claim.EVENT) else f"CLM:{claim.group}",
            severity=Severity.INFO if mild else None,
        )


FAMILY = Family("CLM", "无据论断", (SUPERLATIVE, ABSOLUTE, NEVER, AWARD, DOCUMENT, REFERENCE, EVENT), check)
