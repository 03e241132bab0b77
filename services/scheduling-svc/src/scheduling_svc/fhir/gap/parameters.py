"""What a partner's software asks of slots and schedules, out of its query. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from carekit.pages import decode_cursor, encode_cursor
from scheduling_svc.fhir import systems
from scheduling_svc.fhir.errors import ParameterInvalid
from scheduling_svc.fhir.gap import codes
from scheduling_svc.fhir.query import Query, read_query
from scheduling_svc.slots.models import SlotStatus

_ANYBODY = ("Practitioner.identifier", "PractitionerRole.specialty")
_IN_SLOT = tuple(f"schedule.actor:{chain}" for chain in _ANYBODY)
_IN_SCHEDULE = tuple(f"actor:{chain}" for chain in _ANYBODY)
PAGING = ("_count", "_page", "_format")
SLOT_PARAMETERS = ("_id", "start", "status", "schedule", *_IN_SLOT)
SCHEDULE_PARAMETERS = ("_id", *_IN_SCHEDULE)
SLOT_INCLUDES = frozenset({"Slot:schedule", "Schedule:actor"})
SCHEDULE_INCLUDES = frozenset({"Schedule:actor"})
PAGE, LONGEST_PAGE = 100, 500
_LIST = "gap-slots"


@dataclass(frozen=True)
class WhoAsked:
    """Of whom: None where it was not said. `rpps` without the prefix of its kind."""

    rpps: frozenset[str] | None
    specialties: frozenset[str] | None


@dataclass(frozen=True)
class SlotsAsked:
    """Both bounds included; None where the client set none."""

    query: Query
    who: WhoAsked
    first: datetime | None
    last: datetime | None
    statuses: frozenset[str] | None
    slot_ids: frozenset[UUID] | None
    place_ids: frozenset[UUID] | None
    includes: frozenset[str]
    count: int
    after: tuple[datetime, UUID] | None

    def next_link(self, url: str, starts_at: datetime, slot_id: UUID) -> str:
        return page_after(self.query, url, encode_cursor(_LIST, starts_at, slot_id))


@dataclass(frozen=True)
class SchedulesAsked:
    query: Query
    who: WhoAsked
    place_ids: frozenset[UUID] | None
    includes: frozenset[str]


def slots_asked(raw: bytes, *, strict: bool) -> SlotsAsked:
    query = read_query(raw, (*SLOT_PARAMETERS, *PAGING, "_include", "_include:iterate"), strict=strict)
    first, last = query.bounds("start")
    pages = query.values("_page")
    return SlotsAsked(
        query=query,
        who=_who(query, *_IN_SLOT),
        first=first,
        last=last,
        statuses=_statuses(query),
        slot_ids=ids_of(query, "_id", "Slot"),
        place_ids=ids_of(query, "schedule", "Schedule"),
        includes=query.includes(SLOT_INCLUDES, strict=strict),
        count=count_of(query),
        after=decode_cursor(_LIST, pages[-1], (datetime, UUID)) if pages else None,
    )


def schedules_asked(raw: bytes, *, strict: bool) -> SchedulesAsked:
    query = read_query(
        raw, (*SCHEDULE_PARAMETERS, "_include", "_include:iterate", "_count", "_format"), strict=strict
    )
    return SchedulesAsked(
        query=query,
        who=_who(query, *_IN_SCHEDULE),
        place_ids=ids_of(query, "_id", "Schedule"),
        includes=query.includes(SCHEDULE_INCLUDES, strict=strict),
    )


def count_of(query: Query) -> int:
    values = query.values("_count")
    if not values:
        return PAGE
    if not re.fullmatch("[0-9]{1,9}", values[-1]) or int(values[-1]) == 0:
        raise ParameterInvalid("_count: a number from 1", parameter="_count")
    return min(int(values[-1]), LONGEST_PAGE)


def page_after(query: Query, url: str, cursor: str) -> str:
    """The same search from this row on."""
    kept = Query(tuple(said for said in query.said if said.name != "_page")).self_link(url)
    return f"{kept}{'&' if '?' in kept else '?'}_page={cursor}"


def rpps_of(identifiers: frozenset[str] | None) -> frozenset[str] | None:
    """National numbers, with the prefix of their kind or without."""
    if identifiers is None:
        return None
    return frozenset(one[-11:] for one in identifiers if re.fullmatch("8?[0-9]{11}", one))


def _who(query: Query, identifier: str, specialty: str) -> WhoAsked:
    return WhoAsked(
        rpps=rpps_of(query.codes(identifier, systems.IDNPS, systems.RPPS)),
        specialties=query.codes(specialty, systems.SPECIALTY),
    )


def _statuses(query: Query) -> frozenset[str] | None:
    asked = query.codes("status", codes.SLOT_STATUS)
    if asked is None:
        return None
    return frozenset(SlotStatus(ours).value for ours, said in codes.STATUSES.items() if said in asked)


def ids_of(query: Query, name: str, kind: str) -> frozenset[UUID] | None:
    """An identifier that is none of ours finds nothing."""
    asked = query.values(name)
    if not asked:
        return None
    found = set()
    for token in (token for value in asked for token in value.split(",")):
        try:
            found.add(UUID(token.removeprefix(f"{kind}/")))
        except ValueError:
            continue
    return frozenset(found)
