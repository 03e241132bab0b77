"""Dates as FHIR clients write them in a search, and instants as we write them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from carekit.clock import PARIS
from scheduling_svc.fhir.errors import ParameterInvalid
from scheduling_svc.wire import FIRST_DAY, LAST_DAY

PREFIXES = ("eq", "ge", "gt", "le", "lt")
_A_MOMENT = timedelta(microseconds=1)
#: An offset may have lost its `+` on the way: a decoder of forms makes a space of it.
_WRITTEN = re.compile(
    r"(?P<prefix>[a-z]{2})?(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:T(?P<clock>\d{2}:\d{2})(?P<second>:\d{2})?(?P<fraction>\.\d{1,9})?(?P<offset>Z|[ +-]\d{2}:\d{2})?)?"
)


@dataclass(frozen=True)
class Span:
    """From an instant to another, both included."""

    first: datetime
    last: datetime


def span_of(name: str, value: str) -> tuple[datetime | None, datetime | None]:
    """The bounds that one date parameter sets: earliest and latest instant, both included; None where it sets none.

    A civil time without offset is one of metropolitan France.
    """
    read = _WRITTEN.fullmatch(value)
    if read is None:
        raise ParameterInvalid(f"{name}: neither a day nor an instant", parameter=name)
    prefix = read["prefix"] or "eq"
    if prefix not in PREFIXES:
        raise ParameterInvalid(f"{name}: the prefixes are {', '.join(PREFIXES)}", parameter=name)
    try:
        said = _said(read)
    except ValueError:
        raise ParameterInvalid(f"{name}: no such instant", parameter=name) from None
    return {
        "eq": (said.first, said.last),
        "ge": (said.first, None),
        "gt": (said.last + _A_MOMENT, None),
        "le": (None, said.last),
        "lt": (None, said.first - _A_MOMENT),
    }[prefix]


def _said(read: re.Match[str]) -> Span:
    """As precise as it was written: a day lasts until its last moment, a minute too."""
    day = date.fromisoformat(read["day"])
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("out of the years that agendas hold")
    if read["clock"] is None:
        return Span(
            datetime.combine(day, time(), PARIS).astimezone(UTC),
            datetime.combine(day + timedelta(days=1), time(), PARIS).astimezone(UTC) - _A_MOMENT,
        )
    fraction = (read["fraction"] or "")[:7]
    fraction = fraction.ljust(7, "0") if fraction else ""
    clock = time.fromisoformat(read["clock"] + (read["second"] or ":00") + fraction)
    offset = read["offset"]
    if offset is None:
        first = datetime.combine(day, clock, PARIS)
    else:
        first = datetime.fromisoformat(
            f"{day.isoformat()}T{clock.isoformat('microseconds')}{offset.replace(' ', '+').replace('Z', '+00:00')}"
        )
    first = first.astimezone(UTC)
    return Span(first, first + _lasts(read) - _A_MOMENT)


def _lasts(read: re.Match[str]) -> timedelta:
    if read["fraction"]:
        return _A_MOMENT
    return timedelta(seconds=1) if read["second"] else timedelta(minutes=1)


def instant(at: datetime, zone: ZoneInfo) -> str:
    """Milliseconds and the numeric offset of the zone, never `Z`: 2024-06-12T16:40:00.000+02:00."""
    return at.astimezone(zone).isoformat(timespec="milliseconds")
