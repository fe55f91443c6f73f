"""One sentence of a model held against everything it may rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.checking.comparing import Verdict as Outcome
from drafter.checking.comparing import compare
from drafter.checking.places import related_names
from drafter.checking.text.binding import Binder
from drafter.checking.text.statements import Figure as FoundFigure
from drafter.checking.text.statements import statements
from drafter.drafting.materials import MaterialSentence
from drafter.drafting.screening import Screen, flow_of
from drafter.drafting.slots import fill
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.answers import WrittenSentence
from drafter.drafting.writer.guards.closed import outside_the_evidence
from drafter.drafting.writer.guards.figures import (
    plain_digits,
    tidy_slots,
    unsupported_figures,
    wrong_slot_words,
)
from drafter.drafting.writer.guards.names import unsupported_names
from drafter.drafting.writer.guards.quoting import stands_in
from drafter.drafting.writer.guards.words import cut, is_noun, listed
from drafter.drafting.writer.pack import ItemPack
from drafter.facts import SLOT, SlotError, Value, resolve
from drafter.report import Figure, Sentence, Source, Support

__all__ = ["Guard", "Verdict"]

_MASK = "\u2060"  # stands for a filled slot while what is left is looked at
_COPIED = 20
_NAMED = 0.5  # share of a name's character pairs by which a sentence names an indicator
_CLAUSES = re.compile(r"[，；。：！？]")
#: What makes a figure one of what came or went, where the indicator tells what there is.
_FLOWS = re.compile(r"新[建增设招聘添购]|改扩?建|扩建|撤[并销]|裁撤|投用|竣工|新")
_META = re.compile(
    r"数据位|材料编号|资料编号|写法参考|(?i:json)|要点编号|(?<![A-Za-z])[mp]\d{1,3}(?![A-Za-z\d])|以下是|如下所示|希望.{0,4}帮助|根据您|作为.{0,6}(?:AI|助手)"
    r"|\[\[|\]\]|\{\{|\}\}|[<>{}|\\#*`]|【|】"
)


@dataclass(frozen=True)
class Verdict:
    """What became of a sentence: the sentence ready for the report, or what is wrong with it, in Chinese clauses."""

    sentence: Sentence | None
    reasons: tuple[str, ...] = ()


class Guard:
    """Judges the sentences written for one section.

    Args:
        packs: what the model was given; names may come from any of them, figures only from the item's own.
        style: the passages of style it was shown, of which nothing may be copied.
        binder: binds figures to the indicators of the teller; made when it is not given.
    """

    def __init__(
        self,
        teller: Storyteller,
        screen: Screen,
        packs: Iterable[ItemPack],
        style: Iterable[str],
        binder: Binder | None = None,
    ) -> None:
        self._teller = teller
        self._screen = screen
        self._style = tuple("".join(text.split()) for text in style)
        self._binder = binder or Binder(teller.metrics.dictionary, teller.year, teller.region)
        given = [teller.region, teller.metrics.region, *map(str, teller.words.values())]
        for pack in packs:
            given += [pack.item.lead, pack.item.ask, _words(pack), *(entry["指标"] for entry in pack.data)]
        self._given = "\n".join(given)
        self._squeezed = "".join(self._given.split())
        self._letter = teller.region[-1:] if teller.region[-1:] in "省市县区州" else ""
        self._places = "\n".join(related_names(teller.region) | {teller.region})

    def judge(self, pack: ItemPack, written: WrittenSentence) -> Verdict:
        """The model's sentence with its slots filled and every figure led back to its source, or why not."""
        text = tidy_slots(plain_digits(written.text), self._value)
        reasons = list(dict.fromkeys(self._objections(pack, text)))
        if reasons:
            return Verdict(None, tuple(reasons))
        try:
            filled = fill(
                text,
                self._teller.metrics,
                self._teller.policies,
                origin="model",
                support=_support(pack, written),
            )
            sentence = _with_sources(filled, pack)
        except (SlotError, _SourcelessError) as error:
            return Verdict(None, (str(error),))
        reasons = list(dict.fromkeys(self._contradictions(sentence)))
        return Verdict(None, tuple(reasons)) if reasons else Verdict(sentence)

    def _objections(self, pack: ItemPack, text: str) -> Iterator[str]:
        allowed = {entry["数据位"].strip("[]") for entry in pack.data}
        for slot in SLOT.findall(text):
            if slot not in allowed:
                yield f"数据位“{slot}”不在所给数据中"
        rest = SLOT.sub(_MASK, text)
        if meta := _META.search(rest):
            yield f"“{meta.group()}”不是报告的话"
        if reason := self._screen.reason_to_leave(_as_material(rest)):
            yield reason
        words = _words(pack)
        yield from unsupported_figures(rest, _texts(pack), lambda w: w in words, self._teller.year)
        yield from wrong_slot_words(text, self._value)
        yield from self._told_of_others(pack, text)
        yield from unsupported_names(rest, lambda w: w in self._given, lambda w: w in self._places)
        item = f"{pack.item.lead}\n{pack.item.ask}\n{words}"
        yield from outside_the_evidence(rest, lambda w: w in item, lambda w: w in self._given, self._letter)
        for sample in self._style:
            copied = _copied("".join(rest.split()), sample)
            if copied and copied not in self._squeezed:  # a write-up may say what a sample says
                yield f"抄写了写法参考：“{copied}”"

    def _told_of_others(self, pack: ItemPack, text: str) -> Iterator[str]:
        """Slots in clauses that speak of another thing, another region or a part of it than the indicator does."""
        for clause in _CLAUSES.split(text):
            slots = SLOT.findall(clause)
            if not slots:
                continue
            names = "\n".join(self._all_names(slot) for slot in slots)
            values = [value.text for slot in slots if (value := self._value(slot))]
            passages = [part for p in pack.passages.values() for part in _CLAUSES.split(p.text)]
            told = [part for part in passages if any(stands_in(value, part) for value in values)]
            words = SLOT.sub("，", clause)
            said = "".join([names, *told, self._teller.region, f"全{self._letter}我{self._letter}"])
            for word in cut(words):
                if is_noun(word) and word not in said and word not in listed("beside_figures"):
                    yield f"数据位[[{slots[0]}]]所在的句子说到“{word}”，指标不是它的"
            ids = {part for slot in slots for part in (slot.partition(".")[0], slot.partition(":")[2])}
            named = [m for m in self._binder.lexicon.find(words) if not m.short]
            others = [m for m in named if m.indicator.id not in ids and words[m.start : m.end] not in names]
            if others and len(others) == len(named):
                yield f"数据位[[{slots[0]}]]不是“{others[-1].indicator.name}”的数"
            flow = _FLOWS.search(words)
            if flow and flow.group() not in said and any(slot.partition(".")[2] in ("", "prev") for slot in slots):
                yield f"数据位[[{slots[0]}]]不是“{flow.group()}”的数"

    def _all_names(self, slot: str) -> str:
        """The names of a slot's indicator, and of the one it is a share of."""
        first, _, operation = slot.partition(".")
        ids = [first, operation.partition(":")[2]]
        known = self._teller.metrics.dictionary
        stories = [story.name for i in ids if i in known and (story := self._teller.story(i))]
        return "\n".join([*stories, *(name for i in ids if i in known for name in known[i].names)])

    def _contradictions(self, sentence: Sentence) -> Iterator[str]:
        if reason := self._screen.contradiction_of(sentence.text):
            yield reason
        for statement in statements([flow_of(sentence.text)]):
            bindings = self._binder.bind(statement) if statement.figures else {}
            for figure in sentence.figures:
                found = next((f for f in statement.figures if f.start < figure.end and figure.start < f.end), None)
                if not figure.slot or figure.slot.startswith("@") or found is None:
                    continue
                indicator = figure.slot.partition(".")[0]
                binding = bindings.get(found.id)
                if binding is not None and binding.indicator.id == indicator:
                    if compare(self._teller.metrics, found, binding).verdict is Outcome.REFUTED:
                        yield f"数据位[[{figure.slot}]]的用法与指标表矛盾"
                elif (binding is not None and binding.sure) or not self._names(indicator, statement.text, found):
                    name = self._teller.metrics.dictionary[indicator].name
                    yield f"数据位[[{figure.slot}]]是“{name}”的数，句中说的不是它"

    def _names(self, indicator_id: str, text: str, figure: FoundFigure) -> bool:
        """Whether the sentence names the indicator before its figure, in most of the words of one of its names."""
        said = text[: figure.end - figure.statement.start]
        story = self._teller.story(indicator_id)
        names = [*self._teller.metrics.dictionary[indicator_id].names, *([story.name] if story else [])]
        for name in names:
            pairs = {name[i : i + 2] for i in range(len(name) - 1)} or {name}
            if sum(pair in said for pair in pairs) >= _NAMED * len(pairs):
                return True
        return False

    def _value(self, slot: str) -> Value | None:
        try:
            return resolve(self._teller.metrics, slot)
        except SlotError:
            return None


