"""When a referral may have an appointment, and who acts on one. Pure functions."""

from __future__ import annotations

from uuid import UUID

from carekit.auth import Caller, RoleRefused
from scheduling_svc.appointments.errors import ReferralNotBookable
from scheduling_svc.appointments.models import CancelledBy
from scheduling_svc.slots.policies import BOOKERS, OVERSEERS, keeps_agenda

SNP = "snp"
OPEN_STATES = frozenset({"stated", "qualified", "searching", "proposed", "placed"})


def check_bookable(kind: str, status: str, placed_with: UUID | None, professional_id: UUID) -> None:
    """A booking discloses the person to the slot's owner, so it never runs ahead of the person's choice.

    SNP: any open state, whoever can (rules, section 7). Others: placed, with the one who was chosen.
    """
    if kind == SNP:
        if status not in OPEN_STATES:
            raise ReferralNotBookable(f"The referral is {status}", referral_status=status)
        return
    if status != "placed":
        raise ReferralNotBookable(f"The referral is {status}, not placed", referral_status=status)
    if placed_with is not None and placed_with != professional_id:
        raise ReferralNotBookable("The person chose another professional", referral_status=status)


def may_cancel(caller: Caller, by: CancelledBy, owner: UUID, booked_by: UUID) -> None:
    """For the practice: who keeps the agenda. For the patient: also whoever booked, while he may book."""
    caller.require(*BOOKERS)
    if keeps_agenda(caller, owner):
        return
    if by is CancelledBy.PATIENT and caller.account_id == booked_by:
        return
    raise RoleRefused("Allowed to who keeps the agenda and, on the patient's word, to who booked")


def sees_every_appointment(caller: Caller) -> bool:
    return caller.has(*OVERSEERS)
