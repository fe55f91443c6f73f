"""Where a batch asks the model: in this process alone, so that one budget holds for all counties wherever they run."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from drafter.model.asking import Answer, Asking, RefusedError, address_of
from drafter.model.ledger import Ledger, Totals
from drafter.model.replies import Replies
from drafter.model.service import Service
from drafter.settings import ModelSettings

__all__ = ["Asker", "Desk", "answer_of", "remembered"]

T = TypeVar("T")


class Asker(Protocol):
    """What the runner needs of whoever asks; ``room`` is how many questions are worth having open."""

    room: int

    def ask(self, county: str, askings: Sequence[Asking]) -> Future[Replies]:
        """Put a county's questions."""

    def flush(self) -> None:
        """No county has another question until some are answered."""

    def totals(self, county: str) -> Totals:
        """What was asked for a county in this run."""

    def close(self) -> None:
        """Leave whatever is under way."""


class Desk:
    """Asks the endpoint of the settings from a thread of its own, ``concurrency`` questions at once.

    Each county has its failures in a row to itself: one that is given up does not silence the others.

    Raises:
        OutputError: the ledger of answers cannot be opened; its records fail the question with the same.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = replace(settings, key=os.environ.get("OPENAI_API_KEY", ""))
        self.room = 3 * settings.concurrency  # so that none of those at once waits for a county to be made ready
        self.ledger = Ledger()
        self.line = Service(self.settings, self.ledger)
        self._services: dict[str, Service] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="model", daemon=True)
        self._thread.start()
        self._loop.call_soon_threadsafe(self.line.prepare)  # while the first counties are made ready

    def ask(self, county: str, askings: Sequence[Asking]) -> Future[Replies]:
        """Put a county's questions, all of them at once as far as there is room."""
        return self.begin(self.replies(county, askings))

    def flush(self) -> None:
        """Nothing is held back."""

    def totals(self, county: str) -> Totals:
        """What was asked for a county in this run."""
        return self.service(county).totals()

    def close(self) -> None:
        """Leave whatever is under way; answers that came are kept."""
        self.begin(self._end()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self.ledger.close()

    async def _end(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.line.__aexit__(None, None, None)

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Start work in the thread that asks."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def service(self, county: str) -> Service:
        """The service as a county sees it."""
        return self._services.setdefault(county, Service(self.settings, self.ledger, beside=self.line))

    async def replies(self, county: str, askings: Sequence[Asking]) -> Replies:
        """The answers to a county's questions, or why there are none."""
        service = self.service(county)
        results = await asyncio.gather(*(answer_of(service, asking) for asking in askings))
        answers: dict[str, Answer] = {}
        refused: dict[str, str] = {}
        for asking, result in zip(askings, results, strict=True):
            if isinstance(result, Answer):
                answers[service.digest(asking)] = result
            else:
                refused[service.digest(asking)] = result
        return Replies(answers, refused, service.breaker.reason)


async def answer_of(service: Service, asking: Asking) -> Answer | str:
    """The answer to a question, or why there is none."""
    try:
        return await service.ask(asking)
    except RefusedError as error:
        return str(error)


def remembered(settings: ModelSettings, askings: Sequence[Asking], reason: str) -> Replies:
    """What was answered to questions before; ``reason`` says why there is no answer to the others, and none is asked.

    Raises:
        OutputError: the ledger of answers cannot be read.
    """
    digests = [asking.digest(settings.name, address_of(settings), settings.temperature) for asking in askings]
    with Ledger() as ledger:
        known = {digest: ledger.answer(digest) for digest in digests}
    answers = {digest: Answer(*found) for digest, found in known.items() if found is not None}
    return Replies(answers, {digest: reason or "模型没有回答" for digest in known if digest not in answers})
