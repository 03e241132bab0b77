"""The coordination prepares plans; each owner whom one names agrees for his own agenda, ahead of time."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound, PreconditionFailed
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from scheduling_svc.agendas.keeping import keeper_of
from scheduling_svc.appointments.trace import trace
from scheduling_svc.epidemic import repository
from scheduling_svc.epidemic.errors import NoRoundVolunteer, NotNamedInPlan, PlanNamesUnknown
from scheduling_svc.epidemic.models import EpidemicAgreement, EpidemicPlan
from scheduling_svc.epidemic.plan import PlanData, with_rounds
from scheduling_svc.epidemic.policies import keeps_plans, may_agree, may_know_the_mode, may_read_plans, may_switch
from scheduling_svc.epidemic.schemas import (
    AskedOwner,
    EpidemicPlanOut,
    EpidemicPlans,
    EpidemicState,
    EpidemicSwitchOut,
    SaveEpidemicPlan,
)
from scheduling_svc.openings.repository import opening_by_id, place_is_his
from scheduling_svc.pools.repository import professional
from scheduling_svc.rounds.errors import HoursOverlap
from scheduling_svc.rounds.repository import volunteer_by_id
from scheduling_svc.rounds.schemas import NURSE
from scheduling_svc.slots.policies import account_of, own_agenda
from scheduling_svc.triage.national import VERSION
from scheduling_svc.triage.repository import published_version


async def list_plans(unit: Unit, caller: Caller) -> EpidemicPlans:
    """All of them, or those that ask something of the caller's own agenda."""
    may_read_plans(caller)
    async with unit.begin() as session:
        shown = [await _shown(session, caller, plan) for plan in await repository.plans(session)]
        return EpidemicPlans(
            items=[one for one in shown if keeps_plans(caller) or one.asked],
            switches=[EpidemicSwitchOut.model_validate(one) for one in await repository.switches(session)],
            may_switch=keeps_plans(caller),
        )


async def read_mode(unit: Unit, caller: Caller) -> EpidemicState:
    may_know_the_mode(caller)
    async with unit.begin() as session:
        switch = await repository.switch_in_force(session)
        return EpidemicState(switch=EpidemicSwitchOut.model_validate(switch) if switch else None)


async def prepare_plan(
    unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: SaveEpidemicPlan
) -> EpidemicPlanOut:
    may_switch(caller)
    async with unit.begin() as session:
        await idempotency.claim(session, once, clock.now())
        made = await _save(session, caller, clock, new_id(), 1, wanted)
        return await idempotency.keep(session, once, made)


async def revise_plan(
    unit: Unit, caller: Caller, clock: Clock, plan_id: UUID, wanted: SaveEpidemicPlan, edited: int
) -> EpidemicPlanOut:
    """The next version. Whose part is the same has agreed to it already."""
    may_switch(caller)
    try:
        async with unit.begin() as session:
            present = await repository.plan_by_id(session, plan_id)
            if present is None:
                raise NotFound
            check_version(present.version, edited)
            return await _save(session, caller, clock, plan_id, edited + 1, wanted)
    except IntegrityError as twin:  # the primary key: somebody saved the same version meanwhile
        raise PreconditionFailed from twin


async def agree(unit: Unit, caller: Caller, clock: Clock, plan_id: UUID, professional_id: UUID) -> EpidemicPlanOut:
    may_agree(caller)
    now = clock.now()
    async with unit.begin() as session:
        plan = await _named_plan(session, caller, plan_id, professional_id)
        part = PlanData.model_validate(plan.data).part_of(professional_id)
        said = await repository.agreement_of(session, caller.cpts, plan_id, professional_id)
        if said is None:
            said = EpidemicAgreement(cpts_id=caller.cpts, plan_id=plan_id, professional_id=professional_id)
            session.add(said)
        said.part, said.agreed_by, said.agreed_at = part.model_dump(mode="json"), account_of(caller), now
        trace(session, caller, professional_id, plan_id, "epidemic_plan_agreed", now)
        await session.flush()
        return await _shown(session, caller, plan)


