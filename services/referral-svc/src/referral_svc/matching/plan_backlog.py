"""The whole of a plan: requests and practices in, who is asked for whom and why out. Plain values, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from referral_svc.matching.conditions import Practice
from referral_svc.matching.fairness import Load
from referral_svc.matching.plan_figures import PlanDoctor
from referral_svc.matching.plan_households import best_plan
from referral_svc.matching.plan_programme import PATIENCE
from referral_svc.matching.plan_reasons import reasons
from referral_svc.matching.plan_ways import Compared, Examined, Request, examine
from referral_svc.matching.reasons import Reason
from referral_svc.matching.rules import RuleSet


@dataclass(frozen=True)
class Backlog:
    """Everything the plan is made from. `compared`: see `plan_ways.Request.wishes`."""

    rules: RuleSet
    requests: tuple[Request, ...]
    practices: tuple[Practice, ...]
    loads: Mapping[UUID, Load[UUID]]
    compared: tuple[Compared, ...]
    now: datetime
    today: date
    patience: float = PATIENCE
    """Seconds after which the search among households is stopped."""


@dataclass(frozen=True)
class Planned:
    """One request: whom to ask, how far he is, and why; or why nobody."""

    referral_id: UUID
    professional_id: UUID | None
    km: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Plan:
    """`cost` in metres, see `matching.plan`; `unproved` too: how much cheaper another plan might be at most."""

    rows: tuple[Planned, ...]
    doctors: tuple[PlanDoctor, ...]
    cost: int
    unproved: float


def plan_for(backlog: Backlog) -> Plan:
    """The best of all plans, unless time ran out. The same backlog, in whatever order, gives the same plan."""
    examined = examine(
        backlog.rules, backlog.requests, backlog.practices, backlog.loads, backlog.compared,
        now=backlog.now, today=backlog.today,
    )  # fmt: skip
    assignment = best_plan(examined.problem, backlog.patience)
    why = reasons(backlog.rules, examined, assignment)
    rows = tuple(
        Planned(
            row.referral_id,
            examined.practices[row.way.doctor].professional_id if row.way else None,
            row.way.km if row.way else None,
            why[row.referral_id],
        )
        for row in assignment.rows
    )
    return Plan(rows, doctors_of(examined), assignment.cost, assignment.unproved)


def doctors_of(examined: Examined) -> tuple[PlanDoctor, ...]:
    """Those who could take somebody: among them fairness is counted."""
    found = []
    for seat in examined.problem.seats:
        share = examined.shares.get(seat.professional_id)
        if share:
            found.append(PlanDoctor(seat.professional_id, seat.taken, share.weight, share.target, seat.places))
    return tuple(found)
