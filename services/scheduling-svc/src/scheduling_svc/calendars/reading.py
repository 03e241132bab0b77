"""Reads what was found or given, in a process of its own (`busy_times.py`): what a file says stays in there."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from carekit.apart import computing
from scheduling_svc.calendars.busy_times import MOST_SECONDS
from scheduling_svc.calendars.models import Unreadable
from scheduling_svc.openings.spans import Span

MOST_BYTES = 5_000_000
#: Seconds for a file whose giver waits: the gateway waits for nine.
WHILE_WAITED_FOR = 8.0
#: One file at a time in this process: the others wait, the machine is not flooded.
_turn = asyncio.Lock()


class CalendarUnread(Exception):
    def __init__(self, problem: Unreadable) -> None:
        super().__init__(problem.value)
        self.problem = problem


async def busy_in(
    content: bytes, zone: ZoneInfo, since: datetime, until: datetime, own_uids: str, *, within: float = MOST_SECONDS
) -> list[Span]:
    """Busy times between two instants, none touching another, in order. Raises CalendarUnread."""
    async with _turn, computing("scheduling_svc.calendars.busy_times", patience=within) as compute:
        try:
            busy: list[Span] | None = await compute((content, zone.key, since, until, own_uids))
        except (TimeoutError, RuntimeError) as stopped:
            raise CalendarUnread(Unreadable.TOO_LONG_TO_READ) from stopped
    if busy is None:
        raise CalendarUnread(Unreadable.NOT_A_CALENDAR)
    return busy
