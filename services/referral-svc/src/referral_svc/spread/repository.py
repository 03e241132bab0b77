"""Placements and solicitations by professional and month, counted from what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.db import OWN_CPTS
from referral_svc.spread.codes import OutsideReason

_PLACEMENTS = text(
    f"""
    select placed_professional_id as who, to_char(placed_at at time zone :zone, 'YYYY-MM') as month, count(*) as n
    from referral
    where cpts_id = {OWN_CPTS} and placed_professional_id is not null and placed_at > :since and placed_at <= :until
    group by 1, 2
    """  # noqa: S608  (no value of anybody's)
)

_ASKED = text(
    f"""
    select professional_id as who, to_char(asked_at at time zone :zone, 'YYYY-MM') as month, count(*) as n
    from solicitation
    where cpts_id = {OWN_CPTS} and asked_at > :since and asked_at <= :until
    group by 1, 2
    """  # noqa: S608
)

#: A placement `r` counts once, for the first of these that holds. The reasons stand in the wave as it was decided:
#: they outlive the erasure of the request.
OUTSIDE_OF = """case
    when r.placed_by_appointment_id is not null then 'booked'
    when w.reasons -> s.professional_id::text @> '[{"code": "usual_doctor"}]' then 'usual_doctor'
    when w.reasons -> s.professional_id::text @> '[{"code": "sole_eligible"}]' then 'sole_eligible'
    when w.by_hand then 'by_hand'
    when exists (select from solicitation o where o.cpts_id = s.cpts_id and o.referral_id = s.referral_id
        and o.yes_rank < s.yes_rank and o.state in ('thanked', 'declined')) then 'person_wish'
    end"""
#: Each with the solicitation and the wave that it came of, if it did.
PLACED = f"""from referral r
    left join solicitation s on s.cpts_id = r.cpts_id and s.referral_id = r.id and s.state = 'chosen'
        and s.professional_id = r.placed_professional_id
    left join wave w on w.cpts_id = s.cpts_id and w.id = s.wave_id
    where r.cpts_id = {OWN_CPTS} and r.placed_professional_id is not null"""

_OUTSIDE = text(
    f"""
    select who, reason, count(*) as n from (
        select r.placed_professional_id as who, {OUTSIDE_OF} as reason
        {PLACED} and r.placed_at > :since and r.placed_at <= :until
    ) placed where reason is not null
    group by 1, 2
    """  # noqa: S608
)

ByMonth = Mapping[str, int]


@dataclass(frozen=True)
class Counts:
    """What one professional was given and asked, by month, and why some of it is outside the bound."""

    placements: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    outside: dict[OutsideReason, int] = field(default_factory=dict)


async def counts_between(
    session: AsyncSession, since: datetime, until: datetime, zone: ZoneInfo
) -> dict[UUID, Counts]:
    window = {"since": since, "until": until}
    found: dict[UUID, Counts] = {}
    for row in await _rows(session, _PLACEMENTS, {**window, "zone": str(zone)}):
        found.setdefault(row.who, Counts()).placements[row.month] = row.n
    for row in await _rows(session, _ASKED, {**window, "zone": str(zone)}):
        found.setdefault(row.who, Counts()).asked[row.month] = row.n
    for row in await _rows(session, _OUTSIDE, window):
        found.setdefault(row.who, Counts()).outside[OutsideReason(row.reason)] = row.n
    return found


async def _rows(session: AsyncSession, statement: Any, values: dict[str, Any]) -> Any:
    typed = statement.bindparams(*(bindparam(name, type_=DateTime(timezone=True)) for name in ("since", "until")))
    return (await session.execute(typed, values)).all()
