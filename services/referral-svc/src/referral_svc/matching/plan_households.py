"""Households in a plan: which of them go to one doctor, and to whom. Exact.

Several places taken at once are no flow. But once it is settled which households go to whom as a whole, what is left
is a flow again: so only these choices are whole numbers of a mixed programme, which SciPy's HiGHS solves and proves
(`plan_programme`). The flow of everybody else is then found as without households, in whole metres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from referral_svc.matching.plan import Assigned, Assignment, Problem, cost_of, network
from referral_svc.matching.plan_flow import best_flow
from referral_svc.matching.plan_programme import PATIENCE, optimum, programme


@dataclass(frozen=True)
class Settled:
    """`whole`: by index of the household, the seat that takes all of it, None when all of it waits; those absent are
    planned each for himself. `bound`: no plan costs less, in metres; `proved`: nor than this one."""

    whole: Mapping[int, int | None]
    bound: float
    proved: bool


def best_plan(problem: Problem, patience: float = PATIENCE) -> Assignment:
    """The cheapest of all plans. The same problem gives the same plan.

    `patience`: seconds after which the search among households is stopped; the best plan found is then taken.
    """
    return planned_with(problem, settle(problem, patience)) if problem.households else best_flow(problem)


def settle(problem: Problem, patience: float = PATIENCE) -> Settled:
    found = optimum(programme(problem, network(problem)), patience)
    return Settled({one.household: one.doctor for one in found.taken}, found.bound, found.proved)


def planned_with(problem: Problem, settled: Settled) -> Assignment:
    """Everybody else the cheapest way."""
    rows = [*rows_of(problem, settled), *best_flow(rest_of(problem, settled)).rows]
    rows.sort(key=lambda row: row.waiting.referral_id.int)
    cost = cost_of(problem, rows)
    return Assignment(tuple(rows), cost, unproved=0.0 if settled.proved else max(0.0, cost - settled.bound))


def rest_of(problem: Problem, settled: Settled) -> Problem:
    """Everybody else, and the places that are left."""
    gone: set[int] = set()
    given = [0] * len(problem.seats)
    for number, doctor in settled.whole.items():
        household = problem.households[number]
        gone.update(household.groups)
        if doctor is not None:
            given[doctor] += len(household.groups)
    seats = tuple(
        replace(seat, places=seat.places - count, taken=seat.taken + count)
        for seat, count in zip(problem.seats, given, strict=True)
    )
    groups = tuple(group for number, group in enumerate(problem.groups) if number not in gone)
    return replace(problem, groups=groups, seats=seats, households=())


def rows_of(problem: Problem, settled: Settled) -> list[Assigned]:
    """Of the households that were settled as a whole."""
    rows = []
    for number, doctor in settled.whole.items():
        for group in (problem.groups[index] for index in problem.households[number].groups):
            rows.append(Assigned(group.waiting[0], None if doctor is None else group.way_to(doctor)))
    return rows
