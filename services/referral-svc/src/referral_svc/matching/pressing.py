"""How pressing a discharge is, from the hours left (rules of the profession, sections 2 and 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from referral_svc.matching.rule_parts import DischargeRule

#: The criterion names its own span (rules, section 2: « discharge within 7 days »).
WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Pressing:
    urgency: str
    """normal, soon or urgent."""
    within_7_days: bool
    short_notice: bool
    """Less than the notice that the hospital owes when it knows."""


def pressing(rule: DischargeRule, discharge_at: datetime, now: datetime) -> Pressing:
    left = discharge_at - now
    if left <= timedelta(hours=rule.urgent_hours):
        urgency = "urgent"
    else:
        urgency = "soon" if left <= timedelta(hours=rule.soon_hours) else "normal"
    return Pressing(urgency, left <= WITHIN, left < timedelta(hours=rule.notice_hours))


def changes_at(rule: DischargeRule, discharge_at: datetime) -> list[datetime]:
    """The instants at which it becomes more pressing, the earliest first."""
    spans = {WITHIN, timedelta(hours=rule.soon_hours), timedelta(hours=rule.urgent_hours)}
    return sorted(discharge_at - span for span in spans)
