"""What happened to hours of replacement, told to whoever writes to people: once for what was done in one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import outbox
from carekit.auth import Caller
from carekit.events import Event
from scheduling_svc.known.models import KnownPlace
from scheduling_svc.pools import repository
from scheduling_svc.pools.events import (
    SUBSCRIPTIONS,
    AskedToCover,
    CoverChange,
    CoverChanged,
    CoverPublished,
    HoursToCover,
)
from scheduling_svc.pools.models import Cover


async def tell_published(session: AsyncSession, covers: Sequence[Cover], place: KnownPlace, at: datetime) -> None:
    """Each volunteer is asked for the days that suit him."""
    days = defaultdict[UUID, set[date]](set)
    for cover in covers:
        for professional_id in await repository.suited_volunteers(session, cover):
            days[professional_id].add(cover.day)
    if not days:
        return
    fact = CoverPublished(
        cover_id=covers[0].cover_id, hours=_hours(covers), commune_name=place.commune_name,
        asked=[AskedToCover(professional_id=one, days=sorted(suited)) for one, suited in sorted(days.items())],
    )  # fmt: skip
    await _record(session, covers[0], fact, at)


async def tell_change(
    session: AsyncSession, caller: Caller, covers: Sequence[Cover], change: CoverChange, locum_id: UUID, at: datetime
) -> None:
    """`locum_id`: who held them, or holds them now."""
    team = await repository.team_of(session, covers[0])
    fact = CoverChanged(
        cover_id=covers[0].cover_id, change=change, hours=_hours(covers),
        decided_by=team.lead_id if team else covers[0].professional_id,
        locum_id=locum_id, by_professional_id=None if caller.has("delegate") else caller.professional_id,
    )  # fmt: skip
    await _record(session, covers[0], fact, at)


def _hours(covers: Sequence[Cover]) -> list[HoursToCover]:
    return [
        HoursToCover(on=one.day, from_time=f"{one.from_time:%H:%M}", to_time=f"{one.to_time:%H:%M}") for one in covers
    ]


async def _record(session: AsyncSession, cover: Cover, fact: Event, at: datetime) -> None:
    await outbox.record(session, fact, to=SUBSCRIPTIONS, version=cover.version, cpts_id=cover.cpts_id, at=at)
