"""A slot is kept aside for a few minutes, given back, or taken back when its time is over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Database, Unit
from carekit.errors import NotFound
from carekit.idempotency import Once
from carekit.identifiers import new_id
from scheduling_svc.appointments import booking_path, repository, taking
from scheduling_svc.appointments.in_hand import give_back_expired
from scheduling_svc.appointments.schemas import HoldOut, HoldSlot
from scheduling_svc.appointments.taking import why_lost
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.models import Slot
from scheduling_svc.slots.policies import account_of, may_book
from scheduling_svc.slots.repository import agendas_in_hand, agendas_with_expired_holds
from scheduling_svc.slots.upkeep import bring_in_line
from scheduling_svc.slots.usecases import sight
from scheduling_svc.triage.own_doctor import with_own_doctor


async def hold_slot(unit: Unit, caller: Caller, clock: Clock, once: Once, slot_id: UUID, wanted: HoldSlot) -> HoldOut:
    may_book(caller)
    now = clock.now()
    eyes = sight(caller, now)

    async def hold(session: AsyncSession, agenda_in_hand: bool) -> HoldOut:
        nonlocal eyes
        rules = await rules_in_force(session)
        eyes = await with_own_doctor(session, caller, eyes, wanted.referral_id)
        target = await booking_path.slot_to_take(session, slot_id, None, eyes, agenda_in_hand=agenda_in_hand)
        if target is None:
            await idempotency.replay(session, once)
            raise await why_lost(session, eyes, slot_id, wanted.reason_code, now)
        await idempotency.claim(session, once, now)
        hold_id, until = new_id(), now + rules.hold_for
        await taking.hold(session, caller, eyes, target, wanted.reason_code, hold_id, now, until)
        return await idempotency.keep(session, once, HoldOut(hold_id=hold_id, slot_id=slot_id, until=until))

    try:
        return await taking.take(unit, unit.begin, slot_id, None, now, hold)
    except SlotTaken as lost:
        raise await taking.explained(unit, lost, eyes, slot_id, wanted.reason_code, now) from None


async def release_hold(unit: Unit, caller: Caller, clock: Clock, hold_id: UUID) -> None:
    """Only the holder gives back what he holds."""
    may_book(caller)
    now = clock.now()
    async with unit.begin() as session:
        slot = await repository.held_slot(session, hold_id, account_of(caller))
        if slot is None:
            raise NotFound
        await end_hold(session, slot, hold_id, now)


async def end_hold(session: AsyncSession, first: Slot, hold_id: UUID, now: datetime) -> None:
    """Its slots, whose rows are ours, are free again; `first` is the first of them."""
    await booking_path.drop_hold(session, first.professional_id, hold_id)
    first.give_back()
    await session.flush()
    await bring_in_line(session, first.cpts_id, first.professional_id, now, first.starts_at)


async def take_back_expired(database: Database, cpts_id: UUID, clock: Clock) -> int:
    """Timer: holds whose time is over are free again, one agenda at a time. Returns how many slots."""
    now = clock.now()
    async with database.begin(cpts_id) as session:
        agendas = await agendas_with_expired_holds(session, now)
    return sum([await _take_back(database, cpts_id, professional_id, now) for professional_id in agendas])


async def _take_back(database: Database, cpts_id: UUID, professional_id: UUID, now: datetime) -> int:
    async with database.begin(cpts_id) as session:
        await agendas_in_hand(session, [professional_id])
        return await give_back_expired(session, professional_id, now)
