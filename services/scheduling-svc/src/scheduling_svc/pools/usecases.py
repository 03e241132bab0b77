"""A practice publishes hours to cover; a volunteer takes them; the practice confirms, and slots open."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit, constraint_of
from carekit.errors import NotFound
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.pages import decode_cursor, encode_cursor
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.civil import instant
from scheduling_svc.openings.errors import PlaceUnknown, ProfessionalUnknown
from scheduling_svc.openings.repository import opening_by_id
from scheduling_svc.openings.usecases import publish, withdraw
from scheduling_svc.pools import repository
from scheduling_svc.pools.errors import BookedThen, CoverOverlaps, HoursPast
from scheduling_svc.pools.events import CoverChange
from scheduling_svc.pools.models import Cover, CoverStatus
from scheduling_svc.pools.policies import (
    may_claim,
    may_decide_for,
    may_read_pools,
    may_release,
    volunteer_of,
)
from scheduling_svc.pools.schemas import (
    AppointmentsStaying,
    CoverOut,
    CoverPage,
    FindCovers,
    HoursOfAPractice,
    PublishCover,
)
from scheduling_svc.pools.telling import tell_change, tell_published
from scheduling_svc.pools.views import cover_out, reader_of
from scheduling_svc.pools.worklists import rows_of
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import agendas_in_hand, zone_of
from scheduling_svc.slots.upkeep import bring_in_line
from scheduling_svc.teams.models import Team


async def list_covers(unit: Unit, caller: Caller, clock: Clock, find: FindCovers) -> CoverPage:
    may_read_pools(caller)
    after = decode_cursor("covers", find.cursor, (datetime, UUID)) if find.cursor else None
    async with unit.begin() as session:
        reader = await reader_of(session, caller, clock.now())
        only = rows_of(find.worklist, reader) if find.worklist else None
        rows = await repository.covers_ahead(session, reader.now, after, find.limit + 1, only)
    page = rows[: find.limit]
    return CoverPage(
        items=[cover_out(one, reader) for one in page],
        next=encode_cursor("covers", page[-1].cover.starts_at, page[-1].cover.cover_id)
        if len(rows) > find.limit
        else None,
    )


async def publish_cover(unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: PublishCover) -> CoverOut:
    may_decide_for(caller, wanted.professional_id)
    now = clock.now()
    async with unit.begin() as session:
        await idempotency.claim(session, once, now)
        titular = await repository.professional(session, caller.cpts, wanted.professional_id)
        if titular is None:
            raise ProfessionalUnknown
        place = await repository.place_of(session, caller.cpts, wanted.professional_id, wanted.place_id)
        if place is None:
            raise PlaceUnknown
        zone = await zone_of(session, caller.cpts)
        from_time, to_time = time.fromisoformat(wanted.from_time), time.fromisoformat(wanted.to_time)
        starts_at = instant(wanted.day, from_time, zone)
        if starts_at <= now:
            raise HoursPast
        cover = Cover(
            cpts_id=caller.cpts, cover_id=new_id(), professional_id=titular.professional_id,
            profession_code=titular.profession_code, place_id=place.place_id, commune_code=place.commune_code,
            day=wanted.day, from_time=from_time, to_time=to_time, slot_minutes=wanted.slot_minutes, has_line=True,
            modalities=sorted(set(wanted.modalities)), audience=sorted(set(wanted.audience)),
            is_parallel=wanted.is_parallel, starts_at=starts_at, ends_at=instant(wanted.day, to_time, zone),
            status=CoverStatus.OPEN.value, published_by=account_of(caller), published_at=now, version=1,
        )  # fmt: skip
        session.add(cover)
        trace(session, caller, cover.professional_id, cover.cover_id, "cover_published", now)
        await tell_published(session, cover, place, now)
        return await idempotency.keep(session, once, await _shown(session, caller, cover, now))


async def count_appointments_staying(unit: Unit, caller: Caller, find: HoursOfAPractice) -> AppointmentsStaying:
    may_decide_for(caller, find.professional_id)
    async with unit.begin() as session:
        zone = await zone_of(session, caller.cpts)
        since, until = (
            instant(find.day, time.fromisoformat(clock), zone) for clock in (find.from_time, find.to_time)
        )
        return AppointmentsStaying(
            count=await repository.appointments_between(session, find.professional_id, since, until)
        )


async def withdraw_cover(unit: Unit, caller: Caller, clock: Clock, cover_id: UUID) -> None:
    may_read_pools(caller)
    now = clock.now()
    async with unit.begin() as session:
        cover, _ = await _decided_cover(session, caller, cover_id)
        locum_id = cover.locum_id
        cover.withdraw()
        trace(session, caller, cover.professional_id, cover_id, "cover_withdrawn", now)
        if locum_id is not None:
            await tell_change(session, caller, cover, CoverChange.WITHDRAWN, locum_id, now)


async def claim_cover(unit: Unit, caller: Caller, clock: Clock, cover_id: UUID) -> CoverOut:
    """The volunteer says yes to the hours, and to who will see the slots: his word on his own agenda."""
    locum_id = volunteer_of(caller)
    now = clock.now()
    try:
        async with unit.begin() as session:
            cover = await repository.cover_to_claim(session, caller.cpts, cover_id)
            if cover is None:
                raise NotFound
            team = await repository.team_of(session, cover)
            volunteer = await repository.volunteer_by_id(session, caller.cpts, locum_id)
            locum = await repository.professional(session, caller.cpts, locum_id)
            may_claim(cover, locum_id, volunteer, locum.profession_code if locum else None)
            cover.claim(locum_id, now)
            await _must_be_free(session, cover, locum_id)
            trace(session, caller, locum_id, cover.cover_id, "cover_claimed", now, ",".join(cover.audience))
            if team is not None and team.confirms_at_once:
                await session.flush()
                await _confirm(session, caller, cover, team, now)
            else:
                await tell_change(session, caller, cover, CoverChange.CLAIMED, locum_id, now)
            return await _shown(session, caller, cover, now)
    except IntegrityError as error:
        if constraint_of(error) == "cover_never_overlaps":
            raise CoverOverlaps from error
        raise


async def release_cover(unit: Unit, caller: Caller, clock: Clock, cover_id: UUID) -> CoverOut:
    may_read_pools(caller)
    now = clock.now()
    async with unit.begin() as session:
        cover = await _cover(session, caller, cover_id)
        may_release(caller, cover, _decider(cover, await repository.team_of(session, cover)))
        await release(session, caller, cover, now)
        return await _shown(session, caller, cover, now)


async def release(session: AsyncSession, caller: Caller, cover: Cover, now: datetime) -> None:
    """Open to others again; the slots that it opened go, unless they are taken."""
    locum_id, opened = cover.claimant(), cover.opening_id
    was_confirmed = cover.status == CoverStatus.CONFIRMED
    cover.release(now)
    trace(session, caller, locum_id, cover.cover_id, "cover_released", now)
    await tell_change(session, caller, cover, CoverChange.RELEASED, locum_id, now)
    if was_confirmed:
        await _close_again(session, caller, cover, locum_id, opened, now)


async def confirm_cover(unit: Unit, caller: Caller, clock: Clock, cover_id: UUID) -> CoverOut:
    """The hours open in the volunteer's agenda, at that practice or with that team, for whom he agreed to."""
    may_read_pools(caller)
    now = clock.now()
    async with unit.begin() as session:
        cover, team = await _decided_cover(session, caller, cover_id)
        await _must_be_free(session, cover, cover.claimant())
        await _confirm(session, caller, cover, team, now)
        return await _shown(session, caller, cover, now)


