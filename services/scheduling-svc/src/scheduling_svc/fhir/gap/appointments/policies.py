"""Which changes of an appointment a partner's software makes. Pure."""

from __future__ import annotations

from enum import StrEnum, auto

from scheduling_svc.appointments.errors import TransitionRefused
from scheduling_svc.fhir.gap.appointments.errors import SlotUnchangeable

#: What a partner may ask for. A request is `proposed` or `pending`, and told as pending: the slot is held.
REQUESTED = frozenset({"proposed", "pending"})
BOOKED = "booked"
CANCELLED = "cancelled"
ASKED = (*sorted(REQUESTED), BOOKED, CANCELLED)


class Way(StrEnum):
    STAY = auto()
    BOOK = auto()
    RELEASE = auto()
    CANCEL = auto()
    MOVE = auto()


def way(status: str, wanted: str, *, elsewhere: bool) -> Way:
    """From the status that is told to the one that is asked for, there or at another slot."""
    found = _way(status, wanted)
    if not elsewhere:
        return found
    if (status, wanted) != (BOOKED, BOOKED):
        raise SlotUnchangeable
    return Way.MOVE


def _way(status: str, wanted: str) -> Way:
    """What came of it is the practice's word."""
    if status == wanted or (status in REQUESTED and wanted in REQUESTED):
        return Way.STAY
    if status in REQUESTED:
        return Way.BOOK if wanted == BOOKED else Way.RELEASE
    if (status, wanted) == (BOOKED, CANCELLED):
        return Way.CANCEL
    raise TransitionRefused(f"From {status} a partner has no way to {wanted}", status_now=status)
