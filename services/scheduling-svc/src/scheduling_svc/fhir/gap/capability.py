"""What the base of shared agendas serves."""

from __future__ import annotations

from datetime import datetime

from scheduling_svc.fhir.bundles import Resource
from scheduling_svc.fhir.capability import Parameter, Served, capability_statement, query_parameter
from scheduling_svc.fhir.gap import codes
from scheduling_svc.fhir.gap.appointments.parameters import INCLUDES as APPOINTMENT_INCLUDES
from scheduling_svc.fhir.gap.appointments.parameters import PARAMETERS as APPOINTMENT_PARAMETERS
from scheduling_svc.fhir.gap.parameters import (
    SCHEDULE_INCLUDES,
    SCHEDULE_PARAMETERS,
    SLOT_INCLUDES,
    SLOT_PARAMETERS,
)

_TYPES = {
    "start": "date", "date": "date", "created": "date", "schedule": "reference", "slot": "reference",
    "patient": "reference",
}  # fmt: skip
_STANDARD = "http://hl7.org/fhir/SearchParameter/{}-"
_GUIDE = "https://interop.esante.gouv.fr/ig/fhir/gap/SearchParameter/"
_DEFINED = {
    "_id": "http://hl7.org/fhir/SearchParameter/Resource-id",
    "start": _GUIDE + "GAP-{}-earliestStart",
    "created": _GUIDE + "GAP-{}-created",
}


def _parameters(kind: str, names: tuple[str, ...]) -> list[Parameter]:
    return [
        Parameter(
            name,
            _TYPES.get(name, "token"),
            _DEFINED.get(name, _STANDARD + name.split(".")[0].split(":")[0]).format(kind),
        )
        for name in names
    ]


#: What the guide leaves to whoever serves it.
MEANING = f"""A partner's own appointments, one slot each.
`proposed` and `pending` are the same request: the slot is held for some minutes (a rule of the CPTS, 5 by default)
and told as `pending`, with the extension {codes.HELD_UNTIL} for the countdown. Within them an update to `booked`
books it; after them it is `cancelled` ({codes.HOLD_OVER}) for good and the slot free. `booked` books at once.
A booked one whose update names another slot goes there in one act, its reason with it; a request stays at its slot.
`cancelled` gives back what was held, or cancels on the patient's word. What came of it (`arrived`, `fulfilled`,
`noshow`) is the practice's word: read, never written here.
Two that want one slot: one gets it, the others 409 with the next free slots; who loses a move keeps what he had.
No identity is kept: whoever comes is left out with a warning, or refused under `Prefer: handling=strict`; a search
by a patient matches nothing. An include gives what you read by its own address too: of slots to come, open to you.
If-None-Exist and conditional update go by the partner's own identifier. A change by id, and one to another slot,
names its version in If-Match.
"""

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
    Served(
        type="Appointment",
        interactions=("read", "search-type", "create", "update"),
        profiles=(codes.APPOINTMENT,),
        parameters=_parameters("Appointment", APPOINTMENT_PARAMETERS),
        includes=sorted(APPOINTMENT_INCLUDES),
        conditional_create=True,
        conditional_update=True,
        versioning="versioned-update",
        documentation=MEANING,
    ),
    Served(type="Practitioner", interactions=("read",), documentation="Whose such slots are."),
    Served(type="PractitionerRole", interactions=("read",), documentation="The same at one place."),
)


def parameters(names: tuple[str, ...]) -> dict[str, list[Resource]]:
    return {"parameters": [query_parameter(name) for name in names]}


def statement(url: str, now: datetime) -> Resource:
    return capability_statement(
        url=url,
        title="Agendas partagés de la CPTS",
        description="Shared agendas (GAP): slots opened to professionals or to the public, and appointments there.",
        served=SERVED,
        security="OAuth2 client credentials, in one CPTS; scopes: gap.read to read, gap.book to ask and to book.",
        guides=("https://interop.esante.gouv.fr/ig/fhir/gap/ImplementationGuide/ans.fhir.fr.gap|3.0.0",),
        now=now,
    )
