"""The class of a request: what weighs, what the rules said, what the coordinator decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from referral_svc.base import coded
from referral_svc.matching.priority import Priority
from referral_svc.referrals.codes import Urgency
from referral_svc.referrals.criteria import MedicalCriterion
from referral_svc.referrals.entity.life_cycle import LifeCycle
from referral_svc.referrals.errors import ActNotAllowedNow
from referral_svc.referrals.reasons import ClassReason
from referral_svc.referrals.transitions import DECIDABLE


class Weighed(LifeCycle):
    urgency: Mapped[Urgency] = mapped_column(coded(Urgency, "urgency"))
    medical_criteria: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: Whether any criterion of P4 holds, without saying which: it orders the queue and nothing else.
    social_situation: Mapped[bool]
    #: From when the person needs the carer: no target lies beyond it.
    needed_at: Mapped[datetime | None]

    #: The class in force, 1 to 5; `base_class` is the one it had before it was raised `times_raised` times.
    priority_class: Mapped[int]
    base_class: Mapped[int]
    times_raised: Mapped[int]
    other_classes_met: Mapped[int]
    priority_rule_version: Mapped[str]
    #: [{kind, code, values}]; the criteria of P4 stand there as one `criterion_social`.
    priority_explanation: Mapped[list[Any]]
    #: What an expert referrer proposed, and what the coordinator decided; both are kept.
    expert_class: Mapped[int | None]
    decided_class: Mapped[int | None]
    decided_reason: Mapped[str | None]
    #: When the class it had at first asks that the person be placed; None until qualified.
    target_at: Mapped[datetime | None]
    #: When the timer raises it by one class.
    rises_at: Mapped[datetime | None]

    def qualify(self, decided_class: int | None, at: datetime) -> None:
        """The coordinator has checked it; the promised delay starts now."""
        self._move("qualify", at)
        self.qualified_at = at
        self.decided_class = decided_class

    def decide_class(self, decided: int | None, reason: ClassReason, at: datetime) -> None:
        """The coordinator's word stands beside what the rules and the expert say; None takes it back."""
        if self.status not in DECIDABLE:
            allowed = sorted(status.value for status in DECIDABLE)
            raise ActNotAllowedNow(
                f"A class is not decided when {self.status.value}",
                act="decide_class",
                status_of_request=self.status.value,
                allowed_from=allowed,
            )
        self.decided_class = decided
        self.decided_reason = reason.value if decided is not None else None
        self.moved(at)

    def weigh(self, priority: Priority, explanation: list[dict[str, Any]]) -> bool:
        """Takes over what the priority rules said. True when the class in force rose."""
        rose = self.priority_class is not None and priority.number < self.priority_class
        self.priority_class = priority.number
        self.base_class = priority.base
        self.times_raised = priority.raised
        self.other_classes_met = priority.other_classes
        self.priority_rule_version = priority.rule_version
        self.priority_explanation = list(explanation)
        self.target_at = self.target_of(priority)
        return rose

    def target_of(self, priority: Priority) -> datetime | None:
        """That of the class, or the hour from which the carer is needed when it comes first."""
        if priority.target_at is None or self.needed_at is None:
            return priority.target_at
        return min(priority.target_at, self.needed_at)

    def need_from(self, needed_at: datetime, urgency: Urgency, *, within_7_days: bool) -> None:
        """The hour is known, moved or near: what follows from it is weighed again by the caller."""
        self.needed_at = needed_at
        self.urgency = urgency
        near = {MedicalCriterion.DISCHARGE_WITHIN_7_DAYS.value}
        others = set(self.medical_criteria) - near
        self.medical_criteria = sorted(others | near if within_7_days else others)
