"""An appointment is booked, cancelled, and comes out one way or another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency, outbox
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.idempotency import Once
from carekit.identifiers import new_id
from scheduling_svc.agendas.keeping import check_keeper, keeper_of
from scheduling_svc.appointments import booking_path, repository, shared_booking, taking
from scheduling_svc.appointments.elsewhere import booked_elsewhere, told_to, where_it_stands
from scheduling_svc.appointments.events import (
    SUBSCRIPTIONS,
    AppointmentBooked,
    AppointmentCameOut,
    AppointmentCancelled,
)
from scheduling_svc.appointments.models import (
    Appointment,
    CancellationReason,
    CancelledBy,
    ChoiceRecorded,
    NoShowReason,
    Outcome,
)
from scheduling_svc.appointments.policies import choice_of, keeps, may_cancel
from scheduling_svc.appointments.schemas import (
    AppointmentOut,
    BookAppointment,
    CancelAppointment,
    RecordOutcome,
)
from scheduling_svc.appointments.taking import why_lost
from scheduling_svc.appointments.trace import trace, trace_event
from scheduling_svc.declarations.repository import owe
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.policies import account_of, may_book, may_keep_agenda
from scheduling_svc.slots.upkeep import bring_in_line
from scheduling_svc.slots.usecases import sight
from scheduling_svc.slots.walls import beyond
from scheduling_svc.triage.own_doctor import with_own_doctor


async def book_appointment(
    unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: BookAppointment
) -> AppointmentOut:
    """Idempotency key, slot, appointment, trail and event in one transaction, or none of them."""
    may_book(caller)
    now = clock.now()
    if wanted.shared_by is not None:
        return await shared_booking.book(unit, caller, once, wanted, wanted.shared_by, now)
    eyes = sight(caller, now)

    async def book(session: booking_path.Session, agenda_in_hand: bool) -> AppointmentOut:
        nonlocal eyes
        eyes = await with_own_doctor(session, caller, eyes, wanted.referral_id)
        target = await booking_path.slot_to_take(
            session, wanted.slot_id, wanted.referral_id, eyes, booked=wanted.overbook, agenda_in_hand=agenda_in_hand
        )
        if target is None:
            await idempotency.replay(session, once)
            raise await why_lost(session, eyes, wanted.slot_id, wanted.reason_code, now)
        choice = choice_of(caller, wanted, target.referral, target.reader)
        await idempotency.claim(session, once, now)
        appointment = await book_target(session, caller, eyes, target, wanted, choice, now)
        return await idempotency.keep(session, once, AppointmentOut.of(appointment))

    try:
        return await taking.take(unit, unit.begin_on_driver, wanted.slot_id, wanted.referral_id, now, book)
    except SlotTaken as lost:
        raise await taking.explained(unit, lost, eyes, wanted.slot_id, wanted.reason_code, now) from None


async def book_target(
    session: booking_path.Session,
    caller: Caller,
    eyes: dict[str, object],
    target: booking_path.Target,
    wanted: BookAppointment,
    choice: ChoiceRecorded | None,
    now: datetime,
) -> Appointment:
    """Its row is locked already. The SAS is owed what its regulator took, and the referral hears of it."""
    appointment = await taking.book(session, caller, eyes, target, wanted, new_id(), now)
    if caller.regulator is not None:
        await owe(session, appointment, caller.regulator, now)
    if wanted.referral_id is not None:
        booked = AppointmentBooked.of(appointment, target.seen_by, wanted.referral_id, choice)
        await outbox.record(
            session, booked, to=SUBSCRIPTIONS, version=appointment.version, cpts_id=caller.cpts, at=now
        )
    return appointment


async def cancel_appointment(
    unit: Unit, caller: Caller, clock: Clock, appointment_id: UUID, wanted: CancelAppointment
) -> AppointmentOut:
    now = clock.now()
    async with unit.begin() as session, where_it_stands(session, appointment_id) as referral_id:
        appointment = await visible(session, caller, appointment_id)
        await cancel(session, caller, appointment, wanted, now)
        return AppointmentOut.of(appointment, referral_id)


async def cancel(
    session: AsyncSession, caller: Caller, appointment: Appointment, wanted: CancelAppointment, now: datetime
) -> None:
    """Its row is locked already."""
    keeper = await keeper_of(session, appointment.professional_id)
    may_cancel(caller, wanted.by, appointment, keeper)
    appointment.cancel(wanted.by, wanted.reason_code, now)
    trace(
        session, caller, appointment.professional_id, appointment.appointment_id, appointment.status, now,
        wanted.reason_code.value, cpts_id=appointment.cpts_id,
    )  # fmt: skip
    await give_back(session, appointment, wanted.by, wanted.reason_code, now)


async def nobody_comes(session: AsyncSession, referral_id: UUID, source: str, now: datetime) -> None:
    """The referral sends nobody any more (`policies.keeps_appointments`). What has begun stays as it is."""
    await _cancel_all(session, await repository.coming_of_referral(session, referral_id, now), source, now)
    for at_cpts_id, booked in (await booked_elsewhere(session, None, referral_id)).items():
        async with beyond(session, at_cpts_id):
            await _cancel_all(session, await repository.coming(session, list(booked), now), source, now)


async def _cancel_all(session: AsyncSession, appointments: Sequence[Appointment], source: str, now: datetime) -> None:
    by, reason = CancelledBy.PATIENT, CancellationReason.NO_LONGER_NEEDED
    for appointment in appointments:
        appointment.cancel(by, reason, now)
        trace_event(
            session, source, appointment.cpts_id, appointment.professional_id, appointment.appointment_id,
            appointment.status, now, reason.value,
        )  # fmt: skip
        await give_back(session, appointment, by, reason, now)


async def give_back(
    session: AsyncSession, appointment: Appointment, by: CancelledBy, reason: CancellationReason, now: datetime
) -> None:
    """Its slots are free again if an opening still asks for them, and the referral hears of it."""
    await free_its_slots(session, appointment, now)
    told = await told_to(session, appointment)
    if told is None:
        return
    cpts_id, referral_id = told
    cancelled = AppointmentCancelled(
        appointment_id=appointment.appointment_id, referral_id=referral_id,
        professional_id=await keeper_of(session, appointment.professional_id), cancelled_by=by, reason_code=reason,
    )  # fmt: skip
    await outbox.record(session, cancelled, to=SUBSCRIPTIONS, version=appointment.version, cpts_id=cpts_id, at=now)


async def free_its_slots(session: AsyncSession, appointment: Appointment, now: datetime) -> None:
    slots = await repository.slots_of(session, appointment)
    for slot in slots:
        slot.give_back()
    await session.flush()
    if slots:
        await bring_in_line(session, appointment.cpts_id, appointment.professional_id, now, appointment.starts_at)


async def record_outcome(
    unit: Unit, caller: Caller, clock: Clock, appointment_id: UUID, wanted: RecordOutcome
) -> AppointmentOut:
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        appointment = await visible(session, caller, appointment_id)
        await check_keeper(session, caller, appointment.professional_id)
        await came_out(session, caller, appointment, wanted.outcome, wanted.no_show_reason, now)
        return AppointmentOut.of(appointment)


async def came_out(
    session: AsyncSession,
    caller: Caller,
    appointment: Appointment,
    outcome: Outcome,
    why: NoShowReason | None,
    now: datetime,
    known_from: datetime | None = None,
) -> None:
    """Its row is locked already. The referral hears whether somebody was seen."""
    appointment.came_out_as(outcome, now, why=why, known_from=known_from)
    trace(session, caller, appointment.professional_id, appointment.appointment_id, appointment.status, now)
    told = await told_to(session, appointment)
    if told is None or outcome is Outcome.ARRIVED:
        return
    cpts_id, referral_id = told
    came_out = AppointmentCameOut(
        appointment_id=appointment.appointment_id, referral_id=referral_id,
        professional_id=await keeper_of(session, appointment.professional_id),
        outcome="no_show" if outcome is Outcome.NO_SHOW else "fulfilled", by_account_id=account_of(caller),
    )  # fmt: skip
    await outbox.record(session, came_out, to=SUBSCRIPTIONS, version=appointment.version, cpts_id=cpts_id, at=now)


async def visible(
    session: AsyncSession, caller: Caller, appointment_id: UUID, *, goes_to: UUID | None = None
) -> Appointment:
    """For who keeps its agenda and who booked it; to others it looks absent. `goes_to` is the slot of a move."""
    appointment = await repository.appointment_by_id(session, appointment_id, goes_to=goes_to)
    if appointment is None:
        raise NotFound
    keeper = await keeper_of(session, appointment.professional_id)
    if not keeps(caller, appointment, keeper) and appointment.booked_by != caller.account_id:
        raise NotFound
    return appointment
