"""When a recourse answers: its opening calendar becomes instants. Pure: civil times in, instants out.

A day of the calendar comes before a public holiday, a public holiday before the weekday.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduling_svc.known.facts import RecourseDescribed
from scheduling_svc.openings.civil import instant

#: How far an opening is looked for, and how far one is followed that never ends.
LOOKED_AHEAD = 14
_END_OF_DAY = "24:00"


@dataclass(frozen=True)
class Answering:
    """`until`: when it stops; None: not within a fortnight. `again`: when it begins, while it is shut."""

    is_open: bool
    until: datetime | None = None
    again: datetime | None = None


def answering(recourse: RecourseDescribed, now: datetime, zone: ZoneInfo, holidays: Collection[date]) -> Answering:
    """`holidays`: the public holidays of the fortnight to come."""
    coming = _merged(recourse, now.astimezone(zone).date(), zone, holidays)
    last = instant(now.astimezone(zone).date() + timedelta(days=LOOKED_AHEAD), time(), zone)
    for start, end in coming:
        if start <= now < end:
            return Answering(True, until=end if end < last else None)
        if start > now:
            return Answering(False, again=start)
    return Answering(False)


def _merged(
    recourse: RecourseDescribed, first: date, zone: ZoneInfo, holidays: Collection[date]
) -> Iterator[tuple[datetime, datetime]]:
    """Spans in order; one that ends at midnight and the one that begins then are one."""
    current: tuple[datetime, datetime] | None = None
    for ahead in range(LOOKED_AHEAD):
        for start, end in _of_day(recourse, first + timedelta(days=ahead), zone, holidays):
            if current is not None and start <= current[1]:
                current = (current[0], max(end, current[1]))
                continue
            if current is not None:
                yield current
            current = (start, end)
    if current is not None:
        yield current


def _of_day(
    recourse: RecourseDescribed, day: date, zone: ZoneInfo, holidays: Collection[date]
) -> list[tuple[datetime, datetime]]:
    dated = [one for one in recourse.dated_hours if one.on == day]
    if dated:
        said = [(one.from_time, one.to_time) for one in dated if one.from_time and one.to_time]
    elif day in holidays:
        said = [(one.from_time, one.to_time) for one in recourse.holiday_hours]
    else:
        said = [(one.from_time, one.to_time) for one in recourse.hours if one.weekday == day.isoweekday()]
    return sorted((_at(day, start, zone), _at(day, end, zone)) for start, end in said)


def _at(day: date, civil: str, zone: ZoneInfo) -> datetime:
    if civil == _END_OF_DAY:
        return instant(day + timedelta(days=1), time(), zone)
    return instant(day, time.fromisoformat(civil), zone)
