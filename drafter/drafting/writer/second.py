"""The second pass over a whole report: what two sections say twice is said once; no figure is touched."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from drafter.checking.text.nouns import label
from drafter.checking.text.statements import statements
from drafter.checking.text.things import read_thing
from drafter.drafting.screening import flow_of
from drafter.drafting.writer.answers import WrittenSentence
from drafter.drafting.writer.desk import Desk
from drafter.drafting.writer.guards.words import cut, is_noun, listed
from drafter.facts import SLOT
from drafter.model.asking import Asking
from drafter.model.objects import AnswerError, parse_object
from drafter.model.prompts import Prompt

__all__ = ["apply_edits", "drop_repeats", "overlaps", "second_asking"]

_SAME = 90.0  # at which two sentences say the same in (nearly) the same words
_ALIKE = 62.0  # at which they may
_SHORTEST = 24  # characters; what is shorter says little, and looks like much
_MOST_GROUPS = 12  # a request is about at most so many
_MOST_PAIRS = 48  # of a report that are looked at
_FEW = 3  # items that a topic may have: what all speak of (双减) makes no two of them say the same
_LEAST_TOPIC = 3  # characters
_NAMED = re.compile(r"《[^《》]+》|“[^“”]+”")

_EDIT = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "action": {"type": "string", "enum": ["drop", "rewrite"]},
        "text": {"type": "string"},
    },
    "required": ["id", "action", "text"],
    "additionalProperties": False,
}
_SCHEMA = {
    "type": "object",
    "properties": {"edits": {"type": "array", "items": _EDIT}},
    "required": ["edits"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Spoken:
    """A sentence of the model's by its item and its place there."""

    item: str
    number: int
    written: WrittenSentence

    @property
    def id(self) -> str:
        """What the model calls it by."""
        return f"{self.item}:{self.number + 1}"


def _spoken(desk: Desk) -> list[Spoken]:
    return [
        Spoken(item_id, number, written)
        for item_id, draft in desk.items.items()
        for number, written in enumerate(draft.written)
    ]


def drop_repeats(desk: Desk) -> int:
    """Take out sentences that another item has said before in the same words, where their item can spare them.

    Returns:
        How many were taken out.
    """
    from rapidfuzz import fuzz

    dropped = 0
    kept: list[Spoken] = []
    for sentence in _spoken(desk):
        again = any(
            other.item != sentence.item and fuzz.ratio(other.written.text, sentence.written.text) >= _SAME
            for other in kept
        )
        if again and _remove(desk, sentence.item, sentence.written):
            dropped += 1
        else:
            kept.append(sentence)
    return dropped


def overlaps(desk: Desk) -> list[list[Spoken]]:
    """Pairs of sentences of different items that seem to tell the same in other words, or that speak of the same
    indicator or named thing and may contradict each other; each sentence in one pair, the likest pairs first.
    """
    from rapidfuzz import fuzz

    spoken = _spoken(desk)
    words = {sentence.id: SLOT.sub("", sentence.written.text) for sentence in spoken}
    topics = _topics(spoken)
    found: list[tuple[float, list[Spoken]]] = []
    for left, right in combinations(spoken, 2):
        if left.item == right.item:
            continue
        long = min(len(words[left.id]), len(words[right.id])) >= _SHORTEST
        alike = fuzz.ratio(words[left.id], words[right.id]) if long else 0.0
        mine, theirs = topics[left.id], topics[right.id]
        shared = {topic for topic in mine.keys() & theirs.keys() if not mine[topic] & theirs[topic]}
        if shared and fuzz.ratio(left.written.text, right.written.text) < _SAME:  # what is the same could not be spared
            alike = max(alike, _ALIKE)
        if alike >= _ALIKE:
            found.append((alike, [left, right]))
    seen: set[str] = set()
    pairs = []
    for _, pair in sorted(found, key=lambda each: -each[0]):
        if not seen & {sentence.id for sentence in pair}:
            seen |= {sentence.id for sentence in pair}
            pairs.append(pair)
    return pairs[:_MOST_PAIRS]


