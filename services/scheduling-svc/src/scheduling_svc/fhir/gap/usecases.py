"""A partner's software reads the agendas that are open to professionals (flows 4a, 5a of the guide)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.fhir.bundles import Resource, searchset
from scheduling_svc.fhir.gap import codes, repository, resources
from scheduling_svc.fhir.gap.parameters import schedules_asked, slots_asked
from scheduling_svc.fhir.gap.repository import Place
from scheduling_svc.slots.policies import READ_SCOPE
from scheduling_svc.slots.usecases import sight


async def find_slots(unit: Unit, base: str, caller: Caller, clock: Clock, query: bytes, *, strict: bool) -> Resource:
    caller.require_scope(READ_SCOPE)
    asked = slots_asked(query, strict=strict)
    now = clock.now()
    async with unit.begin_on_driver() as session:
        found = await repository.slots(session, asked, sight(caller, now), now)
    page, more = found[: asked.count], len(found) > asked.count
    url = f"{base}/Slot"
    return searchset(
        base=base,
        self_link=asked.query.self_link(url),
        matches=[resources.slot(one) for one in page],
        included=_included(asked.includes, [one.place for one in page]),
        profile=codes.SLOTS_BUNDLE,
        next_link=asked.next_link(url, page[-1].starts_at, page[-1].slot_id) if more else None,
        whole=asked.after is None,
    )


async def find_schedules(
    unit: Unit, base: str, caller: Caller, clock: Clock, query: bytes, *, strict: bool
) -> Resource:
    caller.require_scope(READ_SCOPE)
    asked = schedules_asked(query, strict=strict)
    now = clock.now()
    async with unit.begin_on_driver() as session:
        places = await repository.schedules(session, asked, sight(caller, now), now)
    return searchset(
        base=base,
        self_link=asked.query.self_link(f"{base}/Schedule"),
        matches=[resources.schedule(place) for place in places],
        included=resources.actors(places) if "Schedule:actor" in asked.includes else [],
    )


async def read_slot(unit: Unit, caller: Caller, clock: Clock, slot_id: UUID) -> Resource:
    caller.require_scope(READ_SCOPE)
    now = clock.now()
    async with unit.begin_on_driver() as session:
        asked = slots_asked(f"_id={slot_id}".encode(), strict=True)
        for found in await repository.slots(session, asked, sight(caller, now), now):
            return resources.slot(found)
    raise NotFound


async def read_place(
    unit: Unit, caller: Caller, clock: Clock, place_id: UUID, tell: Callable[[Place], Resource]
) -> Resource:
    """A Schedule or a PractitionerRole: both are a professional at a place."""
    return tell(await _place(unit, caller, clock, f"_id={place_id}"))


async def read_practitioner(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID) -> Resource:
    return resources.practitioner(await _place(unit, caller, clock, "", of=professional_id))


async def _place(unit: Unit, caller: Caller, clock: Clock, query: str, of: UUID | None = None) -> Place:
    caller.require_scope(READ_SCOPE)
    now = clock.now()
    async with unit.begin_on_driver() as session:
        asked = schedules_asked(query.encode(), strict=True)
        for place in await repository.schedules(session, asked, sight(caller, now), now, of):
            return place
    raise NotFound


def _included(includes: frozenset[str], places: list[Place]) -> list[Resource]:
    """Each once, and only what was asked for."""
    if "Slot:schedule" not in includes:
        return []
    distinct = list({place.place_id: place for place in places}.values())
    schedules = [resources.schedule(place) for place in distinct]
    return schedules + (resources.actors(distinct) if "Schedule:actor" in includes else [])
