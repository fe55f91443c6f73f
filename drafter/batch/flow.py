"""How counties flow from the workers to the model and back, and onto the disk, none of them waiting for another."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from typing import Any

from drafter.batch.asking import Asker
from drafter.batch.jobs import Job, Outcome
from drafter.batch.pools import Pool, outcome_of
from drafter.errors import OutputError
from drafter.model.ledger import Totals
from drafter.model.replies import Replies

__all__ = ["Flow"]

_AHEAD = 4  # jobs handed out or being written for each that can run, so that no worker waits for the next
_DOWN = 3  # counties in a row that could not reach the model, after which no more is asked


class Flow:
    """Counties under way.

    Args:
        asker: puts their questions to a model; None when none is asked.
        write: writes a finished county's files and gives their hashes; called in a thread of its own, one at a time,
            for it is the disk that takes time.
        keep: notes what became of a county, with those hashes, before anything else happens to it.
        on_county: called then with its name, status and reason.
    """

    def __init__(
        self,
        pool: Pool,
        asker: Asker | None,
        write: Callable[[Job, Mapping[str, bytes]], dict[str, str]],
        keep: Callable[[Job, Outcome, Mapping[str, str]], None],
        on_county: Callable[[str, str, str], None],
    ) -> None:
        self._pool, self._asker, self._write, self._keep, self._on_county = pool, asker, write, keep, on_county
        self._run = uuid.uuid4().hex
        self._waiting: Iterator[Job] = iter(())
        self._answered: deque[Job] = deque()
        self._drafting: dict[Future[Outcome], Job] = {}
        self._asked: dict[Future[Replies], tuple[Job, int]] = {}
        self._writing: dict[Future[dict[str, str]], tuple[Job, Outcome]] = {}
        self._seconds: dict[str, dict[str, float]] = {}
        self._down, self._reason = 0, ""
        self._unjudged, self._silent = 0, ""

    def run(self, jobs: list[Job], sections: Callable[[Job], bytes]) -> str:
        """Do all jobs; why it ended before, or nothing.

        Args:
            sections: what a county's last draft left to be used again.

        Raises:
            OutputError: a result cannot be written or noted; what was written until then is noted.
        """
        self._waiting = (replace(job, run=self._run, sections=sections(job)) for job in jobs)
        with ThreadPoolExecutor(1, thread_name_prefix="writer") as writer:
            try:
                return self._loop(writer)
            finally:
                for written, (job, outcome) in self._writing.items():  # what is on disk is not done again
                    with suppress(OutputError):
                        self._keep(job, outcome, written.result())

    def _loop(self, writer: ThreadPoolExecutor) -> str:
        while True:
            self._hand_out()
            everything: list[Future[Any]] = [*self._drafting, *self._asked, *self._writing]
            if not everything:
                return ""
            if self._asker is not None and not self._drafting and not self._writing:
                self._asker.flush()
            ended = wait(everything, return_when=FIRST_COMPLETED).done
            for written in ended & self._writing.keys():
                self._end(*self._writing.pop(written), written.result())
            for answers in ended & self._asked.keys():
                job, _ = self._asked.pop(answers)
                self._answered.append(replace(job, replies=job.replies.together(answers.result())))
            for drafted in ended & self._drafting.keys():
                job = self._drafting.pop(drafted)
                self._take(job, outcome_of(drafted, job.name), writer)
                if self._down >= _DOWN:
                    return self._reason

    def _hand_out(self) -> None:
        """Begin counties as long as the workers and the disk have room; what has its answers goes first."""
        while len(self._drafting) + len(self._writing) < self._pool.size * _AHEAD:
            job = self._answered.popleft() if self._answered else self._fresh()
            if job is None:
                return
            self._drafting[self._pool.submit(job)] = job

    def _fresh(self) -> Job | None:
        """A county that has not begun, as long as the model has room for its questions."""
        asked = sum(number for _, number in self._asked.values())
        if self._asker is not None and asked >= self._asker.room:
            return None
        return next(self._waiting, None)

    def _take(self, job: Job, outcome: Outcome, writer: ThreadPoolExecutor) -> None:
        """What a worker gives back: questions, files to be written, or a failure."""
        for stage, seconds in self._seconds.pop(job.name, {}).items():  # of its earlier goes
            outcome.seconds[stage] = outcome.seconds.get(stage, 0.0) + seconds
        if self._asker is not None and outcome.status == "asking" and self._silent:
            self._answered.append(replace(job, replies=job.replies.together(Replies(down=self._silent))))
            return
        if self._asker is not None and outcome.status == "asking":
            self._seconds[job.name] = outcome.seconds
            self._asked[self._asker.ask(job.name, outcome.askings)] = (job, len(outcome.askings))
            return
        if self._asker is not None:
            _note_totals(outcome, self._asker.totals(job.name))
        if outcome.status == "done":
            self._down = 0
            if unjudged := str(outcome.row.get("unjudged", "")):  # the rest of the check stands, and goes on
                self._unjudged += 1
                self._silent = unjudged if self._unjudged >= _DOWN else ""
            elif outcome.row.get("calls"):
                self._unjudged, self._silent = 0, ""
            self._writing[writer.submit(self._write, job, outcome.files)] = (job, outcome)
            return
        self._down = self._down + 1 if outcome.status == "service" else 0
        self._reason = outcome.reason
        self._end(job, outcome, {})

    def _end(self, job: Job, outcome: Outcome, files: Mapping[str, str]) -> None:
        self._keep(job, outcome, files)
        self._on_county(job.name, outcome.status, outcome.reason)


def _note_totals(outcome: Outcome, totals: Totals) -> None:
    if totals.calls or totals.cached:
        outcome.row["tokens"] = totals.tokens_in + totals.tokens_out
        outcome.row["calls"] = totals.calls
        outcome.row["cost"] = None if totals.unpriced else totals.cost
