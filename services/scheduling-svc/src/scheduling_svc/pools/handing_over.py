"""Hours change hands: those of one locum, at one practice or with one team, all or none of what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.errors import PlaceUnknown
from scheduling_svc.openings.repository import opening_by_id
from scheduling_svc.openings.usecases import publish, withdraw_all
from scheduling_svc.pools import places, repository
from scheduling_svc.pools.errors import BookedThen, CoverOverlaps
from scheduling_svc.pools.events import CoverChange
from scheduling_svc.pools.models import Cover, CoverStatus
from scheduling_svc.pools.telling import tell_change
from scheduling_svc.slots.repository import agendas_in_hand
from scheduling_svc.slots.upkeep import bring_in_line
from scheduling_svc.teams.models import Team


async def take(session: AsyncSession, caller: Caller, covers: Sequence[Cover], locum_id: UUID, now: datetime) -> None:
    """His word on the hours, and on who will see the slots. Whoever takes at the same time waits for his agenda."""
    await agendas_in_hand(session, [locum_id])
    for cover in covers:
        if await repository.holds_others_then(session, locum_id, cover):
            raise CoverOverlaps(day=cover.day.isoformat())
    await must_be_free(session, covers, locum_id)
    for cover in covers:
        cover.claim(locum_id, now)
        trace(session, caller, locum_id, cover.cover_id, "cover_claimed", now, ",".join(cover.audience))
    await session.flush()


async def confirm(
    session: AsyncSession, caller: Caller, covers: Sequence[Cover], team: Team | None, now: datetime
) -> None:
    """The hours open in the locum's agenda. His own close meanwhile, and those of whom he stands in for
    (`slots/upkeep.py`); without a line that is all that happens."""
    locum_id = covers[0].claimant()
    agendas = _agendas_of(covers[0], locum_id)
    await agendas_in_hand(session, agendas)
    opened = await _open(session, caller, covers, team, locum_id, now)
    for cover in covers:
        cover.confirm(opened.get(cover.cover_id), now)
        trace(session, caller, locum_id, cover.cover_id, "cover_confirmed", now)
        if titular_id := cover.away():
            trace(session, caller, titular_id, cover.cover_id, "hours_handed_over", now)
    await tell_change(session, caller, covers, CoverChange.CONFIRMED, locum_id, now)
    await session.flush()
    for professional_id in agendas:
        await bring_in_line(session, caller.cpts, professional_id, now)


async def release(
    session: AsyncSession, caller: Caller, covers: Sequence[Cover], now: datetime,
    told_as: CoverChange = CoverChange.RELEASED,
) -> None:  # fmt: skip
    """Open to others again; the slots that they opened go, unless they are taken."""
    locum_id = covers[0].claimant()
    confirmed = [one for one in covers if one.status == CoverStatus.CONFIRMED]
    opened = [one.opening_id for one in confirmed if one.opening_id]
    for cover in covers:
        cover.release(now)
        trace(session, caller, locum_id, cover.cover_id, "cover_released", now)
    await tell_change(session, caller, covers, told_as, locum_id, now)
    if confirmed:
        await _close_again(session, caller, confirmed, locum_id, opened, now)


async def take_back_confirmation(
    session: AsyncSession, caller: Caller, covers: Sequence[Cover], now: datetime
) -> None:  # fmt: skip
    """The locum still offers himself."""
    opened = [one.opening_id for one in covers if one.opening_id]
    for cover in covers:
        cover.take_back_confirmation(now)
        trace(session, caller, cover.claimant(), cover.cover_id, "cover_confirmation_taken_back", now)
    locum_id = covers[0].claimant()
    await tell_change(session, caller, covers, CoverChange.REOPENED, locum_id, now)
    await _close_again(session, caller, covers, locum_id, opened, now)


async def must_be_free(session: AsyncSession, covers: Sequence[Cover], locum_id: UUID) -> None:
    for cover in covers:
        if await repository.is_booked_then(session, locum_id, cover):
            raise BookedThen(day=cover.day.isoformat())


async def _open(
    session: AsyncSession, caller: Caller, covers: Sequence[Cover], team: Team | None, locum_id: UUID, now: datetime
) -> dict[UUID, UUID]:
    """By cover, at that practice or with that team, for whom he agreed to."""
    lines = [one for one in covers if one.has_line]
    if not lines:
        return {}
    place = await places.place_of_cover(session, lines[0], team)
    if place is None:
        raise PlaceUnknown
    locum = await repository.professional(session, caller.cpts, locum_id)
    assert locum is not None, "whoever claimed was known, and nobody is forgotten"
    await places.lend_place(session, place, locum)
    terms = [one.opening_terms() for one in lines]
    openings = await publish(session, caller, locum_id, terms, now, agreed=lines[0].audience)
    return {cover.cover_id: opening.opening_id for cover, opening in zip(lines, openings, strict=True)}


async def _close_again(
    session: AsyncSession, caller: Caller, covers: Sequence[Cover], locum_id: UUID, opened: list[UUID], now: datetime
) -> None:
    """Free slots go; those that were taken stay, as when any opening is withdrawn. The hours that it closed open
    again: his own, and those of whom he stood in for."""
    await session.flush()
    await agendas_in_hand(session, _agendas_of(covers[0], locum_id))
    if titular_id := covers[0].away():
        for cover in covers:
            trace(session, caller, titular_id, cover.cover_id, "hours_taken_back", now)
        await bring_in_line(session, caller.cpts, titular_id, now)
    found = [await opening_by_id(session, one, for_update=True) for one in opened]
    await withdraw_all(session, caller, locum_id, [one for one in found if one is not None], now)
    await places.take_place_back(session, locum_id, covers[0].place_id)


def _agendas_of(cover: Cover, locum_id: UUID) -> list[UUID]:
    """Whose slots follow from it: the locum's, and those of the titular whom he stands in for."""
    away = cover.away()
    return [locum_id] if away is None else [locum_id, away]
