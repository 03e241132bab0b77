"""When a referral may have an appointment, and who acts on one. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from carekit.auth import Caller, RoleRefused
from scheduling_svc.appointments.errors import (
    BrigadeGoesElsewhere,
    ChoiceUnsaid,
    ModalityNotOffered,
    ModalityUnsaid,
    ReferralNotBookable,
    ReferralUnknown,
)
from scheduling_svc.appointments.models import (
    Appointment,
    AppointmentAct,
    AppointmentStatus,
    CancelledBy,
    ChoiceRecorded,
)
from scheduling_svc.appointments.schemas import BookAppointment
from scheduling_svc.openings.models import Modality
from scheduling_svc.slots.policies import OVERSEERS, keeps_agenda, may_book, own_agenda

SNP = "snp"
SOCIAL = "social"
#: Roles that state a need, and then follow what they and their structure stated.
STATERS = (
    "referrer", "professional", "care_coordinator", "social_coordinator", "regulator", "health_mediator",
    "case_manager",
)  # fmt: skip
#: Of an appointment that is still to come, or whose outcome nobody has said.
STANDING = (AppointmentStatus.BOOKED.value, AppointmentStatus.ARRIVED.value)
OPEN_STATES = frozenset({"stated", "qualified", "searching", "proposed", "placed"})


@dataclass(frozen=True)
class KnownState:
    """A referral as its events left it: where it stands, and who stated it (account, structure)."""

    kind: str
    status: str
    placed_with: UUID | None
    author: UUID | None
    author_structure: str | None


def has_a_link(caller: Caller, referral: KnownState) -> bool:
    """Knowing an identifier is no authority: a booking gives the person's name to the slot's owner.

    Its coordinator, its author and his structure, the professional whom the person chose (and his delegate), and for
    unscheduled care the regulator.
    """
    if caller.has("social_coordinator" if referral.kind == SOCIAL else "care_coordinator"):
        return True
    if referral.kind == SNP and caller.has("regulator"):
        return True
    if referral.placed_with is not None and own_agenda(caller) == referral.placed_with:
        return True
    if not caller.has(*STATERS):
        return False
    if caller.account_id is not None and caller.account_id == referral.author:
        return True
    return caller.structure is not None and caller.structure == referral.author_structure


def check_bookable(referral: KnownState, professional_id: UUID | None) -> None:
    """A booking discloses the person to the slot's owner, so it never runs ahead of the person's choice.

    SNP: any open state, whoever can (rules, section 7). Others: placed, with the one who was chosen.
    """
    status = referral.status
    if referral.kind == SNP:
        if status not in OPEN_STATES:
            raise ReferralNotBookable(f"The referral is {status}", referral_status=status)
        return
    if status != "placed":
        raise ReferralNotBookable(f"The referral is {status}, not placed", referral_status=status)
    if referral.placed_with is not None and referral.placed_with != professional_id:
        raise ReferralNotBookable("The person chose another professional", referral_status=status)


def chosen_modality(offered: Sequence[str], wanted: Modality | None) -> str:
    """One of those the slot offers; where it offers one only, nobody needs to say it."""
    if wanted is None and len(offered) > 1:
        raise ModalityUnsaid(offered=list(offered))
    if wanted is not None and wanted not in offered:
        raise ModalityNotOffered(offered=list(offered))
    return wanted.value if wanted else offered[0]


def check_served(served: Sequence[str], home: str | None, *, outside: bool) -> None:
    """A brigade that names no commune goes to any, and whoever else visits at home says for himself where."""
    if served and home is not None and home not in served and not outside:
        raise BrigadeGoesElsewhere(served=list(served))


def is_choice(referral: KnownState) -> bool:
    """Nobody was chosen yet: who opened the slot said yes by that, and who takes it chooses him."""
    return referral.kind == SNP and referral.status != "placed"


def choice_of(
    caller: Caller, wanted: BookAppointment, known: KnownState | None, professional_id: UUID
) -> ChoiceRecorded | None:
    """How the person chose, when the booking is her choice. A referral that is none of the caller's looks like one
    that does not exist."""
    if wanted.referral_id is None:
        return None
    if known is None or not has_a_link(caller, known):
        raise ReferralUnknown
    check_bookable(known, professional_id)
    if is_choice(known) and wanted.choice_recorded is None:
        raise ChoiceUnsaid
    # Said all the same of one who is placed: that her appointment was cancelled may not be known here yet.
    return wanted.choice_recorded if known.kind == SNP else None


def keeps_appointments(kind: str, status: str) -> bool:
    """A withdrawn or redirected referral sends nobody. Beside SNP, neither does one that left its professional again
    (he or the person stepped back): the name is closed to him. A closed one keeps its first appointment."""
    if status in ("withdrawn", "redirected"):
        return False
    return kind == SNP or status in ("placed", "on_hold", "closed")


def keeps(caller: Caller, appointment: Appointment, keeper: UUID) -> bool:
    """An agenda is kept in the CPTS where it stands: in another nobody does, whatever he is there."""
    return caller.cpts_id == appointment.cpts_id and keeps_agenda(caller, keeper)


def may_cancel(caller: Caller, by: CancelledBy, appointment: Appointment, keeper: UUID) -> None:
    """For the practice: who keeps the agenda. For the patient: also whoever booked, while he may book."""
    may_book(caller)
    if keeps(caller, appointment, keeper):
        return
    if by is CancelledBy.PATIENT and caller.account_id == appointment.booked_by:
        return
    raise RoleRefused("Allowed to who keeps the agenda and, on the patient's word, to who booked")


def allowed_acts(caller: Caller, appointment: Appointment, keeper: UUID, now: datetime) -> list[AppointmentAct]:
    """What this caller may do with it now, as each act asks again."""
    is_kept = keeps(caller, appointment, keeper)
    if appointment.status not in STANDING or not (is_kept or appointment.booked_by == caller.account_id):
        return []
    is_ahead = appointment.starts_at > now
    acts = {
        AppointmentAct.MOVE: is_ahead and appointment.status == AppointmentStatus.BOOKED,
        AppointmentAct.CANCEL: True,
        AppointmentAct.OUTCOME: is_kept and not is_ahead,
    }
    return [act for act, allowed in acts.items() if allowed]


def sees_every_appointment(caller: Caller) -> bool:
    return caller.has(*OVERSEERS)
