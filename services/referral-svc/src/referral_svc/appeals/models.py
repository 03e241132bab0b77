"""What a professional seeks, and what the others answer."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.appeals.codes import STANDING, STEPS, AppealState, AppealStep
from referral_svc.appeals.errors import AppealStepRefused
from referral_svc.base import Base, coded


class Appeal(Base):
    """Only `take` writes its state. Its words are never about a person who needs care."""

    __tablename__ = "appeal"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    subject: Mapped[str]
    words: Mapped[str]
    #: Whom it is for; empty for everybody.
    profession_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    commune_code: Mapped[str | None]
    #: Its last day, at the CPTS.
    open_until: Mapped[date]
    posted_at: Mapped[datetime]
    author_account_id: Mapped[UUID]
    author_name: Mapped[str]
    state: Mapped[AppealState] = mapped_column(coded(AppealState, "state"))
    state_at: Mapped[datetime]
    #: Empty when time did it.
    state_by_name: Mapped[str]
    taker_name: Mapped[str | None]
    removal_reason: Mapped[str | None]

    def take(self, step: AppealStep, by: str, at: datetime) -> None:
        goes_from, goes_to = STEPS[step]
        if self.state not in goes_from:
            raise AppealStepRefused(state=self.state.value, allowed_from=sorted(goes_from))
        self.state, self.state_at, self.state_by_name = goes_to, at, by

    def require_standing(self) -> None:
        if self.state not in STANDING:
            raise AppealStepRefused(state=self.state.value, allowed_from=sorted(STANDING))

    def confirm(self, taker: str, by: str, at: datetime) -> None:
        self.take(AppealStep.CONFIRM, by, at)
        self.taker_name = taker

    def remove(self, reason: str, by: str, at: datetime) -> None:
        """Its words are gone for good: they may be about a person. Its author reads who, when and why."""
        self.take(AppealStep.REMOVE, by, at)
        self.removal_reason, self.subject, self.words = reason, "", ""


class AppealAside(Base):
    """« Pas pour moi »: one reader's own list, which nobody else sees."""

    __tablename__ = "appeal_aside"

    cpts_id: Mapped[UUID]
    appeal_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    set_aside_at: Mapped[datetime]


class AppealReply(Base):
    """`takes`: « je m’en occupe », once per account (`uq_appeal_reply_takes`)."""

    __tablename__ = "appeal_reply"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    appeal_id: Mapped[UUID]
    account_id: Mapped[UUID]
    name: Mapped[str]
    words: Mapped[str]
    takes: Mapped[bool]
    written_at: Mapped[datetime]
