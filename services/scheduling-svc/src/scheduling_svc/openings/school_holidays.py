"""School holidays by zone, from the calendar of the ministry of education (Licence Ouverte), to August 2028.

`school_holidays.csv` has one row a period: zone, name, first and last day. It does not know Corsica or overseas.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files


class SchoolZone(StrEnum):
    A = "A"
    B = "B"
    C = "C"


def school_holidays(zone: str | None) -> frozenset[date]:
    """Every day of them that is known; none where the CPTS has said no zone."""
    return _by_zone().get(zone or "", frozenset())


def known_until(zone: str | None) -> date | None:
    """The last day of holidays that is known; after it nobody can tell. None where the CPTS has said no zone."""
    return max(school_holidays(zone), default=None)


@cache
def _by_zone() -> dict[str, frozenset[date]]:
    days: dict[str, set[date]] = {zone: set() for zone in SchoolZone}
    table = files(__package__).joinpath("school_holidays.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        first, last = date.fromisoformat(row["premier_jour"]), date.fromisoformat(row["dernier_jour"])
        days[row["zone"]] |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return {zone: frozenset(found) for zone, found in days.items()}
