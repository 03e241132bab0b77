"""Questions about time opened, shared and filled."""

# ruff: noqa: S608  (statements are put together from the texts below; every value is a bound parameter)
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.participation.models import ParticipationStatement
from scheduling_svc.participation.weeks import Hours, mondays_of

_MINUTES = "coalesce((select extract(epoch from sum(upper(r) - lower(r))) / 60 from unnest({0}) r), 0)::int"

# Somebody beyond the owner's own patients could see it before it began.
_SHARED = "coalesce(least(cpts_from, pro_from, snp_from, public_from) <= starts_at, false)"
# Which slots the minutes of each figure are added up from, over the columns of `slot`.
_COUNTED = {"opened": "true", "shared": _SHARED, "filled": f"{_SHARED} and status = 'booked'"}
# Two openings at the same time are one hour of a professional's time: spans are merged before they are added up.
_HOURS = text(f"""
    with merged as (
        select professional_id, date_trunc('week', starts_at at time zone :zone)::date as monday,
            range_agg(tstzrange(starts_at, ends_at)) as opened,
            range_agg(tstzrange(starts_at, ends_at)) filter (where {_COUNTED["shared"]}) as shared,
            range_agg(tstzrange(starts_at, ends_at)) filter (where {_COUNTED["filled"]}) as filled
        from slot
        where starts_at >= :since and starts_at < :until
          and (cast(:professional_id as uuid) is null or professional_id = :professional_id)
        group by 1, 2)
    select professional_id, monday, {_MINUTES.format("opened")} as opened, {_MINUTES.format("shared")} as shared,
        {_MINUTES.format("filled")} as filled
    from merged""")

# A room or a chair takes part in nothing: whoever sits there has an agenda of his own.
_WHO = text("""
    select who.professional_id, who.display_name, who.profession_code, who.rpps, cpts.name as cpts_name
    from known_professional who join known_cpts cpts on cpts.cpts_id = who.cpts_id
    where who.professional_id = any(cast(:ids as uuid[]))
      and not exists (select from agenda a where a.cpts_id = who.cpts_id and a.agenda_id = who.professional_id)
    order by who.display_name, who.professional_id""")

_SLOTS = {
    figure: text(f"""
    select slot_id, starts_at, ends_at, modalities, {_SHARED} as shared, status from slot
    where professional_id = :professional_id and starts_at >= :since and starts_at < :until and {counted}
      and (cast(:after_at as timestamptz) is null or (starts_at, slot_id) > (:after_at, :after_id))
    order by starts_at, slot_id limit :limit""")
    for figure, counted in _COUNTED.items()
}


def span_of(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Instants at the ends of the month's weeks."""
    mondays = mondays_of(month)
    first, end = mondays[0], mondays[-1] + timedelta(days=7)
    return (
        datetime(first.year, first.month, first.day, tzinfo=zone),
        datetime(end.year, end.month, end.day, tzinfo=zone),
    )


async def hours_by_week(
    session: AsyncSession, month: date, zone: ZoneInfo, professional_id: UUID | None
) -> dict[UUID, dict[date, Hours]]:
    since, until = span_of(month, zone)
    values = {"zone": zone.key, "since": since, "until": until, "professional_id": professional_id}
    found: dict[UUID, dict[date, Hours]] = defaultdict(dict)
    for row in await session.execute(_HOURS, values):
        found[row.professional_id][row.monday] = Hours(row.opened, row.shared, row.filled)
    return found


async def who_they_are(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """By name; agendas without a login are nobody."""
    return (await session.execute(_WHO, {"ids": list(ids)})).all()


async def slots_after(
    session: AsyncSession,
    professional_id: UUID,
    span: tuple[datetime, datetime],
    figure: str,
    after: tuple[datetime, UUID] | None,
    limit: int | None,
) -> Sequence[Row[Any]]:
    after_at, after_id = after or (None, None)
    values = {
        "professional_id": professional_id, "since": span[0], "until": span[1], "after_at": after_at,
        "after_id": after_id, "limit": limit,
    }  # fmt: skip
    return (await session.execute(_SLOTS[figure], values)).all()


async def latest_statements(session: AsyncSession, month: date) -> dict[UUID, ParticipationStatement]:
    rows = await session.scalars(
        select(ParticipationStatement)
        .where(ParticipationStatement.month == month)
        .order_by(ParticipationStatement.version)
    )
    return {row.professional_id: row for row in rows}
