"""Why somebody has his place in the order, and why a wave has its size, in numbers."""

from __future__ import annotations

from referral_svc.matching.conditions import Practice, Search, seen_remotely
from referral_svc.matching.looking import Look
from referral_svc.matching.reasons import Reason
from referral_svc.matching.responsiveness import Sizing
from referral_svc.matching.rules import RuleSet

WORTH_SAYING = 0.5
"""Placements from which somebody is said to be above or below his share."""

HANDFUL = 1
"""Places left from which the coordinator is warned."""


def reasons_for(rules: RuleSet, search: Search, look: Look, practice: Practice, band: str) -> tuple[Reason, ...]:
    """Of one whom the look found near."""
    rests_until = look.rests[practice.professional_id]
    share = look.shares[practice.professional_id]
    numbers = {
        "placements": share.placements,
        "average": round(look.average, 1),
        "target": round(share.target, 1),
        "months": rules.share_months,
    }
    reasons: list[Reason] = []
    if practice.professional_id == search.usual_professional_id:
        reasons.append(Reason("for", "usual_doctor"))
    if share.shortfall >= WORTH_SAYING:
        reasons.append(Reason("for", "below_fair_share", numbers))
    elif share.shortfall <= -WORTH_SAYING:
        reasons.append(Reason("attention", "above_fair_share", numbers))
    else:
        reasons.append(Reason("for", "at_fair_share", numbers))
    if share.above_bound:
        reasons.append(Reason("attention", "at_the_bound", {"bound": rules.bound, "in_hand": share.in_hand}))
    if rests_until is not None:
        reasons.append(Reason("attention", "left_in_peace", {"until": rests_until.date().isoformat()}))
    reasons.append(Reason("attention" if band == "unknown" else "for", f"distance_{band}"))
    if practice.is_member:
        reasons.append(Reason("for", "member"))
    else:
        reasons.append(Reason("attention", "volunteer"))
    if search.home_visit and practice.home_visits:
        reasons.append(Reason("for", "makes_home_visits"))
    if seen_remotely(search, practice):
        reasons.append(Reason("for", "teleconsults"))
    if practice.wishes_met:
        reasons.append(Reason("for", "wish_met"))
    reasons += _declared(practice)
    if len(look.rests) == 1:
        reasons.append(Reason("attention", "sole_eligible"))
    return tuple(reasons)


def _declared(practice: Practice) -> list[Reason]:
    reasons: list[Reason] = []
    if practice.accepts_new_patients:
        reasons.append(Reason("for", "accepts_new_patients"))
    elif practice.accepts_new_patients is None:
        reasons.append(Reason("attention", "offer_not_stated"))
    if practice.places_left is not None:
        left = practice.places_left - practice.reserved
        reasons.append(Reason("for" if left > HANDFUL else "attention", "places_left", {"places": left}))
    if practice.asked_this_week:
        reasons.append(
            Reason("attention", "asked_this_week", {"asked": practice.asked_this_week, "cap": practice.weekly_cap})
        )
    if not practice.reachable:
        reasons.append(Reason("attention", "no_mail_address"))
    return reasons


def why_so_many(rules: RuleSet, search: Search, hours: int, sizing: Sizing) -> Reason | None:
    """Says what the rules want, never what they expect of somebody: a wave of one would be a mark."""
    rule = rules.responsiveness
    if rule is None or not sizing.size:
        return None
    percent = round(100 * rule.likely_enough[search.medical_class - 1])
    values = {"size": sizing.size, "percent": percent, "hours": hours}
    return Reason("for", "yes_likely", values) if sizing.likely else Reason("attention", "yes_less_likely", values)
