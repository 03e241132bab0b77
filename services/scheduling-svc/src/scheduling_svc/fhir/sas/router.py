"""The national SAS asks us (ANS guide `ans.fhir.fr.sas` 1.2.0). An edge: it translates and owns no rule."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from carekit.auth import RoleRefused, ScopeMissing, bearer_scheme
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep
from scheduling_svc.fhir.errors import FormatRefused
from scheduling_svc.fhir.negotiation import Fhir, is_strict, speaks_json
from scheduling_svc.fhir.sas import usecases
from scheduling_svc.fhir.sas.capability import PARAMETERS, statement
from scheduling_svc.settings import Settings

router = APIRouter(prefix="/fhir/sas", tags=["FHIR: SAS"], dependencies=[Depends(speaks_json)])


async def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


SettingsDep = Annotated[Settings, Depends(settings_of)]


@router.get("/metadata", response_class=Fhir, responses=responses(FormatRefused))
async def read_sas_capabilities(settings: SettingsDep, clock: ClockDep) -> Fhir:
    """What this base does, and nothing that it does not: CapabilityStatement, FHIR R4. Open to everybody."""
    return Fhir(statement(settings.sas_base, clock.now()))


@router.get(
    "/Slot",
    response_class=Fhir,
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, ScopeMissing, FormatRefused),
    openapi_extra={"parameters": PARAMETERS},
)
@router.get("/Slot/", response_class=Fhir, include_in_schema=False)
async def search_sas_slots(request: Request, settings: SettingsDep, caller: CallerDep, clock: ClockDep) -> Fhir:
    """Free slots of 1 to 25 professionals (INT_R01, INT_R04): Bundle of type searchset.

    Parameters: `start` (ge and le), `schedule.actor:Practitioner.identifier` (IDNPS, comma separated), `status=free`,
    `_include`, `_include:iterate`. Only slots opened to regulation or to the public, of the next three days after
    the lower bound.
    """
    query: bytes = request.scope["query_string"]
    return Fhir(
        await usecases.find_slots(
            request.app.state.database, settings, caller, clock, query, strict=is_strict(request)
        )
    )
