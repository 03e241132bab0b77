"""Who keeps the list of people to call. Pure functions (rules of the profession, sections 7 and 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from carekit.auth import Caller
from scheduling_svc.appointments.policies import OPEN_STATES, SNP, SOCIAL, STATERS, keeps_appointments
from scheduling_svc.slots.policies import keeps_agenda, own_agenda
from scheduling_svc.triage.policies import TRIAGERS
from scheduling_svc.wishes.models import WishAct, WishStatus

#: `has_a_link` of whoever books, asked of many requests `r` at once; a test holds both to the same answer.
LINKED = f"""(r.kind = '{SOCIAL}' and cast(:coordinates_social as boolean)
    or r.kind <> '{SOCIAL}' and cast(:coordinates_care as boolean)
    or r.kind = '{SNP}' and cast(:regulates as boolean)
    or r.placed_professional_id = cast(:own as uuid)
    or cast(:states as boolean) and (r.author_account_id = cast(:account as uuid)
        or r.author_structure = cast(:structure as text)))"""

#: `check_bookable` of requests `r` and wishes `w`. Whom unscheduled care was placed with without an appointment has
#: her in hand: no other's slot is offered, unless she wishes hers earlier.
BOOKABLE = f"""(case when r.kind <> '{SNP}' then r.status = 'placed'
    when r.status <> 'placed' then r.status in ({", ".join(f"'{one}'" for one in sorted(OPEN_STATES))})
    else w.appointment_id is not null or r.placed_professional_id is null
        or r.placed_professional_id is not distinct from w.professional_id end)"""


def links_of(caller: Caller) -> dict[str, Any]:
    """What `LINKED` asks about the caller; `own` is that of his sight."""
    return {
        "coordinates_social": caller.has("social_coordinator"),
        "coordinates_care": caller.has("care_coordinator"),
        "regulates": caller.has("regulator"),
        "states": caller.has(*STATERS),
        "account": caller.account_id,
        "structure": caller.structure,
    }


def sorts(caller: Caller) -> bool:
    """Sees what a sorted person's own doctor keeps for his own patients (`triage/own_doctor.py`)."""
    return own_agenda(caller) is None and caller.has(*TRIAGERS)


def ends_wishes(kind: str, status: str) -> bool:
    """The request sends nobody any more, or is closed: a first appointment stays, no other is looked for."""
    return status == "closed" or not keeps_appointments(kind, status)


@dataclass(frozen=True)
class Standing:
    """Where a wish stands: whether slots are looked for, and whose the appointment is that it would replace."""

    status: str
    is_open: bool
    keeper: UUID | None
    booked_by: UUID | None


def acts_on(caller: Caller, wish: Standing) -> list[WishAct]:
    """What the screen offers; each act asks again."""
    waits = wish.status == WishStatus.WAITING
    moves = wish.keeper is None or keeps_agenda(caller, wish.keeper) or wish.booked_by == caller.account_id
    offered = {
        WishAct.BOOK: waits and wish.is_open and moves,
        WishAct.CHANGE: waits,
        WishAct.CLOSE: waits,
        WishAct.RESUME: wish.status == WishStatus.NO_LONGER_SUITS,
    }
    return [act for act, stands in offered.items() if stands]
