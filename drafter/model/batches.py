"""The Batch API of OpenAI and of those who copy it: many questions in one file, answered within a day, for less.

A batch outlives the program: its id is in the ledger before anybody waits for it, and whoever asks the same questions
later waits for that one instead of paying for another.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from drafter.model.abilities import Abilities
from drafter.model.asking import Asking, address_of
from drafter.model.failures import failure_of
from drafter.model.ledger import Ledger
from drafter.settings import ModelSettings

__all__ = ["Batches", "Result", "UnsupportedError"]

_MOST_ROWS = 20_000  # OpenAI takes 50 000 rows and 200 MB
_MOST_BYTES = 90_000_000
_FIRST_WAIT, _SLOWER, _LONGEST_WAIT = 1.0, 1.6, 60.0  # seconds between two looks
_LOOKS_IN_VAIN = 12  # in a row, after which the service counts as down; the batch itself goes on
_TELL_EVERY = 30.0  # seconds
_ENDED = ("completed", "failed", "expired", "cancelled")
_NOT_THERE = ("http 404", "http 405", "http 415", "http 501", "unreadable")


class UnsupportedError(Exception):
    """The endpoint has no such thing; the message says in Chinese how that was seen."""


@dataclass(frozen=True)
class Result:
    """An answered row: the model's words, why it stopped, and its tokens (0 where the service does not count)."""

    text: str
    finish: str
    sent: int
    got: int


@dataclass
class Ended:
    """What became of a batch: ``results`` by digest of the question; ``trouble`` in Chinese where it ended badly."""

    results: dict[str, Result] = field(default_factory=dict)
    trouble: str = ""


class Batches:
    """The batches of one endpoint, to be used in one event loop.

    Args:
        tell: called with a line of Chinese on how far they are.
    """

    def __init__(self, settings: ModelSettings, ledger: Ledger, tell: Callable[[str], None]) -> None:
        import openai

        self._settings, self._ledger, self._tell = settings, ledger, tell
        self._address = address_of(settings)
        self._client: Any = openai.AsyncOpenAI(
            api_key=settings.key or "none", base_url=self._address, timeout=settings.timeout, max_retries=2
        )

    def begun(self) -> dict[str, list[str]]:
        """Batches whose answers were never fetched: id -> digests of their questions."""
        return self._ledger.batches(self._address, self._settings.name)

    async def send(self, askings: Mapping[str, Asking], abilities: Abilities) -> list[str]:
        """Hand questions in, by digest; the ids of the batches.

        Raises:
            UnsupportedError: the endpoint does not know how, or does not take these.
            OutputError: the ledger cannot be written.
        """
        ids = []
        for part in _files(self._rows(askings, abilities)):
            try:
                file = await self._client.files.create(file=("drafter.jsonl", b"".join(part.values())), purpose="batch")
                made = await self._client.batches.create(
                    input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h"
                )
                batch = str(made.id)
            except Exception as error:
                failure = failure_of(error)
                reason = "服务端没有批量接口" if failure.word in _NOT_THERE else failure.reason
                raise UnsupportedError(reason) from error
            self._ledger.begin_batch(batch, self._address, self._settings.name, list(part))
            leave = "可以按 Ctrl-C 离开，重新运行同一命令会接着等"
            self._tell(f"批量任务 {batch}：已提交 {len(part)} 个请求，最长等 24 小时；{leave}")
            ids.append(batch)
        return ids

    def _rows(self, askings: Mapping[str, Asking], abilities: Abilities) -> Iterator[tuple[str, bytes]]:
        settings = self._settings
        for key, asking in askings.items():
            messages = [{"role": role, "content": text} for role, text in asking.messages]
            body = {"model": settings.name, "messages": messages}
            body |= abilities.body(asking.most, asking.schema, settings.temperature)
            row = {"custom_id": key, "method": "POST", "url": "/v1/chat/completions", "body": body}
            yield key, (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace")

    async def wait(self, batch: str) -> Ended:
        """Wait for a batch to end and fetch what it has; it is forgotten only once :meth:`done` is called.

        Raises:
            ConnectionError: the service cannot be reached any more; the message says why. The batch goes on.
        """
        pause, vain, told, when = _FIRST_WAIT, 0, "", time.monotonic()
        while True:
            try:
                state = await self._client.batches.retrieve(batch)
                vain = 0
                if state.status in _ENDED:
                    return await self._fetched(state)
                counts = state.request_counts
                so_far = f"批量任务 {batch}：{counts.completed}/{counts.total}" if counts and counts.total else ""
                if so_far not in ("", told) and time.monotonic() - when >= _TELL_EVERY:
                    told, when = so_far, time.monotonic()
                    self._tell(so_far)
            except Exception as error:
                failure = failure_of(error)
                if failure.word == "http 404":
                    return Ended(trouble="服务端没有这个任务")
                vain += 1
                if failure.fatal or vain >= _LOOKS_IN_VAIN:
                    raise ConnectionError(failure.reason) from error
            await asyncio.sleep(pause)
            pause = min(_LONGEST_WAIT, pause * _SLOWER)

    async def _fetched(self, state: Any) -> Ended:
        ended = Ended(trouble="" if state.status == "completed" else _TROUBLES[state.status])
        if state.output_file_id:
            content = await self._client.files.content(state.output_file_id)
            ended.results = dict(_results(content.content))
        return ended

    def done(self, batch: str) -> None:
        """Forget a batch: its answers are kept, or will never come."""
        self._ledger.end_batch(batch)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()


_TROUBLES = {"failed": "服务端没有接受", "expired": "24 小时内没有做完", "cancelled": "已被取消"}


def _files(rows: Iterator[tuple[str, bytes]]) -> Iterator[dict[str, bytes]]:
    """Rows in as few files as may be."""
    part: dict[str, bytes] = {}
    size = 0
    for key, row in rows:
        if part and (len(part) >= _MOST_ROWS or size + len(row) > _MOST_BYTES):
            yield part
            part, size = {}, 0
        part[key] = row
        size += len(row)
    if part:
        yield part


def _results(content: bytes) -> Iterator[tuple[str, Result]]:
    """The answered rows of an output file, in whatever order; rows that failed or make no sense are left out."""
    for line in content.decode("utf-8", "replace").splitlines():
        with contextlib.suppress(ValueError, KeyError, IndexError, TypeError, AttributeError):
            row = json.loads(line)
            response = row["response"]
            if response["status_code"] != 200:
                continue
            choice, usage = response["body"]["choices"][0], response["body"].get("usage") or {}
            text = str(choice["message"]["content"] or "").encode("utf-8", "ignore").decode("utf-8")
            finish = str(choice.get("finish_reason") or "stop")
            if text.strip() and finish != "content_filter":
                tokens = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
                yield str(row["custom_id"]), Result(text, finish, *tokens)
