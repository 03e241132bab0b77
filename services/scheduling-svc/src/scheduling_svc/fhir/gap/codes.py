"""Addresses and codes of the guide of shared agendas (ANS, `ans.fhir.fr.gap` 3.0.0), verbatim, mapped once."""

from __future__ import annotations

from scheduling_svc.slots.models import SlotStatus

_GUIDE = "https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition/"
SLOT = _GUIDE + "gap-fr-slot"
SCHEDULE = _GUIDE + "gap-fr-schedule"
SLOTS_BUNDLE = _GUIDE + "gap-bundle-reponse-demande-consult-dispo"

#: Of FHIR `slotstatus`; what the owner closed is no slot any more.
STATUSES = {SlotStatus.FREE: "free", SlotStatus.HELD: "busy-tentative", SlotStatus.BOOKED: "busy"}
SLOT_STATUS = "http://hl7.org/fhir/slotstatus"
#: Why the person comes (`BookingReason`): a list of ours, the guide leaves `serviceType` open.
REASON = "urn:maillage:booking-reason"
