"""What a model may not do, checked in code: figures without a source, unknown slots, documents nobody gave it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.checking.text.statements import statements
from drafter.drafting.screening import Screen, flow_of
from drafter.drafting.slots import fill
from drafter.drafting.stories import Storyteller
from drafter.drafting.writer.answers import WrittenSentence
from drafter.drafting.writer.pack import ItemPack
from drafter.facts import SLOT, SlotError
from drafter.report import Figure, Sentence, Source, Support

__all__ = ["RefusalError", "accept"]

_NUMBER = re.compile(r"\d[\d.,]*")
_TITLE = re.compile(r"《([^《》]+)》")
_NUMERAL_FIGURE = re.compile(
    r"百分之[一二三四五六七八九十百零〇点]+|[一二三四五六七八九]成(?!立|效|为|长|果|员|绩|功|就|熟|本|人|都|因)"
)
_MASK = "\u2060"  # stands for a filled slot while what is left is looked at
_COPIED = 20


class RefusalError(ValueError):
    """Why a sentence of the model is not used; the message is a Chinese clause."""


def accept(
    teller: Storyteller, pack: ItemPack, written: WrittenSentence, style: Iterable[str], screen: Screen
) -> Sentence:
    """The model's sentence with its slots filled and every figure led back to its source.

    Raises:
        RefusalError: a slot is unknown, a figure or document is in no evidence, the words are a sample's, or a figure
            contradicts the metrics.
    """
    allowed = {entry["数据位"].strip("[]") for entry in pack.data}
    for slot in SLOT.findall(written.text):
        if slot not in allowed:
            raise RefusalError(f"数据位“{slot}”不在所给数据中")
    rest = SLOT.sub(_MASK, written.text)
    carried = _carried(pack)
    for number in _NUMBER.findall(rest):
        if number.strip(".,") not in carried and number.strip(".,") != str(teller.year):
            raise RefusalError(f"数字“{number}”没有出处")
    if (spelled := _NUMERAL_FIGURE.search(rest)) and spelled.group() not in _words(pack):
        raise RefusalError(f"数字“{spelled.group()}”没有出处")
    for title in _TITLE.findall(rest):
        if title not in _words(pack):
            raise RefusalError(f"文件《{title}》没有出处")
    for sample in style:
        if copied := _copied(rest, sample):
            raise RefusalError(f"抄写了写法参考：“{copied}”")
    try:
        filled = fill(written.text, teller.metrics, teller.policies, origin="model", support=_support(pack, written))
    except SlotError as error:
        raise RefusalError(str(error)) from error
    if reason := screen.contradiction_of(filled.text):
        raise RefusalError(reason)
    return _with_sources(filled, pack)


def _carried(pack: ItemPack) -> set[str]:
    """Every number that the passages and clauses of the item carry."""
    return {number.strip(".,") for number in _NUMBER.findall(_words(pack))}


def _words(pack: ItemPack) -> str:
    """All the words a sentence may rest on."""
    passages = [passage.text for passage in pack.passages.values()]
    clauses = [policy.cited() + clause.text for policy, clause in pack.clauses.values()]
    return "\n".join([*passages, *clauses])


def _support(pack: ItemPack, written: WrittenSentence) -> tuple[Support, ...]:
    result = []
    for key in written.evidence:
        if key in pack.passages:
            passage = pack.passages[key]
            result.append(Support("material", passage.ref, passage.original))
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
    ]
    figures = sorted((*sentence.figures, *quoted), key=lambda figure: figure.start)
    return Sentence(sentence.text, sentence.origin, tuple(figures), sentence.support)


def _source(pack: ItemPack, figure: str) -> Source:
    """Where a figure stands with its unit: 412个 of one thing is no evidence for 412所 of another."""
    stands = re.compile(rf"(?<![\d.]){re.escape(figure)}")
    for passage in pack.passages.values():
        if stands.search(passage.text):
            return Source("passage", passage.ref, passage.ref.partition("#")[0], passage.original)
    for policy, clause in pack.clauses.values():
        if stands.search(clause.text):
            return Source("clause", f"{policy.id}#{clause.id}", policy.cited(), clause.text)
    raise RefusalError(f"数字“{figure}”没有出处")


def _copied(text: str, sample: str) -> str:
    """A stretch of more than 20 characters that the text shares with a sample, empty when there is none."""
    from difflib import SequenceMatcher

    match = SequenceMatcher(None, text, sample, autojunk=False).find_longest_match()
    return text[match.a : match.a + match.size] if match.size > _COPIED else ""
