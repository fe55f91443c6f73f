"""Answers given beforehand: whoever writes takes them from here, and what is not among them is noted to be asked.

A draft is the same function of its inputs and the answers wherever it is made. So a batch makes it again, from the
start, each time more answers have come: no process waits for a model, and one that is killed loses nothing paid for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

from drafter.errors import DrafterError
from drafter.model.asking import Answer, Asking, RefusedError, address_of
from drafter.model.ledger import Totals
from drafter.model.limits import Breaker
from drafter.settings import ModelSettings

__all__ = ["Answering", "Prepared", "Replies", "Respondent", "UnansweredError"]


class UnansweredError(DrafterError):
    """A question to which there is no answer yet; everything that can be asked now has been noted."""

    def __init__(self) -> None:
        super().__init__("还有问题没有问模型")


@dataclass(frozen=True)
class Replies:
    """What is known of the answers to a report's questions.

    Attributes:
        answers: by the digest of the question.
        refused: why there is no answer to a question, and will be none in this run.
        down: why nothing more can be asked at all; empty while the service answers.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    down: str = ""

    def together(self, later: Replies) -> Replies:
        """These and later ones."""
        answers, refused = {**self.answers, **later.answers}, {**self.refused, **later.refused}
        return Replies(answers, refused, later.down or self.down)


class Answering(Protocol):
    """Whoever answers questions."""

    async def ask(self, asking: Asking) -> Answer:
        """The answer to a question."""


class Respondent(Answering, Protocol):
    """Whoever answers a writer: the service itself, or what is known of its answers."""

    breaker: Breaker

    def totals(self) -> Totals:
        """What was asked of the service for it."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Prepared:
    """Answers from replies; ``open`` are the questions that were asked and are not among them."""

    def __init__(self, settings: ModelSettings, replies: Replies) -> None:
        self.breaker = Breaker(1)
        self.open: list[Asking] = []
        self._settings = settings
        self._replies = replies
        if replies.down:
            self.breaker.failed(replies.down, fatal=True)

    async def ask(self, asking: Asking) -> Answer:
        """The answer to a question.

        Raises:
            RefusedError: there is none, and will be none.
            UnansweredError: it has to be asked first.
        """
        answer = self._known(asking)
        if answer is None:
            raise UnansweredError
        if isinstance(answer, str):
            raise RefusedError(answer)
        return answer

    def all(self, askings: Sequence[Asking]) -> list[Answer | str]:
        """The answers to questions; in place of one there is none of, the reason.

        Raises:
            UnansweredError: some have to be asked first, of which all are noted.
        """
        known = [self._known(asking) for asking in askings]
        answers = [answer for answer in known if answer is not None]
        if len(answers) < len(known):
            raise UnansweredError
        return answers

    def _known(self, asking: Asking) -> Answer | str | None:
        """The answer, why there is none, or None for a question that is noted to be asked."""
        key = asking.digest(self._settings.name, address_of(self._settings), self._settings.temperature)
        answer = self._replies.answers.get(key)
        if answer is not None and not (asking.fresh and answer.cached):
            return answer
        if reason := self._replies.refused.get(key) or self._replies.down:
            return reason
        self.open.append(asking)
        return None

    def totals(self) -> Totals:
        """Nothing: who asks the service counts."""
        return Totals()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """There is nothing to close."""
