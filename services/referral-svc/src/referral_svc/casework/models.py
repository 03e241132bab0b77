"""Colleagues as their own tokens named them, and the leaves in which another follows their cases."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base


class Colleague(Base):
    """An account that came here with the gateway's word for its name and roles: nobody types either.

    It gives no right: rights are those of the token of the day. It serves to name somebody, and to be sure that
    he exists.
    """

    __tablename__ = "colleague"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID | None]
    name: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    seen_on: Mapped[date]

    def has(self, *roles: str) -> bool:
        return not set(self.roles).isdisjoint(roles)


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
