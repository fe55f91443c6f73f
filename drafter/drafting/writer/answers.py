"""What a model answered, out of whatever it wrapped it in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafter.model.objects import AnswerError, parse_object, without_thinking

__all__ = ["WrittenSentence", "parse_answer"]

_TAGGED = re.compile(r"<item id=[\"']?([\w-]+)[\"']?>(.*?)(?=</item>|<item|\Z)", re.DOTALL)
_TAGGED_WHOLE = re.compile(r"<item id=[\"']?([\w-]+)[\"']?>((?:(?!<item).)*?)</item>", re.DOTALL)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")  # JSON can spell them, a report cannot hold them
_WHOLE_ITEM = re.compile(r"\{\s*\"id\"")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”』」）]*")
_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")  # Chinese has none
_LONGEST = 400


@dataclass(frozen=True)
class WrittenSentence:
    """A sentence as the model wrote it, slots and all, and the ids it says it rests on."""

    text: str
    evidence: tuple[str, ...]


def parse_answer(text: str, cut_off: bool = False) -> dict[str, list[WrittenSentence]]:
    """Sentences by item id: of a JSON object with ``items``, or of ``<item id="…">…</item>`` in plain text.

    Args:
        cut_off: whether the answer may end anywhere; items that are whole are taken.

    Raises:
        AnswerError: there is neither.
    """
    plain = without_thinking(text)
    try:
        data = parse_object(plain)
    except AnswerError:
        data = {"items": list(_whole_items(plain))} if cut_off else {}
        tagged = dict((_TAGGED_WHOLE if cut_off else _TAGGED).findall(plain))
        if not data.get("items"):
            if not tagged:
                raise
            data = {"items": [{"id": name, "sentences": _SENTENCE.findall(body)} for name, body in tagged.items()]}
    if not isinstance(data.get("items"), list):
        raise AnswerError("回答里没有 items")
    result: dict[str, list[WrittenSentence]] = {}
    for entry in data["items"]:
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            sentences = entry.get("sentences")
            listed = sentences if isinstance(sentences, list) else [sentences]
            result[entry["id"]] = [s for value in listed for s in _sentences(value)]
    return result


def _whole_items(text: str) -> Iterator[dict[str, Any]]:
    for match in _WHOLE_ITEM.finditer(text):
        try:
            data = json.JSONDecoder(strict=False).raw_decode(text[match.start() :])[0]
        except (ValueError, RecursionError):
            return
        yield data


def _sentences(value: object) -> list[WrittenSentence]:
    """The sentences of an entry, which may hold several."""
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return []
    text = _SPACE.sub("", " ".join(_UNPRINTABLE.sub("", value["text"]).split()))
    evidence = value.get("evidence") or ()
    ids = tuple(str(item) for item in evidence) if isinstance(evidence, (list, tuple)) else ()
    parts = (part.strip() for part in _SENTENCE.findall(text))
    found = [part if part.endswith(("。", "！", "？")) else part + "。" for part in parts if part.strip("。！？")]
    return [WrittenSentence(part, ids) for part in found] if all(len(p) <= _LONGEST for p in found) else []
