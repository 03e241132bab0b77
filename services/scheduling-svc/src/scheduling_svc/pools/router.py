"""The pool of locums over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep, OnceDep, UnitDep
from scheduling_svc.openings.errors import PlaceUnknown, ProfessionalUnknown, TooManyOpenings
from scheduling_svc.pools import usecases, volunteers
from scheduling_svc.pools.errors import (
    BookedThen,
    CoverOverlaps,
    CoverPast,
    CoverStands,
    HoursPast,
    NotInThePool,
    NotYourPractice,
    OtherProfession,
    OwnPractice,
)
from scheduling_svc.pools.schemas import (
    AppointmentsStaying,
    CoverOut,
    CoverPage,
    FindCoversQuery,
    HoursOfAPracticeQuery,
    JoinPool,
    PoolVolunteers,
    PublishCover,
)

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["pools"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
ON_A_COVER = (NotFound, NotYourPractice, CoverStands, CoverPast)


@router.get("/pool-volunteers")
async def list_pool_volunteers(unit: UnitDep, caller: CallerDep, clock: ClockDep) -> PoolVolunteers:
    """Who volunteers to replace others, and the hours of this month against the least that he needs (F054)."""
    return await volunteers.list_volunteers(unit, caller, clock)


@router.put(
    "/pool-volunteers/{professional_id}", status_code=204, responses=responses(NotYourPractice, ProfessionalUnknown)
)
async def join_pool(professional_id: UUID, body: JoinPool, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Joins the pool, or says anew when and where: the professional himself or his delegate, nobody for him."""
    await volunteers.join_pool(unit, caller, clock, professional_id, body)


@router.delete("/pool-volunteers/{professional_id}", status_code=204, responses=responses(NotFound, NotYourPractice))
async def leave_pool(professional_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Leaves the pool; covers already taken stay his."""
    await volunteers.leave_pool(unit, caller, clock, professional_id)


@router.get("/covers", responses=responses(BadCursor))
async def list_covers(find: FindCoversQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> CoverPage:
    """Hours of practices to be covered, soonest first, with what the caller may do with each."""
    return await usecases.list_covers(unit, caller, clock, find)


@router.get("/covers/appointments-staying", responses=responses(NotYourPractice))
async def count_appointments_staying(
    find: HoursOfAPracticeQuery, unit: UnitDep, caller: CallerDep
) -> AppointmentsStaying:
    """What stays in the agenda of a practice if a locum stands in for it then, before the hours are published."""
    return await usecases.count_appointments_staying(unit, caller, find)


@router.post(
    "/covers",
    status_code=201,
    responses=responses(
        NotYourPractice, ProfessionalUnknown, PlaceUnknown, HoursPast, IdempotencyKeyInvalid, IdempotencyKeyReused
    ),
)
async def publish_cover(
    body: PublishCover, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep
) -> CoverOut:
    """Publishes hours of a practice to the pool: the practice itself, or who keeps the pools (F053, F170)."""
    return await usecases.publish_cover(unit, caller, clock, once, body)


@router.delete("/covers/{cover_id}", status_code=204, responses=responses(*ON_A_COVER))
async def withdraw_cover(cover_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Takes a cover out of the pool, unless it is confirmed."""
    await usecases.withdraw_cover(unit, caller, clock, cover_id)


@router.put(
    "/covers/{cover_id}/claim",
    responses=responses(
        *ON_A_COVER,
        NotInThePool,
        OwnPractice,
        OtherProfession,
        CoverOverlaps,
        BookedThen,
        PlaceUnknown,
        TooManyOpenings,
    ),
)
async def claim_cover(cover_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> CoverOut:
    """A volunteer takes it, and agrees to who will see the slots. The first who asks has it; of a team, the next gets
    another seat of the same hours and profession, while there is one."""
    return await usecases.claim_cover(unit, caller, clock, cover_id)


@router.delete("/covers/{cover_id}/claim", responses=responses(*ON_A_COVER))
async def release_cover(cover_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> CoverOut:
    """Open to others again: the volunteer cannot come, or somebody else is wanted. Booked slots stay."""
    return await usecases.release_cover(unit, caller, clock, cover_id)


@router.put(
    "/covers/{cover_id}/confirmation", responses=responses(*ON_A_COVER, PlaceUnknown, TooManyOpenings, BookedThen)
)
async def confirm_cover(cover_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> CoverOut:
    """The practice, or who leads the team, agrees: the hours open in the volunteer's agenda, there, at once."""
    return await usecases.confirm_cover(unit, caller, clock, cover_id)


@router.delete("/covers/{cover_id}/confirmation", responses=responses(*ON_A_COVER))
async def reopen_cover(cover_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> CoverOut:
    """Takes the confirmation back: free slots go, booked ones stay, the volunteer still offers himself."""
    return await usecases.reopen_cover(unit, caller, clock, cover_id)
