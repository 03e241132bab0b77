"""How long people wait, over HTTP."""

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.delays import usecases
from scheduling_svc.delays.errors import PeriodInvalid
from scheduling_svc.delays.schemas import (
    DelaySamplePage,
    DelaysOut,
    FindDelaysQuery,
    FindSamplesQuery,
    FindWaitsQuery,
    RealisedWaitPage,
)
from scheduling_svc.deps import AcceptDep, CallerDep, ClockDep, UnitDep

router = APIRouter(
    prefix="/api/scheduling/v1/delays",
    tags=["delays"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)


@router.get("", responses=responses(PeriodInvalid))
async def read_delays(find: FindDelaysQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> DelaysOut:
    """Third next available by week, realised delay by month, and groups side by side (care coordinator, director,
    project officer, evaluator)."""
    return await usecases.read_delays(unit, caller, clock, find)


@router.get("/samples", response_model=DelaySamplePage, responses=CSV_FILE | responses(BadCursor))
async def list_delay_samples(
    find: FindSamplesQuery, unit: UnitDep, caller: CallerDep, accept: AcceptDep = None
) -> DelaySamplePage | Response:
    """The rows of one week's third next available (care coordinator, director)."""
    if wants_csv(accept):
        return csv_file("delais-semaine.csv", await usecases.export_samples(unit, caller, find))
    return await usecases.list_samples(unit, caller, find)


@router.get(
    "/appointments", response_model=RealisedWaitPage, responses=CSV_FILE | responses(BadCursor, PeriodInvalid)
)
async def list_waits(
    find: FindWaitsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> RealisedWaitPage | Response:
    """The appointments behind the realised delay, without any name of a patient (care coordinator, director)."""
    if wants_csv(accept):
        return csv_file("delais-constates.csv", await usecases.export_waits(unit, caller, clock, find))
    return await usecases.list_waits(unit, caller, clock, find)
