"""Drafts, sealed like the rest of identity, under a key of their own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base


class SealedDraft(Base):
    """A request as far as its author has typed it. Its `DataKey` stands under the draft's own identifier."""

    __tablename__ = "sealed_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    author_account_id: Mapped[UUID]
    version: Mapped[int]
    edited_at: Mapped[datetime]
    kind: Mapped[bytes] = mapped_column(LargeBinary)
    label: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)

    SEALED = ("kind", "label", "content")
