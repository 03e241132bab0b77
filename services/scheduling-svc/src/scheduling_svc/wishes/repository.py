"""Questions about wishes, and the locks that an act on one of them takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.appointments.models import STANDING, Appointment
from scheduling_svc.appointments.policies import KnownState
from scheduling_svc.appointments.repository import known_for_booking
from scheduling_svc.slots.search import named
from scheduling_svc.wishes.fitting import COUNTED, KEPT, wishes_statement
from scheduling_svc.wishes.models import Wish, WishStatus


async def listed(session: AsyncSession, find: dict[str, Any]) -> Sequence[Any]:
    """In the order of calling, one more than the page."""
    return (await session.execute(wishes_statement(named(find)), find)).all()


async def counted(session: AsyncSession, asked: dict[str, Any]) -> tuple[int, datetime | None]:
    row = (await session.execute(COUNTED, asked)).one()
    return row.fitting, row.oldest


async def wish_for_act(
    session: AsyncSession, cpts_id: UUID, wish_id: UUID
) -> tuple[Wish, KnownState] | tuple[None, None]:
    """The wish with its row locked, and its request shared: in the order of whoever ends a request, and then ends its
    wishes."""
    referral_id = await session.scalar(select(Wish.referral_id).where(Wish.wish_id == wish_id))
    known = referral_id and await known_for_booking(session, cpts_id, referral_id)
    if not known:
        return None, None
    wish = await session.get(Wish, (cpts_id, wish_id), with_for_update={"key_share": True})
    assert wish is not None, "no wish is ever deleted"
    return wish, known


async def appointment_stands(session: AsyncSession, appointment_id: UUID | None) -> bool:
    found = await session.scalar(
        select(Appointment.appointment_id).where(
            Appointment.appointment_id == appointment_id, Appointment.status.in_(STANDING)
        )
    )
    return found is not None


async def booked_since(session: AsyncSession, wish: Wish) -> datetime | None:
    """When the appointment begins that its request has by another road since it was noted (as the list says it)."""
    return await session.scalar(
        select(func.min(Appointment.starts_at)).where(
            Appointment.referral_id == wish.referral_id,
            Appointment.status.in_(KEPT),
            Appointment.booked_at >= wish.noted_at,
            Appointment.appointment_id.is_distinct_from(wish.appointment_id),
        )
    )


async def waiting_of(session: AsyncSession, referral_id: UUID) -> list[Wish]:
    rows = await session.scalars(
        select(Wish)
        .where(Wish.referral_id == referral_id, Wish.status == WishStatus.WAITING.value)
        .order_by(Wish.wish_id)
        .with_for_update(key_share=True)
    )
    return list(rows)


async def waiting_beyond(session: AsyncSession, today: date, at_most: int) -> list[Wish]:
    """Those whose last day is over; what somebody acts on at this moment is left for the next round."""
    rows = await session.scalars(
        select(Wish)
        .where(Wish.status == WishStatus.WAITING.value, Wish.until_day < today)
        .order_by(Wish.until_day)
        .limit(at_most)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return list(rows)
