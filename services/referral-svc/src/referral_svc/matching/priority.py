"""In which order requests wait (rules of the profession, section 2): explainable, recomputed, versioned.

Staff decide and the software applies: an expert's proposal and the coordinator's decision are both kept
and both said in the explanation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from referral_svc.matching.reasons import Reason
from referral_svc.matching.rules import RuleSet


@dataclass(frozen=True)
class Situation:
    """What is known of one request. `criteria` holds the codes answered yes (see `rules.CRITERIA`)."""

    criteria: frozenset[str]
    expert_class: int | None = None
    decided_class: int | None = None
    qualified_at: datetime | None = None


@dataclass(frozen=True)
class Priority:
    number: int
    """The class in force, 1 to 5, after the raises."""
    base: int
    raised: int
    other_classes: int
    target_at: datetime | None
    """When the class it had at first asks that the person be placed; None until qualified."""
    overdue: bool
    rule_version: str
    explanation: tuple[Reason, ...]

    @property
    def code(self) -> str:
        return f"P{self.number}"


def prioritise(rules: RuleSet, situation: Situation, now: datetime) -> Priority:
    met = classes_met(rules, situation.criteria)
    computed = min(met, default=len(rules.classes))
    base = situation.decided_class or computed
    raised = _raises(rules, base, situation.qualified_at, now)
    target_at = (
        situation.qualified_at + timedelta(days=rules.of_class(base).target_days) if situation.qualified_at else None
    )
    others = len(met - {base})
    return Priority(
        number=base - raised,
        base=base,
        raised=raised,
        other_classes=others,
        target_at=target_at,
        overdue=target_at is not None and now > target_at,
        rule_version=rules.version,
        explanation=_explanation(rules, situation, computed, raised, others),
    )


def classes_met(rules: RuleSet, criteria: frozenset[str]) -> frozenset[int]:
    """The classes of which at least one criterion is met; empty for "others"."""
    return frozenset(rule.number for rule in rules.classes if criteria.intersection(rule.criteria))


def queue_key(priority: Priority, qualified_at: datetime) -> tuple[int, int, datetime]:
    """Sorts the coordinator's queue: class, then the number of other classes met, then who waits longest."""
    return (priority.number, -priority.other_classes, qualified_at)


def medical_class(rules: RuleSet, criteria: frozenset[str]) -> int:
    """The class that wave, delay and card may know: medical criteria alone (rules, section 3, blind view).

    Neither the criteria of P4, nor the raises (whose pace they set), nor the coordinator's decision (which
    they may have moved) enter it.
    """
    medical = {number for number in classes_met(rules, criteria) if rules.of_class(number).medical}
    return min(medical, default=len(rules.classes))


def _raises(rules: RuleSet, base: int, qualified_at: datetime | None, now: datetime) -> int:
    """One class up each time the target of the class it waits in elapses, so that nobody starves."""
    if qualified_at is None:
        return 0
    raised = 0
    due = qualified_at + timedelta(days=rules.of_class(base).target_days)
    while now > due and base - raised > 1:
        raised += 1
        due += timedelta(days=rules.of_class(base - raised).target_days)
    return raised


def _explanation(rules: RuleSet, situation: Situation, computed: int, raised: int, others: int) -> tuple[Reason, ...]:
    reasons = [
        Reason("for", f"criterion_{code}", {"class": rule.code})
        for rule in rules.classes
        for code in rule.criteria
        if code in situation.criteria
    ]
    if not reasons:
        reasons.append(Reason("for", "no_criterion", {"class": rules.classes[-1].code}))
    if computed > 2:
        # An elderly couple was once ranked too low because nobody asked: what was answered is shown.
        reasons += [Reason("attention", f"check_{code}") for code in rules.to_check if code in situation.criteria]
    if others:
        reasons.append(Reason("for", "other_classes", {"count": others}))
    if situation.expert_class is not None:
        reasons.append(Reason("attention", "expert_proposed", {"class": f"P{situation.expert_class}"}))
    if situation.decided_class is not None:
        reasons.append(
            Reason("for", "coordinator_decided", {"class": f"P{situation.decided_class}", "computed": f"P{computed}"})
        )
    if raised:
        reasons.append(Reason("for", "target_elapsed", {"times": raised}))
    return tuple(reasons)
