"""What a caller may do now with a request: the last part of each act's path, as its case page offers them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carekit.auth import Caller
from referral_svc.referrals.codes import Kind, Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import STATERS, coordinates, placed_with, wrote
from referral_svc.referrals.transitions import DECIDABLE, OPEN

_WITHOUT_AGREEMENT = (Kind.MEDECIN_TRAITANT, Kind.SNP)
#: Path of each act of the coordinator → transition it needs.
_BY_TRANSITION = {
    "qualification": "qualify",
    "hold": "hold",
    "resumption": "resume",
    "redirection": "redirect",
    "closing": "close",
}


@dataclass(frozen=True)
class Link:
    """What this caller is to the request."""

    coordinates: bool
    wrote: bool
    took_the_person: bool

    @property
    def hears_the_person(self) -> bool:
        return self.coordinates or self.wrote

    @property
    def reports(self) -> bool:
        return self.coordinates or self.took_the_person


def allowed_acts(caller: Caller, referral: Referral, at: datetime, *, shares: bool) -> list[str]:
    """In the order of the life cycle. `shares`: the person agreed to share the bulletin.

    Two are no act on the request: `booking` is one in the shared agenda, and `signalement` the only hand-over that
    its author makes too.
    """
    link = Link(coordinates(caller, referral), wrote(caller, referral), placed_with(caller, referral))
    return [
        *_before_the_search(referral, link),
        *_while_it_is_searched(referral, link),
        *_once_placed(caller, referral, link, at),
        *_heard_from_the_person(referral, link, shares=shares),
        *_as_long_as_it_is_kept(caller, referral, link),
        *_once_ended(referral, link),
        *_handed_and_written(referral, link),
    ]


def _before_the_search(referral: Referral, link: Link) -> list[str]:
    return ["consent", "consent-refusal"] if referral.may("state") and link.hears_the_person else []


def _while_it_is_searched(referral: Referral, link: Link) -> list[str]:
    if not link.coordinates:
        return []
    acts = [path for path, transition in _BY_TRANSITION.items() if referral.may(transition)]
    if referral.status in DECIDABLE:
        acts.append("class-decision")
    if referral.status in (Status.QUALIFIED, Status.SEARCHING) and not referral.is_handed_over:
        acts += ["waves", "calls"]
    if referral.status == Status.PROPOSED:
        acts += ["choice", "choice/decline"]
    if referral.is_open:
        acts += ["duplicate-merge", "holder", "complexity"]
    return acts


def _once_placed(caller: Caller, referral: Referral, link: Link, at: datetime) -> list[str]:
    acts = []
    placed = referral.status == Status.PLACED
    if link.reports and referral.is_open:
        acts.append("reach-attempts")
    if link.took_the_person and placed and referral.awaits_advice:
        acts.append("advice")
    if _may_book(caller, referral, link):
        acts.append("booking")
    if link.reports and placed:
        acts += _reported(referral, at)
    return acts


def _reported(referral: Referral, at: datetime) -> list[str]:
    acts = []
    # Who has it in charge by a hand-over gives it back by the outcome of that.
    if referral.placed_professional_id is not None and not referral.awaits_booked_visit(at):
        acts.append("step-back")
    acts.append("first-appointment")
    if referral.kind == Kind.MEDECIN_TRAITANT:
        acts.append("declaration")
    if referral.report == "awaited" and referral.placed_professional_id:
        acts.append("report-waiver")
    return acts


def _may_book(caller: Caller, referral: Referral, link: Link) -> bool:
    """Unscheduled care is booked in any open state, by whoever states needs, with whoever can; the others once
    placed, with the one who was chosen (rules of the profession, section 7)."""
    if referral.first_appointment != "awaited":
        return False
    if referral.kind == Kind.SNP:
        return referral.status in OPEN and caller.has(*STATERS)
    return referral.status == Status.PLACED and link.reports


def _heard_from_the_person(referral: Referral, link: Link, *, shares: bool) -> list[str]:
    if not link.hears_the_person:
        return []
    acts = []
    if referral.may("withdraw"):
        acts.append("withdrawal")
    if referral.is_open and not shares:
        acts.append("sharing-consent")
    # A search for a médecin traitant has none yet; unscheduled care waits for nobody.
    if referral.is_open and referral.kind not in _WITHOUT_AGREEMENT:
        acts.append("doctor-agreement")
    return acts


def _as_long_as_it_is_kept(caller: Caller, referral: Referral, link: Link) -> list[str]:
    if referral.erased_at is not None:
        return []
    acts = ["person-file"] if link.coordinates else []
    gives_care = caller.has("professional") and caller.professional_id is not None
    if (link.coordinates or gives_care) and referral.status != Status.DRAFT:
        acts.append("unpaid-acts")
    return acts


def _once_ended(referral: Referral, link: Link) -> list[str]:
    if not referral.is_erasable:
        return []
    return [
        *(["erasure"] if link.coordinates else []),
        *(["consent-withdrawal"] if link.hears_the_person else []),
    ]


def _handed_and_written(referral: Referral, link: Link) -> list[str]:
    """Each coordinator completes the bulletin of her own requests; the author both."""
    if not referral.is_open:
        return []
    social = referral.kind == Kind.SOCIAL
    return [
        *(["handovers"] if link.coordinates else []),
        *(["signalement"] if link.hears_the_person else []),
        *(["care-bulletin"] if link.wrote or (link.coordinates and not social) else []),
        *(["social-bulletin"] if link.wrote or (link.coordinates and social) else []),
    ]
