"""Who may do what with a request (rules of the profession, section 8). Pure; a refusal names the roles.

Whoever has no link at all with a request is told that it does not exist.
"""

from __future__ import annotations

from typing import Literal

from carekit.auth import Caller, RoleRefused
from referral_svc.referrals.codes import Kind, Outcome
from referral_svc.referrals.errors import ReferralNotFound
from referral_svc.referrals.models import Referral

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


def outcomes_of(referral: Referral) -> list[Outcome]:
    """How it may be said to have ended, the most frequent first."""
    if referral.is_handed_over:
        return [Outcome.RIGHTS_OPENED, Outcome.SUPPORT_IN_PLACE, Outcome.TAKEN_OVER, Outcome.OTHER]
    advice = [Outcome.ADVICE_GIVEN] if referral.awaits_advice else []
    return [Outcome.FOLLOWED, Outcome.CARE_GIVEN, *advice, Outcome.NOT_HONOURED, Outcome.OTHER]
