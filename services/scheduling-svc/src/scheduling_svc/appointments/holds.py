"""A slot is kept aside for a few minutes, given back, or taken back when its time is over."""

from __future__ import annotations

from uuid import UUID

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Database, Unit
from carekit.errors import NotFound
from carekit.idempotency import Once
from carekit.identifiers import new_id
from scheduling_svc.appointments import repository, runs
from scheduling_svc.appointments.models import Appointment, AppointmentStatus, BookingReason
from scheduling_svc.appointments.schemas import HoldOut, HoldSlot
from scheduling_svc.appointments.taking import why_lost
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.policies import account_of, may_book
from scheduling_svc.slots.repository import expired_holds
from scheduling_svc.slots.upkeep import bring_in_line
from scheduling_svc.slots.usecases import sight
from scheduling_svc.triage.own_doctor import with_own_doctor

EXPIRED_AT_ONCE = 100


async def hold_slot(unit: Unit, caller: Caller, clock: Clock, once: Once, slot_id: UUID, wanted: HoldSlot) -> HoldOut:
    may_book(caller)
    account = account_of(caller)
    now = clock.now()
    eyes = sight(caller, now)
    try:
        async with unit.begin() as session:
            rules = await rules_in_force(session)
            eyes = await with_own_doctor(session, caller, eyes, wanted.referral_id)
            target = await repository.slot_to_take(session, slot_id, None, eyes)
            if target is None:
                await idempotency.replay(session, once)
                raise await why_lost(session, eyes, slot_id, now)
            await idempotency.claim(session, once, now)
            slot, hold_id, until = target.slot, new_id(), now + rules.hold_for
            run = await runs.run_from(session, slot, wanted.reason_code, eyes)
            await runs.keep_aside(session, run, hold_id, account, now, until)
            held = Appointment.for_slot(
                slot, hold_id, AppointmentStatus.HELD, wanted.reason_code or BookingReason.OTHER, account, now,
                modality=slot.modalities[0], ends_at=run[-1].ends_at,
            )  # fmt: skip
            if not await repository.keep_taken(session, run, held, "slot_held", caller):
                raise SlotTaken
            return await idempotency.keep(session, once, HoldOut(hold_id=hold_id, slot_id=slot_id, until=until))
    except SlotTaken as lost:
        if "next" in lost.members:
            raise
        async with unit.begin() as session:
            raise await why_lost(session, eyes, slot_id, now) from lost


async def release_hold(unit: Unit, caller: Caller, clock: Clock, hold_id: UUID) -> None:
    """Only the holder gives back what he holds."""
    may_book(caller)
    now = clock.now()
    async with unit.begin() as session:
        slot = await repository.held_slot(session, hold_id, account_of(caller))
        if slot is None:
            raise NotFound
        await repository.drop_hold(session, slot.professional_id, hold_id)
        slot.give_back()
        await session.flush()
        await bring_in_line(session, slot.cpts_id, slot.professional_id, now, slot.starts_at)


async def take_back_expired(database: Database, cpts_id: UUID, clock: Clock) -> int:
    """Timer: holds whose time is over are free again. Returns how many."""
    now = clock.now()
    async with database.begin(cpts_id) as session:
        slots = await expired_holds(session, now, EXPIRED_AT_ONCE)
        for slot in slots:
            if slot.hold_id is not None:
                await repository.drop_hold(session, slot.professional_id, slot.hold_id)
            slot.give_back()
        await session.flush()
        # In one order for everybody: two workers that correct the same two agendas do not wait for each other.
        for slot in sorted(slots, key=lambda slot: (slot.professional_id, slot.starts_at)):
            await bring_in_line(session, cpts_id, slot.professional_id, now, slot.starts_at)
    return len(slots)
