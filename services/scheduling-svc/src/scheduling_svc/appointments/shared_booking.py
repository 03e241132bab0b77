"""A slot that an owner in another CPTS shares is booked from here, by the road of every booking.

The appointment and its trail stand behind the wall of the agenda. Which referral it is for, and what that referral
hears, stand behind the wall of whoever books (decision of 2026-11-23, « booked through two walls »).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency, outbox
from carekit.auth import Caller
from carekit.db import Unit
from carekit.idempotency import Once
from carekit.identifiers import new_id
from scheduling_svc.appointments import booking_path, repository, taking
from scheduling_svc.appointments.events import SUBSCRIPTIONS, AppointmentBooked
from scheduling_svc.appointments.models import BookingElsewhere, ChoiceRecorded
from scheduling_svc.appointments.policies import choice_of
from scheduling_svc.appointments.schemas import AppointmentOut, BookAppointment
from scheduling_svc.declarations.repository import owe
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.shared import eyes_beyond
from scheduling_svc.slots.walls import beyond


async def book(
    unit: Unit, caller: Caller, once: Once, wanted: BookAppointment, at_cpts_id: UUID, now: datetime
) -> AppointmentOut:
    """The transaction begins behind the wall of the agenda, where all but the referral is."""
    there = Unit(unit.database, at_cpts_id)
    eyes: dict[str, object] = {}

    async def act(session: AsyncSession, agenda_in_hand: bool) -> AppointmentOut:
        nonlocal eyes
        async with beyond(session, caller.cpts):
            known = None
            if wanted.referral_id is not None:
                known = await repository.known_for_booking(session, caller.cpts, wanted.referral_id)
            eyes = await eyes_beyond(session, caller, at_cpts_id, now)
        target = await booking_path.slot_to_take(session, wanted.slot_id, None, eyes, agenda_in_hand=agenda_in_hand)
        if target is None:
            await idempotency.replay(session, once)
            raise await taking.why_lost(session, eyes, wanted.slot_id, wanted.reason_code, now)
        choice = choice_of(caller, wanted, known, target.reader)
        await idempotency.claim(session, once, now)
        return await idempotency.keep(
            session, once, await _booked(session, caller, eyes, target, wanted, choice, now)
        )

    try:
        return await taking.take(
            there, there.begin, wanted.slot_id, wanted.referral_id, now, act, told_in=caller.cpts
        )
    except SlotTaken as lost:
        raise await taking.explained(there, lost, eyes, wanted.slot_id, wanted.reason_code, now) from None


async def _booked(
    session: AsyncSession,
    caller: Caller,
    eyes: dict[str, object],
    target: booking_path.Target,
    wanted: BookAppointment,
    choice: ChoiceRecorded | None,
    now: datetime,
) -> AppointmentOut:
    """Its row is locked already. Behind the wall of the agenda nobody learns which referral it is for."""
    nobodys = wanted.model_copy(update={"referral_id": None})
    appointment = await taking.book(session, caller, eyes, target, nobodys, new_id(), now, booked_from=caller.cpts)
    if caller.regulator is not None:
        await owe(session, appointment, caller.regulator, now)
    async with beyond(session, caller.cpts):
        session.add(
            BookingElsewhere(
                cpts_id=caller.cpts, appointment_id=appointment.appointment_id, at_cpts_id=appointment.cpts_id,
                referral_id=wanted.referral_id, booked_by=account_of(caller),
            )
        )  # fmt: skip
        if wanted.referral_id is not None:
            booked = AppointmentBooked.of(appointment, target.seen_by, wanted.referral_id, choice)
            await outbox.record(
                session, booked, to=SUBSCRIPTIONS, version=appointment.version, cpts_id=caller.cpts, at=now
            )
    return AppointmentOut.of(appointment, wanted.referral_id)
