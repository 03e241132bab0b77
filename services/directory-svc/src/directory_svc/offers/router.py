"""A professional's sheet over HTTP."""

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
from directory_svc.offers import usecases
from directory_svc.offers.errors import AbsenceUnknown, LanguageUnknown, OfferMissing, ProfessionalUnknown
from directory_svc.offers.schemas import (
    AbsenceOut,
    CorrectContact,
    SheetOut,
    StateAbsence,
    StateOffer,
    StateVolunteering,
    VolunteeringOut,
)
from directory_svc.policies import NotYourSheet, OutsideYourTerritory
from directory_svc.professionals.schemas import ChangeFilters, SheetChangesOut

router = APIRouter(
    prefix="/api/directory/v1/professionals/{professional_id}",
    tags=["directory: sheet of a professional"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)
_EDIT = (RoleRefused, NotYourSheet, OutsideYourTerritory, CptsMissing, ProfessionalUnknown)
_VERSIONED = (*_EDIT, PreconditionFailed, PreconditionRequired)


@router.put("/offer", response_model=SheetOut, responses=problems.responses(*_VERSIONED, LanguageUnknown))
async def state_offer(
    professional_id: UUID,
    act: StateOffer,
    response: Response,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    edited: Annotated[int, Depends(if_match)],
) -> SheetOut:
    """What the professional takes on. By himself, his delegate, or his CPTS with a trace."""
    answer = await usecases.state_offer(unit, caller, clock, professional_id, act, edited)
    set_etag(response, answer.version)
    return answer


@router.post("/offer/confirmation", response_model=SheetOut, responses=problems.responses(*_EDIT, OfferMissing))
async def confirm_offer(
    professional_id: UUID, response: Response, unit: CurrentUnit, caller: CurrentCaller, clock: CurrentClock
) -> SheetOut:
    """Nothing has changed: the offer is still true today."""
    answer = await usecases.confirm_offer(unit, caller, clock, professional_id)
    set_etag(response, answer.version)
    return answer


@router.put("/contact", response_model=SheetOut, responses=problems.responses(*_VERSIONED))
async def correct_contact(
    professional_id: UUID,
    act: CorrectContact,
    response: Response,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    edited: Annotated[int, Depends(if_match)],
) -> SheetOut:
    """How this CPTS reaches the professional, where the register is silent or wrong."""
    answer = await usecases.correct_contact(unit, caller, clock, professional_id, act, edited)
    set_etag(response, answer.version)
    return answer


@router.post(
    "/absences",
    status_code=201,
    response_model=AbsenceOut,
    responses=problems.responses(*_EDIT, IdempotencyKeyReused),
)
async def state_absence(
    professional_id: UUID,
    act: StateAbsence,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    once: Annotated[Once, Depends(once)],
) -> AbsenceOut:
    """Days on which the professional sees nobody."""
    return await usecases.state_absence(unit, caller, clock, professional_id, act, once)


@router.delete("/absences/{absence_id}", status_code=204, responses=problems.responses(*_EDIT, AbsenceUnknown))
async def remove_absence(
    professional_id: UUID, absence_id: UUID, unit: CurrentUnit, caller: CurrentCaller, clock: CurrentClock
) -> None:
    """The professional will be there after all."""
    await usecases.remove_absence(unit, caller, clock, professional_id, absence_id)


@router.put("/volunteering", response_model=VolunteeringOut, responses=problems.responses(*_EDIT))
async def state_volunteering(
    professional_id: UUID,
    act: StateVolunteering,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
) -> VolunteeringOut:
    """Whether he accepts to be asked by this CPTS without being a member."""
    return await usecases.state_volunteering(unit, caller, clock, professional_id, act)


@router.get(
    "/changes",
    response_model=SheetChangesOut,
    responses=problems.responses(RoleRefused, NotYourSheet, CptsMissing, BadCursor),
)
async def list_sheet_changes(
    professional_id: UUID,
    filters: Annotated[ChangeFilters, Query()],
    unit: CurrentUnit,
    caller: CurrentCaller,
) -> SheetChangesOut:
    """Who changed what on this sheet in this CPTS, latest first."""
    return await usecases.sheet_changes(unit, caller, professional_id, filters.cursor, filters.limit)
