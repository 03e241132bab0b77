"""The resources of a shared agenda, one plain function each. Identifiers of resources are ours and stay the same."""

from __future__ import annotations

from collections.abc import Sequence

from scheduling_svc.fhir import systems
from scheduling_svc.fhir.bundles import Resource, codeable, filled, identifier
from scheduling_svc.fhir.dates import instant
from scheduling_svc.fhir.gap import codes
from scheduling_svc.fhir.gap.repository import FoundSlot, Place
from scheduling_svc.slots.models import SlotStatus


def slot(found: FoundSlot) -> Resource:
    """`serviceType` says the ways in which it may take place and, where the owner named some, the reasons."""
    return filled(
        {
            "resourceType": "Slot",
            "id": str(found.slot_id),
            "meta": {"profile": [codes.SLOT]},
            "serviceType": [
                *(codeable(systems.MODALITY, modality) for modality in found.modalities),
                *(codeable(codes.REASON, reason) for reason in sorted(found.reasons)),
            ],
            "specialty": _specialties(found.place),
            "appointmentType": codeable(systems.APPOINTMENT_TYPE, found.appointment_type),
            "schedule": {"reference": f"Schedule/{found.place.place_id}"},
            "status": codes.STATUSES[SlotStatus(found.status)],
            "start": instant(found.starts_at, found.zone),
            "end": instant(found.ends_at, found.zone),
        }
    )


def schedule(place: Place) -> Resource:
    """One for each place of a professional."""
    return filled(
        {
            "resourceType": "Schedule",
            "id": str(place.place_id),
            "meta": {"profile": [codes.SCHEDULE]},
            "active": True,
            "specialty": _specialties(place),
            "actor": [
                {"reference": f"PractitionerRole/{place.place_id}", "display": place.label},
                {"reference": f"Practitioner/{place.professional_id}", "display": place.display_name},
            ],
        }
    )


def practitioner(place: Place) -> Resource:
    name = filled({"family": place.family_name, "given": [place.given_name] if place.given_name else []})
    return filled(
        {
            "resourceType": "Practitioner",
            "id": str(place.professional_id),
            "identifier": [identifier(systems.NEW_TYPES, "IDNPS", systems.IDNPS, f"8{place.rpps}")]
            if place.rpps
            else [],
            "name": [name or {"text": place.display_name}],
        }
    )


def practitioner_role(place: Place) -> Resource:
    """The professional at one place, which is contained."""
    structure = (
        {"identifier": identifier(systems.NEW_TYPES, "IDNST", systems.IDNST, place.structure_id)}
        if place.structure_id
        else None
    )
    address = filled({"line": [place.address] if place.address else [], "city": place.city,
                      "postalCode": place.postal_code})  # fmt: skip
    return filled(
        {
            "resourceType": "PractitionerRole",
            "id": str(place.place_id),
            "contained": [
                filled({"resourceType": "Location", "id": "place", "name": place.label, "address": address})
            ],
            "practitioner": {"reference": f"Practitioner/{place.professional_id}"},
            "organization": structure,
            "specialty": _specialties(place),
            "location": [{"reference": "#place"}],
        }
    )


def actors(places: Sequence[Place]) -> list[Resource]:
    """Each person once, and each of the places, which are distinct."""
    people = {place.professional_id: place for place in places}
    return [*map(practitioner, people.values()), *map(practitioner_role, places)]


def _specialties(place: Place) -> list[Resource]:
    return [codeable(systems.SPECIALTY, code) for code in place.specialty_codes]
