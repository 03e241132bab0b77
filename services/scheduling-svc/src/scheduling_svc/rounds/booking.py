"""A visit becomes an appointment at home in the nurse's agenda, by the path of every booking.

She opened no slot for it: she offered hours to the rounds, so its slot is made with it and is taken from the start.
Its `opening_id` is the visit's; whatever gives it back later finds no opening that asks for it, and it goes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import outbox
from carekit.auth import Caller
from carekit.identifiers import new_id
from scheduling_svc.appointments import booking_path
from scheduling_svc.appointments.booking_path import Move
from scheduling_svc.appointments.events import SUBSCRIPTIONS, AppointmentBooked, SeenBy
from scheduling_svc.appointments.models import (
    Appointment,
    AppointmentStatus,
    BookingReason,
    CancelledBy,
    ChoiceRecorded,
)
from scheduling_svc.appointments.moving import tell_moved
from scheduling_svc.appointments.repository import forget
from scheduling_svc.appointments.usecases import free_its_slots
from scheduling_svc.openings.models import AppointmentType, Modality
from scheduling_svc.rounds.errors import NurseTaken, VisitNotPlaced, VisitPast
from scheduling_svc.rounds.models import RoundVisit
from scheduling_svc.rounds.repository import StandingVisit
from scheduling_svc.slots.models import Slot, SlotStatus
from scheduling_svc.slots.policies import account_of

_HOME = Modality.HH.value


async def book_visit(session: AsyncSession, caller: Caller, visit: RoundVisit, now: datetime) -> None:
    """Where the plan has it. `NurseTaken` when the exclusion constraint says that she is with somebody else."""
    nurse_id, starts_at = visit.professional_id, visit.starts_at
    if nurse_id is None or starts_at is None:
        raise VisitNotPlaced
    slot = await _slot(session, visit, nurse_id, starts_at, now)
    appointment = Appointment.for_slot(
        slot, new_id(), AppointmentStatus.BOOKED, BookingReason.SNP, account_of(caller), now, modality=_HOME,
        referral_id=visit.referral_id, commune_code=visit.commune_code,
    )  # fmt: skip
    if not await booking_path.keep_taken(session, [slot], appointment, "appointment_booked", caller):
        raise NurseTaken(visit_id=str(visit.visit_id))
    visit.tell(appointment.appointment_id)
    choice = ChoiceRecorded(visit.choice_recorded)
    booked = AppointmentBooked.of(appointment, SeenBy(nurse_id, visit.profession_code), visit.referral_id, choice)
    await outbox.record(session, booked, to=SUBSCRIPTIONS, version=appointment.version, cpts_id=caller.cpts, at=now)


async def move_told(
    session: AsyncSession, caller: Caller, one: StandingVisit, nurse_id: UUID, starts_at: datetime, now: datetime
) -> None:
    """One act, as any move: the request is neither searched for nor placed anew, and the person hears of it."""
    before, visit = one.appointment, one.row
    assert before is not None, "asked of what was told alone"
    before.must_be_movable(now)
    from_nurse = before.professional_id
    await forget(session, before)
    await free_its_slots(session, before, now)
    slot = await _slot(session, visit, nurse_id, starts_at, now)
    after = before.moved_to(
        slot, slot.ends_at, modality=_HOME, place_label=None, commune_code=visit.commune_code
    )  # fmt: skip
    move = Move(before, CancelledBy.PRACTICE, now)
    if not await booking_path.keep_taken(session, [slot], after, "appointment_moved", caller, move=move):
        raise NurseTaken(visit_id=str(visit.visit_id))
    choice = ChoiceRecorded(visit.choice_recorded) if nurse_id != from_nurse else None
    seen_by = SeenBy(nurse_id, visit.profession_code)
    await tell_moved(session, caller, move, after, visit.referral_id, from_nurse, seen_by, choice)


async def _slot(session: AsyncSession, visit: RoundVisit, nurse_id: UUID, starts_at: datetime, now: datetime) -> Slot:
    if starts_at <= now:
        raise VisitPast(visit_id=str(visit.visit_id))
    slot = Slot(
        professional_id=nurse_id, slot_id=new_id(), cpts_id=visit.cpts_id, opening_id=visit.visit_id,
        place_id=None, profession_code=visit.profession_code, modalities=[_HOME],
        appointment_type=AppointmentType.ROUTINE.value, reasons={}, overbooking=0, shared_with=[],
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=visit.minutes), status=SlotStatus.BOOKED.value,
    )  # fmt: skip
    session.add(slot)
    await session.flush()
    return slot