def _topics(spoken: Sequence[Spoken]) -> dict[str, dict[str, set[str]]]:
    """By sentence, what it speaks of that few others do: indicators, titles, quoted terms, what its figures count; with
    those figures, since who tells the same figure of a thing cannot contradict.
    """
    topics: dict[str, dict[str, set[str]]] = {}
    for sentence in spoken:
        text = sentence.written.text
        told: dict[str, set[str]] = {slot.partition(".")[0]: set() for slot in SLOT.findall(text)}
        told |= {name: set() for name in _NAMED.findall(text)}
        for statement in statements([flow_of(SLOT.sub("，", text))]):
            for figure in statement.figures:
                told.setdefault(_counted(label(figure)), set()).add(figure.text)
        topics[sentence.id] = {topic: figures for topic, figures in told.items() if len(topic) >= _LEAST_TOPIC}
    common = Counter(topic for _, topic in {(s.item, topic) for s in spoken for topic in topics[s.id]})
    few = {topic for topic, number in common.items() if number <= _FEW}
    return {each: {topic: told[topic] for topic in told.keys() & few} for each, told in topics.items()}


def _counted(words: str) -> str:
    """What a figure counts, in the last two of the words before it, after the stage of school: 毛入学率
    of universities is no topic that 高中阶段毛入学率 shares. Empty when they tell only how it changed.
    """
    last = cut(words)[-2:]
    names = any(is_noun(word) and word not in listed("beside_figures") for word in last)
    return read_thing(words).stage + "".join(last) if names and len(last) > 1 else ""


def second_asking(
    prompt: Prompt, groups: Iterable[list[Spoken]], region: str, year: int, most: int, at_once: int = 1
) -> Iterator[Asking]:
    """The requests of the second pass: the groups in words, slots and all, in as many parts as can be asked at once."""
    listed = list(groups)
    size = min(_MOST_GROUPS, max(1, math.ceil(len(listed) / at_once)))
    for start in range(0, len(listed), size):
        shown = [[{"id": s.id, "text": s.written.text} for s in group] for group in listed[start : start + size]]
        values = {"region": region, "year": year, "groups": json.dumps(shown, ensure_ascii=False)}
        yield Asking("second", "", prompt.label, prompt.digest, prompt.messages(values), _SCHEMA, most)


def apply_edits(desk: Desk, groups: Iterable[list[Spoken]], answer: str) -> int:
    """Do what the model answered, as far as every figure survives and each item still says what it has to.

    Returns:
        How many sentences were dropped or rewritten.
    """
    try:
        edits = parse_object(answer).get("edits")
    except AnswerError:
        return 0
    offered = {sentence.id: sentence for group in groups for sentence in group}
    done = 0
    for edit in edits if isinstance(edits, list) else []:
        sentence = offered.pop(str(edit.get("id")), None) if isinstance(edit, dict) else None
        if sentence is None:
            continue
        if edit.get("action") == "drop":
            done += _is_told_elsewhere(desk, sentence) and _remove(desk, sentence.item, sentence.written)
        elif edit.get("action") == "rewrite":
            done += _replace(desk, sentence, edit)
    return done


def _is_told_elsewhere(desk: Desk, sentence: Spoken) -> bool:
    """Whether every slot of a sentence stands in another one, so that no figure is lost."""
    others = {slot for s in _spoken(desk) if s.written is not sentence.written for slot in SLOT.findall(s.written.text)}
    return set(SLOT.findall(sentence.written.text)) <= others


def _remove(desk: Desk, item_id: str, written: WrittenSentence) -> bool:
    draft = desk.items[item_id]
    at = next((i for i, other in enumerate(draft.written) if other is written), -1)
    rest = [*draft.sentences[:at], *draft.sentences[at + 1 :]]
    if at < 0 or desk.complete(draft.pack, rest):
        return False
    draft.sentences = rest
    draft.written = [*draft.written[:at], *draft.written[at + 1 :]]
    return True


def _replace(desk: Desk, sentence: Spoken, edit: dict[str, Any]) -> bool:
    text = str(edit.get("text", "")).strip()
    if not text.endswith("。") or sorted(SLOT.findall(text)) != sorted(SLOT.findall(sentence.written.text)):
        return False
    new = WrittenSentence(text, sentence.written.evidence)
    judged = desk.rejudge(sentence.item, new)
    draft = desk.items[sentence.item]
    at = next((i for i, other in enumerate(draft.written) if other is sentence.written), -1)
    if judged is None or at < 0:
        return False
    sentences = [*draft.sentences[:at], judged, *draft.sentences[at + 1 :]]
    if desk.complete(draft.pack, sentences):
        return False
    draft.sentences = sentences
    draft.written = [*draft.written[:at], new, *draft.written[at + 1 :]]
    return True
