"""What the other services were last told, and the version it carried."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from directory_svc.orm import Base


class Description(Base):
    """The last `*.described.v1` of one subject for one CPTS: an unchanged state is not told again, and a new
    consumer starts from these rows."""

    __tablename__ = "description"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    described_at: Mapped[datetime]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
