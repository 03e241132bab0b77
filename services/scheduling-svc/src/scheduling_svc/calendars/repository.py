"""Questions about outside calendars and feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from carekit.outside import Validators
from scheduling_svc.appointments.models import STANDING, Appointment
from scheduling_svc.calendars.models import CalendarFeed, OutsideCalendar
from scheduling_svc.known.models import KnownProfessional
from scheduling_svc.openings.spans import Span
from scheduling_svc.slots.models import Slot

CHANNEL = "outside_calendars"

_BUSY = text(
    "select lower(span) as starts_at, upper(span) as ends_at from outside_calendar, "
    "unnest(busy * tstzmultirange(tstzrange(:since, :until))) as span where professional_id = :professional_id"
)


async def busy_spans(
    session: AsyncSession, professional_id: UUID, since: datetime, until: datetime | None
) -> list[Span]:
    """Of all outside calendars of an agenda."""
    asked = {"professional_id": professional_id, "since": since, "until": until}
    return [Span(row.starts_at, row.ends_at) for row in await session.execute(_BUSY, asked)]


async def calendars_of(session: AsyncSession, professional_id: UUID) -> list[OutsideCalendar]:
    """Without their busy times."""
    found = await session.scalars(
        select(OutsideCalendar)
        .where(OutsideCalendar.professional_id == professional_id)
        .options(defer(OutsideCalendar.busy, raiseload=True))
        .order_by(OutsideCalendar.added_at, OutsideCalendar.calendar_id)
    )
    return list(found)


async def calendar_for_act(session: AsyncSession, calendar_id: UUID) -> OutsideCalendar | None:
    return await session.scalar(
        select(OutsideCalendar).where(OutsideCalendar.calendar_id == calendar_id).with_for_update()
    )


async def count_calendars(session: AsyncSession, professional_id: UUID) -> int:
    counted = await session.scalar(
        select(func.count()).select_from(OutsideCalendar).where(OutsideCalendar.professional_id == professional_id)
    )
    return int(counted or 0)


async def conflicts_of(
    session: AsyncSession, professional_id: UUID, now: datetime, at_most: int
) -> list[tuple[UUID, Appointment]]:
    """Appointments to come that stand in busy time of a calendar, soonest first."""
    rows = await session.execute(
        select(OutsideCalendar.calendar_id, Appointment)
        .join(Appointment, Appointment.professional_id == OutsideCalendar.professional_id)
        .where(
            OutsideCalendar.professional_id == professional_id,
            Appointment.status.in_(STANDING),
            Appointment.ends_at > now,
            OutsideCalendar.busy.op("&&")(func.tstzrange(Appointment.starts_at, Appointment.ends_at)),
        )
        .order_by(Appointment.starts_at, OutsideCalendar.calendar_id)
        .limit(at_most)
    )
    return [(calendar_id, appointment) for calendar_id, appointment in rows]


async def wake_reader(session: AsyncSession) -> None:
    await session.execute(text(f"notify {CHANNEL}"))


@dataclass(frozen=True)
class Due:
    """One calendar to read again."""

    calendar_id: UUID
    address: bytes
    validators: Validators


async def due(session: AsyncSession, now: datetime, at_most: int) -> list[Due]:
    """Of those who left the CPTS none is read any more."""
    found = await session.scalars(
        select(OutsideCalendar)
        .join(KnownProfessional, KnownProfessional.professional_id == OutsideCalendar.professional_id)
        .where(OutsideCalendar.next_at <= now, OutsideCalendar.address.is_not(None), KnownProfessional.is_member)
        .options(defer(OutsideCalendar.busy, raiseload=True))
        .order_by(OutsideCalendar.next_at)
        .limit(at_most)
    )
    return [Due(one.calendar_id, one.address, one.validators(now)) for one in found if one.address is not None]


async def feed_of(session: AsyncSession, professional_id: UUID) -> CalendarFeed | None:
    return await session.scalar(select(CalendarFeed).where(CalendarFeed.professional_id == professional_id))


async def feed_by_hash(session: AsyncSession, token_hash: bytes) -> CalendarFeed | None:
    """Of somebody who is still a member."""
    return await session.scalar(
        select(CalendarFeed)
        .join(KnownProfessional, KnownProfessional.professional_id == CalendarFeed.professional_id)
        .where(CalendarFeed.token_hash == token_hash, KnownProfessional.is_member)
    )


async def replace_feed(
    session: AsyncSession, cpts_id: UUID, professional_id: UUID, token_hash: bytes, by: UUID, at: datetime
) -> None:
    """The address before it opens nothing from now on."""
    made = {"token_hash": token_hash, "made_by": by, "made_at": at}
    await session.execute(
        insert(CalendarFeed)
        .values(cpts_id=cpts_id, professional_id=professional_id, **made)
        .on_conflict_do_update(index_elements=["cpts_id", "professional_id"], set_=made)
    )


async def drop_feed(session: AsyncSession, professional_id: UUID) -> None:
    await session.execute(delete(CalendarFeed).where(CalendarFeed.professional_id == professional_id))


async def slots_between(session: AsyncSession, professional_id: UUID, since: datetime, until: datetime) -> list[Slot]:
    found = await session.scalars(
        select(Slot)
        .where(Slot.professional_id == professional_id, Slot.starts_at >= since, Slot.starts_at < until)
        .order_by(Slot.opening_id, Slot.starts_at)
    )
    return list(found)


async def appointments_between(
    session: AsyncSession, professional_id: UUID, since: datetime, until: datetime
) -> list[Appointment]:
    found = await session.scalars(
        select(Appointment)
        .where(
            Appointment.professional_id == professional_id,
            Appointment.status.in_(STANDING),
            Appointment.starts_at >= since,
            Appointment.starts_at < until,
        )
        .order_by(Appointment.starts_at)
    )
    return list(found)
