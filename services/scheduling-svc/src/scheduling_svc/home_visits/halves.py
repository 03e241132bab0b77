"""Which half-days the territory is expected to cover, and which fall short. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scheduling_svc.rules.half_days import Half

SATURDAY, SUNDAY = 6, 7


@dataclass(frozen=True)
class Offered:
    """Slots for home visits that begin in one half-day."""

    slots: int
    free: int
    doctors: int


NOTHING = Offered(0, 0, 0)


@dataclass(frozen=True)
class HalfDayCapacity:
    day: date
    half: Half
    offered: Offered
    is_short: bool


def expected(first: date, days: int, closed: Collection[date]) -> Iterator[tuple[date, Half]]:
    """Weekdays, and Saturday morning (rules, section 7: the PDSA begins on Saturday at noon)."""
    for day in (first + timedelta(days=count) for count in range(days)):
        if day.isoweekday() == SUNDAY or day in closed:
            continue
        yield from ((day, half) for half in ([Half.MORNING] if day.isoweekday() == SATURDAY else Half))


def capacity(
    halves: Iterator[tuple[date, Half]], offered: Mapping[tuple[date, Half], Offered], least: int | None
) -> list[HalfDayCapacity]:
    """Booked visits are capacity too: it is what doctors opened that falls short, never what people took of it."""
    found = []
    for day, half in halves:
        there = offered.get((day, half), NOTHING)
        found.append(HalfDayCapacity(day, half, there, is_short=least is not None and there.slots < least))
    return found
