"""Members over HTTP."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query

from carekit import problems
from carekit.auth import CptsMissing, RoleRefused, bearer_scheme, caller_of
from carekit.idempotency import IdempotencyKeyReused, Once, once
from carekit.pages import BadCursor
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from directory_svc.deps import CurrentCaller, CurrentClock, CurrentUnit
from directory_svc.members import usecases
from directory_svc.members.errors import AlreadyMember, DepartureBeforeArrival, DepartureInTheFuture, MemberUnknown
from directory_svc.members.schemas import DepartMember, JoinMember, MemberFilters, MembershipOut, MembersOut
from directory_svc.offers.errors import ProfessionalUnknown

router = APIRouter(
    prefix="/api/directory/v1/members",
    tags=["directory: members"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)


@router.get(
    "", response_model=MembersOut, responses=CSV_FILE | problems.responses(RoleRefused, CptsMissing, BadCursor)
)
async def list_members(
    filters: Annotated[MemberFilters, Query()],
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    accept: Annotated[str | None, Header(max_length=500)] = None,
) -> Any:
    """Members of the CPTS by name; with `Accept: text/csv`, all that match as a file (coordination, direction)."""
    if wants_csv(accept):
        return csv_file("members.csv", await usecases.members_csv(unit, caller, clock, filters))
    return await usecases.members_page(unit, caller, clock, filters)


@router.post(
    "",
    status_code=201,
    response_model=MembershipOut,
    responses=problems.responses(RoleRefused, CptsMissing, ProfessionalUnknown, AlreadyMember, IdempotencyKeyReused),
)
async def join_member(
    act: JoinMember,
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    once: Annotated[Once, Depends(once)],
) -> MembershipOut:
    """A professional becomes a member (secretary, director)."""
    return await usecases.join(unit, caller, clock, act, once)


@router.post(
    "/{professional_id}/departure",
    response_model=MembershipOut,
    responses=problems.responses(
        RoleRefused, CptsMissing, MemberUnknown, DepartureBeforeArrival, DepartureInTheFuture
    ),
)
async def depart_member(
    professional_id: UUID, act: DepartMember, unit: CurrentUnit, caller: CurrentCaller, clock: CurrentClock
) -> MembershipOut:
    """A member has left: roles and sessions end (secretary, director)."""
    return await usecases.depart(unit, caller, clock, professional_id, act)
