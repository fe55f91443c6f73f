"""Many questions asked together, from code that waits for all the answers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from drafter.errors import ServiceError
from drafter.model.asking import Answer, Asking, RefusedError
from drafter.model.ledger import Ledger
from drafter.model.service import Service
from drafter.settings import ModelSettings

__all__ = ["ask_all", "run_async"]

T = TypeVar("T")


def run_async(work: Callable[[], Awaitable[T]]) -> T:
    """Run to the end from code that waits, whether or not an event loop runs in this thread."""

    async def whole() -> T:
        return await work()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(whole())
    result: list[T] = []
    errors: list[BaseException] = []

    def target() -> None:
        try:
            result.append(asyncio.run(whole()))
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=target)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return result[0]


def ask_all(
    settings: ModelSettings, askings: Sequence[Asking], ledger: Ledger | None = None, fresh: bool = False
) -> list[Answer | str]:
    """Many questions at once, as many as the settings allow; in place of an answer there is none of, the reason.

    Raises:
        ServiceError: not one was answered.
        OutputError: the ledger cannot be written.
    """

    async def work(kept: Ledger) -> list[Answer | str]:
        async with Service(settings, kept, fresh) as service:

            async def one(asking: Asking) -> Answer | str:
                try:
                    return await service.ask(asking)
                except RefusedError as error:
                    return str(error)

            return list(await asyncio.gather(*map(one, askings)))

    own = ledger is None
    kept = ledger or Ledger()
    try:
        answers = run_async(lambda: work(kept))
    finally:
        if own:
            kept.close()
    if askings and all(isinstance(answer, str) for answer in answers):
        raise ServiceError("模型没有回答", where=settings.name, hint=str(answers[0]))
    return answers
