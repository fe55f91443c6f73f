"""What speaks for a claim: the words of a write-up, a figure, a document or an indicator beside it."""

from __future__ import annotations

import re

from drafter.checking.claims.assertions import Assertion, Claim
from drafter.checking.claims.beside import cites, counts
from drafter.checking.claims.evidence import shares_words
from drafter.checking.context import CheckContext
from drafter.facts import Period
from drafter.findings import State
from drafter.library.policies import load_policies

__all__ = ["has_figures", "is_backed", "judged", "told_by_words", "whole_clause"]

_CITED = re.compile(r"《[^《》]+》|〔\d{4}〕")
_CLAUSE = re.compile(r"[，。；：]")
_GONE = re.compile(r"消除|清零|化解|取缔|杜绝")
_SHARED = 0.6
_NAMED = 0.5
#: No number shows that something was done away with for good.
_UTTERLY = re.compile(r"彻底(?:杜绝|根除|根治|扭转|改变)")
#: A feeling is shown by those who were asked, and by no other figure.
_FEELING = re.compile("满意|好评|认可[率度]|支持率|赞成率")
_ASKED = re.compile(r"问卷|调查|测评|抽样|抽查|回收|评议|家长\d|学生\d|\d[\d.]*万?[份人名]")


def judged(context: CheckContext, claim: Assertion) -> tuple[State, bool]:
    """How a claim ends, and whether to tell: what has a figure or a document beside it is left to the reader."""
    words = context.material_words
    if claim.kind in (Claim.AWARD, Claim.EVENT):
        return _looked_up(context, claim)
    if (words is not None and words.tells(whole_clause(claim))) or _metric_says(context, claim):
        return State.PROVED, False
    if cites(claim) or (has_figures(context, claim) and not _UTTERLY.match(claim.text)):
        return State.NOT_CHECKED, False
    return (State.NOT_CHECKED if words is None else State.UNSUPPORTED), True


def told_by_words(context: CheckContext, claim: Assertion) -> bool:
    """Whether a sentence of the write-ups has most of a claim's words, which may yet say something else."""
    words = context.material_words
    return words is not None and bool(
        words.tells(whole_clause(claim)) or (claim.subject and words.tells(claim.subject))
    )


def has_figures(context: CheckContext, claim: Assertion) -> bool:
    """Whether figures stand beside a claim; a 100% is none itself unless it was held against the metrics."""
    if counts(claim):
        return True
    own = [f for f in claim.segment.figures if f.start < claim.end and f.end > claim.start]
    if claim.group != "hundred" or not _is_asked(claim):
        return False
    if any(context.states.get(figure.id, State.NOT_CHECKED) is not State.NOT_CHECKED for figure in own):
        return True
    number = claim.segment.statement.number
    before = context.statements[number - 1] if number else None
    counted = before is not None and before.flow is claim.segment.flow and before.figures
    return bool(counted)


def _is_asked(claim: Assertion) -> bool:
    """Whether a rate of those content has anybody asked beside it; any other rate needs nobody."""
    flow, segment = claim.segment.flow, claim.segment
    clause = re.split("[，。；]", flow.text[segment.start : claim.start])[-1] + claim.text
    clause += re.split("[，。；]", flow.text[claim.end : segment.end])[0]
    return not _FEELING.search(clause) or bool(_ASKED.search(segment.text))


def is_backed(context: CheckContext, claim: Assertion) -> bool:
    """Whether a document or a figure that holds stands beside a claim."""
    proved = any(context.states.get(figure.id) is State.PROVED for figure in claim.segment.figures)
    return proved or bool(_CITED.search(claim.segment.text))


def whole_clause(claim: Assertion) -> str:
    """The claim with the words of its own clause, or of the one before where it is short."""
    text = claim.segment.flow.text
    before = text[claim.segment.start : claim.start]
    clauses = _CLAUSE.split(before)
    lead = clauses[-1] if len(clauses[-1]) + len(claim.text) > 10 else "".join(clauses[-2:])
    after = _CLAUSE.split(text[claim.end : claim.segment.end])[0]
    return lead + claim.text + after


def _looked_up(context: CheckContext, claim: Assertion) -> tuple[State, bool]:
    """An award or an occasion: the write-ups name it, or a document beside it speaks for it."""
    words = context.material_words
    if words is None:
        return State.NOT_CHECKED, False
    share = _SHARED if claim.kind is Claim.AWARD else _NAMED
    known = words.tells(claim.subject, share) or words.tells(whole_clause(claim))
    if known or (claim.kind is Claim.EVENT and _in_policies(claim.subject)):
        return State.PROVED, False
    return State.UNSUPPORTED, not _CITED.search(claim.segment.text)


def _in_policies(subject: str) -> bool:
    """Whether a known document speaks of an occasion, so that it is one every place may hold."""
    plain = re.sub(r"[“”《》（）\s]", "", subject)
    return any(plain[-8:] in clause.text for policy in load_policies().values() for clause in policy.clauses)


def _metric_says(context: CheckContext, claim: Assertion) -> bool:
    """Whether an indicator named in the claim's clause stands at all of it, or at none."""
    if context.metrics is None or claim.kind not in (Claim.ABSOLUTE, Claim.NONE):
        return False
    wanted = 0 if claim.kind is Claim.NONE else 100
    clause = whole_clause(claim)
    named = {mention.indicator.id for mention in context.binder.lexicon.find(clause)}
    for indicator_id in context.metrics.ids():
        fact = context.metrics.get(indicator_id, Period.THIS)
        if fact is None or (fact.value != wanted and not (fact.value == 0 and _GONE.search(claim.text))):
            continue
        if indicator_id in named or shares_words(context.dictionary[indicator_id].name, clause, _SHARED):
            return True
    return False