async def reopen_cover(unit: Unit, caller: Caller, clock: Clock, cover_id: UUID) -> CoverOut:
    may_read_pools(caller)
    now = clock.now()
    async with unit.begin() as session:
        cover, _ = await _decided_cover(session, caller, cover_id)
        opened = cover.opening_id
        cover.take_back_confirmation(now)
        locum_id = cover.claimant()
        trace(session, caller, locum_id, cover_id, "cover_confirmation_taken_back", now)
        await tell_change(session, caller, cover, CoverChange.REOPENED, locum_id, now)
        await _close_again(session, caller, cover, locum_id, opened, now)
        return await _shown(session, caller, cover, now)


async def _confirm(session: AsyncSession, caller: Caller, cover: Cover, team: Team | None, now: datetime) -> None:
    """The locum's own hours close meanwhile, and those of whom he stands in for (`slots/upkeep.py`); without a line
    that is all that happens."""
    locum_id, opening_id = cover.claimant(), None
    await agendas_in_hand(session, _agendas_of(cover, locum_id))
    if cover.has_line:
        place = await repository.place_of_cover(session, cover, team)
        if place is None:
            raise PlaceUnknown
        locum = await repository.professional(session, caller.cpts, locum_id)
        assert locum is not None, "whoever claimed was known, and nobody is forgotten"
        await repository.lend_place(session, place, locum)
        terms = cover.opening_terms()
        (opening,) = await publish(session, caller, locum_id, [terms], now, agreed=terms.audience)
        opening_id = opening.opening_id
    cover.confirm(opening_id, now)
    trace(session, caller, locum_id, cover.cover_id, "cover_confirmed", now)
    await tell_change(session, caller, cover, CoverChange.CONFIRMED, locum_id, now)
    if titular_id := cover.away():
        trace(session, caller, titular_id, cover.cover_id, "hours_handed_over", now)
    await session.flush()
    for professional_id in _agendas_of(cover, locum_id):
        await bring_in_line(session, caller.cpts, professional_id, now)


