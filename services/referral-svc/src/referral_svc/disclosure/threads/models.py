"""Messages about one request, sealed with its key, and how far each reader has come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base


class ThreadMessage(Base):
    """Never edited: what was said stays said until it is erased with the rest."""

    __tablename__ = "thread_message"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    author_account_id: Mapped[UUID | None]
    author_professional_id: Mapped[UUID | None]
    author_name: Mapped[str]
    sent_at: Mapped[datetime]
    words: Mapped[bytes] = mapped_column(LargeBinary)


class ThreadReader(Base):
    """What was sent until `read_until` was shown to this account."""

    __tablename__ = "thread_reader"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    read_until: Mapped[datetime]
