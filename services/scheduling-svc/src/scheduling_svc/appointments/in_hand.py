"""An agenda is taken in hand before one of its slots is taken, and what nobody holds there any more is given back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.db import Unit
from carekit.errors import Refusal
from scheduling_svc.appointments import booking_path
from scheduling_svc.known.models import KnownReferral
from scheduling_svc.slots.models import Slot
from scheduling_svc.slots.repository import agendas_in_hand, expired_holds, has_expired_holds
from scheduling_svc.slots.upkeep import bring_in_line


@asynccontextmanager
async def settled_if_refused(unit: Unit, slot_id: UUID | None, now: datetime) -> AsyncIterator[None]:
    """Around the transaction of an act that takes the slot's agenda in hand: refused, it takes back what it gave back
    there, and this gives it back again."""
    try:
        yield
    except Refusal:
        if slot_id is not None:
            await settle(unit, slot_id, now)
        raise


async def settle(unit: Unit, slot_id: UUID, now: datetime) -> None:
    """What ran out in the slot's agenda is given back for good, whatever becomes of the act that asks: refused, it
    would else have answered by what nobody sees."""
    async with unit.begin() as session:
        owner = await session.scalar(select(Slot.professional_id).where(Slot.slot_id == slot_id))
        if owner is not None and await has_expired_holds(session, owner, now):
            await agendas_in_hand(session, [owner])
            await give_back_expired(session, owner, now)


async def take_agenda(session: AsyncSession, slot_id: UUID, now: datetime, referral_id: UUID | None = None) -> None:
    """After the referral, before the slot, as everybody who corrects it; and whatever is held together with the slot,
    which may begin before it."""
    await take_referral(session, referral_id)
    owner = await session.scalar(select(Slot.professional_id).where(Slot.slot_id == slot_id))
    if owner is None:
        return
    await agendas_in_hand(session, [owner])
    await give_back_expired(session, owner, now)
    hold = select(Slot.hold_id).where(Slot.slot_id == slot_id).scalar_subquery()
    kept = select(Slot.slot_id).where(Slot.hold_id == hold).order_by(Slot.starts_at)
    await session.execute(kept.with_for_update(key_share=True))


async def take_referral(session: AsyncSession, referral_id: UUID | None) -> None:
    """Its row shared: who ends it meanwhile waits."""
    if referral_id is not None:
        asked = select(KnownReferral.referral_id).where(KnownReferral.referral_id == referral_id)
        await session.execute(asked.with_for_update(read=True))


async def give_back_expired(session: AsyncSession, professional_id: UUID, now: datetime) -> int:
    """Of an agenda in hand, holds whose time is over. Their slots may be closed meanwhile, or cut otherwise. Returns
    how many slots."""
    slots = await expired_holds(session, professional_id, now)
    for slot in slots:
        if slot.hold_id is not None:
            await booking_path.drop_hold(session, professional_id, slot.hold_id)
        slot.give_back()
    await session.flush()
    for slot in slots:
        await bring_in_line(session, slot.cpts_id, professional_id, now, slot.starts_at)
    return len(slots)
