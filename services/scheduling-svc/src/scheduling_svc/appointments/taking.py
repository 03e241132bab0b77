"""What a hold and a booking share: the slot is taken under its lock, or the loser learns what is left."""

from __future__ import annotations

from datetime import datetime
from typing import NoReturn
from uuid import UUID

from carekit.auth import Caller
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.appointments import repository
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.models import SlotStatus
from scheduling_svc.slots.usecases import sight


async def refuse_with_next(unit: Unit, caller: Caller, slot_id: UUID, now: datetime) -> NoReturn:
    """Called after the lost transaction has ended: nobody waits for a lock while we look for other slots."""
    async with unit.begin() as session:
        lost = await repository.lost_slot(session, slot_id, now, sight(caller))
    if lost is None:
        raise NotFound
    held = lost.status == SlotStatus.HELD
    raise SlotTaken(
        "Somebody else holds this slot" if held else "Somebody else was faster",
        state=lost.status if lost.status != SlotStatus.FREE else "overlaps",
        until=lost.held_until.isoformat() if held and lost.held_until else None,
        next=lost.next,
    )
