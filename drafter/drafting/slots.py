"""Filling slots: the only way a figure enters a draft.

A metric slot is ``[[id.op]]`` (:mod:`drafter.facts.derived`); ``|bare`` after it leaves the unit to the last of a list,
``|hidden`` prints nothing and only says that the sentence rests on the figure.
A clause slot ``[[@policy#clause|50%]]`` prints a figure that a policy states, and leads back to it. Figures of a quoted
passage are found in it and lead back to the passage.
"""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.checking.text.statements import statements
from drafter.drafting.materials import MaterialSentence
from drafter.drafting.screening import flow_of
from drafter.facts import SLOT, Fact, Metrics, Period, Value, resolve
from drafter.library.policies import Policies
from drafter.report import Figure, Sentence, Source, Support

__all__ = ["cell_support", "clause_slot", "fill", "passage_sentence", "source_of", "without_opening"]

_CLAUSE_SLOT = re.compile(r"^@(?P<ref>[\w]+#[\w-]+)\|(?P<text>.+)$")


def clause_slot(policy: str, clause: str, text: str) -> str:
    """The slot of a figure that a policy's clause states."""
    return f"[[@{policy}#{clause}|{text}]]"


def source_of(metrics: Metrics, fact: Fact) -> Source:
    """The cell of a fact, as a source."""
    name = metrics.rows.get(fact.indicator, metrics.dictionary[fact.indicator].name)
    label = "" if fact.period is Period.THIS else "（上年）"
    return Source("cell", str(fact.cell), name + label, fact.raw)


def cell_support(fact: Fact) -> Support:
    """A cell as what a sentence rests on."""
    return Support("metric", str(fact.cell), fact.raw)


def fill(
    template: str,
    metrics: Metrics,
    policies: Policies,
    origin: str = "metric",
    support: tuple[Support, ...] = (),
) -> Sentence:
    """The sentence a template gives when its slots are filled.

    Raises:
        SlotError: a slot names nothing that is known.
    """
    text = ""
    figures: list[Figure] = []
    backing = list(support)
    at = 0
    for match in SLOT.finditer(template):
        text += template[at : match.start()]
        at = match.end()
        start = len(text)
        clause = _CLAUSE_SLOT.match(match[1])
        if clause:
            text += clause["text"]
            source = _clause_source(policies, clause["ref"])
            figures.append(Figure(start, len(text), clause["text"], match[1], "", (source,)))
            backing.append(Support("policy", source.ref, source.text))
        else:
            slot, _, form = match[1].partition("|")
            value = resolve(metrics, slot)
            backing += [cell_support(fact) for fact in value.operands]
            if form != "hidden":
                printed = value.text.removesuffix(_unit_word(value)) if form == "bare" else value.text
                text += printed
                figures.append(_figure(start, value, printed, metrics))
    text += template[at:]
    return Sentence(text, origin, tuple(figures), tuple(dict.fromkeys(backing)))


def _figure(start: int, value: Value, printed: str, metrics: Metrics) -> Figure:
    sources = tuple(source_of(metrics, fact) for fact in value.operands)
    return Figure(start, start + len(printed), printed, value.slot, value.formula, sources)


def _unit_word(value: Value) -> str:
    return value.text.lstrip("0123456789.")


def _clause_source(policies: Policies, reference: str) -> Source:
    found = policies.resolve(reference)
    if found is None:
        return Source("clause", reference, reference, "")
    policy, clause = found
    return Source("clause", reference, policy.cited(), clause.text if clause else "")


def passage_sentence(sentence: MaterialSentence, extra: tuple[Support, ...] = ()) -> Sentence:
    """A write-up's sentence as it goes into the report, its figures led back to the passage."""
    source = Source("passage", sentence.ref, sentence.ref.partition("#")[0], sentence.original)
    figures = tuple(
        Figure(figure.start, figure.end, sentence.text[figure.start : figure.end], "", "", (source,))
        for statement in statements([flow_of(sentence.text)])
        for figure in statement.figures
    )
    support = (Support("material", sentence.ref, sentence.original), *extra)
    return Sentence(sentence.text, "material", figures, support)


def without_opening(sentence: Sentence, opening: str) -> Sentence:
    """A sentence without the words it opens with, its figures moved along; itself when it does not open so."""
    if not opening or not sentence.text.startswith(opening):
        return sentence
    cut = len(opening)
    moved = (replace(f, start=f.start - cut, end=f.end - cut) for f in sentence.figures if f.start >= cut)
    return replace(sentence, text=sentence.text[cut:], figures=tuple(moved))
