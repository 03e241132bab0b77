"""Why this doctor for this person, or why nobody: the same codes and words as for a wave."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from referral_svc.matching.distance import band_of
from referral_svc.matching.fairness import Share
from referral_svc.matching.plan import Assignment, Way
from referral_svc.matching.plan_ways import Examined, HouseholdSeen
from referral_svc.matching.reasons import Reason
from referral_svc.matching.rules import RuleSet

#: How many conditions are named when nobody is left.
NAMED = 3


def reasons(rules: RuleSet, examined: Examined, assignment: Assignment) -> dict[UUID, tuple[Reason, ...]]:
    """By request."""
    given = Counter(row.doctor for row in assignment.rows)
    able = {one.referral_id: len(group.doctors) for group in examined.problem.groups for one in group.waiting}
    apart = separated(examined, assignment)
    return {
        row.referral_id: (
            *apart.get(row.referral_id, ()),
            *(
                sent(rules, examined, row.way, given[row.doctor])
                if row.way
                else left_out(examined.excluded[row.referral_id], able[row.referral_id])
            ),
        )
        for row in assignment.rows
    }


def separated(examined: Examined, assignment: Assignment) -> dict[UUID, tuple[Reason, ...]]:
    """Why a household does not go to one doctor, said of each of its persons."""
    doctor = {row.referral_id: row.doctor for row in assignment.rows}
    found: dict[UUID, tuple[Reason, ...]] = {}
    for household in examined.households:
        if len({doctor[one] for one in household.referral_ids}) > 1:
            found |= dict.fromkeys(household.referral_ids, (_why_apart(household),))
    return found


def _why_apart(household: HouseholdSeen) -> Reason:
    values = {"persons": len(household.referral_ids)}
    if household.able == 0:
        return Reason("attention", "plan_household_no_doctor", values)
    if household.roomy == 0:
        return Reason("attention", "plan_household_no_room", {**values, "count": household.able})
    return Reason("attention", "plan_household_places_taken", {**values, "count": household.roomy})


def sent(rules: RuleSet, examined: Examined, way: Way, given: int) -> tuple[Reason, ...]:
    """`given` is how many this plan gives him in all."""
    practice = examined.practices[way.doctor]
    share = examined.shares[practice.professional_id]
    band = band_of(way.km, rules.distance_bands_km)
    found = [Reason("for", "usual_doctor")] if way.usual else []
    found.append(_load(rules, share, given))
    found.append(Reason("attention" if way.km is None else "for", f"distance_{band}"))
    if way.wishes_met:
        found.append(Reason("for", "wish_met"))
    if not practice.reachable:
        found.append(Reason("attention", "no_mail_address"))
    return tuple(found)


def left_out(excluded: Counter[str], able: int) -> tuple[Reason, ...]:
    """Others came first, or no doctor meets the conditions: those that exclude most are named, with their count."""
    if able:
        return (Reason("against", "plan_places_taken", {"count": able}),)
    found = [Reason("against", "plan_nobody", {"count": sum(excluded.values())})]
    most = sorted(excluded.items(), key=lambda one: (-one[1], one[0]))[:NAMED]
    return (*found, *(Reason("against", "plan_excluded", {"count": n, "condition": code}) for code, n in most))


def _load(rules: RuleSet, share: Share, given: int) -> Reason:
    after = share.placements + share.in_hand + given
    values = {"given": given, "after": after, "target": round(share.target, 1), "months": rules.share_months}
    within = share.calibration + after <= share.target + rules.bound
    return Reason("for" if within else "attention", "plan_share" if within else "plan_above_share", values)
