"""What the person's médecin traitant said of a target that acts only with his agreement (F009)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from referral_svc.base import Base


class DoctorAgreement(Base):
    """His last word for one request: a later one replaces it, and the timeline keeps both."""

    __tablename__ = "doctor_agreement"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    agrees: Mapped[bool]
    doctor_name: Mapped[str]
    said: Mapped[str]
    said_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by_account_id: Mapped[UUID | None]
    recorded_by_name: Mapped[str]
