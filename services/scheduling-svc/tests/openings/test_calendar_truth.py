"""R23: openings of every shape on every kind of day, against what a wall calendar and a wall clock say of them.

A case is drawn from its number, so that one which fails is drawn again by it. What is due is reckoned without the
code that is judged: a day is looked up in lists of days, an instant is the first of its day at which the clock on the
wall has come to that time. 10,000 cases here; `LONG_FORM=1` draws 500,000.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from carekit.public_holidays import public_holidays
from scheduling_svc.openings import derivation
from scheduling_svc.openings.derivation import DaysOff, derive_slots
from scheduling_svc.openings.release import AT_ONCE, Release
from scheduling_svc.openings.school_holidays import school_holidays
from scheduling_svc.openings.spans import Closed, Span

from .test_derivation import OVERSEAS, Rule

CASES = 500_000 if os.environ.get("LONG_FORM") else 10_000
#: A planted fault is waited for no longer; the rarest (a release across the change of clocks) shows at the 127th.
PATIENCE = 1000

ZONES = [ZoneInfo(name) for name in ("Europe/Paris", "Europe/Paris", *OVERSEAS)]
MIQUELON = ZoneInfo("America/Miquelon")
DEPARTMENTS = (None, None, "67", "971", "974")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
#: Clocks change at night: its hours are drawn as often as those of the day.
HOURS = (0, 1, 1, 2, 2, 3, 8, 9, 12, 14, 18, 22, 23)


@lru_cache(maxsize=4096)
def nights(year: int) -> tuple[date, ...]:
    """Days on which clocks change in Paris and in Miquelon, and a Sunday on which they do not."""
    bounds = (date(year, month, day) for month, day in ((3, 31), (10, 31), (3, 14), (11, 7), (9, 30)))
    return tuple(day - DAY * (day.isoweekday() % 7) for day in bounds)


@lru_cache(maxsize=4096)
def turning_days(year: int) -> tuple[date, ...]:
    """Days of a year on which calendars go wrong: clocks that change, the leap day, ends, holidays."""
    ends = [date(year, 1, 1), date(year, 12, 31), date(year, 2, 28), date(year, 3, 1), date(year, 5, 1)]
    leap = [date(year, 2, 29)] * 2 if year % 4 == 0 else []
    return (*nights(year), *ends, *leap, date(year, 12, 25))


@dataclass
class Case:
    """An agenda and the window in which its slots are asked for."""

    rule: Rule
    zone: ZoneInfo
    days_off: DaysOff
    closures: tuple[Span, ...]
    since: datetime
    last_day: date


def drawn(number: int) -> Case:
    rng = random.Random(number)
    pick, chance = rng.choice, rng.random

    def near(day: date, most: int) -> date:
        return day + DAY * rng.randint(-most, most)

    # One in three lies in the years whose school holidays are known.
    year = rng.randint(2026, 2028) if chance() < 0.35 else rng.randint(2020, 2098)
    zone = pick(ZONES)
    around = pick(turning_days(year)) if chance() < 0.7 else date(year, 1, 1) + DAY * rng.randrange(365)
    first = near(around, 3)
    last = first + DAY * rng.randint(0, 9)
    minutes = pick((5, 10, 15, 20, 25, 30, 45, 60, 90, 480))
    start = time(pick(HOURS), pick((0, 0, 15, 30, 59)))
    is_night = chance() < 0.3
    if is_night:
        zone, around = pick((ZONES[0], ZONES[0], MIQUELON)), pick(nights(year))
        first, last = around - DAY * rng.randint(0, 2), around + DAY * rng.randint(0, 1)
        minutes, start = pick((10, 15, 20, 30, 60)), time(rng.randrange(4), pick((0, 30)))
    open_for = min(minutes * rng.randint(0, 12) + pick((0, 0, 7)), 23 * 60 + 59 - start.hour * 60 - start.minute)
    end = (datetime.combine(around, start) + MINUTE * open_for).time()
    rule = Rule(
        kind=pick(("weekly", "weekly", "weekly", "one_off")),
        weekdays=tuple(sorted(rng.sample(range(1, 8), 7 if is_night else rng.randint(1, 7)))),
        starts_on=near(around, 4) if chance() < 0.3 else first - DAY * rng.randrange(700),
        ends_on=near(around, 6) if chance() < 0.3 else None,
        from_time=start, to_time=end, slot_minutes=minutes,
        exceptions=(near(around, 3),) if chance() < 0.3 else (),
        releases=(a_release(rng),) if chance() < 0.3 else (),
        school_holidays="open" if is_night else pick(("open", "closed", "only")), opening_id=UUID(int=number),
    )  # fmt: skip
    if rule.kind == "one_off":
        rule.starts_on, rule.ends_on = near(around, 4), None
    absences = tuple((day, day + DAY * rng.randint(0, 3)) for day in [near(around, 4)] if chance() < 0.3)
    noon = datetime.combine(around, time(12), zone).astimezone(UTC)
    shut = [noon + MINUTE * rng.randint(-4000, 4000) for _ in range(rng.randint(0, 3))]
    years = range(first.year, last.year + 1)
    return Case(
        rule, zone,
        DaysOff(absences, public_holidays(years, pick(DEPARTMENTS)), school_holidays(pick(("A", "B", "C", None)))),
        tuple(Span(begin, begin + MINUTE * rng.randint(1, 900)) for begin in shut),
        datetime.combine(first, time(0 if is_night else pick(HOURS), pick((0, 30))), zone).astimezone(UTC), last,
    )  # fmt: skip


def a_release(rng: random.Random) -> dict[str, Any]:
    if rng.random() < 0.4:
        return {"audience": "cpts", "hours_before": rng.randint(1, 72)}
    at_time = f"{rng.choice(HOURS):02}:{rng.choice((0, 30)):02}"
    return {"audience": "cpts", "days_before": rng.randint(0, 3), "at_time": at_time}


def wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


@lru_cache(maxsize=65536)
def reached(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first instant of a day at which the clock on the wall has come to a time."""
    civil = datetime.combine(day, at)
    midnight, next_midnight = (datetime.combine(one, time(), zone) for one in (day, day + DAY))
    if midnight.utcoffset() == next_midnight.utcoffset():
        return (civil - (midnight.utcoffset() or timedelta())).replace(tzinfo=UTC)
    instants = (midnight.astimezone(UTC) + MINUTE * passed for passed in count())
    return next(one for one in instants if wall(one, zone) >= civil)


