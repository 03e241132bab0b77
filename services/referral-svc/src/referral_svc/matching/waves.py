"""How many are asked at once, for how long, and how far (rules of the profession, sections 3 and 5).

Delays are clock hours: elapsed time, so that a night when the clocks change is neither longer nor shorter.
A deadline that falls when practices are closed moves to the next opening, in the CPTS's own time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from carekit.clock import PARIS
from referral_svc.matching.rules import RuleSet

SATURDAY = 5
SUNDAY = 6
LONGEST_CLOSURE = 400  # days searched for an opening; a calendar closed for longer is a mistake


class NeverOpen(ValueError):
    """The calendar holds no opening for more than a year."""


@dataclass(frozen=True)
class Calendar:
    """When practices answer: `closed` holds holidays and the closures of the CPTS (civil dates)."""

    weekday: tuple[int, int]
    saturday: tuple[int, int]
    closed: frozenset[date] = frozenset()
    zone: ZoneInfo = PARIS

    @classmethod
    def of(cls, rules: RuleSet, closed: frozenset[date], zone: ZoneInfo = PARIS) -> Calendar:
        return cls(rules.weekday_opening, rules.saturday_opening, closed, zone)

    def hours_on(self, day: date) -> tuple[datetime, datetime] | None:
        """First and last instant at which a deadline may fall on that day, None when all is closed."""
        if day in self.closed or day.weekday() == SUNDAY:
            return None
        opens, closes = self.saturday if day.weekday() == SATURDAY else self.weekday
        return self._at(day, opens), self._at(day, closes)

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself when practices are open then, else the instant at which they next open, in UTC."""
        day = at.astimezone(self.zone).date()
        for offset in range(LONGEST_CLOSURE):
            hours = self.hours_on(day + timedelta(days=offset))
            if hours and at <= hours[1]:
                return max(at, hours[0]).astimezone(UTC)
        raise NeverOpen(f"no opening within {LONGEST_CLOSURE} days")

    def working_days_before(self, at: datetime, days: int) -> datetime:
        """The same local time, so many working days earlier. Saturdays, Sundays and closed days do not count."""
        local = at.astimezone(self.zone)
        day = local.date()
        while days > 0:
            day -= timedelta(days=1)
            days -= day.weekday() < SATURDAY and day not in self.closed
        return datetime.combine(day, local.timetz()).astimezone(UTC)

    def _at(self, day: date, hour: int) -> datetime:
        midnight = datetime.combine(day + timedelta(days=hour // 24), time(hour % 24), self.zone)
        return midnight.astimezone(UTC)


def answer_hours(rules: RuleSet, medical_class: int, *, usual_doctor_alone: bool) -> int:
    hours = rules.of_class(medical_class).answer_within_hours
    return min(hours, rules.usual_doctor_hours) if usual_doctor_alone else hours


def answer_by(asked_at: datetime, hours: int, calendar: Calendar) -> datetime:
    """The deadline of a wave asked at `asked_at`."""
    return calendar.next_opening(asked_at.astimezone(UTC) + timedelta(hours=hours))


def remind_at(asked_at: datetime, deadline: datetime, calendar: Calendar) -> datetime:
    """Once, at half delay; in opening hours when some are left before the deadline."""
    half = asked_at.astimezone(UTC) + (deadline - asked_at) / 2
    opening = calendar.next_opening(half)
    return opening if opening < deadline else half


NextCode = Literal["wave", "wider_ring", "call_list"]


@dataclass(frozen=True)
class Ring:
    """Where a wave looks: within `km`, where `eligible` doctors were not asked yet."""

    km: float
    eligible: int
    next: NextCode
    """What follows once this wave is silent: another wave here, a wider ring, or the ordered call list."""


def choose_ring(
    rules: RuleSet,
    distances: Sequence[float | None],
    asked_for: float | None = None,
    at_once: int | None = None,
) -> Ring:
    """The nearest ring that holds somebody to ask, or the one the coordinator asked for.

    `distances` are those of the doctors who meet every other condition; one without a place is in every ring.
    `at_once` is how many the wave asks: who is left decides what follows.
    """
    rings = rules.rings_km
    nearest = next((ring for ring in rings if _within(ring, distances)), rings[-1])
    km = nearest if asked_for is None else asked_for
    eligible = _within(km, distances)
    wider = [ring for ring in rings if ring > km and _within(ring, distances) > eligible]
    if eligible > (rules.wave_size if at_once is None else at_once):
        following: NextCode = "wave"
    else:
        following = "wider_ring" if wider else "call_list"
    return Ring(km, eligible, following)


def _within(km: float, distances: Sequence[float | None]) -> int:
    return sum(1 for distance in distances if distance is None or distance <= km)
