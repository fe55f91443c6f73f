"""What a batch of checks would ask the model, found out without asking it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import islice

from drafter.batch.jobs import Outcome
from drafter.batch.planning import Plan
from drafter.batch.pools import ProcessesPool, outcome_of
from drafter.model.asking import Asking

__all__ = ["questions_of"]

_AHEAD = 2  # jobs handed out for each process, so that none waits for the next


def questions_of(plan: Plan, processes: int = 0) -> Iterator[Asking]:
    """The first questions of every report of a plan, in its order; nothing is asked and nothing written.

    Args:
        processes: how many reports are read at once; 0 for as many as there are processors.
    """
    cores = os.cpu_count() or 1
    pool = ProcessesPool(max(1, min(cores, processes or cores, len(plan.jobs))))
    jobs = iter(plan.jobs.values())
    under_way: deque[tuple[str, Future[Outcome]]] = deque()
    try:
        while True:
            room = pool.size * _AHEAD - len(under_way)
            under_way.extend((job.name, pool.submit(job)) for job in islice(jobs, room))
            if not under_way:
                return
            name, future = under_way.popleft()
            yield from outcome_of(future, name).askings
    finally:
        pool.stop()
