"""Doctors' home visits of the coming fortnight are counted; the coordination says under how many it is warned."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import PreconditionFailed
from carekit.etag import check_version
from carekit.pages import decode_cursor, encode_cursor
from carekit.public_holidays import public_holidays
from carekit.spreadsheet import csv_text
from scheduling_svc.delays.policies import may_open_rows, may_read_figures
from scheduling_svc.home_visits import repository
from scheduling_svc.home_visits.halves import HalfDayCapacity, capacity, expected
from scheduling_svc.home_visits.models import HomeVisitThreshold
from scheduling_svc.home_visits.policies import is_warned, may_set_threshold
from scheduling_svc.home_visits.schemas import (
    FindHomeVisits,
    HomeVisitCapacity,
    HomeVisitHalfDay,
    HomeVisitSlot,
    HomeVisitSlots,
    SetHomeVisitThreshold,
)
from scheduling_svc.openings.civil import instant
from scheduling_svc.rules.half_days import Half
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import department_here, zone_of

#: A fortnight is read; a week is warned of: who is asked today can still open hours in it.
READ_DAYS, WARNED_DAYS = 14, 7
_MIDNIGHT = time()
ROWS = "home-visits"


async def read_capacity(unit: Unit, caller: Caller, clock: Clock) -> HomeVisitCapacity:
    may_read_figures(caller)
    async with unit.begin() as session:
        return await _shown(session, caller, clock)


async def set_threshold(
    unit: Unit, caller: Caller, clock: Clock, wanted: SetHomeVisitThreshold, edited: int
) -> HomeVisitCapacity:
    may_set_threshold(caller)
    try:
        async with unit.begin() as session:
            present = await repository.threshold_in_force(session)
            check_version(present.version if present else 0, edited)
            session.add(
                HomeVisitThreshold(
                    cpts_id=caller.cpts, version=edited + 1, least=wanted.least, set_by=account_of(caller),
                    set_by_name=caller.name, set_at=clock.now(),
                )
            )  # fmt: skip
            await session.flush()
            return await _shown(session, caller, clock)
    except IntegrityError as twin:  # the primary key: somebody set the same version meanwhile
        raise PreconditionFailed from twin


async def list_slots(unit: Unit, caller: Caller, find: FindHomeVisits) -> HomeVisitSlots:
    """What one half-day was counted from."""
    after = decode_cursor(ROWS, find.cursor, (datetime, UUID)) if find.cursor else None
    slots = await _slots(unit, caller, find, after, find.limit + 1)
    page = slots[: find.limit]
    return HomeVisitSlots(
        items=page,
        next=encode_cursor(ROWS, page[-1].starts_at, page[-1].slot_id) if len(slots) > find.limit else None,
    )


async def export_slots(unit: Unit, caller: Caller, find: FindHomeVisits) -> str:
    slots = await _slots(unit, caller, find, None, None)
    return csv_text(list(HomeVisitSlot.model_fields), [list(one.model_dump(mode="json").values()) for one in slots])


async def _slots(
    unit: Unit, caller: Caller, find: FindHomeVisits, after: tuple[Any, ...] | None, limit: int | None
) -> list[HomeVisitSlot]:
    may_open_rows(caller)
    async with unit.begin() as session:
        zone = await zone_of(session, caller.cpts)
        noon = instant(find.day, (await rules_in_force(session)).afternoon_from, zone)
        since, until = (
            (instant(find.day, _MIDNIGHT, zone), noon)
            if find.half is Half.MORNING
            else (noon, instant(find.day + timedelta(days=1), _MIDNIGHT, zone))
        )
        rows = await repository.slots_between(
            session, since, until, (after[0], after[1]) if after else None, limit, free=find.free
        )
    return [HomeVisitSlot.model_validate(row) for row in rows]


async def counted(session: AsyncSession, caller: Caller, now: datetime) -> tuple[int, None]:
    """How many half-days of the coming week fall short, for who can do something about it; none is older."""
    threshold = await repository.threshold_in_force(session) if is_warned(caller) else None
    if not threshold or not threshold.least:
        return 0, None
    coming = await half_days(session, await zone_of(session, caller.cpts), now, WARNED_DAYS, threshold.least)
    return sum(one.is_short for one in coming), None


async def _shown(session: AsyncSession, caller: Caller, clock: Clock) -> HomeVisitCapacity:
    threshold = await repository.threshold_in_force(session)
    least = (threshold and threshold.least) or None
    zone = await zone_of(session, caller.cpts)
    return HomeVisitCapacity(
        least=least,
        version=threshold.version if threshold else 0,
        set_by_name=threshold.set_by_name if threshold else None,
        set_at=threshold.set_at if threshold else None,
        may_set=is_warned(caller),
        half_days=[
            HomeVisitHalfDay(
                day=one.day, half=one.half, slots=one.offered.slots, free=one.offered.free,
                doctors=one.offered.doctors, is_short=one.is_short,
            )
            for one in await half_days(session, zone, clock.now(), READ_DAYS, least)
        ],
    )  # fmt: skip


async def half_days(
    session: AsyncSession, zone: ZoneInfo, now: datetime, days: int, least: int | None
) -> list[HalfDayCapacity]:
    """From tomorrow on: today's hours are what they are."""
    first = local_date(now, zone) + timedelta(days=1)
    last = first + timedelta(days=days)
    since, until = instant(first, _MIDNIGHT, zone), instant(last, _MIDNIGHT, zone)
    noon = (await rules_in_force(session)).afternoon_from
    there = await repository.offered(session, since, until, zone, noon)
    holidays = public_holidays((first.year, last.year), await department_here(session))
    return capacity(expected(first, days, holidays), there, least)
