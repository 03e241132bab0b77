"""Addresses and codes of the guide of shared agendas (ANS, `ans.fhir.fr.gap` 3.0.0), verbatim, mapped once."""

from __future__ import annotations

from scheduling_svc.appointments.models import CancellationReason
from scheduling_svc.slots.models import SlotStatus

_GUIDE = "https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition/"
SLOT = _GUIDE + "gap-fr-slot"
SCHEDULE = _GUIDE + "gap-fr-schedule"
APPOINTMENT = _GUIDE + "gap-fr-appointment"
SLOTS_BUNDLE = _GUIDE + "gap-bundle-reponse-demande-consult-dispo"
APPOINTMENTS_BUNDLE = _GUIDE + "gap-bundle-reponse-demande-consult-rdv"

#: Of FHIR `slotstatus`; what the owner closed is no slot any more.
STATUSES = {SlotStatus.FREE: "free", SlotStatus.HELD: "busy-tentative", SlotStatus.BOOKED: "busy"}
SLOT_STATUS = "http://hl7.org/fhir/slotstatus"
#: Why the person comes (`BookingReason`): a list of ours, the guide leaves `serviceType` open.
REASON = "urn:maillage:booking-reason"

APPOINTMENT_STATUS = "http://hl7.org/fhir/appointmentstatus"
#: When a hold ends by itself: FHIR has no element for it.
HELD_UNTIL = "urn:maillage:held-until"
#: Why an appointment does not take place, in our words (`CancellationReason`, and a hold that ran out).
CANCELLATION = "urn:maillage:cancellation-reason"
HOLD_OVER = "hold_over"
#: Its codes that we tell apart; whatever else is `other`.
HL7_CANCELLATION = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason"
CANCELLATIONS = {
    "pat": CancellationReason.UNAVAILABLE, "pat-crs": CancellationReason.UNAVAILABLE,
    "pat-cpp": CancellationReason.UNAVAILABLE, "pat-lt": CancellationReason.UNAVAILABLE,
    "pat-dec": CancellationReason.NO_LONGER_NEEDED, "pat-fb": CancellationReason.NO_LONGER_NEEDED,
    "pat-uwo": CancellationReason.FOUND_ELSEWHERE, "oth-err": CancellationReason.MISTAKE,
}  # fmt: skip
