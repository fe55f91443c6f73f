"""What becomes of a figure when all pairs it may follow from have been tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafter.checking.plausible import NEAR, may_be_meant, printed_number, typed_for
from drafter.checking.relations.model import Relation
from drafter.checking.relations.trials import Trial, decided, rounded, turned
from drafter.checking.text.statements import Figure
from drafter.facts.numerals import to_places
from drafter.findings import State

__all__ = ["tried"]

_LONG = 4
_HERE = -1  # the id of a figure that stands in no text


def tried(
    kind: str,
    trials: Sequence[Trial],
    stated: Figure,
    *,
    sole: Trial | None = None,
    certain: bool = False,
    far: Sequence[Trial] = (),
) -> Relation | None:
    """The equation that holds; else the one value that is given but for a slip of the pen, or what the only pair gives.

    Args:
        kind: of the relation, as :class:`Relation` calls it.
        sole: the pair that the words of the sentence leave no doubt about, if there is one.
        certain: whether it is told however far off the figure lies.
        far: pairs from other sentences that no name binds to the figure: only digits in another order are told.
    """
    told = rounded(stated)
    for trial in (*trials, *far):
        if trial.computed.meets(told.quantity.interval):
            return _in_text(decided(kind, trial, stated))
    odd = [*(t for t in trials if _slipped(stated, t)), *(t for t in far if _slipped(stated, t, far=True))]
    slips = [r for t in odd if not (r := decided(kind, t, stated)).truncated]
    if slips and len({r.expected for r in slips}) == 1:
        return _in_text(replace(slips[0], plain=True))
    cut = [r for t in far if (r := decided(kind, t, stated)).truncated and _is_long(stated)]
    if cut and len({r.expected for r in cut}) == 1:
        return _in_text(replace(cut[0], plain=True))
    if sole is not None:
        relation = decided(kind, sole, stated)
        should, stands = printed_number(relation.expected), printed_number(stated.text)
        if should and stands and (certain or may_be_meant(stands, should, NEAR)):
            return _in_text(replace(relation, plain=True))
    return None


def _is_long(stated: Figure) -> bool:
    """Whether a figure has so many digits that chance hardly gives all of them but the last."""
    return len(f"{stated.quantity.value / stated.quantity.step:.0f}") >= _LONG if stated.quantity.step else False


def _slipped(stated: Figure, trial: Trial, *, far: bool = False) -> bool:
    quantity = stated.quantity
    if not quantity.step or trial.exact <= 0:
        return False
    meant = to_places(trial.exact / quantity.step) * quantity.step
    near = quantity.value.adjusted() == meant.adjusted()  # among many pairs some give the digits at another scale
    return near and (turned(quantity.value, meant) or (not far and typed_for(quantity.value, meant)))


def _in_text(relation: Relation) -> Relation:
    kept = tuple(f for f in relation.figures if f.id != _HERE)
    return (
        relation
        if relation.state is State.PROVED and len(kept) == len(relation.figures)
        else replace(relation, figures=kept)
    )