class _SourcelessError(ValueError):
    """A figure stands in no passage or clause with its unit."""


def _as_material(text: str) -> MaterialSentence:
    return MaterialSentence("", text, text, "", "", "body", "")


def _texts(pack: ItemPack) -> list[str]:
    """The passages, clauses, names and floors whose figures may be quoted."""
    told = [f"{entry['指标']}{entry.get('说明', '')}" for entry in pack.data]
    passages = [passage.text for passage in pack.passages.values()]
    return [*passages, *(clause.text for _, clause in pack.clauses.values()), *dict.fromkeys(told)]


def _words(pack: ItemPack) -> str:
    """All the words a sentence on the item may rest on."""
    return "\n".join([*_texts(pack), *(policy.cited() for policy, _ in pack.clauses.values())])


def _support(pack: ItemPack, written: WrittenSentence) -> tuple[Support, ...]:
    result = []
    for key in written.evidence:
        if key in pack.passages:
            passage = pack.passages[key]
            kind = "metric" if "!" in passage.ref else "material"  # a cell, or a paragraph of a write-up
            result.append(Support(kind, passage.ref, passage.original))
        elif key in pack.clauses:
            policy, clause = pack.clauses[key]
            result.append(Support("policy", f"{policy.id}#{clause.id}", clause.text))
    return tuple(result)


