"""What a professional takes on and when he is away: his own word, kept by him or corrected with a trace."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from directory_svc.orm import Base

#: After this long without a word, an offer is asked about again (default of the CPTS).
STALE_AFTER = timedelta(days=180)


class Offer(Base):
    """One per professional, national: what he says of his practice is read by every CPTS.

    `version` counts every edit of the sheet (offer, absences, contact) and is its ETag.
    """

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("min_age <= max_age", name="ages_in_order"),
        CheckConstraint("accepts_from is null or accepts_new_patients", name="accepts_from_a_day"),
        Index("ix_offer_accepting", "professional_id", postgresql_where=text("accepts_new_patients")),
    )

    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    accepts_new_patients: Mapped[bool | None]
    #: Not before that day; None when already.
    accepts_from: Mapped[date | None]
    capacity: Mapped[int | None]
    working_time: Mapped[float | None]
    home_visits: Mapped[bool | None]
    teleconsultation: Mapped[bool | None]
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text))
    wheelchair_accessible: Mapped[bool | None]
    min_age: Mapped[int | None] = mapped_column(SmallInteger)
    max_age: Mapped[int | None] = mapped_column(SmallInteger)
    tiers_payant: Mapped[bool | None]
    source: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None]


class Absence(Base):
    """Days, both included, on which the professional sees nobody."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="dates_in_order"),
        Index("ix_absence_professional", "professional_id", "ends_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason_code: Mapped[str]
    stated_at: Mapped[datetime]


class ContactCorrection(Base):
    """How a CPTS reaches a professional, where the register is silent or wrong."""

    __tablename__ = "contact_correction"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str | None]
    phone: Mapped[str | None]
    mssante: Mapped[str | None]
    source: Mapped[str]
    corrected_at: Mapped[datetime]
    corrected_by: Mapped[str]


class SheetChange(Base):
    """Who changed what on a professional's sheet; only ever inserted."""

    __tablename__ = "sheet_change"
    __table_args__ = (Index("ix_sheet_change_professional", "cpts_id", "professional_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    professional_id: Mapped[UUID]
    changed_at: Mapped[datetime]
    account_id: Mapped[UUID | None]
    author_name: Mapped[str]
    author_role: Mapped[str]
    act: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
