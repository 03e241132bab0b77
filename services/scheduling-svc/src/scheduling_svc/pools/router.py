"""The pool of locums over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.deps import AcceptDep, CallerDep, ClockDep, OnceDep, UnitDep
from scheduling_svc.openings.errors import PlaceUnknown, ProfessionalUnknown, TooManyOpenings
from scheduling_svc.pools import publishing, replacements, usecases, volunteers
from scheduling_svc.pools.errors import (
    BookedThen,
    CoverOverlaps,
    CoverPast,
    CoverStands,
    DayNotSought,
    DaysTaken,
    HoursPast,
    NoDayToCover,
    NotInThePool,
    NotYourPractice,
    OtherProfession,
    OwnPractice,
    TooManyDays,
)
from scheduling_svc.pools.schemas import (
    CoverOut,
    DaysFound,
    DaysOfLocum,
    DaysToCover,
    FindPoolVolunteersQuery,
    FindReplacementsQuery,
    FindVolunteerHoursQuery,
    JoinPool,
    PoolVolunteers,
    PublishReplacement,
    ReplacementOut,
    ReplacementPage,
    SomeDays,
    VolunteerHoursPage,
)

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["pools"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
ON_A_COVER = (NotFound, NotYourPractice, CoverStands, CoverPast)
ON_DAYS = (NotYourPractice, HoursPast, TooManyDays, NoDayToCover)
TO_CLAIM = (NotInThePool, OwnPractice, OtherProfession, CoverOverlaps, BookedThen)


@router.get("/pool-volunteers", response_model=PoolVolunteers, responses=CSV_FILE)
async def list_pool_volunteers(
    find: FindPoolVolunteersQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> PoolVolunteers | Response:
    """Who volunteers to replace others, and the hours of a month against the least that he needs (F054)."""
    if wants_csv(accept):
        return csv_file("volontaires.csv", await volunteers.export_volunteers(unit, caller, clock, find.month))
    return await volunteers.list_volunteers(unit, caller, clock, find.month)


@router.get("/pool-volunteers/hours", response_model=VolunteerHoursPage, responses=CSV_FILE | responses(BadCursor))
async def list_volunteer_hours(
    find: FindVolunteerHoursQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> VolunteerHoursPage | Response:
    """The confirmed hours behind the figure of one volunteer in a month."""
    if wants_csv(accept):
        return csv_file("heures-de-remplacement.csv", await volunteers.export_hours(unit, caller, clock, find))
    return await volunteers.list_hours(unit, caller, clock, find)


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


@router.get("/replacements", responses=responses(BadCursor))
async def list_replacements(
    find: FindReplacementsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> ReplacementPage:
    """Hours of practices to be covered, soonest first, with what the caller may do with each."""
    return await replacements.list_replacements(unit, caller, clock, find)


@router.post("/replacements/trial", responses=responses(*ON_DAYS))
async def try_replacement(body: DaysToCover, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> DaysFound:
    """Which days a period comes to, and what stays in the agenda of the practice if a locum stands in for it then."""
    return await publishing.try_replacement(unit, caller, clock, body)


@router.post(
    "/replacements",
    status_code=201,
    responses=responses(*ON_DAYS, ProfessionalUnknown, PlaceUnknown, IdempotencyKeyInvalid, IdempotencyKeyReused),
)
async def publish_replacement(
    body: PublishReplacement, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep
) -> ReplacementOut:
    """Publishes a day of a practice, or several as one: the practice itself, or who keeps the pools (F053, F170)."""
    return await publishing.publish_replacement(unit, caller, clock, once, body)


@router.delete("/replacements/{replacement_id}", status_code=204, responses=responses(*ON_A_COVER))
async def withdraw_replacement(replacement_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Takes out of the pool what is not confirmed."""
    await replacements.withdraw_replacement(unit, caller, clock, replacement_id)


@router.post(
    "/replacements/{replacement_id}/claim", responses=responses(*ON_A_COVER, *TO_CLAIM, DayNotSought, DaysTaken)
)
async def claim_days(
    replacement_id: UUID, body: SomeDays, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> ReplacementOut:
    """A volunteer takes all of it or named days, and agrees to who will see the slots. The first who asks has them,
    all or none: a refusal names the day that somebody took meanwhile, or on which he is elsewhere."""
    return await replacements.claim_days(unit, caller, clock, replacement_id, body)


@router.post("/replacements/{replacement_id}/release", responses=responses(*ON_A_COVER, DayNotSought))
async def release_days(
    replacement_id: UUID, body: DaysOfLocum, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> ReplacementOut:
    """Open to others again: the volunteer cannot come then, or somebody else is wanted. Booked slots stay."""
    return await replacements.release_days(unit, caller, clock, replacement_id, body)


@router.post(
    "/replacements/{replacement_id}/confirmation",
    responses=responses(*ON_A_COVER, DayNotSought, PlaceUnknown, TooManyOpenings, BookedThen),
)
async def confirm_days(
    replacement_id: UUID, body: DaysOfLocum, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> ReplacementOut:
    """The practice agrees to one locum: all of his hours open in his agenda, there, at once, or none."""
    return await replacements.confirm_days(unit, caller, clock, replacement_id, body)


@router.post("/replacements/{replacement_id}/reopening", responses=responses(*ON_A_COVER, DayNotSought))
async def reopen_days(
    replacement_id: UUID, body: DaysOfLocum, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> ReplacementOut:
    """Takes the confirmation back: free slots go, booked ones stay, the volunteer still offers himself."""
    return await replacements.reopen_days(unit, caller, clock, replacement_id, body)


@router.delete("/covers/{cover_id}", status_code=204, responses=responses(*ON_A_COVER))
async def withdraw_cover(cover_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Takes a cover out of the pool, unless it is confirmed."""
    await usecases.withdraw_cover(unit, caller, clock, cover_id)


@router.put(
    "/covers/{cover_id}/claim",
    responses=responses(*ON_A_COVER, *TO_CLAIM, PlaceUnknown, TooManyOpenings),
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
