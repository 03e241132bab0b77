"""Who volunteers, on his own word, and whether his activity is regular."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.errors import ProfessionalUnknown
from scheduling_svc.pools import activity, repository
from scheduling_svc.pools.activity import NamedVolunteer
from scheduling_svc.pools.models import PoolVolunteer
from scheduling_svc.pools.planning import month_of
from scheduling_svc.pools.policies import may_read_pools, may_volunteer
from scheduling_svc.pools.schemas import (
    FindVolunteerHours,
    JoinPool,
    PoolVolunteerOut,
    PoolVolunteers,
    VolunteerHoursOut,
    VolunteerHoursPage,
)
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import zone_of

ROWS = "volunteer-hours"
_EXPORTED = ("month", "name", "profession_code", "confirmed_hours", "least_hours", "is_under_least")


async def list_volunteers(unit: Unit, caller: Caller, clock: Clock, month: str | None) -> PoolVolunteers:
    may_read_pools(caller)
    async with unit.begin() as session:
        first, since, until = await _span(session, caller, clock, month)
        found = await activity.volunteers(session, since, until)
    items = [_out(one, first, until) for one in found]
    return PoolVolunteers(items=sorted(items, key=lambda one: not one.is_under_least))


async def export_volunteers(unit: Unit, caller: Caller, clock: Clock, month: str | None) -> str:
    found = await list_volunteers(unit, caller, clock, month)
    return csv_text(_EXPORTED, [[getattr(one, name) for name in _EXPORTED] for one in found.items])


async def list_hours(unit: Unit, caller: Caller, clock: Clock, find: FindVolunteerHours) -> VolunteerHoursPage:
    """What the figure of a volunteer was counted from."""
    after = decode_cursor(ROWS, find.cursor, (datetime, UUID)) if find.cursor else None
    rows = await _hours(unit, caller, clock, find, after, find.limit + 1)
    page = rows[: find.limit]
    return VolunteerHoursPage(
        items=[VolunteerHoursOut.model_validate(row) for row in page],
        next=encode_cursor(ROWS, page[-1].starts_at, page[-1].cover_id) if len(rows) > find.limit else None,
    )


async def export_hours(unit: Unit, caller: Caller, clock: Clock, find: FindVolunteerHours) -> str:
    rows = [VolunteerHoursOut.model_validate(row) for row in await _hours(unit, caller, clock, find, None, None)]
    header = list(VolunteerHoursOut.model_fields)
    return csv_text(header, [list(one.model_dump(mode="json").values()) for one in rows])


async def _hours(
    unit: Unit,
    caller: Caller,
    clock: Clock,
    find: FindVolunteerHours,
    after: tuple[Any, ...] | None,
    limit: int | None,
) -> Sequence[Row[*tuple[Any, ...]]]:
    may_read_pools(caller)
    async with unit.begin() as session:
        _, since, until = await _span(session, caller, clock, find.month)
        return await activity.hours_of(
            session, find.professional_id, since, until, (after[0], after[1]) if after else None, limit
        )


async def _span(
    session: AsyncSession, caller: Caller, clock: Clock, month: str | None
) -> tuple[date, datetime, datetime]:
    """The first day of a month, this one unless said, and its instants where the CPTS lives."""
    zone = await zone_of(session, caller.cpts)
    first = date.fromisoformat(f"{month}-01") if month else local_date(clock.now(), zone).replace(day=1)
    return first, *month_of(first, zone)


async def join_pool(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, wanted: JoinPool) -> None:
    """Joins, or says anew when, where and how much."""
    may_volunteer(caller, professional_id)
    now = clock.now()
    async with unit.begin() as session:
        if await repository.professional(session, caller.cpts, professional_id) is None:
            raise ProfessionalUnknown
        volunteer = await repository.volunteer_by_id(session, caller.cpts, professional_id, for_update=True)
        if volunteer is None:
            volunteer = PoolVolunteer(cpts_id=caller.cpts, professional_id=professional_id, joined_at=now)
            session.add(volunteer)
        volunteer.communes, volunteer.weekdays = sorted(set(wanted.communes)), sorted(set(wanted.weekdays))
        volunteer.least_hours = wanted.least_hours
        volunteer.changed_by, volunteer.changed_at = account_of(caller), now
        trace(session, caller, professional_id, professional_id, "pool_joined", now)


async def leave_pool(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID) -> None:
    """Covers that he took stay his until he or the practice releases them."""
    may_volunteer(caller, professional_id)
    async with unit.begin() as session:
        volunteer = await repository.volunteer_by_id(session, caller.cpts, professional_id, for_update=True)
        if volunteer is None:
            raise NotFound
        await session.delete(volunteer)
        trace(session, caller, professional_id, professional_id, "pool_left", clock.now())


def _out(named: NamedVolunteer, month: date, until: datetime) -> PoolVolunteerOut:
    """Nothing is short of what he asked for later."""
    one = named.volunteer
    is_under_least = named.confirmed_hours < one.least_hours and one.joined_at < until
    return PoolVolunteerOut(
        professional_id=one.professional_id, name=named.name, profession_code=named.profession_code,
        communes=one.communes, weekdays=one.weekdays, least_hours=one.least_hours, month=month,
        confirmed_hours=named.confirmed_hours, is_under_least=is_under_least,
    )  # fmt: skip
