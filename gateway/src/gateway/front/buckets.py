"""Token buckets in this process. One gateway process per machine is the rule; with several, each counts alone."""

from __future__ import annotations

import time
from collections.abc import Callable

from carekit.errors import TooManyRequests

LARGEST = 50_000


class RateLimited(TooManyRequests):
    """More requests than allowed; `Retry-After` says when the next one passes."""

    title = "Too many requests; slow down"


class Buckets:
    """`rate` requests a second on average and `burst` at once, for each key."""

    def __init__(self, rate: float, burst: int, now: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.burst = float(burst)
        self._now = now
        self._levels: dict[object, tuple[float, float]] = {}

    def take(self, key: object) -> None:
        """Takes one, or raises RateLimited."""
        now = self._now()
        level, at = self._levels.get(key, (self.burst, now))
        level = min(self.burst, level + (now - at) * self.rate)
        if level < 1:
            self._levels[key] = (level, now)
            wait = max(1, int((1 - level) / self.rate) + 1)
            raise RateLimited(f"Try again in {wait} s", retry_after=wait)
        self._levels[key] = (level - 1, now)
        if len(self._levels) > LARGEST:
            self._forget_full(now)

    def _forget_full(self, now: float) -> None:
        """A bucket that is full again is as good as none."""
        self._levels = {
            key: (level, at)
            for key, (level, at) in self._levels.items()
            if level + (now - at) * self.rate < self.burst
        }
        if len(self._levels) > LARGEST:  # a flood of addresses: the oldest half is forgotten
            for key in list(self._levels)[: LARGEST // 2]:
                del self._levels[key]
