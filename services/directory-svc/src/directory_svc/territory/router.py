"""CPTS, territory, communes over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from carekit import problems
from carekit.auth import CptsMissing, RoleRefused, bearer_scheme, caller_of
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import if_match, set_etag
from carekit.idempotency import IdempotencyKeyReused, Once, once
from carekit.pages import BadCursor
from directory_svc.deps import CurrentCaller, CurrentClock, CurrentUnit
from directory_svc.territory import usecases
from directory_svc.territory.errors import ClosureUnknown, CommuneUnknown, CptsKnown, CptsUnknown
from directory_svc.territory.schemas import (
    AnnounceClosure,
    ClosureOut,
    CommuneFilters,
    CommunesOut,
    CptsFoundedOut,
    CptsListOut,
    CptsOut,
    FoundCpts,
    OutlinesOut,
    RedrawTerritory,
    StateCoordination,
    TerritoryOut,
)

router = APIRouter(
    prefix="/api/directory/v1",
    tags=["directory: territory"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)


@router.get("/cpts/current", response_model=CptsOut, responses=problems.responses(CptsMissing, CptsUnknown))
async def get_current_cpts(
    response: Response, unit: CurrentUnit, caller: CurrentCaller, clock: CurrentClock
) -> CptsOut:
    """The CPTS of the session: name, communes, neighbours, closures to come, whom to call."""
    answer = await usecases.current_cpts(unit, caller, clock)
    set_etag(response, answer.version)
    return answer


@router.put(
    "/cpts/current/coordination",
    response_model=CptsOut,
    responses=problems.responses(RoleRefused, CptsMissing, CptsUnknown, PreconditionFailed, PreconditionRequired),
)
async def state_coordination(
    act: StateCoordination,
    response: Response,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    edited: Annotated[int, Depends(if_match)],
) -> CptsOut:
    """The telephone of the coordination, as the answer page and printed sheets show it (secretary, director)."""
    answer = await usecases.state_coordination(unit, caller, clock, act, edited)
    set_etag(response, answer.version)
    return answer


@router.get(
    "/cpts/current/outlines", response_model=OutlinesOut, responses=problems.responses(CptsMissing, CptsUnknown)
)
async def get_current_outlines(unit: CurrentUnit, caller: CurrentCaller) -> OutlinesOut:
    """GeoJSON of the territory and of the communes that touch it (WGS84)."""
    return await usecases.current_outlines(unit, caller)


@router.get("/communes", response_model=CommunesOut, responses=problems.responses(CptsMissing, BadCursor))
async def list_communes(
    filters: Annotated[CommuneFilters, Query()], unit: CurrentUnit, caller: CurrentCaller
) -> CommunesOut:
    """Communes by beginning of name or postal code, for fields that complete themselves."""
    return await usecases.communes(unit, caller, filters)


@router.get("/cpts", response_model=CptsListOut, responses=problems.responses(RoleRefused))
async def list_cpts(unit: CurrentUnit, caller: CurrentCaller) -> CptsListOut:
    """Every CPTS of the platform (platform operator)."""
    return await usecases.every_cpts(unit, caller)


@router.post(
    "/cpts",
    status_code=201,
    response_model=CptsFoundedOut,
    responses=problems.responses(RoleRefused, CptsKnown, CommuneUnknown, IdempotencyKeyReused),
)
async def found_cpts(
    act: FoundCpts,
    response: Response,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    once: Annotated[Once, Depends(once)],
) -> CptsFoundedOut:
    """A CPTS enters the platform (platform operator)."""
    answer = await usecases.found_cpts(unit, caller, clock, act, once)
    set_etag(response, answer.version)
    return answer


@router.get(
    "/cpts/{cpts_id}/territory", response_model=TerritoryOut, responses=problems.responses(RoleRefused, CptsUnknown)
)
async def get_territory(cpts_id: UUID, response: Response, unit: CurrentUnit, caller: CurrentCaller) -> TerritoryOut:
    """The communes of one CPTS of the platform, and who drew them (platform operator)."""
    answer = await usecases.territory(unit, caller, cpts_id)
    set_etag(response, answer.version)
    return answer


@router.put(
    "/cpts/{cpts_id}/territory",
    response_model=CptsFoundedOut,
    responses=problems.responses(RoleRefused, CptsUnknown, CommuneUnknown, PreconditionFailed, PreconditionRequired),
)
async def redraw_territory(
    cpts_id: UUID,
    act: RedrawTerritory,
    response: Response,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    edited: Annotated[int, Depends(if_match)],
) -> CptsFoundedOut:
    """The territory becomes this set of communes (platform operator)."""
    answer = await usecases.redraw_territory(unit, caller, clock, cpts_id, act, edited)
    set_etag(response, answer.version)
    return answer


@router.post(
    "/cpts/current/closures",
    status_code=201,
    response_model=ClosureOut,
    responses=problems.responses(RoleRefused, CptsMissing, CptsUnknown, IdempotencyKeyReused),
)
async def announce_cpts_closure(
    act: AnnounceClosure,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    once: Annotated[Once, Depends(once)],
) -> ClosureOut:
    """Days on which the coordination does not answer (secretary, director)."""
    return await usecases.announce_closure(unit, caller, clock, act, once)


@router.delete(
    "/cpts/current/closures/{closure_id}",
    status_code=204,
    responses=problems.responses(RoleRefused, CptsMissing, CptsUnknown, ClosureUnknown),
)
async def withdraw_cpts_closure(
    closure_id: UUID, unit: CurrentUnit, caller: CurrentCaller, clock: CurrentClock
) -> None:
    """The coordination works on these days after all (secretary, director)."""
    await usecases.withdraw_closure(unit, caller, clock, closure_id)
