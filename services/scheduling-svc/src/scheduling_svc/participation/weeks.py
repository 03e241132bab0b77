"""The two hours a week that a doctor shares with the territory. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

#: Rules of the profession, section 7: two hours a week, shared beyond one's own patients.
SHARED_A_WEEK = timedelta(hours=2)


@dataclass(frozen=True)
class Hours:
    """Time opened, of it shared beyond one's own patients, and of the shared time booked. Minutes."""

    opened: int = 0
    shared: int = 0
    filled: int = 0

    def __add__(self, other: Hours) -> Hours:
        return Hours(self.opened + other.opened, self.shared + other.shared, self.filled + other.filled)

    @property
    def keeps_rule(self) -> bool:
        return timedelta(minutes=self.shared) >= SHARED_A_WEEK


@dataclass(frozen=True)
class Week:
    monday: date
    hours: Hours


@dataclass(frozen=True)
class Month:
    """A month of one professional: the whole weeks that are its own."""

    weeks: list[Week]

    @property
    def hours(self) -> Hours:
        return sum((week.hours for week in self.weeks), Hours())

    @property
    def weeks_kept(self) -> int:
        return sum(week.hours.keeps_rule for week in self.weeks)


def mondays_of(month: date) -> list[date]:
    """Mondays of the ISO weeks of a month: a week belongs to the month of its Thursday, so that each of them counts
    once in the year. `month` is its first day."""
    thursday = month + timedelta(days=(3 - month.weekday()) % 7)
    found = []
    while (thursday.year, thursday.month) == (month.year, month.month):
        found.append(thursday - timedelta(days=3))
        thursday += timedelta(days=7)
    return found


def month_of(month: date, hours: Mapping[date, Hours]) -> Month:
    """`hours` by Monday; a week without any stands with nothing."""
    return Month([Week(monday, hours.get(monday, Hours())) for monday in mondays_of(month)])


def is_over(month: date, today: date) -> bool:
    """Its last week has ended."""
    return today >= mondays_of(month)[-1] + timedelta(days=7)
