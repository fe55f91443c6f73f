"""What an endpoint supports, found out by asking it and kept in the ledger, so that it is found out once."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from drafter.model.failures import Failure
from drafter.model.ledger import Ledger

__all__ = ["FORMATS", "Abilities"]

#: How an answer's form can be asked for, the strictest first.
FORMATS = ("json_schema", "json_object", "text")
_ABOUT_FORMAT = ("response_format", "json_schema", "json_object", "schema", "grammar", "structured")
_ABOUT_OTHERS = ("max_completion_tokens", "temperature")
_REFUSALS = ("http 400", "http 415", "http 422", "http 501")


@dataclass(frozen=True)
class Abilities:
    """What is known so far.

    Attributes:
        format: the form to ask for.
        limit: what the endpoint calls the limit on an answer's length: servers that do not know ``max_tokens`` refuse
            it, and some that do not know ``max_completion_tokens`` pass over it in silence.
        temperature: whether one may be set.
        sure: whether a request of this kind was answered.
    """

    format: str = FORMATS[0]
    limit: str = "max_tokens"
    temperature: bool = True
    sure: bool = False

    @classmethod
    def known(cls, ledger: Ledger, address: str, model: str, wanted: str) -> Abilities:
        """What the ledger says of an endpoint; ``wanted`` is the format of the settings, or auto."""
        found = ledger.endpoint(address, model)
        try:
            start = cls(**found)
        except TypeError:  # written by another version
            start = cls()
        return start if wanted == "auto" else replace(start, format=wanted)

    def as_dict(self) -> dict[str, Any]:
        """For the ledger."""
        return asdict(self)

    def body(self, most: int, schema: dict[str, Any] | None, temperature: float) -> dict[str, Any]:
        """What a request says beside its messages.

        Args:
            most: tokens the answer may have.
            schema: a JSON schema the answer is to follow; None for free text.
        """
        body: dict[str, Any] = {self.limit: most}
        if self.temperature:
            body["temperature"] = temperature
        if schema is not None and self.format == "json_schema":
            form = {"name": "answer", "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        elif schema is not None and self.format == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body

    def without(self, failure: Failure) -> Abilities | None:
        """The abilities left when a request failed for one of them; None when it failed for something else."""
        said = failure.about
        # some servers fail over what they do not know, as that of llama-cpp-python does, instead of refusing it
        fails_over = failure.word == "http 500" and any(word in said for word in (*_ABOUT_FORMAT, *_ABOUT_OTHERS))
        if failure.word not in _REFUSALS and not fails_over:
            return None
        if self.limit == "max_tokens" and "max_completion_tokens" in said:
            return replace(self, limit="max_completion_tokens")
        if self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if not self.sure or any(word in said for word in _ABOUT_FORMAT):
            return self.looser()
        return None

    def looser(self) -> Abilities | None:
        """The same with the next less strict format; None when there is none."""
        if self.format == FORMATS[-1]:
            return None
        return replace(self, format=FORMATS[FORMATS.index(self.format) + 1], sure=False)
