"""The plan for a backlog (rules of the profession, section 3): many waiting persons and many doctors, at once.

Everything is weighed in metres, so that each weight can be said in words: how far a person would rather travel.
Who waits is decided by class and by days waited; who is asked by distance, fair share and the person's usual
doctor. The load of a doctor costs more with each person, in the measure of his fair share, so that the cheapest
plan is also a fair one. The problem is a flow: it is solved exactly (`plan_flow`), and proved (`plan_proof`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from referral_svc.matching.rules import PlanWeights

METRES = 1000
#: Beyond so many times its target, a longer wait weighs no more: else one lost case would outweigh all others.
LONGEST_WAIT = 3.0
#: Somebody without a declared weight is owed nearly nothing, and is still able to help out.
LEAST_SHARE = 0.1


@dataclass(frozen=True)
class Waiting:
    """One person who waits. `penalty` is what leaving him without a doctor costs, in metres."""

    referral_id: UUID
    penalty: int


@dataclass(frozen=True)
class Way:
    """One doctor whom every person of a group may be sent to. `cost` in metres, below zero for a usual doctor."""

    doctor: int
    """Index in `Problem.seats`."""
    cost: int
    km: float | None = None
    usual: bool = False
    wishes_met: int = 0


@dataclass(frozen=True)
class Group:
    """Persons whom the same doctors may take, at the same cost: one node of the flow instead of hundreds."""

    waiting: tuple[Waiting, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Seat:
    """One doctor: how many more he may be asked for, what he has, and his fair share once all are placed."""

    professional_id: UUID
    places: int
    taken: float
    share: float


@dataclass(frozen=True)
class Problem:
    groups: tuple[Group, ...]
    seats: tuple[Seat, ...]
    weights: PlanWeights
    bound: float
    """The bound B of fair share, in placements."""

    @property
    def persons(self) -> int:
        return sum(len(group.waiting) for group in self.groups)


@dataclass(frozen=True)
class Network:
    """The same as a flow in plain columns: nodes are groups, then seats, then the end of the day."""

    supplies: list[int]
    tails: list[int]
    heads: list[int]
    capacities: list[int]
    costs: list[int]


@dataclass(frozen=True)
class Assigned:
    """What the plan says of one person: which way he goes, None when he waits on."""

    referral_id: UUID
    way: Way | None

    @property
    def doctor(self) -> int | None:
        return self.way.doctor if self.way else None


@dataclass(frozen=True)
class Assignment:
    rows: tuple[Assigned, ...]
    cost: int


def penalty(weights: PlanWeights, priority_class: int, waited_days: float, target_days: int) -> int:
    """In metres. Grows with the class and with the days waited in the measure of the target."""
    late = min(max(waited_days, 0.0) / target_days, LONGEST_WAIT)
    return round(weights.waiting_km * METRES * weights.class_weights[priority_class - 1] * (1 + late))


def way_cost(weights: PlanWeights, km: float | None, farthest_km: float, *, usual: bool, wishes_met: int) -> int:
    """In metres. Without a known distance the person counts as at the edge of the last ring."""
    cost = (farthest_km if km is None else km) - weights.wish_km * wishes_met
    return round((cost - (weights.usual_km if usual else 0.0)) * METRES)


def load_cost(weights: PlanWeights, seat: Seat, number: int, bound: float) -> int:
    """In metres, of the `number`th person given to this doctor: convex, because it grows with each."""
    after = seat.taken + number
    ratio = max(0.0, after - 0.5) / max(seat.share, LEAST_SHARE)
    beyond = weights.bound_km if after > seat.share + bound else 0.0
    return round((weights.load_km * ratio + beyond) * METRES)


def network(problem: Problem) -> Network:
    """Groups send persons to doctors or to the end (they wait on); each place of a doctor is an arc of its own."""
    first_seat = len(problem.groups)
    end = first_seat + len(problem.seats)
    supplies = [len(group.waiting) for group in problem.groups] + [0] * len(problem.seats) + [-problem.persons]
    tails: list[int] = []
    heads: list[int] = []
    capacities: list[int] = []
    costs: list[int] = []
    wanted = [0] * len(problem.seats)
    for node, group in enumerate(problem.groups):
        size = len(group.waiting)
        tails += [node] * (size + len(group.ways))
        heads += [end] * size
        capacities += [1] * size
        costs += [one.penalty for one in group.waiting]
        for way in group.ways:
            wanted[way.doctor] += size
            heads.append(first_seat + way.doctor)
            capacities.append(min(size, problem.seats[way.doctor].places))
            costs.append(way.cost)
    for number, seat in enumerate(problem.seats):
        places = min(seat.places, wanted[number])
        tails += [first_seat + number] * places
        heads += [end] * places
        capacities += [1] * places
        costs += [load_cost(problem.weights, seat, k, problem.bound) for k in range(1, places + 1)]
    return Network(supplies, tails, heads, capacities, costs)


def read(problem: Problem, flows: Sequence[int]) -> Assignment:
    """The flow as a plan: within a group, whose members are alike, who waits longest goes nearest."""
    rows: list[Assigned] = []
    at = 0
    for group in problem.groups:
        size = len(group.waiting)
        left_out = flows[at : at + size]
        given = flows[at + size : at + size + len(group.ways)]
        at += size + len(group.ways)
        placed = [one for one, waits in zip(group.waiting, left_out, strict=True) if not waits]
        placed.sort(key=lambda one: (-one.penalty, one.referral_id))
        ways = [way for way, count in zip(group.ways, given, strict=True) for _ in range(count)]
        ways.sort(key=lambda way: (way.cost, way.doctor))
        rows += [Assigned(one.referral_id, way) for one, way in zip(placed, ways, strict=True)]
        rows += [Assigned(one.referral_id, None) for one, waits in zip(group.waiting, left_out, strict=True) if waits]
    return Assignment(tuple(sorted(rows, key=lambda row: row.referral_id)), cost_of(problem, rows))


def cost_of(problem: Problem, rows: Sequence[Assigned]) -> int:
    """What a plan costs in metres, counted afresh from who is sent to whom: any plan, not only the best."""
    doctor_of = {row.referral_id: row.doctor for row in rows}
    given = [0] * len(problem.seats)
    cost = 0
    for group in problem.groups:
        costs = {way.doctor: way.cost for way in group.ways}
        for one in group.waiting:
            doctor = doctor_of[one.referral_id]
            if doctor is None:
                cost += one.penalty
            else:
                cost += costs[doctor]
                given[doctor] += 1
    for seat, count in zip(problem.seats, given, strict=True):
        cost += sum(load_cost(problem.weights, seat, k, problem.bound) for k in range(1, count + 1))
    return cost
