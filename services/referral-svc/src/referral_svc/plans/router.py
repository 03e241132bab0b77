"""/api/referral/v1/plans and /departures: the backlog is planned together, by the care coordinator."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from carekit import etag
from carekit.auth import CptsMissing, RoleRefused
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Acting, Asked, Creating
from referral_svc.plans import cancelling, departing, editing, making, reading
from referral_svc.plans.errors import (
    DepartureCancelled,
    DepartureInThePast,
    DepartureKnown,
    DepartureNotFound,
    DepartureOver,
    LeaverUnknown,
    NothingWaits,
    PlanEnded,
    PlanNotDraft,
    PlanNotFound,
    PlanRowNotFound,
    PlanTooLong,
)
from referral_svc.plans.schemas import (
    AnnounceDeparture,
    DepartureOut,
    DeparturePreview,
    Departures,
    DepartureUndone,
    EditRow,
    MakePlan,
    PlanOut,
    Plans,
    PlansQuery,
    RowOut,
    Rows,
    RowsQuery,
)
from referral_svc.solicitations.errors import CptsNotDescribed, ProfessionalNotEligible

router = APIRouter(prefix="/api/referral/v1", tags=["plans"], dependencies=SIGNED_IN)

PLANNING = (RoleRefused, CptsMissing)
ONCE = (IdempotencyKeyInvalid, IdempotencyKeyReused)
EDITED = (PreconditionFailed, PreconditionRequired)


@router.post(
    "/plans",
    status_code=201,
    responses=responses(*PLANNING, *ONCE, NothingWaits, CptsNotDescribed, PlanTooLong),
)
async def make_plan(act: MakePlan, asked: Asked, once: Creating, response: Response) -> PlanOut:
    """The optimum for everybody who waits: exact, under the hard conditions, places and weekly caps. Asks nobody."""
    found = await making.make_plan(asked, act, once)
    response.headers["ETag"] = found.etag
    return found


@router.get("/plans", responses=responses(*PLANNING, BadCursor))
async def list_plans(query: Annotated[PlansQuery, Query()], asked: Asked) -> Plans:
    """The newest first."""
    return await reading.plans(asked, query)


@router.get("/plans/{plan_id}", responses=responses(*PLANNING, PlanNotFound))
async def show_plan(plan_id: UUID, asked: Asked, response: Response) -> PlanOut:
    """Before and after, and what each doctor is given. The ETag is asked back by the start."""
    found = await reading.plan(asked, plan_id)
    response.headers["ETag"] = found.etag
    return found


@router.get("/plans/{plan_id}/rows", responses=responses(*PLANNING, PlanNotFound, BadCursor))
async def list_plan_rows(plan_id: UUID, query: Annotated[RowsQuery, Query()], asked: Asked) -> Rows:
    """In the order of the queue, each with its reasons."""
    return await reading.rows(asked, plan_id, query)


@router.put(
    "/plans/{plan_id}/rows/{row_id}",
    responses=responses(
        *PLANNING, *EDITED, PlanNotFound, PlanRowNotFound, PlanNotDraft, ProfessionalNotEligible, CptsNotDescribed
    ),
)
async def edit_plan_row(
    plan_id: UUID,
    row_id: UUID,
    act: EditRow,
    asked: Asked,
    edited: Annotated[int, Depends(etag.if_match)],
    response: Response,
) -> RowOut:
    """Another doctor, or nobody. The hard conditions are checked and named; the figures are counted again. Whoever
    lives with this person moves too, unless she is said to go alone."""
    changed = await editing.edit_row(asked, plan_id, row_id, edited, act)
    response.headers["ETag"] = changed.etag
    return changed


@router.post(
    "/plans/{plan_id}/start", responses=responses(*PLANNING, *ONCE, *EDITED, PlanNotFound, PlanNotDraft)
)  # fmt: skip
async def start_plan(
    plan_id: UUID, asked: Asked, once: Acting, edited: Annotated[int, Depends(etag.if_match)]
) -> PlanOut:
    """Its rows are sent one after the other; who reached his weekly cap is asked when it allows. A request that
    changed meanwhile is skipped and told."""
    return await making.start_plan(asked, plan_id, edited, once)


@router.post("/plans/{plan_id}/cancellation", responses=responses(*PLANNING, *ONCE, PlanNotFound, PlanEnded))
async def cancel_plan(plan_id: UUID, asked: Asked, once: Acting) -> PlanOut:
    """Nothing more is sent; what was sent goes on."""
    return await making.cancel_plan(asked, plan_id, once)


@router.get("/departures", responses=responses(*PLANNING))
async def list_departures(asked: Asked) -> Departures:
    """Announced departures, the latest first."""
    return await departing.list_departures(asked)


@router.get(
    "/professionals/{professional_id}/departure", responses=responses(*PLANNING, LeaverUnknown)
)  # fmt: skip
async def preview_departure(professional_id: UUID, asked: Asked) -> DeparturePreview:
    """How many of his persons would wait again, and how many nobody here can reach."""
    return await departing.preview_departure(asked, professional_id)


@router.post(
    "/departures",
    status_code=201,
    responses=responses(*PLANNING, *ONCE, LeaverUnknown, DepartureKnown, DepartureInThePast, CptsNotDescribed),
)
async def announce_departure(act: AnnounceDeparture, asked: Asked, once: Creating) -> DepartureOut:
    """His persons wait again in one act, each with its trace; he is asked for nobody more."""
    return await departing.announce_departure(asked, act, once)


@router.get(
    "/departures/{departure_id}/cancellation",
    responses=responses(*PLANNING, DepartureNotFound, DepartureCancelled, DepartureOver),
)
async def preview_departure_cancellation(departure_id: UUID, asked: Asked) -> DepartureUndone:
    """What of it would come back, and which requests would go on."""
    return await cancelling.preview_cancellation(asked, departure_id)


@router.post(
    "/departures/{departure_id}/cancellation",
    responses=responses(*PLANNING, *ONCE, DepartureNotFound, DepartureCancelled, DepartureOver),
)
async def cancel_departure(departure_id: UUID, asked: Asked, once: Acting) -> DepartureUndone:
    """He stays. What nobody has worked on since comes back to him or leaves the queue; the rest is named."""
    return await cancelling.cancel_departure(asked, departure_id, once)
