"""How far a batch is, on stderr: a bar with rate and time left, plain lines for a log, or nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

__all__ = ["Progress"]

_LOG_SECONDS = 10.0  # at most so often a plain line on how far it is; failures are told at once
_MINUTE = 60
_SLOW = 0.1  # counties a second


class Progress:
    """Progress of a run.

    Args:
        mode: auto (a bar on a terminal, else plain), bar, plain or quiet.
        say: prints a line.
    """

    def __init__(self, mode: str, say: Callable[[str], None]) -> None:
        self._mode = ("bar" if sys.stderr.isatty() else "plain") if mode == "auto" else mode
        self._say = say
        self._bar: Any = None
        self._task: Any = None
        self._total = self._done = self._failed = 0
        self._started = self._told = time.monotonic()

    def start(self, left: int, kept: int) -> None:
        """So many counties are left to do, so many were done before."""
        self._total, self._started = left, time.monotonic()
        if self._mode == "quiet":
            return
        before = f"，{kept} 个已完成，不重做" if kept else ""
        self._say(f"· 要做 {left} 个县{before}")
        if self._mode == "bar" and left:
            self._bar = _bar()
            self._bar.start()
            self._task = self._bar.add_task("批处理", total=left, rate="")

    def county(self, name: str, status: str, reason: str) -> None:
        """A county has ended."""
        self._done += 1
        if status != "done":
            self._failed += 1
            self.tell(f"失败 {name}：{reason}")
        if self._bar is not None:
            self._bar.update(self._task, advance=1, rate=self._pace())
            return
        now = time.monotonic()
        if self._mode == "plain" and (now - self._told >= _LOG_SECONDS or self._done == self._total):
            self._told = now
            self._say(f"· {self._done}/{self._total}，{self._pace()}，{self._left()}")

    def _rate(self) -> float:
        return self._done / max(time.monotonic() - self._started, 1e-6)

    def _pace(self) -> str:
        """The rate in a unit in which it is not nought: with a model a county takes a minute or more."""
        rate = self._rate()
        return f"{rate:.1f} 县/秒" if rate >= _SLOW else f"{rate * _MINUTE:.1f} 县/分"

    def _left(self) -> str:
        seconds = round((self._total - self._done) / max(self._rate(), 1e-6))
        return f"还要约 {seconds // _MINUTE} 分 {seconds % _MINUTE:02d} 秒"

    def tell(self, line: str) -> None:
        """A line beside the progress."""
        if self._mode == "quiet":
            return
        if self._bar is not None:
            self._bar.console.print(line, markup=False, highlight=False)
        else:
            self._say(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("还要"),
        TimeRemainingColumn(),
    )
    return Bar(*columns, console=Console(stderr=True))
