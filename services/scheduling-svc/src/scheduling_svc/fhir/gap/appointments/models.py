"""What a partner's software calls an appointment that it asked for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base


class GapAppointment(Base):
    """Whose it is, and under which identifier. Where it stands is read from the appointment of the same id, whatever
    road changed that; there is none any more once a hold has ended, hence what was asked for."""

    __tablename__ = "gap_appointment"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    appointment_id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[UUID]
    identifier_system: Mapped[str | None]
    identifier_value: Mapped[str | None]
    #: Whether it began as a hold.
    is_request: Mapped[bool]
    asked_at: Mapped[datetime]
    professional_id: Mapped[UUID]
    slot_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
