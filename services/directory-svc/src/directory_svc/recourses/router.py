"""Recourses of unscheduled care over HTTP."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Response

from carekit import problems
from carekit.auth import CptsMissing, RoleRefused, bearer_scheme, caller_of
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import if_match, set_etag
from carekit.idempotency import IdempotencyKeyReused, Once, once
from carekit.pages import BadCursor
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from directory_svc.deps import CurrentCaller, CurrentClock, CurrentUnit
from directory_svc.recourses import usecases
from directory_svc.recourses.errors import HoursOfPermanence, RecourseUnknown
from directory_svc.recourses.schemas import DescribeRecourse, RecourseFilters, RecoursePageOut, RecoursesOut
from directory_svc.territory.errors import CommuneUnknown

router = APIRouter(
    prefix="/api/directory/v1/recourses",
    tags=["directory: recourses of unscheduled care"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)
_KEPT = (RoleRefused, CptsMissing, HoursOfPermanence, CommuneUnknown)


@router.get(
    "", response_model=RecoursesOut, responses=CSV_FILE | problems.responses(RoleRefused, CptsMissing, BadCursor)
)
async def list_recourses(
    filters: Annotated[RecourseFilters, Query()],
    unit: CurrentUnit,
    caller: CurrentCaller,
    accept: Annotated[str | None, Header(max_length=500)] = None,
) -> Any:
    """Where a request turns when no slot answers it, in the order of resort; with `Accept: text/csv`, as a file."""
    if wants_csv(accept):
        return csv_file("recours-snp.csv", await usecases.recourses_csv(unit, caller, filters))
    return await usecases.recourses_page(unit, caller, filters)


@router.post(
    "", status_code=201, response_model=RecoursePageOut, responses=problems.responses(*_KEPT, IdempotencyKeyReused)
)
async def add_recourse(
    act: DescribeRecourse,
    response: Response,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    once: Annotated[Once, Depends(once)],
) -> RecoursePageOut:
    """Adds one, with author and date (care coordinator, director)."""
    answer = await usecases.add_recourse(unit, caller, clock, act, once)
    set_etag(response, answer.version)
    return answer


@router.get(
    "/{recourse_id}",
    response_model=RecoursePageOut,
    responses=problems.responses(RoleRefused, CptsMissing, RecourseUnknown),
)
async def get_recourse(
    recourse_id: UUID, response: Response, unit: CurrentUnit, caller: CurrentCaller
) -> RecoursePageOut:
    """One of them, and who changed what of it."""
    answer = await usecases.recourse_page(unit, caller, recourse_id)
    set_etag(response, answer.version)
    return answer


@router.put(
    "/{recourse_id}",
    response_model=RecoursePageOut,
    responses=problems.responses(*_KEPT, RecourseUnknown, PreconditionFailed, PreconditionRequired),
)
async def change_recourse(
    recourse_id: UUID,
    act: DescribeRecourse,
    response: Response,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    edited: Annotated[int, Depends(if_match)],
) -> RecoursePageOut:
    """Describes it anew, with author and date; the triage follows at once (care coordinator, director)."""
    answer = await usecases.change_recourse(unit, caller, clock, recourse_id, act, edited)
    set_etag(response, answer.version)
    return answer
