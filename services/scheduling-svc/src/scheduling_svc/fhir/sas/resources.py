"""The resources that the SAS reads, one plain function each. Identifiers of resources are ours and stay the same."""

from __future__ import annotations

import re

from scheduling_svc.appointments.models import BookingReason
from scheduling_svc.fhir import systems
from scheduling_svc.fhir.bundles import Resource, codeable, filled, identifier
from scheduling_svc.fhir.dates import instant
from scheduling_svc.fhir.sas import codes
from scheduling_svc.fhir.sas.messages_fr import MOTIFS
from scheduling_svc.fhir.sas.repository import Cpts, Found
from scheduling_svc.openings.models import Audience

_NATIONAL_NUMBER = re.compile(r"0([1-9][0-9]{8})")
_OVERSEAS = {
    "590": ("590", "690", "691"), "594": ("594", "694"), "596": ("596", "696", "697"),
    "262": ("262", "263", "269", "639", "692", "693"),
}  # fmt: skip


def slot(found: Found, cpts: list[Cpts], booking_url: str, *, with_cpts: bool) -> Resource:
    """`cpts` are those it counts for: in the individual flow none, and then its code is not said either."""
    audiences = [
        code
        for audience, code in codes.AUDIENCES.items()
        if audience in found.audience and (cpts or audience is not Audience.CPTS)
    ]
    return filled(
        {
            "resourceType": "Slot",
            "id": str(found.slot_id),
            "meta": {
                "profile": [codes.CPTS_SLOT if with_cpts else codes.SLOT],
                "security": [{"system": codes.SLOT_AUDIENCE, "code": code} for code in audiences],
            },
            "serviceType": [
                *(codeable(systems.MODALITY, modality) for modality in found.modalities),
                *map(_shared_with, cpts),
                *({"text": motif} for motif in _motifs(found)),
            ],
            "specialty": [codeable(systems.SPECIALTY, code) for code in found.specialty_codes],
            "appointmentType": codeable(systems.APPOINTMENT_TYPE, found.appointment_type),
            "schedule": {"reference": f"Schedule/{found.place_id}"},
            "status": "free",
            "start": instant(found.starts_at, found.cpts.zone),
            "end": instant(found.ends_at, found.cpts.zone),
            "comment": booking_url,
        }
    )


def _shared_with(cpts: Cpts) -> Resource:
    reference = {"reference": f"HealthcareService/{cpts.cpts_id}"}
    return {
        "extension": [{"url": codes.SERVICE_TYPE_REFERENCE, "valueReference": reference}],
        **codeable(codes.STRUCTURE_KIND, codes.CPTS_KIND),
    }


def _motifs(found: Found) -> list[str]:
    """What the owner named; where he named nothing, what it is told for."""
    return [MOTIFS[reason] for reason in BookingReason if reason in (found.reasons or {BookingReason.SNP})]


def schedule(found: Found) -> Resource:
    """One for each place of a professional."""
    return {
        "resourceType": "Schedule",
        "id": str(found.place_id),
        "meta": {"profile": [codes.SCHEDULE]},
        "actor": [
            {"reference": f"Practitioner/{found.professional_id}"},
            {"reference": f"PractitionerRole/{found.place_id}"},
        ],
    }


def practitioner(found: Found) -> Resource:
    return filled(
        {
            "resourceType": "Practitioner",
            "id": str(found.professional_id),
            "meta": {"profile": [codes.PRACTITIONER]},
            "identifier": [identifier(systems.OLD_TYPES, "IDNPS", systems.IDNPS, f"8{found.rpps}")],
            "name": [filled({"family": found.family_name, "given": [found.given_name] if found.given_name else []})],
            "telecom": _telecom(found.phone),
        }
    )


def practitioner_role(found: Found) -> Resource:
    """The professional at one place; the place is contained, as the guide asks."""
    return {
        "resourceType": "PractitionerRole",
        "id": str(found.place_id),
        "meta": {"profile": [codes.PRACTITIONER_ROLE]},
        "contained": [
            {
                "resourceType": "Location",
                "id": "place",
                "meta": {"profile": [codes.LOCATION]},
                "identifier": [
                    identifier(codes.PLACE_TYPES, "INTRN", "urn:ietf:rfc:3986", f"urn:uuid:{found.place_id}")
                ],
                "address": {"line": [found.address], "city": found.city, "postalCode": found.postal_code},
            }
        ],
        "practitioner": {"reference": f"Practitioner/{found.professional_id}"},
        "organization": {"identifier": identifier(systems.OLD_TYPES, "IDNST", systems.IDNST, found.structure_id)},
        "location": [{"reference": "#place"}],
    }


def healthcare_service(cpts: Cpts) -> Resource:
    return {
        "resourceType": "HealthcareService",
        "id": str(cpts.cpts_id),
        "meta": {"profile": [codes.CPTS_SERVICE]},
        "providedBy": {"reference": f"Organization/{cpts.cpts_id}"},
    }


def organization(cpts: Cpts) -> Resource:
    return filled(
        {
            "resourceType": "Organization",
            "id": str(cpts.cpts_id),
            "meta": {"profile": [codes.CPTS_ORGANIZATION]},
            "identifier": [identifier(systems.NEW_TYPES, "IDNST", systems.IDNST, f"1{cpts.finess}")],
            "name": cpts.name,
            "telecom": _telecom(cpts.phone),
        }
    )


def _telecom(phone: str | None) -> list[Resource]:
    number = international(phone or "")
    return [{"system": "phone", "value": number}] if number else []


def international(phone: str) -> str | None:
    """`01 99 00 00 00` → `+33199000000`; None for what is no French number."""
    compact = re.sub(r"[\s.\-/]", "", phone)
    if re.fullmatch(r"\+[1-9][0-9]{7,14}", compact):
        return compact
    national = _NATIONAL_NUMBER.fullmatch(compact)
    if national is None:
        return None
    number = national[1]
    country = next((code for code, starts in _OVERSEAS.items() if number[:3] in starts), "33")
    return f"+{country}{number}"
