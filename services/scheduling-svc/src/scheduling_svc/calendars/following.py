"""The worker reads again the calendars that are due, and corrects the agendas that change by it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from carekit import logs
from carekit.clock import Clock
from carekit.db import Database
from carekit.outside import Outside, OutsideFailed, Trouble, Validators
from scheduling_svc.calendars import repository
from scheduling_svc.calendars.addresses import Addresses
from scheduling_svc.calendars.models import LOOKS_AHEAD, Unreadable
from scheduling_svc.calendars.reading import MOST_BYTES, CalendarUnread, busy_in
from scheduling_svc.calendars.repository import Due
from scheduling_svc.openings.spans import Span
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.slots.upkeep import bring_in_line

#: Servers that are waited for together: one that is slow holds up nobody else's.
AT_ONCE = 8


@dataclass(frozen=True)
class Reading:
    """`busy` is None when it is as we have it."""

    busy: list[Span] | None
    validators: Validators


@dataclass(frozen=True)
class Reader:
    addresses: Addresses
    outside: Outside

    async def read(self, one: Due, zone: ZoneInfo, now: datetime) -> Reading | Trouble | Unreadable:
        address = self.addresses.opened(one.calendar_id, one.address)
        if address is None:
            return Unreadable.ADDRESS_LOST
        try:
            found = await self.outside.read(
                address, accept="text/calendar, */*;q=0.1", at_most=MOST_BYTES, known=one.validators
            )
            if found.content is None:
                return Reading(None, found.validators)
            own_uids = self.addresses.own_uids
            return Reading(await busy_in(found.content, zone, now, now + LOOKS_AHEAD, own_uids), found.validators)
        except OutsideFailed as failed:
            return failed.trouble
        except CalendarUnread as unread:
            return unread.problem


async def read_due(database: Database, cpts_id: UUID, clock: Clock, reader: Reader) -> int:
    """Returns how many were tried. No transaction is open while others answer."""
    now = clock.now()
    async with database.begin(cpts_id) as session:
        waiting = await repository.due(session, now, AT_ONCE)
        zone = await zone_of(session, cpts_id)
    readings = await asyncio.gather(*(reader.read(one, zone, now) for one in waiting))
    for one, reading in zip(waiting, readings, strict=True):
        await _note(database, cpts_id, one, reading, now)
    return len(waiting)


async def _note(
    database: Database, cpts_id: UUID, one: Due, reading: Reading | Trouble | Unreadable, now: datetime
) -> None:
    async with database.begin(cpts_id) as session:
        calendar = await repository.calendar_for_act(session, one.calendar_id)
        if calendar is None:  # taken away meanwhile
            return
        if not isinstance(reading, Reading):
            logs.get().warning("outside calendar not read", rule=reading.value, attempts=calendar.attempts)
            calendar.failed(reading.value, now)
        elif reading.busy is None:
            calendar.was_confirmed(now)
        elif calendar.was_read(reading.busy, reading.validators, now):
            await session.flush()
            await bring_in_line(session, cpts_id, calendar.professional_id, now)
