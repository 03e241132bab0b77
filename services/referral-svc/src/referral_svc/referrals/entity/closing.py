"""What a request still waits for once it is placed, and how it ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from referral_svc.base import coded
from referral_svc.kinds.codes import Advice
from referral_svc.referrals.codes import HANDED_OVER_OUTCOMES, Kind, Outcome, Status
from referral_svc.referrals.entity.life_cycle import LifeCycle
from referral_svc.referrals.errors import (
    AdviceNotAsked,
    ClosingIncomplete,
    OutcomeOfAnotherKind,
    ReportAlreadyFiled,
)


class Closable(LifeCycle):
    first_appointment: Mapped[str] = mapped_column(default="awaited")
    first_appointment_at: Mapped[datetime | None]
    first_appointment_id: Mapped[UUID | None]
    declaration: Mapped[str] = mapped_column(default="awaited")
    #: When its professional was reminded of the declaration; from then on it waits for the coordinator too.
    declaration_reminded_at: Mapped[datetime | None]
    #: awaited, filed or waived: the report on the care that was given.
    report: Mapped[str] = mapped_column(default="awaited")
    advice: Mapped[Advice] = mapped_column(coded(Advice, "advice"))
    outcome_code: Mapped[str | None]

    def close(self, outcome: Outcome, missing: list[str], at: datetime) -> None:
        """`missing` is what `followup` still waits for; the request adds its own conditions."""
        self.require("close")
        if outcome in HANDED_OVER_OUTCOMES and not self.is_handed_over:
            raise OutcomeOfAnotherKind
        own = self.missing_to_close()
        if outcome == Outcome.ADVICE_GIVEN:
            if not self.awaits_advice:
                raise AdviceNotAsked
            # What was written stands in place of a visit.
            own = [one for one in own if one != "first_appointment"]
        missing = [*own, *missing]
        if outcome == Outcome.CARE_GIVEN and self.report == "awaited":
            missing.insert(0, "report")
        if missing:
            raise ClosingIncomplete(missing=missing)
        self._move("close", at)
        self.outcome_code = outcome.value
        self.ended_at = at
        if self.advice == Advice.ASKED:
            self.advice = Advice.GIVEN if outcome == Outcome.ADVICE_GIVEN else Advice.VISIT_NEEDED

    def missing_to_close(self) -> list[str]:
        missing = []
        if self.first_appointment == "awaited":
            missing.append("first_appointment")
        if self.kind == Kind.MEDECIN_TRAITANT and self.declaration == "awaited":
            missing.append("declaration")
        return missing

    @property
    def awaits_advice(self) -> bool:
        """Or may complete one that was given."""
        return self.advice in (Advice.ASKED, Advice.GIVEN)

    def advise(self, *, visit: bool, at: datetime) -> None:
        """By the specialist whom the person chose. A visit that was promised stays promised."""
        if self.status != Status.PLACED:
            raise self.not_now("advice", frozenset({Status.PLACED}))
        if not self.awaits_advice:
            raise AdviceNotAsked
        self.advice = Advice.VISIT_NEEDED if visit else Advice.GIVEN
        self.moved(at)

    def reported(self, at: datetime) -> None:
        self.report = "filed"
        self.moved(at)

    def unreported(self, at: datetime) -> None:
        """The only report was taken back."""
        self.report = "awaited"
        self.moved(at)

    def waive_report(self, at: datetime) -> None:
        if self.report == "filed":
            raise ReportAlreadyFiled
        self.report = "waived"
        self.moved(at)
