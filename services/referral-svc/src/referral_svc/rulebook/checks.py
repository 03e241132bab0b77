"""What a set of rules must obey beyond types and ranges. Pure: every broken rule is named, with its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from carekit.faults import Fault
from referral_svc.matching.rule_parts import CRITERIA
from referral_svc.referrals.criteria import SocialCriterion

SOCIAL = frozenset(criterion.value for criterion in SocialCriterion)
LAST = 5


def faults(data: dict[str, Any]) -> list[Fault]:
    """`data` as a rule set is stored (see `matching.rules.DEFAULT_DATA`)."""
    return [*_of_criteria(data), *_of_delays(data), *_of_space_and_hours(data), *_of_weights(data)]


def is_medical(criteria: list[str]) -> bool:
    """Whether a class may enter the blind view: one that holds a social criterion orders the queue alone."""
    return SOCIAL.isdisjoint(criteria)


def _of_criteria(data: dict[str, Any]) -> Iterator[Fault]:
    classes = data["classes"]
    named: dict[str, int] = {}
    for place, one in enumerate(classes):
        field = f"classes.{place}.criteria"
        criteria = one["criteria"]
        if not is_medical(criteria) and not SOCIAL.issuperset(criteria):
            # Wave, delay and card know the medical criteria alone: a mixed class would let cover into them.
            yield Fault(field, "social_criteria_stand_apart", "A class is medical or social, never both")
        for code in criteria:
            if code in named:
                yield Fault(field, "criterion_in_one_class", f"{code} stands twice")
            named[code] = place
        if place < LAST - 1 and not criteria:
            yield Fault(field, "class_without_criterion", "Only P5 takes everybody else")
    if classes[-1]["criteria"]:
        yield Fault(f"classes.{LAST - 1}.criteria", "last_class_has_no_criterion", "P5 takes everybody else")
    forgotten = CRITERIA - named.keys() - set(data["to_check"])
    if forgotten:
        yield Fault(
            "to_check", "criterion_forgotten", f"In no class and not to check: {', '.join(sorted(forgotten))}"
        )
    if both := sorted(named.keys() & set(data["to_check"])):
        yield Fault("to_check", "criterion_in_one_class", f"Already in a class: {', '.join(both)}")


def _of_delays(data: dict[str, Any]) -> Iterator[Fault]:
    classes = data["classes"]
    for place in range(1, len(classes)):
        for name in ("target_days", "answer_within_hours"):
            if classes[place][name] < classes[place - 1][name]:
                yield Fault(f"classes.{place}.{name}", "delays_grow", "A less pressing class never has less time")
    longest = max(one["answer_within_hours"] for one in classes)
    if longest > data["link_days"] * 24:
        yield Fault("link_days", "link_outlives_the_delay", f"The longest answer delay is {longest} hours")


def _of_space_and_hours(data: dict[str, Any]) -> Iterator[Fault]:
    rings = data["rings_km"]
    if list(rings) != sorted(set(rings)):
        yield Fault("rings_km", "rings_grow", "Each ring is wider than the one before")
    for name in ("weekday_opening", "saturday_opening"):
        opens, closes = data[name]
        if opens >= closes:
            yield Fault(name, "opens_before_it_closes", "Two local hours, the earlier first")


def _of_weights(data: dict[str, Any]) -> Iterator[Fault]:
    """A set that says nothing of one of these takes its default, which breaks none."""
    weights = list(data.get("plan", {}).get("class_weights", ()))
    if weights != sorted(weights, reverse=True):
        yield Fault("plan.class_weights", "weights_fall", "A more pressing class never weighs less")
    discharge = data.get("discharge")
    if discharge and discharge["urgent_hours"] > discharge["soon_hours"]:
        yield Fault("discharge.urgent_hours", "urgent_after_soon", "Urgent is nearer than soon")
    learned = data.get("responsiveness")
    if learned and learned["smallest_wave"] > learned["largest_wave"]:
        yield Fault("responsiveness.largest_wave", "waves_grow", "The largest wave is no smaller than the smallest")
    if learned and learned["rest_days"] > learned["longest_rest_days"]:
        yield Fault("responsiveness.longest_rest_days", "rests_end", "A rest is no longer than the longest")
