"""Questions about the pool of locums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Nullable, Select, delete, exists, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduling_svc.known.models import KnownPlace, KnownProfessional
from scheduling_svc.openings.models import Opening
from scheduling_svc.pools.models import Cover, CoverStatus, PoolVolunteer


@dataclass(frozen=True)
class NamedVolunteer:
    volunteer: PoolVolunteer
    name: str
    profession_code: str
    confirmed_hours: float


@dataclass(frozen=True)
class NamedCover:
    cover: Cover
    professional_name: str
    locum_name: str | None
    place: KnownPlace | None


async def volunteer_by_id(
    session: AsyncSession, cpts_id: UUID, professional_id: UUID, *, for_update: bool = False
) -> PoolVolunteer | None:
    return await session.get(PoolVolunteer, (cpts_id, professional_id), with_for_update=for_update or None)


async def professional(session: AsyncSession, cpts_id: UUID, professional_id: UUID) -> KnownProfessional | None:
    return await session.get(KnownProfessional, (cpts_id, professional_id))


async def place_of(session: AsyncSession, cpts_id: UUID, professional_id: UUID, place_id: UUID) -> KnownPlace | None:
    return await session.get(KnownPlace, (cpts_id, professional_id, place_id))


async def volunteers(session: AsyncSession, since: datetime, until: datetime) -> list[NamedVolunteer]:
    """With the hours of confirmed covers that begin in the span."""
    hours = (
        select(func.coalesce(func.sum(func.extract("epoch", Cover.ends_at - Cover.starts_at)), 0) / 3600.0)
        .where(
            Cover.locum_id == PoolVolunteer.professional_id,
            Cover.status == CoverStatus.CONFIRMED.value,
            Cover.starts_at >= since,
            Cover.starts_at < until,
        )
        .correlate(PoolVolunteer)
        .scalar_subquery()
    )
    rows = await session.execute(
        select(PoolVolunteer, KnownProfessional.display_name, KnownProfessional.profession_code, hours)
        .join(KnownProfessional, KnownProfessional.professional_id == PoolVolunteer.professional_id)
        .order_by(KnownProfessional.display_name, PoolVolunteer.professional_id)
    )
    return [NamedVolunteer(one, name, profession, float(worked)) for one, name, profession, worked in rows]


async def cover_for_act(session: AsyncSession, cpts_id: UUID, cover_id: UUID) -> Cover | None:
    """The cover, its row locked: two who take it take turns."""
    return await session.get(Cover, (cpts_id, cover_id), with_for_update=True)


async def covers_ahead(
    session: AsyncSession, now: datetime, after: tuple[datetime, UUID] | None, limit: int
) -> list[NamedCover]:
    """A keyset page by (start, cover)."""
    key = (Cover.starts_at, Cover.cover_id)
    asked = _named().where(Cover.starts_at > now, Cover.status != CoverStatus.WITHDRAWN.value)
    if after is not None:
        asked = asked.where(tuple_(*key) > tuple_(*after))
    return [NamedCover(*row) for row in await session.execute(asked.order_by(*key).limit(limit))]


async def named_cover(session: AsyncSession, cover_id: UUID) -> NamedCover:
    return NamedCover(*(await session.execute(_named().where(Cover.cover_id == cover_id))).one())


def _named() -> Select[Cover, str, str | None, KnownPlace | None]:
    titular, locum = aliased(KnownProfessional), aliased(KnownProfessional)
    return (
        select(Cover, titular.display_name, Nullable(locum.display_name), Nullable(KnownPlace))
        .join(titular, titular.professional_id == Cover.professional_id)
        .outerjoin(locum, locum.professional_id == Cover.locum_id)
        .outerjoin(
            KnownPlace,
            (KnownPlace.professional_id == Cover.professional_id) & (KnownPlace.place_id == Cover.place_id),
        )
    )


async def lend_place(session: AsyncSession, place: KnownPlace, to: KnownProfessional) -> None:
    """The locum receives there too, so that searches know where his slots are; his own place stays his own."""
    lent: dict[str, object] = {
        column.key: getattr(place, column.key) for column in KnownPlace.__mapper__.columns if column.key != "position"
    }
    lent |= {
        "professional_id": to.professional_id,
        "profession_code": to.profession_code,
        "lent_by": place.professional_id,
    }
    await session.execute(insert(KnownPlace).values(lent).on_conflict_do_nothing())


async def take_place_back(session: AsyncSession, professional_id: UUID, place_id: UUID) -> None:
    """Unless another opening of his still stands there."""
    stands = exists().where(Opening.professional_id == professional_id, Opening.place_id == place_id)
    await session.execute(
        delete(KnownPlace).where(
            KnownPlace.professional_id == professional_id,
            KnownPlace.place_id == place_id,
            KnownPlace.lent_by.is_not(None),
            ~stands,
        )
    )
