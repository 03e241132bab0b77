"""Who was trained for care at a distance, and who wishes to be."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory_svc.orm import Base


class RemoteCareTraining(Base):
    """What a professional told one CPTS of his training for téléconsultation or télésoin.

    It is of use to who organises the sessions and to nobody else: behind the wall of the CPTS, in no event, on no
    public page and in no partner's answer. The last training alone; those before stand in the trace of the sheet.
    """

    __tablename__ = "remote_care_training"
    __table_args__ = (CheckConstraint("(title is null) = (ended is null)", name="followed_whole"),)

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str | None]
    #: A day or a year, as ISO 8601 writes them; null like the title when no training was followed.
    ended: Mapped[str | None]
    wishes_training: Mapped[bool]
    source: Mapped[str]
    stated_at: Mapped[datetime]
    stated_by: Mapped[str]
