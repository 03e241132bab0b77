"""What the base of shared agendas serves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from scheduling_svc.fhir.bundles import Resource
from scheduling_svc.fhir.capability import Parameter, Served, capability_statement
from scheduling_svc.fhir.gap import codes
from scheduling_svc.fhir.gap.parameters import (
    SCHEDULE_INCLUDES,
    SCHEDULE_PARAMETERS,
    SLOT_INCLUDES,
    SLOT_PARAMETERS,
)

_TYPES = {"_id": "token", "start": "date", "schedule": "reference"}
_DEFINED = {
    "_id": "http://hl7.org/fhir/SearchParameter/Resource-id",
    "start": "https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/GAP-Slot-earliestStart",
}


def _parameters(kind: str, names: tuple[str, ...]) -> list[Parameter]:
    return [
        Parameter(
            name,
            _TYPES.get(name, "token"),
            _DEFINED.get(name, f"http://hl7.org/fhir/SearchParameter/{kind}-{name.split('.')[0].split(':')[0]}"),
        )
        for name in names
    ]


SERVED = (
    Served(
        type="Slot",
        interactions=("read", "search-type"),
        profiles=(codes.SLOT,),
        parameters=_parameters("Slot", SLOT_PARAMETERS),
        includes=sorted(SLOT_INCLUDES),
        documentation="Slots to come that their owner opened to professionals or to the public.",
    ),
    Served(
        type="Schedule",
        interactions=("read", "search-type"),
        profiles=(codes.SCHEDULE,),
        parameters=_parameters("Schedule", SCHEDULE_PARAMETERS),
        includes=sorted(SCHEDULE_INCLUDES),
        documentation="One for each place of a professional with such slots. The rules behind them stay his.",
    ),
    Served(type="Practitioner", interactions=("read",), documentation="Whose such slots are."),
    Served(type="PractitionerRole", interactions=("read",), documentation="The same at one place."),
)


def parameters(names: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    """The same search for the contract of this service. Repeated parameters are lists."""
    return {
        "parameters": [
            {
                "name": name, "in": "query", "required": False, "explode": True,
                "schema": {"type": "array", "items": {"type": "string"}},
            }
            for name in names
        ]
    }  # fmt: skip


def statement(url: str, now: datetime) -> Resource:
    return capability_statement(
        url=url,
        title="Agendas partagés de la CPTS",
        description="Shared agendas (GAP), read only: slots opened to professionals or to the public.",
        served=SERVED,
        security="OAuth2 client credentials: a partner system of one CPTS, registered for the scope gap.read.",
        guides=("https://interop.esante.gouv.fr/ig/fhir/gap/ImplementationGuide/ans.fhir.fr.gap|3.0.0",),
        now=now,
    )
