"""The national SAS asks us (ANS guide `ans.fhir.fr.sas` 1.2.0). An edge: it translates and owns no rule."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from carekit.auth import RoleRefused, ScopeMissing, bearer_scheme
from carekit.outcomes import MEDIA_TYPE
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep
from scheduling_svc.fhir.deps import SentDep, SettingsDep
from scheduling_svc.fhir.errors import BodyFormatRefused, FormatRefused, ParameterMissing, ResourceInvalid
from scheduling_svc.fhir.negotiation import Fhir, is_strict, speaks_json
from scheduling_svc.fhir.sas import usecases
from scheduling_svc.fhir.sas.accounts_client import Accounts, RegulatorKnown
from scheduling_svc.fhir.sas.capability import IDENTIFIER, PARAMETERS, statement
from scheduling_svc.fhir.sas.regulators import location_of, practitioner_of

router = APIRouter(prefix="/fhir/sas", tags=["FHIR: SAS"], dependencies=[Depends(speaks_json)])


async def accounts_of(request: Request) -> Accounts | None:
    accounts: Accounts | None = request.app.state.accounts
    return accounts


AccountsDep = Annotated[Accounts | None, Depends(accounts_of)]


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


WRITES = responses(
    RoleRefused, ScopeMissing, RegulatorKnown, FormatRefused, BodyFormatRefused, ResourceInvalid, ParameterMissing
)
BODY = {"requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}}


@router.post(
    "/Practitioner",
    status_code=201,
    response_class=Fhir,
    dependencies=[Depends(bearer_scheme)],
    responses=WRITES,
    openapi_extra=BODY,
)
async def create_sas_regulator(
    sent: SentDep, settings: SettingsDep, caller: CallerDep, accounts: AccountsDep
) -> Fhir:
    """An account of a regulator (INT_R02), a Practitioner of the profile FrPractitionerRegul; a second is refused."""
    said, kept = await usecases.create_regulator(accounts, caller, sent)
    return Fhir(practitioner_of(said, kept), 201, location_of(settings.sas_base, kept.regulator_id))


@router.put(
    "/Practitioner",
    response_class=Fhir,
    dependencies=[Depends(bearer_scheme)],
    responses=WRITES,
    openapi_extra=BODY | {"parameters": [IDENTIFIER]},
)
async def upsert_sas_regulator(
    request: Request, sent: SentDep, settings: SettingsDep, caller: CallerDep, accounts: AccountsDep
) -> Fhir:
    """Conditional update by `identifier` (INT_R02): 200, or 201 when he is new. `active: false` takes his rights."""
    said, kept = await usecases.upsert_regulator(accounts, caller, request.scope["query_string"], sent)
    status = 201 if kept.is_new else 200
    return Fhir(practitioner_of(said, kept), status, location_of(settings.sas_base, kept.regulator_id))
