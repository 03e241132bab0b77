"""What an iCalendar file says of somebody's time: every way of saying « busy », and nothing that is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from carekit.clock import PARIS
from scheduling_svc.calendars.busy_times import busy_times
from scheduling_svc.calendars.models import Unreadable
from scheduling_svc.calendars.reading import CalendarUnread, busy_in

from .conftest import event, file

SINCE = datetime(2026, 11, 22, 6, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=366)
OURS = "@agendas.maillage.exemple.fr"
PARIS_ZONE = """BEGIN:VTIMEZONE
TZID:Chez moi
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""


def read(*parts: str, zone: ZoneInfo = PARIS, **changed: Any) -> list[str]:
    """Instants in UTC, `MM-DD HH:MM/HH:MM`."""
    asked = {"since": SINCE, "until": UNTIL, "own_uids": OURS} | changed
    return [f"{one.starts_at:%m-%d %H:%M}/{one.ends_at:%H:%M}" for one in busy_times(file(*parts), zone, **asked)]


MORNING = ("DTSTART:20261123T080000Z", "DTEND:20261123T090000Z")


@pytest.mark.parametrize(
    "said",
    [
        (*MORNING, "TRANSP:TRANSPARENT"), (*MORNING, "STATUS:CANCELLED"),
        (*MORNING, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
        ("DTSTART:20261123T080000Z",), ("DTSTART:20261123T080000Z", "DTEND:20261123T080000Z"),
        ("DTSTART:20261101T080000Z", "DTEND:20261101T090000Z"), ("DTSTART:20281123T080000Z", "DURATION:PT1H"),
        (*MORNING, "RRULE:FREQ=DAILY;COUNT=1", "EXDATE:20261123T080000Z"),
    ],
    ids=["transparent", "cancelled", "free", "instant", "no-length", "over", "beyond", "excepted"],
)  # fmt: skip
def test_what_takes_no_time_closes_nothing(said: tuple[str, ...]) -> None:
    assert read(event(*said)) == []


def test_our_own_feed_read_back_closes_nothing() -> None:
    assert read(event(*MORNING, uid=f"rendez-vous{OURS}")) == []


@pytest.mark.parametrize("kind", ["VTODO", "VJOURNAL", "VALARM"])
def test_what_is_no_event_closes_nothing(kind: str) -> None:
    assert read(event(*MORNING).replace("VEVENT", kind)) == []


@pytest.mark.parametrize(
    "content", [b"", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"<html>", b"\x00\xff\xfe", b"BEGIN:VCALENDAR"]
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        busy_times(content, PARIS, SINCE, UNTIL, OURS)


@pytest.mark.parametrize(
    ("said", "busy"),
    [
        (MORNING, ["11-23 08:00/09:00"]),
        (("DTSTART:20261123T080000Z", "DURATION:PT90M"), ["11-23 08:00/09:30"]),
        (("DTSTART:20261123T090000", "DTEND:20261123T100000"), ["11-23 08:00/09:00"]),
        (("DTSTART;TZID=Europe/Paris:20260701T090000", "DTEND;TZID=Europe/Paris:20260701T100000"), []),
        (("DTSTART;TZID=America/New_York:20261123T040000", "DURATION:PT1H"), ["11-23 09:00/10:00"]),
        (("DTSTART;TZID=Romance Standard Time:20261123T090000", "DURATION:PT1H"), ["11-23 08:00/09:00"]),
        (("DTSTART;TZID=Nulle part:20261123T090000", "DURATION:PT1H"), ["11-23 08:00/09:00"]),
        (("DTSTART;VALUE=DATE:20261124",), ["11-23 23:00/23:00"]),
        (("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261126"), ["11-23 23:00/23:00"]),
        (("DTSTART:20261120T080000Z", "DTEND:20261122T080000Z"), ["11-22 06:00/08:00"]),
        ((*MORNING, "RRULE:FREQ=WEEKLY;COUNT=2"), ["11-23 08:00/09:00", "11-30 08:00/09:00"]),
        ((*MORNING, "RRULE:FREQ=DAILY;UNTIL=20261125T080000Z", "EXDATE:20261124T080000Z"),
         ["11-23 08:00/09:00", "11-25 08:00/09:00"]),
        ((*MORNING, "RDATE:20261201T080000Z"), ["11-23 08:00/09:00", "12-01 08:00/09:00"]),
    ],
    ids=["utc", "duration", "floating", "past", "new-york", "windows-zone", "unknown-zone", "day", "days",
         "under-way", "weekly", "exdate", "rdate"],
)  # fmt: skip
def test_every_way_to_say_busy_is_read(said: tuple[str, ...], busy: list[str]) -> None:
    assert read(event(*said)) == busy


def test_a_day_is_a_day_where_the_cpts_lives() -> None:
    day = event("DTSTART;VALUE=DATE:20261124")
    assert read(day, zone=ZoneInfo("Indian/Reunion")) == ["11-23 20:00/20:00"]
    assert read(day, zone=ZoneInfo("Pacific/Marquesas")) == ["11-24 09:30/09:30"]


def test_one_of_a_series_is_moved_another_called_off() -> None:
    series = event(*MORNING, "RRULE:FREQ=DAILY;COUNT=3")
    moved = event("RECURRENCE-ID:20261124T080000Z", "DTSTART:20261124T140000Z", "DTEND:20261124T150000Z")
    off = event(
        "RECURRENCE-ID:20261125T080000Z", *(line.replace("1123", "1125") for line in MORNING), "STATUS:CANCELLED"
    )
    assert read(series, moved, off) == ["11-23 08:00/09:00", "11-24 14:00/15:00"]


@pytest.mark.parametrize("zone", ["Europe/Paris", "Chez moi"])
def test_a_series_keeps_its_civil_time_through_daylight_saving(zone: str) -> None:
    series = event(
        f"DTSTART;TZID={zone}:20270327T090000", f"DTEND;TZID={zone}:20270327T100000", "RRULE:FREQ=DAILY;COUNT=2"
    )
    assert read(PARIS_ZONE, series) == ["03-27 08:00/09:00", "03-28 07:00/08:00"]


def test_the_nights_of_twenty_three_and_twenty_five_hours_are_whole_days() -> None:
    days = [event(f"DTSTART;VALUE=DATE:{day}", uid=day) for day in ("20270328", "20271031")]
    spans = busy_times(file(*days), PARIS, SINCE, UNTIL, OURS)
    assert [span.ends_at - span.starts_at for span in spans] == [timedelta(hours=23), timedelta(hours=25)]


def test_a_series_without_end_stops_at_the_horizon() -> None:
    spans = busy_times(file(event(*MORNING, "RRULE:FREQ=WEEKLY")), PARIS, SINCE, UNTIL, OURS)
    assert len(spans) == 53
    assert spans[-1].ends_at <= UNTIL


def test_times_that_touch_are_one_and_several_calendars_are_read() -> None:
    after = event("DTSTART:20261123T083000Z", "DTEND:20261123T100000Z", uid="deux")
    content = file(event(*MORNING)) + file(after)
    assert [(one.starts_at.hour, one.ends_at.hour) for one in busy_times(content, PARIS, SINCE, UNTIL, OURS)] == [
        (8, 10)
    ]


def test_one_bad_event_does_not_hide_the_others() -> None:
    bad = event("DTSTART:20261123T080000Z", "RRULE:FREQ=FORTNIGHTLY;COUNT=x", uid="mauvais")
    assert read(bad, event(*MORNING)) == ["11-23 08:00/09:00"]


async def test_ten_thousand_events_are_read() -> None:
    start = datetime(2026, 1, 1, 8, tzinfo=UTC)
    many = [
        event(f"DTSTART:{start + timedelta(hours=n):%Y%m%dT%H%M%SZ}", "DURATION:PT30M", uid=str(n))
        for n in range(10_000)
    ]
    spans = await busy_in(file(*many), PARIS, SINCE, UNTIL, OURS)
    assert spans[-1].starts_at == start + timedelta(hours=9_999)
    assert len(spans) == 10_000 - (SINCE - start) // timedelta(hours=1)


async def test_a_bomb_is_stopped() -> None:
    bomb = event("DTSTART:20261123T080000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY")
    with pytest.raises(CalendarUnread) as stopped:
        await busy_in(file(bomb), PARIS, SINCE, UNTIL, OURS, within=0.8)
    assert stopped.value.problem is Unreadable.TOO_LONG_TO_READ


async def test_what_breaks_the_reader_is_no_calendar() -> None:
    with pytest.raises(CalendarUnread) as broken:
        await busy_in(b"BEGIN:VCALENDAR\r\nSUMMARY Mme Canari\r\n", PARIS, SINCE, UNTIL, OURS)
    assert broken.value.problem is Unreadable.NOT_A_CALENDAR
    assert "Canari" not in repr(broken.value.__dict__)
