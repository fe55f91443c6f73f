"""The JSON object of an answer, out of whatever the model wrapped it in."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["AnswerError", "parse_object", "without_thinking"]

_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```(?:json)?\s*(.*?)(?:```|\Z)", re.DOTALL)


class AnswerError(ValueError):
    """The answer holds nothing usable; the message is a Chinese clause."""


def without_thinking(text: str) -> str:
    """An answer without what the model thought aloud before it."""
    return _THINKING.sub("", text)


def parse_object(text: str) -> dict[str, Any]:
    """The first JSON object in a text, whatever stands before and after it.

    Raises:
        AnswerError: there is none.
    """
    plain = without_thinking(text)
    fenced = _FENCE.search(plain)
    for candidate in (fenced[1] if fenced else "", plain):
        start = candidate.find("{")
        if start < 0:
            continue
        try:
            data = json.JSONDecoder(strict=False).raw_decode(candidate[start:])[0]
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            return data
    raise AnswerError("回答的 JSON 不完整" if "{" in plain else "回答不是 JSON")
