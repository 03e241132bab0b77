"""What happened to hours of replacement, told to whoever writes to people: once for what was done in one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import outbox
from carekit.auth import Caller
from carekit.events import Event
from scheduling_svc.known.models import KnownPlace
from scheduling_svc.pools import activity, repository
from scheduling_svc.pools.events import (
    SUBSCRIPTIONS,
    AskedToCover,
    CoverChange,
    CoverChanged,
    CoverPublished,
    HoursToCover,
    SeekingTeam,
)
from scheduling_svc.pools.models import Cover
from scheduling_svc.pools.planning import month_of
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.teams.models import Team


async def tell_published(session: AsyncSession, covers: Sequence[Cover], place: KnownPlace, at: datetime) -> None:
    """Each volunteer is asked for the days that suit him."""
    await _tell(session, covers, place.commune_name, None, None, at)


async def tell_seats(
    session: AsyncSession, caller: Caller, covers: Sequence[Cover], team: Team, commune_name: str | None, at: datetime
) -> None:
    """Each profession is told of its own seats, so that nobody is written to twice; whoever publishes knows."""
    publisher = None if caller.has("delegate") else caller.professional_id
    by_profession = attrgetter("profession_code")
    for _, seats in groupby(sorted(covers, key=by_profession), key=by_profession):
        await _tell(session, list(seats), commune_name, team, publisher, at)


async def _tell(
    session: AsyncSession, covers: Sequence[Cover], commune_name: str | None, team: Team | None, but: UUID | None,
    at: datetime,
) -> None:  # fmt: skip
    days = defaultdict[UUID, set[date]](set)
    for cover in {(one.starts_at, one.ends_at): one for one in covers}.values():
        for professional_id in await repository.suited_volunteers(session, cover):
            days[professional_id].add(cover.day)
    if but is not None:
        days.pop(but, None)
    if not days:
        return
    month = month_of(min(one.day for one in covers), await zone_of(session, covers[0].cpts_id))
    under = await activity.under_their_least(session, *month)
    asked = sorted(days, key=lambda one: (one not in under, one))
    fact = CoverPublished(
        cover_id=covers[0].cover_id, hours=_hours(covers), commune_name=commune_name, team=_named(team),
        asked=[AskedToCover(professional_id=one, days=sorted(days[one])) for one in asked],
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
        by_account_id=account_of(caller), team=_named(team),
    )  # fmt: skip
    await _record(session, covers[0], fact, at)


def _named(team: Team | None) -> SeekingTeam | None:
    return SeekingTeam(team_id=team.team_id, label=team.label) if team else None


def _hours(covers: Sequence[Cover]) -> list[HoursToCover]:
    """Each once, however many seats they have."""
    spans = dict.fromkeys((one.day, one.from_time, one.to_time) for one in covers)
    return [HoursToCover(on=day, from_time=f"{since:%H:%M}", to_time=f"{until:%H:%M}") for day, since, until in spans]


async def _record(session: AsyncSession, cover: Cover, fact: Event, at: datetime) -> None:
    await outbox.record(session, fact, to=SUBSCRIPTIONS, version=cover.version, cpts_id=cover.cpts_id, at=at)
