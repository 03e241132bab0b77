"""Questions to the members, as SQL."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from directory_svc.members.models import Membership
from directory_svc.members.schemas import TrainingState


async def present_membership(session: AsyncSession, professional_id: UUID) -> Membership | None:
    query = (
        select(Membership)
        .where(Membership.professional_id == professional_id, Membership.left_on.is_(None))
        .with_for_update()
    )
    return (await session.execute(query)).scalar_one_or_none()


async def members(
    session: AsyncSession,
    *,
    profession: str | None = None,
    commune: str | None = None,
    key: str | None = None,
    departed: bool = False,
    stale_before: datetime | None = None,
    training: TrainingState | None = None,
    with_training: bool = False,
    after: tuple[str, UUID] | None = None,
    limit: int | None = None,
) -> list[Any]:
    """In order of name. `key` is a folded beginning of the name; `stale_before` keeps whose offer nobody confirmed
    since; without `with_training` nothing is known of anybody's."""
    found = await session.execute(
        text(
            """
            select m.id, m.professional_id, p.rpps, p.family_name, p.given_name, p.title, p.profession_code,
                   coalesce(f.label, p.profession_code) as profession_label, l.commune_name, l.address, l.postal_code,
                   coalesce(c.phone, l.phone) as phone, coalesce(c.email, l.email) as email, c.mssante,
                   m.joined_on, m.left_on, m.leave_reason, o.teleconsultation as remote_care,
                   t.title as training_title, t.ended as training_ended, t.wishes_training, p.name_key
            from membership m
            join professional p on p.id = m.professional_id
            left join profession f on f.code = p.profession_code
            left join contact_correction c on c.professional_id = p.id
            left join lateral (select * from practice_place l where l.professional_id = p.id
                               order by l.commune_code is not distinct from :commune desc, l.rank limit 1) l on true
            left join offer o on o.professional_id = p.id
            left join remote_care_training t
                on t.professional_id = p.id and m.left_on is null and cast(:with_training as boolean)
            where (m.left_on is not null) = :departed
              and (cast(:profession as text) is null or p.profession_code = :profession)
              and (cast(:commune as text) is null or l.commune_code = :commune)
              and (cast(:key as text) is null or starts_with(p.name_key, :key))
              and (cast(:stale_before as timestamptz) is null
                   or coalesce(o.confirmed_at, '-infinity') < :stale_before)
              and case cast(:training as text)
                  when 'followed' then t.title is not null
                  when 'wished' then coalesce(t.wishes_training, false)
                  when 'missing' then coalesce(o.teleconsultation, false) and t.title is null
                  else true end
              and (cast(:after_name as text) is null
                   or (p.name_key, m.id) > (:after_name, cast(:after_id as uuid)))
            order by p.name_key, m.id
            limit cast(:limit as bigint)
            """
        ),
        {
            "profession": profession,
            "commune": commune,
            "key": key,
            "departed": departed,
            "limit": limit,
            "stale_before": stale_before,
            "training": training,
            "with_training": with_training,
            "after_name": after[0] if after else None,
            "after_id": after[1] if after else None,
        },
    )
    return list(found)
