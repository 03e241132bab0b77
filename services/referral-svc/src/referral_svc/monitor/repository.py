"""What is counted of each request, from what stays after its content is erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Row, String, bindparam, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.monitor.models import GapAlert
from referral_svc.referrals.values import Waiting

#: A yes is any yes, that of a fellow too; `stepped_back`: by the professional, once the bulletin was open to him.
_REQUESTS = text(
    """
    select r.id, r.age_band, r.sex, r.commune_code, r.status, r.qualified_at, r.placed_at, r.target_at,
           r.erased_at is not null as is_erased,
           coalesce(s.asked, 0) as asked, coalesce(s.no, 0) as no, coalesce(s.silent, 0) as silent, s.first_yes,
           exists (select from timeline_entry t where t.cpts_id = r.cpts_id and t.referral_id = r.id
                   and t.code = 'choice_recorded') as was_placed,
           exists (select from timeline_entry t where t.cpts_id = r.cpts_id and t.referral_id = r.id
                   and t.code = 'stepped_back' and t.details ->> 'by' = 'professional') as stepped_back,
           array(select distinct t.details ->> 'reason_code' from timeline_entry t
                 where t.cpts_id = r.cpts_id and t.referral_id = r.id
                 and t.code = 'stepped_back' and t.details ->> 'by' = 'professional') as step_back_reasons
    from referral r
    left join lateral (
        select count(*) as asked,
               count(*) filter (where answer in ('no', 'never_this_kind', 'pause')) as no,
               count(*) filter (where answer is null and answer_by < :now) as silent,
               min(answered_at) filter (where answer = 'yes') as first_yes
        from solicitation where cpts_id = r.cpts_id and referral_id = r.id
    ) s on true
    where r.cpts_id = nullif(current_setting('app.cpts_id', true), '')::uuid
      and r.qualified_at >= :since and r.qualified_at < :until and (cast(:kind as text) is null or r.kind = :kind)
    order by r.id
    """
).bindparams(
    *(bindparam(name, type_=DateTime(timezone=True)) for name in ("now", "since", "until")),
    bindparam("kind", type_=String),
)


async def requests(
    session: AsyncSession, since: datetime, until: datetime, kind: str | None, now: datetime
) -> list[Row[Any]]:
    found = await session.execute(_REQUESTS, {"since": since, "until": until, "kind": kind, "now": now})
    return list(found)


async def alerts(session: AsyncSession) -> list[GapAlert]:
    rows = await session.scalars(
        select(GapAlert)
        .order_by(GapAlert.found_on.desc(), GapAlert.dimension, GapAlert.group_code, GapAlert.measure)
        .limit(200)
    )
    return list(rows)


async def alert_of(session: AsyncSession, cpts_id: UUID, key: tuple[str, str, str]) -> GapAlert | None:
    return await session.get(GapAlert, (cpts_id, *key))


async def not_looked_at(session: AsyncSession) -> Waiting:
    row = (
        await session.execute(select(func.count(), func.min(GapAlert.found_on)).where(GapAlert.looked_at.is_(None)))
    ).one()
    return Waiting(row[0], None)
