"""Questions to the sheets, as SQL."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from directory_svc.offers.models import Absence, ContactCorrection, Offer, SheetChange

SHEET_CHANGES = "sheet-changes"


async def sheet_for_edit(session: AsyncSession, professional_id: UUID) -> Offer:
    """The sheet, locked; an empty one of version 0 when nobody ever wrote on it."""
    await session.execute(
        insert(Offer)
        .values(professional_id=professional_id, version=0, languages=[])
        .on_conflict_do_nothing(index_elements=["professional_id"])
    )
    query = select(Offer).where(Offer.professional_id == professional_id).with_for_update()
    return (await session.execute(query)).scalar_one()


async def offer_of(session: AsyncSession, professional_id: UUID) -> Offer | None:
    return await session.get(Offer, professional_id)


async def professional_exists(session: AsyncSession, professional_id: UUID) -> bool:
    found = await session.execute(text("select 1 from professional where id = :id"), {"id": professional_id})
    return found.first() is not None


async def is_ours(session: AsyncSession, professional_id: UUID) -> bool:
    """A present member, or somebody who practises in the territory, of the CPTS of this transaction."""
    found = await session.execute(
        text(
            """
            select exists (select 1 from membership where professional_id = :id and left_on is null)
                or exists (select 1 from practice_place p join cpts_commune c on c.commune_code = p.commune_code
                           where p.professional_id = :id)
            """
        ),
        {"id": professional_id},
    )
    return bool(found.scalar_one())


async def absences(session: AsyncSession, professional_id: UUID, since: date) -> list[Absence]:
    query = (
        select(Absence)
        .where(Absence.professional_id == professional_id, Absence.ends_on >= since)
        .order_by(Absence.starts_on, Absence.id)
    )
    return list((await session.execute(query)).scalars())


async def absence(session: AsyncSession, professional_id: UUID, absence_id: UUID) -> Absence | None:
    query = select(Absence).where(Absence.id == absence_id, Absence.professional_id == professional_id)
    return (await session.execute(query)).scalar_one_or_none()


async def correction(session: AsyncSession, professional_id: UUID) -> ContactCorrection | None:
    """What the CPTS of this transaction knows better than the register."""
    query = select(ContactCorrection).where(ContactCorrection.professional_id == professional_id)
    return (await session.execute(query)).scalar_one_or_none()


async def changes(session: AsyncSession, professional_id: UUID, before: UUID | None, limit: int) -> list[SheetChange]:
    """Latest first."""
    query = select(SheetChange).where(SheetChange.professional_id == professional_id)
    if before is not None:
        query = query.where(SheetChange.id < before)
    return list((await session.execute(query.order_by(SheetChange.id.desc()).limit(limit))).scalars())


async def set_volunteering(
    session: AsyncSession, cpts_id: UUID, professional_id: UUID, wanted: bool, now: Any
) -> bool:
    """True when it was otherwise before."""
    if wanted:
        statement = (
            "insert into volunteer (cpts_id, professional_id, since) values (:cpts, :id, :now) "
            "on conflict do nothing returning 1"
        )
    else:
        statement = "delete from volunteer where cpts_id = :cpts and professional_id = :id returning 1"
    done = await session.execute(text(statement), {"cpts": cpts_id, "id": professional_id, "now": now})
    return done.first() is not None
