"""Applies the priority rules to a request. What is stored names no criterion of P4."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from referral_svc.matching.priority import Priority, Situation, prioritise
from referral_svc.matching.rules import RuleSet
from referral_svc.referrals.criteria import CRITERION_BY_AGE, SocialCriterion
from referral_svc.referrals.models import Referral
from referral_svc.referrals.values import Criteria

_SOCIAL_CODES = frozenset(f"criterion_{criterion.value}" for criterion in SocialCriterion)


def weigh(rules: RuleSet, referral: Referral, criteria: Criteria, at: datetime) -> bool:
    """Recomputes the class; called whenever the situation or the time changes it. True when it rose."""
    priority = priority_of(rules, referral, criteria, at)
    referral.social_situation = bool(criteria.social)
    referral.rises_at = next_rise(rules, referral.qualified_at, priority)
    return referral.weigh(priority, storable(priority))


def priority_of(rules: RuleSet, referral: Referral, criteria: Criteria, at: datetime) -> Priority:
    """What the rules say of a request, which stays as it is: so may a draft be looked at on the present queue."""
    situation = Situation(
        criteria=criteria.medical | criteria.social | _by_age(referral),
        expert_class=referral.expert_class,
        decided_class=referral.decided_class,
        qualified_at=referral.qualified_at,
    )
    return prioritise(rules, situation, at)


def next_rise(rules: RuleSet, qualified_at: datetime | None, priority: Priority) -> datetime | None:
    """When the target of the class it now waits in elapses; None for P1, which cannot rise."""
    if qualified_at is None or priority.number == 1:
        return None
    waited_in = range(priority.base, priority.number - 1, -1)
    return qualified_at + timedelta(days=sum(rules.of_class(number).target_days for number in waited_in))


def storable(priority: Priority) -> list[dict[str, Any]]:
    """The reasons with all criteria of P4 as one: which cover a person has stays in the sealed bulletin."""
    reasons: list[dict[str, Any]] = []
    for reason in priority.explanation:
        if reason.code not in _SOCIAL_CODES:
            reasons.append(reason.as_data())
        elif not any(known["code"] == "criterion_social" for known in reasons):
            reasons.append({**reason.as_data(), "code": "criterion_social"})
    return reasons


def medical_criteria(referral: Referral) -> frozenset[str]:
    """What was answered, and what the age band says by itself."""
    return frozenset(referral.medical_criteria) | _by_age(referral)


def _by_age(referral: Referral) -> frozenset[str]:
    code = CRITERION_BY_AGE.get(referral.age_band)
    return frozenset({code} if code else ())
