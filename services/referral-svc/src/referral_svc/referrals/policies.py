"""Who may do what with a request (rules of the profession, section 8). Pure; a refusal names the roles.

Whoever has no link at all with a request is told that it does not exist.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from carekit.auth import Caller, RoleRefused
from referral_svc.referrals.codes import Kind, Outcome, Status
from referral_svc.referrals.errors import ReferralNotFound
from referral_svc.referrals.models import Referral
from referral_svc.referrals.transitions import DECIDABLE, OPEN

STATERS = frozenset(
    {
        "referrer", "professional", "care_coordinator", "social_coordinator", "regulator", "health_mediator",
        "case_manager",
    }
)  # fmt: skip
COORDINATORS = frozenset({"care_coordinator", "social_coordinator"})
#: Figures without identity: those who answer for the CPTS, and those to whom it answers.
FIGURE_READERS = COORDINATORS | {"director", "project_officer", "evaluator"}
#: See the queue line by line, by case number, without identity.
LISTERS = STATERS | {"secretary", "director"}
#: May be handed a case by name. A guest sees nothing else.
RECEIVERS = (STATERS - {"regulator"}) | {"guest"}
#: May be named a participant, and then follow the request.
FOLLOWERS = STATERS | {"director"}


def require_may_state(caller: Caller) -> None:
    caller.require(*STATERS)


def require_may_list(caller: Caller) -> None:
    caller.require(*LISTERS)


def require_may_see_whole_queue(caller: Caller) -> None:
    caller.require(*COORDINATORS, "secretary")


def coordinates(caller: Caller, referral: Referral) -> bool:
    """The care coordinator has the care requests of the CPTS, the social coordinator the social ones.

    What a neighbour opened to this CPTS is worked on in its own list, by its card alone.
    """
    return not referral.is_received and caller.has(coordinator_of(referral.kind))


def kinds_of(caller: Caller) -> list[Kind]:
    """Those that this caller coordinates: the social ones, the others, or both."""
    return [kind for kind in Kind if caller.has(coordinator_of(kind))]


def wrote(caller: Caller, referral: Referral) -> bool:
    """Stated by the caller, or by a colleague of the same structure."""
    if not caller.has(*STATERS):
        return False
    if caller.account_id is not None and caller.account_id == referral.referrer_account_id:
        return True
    return caller.structure is not None and caller.structure == referral.referrer_structure


def reads_what_was_written(caller: Caller, referral: Referral) -> bool:
    """The author always; a colleague of his structure while the request is open."""
    if not wrote(caller, referral):
        return False
    return referral.is_open or caller.account_id == referral.referrer_account_id


def placed_with(caller: Caller, referral: Referral) -> bool:
    return (
        caller.has("professional")
        and caller.professional_id is not None
        and caller.professional_id == referral.placed_professional_id
        and not referral.is_received
    )


def follows(caller: Caller, referral: Referral, *, takes_part: bool) -> bool:
    """May see where the request stands."""
    named = takes_part and caller.has(*FOLLOWERS)
    return coordinates(caller, referral) or wrote(caller, referral) or placed_with(caller, referral) or named


def require_follows(caller: Caller, referral: Referral, *, takes_part: bool) -> None:
    if not follows(caller, referral, takes_part=takes_part):
        raise ReferralNotFound


def require_coordinates(caller: Caller, referral: Referral, *, takes_part: bool) -> None:
    require_follows(caller, referral, takes_part=takes_part)
    if not coordinates(caller, referral):
        raise RoleRefused("Only the coordinator may do that", allowed_roles=[coordinator_of(referral.kind)])


def require_may_withdraw(caller: Caller, referral: Referral, *, takes_part: bool) -> None:
    """The coordinator, or whoever stated it: a person's withdrawal may reach either."""
    _require_hears_the_person(caller, referral, takes_part=takes_part)


def require_may_record_consent(caller: Caller, referral: Referral, *, takes_part: bool) -> None:
    """The coordinator, or whoever stated it; never the professional for whom the agreement opens the bulletin."""
    _require_hears_the_person(caller, referral, takes_part=takes_part)


def require_may_tell_the_person(caller: Caller, referral: Referral, *, takes_part: bool) -> None:
    """The coordinator, or whoever stated it: they alone speak with the person about what could not be met. Colleagues
    of the author do while the request is open."""
    _require_hears_the_person(caller, referral, takes_part=takes_part)
    if not (coordinates(caller, referral) or reads_what_was_written(caller, referral)):
        raise ReferralNotFound


def _require_hears_the_person(caller: Caller, referral: Referral, *, takes_part: bool) -> None:
    require_follows(caller, referral, takes_part=takes_part)
    if not (coordinates(caller, referral) or wrote(caller, referral)):
        raise RoleRefused(
            "Only its author or the coordinator may do that", allowed_roles=[coordinator_of(referral.kind)]
        )


def require_may_report(caller: Caller, referral: Referral, *, takes_part: bool) -> None:
    """First appointment, declaration and attempts to reach the person: the coordinator, or the professional who took
    the person (F033)."""
    require_follows(caller, referral, takes_part=takes_part)
    if not (coordinates(caller, referral) or placed_with(caller, referral)):
        raise RoleRefused(
            "Only the professional who accepted or the coordinator may do that",
            allowed_roles=[coordinator_of(referral.kind), "professional"],
        )


