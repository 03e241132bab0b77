"""What was done, by whom and when, and whether the CPAM has paid it. Nothing of the person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.unpaid_acts.codes import STEPS, UnpaidActState, UnpaidActStep
from referral_svc.unpaid_acts.errors import UnpaidActStepRefused


class UnpaidAct(Base):
    """Only `take` writes its state. Who the person is stands in `disclosure/`, as long as that is kept."""

    __tablename__ = "unpaid_act"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    professional_id: Mapped[UUID]
    professional_name: Mapped[str]
    kind: Mapped[str]
    done_on: Mapped[date]
    #: How the person agreed that the CPAM is told of her and of the act.
    agreed: Mapped[str]
    listed_at: Mapped[datetime]
    listed_by_account_id: Mapped[UUID | None]
    listed_by_name: Mapped[str]
    state: Mapped[UnpaidActState] = mapped_column(coded(UnpaidActState, "state"))
    state_at: Mapped[datetime]
    state_by_name: Mapped[str]
    #: Why the CPAM refused it, or why it is asked no longer.
    reason_code: Mapped[str | None]

    def take(self, step: UnpaidActStep, by: str, at: datetime, reason: str | None = None) -> None:
        goes_from, goes_to = STEPS[step]
        if self.state != goes_from:
            raise UnpaidActStepRefused(state=self.state.value, allowed_from=[goes_from.value])
        self.state, self.state_at, self.state_by_name, self.reason_code = goes_to, at, by, reason
