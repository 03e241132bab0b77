"""The owner of an agenda adds calendars that he keeps elsewhere, and takes them away again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.outside import Validators
from scheduling_svc.agendas.keeping import keeper_of
from scheduling_svc.appointments.trace import trace
from scheduling_svc.calendars import repository
from scheduling_svc.calendars.addresses import Addresses
from scheduling_svc.calendars.errors import CalendarUnreadable, TooManyCalendars
from scheduling_svc.calendars.models import LOOKS_AHEAD, CalendarState, OutsideCalendar
from scheduling_svc.calendars.policies import may_connect
from scheduling_svc.calendars.reading import WHILE_WAITED_FOR, CalendarUnread, busy_in
from scheduling_svc.calendars.schemas import (
    AddCalendar,
    CalendarConflict,
    GiveCalendar,
    OutsideCalendarList,
    OutsideCalendarOut,
)
from scheduling_svc.openings.errors import ProfessionalUnknown
from scheduling_svc.openings.repository import professional_is_known
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.slots.upkeep import bring_in_line

MOST_CALENDARS = 10
MOST_CONFLICTS = 50


async def list_calendars(
    unit: Unit, caller: Caller, clock: Clock, professional_id: UUID | None
) -> OutsideCalendarList:
    may_connect(caller)
    async with unit.begin() as session:
        of = professional_id or caller.professional_id
        if of is None:
            return OutsideCalendarList(items=[])
        may_connect(caller, await keeper_of(session, of))
        calendars = await repository.calendars_of(session, of)
        conflicts = await _conflicts(session, of, clock.now())
        return OutsideCalendarList(items=[_out(one, conflicts[one.calendar_id]) for one in calendars])


async def add_calendar(
    unit: Unit, caller: Caller, clock: Clock, once: Once, addresses: Addresses, wanted: AddCalendar
) -> OutsideCalendarOut:
    """The worker, which alone reaches outside, reads it a moment later."""
    may_connect(caller)
    now, calendar_id = clock.now(), new_id()
    host, sealed = addresses.kept(calendar_id, wanted.url)
    async with unit.begin() as session:
        may_connect(caller, await keeper_of(session, wanted.professional_id))
        await idempotency.claim(session, once, now)
        calendar = await _added(session, caller, calendar_id, wanted, now)
        calendar.host, calendar.address, calendar.next_at = host, sealed, now
        await session.flush()
        await repository.wake_reader(session)
        return await idempotency.keep(session, once, _out(calendar, []))


async def give_calendar(
    unit: Unit, caller: Caller, clock: Clock, addresses: Addresses, wanted: GiveCalendar, content: bytes
) -> OutsideCalendarOut:
    """Read while its giver waits, and not kept."""
    may_connect(caller)
    now = clock.now()
    async with unit.begin() as session:
        may_connect(caller, await keeper_of(session, wanted.professional_id))
        zone = await zone_of(session, caller.cpts)
    try:
        busy = await busy_in(content, zone, now, now + LOOKS_AHEAD, addresses.own_uids, within=WHILE_WAITED_FOR)
    except CalendarUnread as unread:
        raise CalendarUnreadable(problem=unread.problem) from unread
    async with unit.begin() as session:
        calendar = await _added(session, caller, new_id(), wanted, now)
        calendar.was_read(busy, Validators(), now)
        await session.flush()
        await bring_in_line(session, caller.cpts, wanted.professional_id, now)
        conflicts = await _conflicts(session, wanted.professional_id, now)
        return _out(calendar, conflicts[calendar.calendar_id])


async def remove_calendar(unit: Unit, caller: Caller, clock: Clock, calendar_id: UUID) -> None:
    """The slots that it took away are back."""
    may_connect(caller)
    now = clock.now()
    async with unit.begin() as session:
        calendar = await repository.calendar_for_act(session, calendar_id)
        if calendar is None:
            raise NotFound
        may_connect(caller, await keeper_of(session, calendar.professional_id))
        await session.delete(calendar)
        trace(session, caller, calendar.professional_id, calendar_id, "calendar_removed", now)
        await session.flush()
        await bring_in_line(session, caller.cpts, calendar.professional_id, now)


async def _added(
    session: AsyncSession, caller: Caller, calendar_id: UUID, wanted: AddCalendar | GiveCalendar, now: datetime
) -> OutsideCalendar:
    if not await professional_is_known(session, wanted.professional_id):
        raise ProfessionalUnknown
    if await repository.count_calendars(session, wanted.professional_id) >= MOST_CALENDARS:
        raise TooManyCalendars
    calendar = OutsideCalendar(
        professional_id=wanted.professional_id, calendar_id=calendar_id, cpts_id=caller.cpts, label=wanted.label,
        busy=[], state=CalendarState.WAITING.value, attempts=0, added_by=account_of(caller), added_at=now,
    )  # fmt: skip
    session.add(calendar)
    trace(session, caller, wanted.professional_id, calendar_id, "calendar_added", now)
    return calendar


async def _conflicts(session: AsyncSession, of: UUID, now: datetime) -> Mapping[UUID, list[CalendarConflict]]:
    """By calendar."""
    met: dict[UUID, list[CalendarConflict]] = defaultdict(list)
    for calendar_id, appointment in await repository.conflicts_of(session, of, now, MOST_CONFLICTS):
        met[calendar_id].append(CalendarConflict.model_validate(appointment))
    return met


def _out(calendar: OutsideCalendar, conflicts: list[CalendarConflict]) -> OutsideCalendarOut:
    said = {name: getattr(calendar, name) for name in OutsideCalendarOut.model_fields if name != "conflicts"}
    return OutsideCalendarOut(**said, conflicts=conflicts)
