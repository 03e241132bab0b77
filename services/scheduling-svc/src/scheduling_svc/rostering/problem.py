"""What a rota asks, in plain values: days to cover, persons who may, rules between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from uuid import UUID


class RuleKind(StrEnum):
    """`seats`: so many persons on this day; `rest`: so many days between two duties of one person; `most`: at most
    so many in a span of days; `apart`: nobody on both of two days; `pinned`: the coordinator's hand."""

    SEATS = "seats"
    SKILL = "skill"
    PINNED = "pinned"
    REST = "rest"
    MOST = "most"
    APART = "apart"
    ABSENT = "absent"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Rule:
    """One rule as it binds: a day, a person, a pair of days, or (`rest`, `most`) everybody."""

    kind: RuleKind
    on: date | None = None
    other_on: date | None = None
    person: UUID | None = None
    skill: str | None = None

    @property
    def order(self) -> tuple[str, str, str, str, str]:
        """One order for everybody, so that the same conflict is always told in the same words."""
        return self.kind, str(self.on), str(self.other_on), str(self.person), str(self.skill)


@dataclass(frozen=True)
class Day:
    """A day to cover. `skills`: each must be held by somebody on duty. `pinned`: who is on it whatever else."""

    on: date
    seats: int = 1
    skills: frozenset[str] = frozenset()
    pinned: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Person:
    """Who may be on duty. `share`: percent of a full part; `burden`: ledger points of the twelve months before;
    `standing`: days of his duties that this rota does not decide."""

    person_id: UUID
    share: int = 100
    skills: frozenset[str] = frozenset()
    absent: frozenset[date] = frozenset()
    unavailable: frozenset[date] = frozenset()
    wanted: frozenset[date] = frozenset()
    unwanted: frozenset[date] = frozenset()
    standing: frozenset[date] = frozenset()
    burden: int = 0


@dataclass(frozen=True)
class Limits:
    """`rest_days`: from one duty of a person to his next, at least 1. `most` duties in any `within_days` days.
    `apart`: pairs of days that no one person does both of (Christmas and New Year)."""

    rest_days: int = 1
    most: int | None = None
    within_days: int = 28
    apart: frozenset[tuple[date, date]] = frozenset()


@dataclass(frozen=True)
class Problem:
    """Sorted once: the same rota comes out whatever order it was asked in. `weight`: ledger points of one duty."""

    days: tuple[Day, ...]
    persons: tuple[Person, ...]
    limits: Limits = field(default_factory=Limits)
    weight: int = 10

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", tuple(sorted(self.days, key=lambda day: day.on)))
        object.__setattr__(self, "persons", tuple(sorted(self.persons, key=lambda one: one.person_id)))

    @cached_property
    def dates(self) -> tuple[date, ...]:
        return tuple(day.on for day in self.days)

    @cached_property
    def seats(self) -> int:
        return sum(day.seats for day in self.days)

    def rules(self) -> tuple[Rule, ...]:
        """Every rule that binds here, in one order."""
        return tuple(sorted(self._rules(), key=lambda rule: rule.order))

    def _rules(self) -> Iterator[Rule]:
        for day in self.days:
            yield Rule(RuleKind.SEATS, on=day.on)
            for skill in day.skills:
                yield Rule(RuleKind.SKILL, on=day.on, skill=skill)
            for person in day.pinned:
                yield Rule(RuleKind.PINNED, on=day.on, person=person)
        for one in self.persons:
            if one.absent.intersection(self.dates):
                yield Rule(RuleKind.ABSENT, person=one.person_id)
            if one.unavailable.intersection(self.dates):
                yield Rule(RuleKind.UNAVAILABLE, person=one.person_id)
        for first, second in self.limits.apart:
            yield Rule(RuleKind.APART, on=min(first, second), other_on=max(first, second))
        yield Rule(RuleKind.REST)
        if self.limits.most is not None:
            yield Rule(RuleKind.MOST)


#: Who is on duty on each day.
Rota = dict[date, frozenset[UUID]]


def pairs_too_close(dates: frozenset[date], rest_days: int) -> Iterator[tuple[date, date]]:
    for first, second in combinations(sorted(dates), 2):
        if (second - first).days < rest_days:
            yield first, second


def windows(dates: frozenset[date], within_days: int) -> Iterator[tuple[date, ...]]:
    """The days of each span of `within_days` that starts with one of them."""
    ordered = sorted(dates)
    for first in ordered:
        yield tuple(on for on in ordered if 0 <= (on - first).days < within_days)
