"""What a model answered, out of whatever it wrapped it in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

__all__ = ["AnswerError", "WrittenSentence", "parse_answer"]

_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")  # JSON can spell them, a report cannot hold them
_LONGEST = 400


class AnswerError(ValueError):
    """The answer holds no usable JSON; the message is a Chinese clause."""


@dataclass(frozen=True)
class WrittenSentence:
    """A sentence as the model wrote it, slots and all, and the ids it says it rests on."""

    text: str
    evidence: tuple[str, ...]


def parse_answer(text: str) -> dict[str, list[WrittenSentence]]:
    """Sentences by item id.

    Raises:
        AnswerError: there is no JSON object with ``items`` in it.
    """
    plain = _THINKING.sub("", text)
    fenced = _FENCE.search(plain)
    data = _decode(fenced[1] if fenced else plain)
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise AnswerError("回答里没有 items")
    result: dict[str, list[WrittenSentence]] = {}
    for entry in data["items"]:
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            sentences = entry.get("sentences")
            listed = sentences if isinstance(sentences, list) else [sentences]
            result[entry["id"]] = list(filter(None, map(_sentence, listed)))
    return result


def _decode(text: str) -> object:
    """The first JSON object in a text, whatever stands before and after it."""
    start = text.find("{")
    if start < 0:
        raise AnswerError("回答不是 JSON")
    try:
        return json.JSONDecoder().raw_decode(text[start:])[0]
    except (ValueError, RecursionError) as error:
        raise AnswerError("回答的 JSON 不完整") from error


def _sentence(value: object) -> WrittenSentence | None:
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return None
    text = " ".join(_UNPRINTABLE.sub("", value["text"]).split())
    if not text or len(text) > _LONGEST:
        return None
    evidence = value.get("evidence") or ()
    ids = tuple(str(item) for item in evidence) if isinstance(evidence, (list, tuple)) else ()
    return WrittenSentence(text if text.endswith(("。", "！", "？")) else text + "。", ids)
