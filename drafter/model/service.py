"""One endpoint during one run: asks, tries again, keeps the pace, writes everything down. No client before it asks."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from drafter.library.addresses import origin
from drafter.model.abilities import Abilities
from drafter.model.asking import Answer, Asking, RefusedError, address_of, estimated_cost
from drafter.model.failures import Failure, failure_of
from drafter.model.ledger import Call, Ledger, Totals
from drafter.model.limits import Breaker
from drafter.model.line import Line
from drafter.model.tokens import count_tokens
from drafter.settings import ModelSettings

__all__ = ["Service"]

_LONGEST_WAIT = 60.0  # seconds between two tries, unless the service asks for more
_PATIENCE = 120.0  # seconds a service may ask to be left alone; longer is a failure
_FAILURES = 3  # questions given up in a row after which the service counts as down
_TRIES_OF_WORD = {"timeout": 2, "empty": 2}  # what costs a lot of time or money is not tried often
_TRIES_TO_REACH = 3  # an address that has not answered in this run: it is wrong, or nothing runs there
_WAIT_TO_REACH = 1.0  # seconds, at most, between them


class _TryAgainError(Exception):
    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(failure.reason)


class Service:
    """The endpoint of the settings, for the length of one run and one event loop.

    Args:
        fresh: whether earlier answers are passed over (new ones are kept all the same).
        beside: a service of the same endpoint and loop, for another report: its client, the requests it may have under
            way, and what it has found out are shared; the run and the failures in a row are not.
    """

    def __init__(
        self, settings: ModelSettings, ledger: Ledger, fresh: bool = False, beside: Service | None = None
    ) -> None:
        self.settings = settings
        self.ledger = ledger
        self.run = uuid.uuid4().hex[:12]
        self.address = address_of(settings)
        self.where = origin(self.address)
        self.breaker = Breaker(_FAILURES)
        self._fresh = fresh
        self._line: Line = beside._line if beside else Line(settings, ledger, self.address)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._line.close()

    @property
    def abilities(self) -> Abilities:
        """What is known so far of what the endpoint supports."""
        return self._line.abilities

    def totals(self) -> Totals:
        """What was asked in this run."""
        return self.ledger.totals(self.run)

    def prepare(self) -> None:
        """Load the client, which takes a second the first time."""
        self._line.client()

    def digest(self, asking: Asking) -> str:
        """What an answer to a question is known by."""
        return asking.digest(self.settings.name, self.address, self.settings.temperature)

    async def ask(self, asking: Asking) -> Answer:
        """The answer to a question, from memory where the same was asked before.

        Raises:
            RefusedError: there is none, after every try that made sense.
            OutputError: the ledger cannot be written.
        """
        key = self.digest(asking)
        known = None if self._fresh or asking.fresh else self.ledger.answer(key)
        if known is not None:
            self.ledger.record(self._call(asking, key, outcome="cached"))
            return Answer(*known, cached=True)
        async with self._line.room:
            return await self._insist(asking, key)

    def keep(self, asking: Asking, text: str, finish: str, sent: int, got: int) -> None:
        """Keep an answer that came with a batch, at the price of batches.

        Args:
            sent: tokens of the question, ``got`` of the answer; 0 where the service does not count.

        Raises:
            OutputError: the ledger cannot be written.
        """
        key = self.digest(asking)
        sent_, got_ = sent or asking.tokens, got or count_tokens(text)
        outcome = "length" if finish == "length" else "ok"
        call = self._call(asking, key, sent_, got_, bool(sent), outcome=outcome, batch=True)
        self.ledger.answered(call, key, text, finish)

    async def _insist(self, asking: Asking, key: str) -> Answer:
        from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_random_exponential

        spread = wait_random_exponential(multiplier=self.settings.backoff, max=_LONGEST_WAIT)

        def word(state: RetryCallState) -> str:
            error = state.outcome.exception() if state.outcome else None
            return error.failure.word if isinstance(error, _TryAgainError) else ""

        def wait(state: RetryCallState) -> float:
            pause = max(spread(state), self._line.quiet_until - time.monotonic())
            return min(pause, _WAIT_TO_REACH) if self._unreachable(word(state)) else pause

        def stop(state: RetryCallState) -> bool:
            most = self.settings.retries + 1
            most = min(most, _TRIES_OF_WORD.get(word(state), most))
            if self._unreachable(word(state)):
                most = min(most, _TRIES_TO_REACH)
            return state.attempt_number >= most or self.breaker.open

        retrying = AsyncRetrying(retry=retry_if_exception_type(_TryAgainError), wait=wait, stop=stop, reraise=True)
        try:
            async for attempt in retrying:
                with attempt:
                    answer = await self._try(asking, key, attempt.retry_state.attempt_number)
            self.breaker.succeeded()
            return answer
        except _TryAgainError as error:
            if error.failure.word != "empty":
                self.breaker.failed(error.failure.reason, fatal=self._unreachable(error.failure.word))
            raise RefusedError(error.failure.reason) from error

    def _unreachable(self, word: str) -> bool:
        """Whether a failure is that of an address at which nobody has answered yet: no other question fares better."""
        return word == "unreachable" and not self._line.reached

    async def _try(self, asking: Asking, key: str, number: int) -> Answer:
        """One try; what an endpoint turns out not to support is left out and does not count as one."""
        while True:
            if self.breaker.open:
                raise RefusedError(self.breaker.reason)
            await self._keep_pace(asking.tokens)
            used = self._line.abilities
            # loading the client is none of the request's time
            client, messages = self._line.client(), _messages(asking)
            started = time.perf_counter()
            try:
                body = used.body(asking.most, asking.schema, self.settings.temperature)
                message = await asyncio.wait_for(client.ainvoke(messages, extra_body=body), self.settings.timeout)
            except Exception as error:
                failure = failure_of(error)
                self._line.reached = self._line.reached or failure.word not in ("unreachable", "timeout")
                seconds = time.perf_counter() - started
                self.ledger.record(self._call(asking, key, seconds=seconds, attempt=number, outcome=failure.word))
                if self._has_adapted(used, failure):
                    continue
                raise self._given_up(failure) from error
            self._line.reached = True
            return self._received(asking, key, message, used, time.perf_counter() - started, number)

    def _received(self, asking: Asking, key: str, message: Any, used: Abilities, seconds: float, number: int) -> Answer:
        said = message.content if isinstance(message.content, str) else str(message.text)
        text = said.encode("utf-8", "ignore").decode("utf-8")  # JSON can spell what no file can hold
        finish = str(message.response_metadata.get("finish_reason") or "stop")
        usage = message.usage_metadata or {}
        sent = int(usage.get("input_tokens") or 0) or asking.tokens
        got = int(usage.get("output_tokens") or 0) or count_tokens(text)
        self._line.tokens.reserve(got)
        outcome = finish if finish in ("length", "content_filter") else "ok" if text.strip() else "empty"
        call = self._call(asking, key, sent, got, bool(usage), seconds, number, outcome)
        if outcome in ("ok", "length"):
            self.ledger.answered(call, key, text, finish)
        else:
            self.ledger.record(call)
        if outcome == "empty":
            if not used.sure and used == self._line.abilities:
                self._line.abilities = used.looser() or used
            raise _TryAgainError(Failure("empty", "模型没有回答", passing=True))
        if outcome == "content_filter":
            raise RefusedError("服务端的内容审核没有通过")
        if not used.sure and used == self._line.abilities:
            self._line.abilities = replace(used, sure=True)
            self.ledger.learn(self.address, self.settings.name, self._line.abilities.as_dict())
        return Answer(text, finish)

    def _has_adapted(self, used: Abilities, failure: Failure) -> bool:
        """Whether the next request asks for less than the one that failed."""
        refused = failure.word.startswith("http 4") and not failure.fatal and not failure.passing
        if refused and self._line.abilities != used:
            return True  # another request has found it out meanwhile
        left = used.without(failure)
        if left is not None:
            self._line.abilities = left
        return left is not None

    def _given_up(self, failure: Failure) -> Exception:
        if failure.fatal:
            self.breaker.failed(failure.reason, fatal=True)
        if failure.passing and failure.wait <= _PATIENCE:
            self._line.quiet_until = max(self._line.quiet_until, time.monotonic() + failure.wait)
            return _TryAgainError(failure)
        if failure.passing or failure.word == "unreadable":
            self.breaker.failed(failure.reason)
        return RefusedError(failure.reason)

    async def _keep_pace(self, tokens: int) -> None:
        line = self._line
        wait = max(line.requests.reserve(1), line.tokens.reserve(tokens), line.quiet_until - time.monotonic())
        if wait > 0:
            await asyncio.sleep(wait)

    def _call(
        self,
        asking: Asking,
        key: str,
        sent: int = 0,
        got: int = 0,
        counted: bool = False,
        seconds: float = 0.0,
        attempt: int = 1,
        outcome: str = "ok",
        batch: bool = False,
    ) -> Call:
        cost = 0.0 if outcome == "cached" else estimated_cost(self.settings, sent, got)
        if batch and cost is not None:
            cost *= self.settings.price_batch
        return Call(
            self.run,
            asking.task,
            asking.subject,
            self.settings.name,
            self.where,
            asking.prompt,
            asking.prompt_hash,
            key[:16],
            sent,
            got,
            counted,
            cost,
            round(seconds, 3),
            attempt,
            outcome,
        )


def _messages(asking: Asking) -> list[Any]:
    from langchain_core.messages import HumanMessage, SystemMessage

    kinds = {"system": SystemMessage, "user": HumanMessage}
    return [kinds[role](text) for role, text in asking.messages]