def is_open(case: Case, day: date) -> bool:
    """What a secretary would read off the calendar on the wall."""
    rule, off = case.rule, case.days_off
    if day in rule.exceptions or any(day in days_of(*absence) for absence in off.absences):
        return False
    if rule.kind == "one_off":
        return day == rule.starts_on
    if day < rule.starts_on or (rule.ends_on is not None and day > rule.ends_on):
        return False
    in_holidays = day in off.school_holidays
    by_school = {"open": True, "closed": not in_holidays, "only": in_holidays}[rule.school_holidays]
    return by_school and day not in off.holidays and day.weekday() + 1 in rule.weekdays


def days_of(first: date, last: date) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1)]


def due(case: Case) -> list[tuple[datetime, datetime, datetime]]:
    """Start, end, and when the CPTS sees it, of each slot there should be."""
    rule, zone = case.rule, case.zone
    slots = []
    for day in days_of(wall(case.since, zone).date(), case.last_day):
        if not is_open(case, day):
            continue
        opens, shuts = reached(day, rule.from_time, zone), reached(day, rule.to_time, zone)
        for rank in range(int((shuts - opens) / MINUTE) // rule.slot_minutes):
            start = opens + MINUTE * rule.slot_minutes * rank
            end = start + MINUTE * rule.slot_minutes
            meets = any(start < span.ends_at and span.starts_at < end for span in case.closures)
            if start >= case.since and not meets:
                slots.append((start, end, seen_by_the_cpts(rule, day, start, zone)))
    return slots


def seen_by_the_cpts(rule: Rule, day: date, start: datetime, zone: ZoneInfo) -> datetime:
    for said in rule.releases:
        if "hours_before" in said:
            return start - 60 * said["hours_before"] * MINUTE
        return reached(day - DAY * said["days_before"], time.fromisoformat(said["at_time"]), zone)
    return AT_ONCE


def derived(case: Case) -> list[tuple[datetime, datetime, datetime | None]]:
    slots = derive_slots(
        [case.rule], days_off=case.days_off, closures=case.closures, zone=case.zone, since=case.since,
        last_day=case.last_day,
    )  # fmt: skip
    return [(slot.starts_at, slot.ends_at, slot.terms.cpts_from) for slot in slots]


def test_every_opening_is_what_the_calendar_and_the_clock_on_the_wall_say() -> None:
    slots = 0
    for number in range(CASES):
        case = drawn(number)
        found = derived(case)
        assert found == due(case), f"case {number}: {case}"
        slots += len(found)
    print(f"R23 {CASES} agendas, {slots} slots")
    assert slots > 4 * CASES


def forgets_days_off(**forgotten: Any) -> Any:
    close = DaysOff.close
    return DaysOff, "close", lambda self, opening, day: close(replace(self, **forgotten), opening, day)


def forgets_in_rule(name: str, **forgotten: Any) -> Any:
    original = getattr(derivation, name)
    return derivation, name, lambda opening, *more: original(replace(opening, **forgotten), *more)


FAULTS = {
    "absences": forgets_days_off(absences=()),
    "the last day of an absence": (
        DaysOff, "close", lambda self, opening, day, close=DaysOff.close: close(
            replace(self, absences=[(first, last - DAY) for first, last in self.absences]), opening, day)),
    "public holidays": forgets_days_off(holidays=frozenset()),
    "school holidays": (DaysOff, "_school_closes", lambda *_: False),
    "closures": (Closed, "meets", lambda *_: False),
    "the last day": forgets_in_rule("opening_days", ends_on=None),
    "the first day": forgets_in_rule("opening_days", starts_on=date(2000, 1, 3)),
    "the hour that spring skips": (
        derivation, "instant", lambda day, at, zone: datetime.combine(day, at, zone).astimezone(UTC)),
    "the hour that autumn has twice": (
        derivation, "instant", lambda day, at, zone: datetime.combine(day, at, zone).replace(fold=1).astimezone(UTC)),
    "the change between a slot and its release": (
        Release, "opens_at", lambda self, starts_at, zone, opens_at=Release.opens_at: (
            (starts_at.astimezone(zone) - timedelta(hours=self.hours_before)).astimezone(UTC)
            if self.hours_before else opens_at(self, starts_at, zone))),
}  # fmt: skip


@pytest.mark.parametrize("forgotten", FAULTS)
def test_the_calendar_finds_what_a_derivation_forgets(forgotten: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*FAULTS[forgotten])
    shown_by = next((n for n in range(PATIENCE) if derived(case := drawn(n)) != due(case)), None)
    print(f"{forgotten}: shown by case {shown_by}")
    assert shown_by is not None
