"""What a CPTS tells everybody about reaching care here: dated versions with their author, never changed in place."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base


class PublicInformation(Base):
    """One version; the highest is shown. `advice`: [{title, text, number}]."""

    __tablename__ = "public_information"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    lead: Mapped[str]
    advice: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    written_by: Mapped[UUID]
    written_by_name: Mapped[str]
    written_at: Mapped[datetime]
