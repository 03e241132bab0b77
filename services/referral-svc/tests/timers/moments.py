"""Instants at which something begins, and Paris time written as people read it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def paris(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=PARIS)


#: Easter Monday 2027 is the day after the clocks go forward; All Saints' the day after they go back.
MOMENTS = {
    "an ordinary Tuesday": paris("2026-12-01 10:00"),
    "a Saturday": paris("2026-12-05 11:00"),
    "Christmas Eve, a Thursday": paris("2026-12-24 10:00"),
    "the day before the clocks go forward": paris("2027-03-27 11:00"),
    "the day before the clocks go back": paris("2027-10-30 11:00"),
}
