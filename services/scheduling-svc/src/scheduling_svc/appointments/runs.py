"""The slots that one appointment takes: one, or as many as its reason lasts. All of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from scheduling_svc.appointments import booking_path
from scheduling_svc.appointments.booking_path import Session
from scheduling_svc.appointments.errors import NotEnoughRoom, ReasonNotOffered
from scheduling_svc.appointments.models import EVERYBODYS, BookingReason
from scheduling_svc.slots.models import Slot


class AgendaWanted(Exception):  # not a refusal: the same again, with the agenda in hand
    pass


def lasts(slot: Slot, reason: BookingReason | None) -> timedelta:
    """How long this reason takes from this slot on; the slot itself where the opening or the caller names none."""
    if reason is None or (not slot.reasons and reason in EVERYBODYS):
        return slot.ends_at - slot.starts_at
    if reason not in slot.reasons:
        raise ReasonNotOffered(offered=sorted(slot.reasons))
    return timedelta(minutes=slot.reasons[reason])


def is_enough(run: Sequence[Slot], needed: timedelta) -> bool:
    """Pure. One slot ends where the next begins, and the last reaches the end of what is needed."""
    return all(one.ends_at == other.starts_at for one, other in pairwise(run)) and (
        run[-1].ends_at - run[0].starts_at >= needed
    )


async def run_from(
    session: Session, slot: Slot, reason: BookingReason | None, sight: dict[str, Any], *, waits: bool
) -> list[Slot]:
    """The slot, whose row is locked already, and the next ones of its opening that the reason needs, locked too.
    Who does not wait misses those that somebody else has in hand."""
    needed = lasts(slot, reason)
    if needed <= slot.ends_at - slot.starts_at:
        return [slot]
    run = [slot, *await booking_path.following(session, slot, slot.starts_at + needed, sight, waits=waits)]
    if not is_enough(run, needed):
        raise NotEnoughRoom(f"This reason lasts {needed // timedelta(minutes=1)} minutes")
    return run


async def take_for_good(
    session: Session, run: Sequence[Slot], by: UUID, at: datetime, *, agenda_in_hand: bool
) -> bool:
    """The slots are booked, and whatever holds they had end with it. True when one of these had kept more."""
    holds = _ended(run, at, agenda_in_hand=agenda_in_hand)
    for slot in run:
        slot.book(by, at)
    return await _end(session, holds, run, agenda_in_hand=agenda_in_hand)


async def keep_aside(
    session: Session,
    run: Sequence[Slot],
    hold_id: UUID,
    by: UUID,
    at: datetime,
    until: datetime,
    *,
    agenda_in_hand: bool,
) -> bool:
    """The slots are held together; an earlier hold of the same person starts again. True when it had kept more."""
    earlier = _ended(run, at, agenda_in_hand=agenda_in_hand)
    for slot in run:
        slot.hold(hold_id, by, at, until)
    return await _end(session, earlier, run, agenda_in_hand=agenda_in_hand)


def _ended(run: Sequence[Slot], at: datetime, *, agenda_in_hand: bool) -> set[UUID]:
    """The holds that end with it. One that ran out is given back first: its slots have kept to no rule since."""
    if not agenda_in_hand and any(slot.hold_ran_out(at) for slot in run):
        raise AgendaWanted
    return {slot.hold_id for slot in run if slot.hold_id is not None}


async def _end(session: Session, holds: set[UUID], run: Sequence[Slot], *, agenda_in_hand: bool) -> bool:
    """What a hold kept beside these is given back, and may have to be corrected: its row may be somebody else's, and
    correcting takes the agenda."""
    if not holds:
        return False
    breaks_up = await booking_path.keeps_more(session, holds, run)
    if breaks_up and not agenda_in_hand:
        raise AgendaWanted
    for one in holds:
        await booking_path.drop_hold(session, run[0].professional_id, one)
    return breaks_up
