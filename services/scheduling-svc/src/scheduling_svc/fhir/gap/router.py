"""Software of partners asks us (ANS guide `ans.fhir.fr.gap` 3.0.0). An edge: it translates and owns no rule."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Depends, Request

from carekit.auth import CptsMissing, RoleRefused, ScopeMissing, bearer_scheme
from carekit.errors import NotFound
from carekit.pages import BadCursor
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep, UnitDep
from scheduling_svc.fhir.deps import SettingsDep
from scheduling_svc.fhir.errors import FormatRefused
from scheduling_svc.fhir.gap import resources, usecases
from scheduling_svc.fhir.gap.capability import parameters, statement
from scheduling_svc.fhir.gap.parameters import SCHEDULE_PARAMETERS, SLOT_PARAMETERS
from scheduling_svc.fhir.negotiation import Fhir, is_strict, speaks_json

router = APIRouter(prefix="/fhir/gap", tags=["FHIR: GAP"], dependencies=[Depends(speaks_json)])
REFUSALS = (RoleRefused, ScopeMissing, CptsMissing, FormatRefused)


@router.get("/metadata", response_class=Fhir, responses=responses(FormatRefused))
async def read_gap_capabilities(settings: SettingsDep, clock: ClockDep) -> Fhir:
    """What this base does, and nothing that it does not: CapabilityStatement, FHIR R4. Open to everybody."""
    return Fhir(statement(settings.gap_base, clock.now()))


@router.get(
    "/Slot",
    response_class=Fhir,
    dependencies=[Depends(bearer_scheme)],
    responses=responses(*REFUSALS, BadCursor),
    openapi_extra=parameters((*SLOT_PARAMETERS, "_include", "_include:iterate", "_count", "_page")),
)
async def search_gap_slots(
    request: Request, unit: UnitDep, settings: SettingsDep, caller: CallerDep, clock: ClockDep
) -> Fhir:
    """Slots to come that are open to professionals or to the public, soonest first: Bundle of type searchset."""
    query: bytes = request.scope["query_string"]
    base = settings.gap_base
    return Fhir(await usecases.find_slots(unit, base, caller, clock, query, strict=is_strict(request)))


@router.get(
    "/Schedule",
    response_class=Fhir,
    dependencies=[Depends(bearer_scheme)],
    responses=responses(*REFUSALS),
    openapi_extra=parameters((*SCHEDULE_PARAMETERS, "_include")),
)
async def search_gap_schedules(
    request: Request, unit: UnitDep, settings: SettingsDep, caller: CallerDep, clock: ClockDep
) -> Fhir:
    """One for each place of a professional with a slot that the partner sees."""
    query: bytes = request.scope["query_string"]
    base = settings.gap_base
    return Fhir(await usecases.find_schedules(unit, base, caller, clock, query, strict=is_strict(request)))


@router.get(
    "/Slot/{slot_id}",
    response_class=Fhir,
    dependencies=[Depends(bearer_scheme)],
    responses=responses(*REFUSALS, NotFound),
)
async def read_gap_slot(slot_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> Fhir:
    """A slot to come, free or taken, if the partner may see it."""
    return Fhir(await usecases.read_slot(unit, caller, clock, slot_id))


@router.get(
    "/Schedule/{place_id}",
    response_class=Fhir,
    dependencies=[Depends(bearer_scheme)],
    responses=responses(*REFUSALS, NotFound),
)
async def read_gap_schedule(place_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> Fhir:
    """A professional's agenda at one place."""
    return Fhir(await usecases.read_place(unit, caller, clock, place_id, resources.schedule))


@router.get(
    "/PractitionerRole/{place_id}",
    response_class=Fhir,
    dependencies=[Depends(bearer_scheme)],
    responses=responses(*REFUSALS, NotFound),
)
async def read_gap_practitioner_role(place_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> Fhir:
    """A professional at one place."""
    return Fhir(await usecases.read_place(unit, caller, clock, place_id, resources.practitioner_role))


@router.get(
    "/Practitioner/{professional_id}",
    response_class=Fhir,
    dependencies=[Depends(bearer_scheme)],
    responses=responses(*REFUSALS, NotFound),
)
async def read_gap_practitioner(professional_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> Fhir:
    """A professional with a slot that the partner sees."""
    return Fhir(await usecases.read_practitioner(unit, caller, clock, professional_id))
