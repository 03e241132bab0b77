"""Where a locum receives: at the practice or with the team that lends him its place."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, exists
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.known.models import KnownCommune, KnownPlace, KnownProfessional
from scheduling_svc.openings.models import Opening
from scheduling_svc.pools.models import Cover
from scheduling_svc.teams.models import Team


async def place_of(session: AsyncSession, cpts_id: UUID, professional_id: UUID, place_id: UUID) -> KnownPlace | None:
    return await session.get(KnownPlace, (cpts_id, professional_id, place_id))


async def place_of_cover(session: AsyncSession, cover: Cover, team: Team | None) -> KnownPlace | None:
    """Of the practice, or of the team, as it is lent to whoever receives there."""
    if cover.professional_id is not None:
        return await place_of(session, cover.cpts_id, cover.professional_id, cover.place_id)
    assert team is not None, "a cover is of a practice or of a team"
    commune = await session.get(KnownCommune, (cover.cpts_id, team.commune_code))
    return team.place(commune) if commune else None


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
