"""The placements and solicitations that the figures of the spread count, one row each, without any person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.db import OWN_CPTS
from referral_svc.spread.codes import OutsideReason, SpreadFigure
from referral_svc.spread.repository import OUTSIDE_OF, PLACED

_PLACEMENT = f"""
    select r.id as row_id, r.placed_at as at, r.placed_professional_id as who, r.id as referral_id,
           {OUTSIDE_OF} as reason
    {PLACED} and r.placed_at > :since and r.placed_at <= :until
"""
_SOLICITATION = f"""
    select s.id as row_id, s.asked_at as at, s.professional_id as who, s.referral_id, null as reason
    from solicitation s where s.cpts_id = {OWN_CPTS}
"""  # noqa: S608  (no value of anybody's)

#: What each figure counts; `repository.py` and `everybody.py` count the same rows.
_COUNTED = {
    SpreadFigure.PLACEMENTS: _PLACEMENT,
    SpreadFigure.OUTSIDE: _PLACEMENT,
    SpreadFigure.ASKED: f"{_SOLICITATION} and s.asked_at > :since and s.asked_at <= :until",
    SpreadFigure.IN_HAND: f"{_SOLICITATION} and s.state in ('asked', 'yes')",
}

_ROWS = """
    select row_id, at, who, referral_id, reason from ({counted}) counted
    where who = any(:people)
      and (cast(:month as text) is null or to_char(at at time zone :zone, 'YYYY-MM') = :month)
      and (not :outside or reason is not null) and (cast(:reason as text) is null or reason = :reason)
      and (cast(:before as timestamptz) is null or (at, row_id) < (:before, :before_id))
    order by at desc, row_id desc
    limit :limit
"""


@dataclass(frozen=True)
class Wanted:
    """Which figure, of whom, and of which part of the sliding year."""

    figure: SpreadFigure
    people: Collection[UUID]
    since: datetime
    until: datetime
    zone: ZoneInfo
    month: str | None
    reason: OutsideReason | None


async def rows_before(
    session: AsyncSession, wanted: Wanted, before: tuple[datetime, UUID] | None, limit: int | None
) -> list[Any]:
    """The latest first; all of them without a limit."""
    statement = text(_ROWS.format(counted=_COUNTED[wanted.figure])).bindparams(
        bindparam("people", type_=ARRAY(Uuid)), bindparam("limit", type_=Integer), bindparam("reason", type_=Text),
        bindparam("before", type_=DateTime(timezone=True)), bindparam("before_id", type_=Uuid),
    )  # fmt: skip
    values: dict[str, Any] = {
        "people": list(wanted.people), "month": wanted.month, "zone": str(wanted.zone), "reason": wanted.reason,
        "outside": wanted.figure is SpreadFigure.OUTSIDE, "limit": limit,
        "before": before[0] if before else None, "before_id": before[1] if before else None,
    }  # fmt: skip
    if wanted.figure is not SpreadFigure.IN_HAND:
        statement = statement.bindparams(*(bindparam(n, type_=DateTime(timezone=True)) for n in ("since", "until")))
        values |= {"since": wanted.since, "until": wanted.until}
    return list((await session.execute(statement, values)).all())
