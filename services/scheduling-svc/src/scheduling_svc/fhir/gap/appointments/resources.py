"""An appointment as it is told to the partner who asked for it, and what is said beside it. Plain functions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from carekit.problems import TYPE_BASE
from scheduling_svc.appointments.models import AppointmentStatus
from scheduling_svc.fhir import systems
from scheduling_svc.fhir.bundles import Resource, codeable, filled
from scheduling_svc.fhir.dates import instant
from scheduling_svc.fhir.gap import codes
from scheduling_svc.fhir.gap.appointments.policies import CANCELLED, REQUESTED
from scheduling_svc.fhir.gap.appointments.repository import Told
from scheduling_svc.fhir.gap.appointments.said import LeftOut


def appointment(told: Told) -> Resource:
    return filled(
        {
            "resourceType": "Appointment",
            "id": str(told.appointment_id),
            "meta": {"versionId": str(told.version), "profile": [codes.APPOINTMENT]},
            "extension": [{"url": codes.HELD_UNTIL, "valueInstant": instant(told.held_until, told.zone)}]
            if told.held_until
            else [],
            "identifier": [filled({"system": told.identifier_system, "value": told.identifier_value})]
            if told.identifier_value
            else [],
            "status": told.status,
            "cancelationReason": _cancellation(told),
            "serviceType": [
                *([codeable(systems.MODALITY, told.modality)] if told.modality else []),
                *([codeable(codes.REASON, told.reason_code)] if told.reason_code else []),
            ],
            "specialty": [codeable(systems.SPECIALTY, code) for code in told.specialty_codes],
            "start": instant(told.starts_at, told.zone),
            "end": instant(told.ends_at, told.zone),
            "minutesDuration": int((told.ends_at - told.starts_at).total_seconds() // 60),
            "slot": [{"reference": f"Slot/{told.slot_id}"}],
            "created": instant(told.asked_at, told.zone),
            "participant": _participants(told),
        }
    )


def _participants(told: Told) -> list[Resource]:
    status = "needs-action" if told.status in REQUESTED else "declined" if told.status == CANCELLED else "accepted"
    actors = [(f"PractitionerRole/{told.place_id}", told.label)] if told.place_id else []
    actors.append((f"Practitioner/{told.professional_id}", told.display_name))
    return [
        {"actor": filled({"reference": reference, "display": display}), "status": status}
        for reference, display in actors
    ]


def _cancellation(told: Told) -> Resource | None:
    if told.status != CANCELLED:
        return None
    if told.ours is None or told.ours == AppointmentStatus.HELD:
        return codeable(codes.CANCELLATION, codes.HOLD_OVER)
    by = "pat" if told.ours == AppointmentStatus.CANCELLED_BY_PATIENT else "prov"
    return {
        "coding": [
            {"system": codes.HL7_CANCELLATION, "code": by},
            {"system": codes.CANCELLATION, "code": told.cancel_reason},
        ]
    }


def done(left_out: Iterable[LeftOut]) -> Resource:
    """What was not kept of a resource, or that all was."""
    issues = [_warning(one) for one in left_out]
    all_kept = {"severity": "information", "code": "informational", "diagnostics": "All that was sent was kept"}
    return {"resourceType": "OperationOutcome", "issue": issues or [all_kept]}


def _warning(one: LeftOut) -> Resource:
    rule, detail = (
        ("identity-not-kept", "No identity is kept here: who comes is told to the practice by another way")
        if one.is_identity
        else ("element-not-kept", "Not kept here")
    )
    return {
        "severity": "warning",
        "code": "not-supported",
        "details": {"coding": [{"system": TYPE_BASE.rstrip("/"), "code": rule}], "text": detail},
        "diagnostics": f"{one.path}: left out",
        "expression": [one.path],
    }


def next_free(slots: Iterable[dict[str, str]], zone: ZoneInfo) -> list[Resource]:
    """The next free slots of the profession, as far as this partner sees them."""
    return [
        {
            "severity": "information",
            "code": "informational",
            "details": {
                "coding": [{"system": TYPE_BASE.rstrip("/"), "code": "next-free-slot"}],
                "text": f"Slot/{slot['slot_id']}",
            },
            "diagnostics": f"Free from {_local(slot['starts_at'], zone)} to {_local(slot['ends_at'], zone)}",
        }
        for slot in slots
    ]


def _local(said: str, zone: ZoneInfo) -> str:
    return instant(datetime.fromisoformat(said), zone)
