"""Claims and attempts. Nothing here tells who the person is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.calls.codes import CallOutcome, ReachOutcome


class CallClaim(Base):
    """Who is calling a professional now, for which request. One per professional, whatever the request."""

    __tablename__ = "call_claim"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID]
    account_id: Mapped[UUID]
    by_name: Mapped[str]
    until: Mapped[datetime]


class CallAttempt(Base):
    """One call to a professional: appended to, never edited but to say once that it was taken back."""

    __tablename__ = "call_attempt"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    professional_id: Mapped[UUID]
    outcome: Mapped[CallOutcome] = mapped_column(coded(CallOutcome, "outcome"))
    call_again_at: Mapped[datetime | None]
    at: Mapped[datetime]
    by_account_id: Mapped[UUID | None]
    by_name: Mapped[str]
    #: The attempt recorded in the same act for somebody searched for together; None for that one itself.
    with_attempt: Mapped[UUID | None]
    #: The word that this answer took the place of (`Solicitation.said`); empty when the call itself asked him.
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    taken_back_at: Mapped[datetime | None]


class ReachAttempt(Base):
    """One attempt to reach the person: appended to, never edited."""

    __tablename__ = "reach_attempt"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    outcome: Mapped[ReachOutcome] = mapped_column(coded(ReachOutcome, "outcome"))
    at: Mapped[datetime]
    #: The civil day of the CPTS: attempts count by day.
    on_day: Mapped[date]
    #: The attempt that put the request on hold ends the series: after the hold, counting begins again.
    led_to_hold: Mapped[bool]
    by_account_id: Mapped[UUID | None]
    by_name: Mapped[str]
