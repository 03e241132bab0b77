"""Questions to the national register of professionals, as SQL."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from directory_svc.professionals.models import PracticePlace


async def professional(session: AsyncSession, professional_id: UUID) -> Any | None:
    """The person, with labels and what links him to the CPTS of this transaction."""
    found = await session.execute(
        text(
            """
            select p.id, p.rpps, p.family_name, p.given_name, p.title, p.sex, p.profession_code,
                   coalesce(f.label, p.profession_code) as profession_label, p.specialty_codes,
                   array(select coalesce(s.label, code) from unnest(p.specialty_codes) with ordinality u (code, n)
                         left join specialty s using (code) order by n) as specialty_labels,
                   p.is_general_practitioner, p.registered_at, m.joined_on,
                   exists (select 1 from volunteer v where v.professional_id = p.id) as is_volunteer,
                   exists (select 1 from practice_place l join cpts_commune c on c.commune_code = l.commune_code
                           where l.professional_id = p.id) as in_territory
            from professional p
            left join profession f on f.code = p.profession_code
            left join membership m on m.professional_id = p.id and m.left_on is null
            where p.id = :id
            """
        ),
        {"id": professional_id},
    )
    return found.first()


async def places(session: AsyncSession, professional_id: UUID) -> list[PracticePlace]:
    query = select(PracticePlace).where(PracticePlace.professional_id == professional_id)
    return list((await session.execute(query.order_by(PracticePlace.rank))).scalars())
