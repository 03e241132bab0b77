"""Questions about openings and closures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Select, Uuid, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.appointments.models import STANDING, AgendaAct, Appointment
from scheduling_svc.known.models import KnownPlace, KnownProfessional
from scheduling_svc.openings.models import Closure, Opening
from scheduling_svc.slots.repository import agendas_in_hand

#: How the trail calls the act of letting more people see an opening.
WIDENED = "audience_widened"


async def opening_by_id(session: AsyncSession, opening_id: UUID, *, for_update: bool = False) -> Opening | None:
    """For an act: its agenda in hand, and its row locked."""
    asked = select(Opening).where(Opening.opening_id == opening_id)
    if not for_update:
        return await session.scalar(asked)
    await agendas_in_hand(session, await owners_of(session, [opening_id]))
    return await session.scalar(asked.with_for_update())


async def owners_of(session: AsyncSession, opening_ids: Collection[UUID]) -> list[UUID]:
    asked = select(Opening.professional_id).distinct().where(Opening.opening_id.in_(opening_ids))
    return list(await session.scalars(asked))


async def openings_by_id(
    session: AsyncSession, professional_id: UUID, opening_ids: list[UUID] | None = None
) -> list[Opening]:
    """Those of one agenda, or all of it, locked once the agenda is in hand."""
    await agendas_in_hand(session, [professional_id])
    asked = select(Opening).where(Opening.professional_id == professional_id)
    if opening_ids is not None:
        asked = asked.where(Opening.opening_id.in_(opening_ids))
    return list(await session.scalars(asked.order_by(Opening.opening_id).with_for_update()))


async def openings_after(
    session: AsyncSession, owner: UUID | None, after: tuple[UUID, UUID] | None, limit: int
) -> list[Opening]:
    """A keyset page by (professional, opening); of one owner or of the whole CPTS."""
    key = (Opening.professional_id, Opening.opening_id)
    asked = select(Opening).order_by(*key).limit(limit)
    if owner is not None:
        asked = asked.where(Opening.professional_id == owner)
    if after is not None:
        asked = asked.where(tuple_(*key) > tuple_(*after))
    return list(await session.scalars(asked))


async def widenings(session: AsyncSession, professional_id: UUID, limit: int) -> list[AgendaAct]:
    """What the trail says of who let more people see the agenda, newest first."""
    found = await session.scalars(
        select(AgendaAct)
        .where(AgendaAct.professional_id == professional_id, AgendaAct.act == WIDENED)
        .order_by(AgendaAct.at.desc(), AgendaAct.act_id.desc())
        .limit(limit)
    )
    return list(found)


async def has_openings(session: AsyncSession, professional_id: UUID) -> bool:
    asked = select(Opening.opening_id).where(Opening.professional_id == professional_id).limit(1)
    return await session.scalar(asked) is not None


async def count_openings_ahead(session: AsyncSession, professional_id: UUID, today: date) -> int:
    """Those that are not over."""
    counted = await session.scalar(
        select(func.count())
        .select_from(Opening)
        .where(Opening.professional_id == professional_id, (Opening.ends_on >= today) | Opening.ends_on.is_(None))
    )
    return int(counted or 0)


async def openings_from(
    session: AsyncSession, professional_id: UUID, starts_on: date, from_time: time
) -> Sequence[Opening]:
    """Those that begin on that day at that time."""
    found = await session.scalars(
        select(Opening).where(
            Opening.professional_id == professional_id, Opening.starts_on == starts_on, Opening.from_time == from_time
        )
    )
    return found.all()


async def professional_is_known(session: AsyncSession, professional_id: UUID) -> bool:
    asked = select(KnownProfessional.professional_id).where(KnownProfessional.professional_id == professional_id)
    return await session.scalar(asked) is not None


async def place_is_his(session: AsyncSession, professional_id: UUID, place_id: UUID) -> bool:
    asked = select(KnownPlace.place_id).where(
        KnownPlace.professional_id == professional_id, KnownPlace.place_id == place_id
    )
    return await session.scalar(asked) is not None


async def closure_by_id(session: AsyncSession, closure_id: UUID) -> Closure | None:
    """Its agenda in hand, and its row locked."""
    is_it = Closure.closure_id == closure_id
    await agendas_in_hand(session, list(await session.scalars(select(Closure.professional_id).where(is_it))))
    return await session.scalar(select(Closure).where(is_it).with_for_update())


def _with_bookings() -> Select[Any, Any]:
    """Closures with the appointments they leave standing."""
    standing = (
        select(Appointment.appointment_id)
        .where(
            Appointment.professional_id == Closure.professional_id,
            Appointment.status.in_(STANDING),
            Appointment.starts_at < Closure.ends_at,
            Appointment.ends_at > Closure.starts_at,
        )
        .order_by(Appointment.starts_at)
        .correlate(Closure)
        .scalar_subquery()
    )
    return select(Closure, func.array(standing, type_=ARRAY(Uuid)))


async def closures_ahead(
    session: AsyncSession, owner: UUID | None, now: datetime, limit: int
) -> list[tuple[Closure, list[UUID]]]:
    asked = _with_bookings().where(Closure.ends_at > now).order_by(Closure.starts_at, Closure.closure_id).limit(limit)
    if owner is not None:
        asked = asked.where(Closure.professional_id == owner)
    return [(closure, booked) for closure, booked in await session.execute(asked)]


async def closure_with_bookings(session: AsyncSession, closure_id: UUID) -> tuple[Closure, list[UUID]]:
    closure, booked = (await session.execute(_with_bookings().where(Closure.closure_id == closure_id))).one()
    return closure, booked
