"""The plan for a backlog (rules of the profession, section 3): many waiting persons and many doctors, at once.

Everything is weighed in metres, so that each weight can be said in words: how far a person would rather travel.
Who waits is decided by class and by days waited; who is asked by distance, fair share and the person's usual
doctor. The load of a doctor costs more with each person, in the measure of his fair share, so that the cheapest
plan is also a fair one. The problem is a flow: it is solved exactly (`plan_flow`), and proved (`plan_proof`).
Households take several places of one doctor, which no flow can say: theirs are settled first (`plan_households`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from referral_svc.matching.rule_parts import PlanWeights

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
    """Persons whom the same doctors may take, at the same cost: one node of the flow instead of hundreds.

    Ways stand in columns, each of the same length: hundreds of thousands of them go to the solver as they are.
    """

    waiting: tuple[Waiting, ...]
    doctors: tuple[int, ...] = ()
    costs: tuple[int, ...] = ()
    kms: tuple[float | None, ...] = ()
    usual: int | None = None
    """Index in `Problem.seats` of the usual doctor, when he is among them."""
    wishes_met: tuple[int, ...] = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        return tuple(self.way(number) for number in range(len(self.doctors)))

    def way_to(self, doctor: int) -> Way:
        return self.way(self.doctors.index(doctor))

    def way(self, number: int) -> Way:
        doctor = self.doctors[number]
        met = self.wishes_met[number] if self.wishes_met else 0
        return Way(doctor, self.costs[number], self.kms[number], doctor == self.usual, met)


@dataclass(frozen=True)
class Seat:
    """One doctor: how many more he may be asked for, what he has, and his fair share once all are placed."""

    professional_id: UUID
    places: int
    taken: float
    share: float


@dataclass(frozen=True)
class Household:
    """Persons stated together, each a group by himself, whom at least one doctor could take all of."""

    groups: tuple[int, ...]
    """Indices in `Problem.groups`."""
    doctors: tuple[int, ...]
    """Indices in `Problem.seats` of those who could."""


@dataclass(frozen=True)
class Problem:
    groups: tuple[Group, ...]
    seats: tuple[Seat, ...]
    weights: PlanWeights
    bound: float
    """The bound B of fair share, in placements."""
    households: tuple[Household, ...] = ()

    @property
    def persons(self) -> int:
        return sum(len(group.waiting) for group in self.groups)


@dataclass(frozen=True)
class Network:
    """The same as a flow in plain columns: nodes are seats, then groups, then the end of the day."""

    supplies: list[int]
    tails: list[int]
    heads: list[int]
    capacities: list[int]
    costs: list[int]


@dataclass(frozen=True)
class Assigned:
    """What the plan says of one person: which way he goes, None when he waits on."""

    waiting: Waiting
    way: Way | None

    @property
    def referral_id(self) -> UUID:
        return self.waiting.referral_id

    @property
    def doctor(self) -> int | None:
        return self.way.doctor if self.way else None


@dataclass(frozen=True)
class Assignment:
    """`unproved` in metres: how much cheaper another plan might be at most; 0 when none is."""

    rows: tuple[Assigned, ...]
    cost: int
    unproved: float = 0.0


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


def apart_cost(weights: PlanWeights) -> int:
    """In metres, of a household whose persons do not all go the same way: not even when one of them waits on."""
    return round(weights.household_km * METRES)


def network(problem: Problem) -> Network:
    """Groups send persons to doctors or to the end (they wait on); each place of a doctor is an arc of its own.

    Each person for himself: what households add is no flow any more (`plan_households`).
    """
    first_group = len(problem.seats)
    end = first_group + len(problem.groups)
    supplies = [0] * first_group + [len(group.waiting) for group in problem.groups] + [-problem.persons]
    tails: list[int] = []
    heads: list[int] = []
    capacities: list[int] = []
    costs: list[int] = []
    for node, group in enumerate(problem.groups, start=first_group):
        size, ways = len(group.waiting), len(group.doctors)
        tails += [node] * (size + ways)
        heads += [end] * size
        heads += group.doctors
        capacities += [1] * size
        capacities += [size] * ways
        costs += [one.penalty for one in group.waiting]
        costs += group.costs
    reached = set().union(*(group.doctors for group in problem.groups))
    for number in sorted(reached):
        seat = problem.seats[number]
        places = min(seat.places, problem.persons)
        tails += [number] * places
        heads += [end] * places
        capacities += [1] * places
        costs += [load_cost(problem.weights, seat, k, problem.bound) for k in range(1, places + 1)]
    return Network(supplies, tails, heads, capacities, costs)


def read(problem: Problem, flows: Sequence[int]) -> Assignment:
    """The flow as a plan: within a group, whose members are alike, who waits longest goes nearest."""
    rows: list[Assigned] = []
    at = 0
    for group in problem.groups:
        size, ways = len(group.waiting), len(group.doctors)
        left_out, given = flows[at : at + size], flows[at + size : at + size + ways]
        at += size + ways
        placed = [one for one, waits in zip(group.waiting, left_out, strict=True) if not waits]
        placed.sort(key=lambda one: (-one.penalty, one.referral_id.int))
        taken = [group.way(number) for number, count in enumerate(given) if count for _ in range(count)]
        taken.sort(key=lambda way: (way.cost, way.doctor))
        rows += [Assigned(one, way) for one, way in zip(placed, taken, strict=True)]
        rows += [Assigned(one, None) for one, waits in zip(group.waiting, left_out, strict=True) if waits]
    # By number: to compare two UUIDs as such takes ten times as long.
    rows.sort(key=lambda row: row.waiting.referral_id.int)
    return Assignment(tuple(rows), cost_of(problem, rows))


def cost_of(problem: Problem, rows: Sequence[Assigned]) -> int:
    """What a plan costs in metres, counted afresh from who is sent to whom: any plan, not only the best."""
    given = [0] * len(problem.seats)
    cost = 0
    for row in rows:
        if row.way is None:
            cost += row.waiting.penalty
        else:
            cost += row.way.cost
            given[row.way.doctor] += 1
    for seat, count in zip(problem.seats, given, strict=True):
        cost += sum(load_cost(problem.weights, seat, k, problem.bound) for k in range(1, count + 1))
    sent = {row.referral_id: row.doctor for row in rows}
    for household in problem.households:
        members = {sent[problem.groups[number].waiting[0].referral_id] for number in household.groups}
        cost += apart_cost(problem.weights) if len(members) > 1 else 0
    return cost
