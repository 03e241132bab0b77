"""What the weekly look at the agendas found."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base


class DelayRound(Base):
    """One week's look, taken once whoever comes first."""

    __tablename__ = "delay_round"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    week_of: Mapped[date] = mapped_column(primary_key=True)
    measured_at: Mapped[datetime]
    horizon_weeks: Mapped[int]


class DelaySample(Base):
    """The delay of one professional, at one place, in one modality, as it was that week."""

    __tablename__ = "delay_sample"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    sample_id: Mapped[UUID] = mapped_column(primary_key=True)
    week_of: Mapped[date]
    professional_id: Mapped[UUID]
    professional_name: Mapped[str]
    profession_code: Mapped[str]
    commune_code: Mapped[str | None]
    place_label: Mapped[str | None]
    modality: Mapped[str]
    #: Calendar days to the third free slot; None when the horizon holds fewer than three.
    days: Mapped[int | None]
