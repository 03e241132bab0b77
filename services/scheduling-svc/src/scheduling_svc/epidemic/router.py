"""Epidemic mode over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep, IfMatchDep, OnceDep, UnitDep
from scheduling_svc.epidemic import switching, usecases
from scheduling_svc.epidemic.errors import (
    EpidemicModeOff,
    EpidemicModeOn,
    NoRoundVolunteer,
    NotNamedInPlan,
    PlanNamesUnknown,
)
from scheduling_svc.epidemic.schemas import (
    EpidemicChanges,
    EpidemicPlanOut,
    EpidemicPlans,
    EpidemicState,
    EpidemicSwitchOut,
    SaveEpidemicPlan,
)
from scheduling_svc.openings.errors import TooManyOpenings
from scheduling_svc.rounds.errors import HoursOverlap

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["epidemic mode"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)


@router.get("/epidemic-plans")
async def list_epidemic_plans(unit: UnitDep, caller: CallerDep) -> EpidemicPlans:
    """Prepared plans with who agreed, and the log of the switches; an owner sees what is asked of his own agenda."""
    return await usecases.list_plans(unit, caller)


@router.post(
    "/epidemic-plans",
    status_code=201,
    responses=responses(
        PlanNamesUnknown, NoRoundVolunteer, HoursOverlap, IdempotencyKeyInvalid, IdempotencyKeyReused
    ),
)
async def prepare_epidemic_plan(
    body: SaveEpidemicPlan, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep, response: Response
) -> EpidemicPlanOut:
    """Prepares a plan (care coordinator, director). Nothing changes before it is switched on."""
    plan = await usecases.prepare_plan(unit, caller, clock, once, body)
    set_etag(response, plan.version)
    return plan


@router.put(
    "/epidemic-plans/{plan_id}",
    responses=responses(
        NotFound, PlanNamesUnknown, NoRoundVolunteer, HoursOverlap, PreconditionFailed, PreconditionRequired
    ),
)
async def revise_epidemic_plan(
    plan_id: UUID, body: SaveEpidemicPlan, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep,
    response: Response,
) -> EpidemicPlanOut:  # fmt: skip
    """The next version, with author and date. Whoever is asked something else than before agrees again."""
    plan = await usecases.revise_plan(unit, caller, clock, plan_id, body, edited)
    set_etag(response, plan.version)
    return plan


@router.put("/epidemic-plans/{plan_id}/agreements/{professional_id}", responses=responses(NotFound, NotNamedInPlan))
async def agree_to_epidemic_plan(
    plan_id: UUID, professional_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> EpidemicPlanOut:
    """The owner of an agenda, or his delegate, agrees ahead of time to what the plan asks of it."""
    return await usecases.agree(unit, caller, clock, plan_id, professional_id)


@router.delete(
    "/epidemic-plans/{plan_id}/agreements/{professional_id}", responses=responses(NotFound, NotNamedInPlan)
)
async def take_back_epidemic_agreement(
    plan_id: UUID, professional_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> EpidemicPlanOut:
    """His part is left out of the next switch."""
    return await usecases.take_back_agreement(unit, caller, clock, plan_id, professional_id)


@router.post("/epidemic-plans/{plan_id}/trial", responses=responses(NotFound, EpidemicModeOn, TooManyOpenings))
async def try_epidemic_plan(plan_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> EpidemicChanges:
    """A dry run: exactly what the switch would change now. Nothing is kept."""
    return await switching.try_plan(unit, caller, clock, plan_id)


@router.post("/epidemic-plans/{plan_id}/switch-on", responses=responses(NotFound, EpidemicModeOn, TooManyOpenings))
async def switch_epidemic_mode_on(
    plan_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> EpidemicChanges:
    """Switches epidemic mode on by this plan (care coordinator, director); the answer says what changed."""
    return await switching.switch_on(unit, caller, clock, plan_id)


@router.get("/epidemic-mode")
async def read_epidemic_mode(unit: UnitDep, caller: CallerDep) -> EpidemicState:
    """Whether epidemic mode is on, by which plan, since when: whoever searches the agenda may know."""
    return await usecases.read_mode(unit, caller)


@router.post("/epidemic-mode/switch-off", responses=responses(EpidemicModeOff))
async def switch_epidemic_mode_off(unit: UnitDep, caller: CallerDep, clock: ClockDep) -> EpidemicSwitchOut:
    """Everything as before the switch; booked slots stay."""
    return await switching.switch_off(unit, caller, clock)
