"""Visits to do at home on one day, and the hours in which nurses offered to do them. Times are minutes of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from scheduling_svc.routing.distances import Travel

#: Whose hours, and the minute at which they begin: a nurse may offer a morning and an afternoon.
HoursKey = tuple[UUID, int]
#: The visits of each hours, in the order in which they are done. Whatever is absent is not placed.
Plan = Mapping[HoursKey, tuple[UUID, ...]]


@dataclass(frozen=True)
class Visit:
    """`begins_from` and `begins_by`: when it may begin. `barred`: nurses who said that they cannot. `pinned`: whose
    hours it stays in. `is_told`: the person was told this very minute; it moves no more."""

    visit_id: UUID
    commune: str
    minutes: int
    begins_from: int
    begins_by: int
    profession: str
    skills: frozenset[str] = frozenset()
    barred: frozenset[UUID] = frozenset()
    pinned: HoursKey | None = None
    is_told: bool = False


@dataclass(frozen=True)
class Hours:
    """What one nurse offered: she leaves `base` at `begins` and is back there by `ends`. `communes`: her sector, none
    being anywhere. `busy`: spans in which she is with somebody else."""

    nurse_id: UUID
    begins: int
    ends: int
    most: int
    profession: str
    base: str | None = None
    communes: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    busy: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> HoursKey:
        return self.nurse_id, self.begins

    def covers(self, commune: str) -> bool:
        return not self.communes or commune in self.communes


@dataclass(frozen=True)
class Problem:
    """Sorted once: the same rounds come out whatever order they were asked in."""

    visits: tuple[Visit, ...]
    hours: tuple[Hours, ...]
    travel: Travel

    def __post_init__(self) -> None:
        object.__setattr__(self, "visits", tuple(sorted(self.visits, key=lambda one: (one.begins_by, one.visit_id))))
        object.__setattr__(self, "hours", tuple(sorted(self.hours, key=lambda one: one.key)))

    @cached_property
    def visit(self) -> dict[UUID, Visit]:
        return {one.visit_id: one for one in self.visits}

    @cached_property
    def hours_of(self) -> dict[HoursKey, Hours]:
        return {one.key: one for one in self.hours}
