"""The agenda rules of a CPTS over HTTP."""

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep, IfMatchDep, UnitDep
from scheduling_svc.rules import usecases
from scheduling_svc.rules.schemas import AgendaRulesOut, SetAgendaRules

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["rules"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)


@router.get("/rules")
async def read_agenda_rules(unit: UnitDep, caller: CallerDep, response: Response) -> AgendaRulesOut:
    """The rules in force (horizon, length of a hold, start of the afternoon, school zone)."""
    rules = await usecases.read_rules(unit, caller)
    set_etag(response, rules.version)
    return AgendaRulesOut.model_validate(rules)


@router.put("/rules", responses=responses(PreconditionFailed, PreconditionRequired))
async def set_agenda_rules(
    body: SetAgendaRules, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep, response: Response
) -> AgendaRulesOut:
    """Sets the rules of the CPTS, kept with author and date (director)."""
    rules = await usecases.set_rules(unit, caller, clock, body, edited)
    set_etag(response, rules.version)
    return AgendaRulesOut.model_validate(rules)
