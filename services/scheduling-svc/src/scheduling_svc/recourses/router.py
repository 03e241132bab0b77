"""Recourses of one request over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep, UnitDep
from scheduling_svc.recourses import usecases
from scheduling_svc.recourses.schemas import FindRecoursesQuery, RecoursesNow
from scheduling_svc.triage.errors import (
    NotUnscheduledCare,
    RedFlagFirst,
    TriageEnded,
    TriageMissing,
    TriageUnfinished,
)

router = APIRouter(
    prefix="/api/scheduling/v1/triages/{referral_id}/recourses",
    tags=["triage"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)


@router.get(
    "",
    responses=responses(NotFound, NotUnscheduledCare, TriageMissing, TriageEnded, RedFlagFirst, TriageUnfinished),
)
async def list_recourses_now(
    referral_id: UUID, find: FindRecoursesQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> RecoursesNow:
    """Where a sorted request goes that no slot answers: who takes it now, in the order of resort, then who does not
    and why."""
    return await usecases.recourses_of(unit, caller, clock, referral_id, find)
