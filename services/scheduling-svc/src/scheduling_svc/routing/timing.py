"""When each visit of a round begins, if it is done in this order and as early as it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from scheduling_svc.routing.problem import Hours, Plan, Problem


@dataclass(frozen=True)
class Stop:
    """`travel`: minutes on the road before it."""

    visit_id: UUID
    begins: int
    ends: int
    travel: int


@dataclass(frozen=True)
class Timetable:
    stops: tuple[Stop, ...]
    #: Minutes from the last door to where she started.
    back: int

    @property
    def ends(self) -> int:
        return self.stops[-1].ends + self.back if self.stops else 0

    @property
    def travel(self) -> int:
        return sum(stop.travel for stop in self.stops) + self.back


def timetable(problem: Problem, hours: Hours, order: Sequence[UUID]) -> Timetable:
    at, place = hours.begins, hours.base
    stops: list[Stop] = []
    for visit_id in order:
        visit = problem.visit[visit_id]
        travel = problem.travel.minutes(place, visit.commune)
        begins = max(at + travel, visit.begins_from)
        if not visit.is_told:
            begins = _past(hours.busy, begins, visit.minutes)
        at, place = begins + visit.minutes, visit.commune
        stops.append(Stop(visit_id, begins, at, travel))
    return Timetable(tuple(stops), problem.travel.minutes(place, hours.base) if stops else 0)


def travel_of(problem: Problem, plan: Plan) -> int:
    """Minutes on the road, of all the rounds together."""
    return sum(timetable(problem, problem.hours_of[key], order).travel for key, order in plan.items())


def km_of(problem: Problem, hours: Hours, order: Sequence[UUID]) -> float:
    places = [hours.base, *(problem.visit[one].commune for one in order), hours.base] if order else []
    known = [place for place in places if place is not None]
    return sum(problem.travel.km(one, other) for one, other in pairwise(known))


def _past(busy: Sequence[tuple[int, int]], begins: int, minutes: int) -> int:
    for since, until in busy:
        if begins < until and since < begins + minutes:
            begins = until
    return begins
