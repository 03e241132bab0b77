"""An iCalendar file of plain events (RFC 5545): when, and one word of what. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

#: Octets of a line, its end not counted.
_LINE = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class BusyEvent:
    """`uid` is the same as long as the thing is the same."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str


def calendar_file(name: str, events: Iterable[BusyEvent], stamp: datetime) -> str:
    """The same events give the same text, so that its hash tells whether anything changed."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maillage//Agenda//FR", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        *(line for event in events for line in _event(event, stamp)), "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def etag_of(text: str) -> str:
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def _event(event: BusyEvent, stamp: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{_utc(stamp)}", f"DTSTART:{_utc(event.starts_at)}",
        f"DTEND:{_utc(event.ends_at)}", f"SUMMARY:{_text(event.summary)}", "TRANSP:OPAQUE", "CLASS:PRIVATE",
        "END:VEVENT",
    ]  # fmt: skip


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> str:
    """Cut between characters: a line goes on after a line end and a space."""
    parts, length = [""], 0
    for character in line:
        octets = len(character.encode())
        if length + octets > _LINE:
            parts.append("")
            length = 1  # the space
        parts[-1] += character
        length += octets
    return "\r\n ".join(parts)
