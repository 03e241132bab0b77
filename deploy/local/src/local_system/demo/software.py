"""A partner's software: registered by the operator, it booked one of the slots that are open to professionals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from carekit.auth import Caller
from local_system.demo.acts import Acts
from local_system.demo.people import MAIL_DOMAIN
from local_system.demo.settling import Settled

_GAP = "/fhir/gap"
NAME = "Logiciel de l'hôpital (consultations)"
SCOPES = ("gap.read", "gap.book")
_NUMBERS = "https://logiciel.hopital.invalid/rendez-vous"


async def book_by_software(acts: Acts, settled: Settled) -> None:
    registered = await acts.services.post(
        "/api/accounts/v1/partner-systems",
        acts.callers["operator"],
        {
            "name": NAME,
            "contact": f"interoperabilite@{MAIL_DOMAIN}",
            "scopes": list(SCOPES),
            "cpts_id": str(settled.cpts["first"]),
        },
        once="partner-system",
    )
    software = Caller(
        UUID(registered["system_id"]),
        NAME,
        settled.cpts["first"],
        frozenset({"partner"}),
        scopes=frozenset(SCOPES),
    )
    found = await acts.services.get(f"{_GAP}/Slot", software, status="free", _count=20)
    # Its clerk takes none of the very next: somebody has to come first.
    await acts.services.post(f"{_GAP}/Appointment", software, _booking(found["entry"][-1]["resource"]))


def _booking(slot: dict[str, Any]) -> dict[str, Any]:
    place = slot["schedule"]["reference"].removeprefix("Schedule/")
    return {
        "resourceType": "Appointment",
        "status": "booked",
        "identifier": [{"system": _NUMBERS, "value": "2026-000317"}],
        "slot": [{"reference": f"Slot/{slot['id']}"}],
        "serviceType": slot["serviceType"][:1],
        "start": slot["start"],
        "end": slot["end"],
        "participant": [{"actor": {"reference": f"PractitionerRole/{place}"}, "status": "accepted"}],
    }
