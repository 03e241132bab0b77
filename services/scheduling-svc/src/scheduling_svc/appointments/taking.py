"""What a hold and a booking share: whoever loses a slot learns why, and what is left."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from carekit.errors import NotFound, Refusal
from scheduling_svc.appointments.repository import Session
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.models import SlotStatus
from scheduling_svc.slots.search import lost_slot


async def why_lost(session: Session, sight: dict[str, Any], slot_id: UUID, now: datetime) -> Refusal:
    """`slot-taken` with the next three free slots of the profession, or nothing there for this caller.

    Asked when the transaction holds no lock on the slot, so that nobody waits while we look for others.
    """
    lost = await lost_slot(session, slot_id, now, sight)
    if lost is None:
        return NotFound()
    held = lost.status == SlotStatus.HELD
    return SlotTaken(
        "Somebody else holds this slot" if held else "Somebody else was faster",
        state="overlaps" if lost.status == SlotStatus.FREE else lost.status,
        until=lost.held_until.isoformat() if held and lost.held_until else None,
        next=lost.next,
    )
