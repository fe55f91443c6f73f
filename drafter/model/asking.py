"""A question to a model, its answer, where it is put, and what it costs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from drafter.model.tokens import count_tokens
from drafter.settings import ModelSettings

__all__ = ["OPENAI", "Answer", "Asking", "RefusedError", "address_of", "estimated_cost"]

#: The address when none is set.
OPENAI = "https://api.openai.com/v1"

_MILLION = 1_000_000


@dataclass(frozen=True)
class Asking:
    """A question.

    Attributes:
        task: what for, ``subject``: of what; both for the ledger.
        prompt: id and version of the prompt file, ``prompt_hash`` of its content.
        messages: (role, text), what stays the same from question to question first.
        schema: JSON schema the answer is to follow; None for free text.
        most: tokens the answer may have.
        fresh: whether an answer that is remembered is passed over.
        likely: about how many tokens the answer will have, for estimates; 0 where nobody knows.
    """

    task: str
    subject: str
    prompt: str
    prompt_hash: str
    messages: tuple[tuple[str, str], ...]
    schema: dict[str, Any] | None = None
    most: int = 4096
    fresh: bool = False
    likely: int = 0

    def digest(self, model: str, address: str, temperature: float) -> str:
        """The hash of everything that makes the answer."""
        parts = [model, address, temperature, self.most, self.schema, self.messages]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()

    @property
    def tokens(self) -> int:
        """About how many tokens are sent."""
        return sum(count_tokens(text) for _, text in self.messages)


@dataclass(frozen=True)
class Answer:
    """What came back; ``finish`` is stop, length or content_filter; ``cached`` when it was known already."""

    text: str
    finish: str = "stop"
    cached: bool = False


def address_of(settings: ModelSettings) -> str:
    """Where the endpoint of the settings is."""
    return (settings.base_url or OPENAI).rstrip("/")


class RefusedError(Exception):
    """A question was given up; the message says why, in Chinese."""


def estimated_cost(settings: ModelSettings, sent: int, got: int) -> float | None:
    """What so many tokens cost in 元; None where the settings name no price."""
    if settings.price_in is None or settings.price_out is None:
        return None
    return (sent * settings.price_in + got * settings.price_out) / _MILLION
