"""Six weeks told in order: many stories side by side, one clock that only goes forward.

A story is an asynchronous generator: it yields the instant at which it wants to go on. The replay always
resumes the story whose instant comes first, after moving the clock there.
"""

from __future__ import annotations

import heapq
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from datetime import datetime, time, timedelta

from carekit.clock import PARIS, MovableClock

Story = AsyncGenerator[datetime, None]
Background = Callable[[], Awaitable[None]]

_OPENS, _CLOSES = time(8, 30), time(18, 30)


class Replay:
    """`background` is what the workers do meanwhile: it runs after every act, under the same clock."""

    def __init__(self, clock: MovableClock, background: Background) -> None:
        self.clock = clock
        self.background = background
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._told = 0

    async def begin(self, story: Story) -> None:
        """Runs a story up to the first instant it waits for (nothing must happen before)."""
        await self._resume(story)

    async def until(self, end: datetime) -> AsyncIterator[datetime]:
        """Tells everything up to `end`, yielding the instant of each act; stories that reach further stay there."""
        while self._waiting and self._waiting[0][0] <= end:
            at, _, story = heapq.heappop(self._waiting)
            if at > self.clock.now():
                self.clock.move_to(at)
            await self._resume(story)
            await self.background()
            yield at
        for _, _, story in self._waiting:
            await story.aclose()
        self._waiting.clear()
        if end > self.clock.now():
            self.clock.move_to(end)
        await self.background()

    async def _resume(self, story: Story) -> None:
        try:
            at = await anext(story)
        except StopAsyncIteration:
            return
        self._told += 1
        heapq.heappush(self._waiting, (at, self._told, story))


def at_work(instant: datetime) -> datetime:
    """The instant itself in office hours (Monday to Friday, 8:30–18:30 in Paris), else after the next opening."""
    local = instant.astimezone(PARIS)
    if _is_open(local):
        return instant
    day = local.date() if local.time() < _OPENS else local.date() + timedelta(days=1)
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    opening = datetime.combine(day, _OPENS, PARIS) + timedelta(minutes=local.minute)
    return opening.astimezone(instant.tzinfo)


def last_at_work(instant: datetime) -> datetime:
    """The instant itself in office hours, else before the closing that went before: on a Sunday, Friday evening."""
    local = instant.astimezone(PARIS)
    if _is_open(local):
        return instant
    day = local.date() if local.time() > _CLOSES else local.date() - timedelta(days=1)
    while day.isoweekday() > 5:
        day -= timedelta(days=1)
    closing = datetime.combine(day, _CLOSES, PARIS) - timedelta(minutes=local.minute)
    return closing.astimezone(instant.tzinfo)


def _is_open(local: datetime) -> bool:
    return local.isoweekday() <= 5 and _OPENS <= local.time() <= _CLOSES
