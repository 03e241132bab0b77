"""Teams over HTTP. Their seats are taken and confirmed as any cover (`pools/`)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.deps import AcceptDep, CallerDep, ClockDep, IfMatchDep, OnceDep, UnitDep
from scheduling_svc.openings.errors import WeekUnchanged
from scheduling_svc.pools.errors import HoursPast
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.teams import bookings, shifts, usecases
from scheduling_svc.teams.errors import (
    LeadUnknown,
    NotEnoughFree,
    NotYourTeam,
    ShiftTooShort,
    TeamAway,
    TeamClosed,
    TeamPlaceUnknown,
)
from scheduling_svc.teams.schemas import (
    BookedInARow,
    BookInARow,
    CopyShifts,
    DescribeTeam,
    FindTeamsQuery,
    MakeTeam,
    PublishShift,
    ReadTeamWeekQuery,
    TeamHours,
    TeamOut,
    TeamPage,
    TeamWeek,
)

router = APIRouter(
    prefix="/api/scheduling/v1/teams",
    tags=["teams"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
CREATION = (IdempotencyKeyInvalid, IdempotencyKeyReused)
LEADING = (NotFound, NotYourTeam, TeamClosed)


@router.get("", response_model=TeamPage, responses=CSV_FILE | responses(BadCursor))
async def list_teams(
    find: FindTeamsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> TeamPage | Response:
    """Brigades and centres that the CPTS carries, with how many seats are still to be filled (F192, F194);
    `Accept: text/csv` hands over the whole as a file."""
    if wants_csv(accept):
        return csv_file("equipes.csv", await usecases.export_teams(unit, caller, clock, find))
    return await usecases.list_teams(unit, caller, clock, find)


@router.post("", status_code=201, responses=responses(TeamPlaceUnknown, LeadUnknown, *CREATION))
async def make_team(
    body: MakeTeam, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep, response: Response
) -> TeamOut:
    """Makes a team (secretary, care coordinator, director). Nothing opens before somebody holds a seat of it."""
    team = await usecases.make_team(unit, caller, clock, once, body)
    set_etag(response, team.version)
    return team


@router.get("/{team_id}", responses=responses(NotFound))
async def read_team(
    team_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> TeamOut:  # fmt: skip
    """One team, with its ETag."""
    team = await usecases.read_team(unit, caller, clock, team_id)
    set_etag(response, team.version)
    return team


@router.put(
    "/{team_id}",
    responses=responses(*LEADING, TeamPlaceUnknown, LeadUnknown, PreconditionFailed, PreconditionRequired),
)
async def describe_team(
    team_id: UUID, body: DescribeTeam, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep,
    response: Response,
) -> TeamOut:  # fmt: skip
    """Describes it anew; seats that were published keep the terms on which people took them."""
    team = await usecases.describe_team(unit, caller, clock, team_id, body, edited)
    set_etag(response, team.version)
    return team


@router.delete("/{team_id}", status_code=204, responses=responses(*LEADING))
async def close_team(team_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Closes a team: its seats to come and their free slots go, what is booked stays."""
    await usecases.close_team(unit, caller, clock, team_id)


@router.get("/{team_id}/shifts", responses=responses(NotFound))
async def read_team_week(
    team_id: UUID, find: ReadTeamWeekQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> TeamWeek:
    """A week of the team: who is needed, who took a seat, how full the slots are; for its lead, whom to move."""
    return await shifts.read_week(unit, caller, clock, team_id, find.week)


@router.post(
    "/{team_id}/shifts", status_code=201, responses=responses(*LEADING, TeamAway, ShiftTooShort, HoursPast, *CREATION)
)
async def publish_team_shift(
    team_id: UUID, body: PublishShift, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep
) -> TeamWeek:
    """Publishes hours of a day and how many of each profession they need; each seat is a cover."""
    return await shifts.publish_shift(unit, caller, clock, once, team_id, body)


@router.post("/{team_id}/week-copies", status_code=201, responses=responses(*LEADING, WeekUnchanged, *CREATION))
async def copy_team_week(
    team_id: UUID, body: CopyShifts, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep
) -> TeamWeek:
    """Publishes the seats of a week again in other weeks; what stands there already is not published twice."""
    return await shifts.copy_shifts(unit, caller, clock, once, team_id, body)


@router.get("/{team_id}/hours", response_model=TeamHours, responses=responses(NotFound) | CSV_FILE)
async def read_team_hours(
    team_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> Any:
    """Hours that each volunteer gave over twelve months, those to come among them; `Accept: text/csv` as a file."""
    if wants_csv(accept):
        return csv_file("equipe-heures.csv", await shifts.export_hours(unit, caller, clock, team_id))
    return await shifts.read_hours(unit, caller, clock, team_id)


@router.post(
    "/{team_id}/appointments", status_code=201, responses=responses(NotFound, NotEnoughFree, SlotTaken, *CREATION)
)
async def book_team_slots(
    team_id: UUID, body: BookInARow, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep
) -> BookedInARow:
    """Books the next free slots for people who come together, all of them or none, without a case."""
    return await bookings.book_in_a_row(unit, caller, clock, once, team_id, body)
