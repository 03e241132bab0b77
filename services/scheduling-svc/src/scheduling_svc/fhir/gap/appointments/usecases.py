"""A partner's software asks for an appointment, declares one, changes it (flows 6a, 6b)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired, Refusal
from carekit.etag import check_version
from carekit.identifiers import new_id
from scheduling_svc.appointments import booking_path, holds, moving, taking
from scheduling_svc.appointments import repository as bookings
from scheduling_svc.appointments.in_hand import settled_if_refused, take_agenda
from scheduling_svc.appointments.models import Appointment, CancelledBy
from scheduling_svc.appointments.policies import chosen_modality
from scheduling_svc.appointments.schemas import CancelAppointment
from scheduling_svc.appointments.usecases import cancel
from scheduling_svc.fhir.gap.appointments import repository, resources
from scheduling_svc.fhir.gap.appointments.errors import IdentifierUsed, NotKept
from scheduling_svc.fhir.gap.appointments.policies import BOOKED, CANCELLED, Way, way
from scheduling_svc.fhir.gap.appointments.repository import Told
from scheduling_svc.fhir.gap.appointments.said import (
    AppointmentSaid,
    Identifier,
    LeftOut,
    appointment_said,
    identifier_of,
    invalid,
)
from scheduling_svc.fhir.negotiation import Sent, resource_of
from scheduling_svc.fhir.query import named_identifier
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.policies import BOOK_SCOPE, account_of
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.slots.usecases import sight


@dataclass(frozen=True)
class Kept:
    """How it stands now, and what was not kept of what was sent."""

    told: Told
    is_new: bool
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Written:
    """What was sent, unread until it is known that its sender may send it; `base` is what references may begin with.
    `strict` refuses what would not be kept of it."""

    sent: Sent
    base: str
    strict: bool

    def read(self) -> AppointmentSaid:
        said = appointment_said(resource_of(self.sent, "Appointment"), self.base)
        if self.strict and said.left_out:
            raise NotKept(errors=[_not_kept(one) for one in said.left_out])
        return said


async def create_appointment(
    unit: Unit, caller: Caller, clock: Clock, written: Written, if_none_exist: str | None
) -> Kept:
    """`if_none_exist` names the identifier under which it may be there already: then nothing is done."""
    caller.require_scope(BOOK_SCOPE)
    said = written.read()
    if said.status == CANCELLED:
        raise invalid("Appointment.status", "what is created is asked for or booked")
    condition = None
    if if_none_exist is not None:
        condition = identifier_of(*named_identifier(if_none_exist.encode("latin-1", "replace"), strict=True))
        if told := await _named(unit, caller, clock, condition):
            return Kept(told, is_new=False)
    try:
        return await _create(unit, caller, clock, said)
    except (IdentifierUsed, SlotTaken):
        # Its twin may have been faster.
        if condition is None or (told := await _named(unit, caller, clock, condition)) is None:
            raise
        return Kept(told, is_new=False)


async def update_appointment(
    unit: Unit, caller: Caller, clock: Clock, written: Written, appointment_id: UUID, edited: int
) -> Kept:
    caller.require_scope(BOOK_SCOPE)
    said = written.read()
    if said.resource_id != str(appointment_id):
        raise invalid("Appointment.id", "the one in the address")
    kept = await _update(unit, caller, clock, said, appointment_id, edited)
    if kept is None:
        raise NotFound
    return kept


async def upsert_appointment(
    unit: Unit, caller: Caller, clock: Clock, written: Written, query: bytes, edited: int | None
) -> Kept:
    """Conditional update: created where this partner has none of that identifier. Told twice, it is done once."""
    caller.require_scope(BOOK_SCOPE)
    which = identifier_of(*named_identifier(query, strict=True))
    said = written.read()
    if said.identifier not in (None, which):
        raise invalid("Appointment.identifier", "the one in the address")
    said = replace(said, identifier=which)
    if kept := await _update(unit, caller, clock, said, which, edited):
        return kept
    if edited is not None:
        raise PreconditionFailed("There is none to change")
    try:
        return await _create(unit, caller, clock, said)
    except (IdentifierUsed, SlotTaken):
        if kept := await _update(unit, caller, clock, said, which, edited):
            return kept
        raise


def _not_kept(one: LeftOut) -> dict[str, str]:
    detail = "no identity is kept here" if one.is_identity else "not kept here"
    return {"field": one.path, "rule": NotKept.rule(), "detail": detail}


async def _named(unit: Unit, caller: Caller, clock: Clock, which: Identifier) -> Told | None:
    async with unit.begin() as session:
        return await repository.locked(session, account_of(caller), which, clock.now())


async def _create(unit: Unit, caller: Caller, clock: Clock, said: AppointmentSaid) -> Kept:
    now = clock.now()
    try:
        async with settled_if_refused(unit, said.slot_id, now), unit.begin() as session:
            taken = await _take(session, caller, said, new_id(), now)
            await repository.name(session, taken, said.identifier, now)
            return Kept(await _as_said(session, caller, said, taken.appointment_id, now), True, said.left_out)
    except SlotTaken as lost:
        raise await _lost(unit, caller, said, lost, now) from None


async def _update(
    unit: Unit, caller: Caller, clock: Clock, said: AppointmentSaid, which: UUID | Identifier, edited: int | None
) -> Kept | None:
    """None where this partner has no such appointment."""
    now = clock.now()
    try:
        async with settled_if_refused(unit, said.slot_id, now), unit.begin() as session:
            found = await repository.locked(session, account_of(caller), which, now)
            if found is None:
                return None
            if edited is not None:
                check_version(found.version, edited)
            if said.identifier not in (None, _identifier(found)):
                raise invalid("Appointment.identifier", "an appointment keeps its own")
            step = way(found.status, said.status, elsewhere=said.slot_id not in (None, found.slot_id))
            if step is Way.MOVE and edited is None:
                # What is told again by its identifier alone must not undo what the practice did meanwhile.
                raise PreconditionRequired("A move names the version that it is made on, in If-Match")
            await _go(session, caller, step, found, said, now)
            return Kept(await _as_said(session, caller, said, found.appointment_id, now), False, said.left_out)
    except SlotTaken as lost:
        raise await _lost(unit, caller, said, lost, now) from None


async def _go(
    session: AsyncSession, caller: Caller, step: Way, found: Told, said: AppointmentSaid, now: datetime
) -> None:
    match step:
        case Way.BOOK:
            await _take(session, caller, said, found.appointment_id, now)
        case Way.RELEASE:
            slot = await bookings.held_slot(session, found.appointment_id, found.appointment_id)
            if slot is not None:
                await holds.end_hold(session, slot, found.appointment_id, now)
        case Way.CANCEL:
            booked = await bookings.appointment_by_id(session, found.appointment_id)
            if booked is None:
                raise NotFound
            wanted = CancelAppointment(by=CancelledBy.PATIENT, reason_code=said.cancellation)
            await cancel(session, caller, booked, wanted, now)
            await session.flush()
        case Way.MOVE:
            wished = said.move()
            leaving = await moving.leave(session, caller, found.appointment_id, wished, now)
            if leaving.move.before.slot_id != found.slot_id:
                raise PreconditionFailed("It was moved meanwhile")
            await moving.take(session, caller, leaving, wished, sight(caller, now))


async def _take(
    session: AsyncSession, caller: Caller, said: AppointmentSaid, appointment_id: UUID, now: datetime
) -> Appointment:
    """Booked, or held for as long as the CPTS says. A partner speaks for many people: a hold binds him too, so that
    its holder is the appointment itself."""
    eyes = sight(caller, now)
    await take_agenda(session, said.slot(), now)
    target = await booking_path.slot_to_take(session, said.slot(), None, eyes, agenda_in_hand=True)
    if target is None:
        raise _no_slot(await taking.why_lost(session, eyes, said.slot(), said.reason, now))
    if said.status == BOOKED:
        return await taking.book(
            session, caller, eyes, target, said.booking(), appointment_id, now, holder=appointment_id
        )
    rules = await rules_in_force(session)
    return await taking.hold(
        session, caller, eyes, target, said.reason, appointment_id, now, now + rules.hold_for, holder=appointment_id,
        modality=chosen_modality(target.slot.modalities, said.modality),
    )  # fmt: skip


async def _as_said(
    session: AsyncSession, caller: Caller, said: AppointmentSaid, appointment_id: UUID, now: datetime
) -> Told:
    """As it stands; refused, and nothing was done, where the partner took it for another than it is."""
    told = await repository.appointment(session, account_of(caller), appointment_id, now)
    if told is None:
        raise NotFound
    if said.starts_at not in (None, told.starts_at):
        raise invalid("Appointment.start", "its slot begins at another time")
    if said.professionals - {told.professional_id} or said.places - {told.place_id}:
        raise invalid("Appointment.participant", "its slot is somebody else's")
    return told


async def _lost(unit: Unit, caller: Caller, said: AppointmentSaid, lost: SlotTaken, now: datetime) -> Refusal:
    """With the next free slots that this partner sees."""
    refusal = await taking.explained(unit, lost, sight(caller, now), said.slot(), said.reason, now)
    if "next" in refusal.members:
        async with unit.begin() as session:
            zone = await zone_of(session, caller.cpts)
        refusal.members["issues"] = resources.next_free(refusal.members["next"], zone)
    return _no_slot(refusal)


def _no_slot(why: Refusal) -> Refusal:
    """The address is right: what is not there is what the resource names."""
    return invalid("Appointment.slot", "no slot here by that identifier") if isinstance(why, NotFound) else why


def _identifier(told: Told) -> Identifier | None:
    if told.identifier_value is None:
        return None
    return Identifier(told.identifier_system or "", told.identifier_value)
