"""When an iCalendar file says that somebody is busy, and nothing else of it (RFC 5545). Pure but for its last lines.

A file can ask for more time and memory than anybody has (`FREQ=SECONDLY` without end), so it is read in a process of
its own (`reading.py`), which is stopped. It imports little: it is started for each file.
"""

from __future__ import annotations

import contextlib
import resource
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from carekit.apart import answer_once
from scheduling_svc.openings.civil import instant
from scheduling_svc.openings.spans import Span, merged

MOST_SECONDS = 30
MOST_MEMORY = 1 << 30


def busy_times(content: bytes, zone: ZoneInfo, since: datetime, until: datetime, own_uids: str) -> list[Span]:
    """`own_uids`: how identifiers in our own feeds end. What comes back from there is our own agenda, and would close
    itself. Raises ValueError where it is no calendar."""
    import icalendar
    import recurring_ical_events

    found: list[Span] = []
    calendars = icalendar.Calendar.from_ical(content, multiple=True)
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise ValueError("no calendar")
    for calendar in calendars:
        expanded = recurring_ical_events.of(calendar, components=["VEVENT"], skip_bad_series=True)
        # Days and floating times are read where the CPTS lives, which may be a day away from UTC.
        events = expanded.between(since - timedelta(days=1), until + timedelta(days=1))
        spans = (
            Span(_instant(event.start, zone), _instant(event.end, zone))
            for event in events
            if _takes_time(event, own_uids)
        )
        found += _within(spans, since, until)
    return merged(found)


def _takes_time(event: Any, own_uids: str) -> bool:
    return not (
        str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
        or str(event.get("UID", "")).endswith(own_uids)
    )


def _instant(said: date | datetime, zone: ZoneInfo) -> datetime:
    """A day begins at midnight where the CPTS lives; a time without zone is meant there too."""
    if not isinstance(said, datetime):
        return instant(said, time(), zone)
    if said.tzinfo is None:
        return instant(said.date(), said.time(), zone)
    return said.astimezone(UTC)


def _within(spans: Iterable[Span], since: datetime, until: datetime) -> Iterator[Span]:
    for span in spans:
        if max(span.starts_at, since) < min(span.ends_at, until):
            yield Span(max(span.starts_at, since), min(span.ends_at, until))


def _warm_up() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _read(question: tuple[bytes, str, datetime, datetime, str]) -> list[Span] | None:
    content, zone, since, until, own_uids = question
    # Whatever breaks is the file's doing, and the words of the error may be the file's.
    with contextlib.suppress(Exception):
        return busy_times(content, ZoneInfo(zone), since, until, own_uids)
    return None


if __name__ == "__main__":
    answer_once(_warm_up, _read)
