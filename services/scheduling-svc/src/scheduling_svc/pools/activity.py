"""Questions about the confirmed hours of volunteers: what each comes to in a span, and what it was counted from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Row, and_, cast, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.known.models import KnownCommune, KnownPlace, KnownProfessional
from scheduling_svc.pools.models import Cover, CoverStatus, PoolVolunteer
from scheduling_svc.teams.models import Team

_SECONDS = func.extract("epoch", Cover.ends_at - Cover.starts_at)


@dataclass(frozen=True)
class NamedVolunteer:
    volunteer: PoolVolunteer
    name: str
    profession_code: str
    confirmed_hours: float


async def volunteers(session: AsyncSession, since: datetime, until: datetime) -> list[NamedVolunteer]:
    """With the hours of confirmed covers that begin in the span."""
    hours = _confirmed_hours(since, until)
    rows = await session.execute(
        select(PoolVolunteer, KnownProfessional.display_name, KnownProfessional.profession_code, hours)
        .join(KnownProfessional, KnownProfessional.professional_id == PoolVolunteer.professional_id)
        .order_by(KnownProfessional.display_name, PoolVolunteer.professional_id)
    )
    return [NamedVolunteer(one, name, profession, float(worked)) for one, name, profession, worked in rows]


async def under_their_least(session: AsyncSession, since: datetime, until: datetime) -> set[UUID]:
    """Volunteers whose activity is not regular yet: fewer confirmed hours in the span than they need (F054)."""
    short = _confirmed_hours(since, until) < PoolVolunteer.least_hours
    return set(await session.scalars(select(PoolVolunteer.professional_id).where(short)))


async def hours_of(
    session: AsyncSession,
    professional_id: UUID,
    since: datetime,
    until: datetime,
    after: tuple[datetime, UUID] | None,
    limit: int | None,
) -> Sequence[Row[*tuple[Any, ...]]]:
    """What the figure of a volunteer was counted from, by start."""
    key = (Cover.starts_at, Cover.cover_id)
    asked = (
        select(
            Cover.cover_id, Cover.day, Cover.from_time, Cover.to_time, Cover.starts_at, Cover.is_parallel,
            cast(_SECONDS / 60, Integer).label("minutes"), KnownProfessional.display_name.label("professional_name"),
            Team.label.label("team_label"), KnownPlace.label.label("place_label"),
            KnownCommune.name.label("commune_name"),
        )
        .join(PoolVolunteer, _confirmed(since, until))
        .outerjoin(KnownProfessional, KnownProfessional.professional_id == Cover.professional_id)
        .outerjoin(Team, Team.team_id == Cover.team_id)
        .outerjoin(
            KnownPlace,
            (KnownPlace.professional_id == Cover.professional_id) & (KnownPlace.place_id == Cover.place_id),
        )
        .outerjoin(KnownCommune, KnownCommune.code == Cover.commune_code)
        .where(PoolVolunteer.professional_id == professional_id)
        .order_by(*key)
        .limit(limit)
    )  # fmt: skip
    if after is not None:
        asked = asked.where(tuple_(*key) > tuple_(*after))
    return (await session.execute(asked)).all()


def _confirmed_hours(since: datetime, until: datetime) -> ColumnElement[Any]:
    return (
        select(func.coalesce(func.sum(_SECONDS), 0) / 3600.0)
        .where(_confirmed(since, until))
        .correlate(PoolVolunteer)
        .scalar_subquery()
    )


def _confirmed(since: datetime, until: datetime) -> ColumnElement[bool]:
    """The hours that a volunteer holds and that were confirmed, by the instant at which they begin."""
    return and_(
        Cover.locum_id == PoolVolunteer.professional_id,
        Cover.status == CoverStatus.CONFIRMED.value,
        Cover.starts_at >= since,
        Cover.starts_at < until,
    )
