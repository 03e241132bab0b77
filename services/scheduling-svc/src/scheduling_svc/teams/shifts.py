"""A team publishes the hours it needs people for; its week, and who gave how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.spreadsheet import csv_text
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.civil import instant
from scheduling_svc.openings.errors import WeekUnchanged
from scheduling_svc.pools.errors import HoursPast
from scheduling_svc.pools.models import Cover, CoverStatus
from scheduling_svc.pools.policies import decides_for
from scheduling_svc.pools.repository import NamedCover, covers_of_team
from scheduling_svc.pools.telling import tell_seats
from scheduling_svc.pools.views import Reader, cover_out, reader_of
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.teams import repository
from scheduling_svc.teams.errors import ShiftTooShort, TeamAway
from scheduling_svc.teams.models import Team
from scheduling_svc.teams.policies import may_read_teams
from scheduling_svc.teams.schemas import (
    CopyShifts,
    PublishShift,
    Shift,
    ShiftNeed,
    TeamHours,
    TeamWeek,
    ToReplace,
    VolunteerHours,
)
from scheduling_svc.teams.usecases import led_team
from scheduling_svc.teams.weeks import Seat, copied_seats, monday_of, seat_of

_YEAR = timedelta(days=365)


async def read_week(unit: Unit, caller: Caller, clock: Clock, team_id: UUID, week: date) -> TeamWeek:
    may_read_teams(caller)
    async with unit.begin() as session:
        team = await repository.team_by_id(session, caller.cpts, team_id)
        if team is None:
            raise NotFound
        return await _week(session, caller, team, week, clock.now())


async def publish_shift(
    unit: Unit, caller: Caller, clock: Clock, once: Once, team_id: UUID, wanted: PublishShift
) -> TeamWeek:
    may_read_teams(caller)
    now = clock.now()
    from_time, to_time = time.fromisoformat(wanted.from_time), time.fromisoformat(wanted.to_time)
    async with unit.begin() as session:
        await idempotency.claim(session, once, now)
        team = await led_team(session, caller, team_id, for_update=True)
        team.must_be_open()
        zone = await zone_of(session, caller.cpts)
        if not team.works_on(wanted.day):
            raise TeamAway
        starts_at, ends_at = instant(wanted.day, from_time, zone), instant(wanted.day, to_time, zone)
        if ends_at - starts_at < timedelta(minutes=team.slot_minutes):
            raise ShiftTooShort
        if starts_at <= now:
            raise HoursPast
        seats = [
            Seat(wanted.day, from_time, to_time, need.profession_code, need.has_line)
            for need in wanted.seats
            for _ in range(need.count)
        ]
        published = _publish(session, caller, team, seats, zone, now)
        await session.flush()
        await _tell(session, caller, team, published, now)
        return await idempotency.keep(session, once, await _week(session, caller, team, wanted.day, now))


async def copy_shifts(
    unit: Unit, caller: Caller, clock: Clock, once: Once, team_id: UUID, wanted: CopyShifts
) -> TeamWeek:
    """Answers with the first week that was copied to. Hours that have begun, and days on which the team does not
    work, are left out."""
    may_read_teams(caller)
    now = clock.now()
    source, *targets = (monday_of(day) for day in (wanted.from_week, *wanted.to_weeks))
    async with unit.begin() as session:
        await idempotency.claim(session, once, now)
        team = await led_team(session, caller, team_id, for_update=True)
        team.must_be_open()
        if source in targets:
            raise WeekUnchanged
        zone = await zone_of(session, caller.cpts)
        copied = await _seats(session, team_id, source, zone)
        published = list[Cover]()
        for target in sorted(set(targets)):
            missing = copied_seats(copied, await _seats(session, team_id, target, zone), target - source)
            published += _publish(
                session, caller, team,
                [one for one in missing if team.works_on(one.day) and instant(one.day, one.from_time, zone) > now],
                zone, now,
            )  # fmt: skip
        await session.flush()
        await _tell(session, caller, team, published, now)
        return await idempotency.keep(session, once, await _week(session, caller, team, min(targets), now))


async def read_hours(unit: Unit, caller: Caller, clock: Clock, team_id: UUID) -> TeamHours:
    """For everybody who may take a seat: fairness is seen by those whom it concerns."""
    may_read_teams(caller)
    async with unit.begin() as session:
        if await repository.team_by_id(session, caller.cpts, team_id) is None:
            raise NotFound
        given = await repository.hours_given(session, team_id, clock.now() - _YEAR)
    return TeamHours(items=[VolunteerHours.model_validate(one) for one in given])


async def export_hours(unit: Unit, caller: Caller, clock: Clock, team_id: UUID) -> str:
    hours = await read_hours(unit, caller, clock, team_id)
    header = list(VolunteerHours.model_fields)
    return csv_text(header, [list(one.model_dump(mode="json").values()) for one in hours.items])


def _publish(
    session: AsyncSession, caller: Caller, team: Team, seats: Iterable[Seat], zone: ZoneInfo, now: datetime
) -> list[Cover]:
    """Each seat is a cover of its own, on the terms that the team has now."""
    covers = [
        Cover(
            cpts_id=team.cpts_id, cover_id=new_id(), team_id=team.team_id, place_id=team.team_id,
            commune_code=team.commune_code, **seat._asdict(), slot_minutes=team.slot_minutes,
            reason_code=team.reason_code, modalities=[team.modality.value], audience=team.audience,
            is_parallel=False, starts_at=instant(seat.day, seat.from_time, zone),
            ends_at=instant(seat.day, seat.to_time, zone), status=CoverStatus.OPEN.value,
            published_by=account_of(caller), published_at=now, version=1,
        )
        for seat in seats
    ]  # fmt: skip
    session.add_all(covers)
    for cover in covers:
        trace(session, caller, None, cover.cover_id, "cover_published", now)
    return covers


async def _tell(session: AsyncSession, caller: Caller, team: Team, covers: Sequence[Cover], now: datetime) -> None:
    named = await repository.named_team(session, team.team_id)
    await tell_seats(session, caller, covers, team, named.commune_name if named else None, now)


async def _seats(session: AsyncSession, team_id: UUID, monday: date, zone: ZoneInfo) -> list[Seat]:
    return [seat_of(one.cover) for one in await _covers(session, team_id, monday, zone)]


async def _covers(session: AsyncSession, team_id: UUID, monday: date, zone: ZoneInfo) -> list[NamedCover]:
    since, until = (instant(day, time(), zone) for day in (monday, monday + timedelta(days=7)))
    return await covers_of_team(session, team_id, since, until)


async def _week(session: AsyncSession, caller: Caller, team: Team, day: date, now: datetime) -> TeamWeek:
    monday = monday_of(day)
    covers = await _covers(session, team.team_id, monday, await zone_of(session, caller.cpts))
    reader = await reader_of(session, caller, now)
    slots = await repository.slots_by_opening(session, [one.cover for one in covers if one.cover.opening_id])
    leads = decides_for(caller, team.lead_id)
    waiting = await repository.to_replace(session, team.team_id, now) if leads else []
    hours = groupby(covers, key=lambda one: (one.cover.starts_at, one.cover.ends_at))
    return TeamWeek(
        monday=monday,
        shifts=[_shift(list(seats), reader, slots) for _, seats in hours],
        to_replace=[
            ToReplace(
                appointment_id=one.appointment_id, slot_id=one.slot_id, starts_at=one.starts_at,
                professional_id=one.professional_id, professional_name=name, reason_code=one.reason_code,
            )
            for one, name in waiting
        ],
    )  # fmt: skip


def _shift(seats: Sequence[NamedCover], reader: Reader, slots: dict[UUID, tuple[int, int]]) -> Shift:
    first = seats[0].cover
    opened = [slots.get(one.cover.opening_id, (0, 0)) for one in seats if one.cover.opening_id]
    alike = groupby(seats, key=lambda one: (one.cover.profession_code, one.cover.has_line))
    return Shift(
        day=first.day, from_time=first.from_time, to_time=first.to_time, starts_at=first.starts_at,
        slots=sum(made for made, _ in opened), slots_taken=sum(taken for _, taken in opened),
        needs=[_need(profession, line, [one.cover for one in some]) for (profession, line), some in alike],
        seats=[cover_out(one, reader) for one in seats],
    )  # fmt: skip


def _need(profession_code: str, has_line: bool, covers: Sequence[Cover]) -> ShiftNeed:
    statuses = [one.status for one in covers]
    return ShiftNeed(
        profession_code=profession_code, has_line=has_line, wanted=len(covers),
        claimed=statuses.count(CoverStatus.CLAIMED), confirmed=statuses.count(CoverStatus.CONFIRMED),
    )  # fmt: skip
