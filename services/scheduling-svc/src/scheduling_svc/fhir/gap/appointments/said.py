"""An Appointment as a partner's software sends it: what we keep of it, and what we leave out. Pure.

No identity is held here, so that whoever comes, and every text in which he could be named, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from scheduling_svc.appointments.models import BookingReason, CancellationReason, CancelledBy
from scheduling_svc.appointments.schemas import BookAppointment, MoveAppointment
from scheduling_svc.fhir import systems
from scheduling_svc.fhir.bundles import Resource
from scheduling_svc.fhir.errors import ResourceInvalid
from scheduling_svc.fhir.gap import codes
from scheduling_svc.fhir.gap.appointments.policies import ASKED, CANCELLED
from scheduling_svc.openings.models import Modality

#: What is kept, and what follows from the slot and is told back as it is there.
_KEPT = frozenset({"resourceType", "id", "identifier", "status", "cancelationReason", "serviceType", "slot", "start",
                   "participant", "extension"})  # fmt: skip
_FOLLOWS = frozenset({"meta", "specialty", "appointmentType", "end", "minutesDuration", "created"})
#: Who ignores these ignores what the resource means (FHIR R4).
_MUST_BE_UNDERSTOOD = ("modifierExtension", "implicitRules")
_PARTICIPATION = frozenset({"accepted", "declined", "tentative", "needs-action"})
_THINGS = ("Location/", "Device/", "HealthcareService/")
_LONGEST = 255


@dataclass(frozen=True)
class Identifier:
    system: str
    value: str


@dataclass(frozen=True)
class LeftOut:
    """`path` as FHIR writes it; whether it could say who comes."""

    path: str
    is_identity: bool = False


@dataclass(frozen=True)
class AppointmentSaid:
    """`slot_id` is there unless it is cancelled; `professionals` and `places` are those it names."""

    status: str
    resource_id: str | None
    identifier: Identifier | None
    slot_id: UUID | None
    modality: Modality | None
    reason: BookingReason
    cancellation: CancellationReason
    starts_at: datetime | None
    professionals: frozenset[UUID]
    places: frozenset[UUID]
    left_out: tuple[LeftOut, ...]

    def slot(self) -> UUID:
        if self.slot_id is None:
            raise invalid("Appointment.slot", "the one slot that is asked for, as Slot/[id]")
        return self.slot_id

    def booking(self) -> BookAppointment:
        return BookAppointment(slot_id=self.slot(), reason_code=self.reason, modality=self.modality)

    def move(self) -> MoveAppointment:
        return MoveAppointment(slot_id=self.slot(), by=CancelledBy.PATIENT, modality=self.modality)


def invalid(path: str, detail: str) -> ResourceInvalid:
    return ResourceInvalid(
        f"{path}: {detail}", errors=[{"field": path, "rule": ResourceInvalid.rule(), "detail": detail}]
    )


def appointment_said(body: Resource, base: str) -> AppointmentSaid:
    for name in _MUST_BE_UNDERSTOOD:
        if body.get(name):
            raise invalid(f"Appointment.{name}", "not understood here")
    status = body.get("status")
    if status not in ASKED:
        raise invalid("Appointment.status", f"one of {', '.join(ASKED)}")
    modality, reason, other_services = _services(body)
    professionals, places, other_people = _participants(body, base)
    resource_id = body.get("id")
    return AppointmentSaid(
        status=status,
        resource_id=resource_id if isinstance(resource_id, str) else None,
        identifier=_identifier(body),
        slot_id=None if status == CANCELLED and not body.get("slot") else _slot(body, base),
        modality=modality,
        reason=reason,
        cancellation=_cancellation(body),
        starts_at=_instant(body),
        professionals=professionals,
        places=places,
        left_out=(*_unknown(body), *other_services, *other_people),
    )


def identifier_of(system: str, value: str) -> Identifier:
    if any(len(text) > _LONGEST or not text.isprintable() for text in (system, value)):
        raise invalid("Appointment.identifier", f"printable, {_LONGEST} characters at most")
    if system.startswith(systems.INS):
        raise invalid("Appointment.identifier", "an appointment is not named by who comes")
    return Identifier(system, value)


def _identifier(body: Resource) -> Identifier | None:
    said = [one for _, one in _each(body, "identifier")]
    if not said:
        return None
    system, value = said[0].get("system", ""), said[0].get("value")
    if len(said) > 1 or not isinstance(system, str) or not isinstance(value, str) or not value:
        raise invalid("Appointment.identifier", "one at most, with its value")
    return identifier_of(system, value)


def _unknown(body: Resource) -> Iterable[LeftOut]:
    for name in sorted(body.keys() - _KEPT - _FOLLOWS):
        yield LeftOut(f"Appointment.{name}", is_identity=name == "contained")
    for path, one in _each(body, "extension"):
        if one.get("url") != codes.HELD_UNTIL:
            yield LeftOut(path)


def _slot(body: Resource, base: str) -> UUID:
    slots = [one for _, one in _each(body, "slot")]
    slot_id = _id_in(slots[0].get("reference"), "Slot", base) if len(slots) == 1 else None
    if slot_id is None:
        raise invalid("Appointment.slot", "the one slot that is asked for, as Slot/[id]")
    return slot_id


def _services(body: Resource) -> tuple[Modality | None, BookingReason, list[LeftOut]]:
    modality, reason, left_out = None, BookingReason.OTHER, []
    for path, concept in _each(body, "serviceType"):
        said = dict(_codings(concept))
        if said.get(systems.MODALITY) in set(Modality):
            modality = Modality(said[systems.MODALITY])
        elif said.get(codes.REASON) in set(BookingReason):
            reason = BookingReason(said[codes.REASON])
        else:
            left_out.append(LeftOut(path))
    return modality, reason, left_out


def _participants(body: Resource, base: str) -> tuple[frozenset[UUID], frozenset[UUID], list[LeftOut]]:
    people, places, left_out = set(), set(), []
    participants = list(_each(body, "participant"))
    if not participants:
        raise invalid("Appointment.participant", "at least one")
    for path, one in participants:
        if one.get("status") not in _PARTICIPATION:
            raise invalid(f"{path}.status", f"one of {', '.join(sorted(_PARTICIPATION))}")
        actor = one.get("actor")
        reference = actor.get("reference") if isinstance(actor, dict) else None
        if person := _id_in(reference, "Practitioner", base):
            people.add(person)
        elif place := _id_in(reference, "PractitionerRole", base):
            places.add(place)
        else:
            is_thing = isinstance(reference, str) and reference.removeprefix(f"{base}/").startswith(_THINGS)
            left_out.append(LeftOut(path, is_identity=not is_thing))
    return frozenset(people), frozenset(places), left_out


def _cancellation(body: Resource) -> CancellationReason:
    concept = body.get("cancelationReason")
    if concept is not None and not isinstance(concept, dict):
        raise invalid("Appointment.cancelationReason", "a CodeableConcept")
    said = dict(_codings(concept or {}))
    if said.get(codes.CANCELLATION) in set(CancellationReason):
        return CancellationReason(said[codes.CANCELLATION])
    return codes.CANCELLATIONS.get(said.get(codes.HL7_CANCELLATION, ""), CancellationReason.OTHER)


def _instant(body: Resource) -> datetime | None:
    text = body.get("start")
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return at
    except (ValueError, TypeError):
        pass
    raise invalid("Appointment.start", "an instant with its offset")


def _each(body: Resource, name: str) -> Iterable[tuple[str, dict[str, Any]]]:
    """The members of a list, with their paths."""
    value = body.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise invalid(f"Appointment.{name}", "a list of elements")
    for place, one in enumerate(value):
        yield f"Appointment.{name}[{place}]", one


def _codings(concept: dict[str, Any]) -> Iterable[tuple[str, str]]:
    codings = concept.get("coding")
    for one in codings if isinstance(codings, list) else ():
        if isinstance(one, dict) and isinstance(one.get("system"), str) and isinstance(one.get("code"), str):
            yield one["system"], one["code"]


def _id_in(reference: Any, kind: str, base: str) -> UUID | None:
    """Of a resource of ours, relative or below our base."""
    if not isinstance(reference, str):
        return None
    before, slash, said = reference.removeprefix(f"{base}/").rpartition("/")
    if (before, slash) != (kind, "/"):
        return None
    try:
        return UUID(said)
    except ValueError:
        return None
