"""What a checked report is remembered by when it is compared with the reports of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from drafter.checking.comparing import Verdict, compare, told_in_unit
from drafter.checking.context import CheckContext
from drafter.checking.support import MaterialIndex
from drafter.checking.text.statements import Figure
from drafter.facts import Metrics, Period, load_dictionary
from drafter.reading import Flow

__all__ = ["Digest", "Sentence", "Told", "Value", "digest_of", "values_of"]

_AIMS = re.compile(r"问题|下一步|措施|打算|整改|安排|努力方向")
_GAP = "【待补充"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a flow: ``flow`` counts the flows of the digest; ``own`` when it can be told from fixed wording.

    ``aim`` marks the sections on problems and plans, where governments are bound to sound alike.
    """

    flow: int
    start: int
    end: int
    own: bool = True
    aim: bool = False


@dataclass(frozen=True)
class Told:
    """A figure that contradicts the county's own sheet: what it stands for, in the indicator's display unit.

    Attributes:
        flow: the flow it stands in, -1 for a figure of a write-up; ``ref`` is then the passage ``file#p12``.
    """

    indicator: str
    period: str
    low: Decimal
    high: Decimal
    text: str
    flow: int = -1
    start: int = 0
    end: int = 0
    ref: str = ""


@dataclass(frozen=True)
class Value:
    """A value of the sheet in the indicator's display unit, with its cell."""

    value: Decimal
    decimals: int
    cell: str
    raw: str


@dataclass(frozen=True)
class Digest:
    """One county's report and sheet, as far as its neighbours matter.

    Attributes:
        key: tells counties of the same name apart.
        values: (indicator id, period) -> value of the sheet; empty where there is none.
        names: indicator id -> its name, of the indicators in ``values``.
    """

    key: str
    region: str
    flows: tuple[Flow, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    told: tuple[Told, ...] = ()
    values: Mapping[tuple[str, str], Value] = field(default_factory=dict)

    def text(self, sentence: Sentence) -> str:
        """The words of a sentence."""
        return self.flows[sentence.flow].text[sentence.start : sentence.end]

    @cached_property
    def has_text(self) -> bool:
        """Whether there is a report at all."""
        return bool(self.flows)

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "key": self.key,
            "region": self.region,
            "flows": [[f.text, f.pieces, f.section, f.part] for f in self.flows],
            "sentences": [[s.flow, s.start, s.end, int(s.own), int(s.aim)] for s in self.sentences],
            "told": [
                [t.indicator, t.period, str(t.low), str(t.high), t.text, t.flow, t.start, t.end, t.ref]
                for t in self.told
            ],
            "values": [[*k, str(v.value), v.decimals, v.cell, v.raw] for k, v in self.values.items()],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Digest:
        """A digest from its JSON form."""
        return cls(
            key=data["key"],
            region=data["region"],
            flows=tuple(Flow(text, tuple(map(tuple, pieces)), s, part) for text, pieces, s, part in data["flows"]),
            sentences=tuple(Sentence(f, a, b, bool(own), bool(aim)) for f, a, b, own, aim in data["sentences"]),
            told=tuple(Told(i, p, Decimal(low), Decimal(high), *rest) for i, p, low, high, *rest in data["told"]),
            values={(i, p): Value(Decimal(v), d, cell, raw) for i, p, v, d, cell, raw in data["values"]},
        )


def digest_of(context: CheckContext, key: str = "", own: Callable[[str], bool] = lambda _: True) -> Digest:
    """The digest of a document under check.

    Args:
        key: tells it apart from a county of the same name; the region by default.
        own: whether a sentence is the county's own wording; all of them where nobody can know.
    """
    flows: dict[int, int] = {}
    kept: list[Flow] = []
    sentences: list[Sentence] = []
    aims = _aim_sections(context)
    for statement in context.statements:
        if statement.flow.part not in ("body", "table") or not statement.text.strip():
            continue
        at = flows.setdefault(id(statement.flow), len(kept))
        if at == len(kept):
            kept.append(statement.flow)
        heading = statement.flow.first_paragraph in context.heading_paragraphs
        mine = not heading and _GAP not in statement.text and own(statement.text.strip())
        aim = any(statement.flow.section.startswith(section) for section in aims)
        sentences.append(Sentence(at, statement.start, statement.end, mine, aim))
    metrics = context.metrics
    told: list[Told] = []
    if metrics is not None:
        told = [t for figure in context.figures() if (t := _refuted(context, figure, flows)) is not None]
        told += _of_writeups(context, metrics, context.materials)
    return Digest(
        key or context.region,
        context.region,
        tuple(kept),
        tuple(sentences),
        tuple(told),
        values_of(metrics) if metrics is not None else {},
    )


def values_of(metrics: Metrics) -> dict[tuple[str, str], Value]:
    """Every value of a sheet, for holding against those of other sheets; none that is told in its other unit."""
    usual = load_dictionary()
    scored = {i for i, entry in metrics.dictionary.items() if i in usual and entry.unit != usual[i].unit}
    return {
        (indicator, period.value): Value(fact.value, fact.decimals, str(fact.cell), fact.raw)
        for (indicator, period), fact in metrics.facts.items()
        if indicator not in scored
    }


def _aim_sections(context: CheckContext) -> tuple[str, ...]:
    return tuple(h.label for h in context.document.headings if h.label and _AIMS.search(h.text))


def _refuted(context: CheckContext, figure: Figure, flows: Mapping[int, int]) -> Told | None:
    binding = context.bindings.get(figure.id)
    metrics = context.metrics
    if metrics is None or binding is None or not binding.sure or binding.change or binding.period is None:
        return None
    if compare(metrics, figure, binding).verdict is not Verdict.REFUTED:
        return None
    told = told_in_unit(figure.quantity, binding.indicator)
    flow = flows.get(id(figure.statement.flow))
    if told is None or flow is None:
        return None
    at = (flow, figure.start, figure.end)
    return Told(binding.indicator.id, binding.period.value, told.low, told.high, figure.text, *at)


def _of_writeups(context: CheckContext, metrics: Metrics, materials: MaterialIndex | None) -> list[Told]:
    """Figures of the write-ups that contradict the sheet: rows may have been swapped in it."""
    result = []
    for passage in materials.passages if materials is not None else ():
        if not passage.figures:
            continue
        bound = context.binder.bind(passage.figures[0].statement)
        for figure in passage.figures:
            binding = bound.get(figure.id)
            if binding is None or not binding.sure or binding.change or binding.period is not Period.THIS:
                continue
            told = told_in_unit(figure.quantity, binding.indicator)
            if told is not None and compare(metrics, figure, binding).verdict is Verdict.REFUTED:
                indicator = binding.indicator.id
                result.append(Told(indicator, "this", told.low, told.high, figure.text, ref=passage.ref))
    return result
