"""The only source of the present instant. Business code receives a `Clock`; it never asks the machine.

The demonstration territory replays six weeks by moving a `MovableClock`; tests freeze one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, timezone-aware, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """Stands still until moved. Never goes back."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock needs a timezone-aware instant")
        self._now = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> datetime:
        return self.move_to(self._now + by)

    def move_to(self, at: datetime) -> datetime:
        if at < self._now:
            raise ValueError("time does not go back")
        self._now = at.astimezone(UTC)
        return self._now


def local_date(at: datetime, zone: ZoneInfo = PARIS) -> date:
    """The civil date of an instant where the CPTS lives."""
    return at.astimezone(zone).date()
