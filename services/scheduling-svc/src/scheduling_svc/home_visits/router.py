"""The capacity of home visits over HTTP."""

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.deps import AcceptDep, CallerDep, ClockDep, IfMatchDep, UnitDep
from scheduling_svc.home_visits import usecases
from scheduling_svc.home_visits.schemas import (
    FindHomeVisitsQuery,
    HomeVisitCapacity,
    HomeVisitSlots,
    SetHomeVisitThreshold,
)

router = APIRouter(
    prefix="/api/scheduling/v1/home-visits",
    tags=["home visits"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)


@router.get("")
async def read_home_visit_capacity(
    unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> HomeVisitCapacity:
    """Home visits that doctors offer to the territory in each half-day of the coming fortnight (F060)."""
    found = await usecases.read_capacity(unit, caller, clock)
    set_etag(response, found.version)
    return found


@router.get("/slots", response_model=HomeVisitSlots, responses=CSV_FILE | responses(BadCursor))
async def list_home_visit_slots(
    find: FindHomeVisitsQuery, unit: UnitDep, caller: CallerDep, accept: AcceptDep = None
) -> HomeVisitSlots | Response:
    """The slots behind a figure of one half-day, all of them or the free ones (care coordinator, director)."""
    if wants_csv(accept):
        return csv_file("visites-a-domicile.csv", await usecases.export_slots(unit, caller, find))
    return await usecases.list_slots(unit, caller, find)


@router.put("/threshold", responses=responses(PreconditionFailed, PreconditionRequired))
async def set_home_visit_threshold(
    body: SetHomeVisitThreshold, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep,
    response: Response,
) -> HomeVisitCapacity:  # fmt: skip
    """Under how many home visits a half-day is short, kept with author and date (care coordinator, director)."""
    found = await usecases.set_threshold(unit, caller, clock, body, edited)
    set_etag(response, found.version)
    return found