async def take_back_agreement(
    unit: Unit, caller: Caller, clock: Clock, plan_id: UUID, professional_id: UUID
) -> EpidemicPlanOut:
    """From the next switch on. What is open now he closes himself, as any opening of his."""
    may_agree(caller)
    async with unit.begin() as session:
        plan = await _named_plan(session, caller, plan_id, professional_id)
        said = await repository.agreement_of(session, caller.cpts, plan_id, professional_id)
        if said is not None:
            await session.delete(said)
            trace(session, caller, professional_id, plan_id, "epidemic_plan_refused", clock.now())
        await session.flush()
        return await _shown(session, caller, plan)


async def _save(
    session: AsyncSession, caller: Caller, clock: Clock, plan_id: UUID, version: int, wanted: SaveEpidemicPlan
) -> EpidemicPlanOut:
    await _check_names(session, caller.cpts, wanted.data)
    plan = EpidemicPlan(
        cpts_id=caller.cpts, plan_id=plan_id, version=version, title=wanted.title,
        data=wanted.data.model_dump(mode="json"), saved_by=account_of(caller), saved_by_name=caller.name,
        saved_at=clock.now(),
    )  # fmt: skip
    session.add(plan)
    await session.flush()
    return await _shown(session, caller, plan)


async def _check_names(session: AsyncSession, cpts_id: UUID, data: PlanData) -> None:
    for rank, extra in enumerate(data.openings):
        if not await place_is_his(session, extra.host_id or extra.professional_id, extra.place_id):
            raise PlanNamesUnknown(field=f"data.openings.{rank}.place_id")
    for rank, wider in enumerate(data.widenings):
        opening = await opening_by_id(session, wider.opening_id)
        if opening is None or opening.professional_id != wider.professional_id:
            raise PlanNamesUnknown(field=f"data.widenings.{rank}.opening_id")
    await _check_rounds(session, cpts_id, data)
    script = data.script_version
    if script not in (None, VERSION) and await published_version(session, cpts_id, str(script)) is None:
        raise PlanNamesUnknown(field="data.script_version")


async def _check_rounds(session: AsyncSession, cpts_id: UUID, data: PlanData) -> None:
    for rank, extra in enumerate(data.rounds):
        who, field = extra.professional_id, f"data.rounds.{rank}"
        known = await professional(session, cpts_id, who)
        if known is None:
            raise PlanNamesUnknown(field=f"{field}.professional_id")
        volunteer = await volunteer_by_id(session, cpts_id, who)
        if volunteer is None or known.profession_code != NURSE:
            raise NoRoundVolunteer(field=f"{field}.professional_id")
        before = [one for one in data.rounds[: rank + 1] if one.professional_id == who]
        try:
            with_rounds(volunteer.hours, before)
        except HoursOverlap as overlap:
            raise HoursOverlap(field=f"{field}.from_time") from overlap


async def _named_plan(session: AsyncSession, caller: Caller, plan_id: UUID, professional_id: UUID) -> EpidemicPlan:
    plan = await repository.plan_by_id(session, plan_id)
    if plan is None:
        raise NotFound
    is_named = professional_id in PlanData.model_validate(plan.data).asks()
    if not is_named or own_agenda(caller) != await keeper_of(session, professional_id):
        raise NotNamedInPlan
    return plan


async def _shown(session: AsyncSession, caller: Caller, plan: EpidemicPlan) -> EpidemicPlanOut:
    data = PlanData.model_validate(plan.data)
    names = await repository.names(session, data.asks())
    agreed = await repository.agreements(session, plan.plan_id)
    asked = []
    for one in data.asks():
        said = agreed.get(one)
        is_me = own_agenda(caller) == await keeper_of(session, one)
        if keeps_plans(caller) or is_me:
            asked.append(
                AskedOwner(
                    professional_id=one, name=names.get(one, ""), is_me=is_me,
                    agreed_at=said.agreed_at if said is not None and said.is_to(data.part_of(one)) else None,
                )
            )  # fmt: skip
    mine = {one.professional_id for one in asked}
    return EpidemicPlanOut(
        plan_id=plan.plan_id, version=plan.version, title=plan.title, saved_by_name=plan.saved_by_name,
        saved_at=plan.saved_at, asked=asked,
        data=PlanData(
            openings=[one for one in data.openings if any(one.touches(who) for who in mine)],
            widenings=[one for one in data.widenings if one.professional_id in mine],
            rounds=[one for one in data.rounds if one.professional_id in mine],
            script_version=data.script_version,
        ),
    )  # fmt: skip
