"""What was booked from one CPTS in an agenda that stands in another: each side knows its own part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.appointments import repository
from scheduling_svc.appointments.models import AgendaAct, Appointment, BookingElsewhere
from scheduling_svc.appointments.policies import KnownState
from scheduling_svc.appointments.schemas import BookedFrom
from scheduling_svc.openings.sharing import names_of
from scheduling_svc.slots.walls import beyond

BOOKED = "appointment_booked"


async def kept_elsewhere(session: AsyncSession, appointment_id: UUID) -> BookingElsewhere | None:
    """None of what stands here; asked from where it was booked."""
    asked = select(BookingElsewhere).where(BookingElsewhere.appointment_id == appointment_id)
    return await session.scalar(asked)


@asynccontextmanager
async def where_it_stands(session: AsyncSession, appointment_id: UUID) -> AsyncIterator[UUID | None]:
    """Behind the wall of its agenda, and the referral that it was booked for from here; here where it stands here."""
    booking = await kept_elsewhere(session, appointment_id)
    if booking is None:
        yield None
        return
    async with beyond(session, booking.at_cpts_id):
        yield booking.referral_id


async def known_of(session: AsyncSession, booking: BookingElsewhere) -> KnownState | None:
    """Its referral, the row shared as for any booking; asked from where it was booked."""
    if booking.referral_id is None:
        return None
    return await repository.known_for_booking(session, booking.cpts_id, booking.referral_id)


async def told_to(session: AsyncSession, appointment: Appointment) -> tuple[UUID, UUID] | None:
    """Which referral hears of it, and in which CPTS; asked from where the appointment stands."""
    if appointment.booked_from is None:
        return (appointment.cpts_id, appointment.referral_id) if appointment.referral_id else None
    async with beyond(session, appointment.booked_from):
        booking = await kept_elsewhere(session, appointment.appointment_id)
    return (booking.cpts_id, booking.referral_id) if booking and booking.referral_id else None


async def booked_elsewhere(
    session: AsyncSession, account_id: UUID | None, referral_id: UUID | None
) -> dict[UUID, dict[UUID, UUID | None]]:
    """By CPTS where they stand: appointments, each with its referral. Of an account, of a referral, or of both."""
    asked = select(BookingElsewhere).order_by(BookingElsewhere.at_cpts_id)
    if account_id is not None:
        asked = asked.where(BookingElsewhere.booked_by == account_id)
    if referral_id is not None:
        asked = asked.where(BookingElsewhere.referral_id == referral_id)
    found: dict[UUID, dict[UUID, UUID | None]] = defaultdict(dict)
    for booking in await session.scalars(asked):
        found[booking.at_cpts_id][booking.appointment_id] = booking.referral_id
    return found


async def bookers_elsewhere(session: AsyncSession, appointments: Sequence[Appointment]) -> dict[UUID, BookedFrom]:
    """Who of which other CPTS booked, of those that stand here: as the trail of the agenda says it."""
    from_ = {one.appointment_id: one.booked_from for one in appointments if one.booked_from is not None}
    if not from_:
        return {}
    names = await names_of(session, set(from_.values()))
    acts = await session.scalars(
        select(AgendaAct).where(AgendaAct.subject_id.in_(from_), AgendaAct.act == BOOKED).order_by(AgendaAct.at)
    )
    return {
        act.subject_id: BookedFrom(
            cpts_name=names[from_[act.subject_id]], name=act.author_name, roles=list(act.author_roles)
        )
        for act in acts
    }
