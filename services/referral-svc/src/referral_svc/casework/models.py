"""Leaves in which another follows the cases of a coordinator."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base


class HolderLeave(Base):
    """Days (both included) in which the cases of one coordinator are followed by another.

    One open leave per person (`uq_holder_leave_open`), so that every case knows to whom it goes back.
    """

    __tablename__ = "holder_leave"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    account_id: Mapped[UUID]
    name: Mapped[str]
    replacement_account_id: Mapped[UUID]
    replacement_name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    announced_at: Mapped[datetime]
    announced_by_name: Mapped[str]
    #: When the cases went to the replacement, and when they came back.
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    def covers(self, first: date, last: date) -> bool:
        return self.starts_on <= last and first <= self.ends_on
