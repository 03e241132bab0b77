"""The SAS looks for free slots of up to 25 professionals."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from carekit.auth import Caller
from carekit.clock import PARIS, Clock
from carekit.db import Database
from carekit.errors import Unavailable
from scheduling_svc.fhir.bundles import Resource, searchset
from scheduling_svc.fhir.negotiation import Sent, resource_of
from scheduling_svc.fhir.sas import codes, repository, resources
from scheduling_svc.fhir.sas.accounts_client import Accounts, KeptRegulator, SaidRegulator
from scheduling_svc.fhir.sas.parameters import SlotsAsked, slots_asked
from scheduling_svc.fhir.sas.regulators import named_by, regulator_of
from scheduling_svc.fhir.sas.repository import Cpts, Found
from scheduling_svc.openings.models import Audience
from scheduling_svc.settings import Settings

READ_SCOPE = "sas.read"
#: By its certificate alone: no access token has it.
REGULATORS_SCOPE = "sas.regulators"
Kept = tuple[SaidRegulator, KeptRegulator]
#: An answer covers three days and the rest of the third: the SAS asks for 72 hours.
WINDOW = timedelta(days=3)


async def find_slots(
    database: Database, settings: Settings, caller: Caller, clock: Clock, query: bytes, *, strict: bool
) -> Resource:
    """`query` as it was sent; `strict` refuses what is not understood of it."""
    caller.require_scope(READ_SCOPE)
    asked = slots_asked(query, strict=strict)
    now = clock.now()
    first = max(asked.first, now)
    last = min(asked.last, _end_of_window(first, PARIS))
    found: list[Found] = []
    if asked.free and asked.rpps and first <= last:
        async with database.begin_on_driver() as session:
            found = await repository.free_slots(session, asked.rpps, (first, last), now)
    return _bundle(settings, asked, found)


async def create_regulator(accounts: Accounts | None, caller: Caller, sent: Sent) -> Kept:
    caller.require_scope(REGULATORS_SCOPE)
    return await _keep(accounts, regulator_of(resource_of(sent, "Practitioner"), None))


async def upsert_regulator(accounts: Accounts | None, caller: Caller, query: bytes, sent: Sent) -> Kept:
    """Conditional update by either identifier: told twice, it is done once."""
    caller.require_scope(REGULATORS_SCOPE)
    by = named_by(query)
    return await _keep(accounts, regulator_of(resource_of(sent, "Practitioner"), by))


async def _keep(accounts: Accounts | None, said: SaidRegulator) -> Kept:
    if accounts is None:
        raise Unavailable("No accounts are kept here")
    return said, await accounts.keep(said)


def _end_of_window(first: datetime, zone: ZoneInfo) -> datetime:
    last_day = first.astimezone(zone).date() + WINDOW
    return datetime.combine(last_day, datetime.max.time(), zone)


def _bundle(settings: Settings, asked: SlotsAsked, found: list[Found]) -> Resource:
    free = [one for one in found if one.slot_id is not None]
    shared = _memberships(found) if asked.with_cpts else {}
    matches: list[Resource] = []
    told: dict[UUID, Cpts] = {}
    for one in free:
        cpts = _seeing(one, shared.get(one.professional_id, []))
        url = booking_url(settings, one)
        matches.append(resources.slot(one, cpts, url, with_cpts=asked.with_cpts))
        told |= {each.cpts_id: each for each in cpts}
    return searchset(
        base=settings.sas_base,
        self_link=asked.query.self_link(f"{settings.sas_base}/Slot"),
        matches=matches,
        included=_included(asked, free, list(told.values())),
        profile=codes.CPTS_BUNDLE if asked.with_cpts else codes.BUNDLE,
    )


def _memberships(found: list[Found]) -> dict[UUID, list[Cpts]]:
    """The CPTS that a professional is a member of. One without FINESS number cannot be told to the SAS."""
    of: dict[UUID, dict[UUID, Cpts]] = defaultdict(dict)
    for one in found:
        if one.is_member and one.cpts.finess:
            of[one.professional_id][one.cpts.cpts_id] = one.cpts
    return {who: list(cpts.values()) for who, cpts in of.items()}


def _seeing(found: Found, memberships: list[Cpts]) -> list[Cpts]:
    """The CPTS where the agenda stands and those that its owner named, while he is a member there."""
    if Audience.CPTS not in found.audience:
        return []
    return [each for each in memberships if each.cpts_id in (found.cpts.cpts_id, *found.shared_with)]


def _included(asked: SlotsAsked, free: list[Found], cpts: list[Cpts]) -> list[Resource]:
    """In the order of the guide's examples, each once, and only what was asked for."""
    places = {one.place_id: one for one in free}
    people = {one.professional_id: one for one in free}
    included: list[Resource] = []
    if "Slot:schedule" in asked.includes:
        included += map(resources.schedule, places.values())
        if "Schedule:actor" in asked.includes:
            included += map(resources.practitioner, people.values())
            included += map(resources.practitioner_role, places.values())
    if asked.with_cpts:
        included += map(resources.healthcare_service, cpts)
        if "HealthcareService:organization" in asked.includes:
            included += map(resources.organization, cpts)
    return included


def booking_url(settings: Settings, found: Found) -> str:
    """Where a regulator books it: the free slots of this professional in this CPTS. The SAS adds `origin=sas`."""
    return f"{settings.public_url}/snp?pro={found.professional_id}&cpts={found.cpts.cpts_id}&motif=snp"
