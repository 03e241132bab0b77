"""Questions about teams."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Nullable, Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.appointments.models import Appointment, AppointmentStatus
from scheduling_svc.known.models import KnownCommune, KnownProfessional
from scheduling_svc.pools.models import Cover, CoverStatus
from scheduling_svc.slots.models import Slot, SlotStatus
from scheduling_svc.teams.models import Team, TeamKind


@dataclass(frozen=True)
class NamedTeam:
    team: Team
    commune_name: str | None
    lead_name: str | None


@dataclass(frozen=True)
class Given:
    """What a volunteer gave to a team."""

    professional_id: UUID
    name: str | None
    profession_code: str | None
    hours: float
    shifts: int


async def team_by_id(session: AsyncSession, cpts_id: UUID, team_id: UUID, *, for_update: bool = False) -> Team | None:
    return await session.get(Team, (cpts_id, team_id), with_for_update=for_update or None)


async def named_team(session: AsyncSession, team_id: UUID) -> NamedTeam | None:
    row = (await session.execute(_named().where(Team.team_id == team_id))).one_or_none()
    return NamedTeam(*row) if row else None


async def teams_after(
    session: AsyncSession, kind: TeamKind | None, closed: bool, after: tuple[str, UUID] | None, limit: int
) -> list[NamedTeam]:
    """A keyset page by (label, team)."""
    key = (Team.label, Team.team_id)
    asked = _named().where(Team.closed_at.is_not(None) if closed else Team.closed_at.is_(None))
    if kind is not None:
        asked = asked.where(Team.kind == kind.value)
    if after is not None:
        asked = asked.where(tuple_(*key) > tuple_(*after))
    return [NamedTeam(*row) for row in await session.execute(asked.order_by(*key).limit(limit))]


def _named() -> Select[Team, str | None, str | None]:
    return (
        select(Team, Nullable(KnownCommune.name), Nullable(KnownProfessional.display_name))
        .outerjoin(KnownCommune, KnownCommune.code == Team.commune_code)
        .outerjoin(KnownProfessional, KnownProfessional.professional_id == Team.lead_id)
    )


async def communes_known(session: AsyncSession, codes: Collection[str]) -> bool:
    found = await session.scalar(select(func.count()).where(KnownCommune.code.in_(codes)))
    return found == len(set(codes))


async def seats_ahead(
    session: AsyncSession, team_ids: Collection[UUID], now: datetime
) -> dict[tuple[UUID, CoverStatus], int]:
    counted = await session.execute(
        select(Cover.team_id, Cover.status, func.count())
        .where(Cover.team_id.in_(team_ids), Cover.starts_at > now)
        .group_by(Cover.team_id, Cover.status)
    )
    return {(team_id, CoverStatus(status)): count for team_id, status, count in counted if team_id is not None}


async def next_shifts(session: AsyncSession, team_ids: Collection[UUID], now: datetime) -> dict[UUID, date]:
    """The day of the first seat that is not over, by team."""
    found = await session.execute(
        select(Cover.team_id, func.min(Cover.day))
        .where(Cover.team_id.in_(team_ids), Cover.ends_at > now, Cover.status != CoverStatus.WITHDRAWN.value)
        .group_by(Cover.team_id)
    )
    return {team_id: day for team_id, day in found if team_id is not None}


async def seats_to_close(session: AsyncSession, team_id: UUID, now: datetime) -> list[Cover]:
    """To come, rows locked."""
    found = await session.scalars(
        select(Cover)
        .where(Cover.team_id == team_id, Cover.starts_at > now, Cover.status != CoverStatus.WITHDRAWN.value)
        .order_by(Cover.cover_id)
        .with_for_update()
    )
    return list(found)


async def slots_by_opening(session: AsyncSession, covers: Collection[Cover]) -> dict[UUID, tuple[int, int]]:
    """How many, and how many of them are held or booked."""
    counted = await session.execute(
        select(
            Slot.opening_id, func.count(), func.count().filter(Slot.status != SlotStatus.FREE.value)
        )
        .where(
            Slot.professional_id.in_({one.locum_id for one in covers}),
            Slot.opening_id.in_({one.opening_id for one in covers}),
        )
        .group_by(Slot.opening_id)
    )  # fmt: skip
    return {opening_id: (slots, taken) for opening_id, slots, taken in counted}


async def to_replace(session: AsyncSession, team_id: UUID, now: datetime) -> list[tuple[Appointment, str | None]]:
    """Booked with somebody who is not confirmed for those hours any more."""
    there = (
        select(Cover.cover_id)
        .where(
            Cover.team_id == team_id, Cover.locum_id == Appointment.professional_id,
            Cover.status == CoverStatus.CONFIRMED.value, Cover.starts_at <= Appointment.starts_at,
            Cover.ends_at >= Appointment.ends_at,
        )
        .exists()
    )  # fmt: skip
    rows = await session.execute(
        select(Appointment, Nullable(KnownProfessional.display_name))
        .join(Slot, (Slot.professional_id == Appointment.professional_id) & (Slot.slot_id == Appointment.slot_id))
        .outerjoin(KnownProfessional, KnownProfessional.professional_id == Appointment.professional_id)
        .where(
            Appointment.status == AppointmentStatus.BOOKED.value, Appointment.starts_at > now,
            Slot.place_id == team_id, ~there,
        )
        .order_by(Appointment.starts_at, Appointment.appointment_id)
    )  # fmt: skip
    return [(appointment, name) for appointment, name in rows]


async def hours_given(session: AsyncSession, team_id: UUID, since: datetime) -> list[Given]:
    """Least first."""
    hours = func.sum(func.extract("epoch", Cover.ends_at - Cover.starts_at)) / 3600.0
    rows = await session.execute(
        select(
            Cover.locum_id, Nullable(KnownProfessional.display_name), Nullable(KnownProfessional.profession_code),
            hours, func.count(),
        )
        .outerjoin(KnownProfessional, KnownProfessional.professional_id == Cover.locum_id)
        .where(
            Cover.team_id == team_id, Cover.status == CoverStatus.CONFIRMED.value, Cover.starts_at >= since
        )
        .group_by(Cover.locum_id, KnownProfessional.display_name, KnownProfessional.profession_code)
        .order_by(hours, KnownProfessional.display_name, Cover.locum_id)
    )  # fmt: skip
    return [Given(who, name, profession, float(sum_), count) for who, name, profession, sum_, count in rows if who]
