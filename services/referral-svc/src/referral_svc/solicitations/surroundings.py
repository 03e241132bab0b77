"""What surrounds a request: the rules in force, the CPTS, its calendar, and where its commune lies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import local_date
from referral_svc.matching.rules import RuleSet
from referral_svc.matching.waves import Calendar
from referral_svc.referrals.models import Referral
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.solicitations.calendar import closed_days
from referral_svc.solicitations.errors import CptsNotDescribed

_AROUND = (
    text(
        """
        select c.name, c.time_zone, m.lat, m.lon,
               (select array_agg(code) from known_commune where cpts_id = c.cpts_id) as communes,
               (select jsonb_agg(jsonb_build_array(starts_on, ends_on)) from known_closure
                where cpts_id = c.cpts_id and ends_on >= cast(:today as date) - 366) as closures
        from known_cpts c
        left join known_commune m on m.cpts_id = c.cpts_id and m.code = :commune
        where c.cpts_id = :cpts_id
        """
    )
    .bindparams(bindparam("cpts_id", type_=Uuid), bindparam("today", type_=Date))
    .columns(closures=JSONB)
)


@dataclass(frozen=True)
class Surroundings:
    rules: RuleSet
    cpts_name: str
    zone: ZoneInfo
    calendar: Calendar
    today: date
    """The civil date where the CPTS lives."""
    latitude: float | None
    longitude: float | None


async def surroundings_of(session: AsyncSession, referral: Referral, now: datetime) -> Surroundings:
    around = await surroundings_at(session, referral.cpts_id, referral.commune_code, now)
    if referral.received_card is None:
        return around
    latitude, longitude = referral.received_card["point"]
    return replace(around, latitude=latitude, longitude=longitude)


async def surroundings_at(
    session: AsyncSession, cpts_id: UUID, commune_code: str | None, now: datetime
) -> Surroundings:
    rules = await rules_in_force(session)
    found = await session.execute(_AROUND, {"cpts_id": cpts_id, "commune": commune_code, "today": now.date()})
    row: Any = found.first()
    if row is None:
        raise CptsNotDescribed
    zone = ZoneInfo(row.time_zone)
    closures = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in row.closures or ()]
    closed = closed_days(row.communes or (), closures, now.year)
    calendar = Calendar.of(rules, closed, zone)
    return Surroundings(rules, row.name, zone, calendar, local_date(now, zone), row.lat, row.lon)
