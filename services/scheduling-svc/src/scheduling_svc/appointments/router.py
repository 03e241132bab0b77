"""Holds and appointments over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.appointments import holds, listing, moving, usecases
from scheduling_svc.appointments.errors import (
    AppointmentBegun,
    AppointmentNotBegun,
    BookedElsewhere,
    BrigadeGoesElsewhere,
    ChoiceUnsaid,
    ModalityNotOffered,
    ModalityUnsaid,
    NotEnoughRoom,
    OverbookingRefused,
    ReasonNotOffered,
    ReferralNotBookable,
    ReferralUnknown,
    TransitionRefused,
)
from scheduling_svc.appointments.schemas import (
    AppointmentOut,
    AppointmentPage,
    BookAppointment,
    CancelAppointment,
    FindAppointmentsQuery,
    HoldOut,
    HoldSlot,
    MoveAppointment,
    RecordOutcome,
)
from scheduling_svc.deps import AcceptDep, ActOnceDep, CallerDep, ClockDep, OnceDep, UnitDep
from scheduling_svc.slots.errors import NotYourAgenda, SlotPast, SlotTaken

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["appointments"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
TAKING = (NotFound, SlotTaken, SlotPast, ReasonNotOffered, NotEnoughRoom, IdempotencyKeyInvalid, IdempotencyKeyReused)


@router.post("/slots/{slot_id}/hold", status_code=201, responses=responses(*TAKING))
async def hold_slot(
    slot_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep, body: HoldSlot | None = None
) -> HoldOut:
    """Keeps a slot aside for the caller until `until` (default 5 minutes); others see it as held."""
    return await holds.hold_slot(unit, caller, clock, once, slot_id, body or HoldSlot())


@router.delete("/holds/{hold_id}", status_code=204, responses=responses(NotFound))
async def release_hold(hold_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Gives a held slot back."""
    await holds.release_hold(unit, caller, clock, hold_id)


@router.post(
    "/appointments",
    status_code=201,
    responses=responses(
        *TAKING,
        ReferralUnknown,
        ReferralNotBookable,
        ChoiceUnsaid,
        BrigadeGoesElsewhere,
        ModalityUnsaid,
        ModalityNotOffered,
        OverbookingRefused,
    ),
)
async def book_appointment(
    body: BookAppointment, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep
) -> AppointmentOut:
    """Books a slot. Who loses the race gets 409 `slot-taken` with `next`: the next three free slots."""
    return await usecases.book_appointment(unit, caller, clock, once, body)


@router.get("/appointments", response_model=AppointmentPage, responses=CSV_FILE | responses(BadCursor, NotYourAgenda))
async def list_appointments(
    find: FindAppointmentsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> AppointmentPage | Response:
    """Appointments of a referral, of an agenda, of a worklist, or the caller's own; `Accept: text/csv` as a file."""
    if wants_csv(accept):
        return csv_file("rendez-vous.csv", await listing.export_appointments(unit, caller, clock, find))
    return await listing.list_appointments(unit, caller, clock, find)


@router.post("/appointments/{appointment_id}/cancellation", responses=responses(NotFound, TransitionRefused))
async def cancel_appointment(
    appointment_id: UUID, body: CancelAppointment, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> AppointmentOut:
    """Cancels, by the patient or the practice, with a reason; the slot is free again."""
    return await usecases.cancel_appointment(unit, caller, clock, appointment_id, body)


@router.post(
    "/appointments/{appointment_id}/move",
    responses=responses(
        *TAKING,
        TransitionRefused,
        AppointmentBegun,
        BookedElsewhere,
        ReferralUnknown,
        ReferralNotBookable,
        ChoiceUnsaid,
        ModalityUnsaid,
        ModalityNotOffered,
        BrigadeGoesElsewhere,
    ),
)
async def move_appointment(
    appointment_id: UUID,
    body: MoveAppointment,
    unit: UnitDep,
    caller: CallerDep,
    clock: ClockDep,
    once: ActOnceDep,
) -> AppointmentOut:
    """Takes the new slot and gives the old one back, or does neither: who loses the race keeps the old one, and gets
    409 `slot-taken` with `next`. To a slot of the same professional or, as far as the referral allows, of another."""
    return await moving.move_appointment(unit, caller, clock, once, appointment_id, body)


@router.post(
    "/appointments/{appointment_id}/outcome",
    responses=responses(NotFound, NotYourAgenda, TransitionRefused, AppointmentNotBegun),
)
async def record_outcome(
    appointment_id: UUID, body: RecordOutcome, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> AppointmentOut:
    """What became of the appointment, once it has begun (who keeps the agenda)."""
    return await usecases.record_outcome(unit, caller, clock, appointment_id, body)
