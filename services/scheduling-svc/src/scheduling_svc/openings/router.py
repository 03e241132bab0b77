"""Openings and closures over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep, IfMatchDep, OnceDep, UnitDep
from scheduling_svc.openings import sharing, together, usecases
from scheduling_svc.openings.errors import (
    ChangeDoesNotFit,
    OnlyTheOwnerWidens,
    OpenedAlready,
    OpeningPast,
    OwnerNoMemberThere,
    PlaceUnknown,
    ProfessionalUnknown,
    TooManyOpenings,
    WeekUnchanged,
)
from scheduling_svc.openings.schemas import (
    CloseSpan,
    ClosureList,
    ClosureOut,
    CopyWeek,
    DescribeOpening,
    FindClosuresQuery,
    FindOpeningsQuery,
    NamedCptsList,
    OpeningList,
    OpeningOut,
    OpeningPage,
    PublishOpening,
    ReviseOpenings,
    WideningList,
)
from scheduling_svc.slots.errors import NotYourAgenda, SpanInvalid

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["openings"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing, NotYourAgenda),
)
CREATION = (IdempotencyKeyInvalid, IdempotencyKeyReused, ProfessionalUnknown)


@router.get("/openings", responses=responses(BadCursor))
async def list_openings(find: FindOpeningsQuery, unit: UnitDep, caller: CallerDep) -> OpeningPage:
    """Openings of one agenda (its owner, his delegate), or of all (care coordinator, director)."""
    return await usecases.list_openings(unit, caller, find)


@router.post(
    "/openings",
    status_code=201,
    responses=responses(
        PlaceUnknown, TooManyOpenings, OnlyTheOwnerWidens, OwnerNoMemberThere, OpeningPast, OpenedAlready, *CREATION
    ),
)
async def publish_opening(
    body: PublishOpening, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep, response: Response
) -> OpeningOut:
    """Opens hours; their slots exist at once, over the rolling horizon."""
    opening = await usecases.publish_opening(unit, caller, clock, once, body)
    set_etag(response, opening.version)
    return opening


@router.get("/openings/{opening_id}", responses=responses(NotFound))
async def read_opening(opening_id: UUID, unit: UnitDep, caller: CallerDep, response: Response) -> OpeningOut:
    """One opening, with its ETag."""
    opening = await usecases.read_opening(unit, caller, opening_id)
    set_etag(response, opening.version)
    return opening


@router.put(
    "/openings/{opening_id}",
    responses=responses(
        NotFound, PreconditionFailed, PreconditionRequired, PlaceUnknown, OnlyTheOwnerWidens, OwnerNoMemberThere
    ),
)
async def revise_opening(
    opening_id: UUID, body: DescribeOpening, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep,
    response: Response,
) -> OpeningOut:  # fmt: skip
    """Changes an opening; free slots follow at once, held and booked ones stay as they are."""
    opening = await usecases.revise_opening(unit, caller, clock, opening_id, body, edited)
    set_etag(response, opening.version)
    return opening


@router.delete(
    "/openings/{opening_id}", status_code=204, responses=responses(NotFound, PreconditionFailed, PreconditionRequired)
)
async def withdraw_opening(
    opening_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep
) -> None:
    """Withdraws an opening and its free slots; held and booked ones stay as they are."""
    await usecases.withdraw_opening(unit, caller, clock, opening_id, edited)


@router.post(
    "/openings/revisions",
    responses=responses(
        NotFound, PlaceUnknown, PreconditionFailed, OnlyTheOwnerWidens, OwnerNoMemberThere, ChangeDoesNotFit
    ),
)
async def revise_openings(body: ReviseOpenings, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> OpeningList:
    """Changes several openings of one agenda at once, all of them or none."""
    return await together.revise_openings(unit, caller, clock, body)


@router.post(
    "/openings/week-copies",
    status_code=201,
    responses=responses(TooManyOpenings, OnlyTheOwnerWidens, WeekUnchanged, *CREATION),
)
async def copy_week(body: CopyWeek, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep) -> OpeningList:
    """Writes what a week opens again in other weeks; what is open there already is not opened twice."""
    return await together.copy_week(unit, caller, clock, once, body)


@router.get("/professionals/{professional_id}/sharable-cpts")
async def list_sharable_cpts(professional_id: UUID, unit: UnitDep, caller: CallerDep) -> NamedCptsList:
    """Other CPTS that this agenda may be shared with: its owner is a member there (owner, delegate); who oversees
    agendas reads those that he named."""
    return await sharing.list_sharable_cpts(unit, caller, professional_id)


@router.get("/professionals/{professional_id}/widenings")
async def list_widenings(professional_id: UUID, unit: UnitDep, caller: CallerDep) -> WideningList:
    """Who let more people see this agenda, and when (owner, delegate, care coordinator, director)."""
    return await usecases.list_widenings(unit, caller, professional_id)


@router.get("/closures")
async def list_closures(find: FindClosuresQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> ClosureList:
    """Closed spans that are not over."""
    return await usecases.list_closures(unit, caller, clock, find)


@router.post("/closures", status_code=201, responses=responses(SpanInvalid, *CREATION))
async def close_span(body: CloseSpan, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep) -> ClosureOut:
    """Closes a span in one act; the answer names the appointments that still stand in it."""
    return await usecases.close_span(unit, caller, clock, once, body)


@router.delete("/closures/{closure_id}", status_code=204, responses=responses(NotFound))
async def reopen_span(closure_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Opens a closed span again: its slots are back."""
    await usecases.reopen_span(unit, caller, clock, closure_id)
