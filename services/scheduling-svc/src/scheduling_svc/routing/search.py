"""Rounds that break no rule: as many visits as there is room for, then the least travel.

Visits are put in one after the other, those with the fewest ways in first; then groups of neighbours are taken out
and put in again in several manners, for as long as it helps. Nothing is left to luck: the same problem has the same
answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from uuid import UUID

from scheduling_svc.routing.breaches import RoundRule, as_it_stands, broken_by, unsuited
from scheduling_svc.routing.problem import Hours, HoursKey, Plan, Problem, Visit
from scheduling_svc.routing.timing import timetable

#: How many neighbours are taken out together.
_GROUPS = (1, 2, 3, 5, 8)
_SMALL_DAY = 7
#: Rounds of taking out and putting in, at most: a day of sixty visits is answered within seconds.
_MOST_PASSES = 6
_Routes = dict[HoursKey, tuple[UUID, ...]]
#: Whose turn it is, by what each way of a visit would cost: the smallest first.
_Turn = Callable[[list[int]], tuple[int, int]]


@dataclass(frozen=True)
class _Way:
    """Where a visit may go, and what it costs in travel."""

    added: int
    key: HoursKey
    order: tuple[UUID, ...]


def rounds_for(problem: Problem) -> Plan:
    search = _Search(problem)
    fixed = as_it_stands(problem)
    best = search.filled(fixed, search.loose(fixed), _fewest_ways)
    for _ in range(_MOST_PASSES):
        better = search.improved(best)
        if search.cost(better) >= search.cost(best):
            break
        best = better
    return best


@dataclass
class _Search:
    problem: Problem
    #: Travel of an order that was looked at before; None where it breaks a rule.
    seen: dict[tuple[HoursKey, tuple[UUID, ...]], int | None] = field(default_factory=dict)

    def cost(self, routes: Plan) -> tuple[int, int]:
        placed = sum(len(order) for order in routes.values())
        return len(self.problem.visits) - placed, sum(self._travel(key, order) or 0 for key, order in routes.items())

    def loose(self, routes: Plan) -> list[UUID]:
        placed = {one for order in routes.values() for one in order}
        return [one.visit_id for one in self.problem.visits if one.visit_id not in placed]

    def filled(self, routes: _Routes, loose: Iterable[UUID], turn: _Turn) -> _Routes:
        """One visit after the other goes in where it costs least; `turn` says whose turn it is."""
        made = dict(routes)
        ways = {visit_id: {way.key: way for way in self._ways(made, visit_id)} for visit_id in loose}
        while any(ways.values()):
            chosen = min((one for one in ways if ways[one]), key=lambda one: (*turn(_costs(ways[one])), one))
            way = min(ways.pop(chosen).values(), key=lambda one: (one.added, one.key))
            made[way.key] = way.order
            for visit_id, known in ways.items():
                known.pop(way.key, None)
                if (again := self._best_way(made, way.key, visit_id)) is not None:
                    known[way.key] = again
        return made

    def improved(self, routes: _Routes) -> _Routes:
        best = routes
        for group in self._groups():
            for again in self._tried(best, group):
                if self.cost(again) < self.cost(best):
                    best = again
        return best

    def _tried(self, routes: _Routes, group: tuple[UUID, ...]) -> Iterator[_Routes]:
        """Without these, then filled again: by either turn, and with what had no place before, all of it or one, in
        front."""
        without = {key: tuple(one for one in order if one not in group) for key, order in routes.items()}
        if any(self._travel(key, order) is None for key, order in without.items()):
            return
        for turn in (_fewest_ways, _cheapest):
            yield self.filled(without, self.loose(without), turn)
        waiting = self.loose(routes)
        for first in [waiting, *([one] for one in waiting)]:
            made = self.filled(without, first, _cheapest)
            yield self.filled(made, self.loose(made), _cheapest)

    def _groups(self) -> Iterator[tuple[UUID, ...]]:
        """On a small day every group there is; on others each visit with its nearest."""
        movable = [one for one in self.problem.visits if not one.is_told]
        if len(movable) <= _SMALL_DAY:
            ids = [one.visit_id for one in movable]
            for size in range(1, len(ids) + 1):
                yield from combinations(ids, size)
            return
        for size in _GROUPS:
            for visit in movable:
                near = sorted(movable, key=lambda one: self._nearness(visit, one))
                yield tuple(one.visit_id for one in near[:size])

    def _nearness(self, visit: Visit, other: Visit) -> tuple[bool, int, int, UUID]:
        minutes = self.problem.travel.minutes(visit.commune, other.commune)
        return other is not visit, minutes, abs(other.begins_by - visit.begins_by), other.visit_id

    def _ways(self, routes: _Routes, visit_id: UUID) -> Iterator[_Way]:
        for hours in self.problem.hours:
            if (way := self._best_way(routes, hours.key, visit_id)) is not None:
                yield way

    def _best_way(self, routes: _Routes, key: HoursKey, visit_id: UUID) -> _Way | None:
        if any(unsuited(self.problem.hours_of[key], self.problem.visit[visit_id])):
            return None
        order, before = routes[key], self._travel(key, routes[key]) or 0
        found = None
        for place in range(len(order) + 1):
            tried = (*order[:place], visit_id, *order[place:])
            travel = self._travel(key, tried)
            if travel is not None and (found is None or travel - before < found.added):
                found = _Way(travel - before, key, tried)
        return found

    def _travel(self, key: HoursKey, order: tuple[UUID, ...]) -> int | None:
        asked = key, order
        if asked not in self.seen:
            hours = self.problem.hours_of[key]
            breaks = self._breaks(hours, order)
            self.seen[asked] = None if breaks else timetable(self.problem, hours, order).travel
        return self.seen[asked]

    def _breaks(self, hours: Hours, order: tuple[UUID, ...]) -> bool:
        """What was told stands, even where its nurse offers something else since: it is nobody else's fault."""
        told = {one for one in order if self.problem.visit[one].is_told}
        if told.issuperset(order):
            return False
        found = broken_by(self.problem, hours, order)
        return any(one.visit_id not in told or one.kind is RoundRule.TOLD for one in found)


def _costs(ways: dict[HoursKey, _Way]) -> list[int]:
    return sorted(way.added for way in ways.values())


def _fewest_ways(costs: list[int]) -> tuple[int, int]:
    """Whoever waited would find none; then the one that would lose most if its best way went."""
    return len(costs), costs[0] - costs[1] if len(costs) > 1 else 0


def _cheapest(costs: list[int]) -> tuple[int, int]:
    return costs[0], len(costs)
