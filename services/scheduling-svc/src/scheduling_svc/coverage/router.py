"""Coverage of the population over HTTP."""

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.coverage import usecases
from scheduling_svc.coverage.schemas import (
    CoverageOut,
    CoverageRowPage,
    FindCoverageQuery,
    FindCoverageRowsQuery,
)
from scheduling_svc.deps import AcceptDep, CallerDep, ClockDep, UnitDep

router = APIRouter(
    prefix="/api/scheduling/v1/coverage",
    tags=["coverage"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)


@router.get("", response_model=CoverageOut, responses=CSV_FILE)
async def read_coverage(
    find: FindCoverageQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> CoverageOut | Response:
    """For each commune and profession, what is free or on duty within a distance, and the holes (care coordinator,
    director, project officer, evaluator)."""
    if wants_csv(accept):
        return csv_file("couverture.csv", await usecases.export_coverage(unit, caller, clock, find))
    return await usecases.read_coverage(unit, caller, clock, find)


@router.get("/rows", response_model=CoverageRowPage, responses=CSV_FILE | responses(BadCursor))
async def list_coverage_rows(
    find: FindCoverageRowsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> CoverageRowPage | Response:
    """What one figure of a commune and a profession was counted from (care coordinator, director)."""
    if wants_csv(accept):
        return csv_file("couverture-lignes.csv", await usecases.export_rows(unit, caller, clock, find))
    return await usecases.list_rows(unit, caller, clock, find)
