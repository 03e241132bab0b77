"""The coordinator has a plan made, starts it, or gives it up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import etag, idempotency
from carekit.auth import Caller
from carekit.idempotency import Once
from carekit.identifiers import new_id
from referral_svc.context import Context
from referral_svc.matching.distance import band_of
from referral_svc.matching.messages_fr import words_of
from referral_svc.matching.plan_backlog import Plan as Optimum
from referral_svc.matching.plan_backlog import Planned
from referral_svc.matching.rules import RuleSet
from referral_svc.plans import figures, repository, views
from referral_svc.plans.codes import PlanState, RowState
from referral_svc.plans.errors import NothingWaits
from referral_svc.plans.models import Plan, PlanRow
from referral_svc.plans.schemas import MakePlan, PlanOut
from referral_svc.plans.solver import solver
from referral_svc.plans.waiting import Wait, Waiting, waiting


def require_plans(caller: Caller) -> None:
    """Only the care coordinator: the plan is about the care requests of the whole CPTS."""
    caller.require("care_coordinator")


async def make_plan(context: Context, act: MakePlan, once: Once) -> PlanOut:
    """Reads, solves without holding a connection, then keeps: what changed meanwhile is met when a row is sent."""
    require_plans(context.caller)
    async with solver() as solve:
        async with context.unit.begin() as session:
            await idempotency.replay(session, once)
            found = await waiting(session, context.ports, context.caller.cpts, act.departure_id, context.at)
        if not found.backlog.requests:
            raise NothingWaits
        optimum = await solve(found.backlog)
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        for draft in await repository.drafts(session):
            draft.cancel(context.at)
        await session.flush()
        plan = _plan(context, act, found, optimum)
        session.add(plan)
        await session.flush()
        await session.execute(insert(PlanRow), _rows(plan, found, optimum))
        return await idempotency.keep(session, once, await views.plan(session, plan))


async def start_plan(context: Context, plan_id: UUID, edited: int, once: Once) -> PlanOut:
    """From here on the worker sends its rows, one transaction each."""
    require_plans(context.caller)
    async with context.unit.begin() as session:
        plan = await repository.plan_of(session, plan_id, locked=True)
        await idempotency.claim(session, once, context.at)
        plan.require_draft()
        etag.check_version(plan.version, edited)
        plan.start(context.by, context.at)
        await repository.wake_sender(session)
        await session.flush()
        return await idempotency.keep(session, once, await views.plan(session, plan))


async def cancel_plan(context: Context, plan_id: UUID, once: Once) -> PlanOut:
    """Nothing more is sent. What was sent goes on as if it had been asked for by hand."""
    require_plans(context.caller)
    async with context.unit.begin() as session:
        plan = await repository.plan_of(session, plan_id, locked=True)
        await idempotency.claim(session, once, context.at)
        plan.cancel(context.at)
        await session.flush()
        return await idempotency.keep(session, once, await views.plan(session, plan))


def _plan(context: Context, act: MakePlan, found: Waiting, optimum: Optimum) -> Plan:
    lines = _lines(found, optimum)
    return Plan(
        id=new_id(),
        cpts_id=context.caller.cpts,
        state=PlanState.DRAFT,
        departure_id=act.departure_id,
        rule_version=found.rules.version,
        weeks=found.rules.plan.weeks,
        cost=optimum.cost,
        unproved=math.ceil(optimum.unproved),
        before=figures.before(optimum.doctors, lines, found.placed_km).as_data(),
        after=figures.after(optimum.doctors, lines).as_data(),
        doctors=[{**asdict(one), "professional_id": str(one.professional_id)} for one in optimum.doctors],
        made_at=context.at,
        made_by_account_id=context.by.account_id,
        made_by_name=context.by.name,
    )


class _Line:
    """One row before it is stored, as `figures` wants it."""

    def __init__(self, wait: Wait, planned: Planned) -> None:
        self.professional_id = planned.professional_id
        self.km = planned.km
        self.waited_days = wait.days
        self.is_overdue = wait.is_overdue


def _lines(found: Waiting, optimum: Optimum) -> list[_Line]:
    return [_Line(wait, planned) for wait, planned in _in_queue_order(found, optimum)]


def _in_queue_order(found: Waiting, optimum: Optimum) -> Sequence[tuple[Wait, Planned]]:
    by_request = {row.referral_id: row for row in optimum.rows}
    return [(wait, by_request[wait.referral_id]) for wait in found.waits if wait.referral_id in by_request]


def _rows(plan: Plan, found: Waiting, optimum: Optimum) -> list[dict[str, Any]]:
    return [
        _row(plan, position, wait, planned, found.rules)
        for position, (wait, planned) in enumerate(_in_queue_order(found, optimum), start=1)
    ]


def _row(plan: Plan, position: int, wait: Wait, planned: Planned, rules: RuleSet) -> dict[str, Any]:
    sent = planned.professional_id is not None
    return {
        "id": new_id(),
        "cpts_id": plan.cpts_id,
        "plan_id": plan.id,
        "referral_id": wait.referral_id,
        "position": position,
        "proposed_professional_id": planned.professional_id,
        "professional_id": planned.professional_id,
        "km": planned.km,
        "distance_band": band_of(planned.km, rules.distance_bands_km) if sent else None,
        "reasons": [{**reason.as_data(), "words": words_of(reason)} for reason in planned.reasons],
        "waited_days": wait.days,
        "is_overdue": wait.is_overdue,
        "state": RowState.PLANNED if sent else RowState.UNPLACED,
        "by_hand": False,
        "version": 1,
    }


async def refreshed(session: AsyncSession, plan: Plan, at: datetime) -> None:
    """The figures after an edit; the plan gets a new version, so that nobody starts what he has not seen."""
    rows = await repository.rows_of(session, plan.id)
    plan.after = figures.after(plan.plan_doctors, rows).as_data()
    await session.flush()
