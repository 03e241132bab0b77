"""Who belongs to a CPTS, and who without belonging accepts to be asked."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from directory_svc.members.errors import DepartureBeforeArrival
from directory_svc.orm import Base


class Membership(Base):
    """One stay of a professional in a CPTS; a return is another row."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("joined_on <= left_on", name="dates_in_order"),
        Index(
            "uq_membership_present",
            "cpts_id",
            "professional_id",
            unique=True,
            postgresql_where=text("left_on is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    professional_id: Mapped[UUID]
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    leave_reason: Mapped[str | None]
    stated_at: Mapped[datetime]
    stated_by: Mapped[str]

    def depart(self, on: date, reason: str) -> None:
        if on < self.joined_on:
            raise DepartureBeforeArrival(f"Joined on {self.joined_on}")
        self.left_on = on
        self.leave_reason = reason


class Volunteer(Base):
    """A professional who, member or not, accepts that this CPTS asks him."""

    __tablename__ = "volunteer"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    since: Mapped[datetime]
