"""Statements that were signed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base


class ParticipationStatement(Base):
    """One month of one professional, signed; figures that change later are signed anew and the older one is kept."""

    __tablename__ = "participation_statement"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    #: The first day.
    month: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    issued_at: Mapped[datetime]
    issued_by: Mapped[UUID]
    #: A compact JWS (ES256): what it says is its payload.
    signed: Mapped[str] = mapped_column(Text)
