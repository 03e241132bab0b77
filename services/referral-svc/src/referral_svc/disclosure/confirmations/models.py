"""What was written to a person about an appointment. Never where: the address is unsealed when it leaves."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base


class Way(StrEnum):
    SMS = "sms"
    MAIL = "mail"


#: Said by a person to the person. No message leaves for it.
PHONE = "phone"
#: What the person cannot be taken to know.
UNTOLD = ("failed", "taken_back")


class What(StrEnum):
    """What it says of the appointment: the last two correct what was said before."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"


class VisitConfirmation(Base):
    __tablename__ = "visit_confirmation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    appointment_id: Mapped[UUID]
    way: Mapped[str]
    what: Mapped[str]
    state: Mapped[str] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    #: None of a correction, which follows by itself.
    asked_by_account_id: Mapped[UUID | None]
    asked_by_name: Mapped[str | None]
    sent_at: Mapped[datetime | None]
