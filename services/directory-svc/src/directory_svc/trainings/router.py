"""A professional's training for care at a distance over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit import problems
from carekit.auth import CptsMissing, RoleRefused, bearer_scheme, caller_of
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import if_match, set_etag
from directory_svc.deps import CurrentCaller, CurrentClock, CurrentUnit
from directory_svc.offers.errors import ProfessionalUnknown
from directory_svc.policies import NotYourSheet, OutsideYourTerritory
from directory_svc.trainings import usecases
from directory_svc.trainings.errors import TrainingNotOver, TrainingNotStated
from directory_svc.trainings.schemas import StatedTrainingOut, StateTraining

router = APIRouter(
    prefix="/api/directory/v1/professionals/{professional_id}/remote-care-training",
    tags=["directory: sheet of a professional"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)
_EDIT = (RoleRefused, NotYourSheet, OutsideYourTerritory, CptsMissing, ProfessionalUnknown)


@router.put(
    "",
    response_model=StatedTrainingOut,
    responses=problems.responses(*_EDIT, PreconditionFailed, PreconditionRequired, TrainingNotOver),
)
async def state_training(
    professional_id: UUID,
    act: StateTraining,
    response: Response,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    edited: Annotated[int, Depends(if_match)],
) -> StatedTrainingOut:
    """The training followed for téléconsultation or télésoin, and the wish of one; read within this CPTS alone."""
    answer = await usecases.state_training(unit, caller, clock, professional_id, act, edited)
    set_etag(response, answer.version)
    return answer


@router.delete("", status_code=204, responses=problems.responses(*_EDIT, TrainingNotStated))
async def withdraw_training(
    professional_id: UUID, unit: CurrentUnit, caller: CurrentCaller, clock: CurrentClock
) -> None:
    """Nothing is said of his training any more; the trace remembers."""
    await usecases.withdraw_training(unit, caller, clock, professional_id)
