"""What happened to hours of replacement, told to whoever writes to people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import outbox
from carekit.auth import Caller
from carekit.events import Event
from scheduling_svc.known.models import KnownPlace
from scheduling_svc.pools import repository
from scheduling_svc.pools.events import SUBSCRIPTIONS, AskedToCover, CoverChange, CoverChanged, CoverPublished
from scheduling_svc.pools.models import Cover


async def tell_published(session: AsyncSession, cover: Cover, place: KnownPlace, at: datetime) -> None:
    asked = await repository.suited_volunteers(session, cover)
    if not asked:
        return
    fact = CoverPublished(
        cover_id=cover.cover_id, from_time=f"{cover.from_time:%H:%M}", to_time=f"{cover.to_time:%H:%M}",
        commune_name=place.commune_name, asked=[AskedToCover(professional_id=one, days=[cover.day]) for one in asked],
    )  # fmt: skip
    await _record(session, cover, fact, at)


async def tell_change(
    session: AsyncSession, caller: Caller, cover: Cover, change: CoverChange, locum_id: UUID, at: datetime
) -> None:
    """`locum_id`: who held it, or holds it now."""
    team = await repository.team_of(session, cover)
    fact = CoverChanged(
        cover_id=cover.cover_id, change=change, on=cover.day, from_time=f"{cover.from_time:%H:%M}",
        to_time=f"{cover.to_time:%H:%M}", decided_by=team.lead_id if team else cover.professional_id,
        locum_id=locum_id, by_professional_id=None if caller.has("delegate") else caller.professional_id,
    )  # fmt: skip
    await _record(session, cover, fact, at)


async def _record(session: AsyncSession, cover: Cover, fact: Event, at: datetime) -> None:
    await outbox.record(session, fact, to=SUBSCRIPTIONS, version=cover.version, cpts_id=cover.cpts_id, at=at)
