"""One seat of a team, or the hours of one day at a practice: taken, confirmed, given back, withdrawn."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit, constraint_of
from carekit.errors import NotFound
from scheduling_svc.appointments.trace import trace
from scheduling_svc.pools import handing_over, repository
from scheduling_svc.pools.errors import CoverOverlaps
from scheduling_svc.pools.events import CoverChange
from scheduling_svc.pools.models import Cover
from scheduling_svc.pools.policies import may_claim, may_decide_for, may_read_pools, may_release, volunteer_of
from scheduling_svc.pools.schemas import CoverOut
from scheduling_svc.pools.telling import tell_change
from scheduling_svc.pools.views import cover_out, reader_of
from scheduling_svc.teams.models import Team


async def withdraw_cover(unit: Unit, caller: Caller, clock: Clock, cover_id: UUID) -> None:
    may_read_pools(caller)
    now = clock.now()
    async with unit.begin() as session:
        cover, _ = await _decided_cover(session, caller, cover_id)
        locum_id = cover.locum_id
        cover.withdraw()
        trace(session, caller, cover.professional_id, cover_id, "cover_withdrawn", now)
        if locum_id is not None:
            await tell_change(session, caller, [cover], CoverChange.WITHDRAWN, locum_id, now)


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
            await handing_over.take(session, caller, [cover], locum_id, now)
            if team is not None and team.confirms_at_once:
                await handing_over.confirm(session, caller, [cover], team, now)
            else:
                await tell_change(session, caller, [cover], CoverChange.CLAIMED, locum_id, now)
            return await _shown(session, caller, cover, clock)
    except IntegrityError as error:
        if constraint_of(error) == "cover_never_overlaps":
            raise CoverOverlaps from error
        raise


async def release_cover(unit: Unit, caller: Caller, clock: Clock, cover_id: UUID) -> CoverOut:
    may_read_pools(caller)
    async with unit.begin() as session:
        cover = await _cover(session, caller, cover_id)
        may_release(caller, cover, _decider(cover, await repository.team_of(session, cover)))
        await handing_over.release(session, caller, [cover], clock.now())
        return await _shown(session, caller, cover, clock)


async def confirm_cover(unit: Unit, caller: Caller, clock: Clock, cover_id: UUID) -> CoverOut:
    may_read_pools(caller)
    async with unit.begin() as session:
        cover, team = await _decided_cover(session, caller, cover_id)
        await handing_over.must_be_free(session, [cover], cover.claimant())
        await handing_over.confirm(session, caller, [cover], team, clock.now())
        return await _shown(session, caller, cover, clock)


async def reopen_cover(unit: Unit, caller: Caller, clock: Clock, cover_id: UUID) -> CoverOut:
    may_read_pools(caller)
    async with unit.begin() as session:
        cover, _ = await _decided_cover(session, caller, cover_id)
        await handing_over.take_back_confirmation(session, caller, [cover], clock.now())
        return await _shown(session, caller, cover, clock)


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


async def _shown(session: AsyncSession, caller: Caller, cover: Cover, clock: Clock) -> CoverOut:
    await session.flush()
    reader = await reader_of(session, caller, clock.now())
    return cover_out(await repository.named_cover(session, cover.cover_id), reader)
