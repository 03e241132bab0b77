"""A slot is taken, by whatever road: held for a while or booked for good, within the caller's transaction. Whoever
loses it learns why, and what is left."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.db import Unit
from carekit.driver_session import DriverSession
from carekit.errors import NotFound, Refusal
from scheduling_svc.appointments import booking_path, runs
from scheduling_svc.appointments.booking_path import Session, Target
from scheduling_svc.appointments.errors import NotEnoughRoom, OverbookingRefused
from scheduling_svc.appointments.in_hand import settle, take_agenda, take_referral
from scheduling_svc.appointments.models import Appointment, AppointmentStatus, BookingReason
from scheduling_svc.appointments.policies import check_served, chosen_modality
from scheduling_svc.appointments.runs import AgendaWanted
from scheduling_svc.appointments.schemas import BookAppointment
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.models import Slot, SlotStatus
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.search import lost_slot
from scheduling_svc.slots.upkeep import bring_in_line
from scheduling_svc.slots.walls import beyond

S = TypeVar("S", AsyncSession, DriverSession)
Taken = TypeVar("Taken")


async def take(
    unit: Unit,
    begin: Callable[[], AbstractAsyncContextManager[S]],
    slot_id: UUID,
    referral_id: UUID | None,
    now: datetime,
    act: Callable[[S | AsyncSession, bool], Awaitable[Taken]],
    *,
    told_in: UUID | None = None,
) -> Taken:
    """One slot is taken without its agenda: nobody is waited for once it is ours, so that nobody waits in a ring.
    Where that does not do (a hold that kept more or ran out, a next slot that somebody has in hand), all is begun
    again with the agenda in hand, which `act` is told. `told_in` is the referral's CPTS, if not the agenda's."""
    try:
        async with begin() as session:
            return await act(session, False)
    except AgendaWanted:
        await settle(unit, slot_id, now)
        async with unit.begin() as slower:
            if told_in is None:
                await take_agenda(slower, slot_id, now, referral_id)
            else:
                async with beyond(slower, told_in):
                    await take_referral(slower, referral_id)
                await take_agenda(slower, slot_id, now)
            return await act(slower, True)


async def book(
    session: Session,
    caller: Caller,
    eyes: dict[str, Any],
    target: Target,
    wanted: BookAppointment,
    appointment_id: UUID,
    now: datetime,
    *,
    holder: UUID | None = None,
    booked_from: UUID | None = None,
) -> Appointment:
    """For good: the slots, the appointment and its trail are written. `holder` as in `hold`."""
    slot, account = target.slot, account_of(caller)
    modality = chosen_modality(slot.modalities, wanted.modality)
    check_served(target.served, wanted.home_commune, outside=wanted.outside_area)
    if wanted.overbook:
        act, run, lanes = "appointment_overbooked", [slot], slot.lanes_beyond(now)
        broken_up = False
    else:
        act = "appointment_booked"
        run, lanes = await _run(session, target, wanted.reason_code, eyes), range(1)
        broken_up = await runs.take_for_good(
            session, run, holder or account, now, agenda_in_hand=target.agenda_in_hand
        )
    appointment = Appointment.for_slot(
        slot, appointment_id, AppointmentStatus.BOOKED, wanted.reason_code, account, now,
        modality=modality, ends_at=run[-1].ends_at, referral_id=wanted.referral_id,
        place_label=target.place_label, commune_code=target.commune_code, booked_from=booked_from,
    )  # fmt: skip
    if not await booking_path.keep_taken(session, run, appointment, act, caller, lanes):
        await _check_it_is_lost(session, target, appointment, now)
        raise OverbookingRefused(allowed=slot.overbooking) if wanted.overbook else SlotTaken
    if broken_up:
        await follow_the_rules(session, slot, now)
    return appointment


async def _run(session: Session, target: Target, reason: BookingReason | None, eyes: dict[str, Any]) -> list[Slot]:
    try:
        return await runs.run_from(session, target.slot, reason, eyes, waits=target.agenda_in_hand)
    except NotEnoughRoom:
        if target.agenda_in_hand:
            raise
        raise AgendaWanted from None


async def follow_the_rules(session: Session, slot: Slot, now: datetime) -> None:
    """What a hold gives back that kept more than is taken now may be closed meanwhile, or cut otherwise."""
    assert isinstance(session, AsyncSession), "an agenda is taken in hand, and corrected, through it alone"
    await bring_in_line(session, slot.cpts_id, slot.professional_id, now, slot.starts_at)


async def hold(
    session: Session,
    caller: Caller,
    eyes: dict[str, Any],
    target: Target,
    reason: BookingReason | None,
    hold_id: UUID,
    now: datetime,
    until: datetime,
    *,
    holder: UUID | None = None,
    modality: str | None = None,
) -> Appointment:
    """Until an instant: the slots, the hold and its trail are written. `holder` is whom it binds not, the caller's
    account unless he speaks for many people."""
    slot, account = target.slot, account_of(caller)
    run = await _run(session, target, reason, eyes)
    broken_up = await runs.keep_aside(
        session, run, hold_id, holder or account, now, until, agenda_in_hand=target.agenda_in_hand
    )
    held = Appointment.for_slot(
        slot, hold_id, AppointmentStatus.HELD, reason or BookingReason.OTHER, account, now,
        modality=modality or slot.modalities[0], ends_at=run[-1].ends_at,
    )  # fmt: skip
    if not await booking_path.keep_taken(session, run, held, "slot_held", caller):
        await _check_it_is_lost(session, target, held, now)
        raise SlotTaken
    if broken_up:
        await follow_the_rules(session, slot, now)
    return held


async def _check_it_is_lost(session: Session, target: Target, wanted: Appointment, now: datetime) -> None:
    """A hold that ran out binds nobody, not even from another opening over the same hours: it is given back first."""
    if not target.agenda_in_hand and await booking_path.ran_out_beside(session, wanted, now):
        raise AgendaWanted


async def explained(
    unit: Unit, lost: SlotTaken, sight: dict[str, Any], slot_id: UUID, reason: BookingReason | None, now: datetime
) -> Refusal:
    """A lost race with what is left, asked for in a transaction of its own; as it is where that was said already."""
    if "next" in lost.members:
        return lost
    async with unit.begin_on_driver() as session:
        return await why_lost(session, sight, slot_id, reason, now)


async def why_lost(
    session: Session, sight: dict[str, Any], slot_id: UUID, reason: BookingReason | None, now: datetime
) -> Refusal:
    """`slot-taken` with the next three free slots of the profession that take the reason, or nothing there for this
    caller.

    Asked when the transaction holds no lock on the slot, so that nobody waits while we look for others.
    """
    lost = await lost_slot(session, slot_id, reason, now, sight)
    if lost is None:
        return NotFound()
    held = lost.status == SlotStatus.HELD
    return SlotTaken(
        "Somebody else holds this slot" if held else "Somebody else was faster",
        state="overlaps" if lost.status == SlotStatus.FREE else lost.status,
        until=lost.held_until.isoformat() if held and lost.held_until else None,
        next=lost.next,
    )
