"""What a week of a team needs again in another week. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

from scheduling_svc.pools.models import Cover


class Seat(NamedTuple):
    """Two seats that are alike need not be told apart."""

    day: date
    from_time: time
    to_time: time
    profession_code: str
    has_line: bool


def seat_of(cover: Cover) -> Seat:
    return Seat(cover.day, cover.from_time, cover.to_time, cover.profession_code, cover.has_line)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def copied_seats(source: Iterable[Seat], present: Iterable[Seat], shift: timedelta) -> Iterator[Seat]:
    """As many as the source has, less those that stand at the same hours already."""
    wanted = Counter(seat._replace(day=seat.day + shift) for seat in source)
    return (wanted - Counter(present)).elements()
