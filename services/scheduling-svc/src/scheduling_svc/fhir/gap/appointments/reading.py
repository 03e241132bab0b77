"""A partner's software reads its own appointments (flows 4b, 5b of the guide)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.driver_session import DriverSession
from carekit.errors import NotFound
from scheduling_svc.fhir.bundles import Resource, searchset
from scheduling_svc.fhir.gap import codes
from scheduling_svc.fhir.gap import repository as agendas
from scheduling_svc.fhir.gap import resources as of_agendas
from scheduling_svc.fhir.gap.appointments import repository, resources
from scheduling_svc.fhir.gap.appointments.parameters import appointments_asked, slots_named
from scheduling_svc.fhir.gap.appointments.repository import Told
from scheduling_svc.slots.policies import READ_SCOPE, account_of
from scheduling_svc.slots.usecases import sight


async def read_appointment(unit: Unit, caller: Caller, clock: Clock, appointment_id: UUID) -> Told:
    caller.require_scope(READ_SCOPE)
    async with unit.begin_on_driver() as session:
        told = await repository.appointment(session, account_of(caller), appointment_id, clock.now())
    if told is None:
        raise NotFound
    return told


async def find_appointments(
    unit: Unit, base: str, caller: Caller, clock: Clock, query: bytes, *, strict: bool
) -> Resource:
    caller.require_scope(READ_SCOPE)
    asked, now = appointments_asked(query, strict=strict), clock.now()
    found: list[Told] = []
    included: list[Resource] = []
    if not asked.is_by_identity:
        async with unit.begin_on_driver() as session:
            found = await repository.appointments(session, account_of(caller), asked, now)
            included = await _included(session, caller, asked.includes, found[: asked.count], now)
    page, more = found[: asked.count], len(found) > asked.count
    url = f"{base}/Appointment"
    return searchset(
        base=base,
        self_link=asked.query.self_link(url),
        matches=[resources.appointment(told) for told in page],
        included=included,
        profile=codes.APPOINTMENTS_BUNDLE,
        next_link=asked.next_link(url, page[-1].appointment_id) if more else None,
        whole=asked.after is None,
    )


async def _included(
    session: DriverSession, caller: Caller, includes: frozenset[str], page: Sequence[Told], now: datetime
) -> list[Resource]:
    """What this partner reads by its own address too: of slots to come that are open to him."""
    if not includes or not page:
        return []
    named = slots_named(frozenset(told.slot_id for told in page))
    slots = await agendas.slots(session, named, sight(caller, now), now)
    places = list({one.place.place_id: one.place for one in slots}.values())
    actors = of_agendas.actors(places)
    if "Appointment:actor" not in includes:
        is_asked = "Appointment:practitioner" in includes
        actors = [one for one in actors if is_asked and one["resourceType"] == "Practitioner"]
    return [*(of_agendas.slot(one) for one in slots if "Appointment:slot" in includes), *actors]
