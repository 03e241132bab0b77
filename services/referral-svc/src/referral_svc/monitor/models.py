"""Gaps that were found beyond chance, so that somebody looks at them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from referral_svc.base import Base


class GapAlert(Base):
    """One group and measure; found again later, it is a new alert in the same row. No figure of it is kept."""

    __tablename__ = "gap_alert"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    group_code: Mapped[str] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    found_on: Mapped[date]
    p_value: Mapped[float]
    looked_at: Mapped[datetime | None]
    looked_by_name: Mapped[str | None]


class GapLook(Base):
    """The day on which the monitor last looked by itself."""

    __tablename__ = "gap_look"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    looked_on: Mapped[date]
