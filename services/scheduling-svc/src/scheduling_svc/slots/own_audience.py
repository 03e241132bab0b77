"""Whom the owner wants to see one slot, whatever its opening says."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.agendas.keeping import check_keeper
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings import usecases as openings
from scheduling_svc.openings.models import Opening
from scheduling_svc.openings.repository import opening_by_id
from scheduling_svc.openings.schemas import WhoSees
from scheduling_svc.slots.errors import SlotPast, SlotTaken
from scheduling_svc.slots.models import Slot, SlotAudience, SlotStatus
from scheduling_svc.slots.policies import account_of, may_keep_agenda
from scheduling_svc.slots.upkeep import bring_in_line


async def say_who_sees(unit: Unit, caller: Caller, clock: Clock, slot_id: UUID, wanted: WhoSees) -> None:
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        slot, opening, said = await _free_slot(session, caller, slot_id, now)
        after = SlotAudience(
            professional_id=slot.professional_id, opening_id=slot.opening_id, starts_at=slot.starts_at,
            cpts_id=slot.cpts_id, said_by=account_of(caller), said_at=now, **wanted.who_sees(),
        )  # fmt: skip
        await openings.widen(session, caller, opening, said or opening, after, now, of_slot=slot.starts_at)
        await session.merge(after)
        await _follow(session, caller, slot, "slot_audience_said", now)


async def see_as_the_opening(unit: Unit, caller: Caller, clock: Clock, slot_id: UUID) -> None:
    """Widens too, where the slot was kept from somebody who sees the rest of its opening."""
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        slot, opening, said = await _free_slot(session, caller, slot_id, now)
        if said is None:
            return
        await openings.widen(session, caller, opening, said, opening, now, of_slot=slot.starts_at)
        await session.delete(said)
        await _follow(session, caller, slot, "slot_audience_forgotten", now)


async def _free_slot(
    session: AsyncSession, caller: Caller, slot_id: UUID, now: datetime
) -> tuple[Slot, Opening, SlotAudience | None]:
    """With the opening that it comes from, whose agenda is in hand."""
    asked = select(Slot).where(Slot.slot_id == slot_id).execution_options(populate_existing=True)
    slot = await session.scalar(asked)
    if slot is None:
        raise NotFound
    await check_keeper(session, caller, slot.professional_id)
    opening = await opening_by_id(session, slot.opening_id, for_update=True)
    slot = await session.scalar(asked)
    if slot is None or opening is None:
        raise NotFound
    if slot.status != SlotStatus.FREE:
        raise SlotTaken
    if slot.starts_at <= now:
        raise SlotPast
    return slot, opening, await session.get(SlotAudience, (slot.professional_id, slot.opening_id, slot.starts_at))


async def _follow(session: AsyncSession, caller: Caller, slot: Slot, act: str, now: datetime) -> None:
    trace(session, caller, slot.professional_id, slot.opening_id, act, now, of_slot=slot.starts_at)
    await session.flush()
    await bring_in_line(session, caller.cpts, slot.professional_id, now, slot.starts_at)