async def _close_again(
    session: AsyncSession, caller: Caller, cover: Cover, locum_id: UUID, opening_id: UUID | None, now: datetime
) -> None:
    """Free slots go; those that were taken stay, as when any opening is withdrawn. The hours that it closed open
    again: his own, and those of whom he stood in for."""
    await session.flush()
    await agendas_in_hand(session, _agendas_of(cover, locum_id))
    if titular_id := cover.away():
        trace(session, caller, titular_id, cover.cover_id, "hours_taken_back", now)
        await bring_in_line(session, caller.cpts, titular_id, now)
    opening = await opening_by_id(session, opening_id, for_update=True) if opening_id else None
    if opening is None:
        await bring_in_line(session, caller.cpts, locum_id, now)
        return
    await withdraw(session, caller, opening, now)
    await repository.take_place_back(session, locum_id, cover.place_id)


def _agendas_of(cover: Cover, locum_id: UUID) -> list[UUID]:
    """Whose slots follow from it: the locum's, and those of the titular whom he stands in for."""
    away = cover.away()
    return [locum_id] if away is None else [locum_id, away]


async def _must_be_free(session: AsyncSession, cover: Cover, locum_id: UUID) -> None:
    if await repository.is_booked_then(session, locum_id, cover):
        raise BookedThen


def _decider(cover: Cover, team: Team | None) -> UUID | None:
    return team.lead_id if team else cover.professional_id


async def _decided_cover(session: AsyncSession, caller: Caller, cover_id: UUID) -> tuple[Cover, Team | None]:
    """For the practice, or for who leads the team."""
    cover = await _cover(session, caller, cover_id)
    team = await repository.team_of(session, cover)
    may_decide_for(caller, _decider(cover, team))
    return cover, team


async def _cover(session: AsyncSession, caller: Caller, cover_id: UUID) -> Cover:
    cover = await repository.cover_for_act(session, caller.cpts, cover_id)
    if cover is None:
        raise NotFound
    return cover


async def _shown(session: AsyncSession, caller: Caller, cover: Cover, now: datetime) -> CoverOut:
    await session.flush()
    reader = await reader_of(session, caller, now)
    return cover_out(await repository.named_cover(session, cover.cover_id), reader)
