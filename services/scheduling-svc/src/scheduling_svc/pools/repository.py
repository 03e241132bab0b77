"""Questions about the pool of locums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, Nullable, Select, any_, exists, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduling_svc.appointments.models import STANDING, Appointment
from scheduling_svc.known.models import KnownPlace, KnownProfessional
from scheduling_svc.openings.spans import Span
from scheduling_svc.pools.models import Cover, CoverStatus, PoolVolunteer
from scheduling_svc.slots.models import Slot
from scheduling_svc.teams.models import Team


@dataclass(frozen=True)
class NamedCover:
    """Of a practice, with its professional and place; of a team, with the team."""

    cover: Cover
    professional_name: str | None
    locum_name: str | None
    place: KnownPlace | None
    team: Team | None
    #: Appointments of its professional in these hours.
    own_appointments: int

    @property
    def decider_id(self) -> UUID | None:
        """The professional who confirms; None: the coordination alone."""
        return self.team.lead_id if self.team else self.cover.professional_id


async def volunteer_by_id(
    session: AsyncSession, cpts_id: UUID, professional_id: UUID, *, for_update: bool = False
) -> PoolVolunteer | None:
    return await session.get(PoolVolunteer, (cpts_id, professional_id), with_for_update=for_update or None)


async def professional(session: AsyncSession, cpts_id: UUID, professional_id: UUID) -> KnownProfessional | None:
    return await session.get(KnownProfessional, (cpts_id, professional_id))


async def suited_volunteers(session: AsyncSession, cover: Cover) -> list[UUID]:
    """Whose profession, days and sectors it suits, but for who holds other hours then."""
    held = _held(PoolVolunteer.professional_id, cover)
    found = await session.scalars(
        select(PoolVolunteer.professional_id)
        .join(KnownProfessional, KnownProfessional.professional_id == PoolVolunteer.professional_id)
        .where(
            KnownProfessional.profession_code == cover.profession_code,
            PoolVolunteer.professional_id.is_distinct_from(cover.professional_id),
            literal(cover.day.isoweekday()) == any_(PoolVolunteer.weekdays),
            (func.cardinality(PoolVolunteer.communes) == 0)
            | (literal(cover.commune_code) == any_(PoolVolunteer.communes)),
            ~held,
        )
        .order_by(PoolVolunteer.professional_id)
    )
    return list(found)


async def cover_for_act(session: AsyncSession, cpts_id: UUID, cover_id: UUID) -> Cover | None:
    """The cover, its row locked: two who take it take turns."""
    return await session.get(Cover, (cpts_id, cover_id), with_for_update=True)


async def cover_to_claim(session: AsyncSession, cpts_id: UUID, cover_id: UUID) -> Cover | None:
    """Of a team, any open seat of the same hours, profession and kind: who waited for one that somebody took gets the
    next. One row is locked, never the one that was named beside it: two who ask for each other's would wait forever.
    """
    named = await session.get(Cover, (cpts_id, cover_id))
    if named is not None and named.team_id is not None:
        alike = await session.scalar(
            select(Cover)
            .where(
                Cover.team_id == named.team_id, Cover.starts_at == named.starts_at, Cover.ends_at == named.ends_at,
                Cover.profession_code == named.profession_code, Cover.has_line == named.has_line,
                Cover.status == CoverStatus.OPEN.value,
            )
            .order_by(Cover.cover_id)
            .limit(1)
            .with_for_update()
        )  # fmt: skip
        if alike is not None:
            return alike
    return await session.get(Cover, (cpts_id, cover_id), with_for_update=True)


async def covers_of_replacement(session: AsyncSession, replacement_id: UUID) -> list[Cover]:
    """By start, rows locked in that order: two who take days of it take turns. Days withdrawn are gone."""
    rows = await session.scalars(
        select(Cover)
        .where(Cover.replacement_id == replacement_id, Cover.status != CoverStatus.WITHDRAWN.value)
        .order_by(Cover.starts_at, Cover.cover_id)
        .with_for_update()
    )
    return list(rows)


async def replacements_ahead(
    session: AsyncSession,
    now: datetime,
    after: tuple[datetime, UUID] | None,
    limit: int,
    only: ColumnElement[bool] | None = None,
) -> list[tuple[datetime, UUID]]:
    """A keyset page by (first hours that lie ahead, replacement). With `only`, those of which some hours are so."""
    key = (func.min(Cover.starts_at), Cover.replacement_id)
    asked = (
        select(*key)
        .where(Cover.starts_at > now, Cover.status != CoverStatus.WITHDRAWN.value, Cover.team_id.is_(None))
        .group_by(Cover.replacement_id)
    )
    if only is not None:
        asked = asked.having(func.bool_or(only))
    if after is not None:
        asked = asked.having(tuple_(*key) > tuple_(*after))
    rows = await session.execute(asked.order_by(*key).limit(limit))
    return [(starts_at, replacement_id) for starts_at, replacement_id in rows if replacement_id]


async def hours_ahead(
    session: AsyncSession, replacement_ids: Collection[UUID], now: datetime
) -> dict[UUID, list[NamedCover]]:
    """By replacement, by start."""
    asked = _named().where(
        Cover.replacement_id.in_(replacement_ids), Cover.starts_at > now,
        Cover.status != CoverStatus.WITHDRAWN.value,
    )  # fmt: skip
    found = defaultdict[UUID, list[NamedCover]](list)
    for row in await session.execute(asked.order_by(Cover.starts_at, Cover.cover_id)):
        named = NamedCover(*row)
        if named.cover.replacement_id is not None:
            found[named.cover.replacement_id].append(named)
    return found


async def covers_of_team(
    session: AsyncSession, team_id: UUID, since: datetime, until: datetime | None = None
) -> list[NamedCover]:
    """By start, then by profession, those that receive people first."""
    asked = _named().where(
        Cover.team_id == team_id, Cover.status != CoverStatus.WITHDRAWN.value, Cover.starts_at >= since
    )
    if until is not None:
        asked = asked.where(Cover.starts_at < until)
    order = (
        Cover.starts_at, Cover.ends_at, Cover.profession_code, Cover.has_line.desc(), Cover.cover_id
    )  # fmt: skip
    return [NamedCover(*row) for row in await session.execute(asked.order_by(*order))]


async def named_cover(session: AsyncSession, cover_id: UUID) -> NamedCover:
    return NamedCover(*(await session.execute(_named().where(Cover.cover_id == cover_id))).one())


def _named() -> Select[Cover, str | None, str | None, KnownPlace | None, Team | None, int]:
    titular, locum = aliased(KnownProfessional), aliased(KnownProfessional)
    own_appointments = (
        _standing(Cover.professional_id, Cover.starts_at, Cover.ends_at).correlate(Cover).scalar_subquery()
    )
    return (
        select(
            Cover,
            Nullable(titular.display_name),
            Nullable(locum.display_name),
            Nullable(KnownPlace),
            Nullable(Team),
            own_appointments,
        )
        .outerjoin(titular, titular.professional_id == Cover.professional_id)
        .outerjoin(Team, Team.team_id == Cover.team_id)
        .outerjoin(locum, locum.professional_id == Cover.locum_id)
        .outerjoin(
            KnownPlace,
            (KnownPlace.professional_id == Cover.professional_id) & (KnownPlace.place_id == Cover.place_id),
        )
    )


def _held(professional_id: Any, cover: Cover, *but: ColumnElement[bool]) -> Exists:
    return exists().where(
        Cover.locum_id == professional_id,
        Cover.status.in_([CoverStatus.CLAIMED.value, CoverStatus.CONFIRMED.value]),
        Cover.starts_at < cover.ends_at,
        Cover.ends_at > cover.starts_at,
        *but,
    )


def _standing(professional_id: Any, starts_at: Any, ends_at: Any) -> Select[int]:
    return select(func.count()).where(
        Appointment.professional_id == professional_id, Appointment.status.in_(STANDING),
        Appointment.starts_at < ends_at, Appointment.ends_at > starts_at,
    )  # fmt: skip


async def appointments_between(
    session: AsyncSession, professional_id: UUID, starts_at: datetime, ends_at: datetime
) -> int:
    return await session.scalar(_standing(professional_id, starts_at, ends_at)) or 0


async def is_booked_then(session: AsyncSession, professional_id: UUID, cover: Cover) -> bool:
    """Whether people come to him at that time, elsewhere than at the place of the cover."""
    own = (
        select(Appointment.appointment_id)
        .outerjoin(Slot, (Slot.professional_id == professional_id) & (Slot.slot_id == Appointment.slot_id))
        .where(
            Appointment.professional_id == professional_id,
            Appointment.status.in_(STANDING),
            Appointment.starts_at < cover.ends_at,
            Appointment.ends_at > cover.starts_at,
            Slot.place_id.is_distinct_from(cover.place_id),
        )
    )
    return await session.scalar(own.limit(1)) is not None


async def holds_others_then(session: AsyncSession, professional_id: UUID, cover: Cover) -> bool:
    """Whether he took other hours at that time, which `cover_never_overlaps` would refuse without naming them."""
    return bool(await session.scalar(select(_held(professional_id, cover, Cover.cover_id != cover.cover_id))))


async def held_elsewhere(session: AsyncSession, professional_id: UUID, since: datetime) -> dict[UUID, Span]:
    """Confirmed hours that are not over, by the opening of their slots, or by the cover where none open."""
    rows = await session.execute(
        select(Cover.cover_id, Cover.opening_id, Cover.starts_at, Cover.ends_at).where(
            Cover.locum_id == professional_id, Cover.status == CoverStatus.CONFIRMED.value, Cover.ends_at > since
        )
    )
    return {row.opening_id or row.cover_id: Span(row.starts_at, row.ends_at) for row in rows}


async def replaced_by_others(session: AsyncSession, professional_id: UUID, since: datetime) -> list[Span]:
    """Confirmed hours that are not over, in which a locum is in his practice and he is not."""
    rows = await session.execute(
        select(Cover.starts_at, Cover.ends_at).where(
            Cover.professional_id == professional_id,
            ~Cover.is_parallel,
            Cover.status == CoverStatus.CONFIRMED.value,
            Cover.ends_at > since,
        )
    )
    return [Span(starts_at, ends_at) for starts_at, ends_at in rows]


async def team_of(session: AsyncSession, cover: Cover) -> Team | None:
    return await session.get(Team, (cover.cpts_id, cover.team_id)) if cover.team_id else None
