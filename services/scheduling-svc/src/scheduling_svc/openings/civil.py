"""Civil times become instants. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant of a civil time. What the spring night skips becomes its end; what the autumn night has twice is
    taken the first time."""
    civil = datetime.combine(day, at)
    while not _exists(civil, zone):
        civil += timedelta(minutes=1)
    return civil.replace(tzinfo=zone).astimezone(UTC)


def _exists(civil: datetime, zone: ZoneInfo) -> bool:
    return civil.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == civil
