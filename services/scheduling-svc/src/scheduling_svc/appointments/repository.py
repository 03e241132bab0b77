"""Questions about appointments, and the locks that an act on one of them takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.appointments.models import OCCUPYING, Appointment, AppointmentStatus
from scheduling_svc.appointments.policies import KnownState
from scheduling_svc.known.models import KnownReferral
from scheduling_svc.slots.models import Slot, SlotStatus
from scheduling_svc.slots.repository import agendas_in_hand


async def held_slot(session: AsyncSession, hold_id: UUID, by: UUID) -> Slot | None:
    """The first slot that this person's hold keeps aside: its agenda in hand, and the rows of all that it keeps
    locked."""
    is_it = (Slot.hold_id == hold_id, Slot.held_by == by, Slot.status == SlotStatus.HELD.value)
    await agendas_in_hand(session, list(await session.scalars(select(Slot.professional_id).distinct().where(*is_it))))
    asked = select(Slot).where(*is_it).order_by(Slot.starts_at).with_for_update(key_share=True)
    return (await session.scalars(asked)).first()


async def appointment_by_id(
    session: AsyncSession, appointment_id: UUID, *, goes_to: UUID | None = None
) -> Appointment | None:
    """The appointment, no hold: its agenda in hand, that of the slot it goes to as well, and its row locked."""
    is_it = (Appointment.appointment_id == appointment_id, Appointment.status != AppointmentStatus.HELD.value)
    # A move takes its row away and writes another: who waited for the first asks for the second.
    while (owner := await session.scalar(select(Appointment.professional_id).where(*is_it))) is not None:
        goal = await session.scalar(select(Slot.professional_id).where(Slot.slot_id == goes_to)) if goes_to else None
        await agendas_in_hand(session, {owner, goal or owner})
        asked = select(Appointment).where(*is_it, Appointment.professional_id == owner)
        if (found := await session.scalar(asked.with_for_update(key_share=True))) is not None:
            return found
    return None


async def referral_of(session: AsyncSession, appointment_id: UUID) -> KnownState | None:
    """The referral of an appointment, its row shared: who ends it meanwhile waits, and then finds the appointment
    where it went. Asked before the appointment's own row, in the order of whoever ends a referral."""
    known = await session.scalar(
        select(KnownReferral)
        .join(
            Appointment,
            (Appointment.cpts_id == KnownReferral.cpts_id) & (Appointment.referral_id == KnownReferral.referral_id),
        )
        .where(Appointment.appointment_id == appointment_id)
        .with_for_update(read=True, of=KnownReferral)
    )
    return None if known is None else _state_of(known)


async def forget(session: AsyncSession, appointment: Appointment) -> None:
    """Its row leaves, to come back elsewhere in the same transaction: it must not stand in its own way."""
    await session.delete(appointment)
    await session.flush()


async def slots_of(session: AsyncSession, appointment: Appointment) -> list[Slot]:
    """Those that nobody else takes once it is gone, rows locked. Where the owner let it be overbooked, a slot stays
    taken for as long as one of its appointments stands."""
    opening = (
        select(Slot.opening_id)
        .where(Slot.professional_id == appointment.professional_id, Slot.slot_id == appointment.slot_id)
        .scalar_subquery()
    )
    taken = await session.scalars(
        select(Slot)
        .where(
            Slot.professional_id == appointment.professional_id, Slot.opening_id == opening,
            Slot.starts_at >= appointment.starts_at, Slot.ends_at <= appointment.ends_at,
            Slot.status == SlotStatus.BOOKED.value,
        )
        .order_by(Slot.starts_at)
        .with_for_update(key_share=True)
    )  # fmt: skip
    # Asked once the rows are ours: of two that are cancelled at the same time, the second finds the first gone.
    others = (await session.execute(_standing_beside(appointment))).all()
    return [
        slot
        for slot in taken
        if not any(other.starts_at < slot.ends_at and slot.starts_at < other.ends_at for other in others)
    ]


def _standing_beside(appointment: Appointment) -> Select[datetime, datetime]:
    return select(Appointment.starts_at, Appointment.ends_at).where(
        Appointment.professional_id == appointment.professional_id,
        Appointment.appointment_id != appointment.appointment_id,
        Appointment.status.in_([status.value for status in OCCUPYING]),
        Appointment.starts_at < appointment.ends_at,
        Appointment.ends_at > appointment.starts_at,
    )


async def coming_of_referral(session: AsyncSession, referral_id: UUID, after: datetime) -> list[Appointment]:
    """What is booked for a referral, whose row is ours, and has not begun: the agendas in hand, the rows locked."""
    return await _coming(session, Appointment.referral_id == referral_id, after)


async def coming(session: AsyncSession, appointment_ids: Sequence[UUID], after: datetime) -> list[Appointment]:
    """As `coming_of_referral`, of those that were booked for one from another CPTS."""
    return await _coming(session, Appointment.appointment_id.in_(appointment_ids), after)


async def _coming(session: AsyncSession, whose: ColumnElement[bool], after: datetime) -> list[Appointment]:
    is_it = (whose, Appointment.status == AppointmentStatus.BOOKED.value, Appointment.starts_at > after)
    owners = await session.scalars(select(Appointment.professional_id).distinct().where(*is_it))
    await agendas_in_hand(session, list(owners))
    asked = select(Appointment).where(*is_it).order_by(Appointment.starts_at).with_for_update(key_share=True)
    return list(await session.scalars(asked))


async def known_state(session: AsyncSession, cpts_id: UUID, referral_id: UUID) -> KnownState | None:
    known = await session.get(KnownReferral, (cpts_id, referral_id))
    return None if known is None else _state_of(known)


async def known_for_booking(session: AsyncSession, cpts_id: UUID, referral_id: UUID) -> KnownState | None:
    """Its row shared: who ends the referral meanwhile waits, as for any booking."""
    known = await session.get(KnownReferral, (cpts_id, referral_id), with_for_update={"read": True})
    return None if known is None else _state_of(known)


def _state_of(known: KnownReferral) -> KnownState:
    return KnownState(
        known.kind, known.status, known.placed_professional_id, known.author_account_id, known.author_structure
    )
