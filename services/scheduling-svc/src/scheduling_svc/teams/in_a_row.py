"""Which free slots do for people who come together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class FreeSlot(NamedTuple):
    starts_at: datetime
    ends_at: datetime
    slot_id: UUID


def first_in_a_row(free: Sequence[FreeSlot], people: int) -> list[FreeSlot]:
    """The soonest, by start: side by side in several lines, or each no later than another one ends. None: empty."""
    for first in range(len(free) - people + 1):
        row = free[first : first + people]
        if all(slot.starts_at <= max(one.ends_at for one in row[:rank]) for rank, slot in enumerate(row) if rank):
            return list(row)
    return []
