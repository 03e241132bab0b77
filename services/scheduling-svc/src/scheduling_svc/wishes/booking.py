"""A slot is booked from a wish in one act: the booking or the move itself, and the wish is answered, or nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.idempotency import Once
from scheduling_svc.appointments import booking_path, moving
from scheduling_svc.appointments.in_hand import settled_if_refused, take_agenda
from scheduling_svc.appointments.models import Appointment, BookingReason, CancelledBy
from scheduling_svc.appointments.policies import choice_of
from scheduling_svc.appointments.schemas import AppointmentOut, BookAppointment, MoveAppointment
from scheduling_svc.appointments.taking import explained
from scheduling_svc.appointments.trace import trace
from scheduling_svc.appointments.usecases import book_target
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.policies import may_book
from scheduling_svc.slots.usecases import sight
from scheduling_svc.triage.own_doctor import with_own_doctor
from scheduling_svc.wishes import repository
from scheduling_svc.wishes.errors import WishAnswered
from scheduling_svc.wishes.models import Wish
from scheduling_svc.wishes.schemas import BookFromWish
from scheduling_svc.wishes.usecases import linked


async def book_from_wish(
    unit: Unit, caller: Caller, clock: Clock, once: Once, wish_id: UUID, wanted: BookFromWish
) -> AppointmentOut:
    """The wish's row is locked first: of two who book for one person at the same time, the second is told."""
    may_book(caller)
    now = clock.now()
    eyes, reason = sight(caller, now), wanted.reason_code
    try:
        async with settled_if_refused(unit, wanted.slot_id, now), unit.begin() as session:
            wish, _ = await linked(session, caller, wish_id)
            await idempotency.claim(session, once, now)
            wish.must_wait()
            reason = reason or BookingReason(wish.reason_code)
            eyes = await with_own_doctor(session, caller, eyes, wish.referral_id)
            appointment = await _taken(session, caller, wish, wanted, eyes, now)
            wish.book(appointment.appointment_id, now)
            trace(session, caller, appointment.professional_id, wish_id, "wish_booked", now)
            return await idempotency.keep(session, once, AppointmentOut.of(appointment))
    except SlotTaken as lost:
        raise await explained(unit, lost, eyes, wanted.slot_id, reason, now) from None


async def _taken(
    session: AsyncSession,
    caller: Caller,
    wish: Wish,
    wanted: BookFromWish,
    eyes: dict[str, object],
    now: datetime,
) -> Appointment:
    """Moved there, where the wish is for an earlier appointment and that one stands; else booked."""
    home = {"home_commune": wanted.home_commune or wish.commune_code, "outside_area": wanted.outside_area}
    since = await repository.booked_since(session, wish)
    if since is not None:
        raise WishAnswered(starts_at=since.isoformat())
    if wish.appointment_id is not None and await repository.appointment_stands(session, wish.appointment_id):
        move = MoveAppointment(
            slot_id=wanted.slot_id, by=CancelledBy.PATIENT, modality=wanted.modality,
            choice_recorded=wanted.choice_recorded, **home,
        )  # fmt: skip
        leaving = await moving.leave(session, caller, wish.appointment_id, move, now)
        return await moving.take(session, caller, leaving, move, eyes)
    booking = BookAppointment(
        slot_id=wanted.slot_id, referral_id=wish.referral_id, modality=wanted.modality,
        reason_code=wanted.reason_code or BookingReason(wish.reason_code), choice_recorded=wanted.choice_recorded,
        **home,
    )  # fmt: skip
    await take_agenda(session, wanted.slot_id, now)
    target = await booking_path.slot_to_take(session, wanted.slot_id, wish.referral_id, eyes, agenda_in_hand=True)
    if target is None:
        raise SlotTaken
    choice = choice_of(caller, booking, target.referral, target.reader)
    return await book_target(session, caller, eyes, target, booking, choice, now)
