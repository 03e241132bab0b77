"""Timed release: an audience sees a slot from an instant on, reckoned from the slot's start. Pure.

The instant is written into the slot when it is derived, and every search compares it with its own clock: a slot is
seen exactly from then on, whether the worker ran or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduling_svc.openings.civil import instant

#: Since when a slot without timed release is open: before every day there is.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Release:
    """`hours_before` the start (elapsed time), or at a civil time some days before it (0: the same day)."""

    audience: str
    hours_before: int | None = None
    days_before: int | None = None
    at_time: str | None = None

    def opens_at(self, starts_at: datetime, zone: ZoneInfo) -> datetime:
        if self.hours_before is not None:
            return starts_at - timedelta(hours=self.hours_before)
        day = starts_at.astimezone(zone).date() - timedelta(days=self.days_before or 0)
        return instant(day, time.fromisoformat(self.at_time or "00:00"), zone)

    def opens_sooner_than(self, other: Release) -> bool:
        """Whether some slot could be seen sooner than by `other`; of two kinds nobody can tell, so they could."""
        if self.hours_before is not None and other.hours_before is not None:
            return self.hours_before > other.hours_before
        if self.at_time is not None and other.at_time is not None:
            return (-(self.days_before or 0), self.at_time) < (-(other.days_before or 0), other.at_time)
        return True


def releases_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Release]:
    """By audience, as an opening stores them."""
    return {row["audience"]: Release(**row) for row in rows}
