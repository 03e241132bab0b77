"""The office of the CPTS makes a team, its lead describes it anew and closes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.repository import professional_is_known
from scheduling_svc.pools.events import CoverChange
from scheduling_svc.pools.handing_over import release
from scheduling_svc.pools.models import Cover, CoverStatus
from scheduling_svc.pools.policies import decides_for
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import agendas_in_hand
from scheduling_svc.teams import repository
from scheduling_svc.teams.errors import LeadUnknown, TeamPlaceUnknown
from scheduling_svc.teams.models import Team
from scheduling_svc.teams.policies import may_lead, may_make_team, may_read_teams
from scheduling_svc.teams.repository import NamedTeam
from scheduling_svc.teams.schemas import DescribeTeam, FindTeams, MakeTeam, TeamOut, TeamPage

EXPORTED_AT_MOST = 5_000
_COLUMNS = (
    "kind", "label", "reason_code", "slot_minutes", "commune_name", "communes", "site", "lead_name", "audience",
    "opens_on", "closes_on", "closed_at", "next_shift_on", "seats_open", "seats_claimed", "seats_confirmed",
)  # fmt: skip


async def list_teams(unit: Unit, caller: Caller, clock: Clock, find: FindTeams) -> TeamPage:
    may_read_teams(caller)
    after = decode_cursor("teams", find.cursor, (str, UUID)) if find.cursor else None
    async with unit.begin() as session:
        rows = await repository.teams_after(session, find.kind, find.closed, after, find.limit + 1)
        page = rows[: find.limit]
        items = await _shown(session, caller, page, clock.now())
    more = len(rows) > find.limit
    return TeamPage(
        items=items, next=encode_cursor("teams", page[-1].team.label, page[-1].team.team_id) if more else None
    )


async def export_teams(unit: Unit, caller: Caller, clock: Clock, find: FindTeams) -> str:
    """All of them, as the list is filtered."""
    may_read_teams(caller)
    async with unit.begin() as session:
        rows = await repository.teams_after(session, find.kind, find.closed, None, EXPORTED_AT_MOST)
        teams = await _shown(session, caller, rows, clock.now())
    return csv_text(_COLUMNS, [_line(team) for team in teams])


def _line(team: TeamOut) -> list[object]:
    said = team.model_dump(mode="json", include=set(_COLUMNS))
    return [" ".join(value) if isinstance(value, list) else value for value in (said[name] for name in _COLUMNS)]


async def read_team(unit: Unit, caller: Caller, clock: Clock, team_id: UUID) -> TeamOut:
    may_read_teams(caller)
    async with unit.begin() as session:
        return await _read(session, caller, team_id, clock.now())


async def make_team(unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: MakeTeam) -> TeamOut:
    may_make_team(caller)
    now = clock.now()
    async with unit.begin() as session:
        await idempotency.claim(session, once, now)
        await _check(session, wanted)
        team = Team(
            cpts_id=caller.cpts, team_id=new_id(), kind=wanted.kind.value, made_by=account_of(caller), made_at=now,
            version=0,
        )  # fmt: skip
        team.describe(wanted.terms())
        session.add(team)
        trace(session, caller, None, team.team_id, "team_made", now)
        await session.flush()
        return await idempotency.keep(session, once, await _read(session, caller, team.team_id, now))


async def describe_team(
    unit: Unit, caller: Caller, clock: Clock, team_id: UUID, wanted: DescribeTeam, edited: int
) -> TeamOut:
    may_read_teams(caller)
    now = clock.now()
    async with unit.begin() as session:
        team = await led_team(session, caller, team_id, for_update=True)
        check_version(team.version, edited)
        await _check(session, wanted)
        team.describe(wanted.terms())
        trace(session, caller, None, team_id, "team_described", now)
        await session.flush()
        return await _read(session, caller, team_id, now)


async def close_team(unit: Unit, caller: Caller, clock: Clock, team_id: UUID) -> None:
    """Its seats to come go, and their free slots; appointments stay, to be moved."""
    may_read_teams(caller)
    now = clock.now()
    async with unit.begin() as session:
        team = await led_team(session, caller, team_id, for_update=True)
        team.close(now)
        trace(session, caller, None, team_id, "team_closed", now)
        seats = await repository.seats_to_close(session, team_id, now)
        by_volunteer = defaultdict[UUID, list[Cover]](list)
        for seat in seats:
            if seat.locum_id is not None:
                by_volunteer[seat.locum_id].append(seat)
        await agendas_in_hand(session, by_volunteer)
        for theirs in by_volunteer.values():
            await release(session, caller, theirs, now, told_as=CoverChange.WITHDRAWN)
        for seat in seats:
            seat.withdraw()


async def led_team(session: AsyncSession, caller: Caller, team_id: UUID, *, for_update: bool = False) -> Team:
    team = await repository.team_by_id(session, caller.cpts, team_id, for_update=for_update)
    if team is None:
        raise NotFound
    may_lead(caller, team.lead_id)
    return team


async def _check(session: AsyncSession, wanted: DescribeTeam) -> None:
    if not await repository.communes_known(session, {wanted.commune_code, *wanted.communes}):
        raise TeamPlaceUnknown
    if wanted.lead_id is not None and not await professional_is_known(session, wanted.lead_id):
        raise LeadUnknown


async def _read(session: AsyncSession, caller: Caller, team_id: UUID, now: datetime) -> TeamOut:
    named = await repository.named_team(session, team_id)
    if named is None:
        raise NotFound
    (out,) = await _shown(session, caller, [named], now)
    return out


async def _shown(session: AsyncSession, caller: Caller, teams: Sequence[NamedTeam], now: datetime) -> list[TeamOut]:
    team_ids = [one.team.team_id for one in teams]
    seats = await repository.seats_ahead(session, team_ids, now)
    next_shifts = await repository.next_shifts(session, team_ids, now)

    def out(named: NamedTeam) -> TeamOut:
        team = named.team
        said = {name: getattr(team, name) for name in TeamOut.model_fields if hasattr(team, name)}
        return TeamOut.model_validate(
            said
            | {
                "wheelchair_accessible": team.accessible,
                "commune_name": named.commune_name,
                "lead_name": named.lead_name,
                "seats_open": seats.get((team.team_id, CoverStatus.OPEN), 0),
                "seats_claimed": seats.get((team.team_id, CoverStatus.CLAIMED), 0),
                "seats_confirmed": seats.get((team.team_id, CoverStatus.CONFIRMED), 0),
                "next_shift_on": next_shifts.get(team.team_id),
                "may_lead": team.closed_at is None and decides_for(caller, team.lead_id),
            }
        )

    return [out(one) for one in teams]
