"""What was handed to whom, with whose agreement, and what came of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base
from referral_svc.handovers.codes import Agreed, Answer, Channel, Outcome, Reason, Told
from referral_svc.handovers.errors import HandoverOver


class Handover(Base):
    """Codes and the names of those who care; nothing of the person. What it opens are grants (`disclosure/`)."""

    __tablename__ = "handover"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    #: Exactly one of the three says to whom.
    account_id: Mapped[UUID | None]
    professional_id: Mapped[UUID | None]
    route_id: Mapped[UUID | None]
    to_name: Mapped[str]
    #: What is told beside the need: `name`, `care`, `social`.
    told: Mapped[list[Told]] = mapped_column(ARRAY(Text))
    reason_code: Mapped[Reason] = mapped_column(Text)
    channel: Mapped[Channel] = mapped_column(Text)
    #: How the person agreed; `danger` where the law allows a signalement without agreement.
    agreed: Mapped[Agreed] = mapped_column(Text)
    agreed_on: Mapped[date]
    #: Whether the person was told of a signalement.
    informed: Mapped[bool | None]
    handed_at: Mapped[datetime]
    handed_by_account_id: Mapped[UUID | None]
    handed_by_name: Mapped[str]
    #: Last day on which it opens anything.
    until: Mapped[date | None]
    answer: Mapped[Literal["awaited", "accepted", "declined"]] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by_name: Mapped[str | None]
    outcome_code: Mapped[Outcome | None] = mapped_column(Text)
    outcome_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None]

    @property
    def to_kind(self) -> Literal["partner", "professional", "colleague"]:
        if self.route_id is not None:
            return "partner"
        return "professional" if self.professional_id is not None else "colleague"

    @property
    def stands(self) -> bool:
        return self.revoked_at is None and self.answer != "declined"

    def answered(self, answer: Answer, by: str, at: datetime) -> None:
        """It may be changed as long as it stands: a yes said by mistake becomes a no."""
        self.require_standing()
        self.answer, self.answered_at, self.answered_by_name = answer, at, by

    def ended(self, outcome: Outcome, at: datetime) -> None:
        """What came of it; what it opened stays open until its last day or its revocation."""
        self.require_standing()
        self.outcome_code, self.outcome_at = outcome, at

    def revoke(self, reason: str, at: datetime) -> None:
        self.require_standing()
        self.revoked_reason, self.revoked_at = reason, at

    def require_standing(self) -> None:
        if not self.stands:
            raise HandoverOver
