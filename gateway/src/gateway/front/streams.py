"""How many endless answers one session may hold open: one per tab, and tabs are few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from gateway.front.buckets import RateLimited

PER_SESSION = 8
#: All together, in this process: each holds a connection to the service behind.
TOGETHER = 1000


class OpenStreams:
    def __init__(self, per_session: int = PER_SESSION, together: int = TOGETHER) -> None:
        self._most, self._together = per_session, together
        self._open: Counter[object] = Counter()

    @contextmanager
    def one_more(self, session: object) -> Iterator[None]:
        """Raises RateLimited; whoever is refused reads again every minute instead."""
        if self._open[session] >= self._most or self._open.total() >= self._together:
            raise RateLimited("Too many live connections; close a tab", retry_after=60)
        self._open[session] += 1
        try:
            yield
        finally:
            self._open[session] -= 1
            if not self._open[session]:
                del self._open[session]