def require_may_hand_over(caller: Caller, referral: Referral, *, takes_part: bool, reports: bool) -> None:
    """The coordinator; a signalement also by whoever stated the need: it is every professional's duty."""
    require_follows(caller, referral, takes_part=takes_part)
    if not (coordinates(caller, referral) or (reports and wrote(caller, referral))):
        raise RoleRefused("Only the coordinator may hand it over", allowed_roles=[coordinator_of(referral.kind)])


def coordinator_of(kind: Kind) -> Literal["care_coordinator", "social_coordinator"]:
    return "social_coordinator" if kind == Kind.SOCIAL else "care_coordinator"


_WITHOUT_AGREEMENT = (Kind.MEDECIN_TRAITANT, Kind.SNP)
#: Path of each act → transition it needs, or the statuses in which it makes sense.
_BY_TRANSITION = {
    "qualification": "qualify",
    "hold": "hold",
    "resumption": "resume",
    "redirection": "redirect",
    "closing": "close",
}


def allowed_acts(caller: Caller, referral: Referral, at: datetime, *, shares: bool) -> list[str]:
    """What this caller may do now, as the last part of the act's path, in the order of the life cycle.

    Two are no act on the request: `booking` is one in the shared agenda, and `signalement` the only hand-over that
    its author makes too. `shares`: the person agreed to share the bulletin.
    """
    acts = []
    coordinator = coordinates(caller, referral)
    if referral.may("state") and (coordinator or wrote(caller, referral)):
        acts += ["consent", "consent-refusal"]
    if coordinator:
        acts += [path for path, transition in _BY_TRANSITION.items() if referral.may(transition)]
        if referral.status in DECIDABLE:
            acts.append("class-decision")
        if referral.status in (Status.QUALIFIED, Status.SEARCHING) and not referral.is_handed_over:
            acts += ["waves", "calls"]
        if referral.status == Status.PROPOSED:
            acts += ["choice", "choice/decline"]
        if referral.is_open:
            acts += ["duplicate-merge", "holder"]
    if (coordinator or placed_with(caller, referral)) and referral.is_open:
        acts.append("reach-attempts")
    if placed_with(caller, referral) and referral.status == Status.PLACED and referral.awaits_advice:
        acts.append("advice")
    if _may_book(caller, referral):
        acts.append("booking")
    if (coordinator or placed_with(caller, referral)) and referral.status == Status.PLACED:
        # Who has it in charge by a hand-over gives it back by the outcome of that.
        steps_back = referral.placed_professional_id is not None and not referral.awaits_booked_visit(at)
        acts += ["step-back"] if steps_back else []
        acts.append("first-appointment")
        if referral.kind == Kind.MEDECIN_TRAITANT:
            acts.append("declaration")
        if referral.report == "awaited" and referral.placed_professional_id:
            acts.append("report-waiver")
    if (coordinator or wrote(caller, referral)) and referral.may("withdraw"):
        acts.append("withdrawal")
    if (coordinator or wrote(caller, referral)) and referral.is_open and not shares:
        acts.append("sharing-consent")
    # A search for a médecin traitant has none yet; unscheduled care waits for nobody.
    if (coordinator or wrote(caller, referral)) and referral.is_open and referral.kind not in _WITHOUT_AGREEMENT:
        acts.append("doctor-agreement")
    if coordinator and referral.erased_at is None:
        acts.append("person-file")
    gave_care = caller.has("professional") and caller.professional_id is not None
    if (coordinator or gave_care) and referral.erased_at is None and referral.status != Status.DRAFT:
        acts.append("unpaid-acts")
    if referral.is_erasable:
        acts += ["erasure"] if coordinator else []
        acts += ["consent-withdrawal"] if coordinator or wrote(caller, referral) else []
    if referral.is_open:
        author, social = wrote(caller, referral), referral.kind == Kind.SOCIAL
        acts += ["handovers"] if coordinator else []
        acts += ["signalement"] if author or coordinator else []
        acts += ["care-bulletin"] if author or (coordinator and not social) else []
        acts += ["social-bulletin"] if author or (coordinator and social) else []
    return acts


def outcomes_of(referral: Referral) -> list[Outcome]:
    """How it may be said to have ended, the most frequent first."""
    if referral.is_handed_over:
        return [Outcome.RIGHTS_OPENED, Outcome.SUPPORT_IN_PLACE, Outcome.TAKEN_OVER, Outcome.OTHER]
    advice = [Outcome.ADVICE_GIVEN] if referral.awaits_advice else []
    return [Outcome.FOLLOWED, Outcome.CARE_GIVEN, *advice, Outcome.NOT_HONOURED, Outcome.OTHER]


def _may_book(caller: Caller, referral: Referral) -> bool:
    """Unscheduled care is booked in any open state, by whoever states needs, with whoever can; the others once
    placed, with the one who was chosen (rules of the profession, section 7)."""
    if referral.first_appointment != "awaited":
        return False
    if referral.kind == Kind.SNP:
        return referral.status in OPEN and caller.has(*STATERS)
    reports = coordinates(caller, referral) or placed_with(caller, referral)
    return referral.status == Status.PLACED and reports
