"""The swap market: a holder offers a duty, a colleague takes it, alone or against one of his own."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit, constraint_of
from carekit.errors import NotFound
from carekit.identifiers import new_id
from scheduling_svc.appointments.trace import trace
from scheduling_svc.rota import repository
from scheduling_svc.rota.building import shown
from scheduling_svc.rota.changing import check_change, coming_duty, give
from scheduling_svc.rota.errors import (
    AlreadyHisDuty,
    ReturnNotWanted,
    RotaNotPublished,
    SwapAlreadyOffered,
)
from scheduling_svc.rota.market import could_take
from scheduling_svc.rota.models import Duty, DutySwap, Rota, RotaStatus, SwapStatus
from scheduling_svc.rota.policies import acts_for, may_swap, who_accepts
from scheduling_svc.rota.scene import scene_of
from scheduling_svc.rota.schemas import AcceptSwap, OfferSwap, RotaDetail
from scheduling_svc.rota.telling import Stood, tell_change, tell_offer


async def offer_swap(unit: Unit, caller: Caller, clock: Clock, duty_id: UUID, wanted: OfferSwap) -> RotaDetail:
    may_swap(caller)
    now = clock.now()
    try:
        async with unit.begin() as session:
            duty, rota = await coming_duty(session, caller, clock, duty_id)
            acts_for(caller, duty.professional_id)
            if rota.status != RotaStatus.PUBLISHED or duty.professional_id is None:
                raise RotaNotPublished
            swap = DutySwap(
                swap_id=new_id(), cpts_id=caller.cpts, duty_id=duty_id, offered_by=duty.professional_id,
                in_return=sorted(set(wanted.in_return)), status=SwapStatus.OPEN.value, offered_at=now,
            )  # fmt: skip
            session.add(swap)
            scene = await scene_of(session, rota)
            takers = [one.professional_id for one in scene.members if could_take(scene, duty, one.professional_id)]
            await tell_offer(session, rota, duty, swap, takers, now)
            trace(session, caller, duty.professional_id, duty_id, "swap_offered", now)
            return await shown(session, caller, rota)
    except IntegrityError as refused:
        if constraint_of(refused) != "duty_offered_once":
            raise
        raise SwapAlreadyOffered from refused


async def accept_swap(unit: Unit, caller: Caller, clock: Clock, swap_id: UUID, wanted: AcceptSwap) -> RotaDetail:
    """Both duties change hands at once, or none."""
    may_swap(caller)
    who = who_accepts(caller, wanted.professional_id)
    now = clock.now()
    async with unit.begin() as session:
        swap, duty, rota = await _swap(session, caller, clock, swap_id)
        if who == duty.professional_id:
            raise AlreadyHisDuty
        given = await _given(session, caller, clock, swap, duty, who, wanted.given_duty_id)
        swap.accept(who, given.duty_id if given else None, now)
        changes = {duty: who} | ({given: swap.offered_by} if given else {})
        check_change(await scene_of(session, rota), changes)
        rota.changed()
        for one, to in changes.items():
            was = Stood(one.on_day, one.professional_id)
            await give(session, caller, clock, rota, one, to)
            trace(session, caller, to, one.duty_id, "swap_accepted", now)
            await tell_change(session, caller, rota, one, was, now)
        if given and (other := await repository.open_swap_of(session, given.duty_id)):
            other.withdraw(now)
        return await shown(session, caller, rota)


async def withdraw_swap(unit: Unit, caller: Caller, clock: Clock, swap_id: UUID) -> RotaDetail:
    may_swap(caller)
    now = clock.now()
    async with unit.begin() as session:
        swap, duty, rota = await _swap(session, caller, clock, swap_id)
        acts_for(caller, swap.offered_by)
        swap.withdraw(now)
        trace(session, caller, swap.offered_by, duty.duty_id, "swap_withdrawn", now)
        return await shown(session, caller, rota)


async def _swap(session: AsyncSession, caller: Caller, clock: Clock, swap_id: UUID) -> tuple[DutySwap, Duty, Rota]:
    swap = await repository.swap_by_id(session, swap_id)
    if swap is None:
        raise NotFound
    duty, rota = await coming_duty(session, caller, clock, swap.duty_id)
    # Read again once the rota is locked: two who take it at the same instant find it taken.
    await session.refresh(swap)
    return swap, duty, rota


async def _given(
    session: AsyncSession, caller: Caller, clock: Clock, swap: DutySwap, duty: Duty, who: UUID, duty_id: UUID | None
) -> Duty | None:
    if duty_id is None:
        return None
    given, rota = await coming_duty(session, caller, clock, duty_id)
    is_asked_for = given.on_day in swap.in_return and given.on_day != duty.on_day
    if rota.rota_id != duty.rota_id or given.professional_id != who or not is_asked_for:
        raise ReturnNotWanted
    return given
