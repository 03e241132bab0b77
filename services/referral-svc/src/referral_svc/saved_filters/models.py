"""A filter of the queue, under the name that its owner gave it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base


class SavedFilter(Base):
    """Codes and a few words of the owner's, never of a person. Nobody else sees it.

    One name (`uq_saved_filter_name`) and one default (`uq_saved_filter_default`) per account.
    """

    __tablename__ = "saved_filter"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    account_id: Mapped[UUID]
    name: Mapped[str]
    filters: Mapped[dict[str, Any]] = mapped_column(JSONB)
    is_default: Mapped[bool]
    saved_at: Mapped[datetime]
