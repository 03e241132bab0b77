"""« Situation complexe »: which criteria hold. On no card, and without effect on whom is asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from referral_svc.complexity.codes import LIST_VERSION, ComplexityCriterion
from referral_svc.referrals.entity.life_cycle import LifeCycle


class Complex(LifeCycle):
    complexity_criteria: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    #: Of the list they were chosen from; None when none holds.
    complexity_list_version: Mapped[str | None]

    @property
    def is_complex(self) -> bool:
        return bool(self.complexity_criteria)

    def say_complexity(self, criteria: Collection[ComplexityCriterion], at: datetime) -> None:
        self.require_open("complexity")
        self.put_complexity(criteria)
        self.moved(at)

    def put_complexity(self, criteria: Collection[ComplexityCriterion]) -> None:
        """Takes the place of what was said before."""
        self.complexity_criteria = sorted({criterion.value for criterion in criteria})
        self.complexity_list_version = LIST_VERSION if criteria else None
