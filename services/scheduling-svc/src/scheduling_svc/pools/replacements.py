"""A practice seeks a locum for a day or several, as one replacement; locums take all of it or named days; the
practice confirms in one act what one of them holds.

Named days, because a fortnight that nobody can take whole is better covered by two than by nobody. The first who asks
has the days he asks for, all or none: a practice that waits for somebody who takes the whole gives the days back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit, constraint_of
from carekit.errors import NotFound
from carekit.pages import decode_cursor, encode_cursor
from scheduling_svc.appointments.trace import trace
from scheduling_svc.pools import handing_over, repository
from scheduling_svc.pools.errors import CoverOverlaps, CoverPast, CoverStands, DayNotSought, DaysTaken
from scheduling_svc.pools.events import CoverChange
from scheduling_svc.pools.models import Cover, CoverStatus
from scheduling_svc.pools.policies import may_claim, may_decide_for, may_read_pools, may_release, volunteer_of
from scheduling_svc.pools.schemas import DaysOfLocum, FindReplacements, ReplacementOut, ReplacementPage, SomeDays
from scheduling_svc.pools.telling import tell_change
from scheduling_svc.pools.views import reader_of, replacement_out
from scheduling_svc.pools.worklists import rows_of


async def list_replacements(unit: Unit, caller: Caller, clock: Clock, find: FindReplacements) -> ReplacementPage:
    may_read_pools(caller)
    after = decode_cursor("replacements", find.cursor, (datetime, UUID)) if find.cursor else None
    async with unit.begin() as session:
        reader = await reader_of(session, caller, clock.now())
        only = rows_of(find.worklist, reader) if find.worklist else None
        keys = await repository.replacements_ahead(session, reader.now, after, find.limit + 1, only)
        page = keys[: find.limit]
        hours = await repository.hours_ahead(session, [one for _, one in page], reader.now)
    return ReplacementPage(
        items=[replacement_out(hours[one], reader) for _, one in page],
        next=encode_cursor("replacements", *page[-1]) if len(keys) > find.limit else None,
    )


async def claim_days(
    unit: Unit, caller: Caller, clock: Clock, replacement_id: UUID, wanted: SomeDays
) -> ReplacementOut:
    locum_id = volunteer_of(caller)
    now = clock.now()
    try:
        async with unit.begin() as session:
            covers = _ahead(await _covers(session, replacement_id), wanted, now)
            volunteer = await repository.volunteer_by_id(session, caller.cpts, locum_id)
            locum = await repository.professional(session, caller.cpts, locum_id)
            may_claim(covers[0], locum_id, volunteer, locum.profession_code if locum else None)
            for cover in covers:
                if cover.status != CoverStatus.OPEN:
                    raise DaysTaken(day=cover.day.isoformat(), status_now=cover.status)
            await handing_over.take(session, caller, covers, locum_id, now)
            await tell_change(session, caller, covers, CoverChange.CLAIMED, locum_id, now)
            return await shown(session, caller, replacement_id, now)
    except IntegrityError as error:
        if constraint_of(error) == "cover_never_overlaps":
            raise CoverOverlaps from error
        raise


async def release_days(
    unit: Unit, caller: Caller, clock: Clock, replacement_id: UUID, wanted: DaysOfLocum
) -> ReplacementOut:
    may_read_pools(caller)
    now = clock.now()
    async with unit.begin() as session:
        covers = await _held(session, replacement_id, wanted, now, lambda status: status != CoverStatus.OPEN)
        may_release(caller, covers[0], covers[0].professional_id)
        await handing_over.release(session, caller, covers, now)
        return await shown(session, caller, replacement_id, now)


async def confirm_days(
    unit: Unit, caller: Caller, clock: Clock, replacement_id: UUID, wanted: DaysOfLocum
) -> ReplacementOut:
    may_read_pools(caller)
    now = clock.now()
    async with unit.begin() as session:
        covers = await _held(session, replacement_id, wanted, now, lambda status: status == CoverStatus.CLAIMED)
        may_decide_for(caller, covers[0].professional_id)
        await handing_over.must_be_free(session, covers, wanted.locum_id)
        await handing_over.confirm(session, caller, covers, None, now)
        return await shown(session, caller, replacement_id, now)


async def reopen_days(
    unit: Unit, caller: Caller, clock: Clock, replacement_id: UUID, wanted: DaysOfLocum
) -> ReplacementOut:
    may_read_pools(caller)
    now = clock.now()
    async with unit.begin() as session:
        covers = await _held(session, replacement_id, wanted, now, lambda status: status == CoverStatus.CONFIRMED)
        may_decide_for(caller, covers[0].professional_id)
        await handing_over.take_back_confirmation(session, caller, covers, now)
        return await shown(session, caller, replacement_id, now)


async def withdraw_replacement(unit: Unit, caller: Caller, clock: Clock, replacement_id: UUID) -> None:
    """What is not confirmed; hours that have begun stay as they are."""
    may_read_pools(caller)
    now = clock.now()
    async with unit.begin() as session:
        covers = await _covers(session, replacement_id)
        may_decide_for(caller, covers[0].professional_id)
        covers = [one for one in _ahead(covers, SomeDays(), now) if one.can_go_to(CoverStatus.WITHDRAWN)]
        if not covers:
            raise CoverStands(status_now=CoverStatus.CONFIRMED.value)
        for locum_id in sorted({one.locum_id for one in covers if one.locum_id}):
            held = [one for one in covers if one.locum_id == locum_id]
            await tell_change(session, caller, held, CoverChange.WITHDRAWN, locum_id, now)
        for cover in covers:
            cover.withdraw()
            trace(session, caller, cover.professional_id, cover.cover_id, "cover_withdrawn", now)


async def shown(session: AsyncSession, caller: Caller, replacement_id: UUID, now: datetime) -> ReplacementOut:
    await session.flush()
    hours = await repository.hours_ahead(session, [replacement_id], now)
    return replacement_out(hours[replacement_id], await reader_of(session, caller, now))


async def _covers(session: AsyncSession, replacement_id: UUID) -> list[Cover]:
    covers = await repository.covers_of_replacement(session, replacement_id)
    if not covers:
        raise NotFound
    return covers


async def _held(
    session: AsyncSession, replacement_id: UUID, wanted: DaysOfLocum, now: datetime, asked: Callable[[str], bool]
) -> list[Cover]:
    """Of the locum, in the state that is asked for. A named day in another state: none."""
    covers = _ahead(await _covers(session, replacement_id), wanted, now)
    held = [one for one in covers if one.locum_id == wanted.locum_id and asked(one.status)]
    if not held or (wanted.days and len(held) < len(covers)):
        other = next(one for one in covers if one not in held)
        raise CoverStands(day=other.day.isoformat(), status_now=other.status)
    return held


def _ahead(covers: Sequence[Cover], wanted: SomeDays, now: datetime) -> list[Cover]:
    """The days that are named, whole; or all that lie ahead."""
    if wanted.days is None:
        ahead = [one for one in covers if one.starts_at > now]
        if not ahead:
            raise CoverPast
        return ahead
    named: set[date] = set(wanted.days)
    found = [one for one in covers if one.day in named]
    if missing := named - {one.day for one in found}:
        raise DayNotSought(day=min(missing).isoformat())
    begun = next((one for one in found if one.starts_at <= now), None)
    if begun:
        raise CoverPast(day=begun.day.isoformat())
    return found
