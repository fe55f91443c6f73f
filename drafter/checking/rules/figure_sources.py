"""NUM007 and NUM008: figures against the write-ups they were copied from, and figures that nothing supplied gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.figure_rules import MATERIAL, UNSUPPORTED
from drafter.checking.text.quantities import Kind
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.findings import Evidence, Finding, State

__all__ = ["check_against_materials", "check_unsupported"]

_INTENDED = re.compile(r"计划|力争|确保|争取|预计|年底前|将达到|拟")


def check_against_materials(context: CheckContext, statement: Statement) -> Iterator[Finding]:
    """The figures of a sentence that a write-up has too, with other values; those that it gives are settled."""
    if not statement.figures or context.materials is None:
        return
    for figure in statement.figures:
        if context.states.get(figure.id) is None and context.materials.supports(figure):
            context.settle(figure, State.PROVED)
    passage = context.materials.same_sentence(statement)
    if passage is None:
        return
    for figure, other in zip(statement.figures, passage.figures, strict=True):
        left, right = figure.quantity, other.quantity
        differs = (
            left.kind is right.kind and left.dimension == right.dimension and not left.interval.meets(right.interval)
        )
        if differs and context.states.get(figure.id) not in (State.PROVED, State.REFUTED):
            context.settle(figure, State.REFUTED)
            yield MATERIAL.at(
                statement.flow,
                figure.start,
                figure.end,
                f"材料中同一句话的数是{other.text}，文中写{figure.text}（{passage.ref}）",
                evidence=(Evidence("material", passage.ref, passage.text),),
                suggestion=f"核对材料；以材料为准应写{other.text}",
                touches=(figure,),
            )


def check_unsupported(context: CheckContext) -> Iterator[Finding]:
    """Figures that nothing supplied gives and that follow from no others of their sentence.

    Spelled-out numerals and bare numbers are too often no data.
    """
    derived = {f.id for relation in context.relations if relation.state is State.PROVED for f in relation.figures}
    for figure in context.figures():
        quantity = figure.quantity
        if (
            figure.id in context.states
            or figure.id in derived
            or quantity.spelled
            or quantity.kind is Kind.BARE
            or figure.role is Role.TARGET
        ):
            continue
        flow = figure.statement.flow
        # the tables of an annex show changes and operands that have no cell of their own
        if flow.part not in ("body", "table") or flow.section.startswith("附件") or _is_future(figure):
            continue
        context.settle(figure, State.UNSUPPORTED)
        yield UNSUPPORTED.at(
            figure.statement.flow,
            figure.start,
            figure.end,
            f"“{figure.text}”在指标表和材料中都找不到出处",
            suggestion="补充佐证，或删去这个数",
            root=f"NUM008:{figure.statement.flow.first_paragraph}",
            touches=(figure,),
        )


def _is_future(figure: Figure) -> bool:
    """A plan's figure is an intention, not a fact that a source could give."""
    return bool(_INTENDED.search(figure.statement.text))
