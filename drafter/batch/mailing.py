"""The cheaper lane: the questions of all counties go to the endpoint's Batch API together, a round at a time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future

from drafter.batch.asking import Desk, answer_of
from drafter.model.asking import Answer, Asking
from drafter.model.batches import Batches, Result, UnsupportedError
from drafter.model.replies import Replies
from drafter.settings import ModelSettings

__all__ = ["MailingDesk"]

_ROUNDS = 2  # the first drafts and their repairs; what is asked later is little, and goes the usual way
_ROOM = 20_000  # questions held in memory


class MailingDesk(Desk):
    """Holds questions until no county has another, then hands them in together and waits.

    Rows that failed or were not answered in time, and everything where the endpoint has no Batch API, are asked the
    usual way. A batch handed in by an earlier run is waited for, not paid for again.

    Args:
        tell: called with a line of Chinese for the user.
    """

    def __init__(self, settings: ModelSettings, tell: Callable[[str], None]) -> None:
        super().__init__(settings)
        self.room = _ROOM
        self._tell = tell
        self._held: list[tuple[str, Sequence[Asking], Future[Replies]]] = []
        self._rounds: Counter[str] = Counter()
        self._batches = Batches(self.settings, self.ledger, tell)
        self._supported = True

    def ask(self, county: str, askings: Sequence[Asking]) -> Future[Replies]:
        """Hold a county's questions for the next round."""
        future: Future[Replies] = Future()
        self._held.append((county, askings, future))
        return future

    def flush(self) -> None:
        """Hand in what is held."""
        if self._held:
            held, self._held = self._held, []
            self.begin(self._round(held))

    async def _round(self, held: Sequence[tuple[str, Sequence[Asking], Future[Replies]]]) -> None:
        try:
            results, down = await self._mailed([(county, asking) for county, askings, _ in held for asking in askings])
            answers = [self._replied(county, askings, results, down) for county, askings, _ in held]
            for (_, _, future), replies in zip(held, await asyncio.gather(*answers), strict=True):
                future.set_result(replies)
        except BaseException as error:
            for _, _, future in held:
                if not future.done():
                    future.set_exception(error)
            if not isinstance(error, Exception):
                raise

    async def _replied(
        self, county: str, askings: Sequence[Asking], results: Mapping[str, Result], down: str
    ) -> Replies:
        """A county's answers: those of the batch, the rest asked the usual way."""
        service = self.service(county)
        answers = {}
        for asking in askings:
            if result := results.get(service.digest(asking)):
                answers[service.digest(asking)] = Answer(result.text, result.finish)
        left = [asking for asking in askings if service.digest(asking) not in answers]
        if down:
            return Replies(answers, {service.digest(asking): down for asking in left}, down)
        return Replies(answers).together(await self.replies(county, left))

    async def _mailed(self, asked: Sequence[tuple[str, Asking]]) -> tuple[dict[str, Result], str]:
        """What the batches answered, and why nothing can be asked any more (empty: it can)."""
        wanted = {self.line.digest(asking): (county, asking) for county, asking in asked}
        wanted = {key: of for key, of in wanted.items() if not self.ledger.answer(key)}
        waiting = {batch: keys for batch, keys in self._batches.begun().items() if not wanted.keys().isdisjoint(keys)}
        handed_in = {key for keys in waiting.values() for key in keys}
        fresh = {key: of for key, of in wanted.items() if key not in handed_in and self._may_wait(of[0])}
        self._rounds.update({county for county, _ in asked})
        ids = [*waiting, *await self._hand_in(fresh)]
        results: dict[str, Result] = {}
        for batch in ids:
            try:
                ended = await self._batches.wait(batch)
            except ConnectionError as error:
                return results, str(error)
            if ended.trouble:
                self._tell(f"批量任务 {batch} {ended.trouble}，没有回答的改用普通方式。")
            for key, result in ended.results.items():
                if key not in wanted:  # of a county that is not made again now; it may be later
                    self.ledger.remember(key, result.text, result.finish)
                    continue
                county, asking = wanted[key]
                self.service(county).keep(asking, result.text, result.finish, result.sent, result.got)
                results[key] = result
            self._batches.done(batch)
        return results, ""

    def _may_wait(self, county: str) -> bool:
        return self._supported and self._rounds[county] < _ROUNDS

    async def _hand_in(self, askings: dict[str, tuple[str, Asking]]) -> list[str]:
        """The ids of the batches that hold the questions; none where the endpoint does not take them."""
        if not askings:
            return []
        if not self.line.abilities.sure:  # how an answer's form is asked for is found out with one question
            county, asking = askings.pop(next(iter(askings)))
            if isinstance(await answer_of(self.service(county), asking), str) or not askings:
                return []
        try:
            questions = {key: asking for key, (_, asking) in askings.items()}
            return await self._batches.send(questions, self.line.abilities)
        except UnsupportedError as error:
            self._supported = False
            self._tell(f"{self.line.where} 不能用批量接口（{error}），改用普通方式。")
            return []

    async def _end(self) -> None:
        await self._batches.close()  # batches under way go on
        await super()._end()
