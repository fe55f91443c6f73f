"""Not asking too much: so many requests and tokens a minute, and none at all once a service has plainly failed."""

from __future__ import annotations

import threading
import time

__all__ = ["Breaker", "Pace", "pace_of"]

_MINUTE = 60.0


class Pace:
    """So much a minute (the generic cell rate algorithm): a reservation says how long to wait. Threads with event loops
    of their own share one.

    Args:
        per_minute: 0 for no limit.
        burst: seconds' worth of the rate that may be used at once.
    """

    def __init__(self, per_minute: float, burst: float = 5.0) -> None:
        self._rate = per_minute / _MINUTE
        self._burst = burst
        self._used_until = 0.0  # the time by which everything reserved so far is worked off
        self._lock = threading.Lock()

    def reserve(self, amount: float) -> float:
        """Seconds to wait before using ``amount``, which counts as used from now on."""
        if self._rate <= 0:
            return 0.0
        with self._lock:
            now = time.monotonic()
            wait = max(0.0, self._used_until - self._burst - now)
            self._used_until = max(self._used_until, now) + amount / self._rate
            return wait


_paces: dict[tuple[str, float], Pace] = {}
_paces_lock = threading.Lock()


def pace_of(what: str, per_minute: float) -> Pace:
    """The pace that everybody in this process keeps who asks ``what``."""
    with _paces_lock:
        return _paces.setdefault((what, per_minute), Pace(per_minute))


class Breaker:
    """Opens after so many failures in a row: whoever asks then is refused at once instead of waiting in vain.

    Args:
        most: failures in a row, retries included in each.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._failures = 0
        self.reason = ""

    @property
    def open(self) -> bool:
        """Whether nobody should ask any more."""
        return bool(self.reason)

    def succeeded(self) -> None:
        """An answer came."""
        self._failures = 0

    def failed(self, reason: str, fatal: bool = False) -> None:
        """A question was given up; ``fatal`` when no other can fare better."""
        self._failures += 1
        if fatal or self._failures >= self._most:
            self.reason = reason
