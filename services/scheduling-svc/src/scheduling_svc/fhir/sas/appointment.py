"""An appointment as the SAS is told of it (FrAppointmentSAS). No patient travels. Plain functions."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from scheduling_svc.appointments.models import Appointment, AppointmentStatus
from scheduling_svc.fhir import systems
from scheduling_svc.fhir.bundles import Resource, identifier
from scheduling_svc.fhir.dates import instant
from scheduling_svc.fhir.sas import codes

_S = AppointmentStatus
#: The guide knows four; who has arrived is still booked.
STATUSES = {
    _S.BOOKED: "booked", _S.ARRIVED: "booked", _S.FULFILLED: "fulfilled", _S.NO_SHOW: "noshow",
    _S.CANCELLED_BY_PATIENT: "cancelled", _S.CANCELLED_BY_PRACTICE: "cancelled",
}  # fmt: skip


def appointment_resource(
    appointment: Appointment, operator: str, rpps: str, identifier_system: str, zone: ZoneInfo
) -> Resource:
    """`operator` is `system|value`, as the SAS named the regulator."""
    system, _, value = operator.partition("|")
    kind = "IDNPS" if system == systems.IDNPS else "INTRN"
    return {
        "resourceType": "Appointment",
        "meta": {"profile": [codes.APPOINTMENT]},
        "extension": [
            {
                "url": codes.OPERATOR,
                "valueReference": {"identifier": identifier(systems.OLD_TYPES, kind, system, value)},
            }
        ],
        "identifier": [{"system": identifier_system, "value": str(appointment.appointment_id)}],
        "status": STATUSES[AppointmentStatus(appointment.status)],
        "start": instant(appointment.starts_at, zone),
        "end": instant(appointment.ends_at, zone),
        "created": instant(appointment.booked_at, zone),
        "participant": [
            {
                "actor": {"identifier": identifier(systems.OLD_TYPES, "IDNPS", systems.IDNPS, f"8{rpps}")},
                "status": "accepted",
            }
        ],
    }