def _with_sources(sentence: Sentence, pack: ItemPack) -> Sentence:
    """Figures the model quoted from a passage or clause, led back to it, beside those that fill slots."""
    filled = [(figure.start, figure.end) for figure in sentence.figures]
    quoted = [
        Figure(f.start, f.end, sentence.text[f.start : f.end], "", "", (_source(pack, f.text),))
        for statement in statements([flow_of(sentence.text)])
        for f in statement.figures
        if not any(start < f.end and f.start < end for start, end in filled)
        and not (f.quantity.spelled and not _stated(pack, f.text))
    ]
    figures = sorted((*sentence.figures, *quoted), key=lambda figure: figure.start)
    return Sentence(sentence.text, sentence.origin, tuple(figures), sentence.support)


def _stated(pack: ItemPack, figure: str) -> bool:
    return any(stands_in(figure, text) for text in _texts(pack))


def _source(pack: ItemPack, figure: str) -> Source:
    for passage in pack.passages.values():
        if stands_in(figure, passage.text):
            return Source("passage", passage.ref, passage.ref.partition("#")[0], passage.original)
    for policy, clause in pack.clauses.values():
        if stands_in(figure, clause.text):
            return Source("clause", f"{policy.id}#{clause.id}", policy.cited(), clause.text)
    for name, bound, source in pack.floors:
        if stands_in(figure, bound) or stands_in(figure, name):
            return source
    raise _SourcelessError(f"数字“{figure}”没有出处")


def _copied(text: str, sample: str) -> str:
    """A stretch of more than 20 characters that the text shares with a sample, empty when there is none."""
    from difflib import SequenceMatcher

    match = SequenceMatcher(None, text, sample, autojunk=False).find_longest_match()
    return text[match.a : match.a + match.size] if match.size > _COPIED else ""
