"""What a partner's software asks of its appointments, out of its query. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from carekit.pages import decode_cursor, encode_cursor
from scheduling_svc.fhir import systems
from scheduling_svc.fhir.gap import codes
from scheduling_svc.fhir.gap.parameters import (
    LONGEST_PAGE,
    PAGING,
    SlotsAsked,
    count_of,
    ids_of,
    page_after,
    rpps_of,
    slots_asked,
)
from scheduling_svc.fhir.query import Query, read_query

WHOSE = ("practitioner.identifier", "actor:Practitioner.identifier")
#: No identity is held here: whoever is asked for by one has no appointment.
WHO_COMES = ("patient", "patient.identifier", "actor:Patient.identifier")
PARAMETERS = ("_id", "identifier", "status", "date", "start", "created", "service-type", "slot", *WHOSE, *WHO_COMES)
INCLUDES = frozenset({"Appointment:slot", "Appointment:actor", "Appointment:practitioner"})
_LIST = "gap-appointments"


@dataclass(frozen=True)
class AppointmentsAsked:
    """None where nothing was asked; a date's bounds are both included."""

    query: Query
    appointment_ids: frozenset[UUID] | None
    identifiers: frozenset[str] | None
    statuses: frozenset[str] | None
    starts: tuple[datetime | None, datetime | None]
    created: tuple[datetime | None, datetime | None]
    services: frozenset[str] | None
    slot_ids: frozenset[UUID] | None
    rpps: frozenset[str] | None
    is_by_identity: bool
    includes: frozenset[str]
    count: int
    after: UUID | None

    def next_link(self, url: str, last: UUID) -> str:
        return page_after(self.query, url, encode_cursor(_LIST, last))


def appointments_asked(raw: bytes, *, strict: bool) -> AppointmentsAsked:
    query = read_query(raw, (*PARAMETERS, *PAGING, "_include"), strict=strict)
    pages = query.values("_page")
    numbers = [one for name in WHOSE if (one := rpps_of(query.codes(name, systems.IDNPS, systems.RPPS))) is not None]
    spans = [query.bounds(name) for name in ("date", "start")]
    return AppointmentsAsked(
        query=query,
        appointment_ids=ids_of(query, "_id", "Appointment"),
        identifiers=_tokens(query, "identifier"),
        statuses=query.codes("status", codes.APPOINTMENT_STATUS),
        starts=(
            max((first for first, _ in spans if first is not None), default=None),
            min((last for _, last in spans if last is not None), default=None),
        ),
        created=query.bounds("created"),
        services=query.codes("service-type", systems.MODALITY, codes.REASON),
        slot_ids=ids_of(query, "slot", "Slot"),
        rpps=frozenset.intersection(*numbers) if numbers else None,
        is_by_identity=any(query.values(name) for name in WHO_COMES),
        includes=query.includes(INCLUDES, strict=strict),
        count=count_of(query),
        after=decode_cursor(_LIST, pages[-1], (UUID,))[0] if pages else None,
    )


def _tokens(query: Query, name: str) -> frozenset[str] | None:
    """`system|value`, or the value alone; a comma means or, a repetition and."""
    asked = [frozenset(value.split(",")) for value in query.values(name)]
    return frozenset.intersection(*asked) if asked else None


def slots_named(slot_ids: frozenset[UUID]) -> SlotsAsked:
    """The search for the slots of a page of appointments."""
    named = ",".join(map(str, sorted(slot_ids)))
    return slots_asked(f"_id={named}&_count={LONGEST_PAGE}".encode(), strict=True)
