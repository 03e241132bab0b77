"""What an opening becomes, on every kind of day; thousands of them drawn are in `test_calendar_truth.py` (R23)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carekit.clock import PARIS
from carekit.public_holidays import public_holidays
from scheduling_svc.openings.civil import instant
from scheduling_svc.openings.derivation import DaysOff, PlannedSlot, derive_slots
from scheduling_svc.openings.release import AT_ONCE, Release
from scheduling_svc.openings.school_holidays import school_holidays
from scheduling_svc.openings.spans import Span

SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
OVERSEAS = ("Indian/Reunion", "America/Martinique", "Pacific/Noumea", "America/Miquelon", "Pacific/Marquesas")
ALWAYS = (1, 2, 3, 4, 5, 6, 7)


@dataclass
class Rule:
    kind: str = "weekly"
    weekdays: tuple[int, ...] = ALWAYS
    starts_on: date = date(2020, 1, 1)
    ends_on: date | None = None
    from_time: time = time(9)
    to_time: time = time(12)
    slot_minutes: int = 15
    exceptions: tuple[date, ...] = ()
    place_id: UUID | None = None
    modalities: tuple[str, ...] = ("AMB",)
    appointment_type: str = "ROUTINE"
    reasons: dict[str, int] = field(default_factory=dict)
    overbooking: int = 0
    audience: tuple[str, ...] = ("cpts",)
    releases: tuple[dict[str, Any], ...] = ()
    school_holidays: str = "open"
    shared_with: tuple[UUID, ...] = ()
    opening_id: UUID = field(default_factory=uuid4)


def derive(
    *rules: Rule, first: date, last: date | None = None, zone: ZoneInfo = PARIS, days_off: DaysOff = DaysOff(),
    closures: tuple[Span, ...] = (),
) -> list[PlannedSlot]:  # fmt: skip
    since = datetime.combine(first, time(), zone).astimezone(UTC)
    return derive_slots(rules, days_off=days_off, closures=closures, zone=zone, since=since, last_day=last or first)


def civil(slots: list[PlannedSlot], zone: ZoneInfo = PARIS) -> list[str]:
    return [slot.starts_at.astimezone(zone).strftime("%H:%M") for slot in slots]


def test_nothing_is_derived_on_an_exception() -> None:
    day = date(2026, 11, 23)
    assert derive(Rule(exceptions=(day,)), first=day) == []


def test_nothing_is_derived_while_the_professional_is_absent_bounds_included() -> None:
    away = DaysOff(absences=[(date(2026, 11, 24), date(2026, 11, 25))])
    slots = derive(Rule(), first=date(2026, 11, 23), last=date(2026, 11, 26), days_off=away)
    assert {slot.starts_at.date() for slot in slots} == {date(2026, 11, 23), date(2026, 11, 26)}


def test_a_public_holiday_empties_a_weekly_opening_but_not_a_one_off_opening() -> None:
    christmas = date(2026, 12, 25)
    off = DaysOff(holidays=public_holidays([2026], None))
    assert derive(Rule(), first=christmas, days_off=off) == []
    assert derive(Rule(kind="one_off", starts_on=christmas, weekdays=()), first=christmas, days_off=off)


ALL_SAINTS, AFTER = date(2026, 10, 19), date(2026, 11, 2)


@pytest.mark.parametrize(("rule", "in_term", "in_holidays"), [("open", 1, 1), ("closed", 1, 0), ("only", 0, 1)])
def test_a_weekly_opening_follows_the_school_holidays_of_the_zone_as_it_says(rule, in_term, in_holidays) -> None:
    off = DaysOff(school_holidays=school_holidays("A"))
    for day, expected in ((ALL_SAINTS, in_holidays), (AFTER, in_term)):
        assert bool(derive(Rule(school_holidays=rule), first=day, days_off=off)) is bool(expected)


def test_an_opening_for_the_school_holidays_is_shut_where_the_cpts_said_no_zone() -> None:
    off = DaysOff(school_holidays=school_holidays(None))
    assert derive(Rule(school_holidays="only"), first=ALL_SAINTS, days_off=off) == []


def test_a_one_off_opening_is_meant_in_the_school_holidays_too() -> None:
    off = DaysOff(school_holidays=school_holidays("A"))
    once = Rule(kind="one_off", weekdays=(), starts_on=ALL_SAINTS, school_holidays="closed")
    assert derive(once, first=ALL_SAINTS, days_off=off)


def test_an_audience_that_is_not_named_never_sees_a_slot_and_own_patients_leave_for_nobody() -> None:
    (slot, *_) = derive(Rule(audience=("own_patients", "pro")), first=date(2026, 11, 23))
    terms = slot.terms
    assert (terms.cpts_from, terms.pro_from, terms.snp_from, terms.public_from) == (None, AT_ONCE, None, None)


def test_a_release_so_many_hours_before_counts_elapsed_hours_on_the_night_of_the_change() -> None:
    rule = Rule(releases=({"audience": "cpts", "hours_before": 24},))
    (slot, *_) = derive(rule, first=SPRING)
    assert slot.starts_at - slot.terms.cpts_from == timedelta(hours=24)
    assert slot.terms.cpts_from.astimezone(PARIS).strftime("%d %H:%M") == "27 08:00"


@pytest.mark.parametrize("day", [SPRING, AUTUMN, date(2028, 2, 29), date(2026, 11, 23)])
def test_a_release_at_a_civil_time_reads_that_time_on_the_wall_whatever_the_day(day) -> None:
    rule = Rule(
        audience=("cpts", "snp"),
        releases=(
            {"audience": "snp", "days_before": 0, "at_time": "08:00"},
            {"audience": "cpts", "days_before": 2, "at_time": "18:30"},
        ),
    )
    for slot in derive(rule, first=day):
        assert slot.terms.snp_from.astimezone(PARIS) == datetime.combine(day, time(8), PARIS)
        assert slot.terms.cpts_from.astimezone(PARIS) == datetime.combine(
            day - timedelta(days=2), time(18, 30), PARIS
        )


def test_a_closed_span_takes_every_slot_it_meets_and_no_other() -> None:
    day = date(2026, 11, 23)
    closed = Span(datetime(2026, 11, 23, 8, 20, tzinfo=UTC), datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    slots = civil(derive(Rule(), first=day, closures=(closed,)))
    assert slots == ["09:00", "10:00", "10:15", "10:30", "10:45", "11:00", "11:15", "11:30", "11:45"]


def test_the_time_left_that_holds_no_whole_slot_is_not_opened() -> None:
    assert civil(derive(Rule(to_time=time(9, 50), slot_minutes=20), first=date(2026, 11, 23))) == ["09:00", "09:20"]


def test_a_weekly_opening_ends_on_its_last_day() -> None:
    rule = Rule(weekdays=(1,), ends_on=date(2026, 11, 30))
    days = {slot.starts_at.date() for slot in derive(rule, first=date(2026, 11, 16), last=date(2026, 12, 31))}
    assert days == {date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 30)}


def test_a_one_off_opening_on_the_29th_of_february_exists_once() -> None:
    leap = date(2028, 2, 29)
    rule = Rule(kind="one_off", weekdays=(), starts_on=leap)
    assert {slot.starts_at.date() for slot in derive(rule, first=date(2028, 1, 1), last=date(2029, 12, 31))} == {leap}


def test_the_spring_night_has_an_hour_less_of_slots() -> None:
    rule = Rule(from_time=time(1), to_time=time(4), slot_minutes=30)
    assert civil(derive(rule, first=SPRING)) == ["01:00", "01:30", "03:00", "03:30"]


def test_the_autumn_night_has_an_hour_more_of_slots() -> None:
    rule = Rule(from_time=time(1), to_time=time(4), slot_minutes=30)
    night = ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"]
    assert civil(derive(rule, first=AUTUMN)) == night


def test_an_opening_inside_the_hour_that_spring_skips_is_empty() -> None:
    assert derive(Rule(from_time=time(2), to_time=time(3)), first=SPRING) == []


def test_nine_in_the_morning_stays_nine_in_the_morning_across_the_change() -> None:
    slots = derive(Rule(to_time=time(9, 15)), first=SPRING - timedelta(days=1), last=SPRING + timedelta(days=1))
    assert civil(slots) == ["09:00"] * 3
    assert {slot.starts_at.hour for slot in slots} == {7, 8}


@pytest.mark.parametrize("day", [SPRING, AUTUMN, date(2028, 2, 29)])
def test_a_civil_time_becomes_an_instant_that_reads_the_same_or_the_end_of_the_gap(day: date) -> None:
    for minute in range(24 * 60):
        at = time(minute // 60, minute % 60)
        back = instant(day, at, PARIS).astimezone(PARIS)
        assert back.date() == day
        assert back.time() == at or (day == SPRING and at.hour == 2 and back.time() == time(3))


times = st.times(min_value=time(0), max_value=time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
days = st.one_of(st.dates(date(2020, 1, 1), date(2099, 12, 31)), st.sampled_from([SPRING, AUTUMN, date(2028, 2, 29)]))
zones = st.sampled_from(["Europe/Paris", *OVERSEAS]).map(ZoneInfo)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    start, end = sorted((draw(times), draw(times)))
    return Rule(
        kind=draw(st.sampled_from(["weekly", "one_off"])),
        weekdays=tuple(sorted(draw(st.sets(st.integers(1, 7), min_size=1)))),
        starts_on=draw(days),
        from_time=start,
        to_time=end,
        slot_minutes=draw(st.integers(5, 480)),
        exceptions=tuple(draw(st.lists(days, max_size=3))),
    )


#: Mondays of the 53rd week of the years that have one, and of the week that the clocks change in.
LEAP_WEEKS = [date.fromisocalendar(year, 53, 1) for year in (2026, 2032, 2037, 2043, 2048, 2054, 2060, 2065)]


@settings(max_examples=150, deadline=None)
@given(
    monday=st.sampled_from([*LEAP_WEEKS, SPRING - timedelta(days=6), AUTUMN - timedelta(days=6)]),
    weekday=st.integers(1, 7),
    at=st.times(min_value=time(4), max_value=time(22)).map(lambda t: t.replace(second=0, microsecond=0)),
    zone=zones,
)
def test_a_weekly_opening_comes_back_every_seventh_civil_day_whatever_the_year_or_the_clock(
    monday: date, weekday: int, at: time, zone: ZoneInfo
) -> None:
    rule = Rule(weekdays=(weekday,), from_time=at, to_time=time(23), slot_minutes=60)
    first, last = monday - timedelta(weeks=1), monday + timedelta(weeks=2, days=6)
    found = [slot.starts_at.astimezone(zone) for slot in derive(rule, first=first, last=last, zone=zone)]
    opened = {start.date(): start.time() for start in reversed(found)}
    expected = [first + timedelta(weeks=week, days=weekday - 1) for week in range(4)]
    assert opened == dict.fromkeys(reversed(expected), at)


@settings(max_examples=400, deadline=None)
@given(rule=rules(), first=days, length=st.integers(0, 20), zone=zones)
def test_slots_have_their_exact_length_never_overlap_and_stay_inside_the_opening(
    rule: Rule, first: date, length: int, zone: ZoneInfo
) -> None:
    last = first + timedelta(days=length)
    slots = derive(rule, first=first, last=last, zone=zone)
    for slot in slots:
        start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
        assert slot.ends_at - slot.starts_at == timedelta(minutes=rule.slot_minutes)
        assert first <= start.date() <= last
        assert start.date() not in rule.exceptions
        assert instant(start.date(), rule.from_time, zone) <= slot.starts_at
        assert slot.ends_at <= instant(start.date(), rule.to_time, zone)
        assert start.date() == end.date() or end.time() == time(0)
        assert rule.kind == "one_off" or start.date().isoweekday() in rule.weekdays
    for one, following in pairwise(slots):
        assert one.ends_at <= following.starts_at


@settings(max_examples=200, deadline=None)
@given(rule=rules(), first=days, zone=zones)
def test_no_time_that_holds_a_slot_is_lost(rule: Rule, first: date, zone: ZoneInfo) -> None:
    rule.kind, rule.weekdays, rule.starts_on, rule.exceptions = "weekly", ALWAYS, date(2019, 1, 1), ()
    open_for = instant(first, rule.to_time, zone) - instant(first, rule.from_time, zone)
    assert len(derive(rule, first=first, zone=zone)) == open_for // timedelta(minutes=rule.slot_minutes)


@settings(max_examples=100, deadline=None)
@given(rule=rules(), first=days, cut=st.integers(0, 14))
def test_a_window_read_in_two_parts_gives_what_it_gives_in_one(rule: Rule, first: date, cut: int) -> None:
    last, middle = first + timedelta(days=14), first + timedelta(days=cut)
    parts = derive(rule, first=first, last=middle) + derive(rule, first=middle + timedelta(days=1), last=last)
    assert parts == derive(rule, first=first, last=last)


@pytest.mark.shared
def test_public_holidays_are_the_official_ones_of_metropolitan_france(shared_dir) -> None:
    lines = (shared_dir / "data/calendriers/jours_feries_france_2020-2035.csv").read_text().splitlines()[1:]
    official = {date.fromisoformat(line.split(",")[0]) for line in lines if line.endswith(",metropole")}
    assert public_holidays(range(2020, 2036), None) == official


@pytest.mark.shared
def test_school_holidays_are_the_official_ones_of_each_zone(shared_dir) -> None:
    lines = (shared_dir / "data/calendriers/vacances_scolaires_zones_par_jour.csv").read_text().splitlines()[1:]
    for rank, zone in enumerate("ABC"):
        cells = [line.split(",") for line in lines]
        official = {date.fromisoformat(cell[0]) for cell in cells if cell[1 + rank] == "True"}
        assert school_holidays(zone) == official


@st.composite
def releases(draw: st.DrawFn) -> Release:
    if draw(st.booleans()):
        return Release("cpts", hours_before=draw(st.integers(1, 200)))
    return Release("cpts", days_before=draw(st.integers(0, 9)), at_time=draw(times).strftime("%H:%M"))


@settings(max_examples=300, deadline=None)
@given(one=releases(), other=releases(), day=days, at=times, zone=zones)
def test_a_release_that_is_said_to_open_no_sooner_never_does(
    one: Release, other: Release, day: date, at: time, zone: ZoneInfo
) -> None:
    starts_at = instant(day, at, zone)
    if not one.opens_sooner_than(other):
        assert one.opens_at(starts_at, zone) >= other.opens_at(starts_at, zone)
