"""The timeline of a request: appended to, never edited."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from carekit.db import OWN_CPTS
from carekit.identifiers import new_id
from referral_svc.base import Base
from referral_svc.live.changes import notification
from referral_svc.referrals.authors import Author


class TimelineEntry(Base):
    """What happened, when, and by whom. `details` holds codes and professionals, never the person."""

    __tablename__ = "timeline_entry"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    code: Mapped[str]
    at: Mapped[datetime]
    by_account_id: Mapped[UUID | None]
    by_professional_id: Mapped[UUID | None]
    by_name: Mapped[str]
    details: Mapped[dict[str, Any]]


async def add(
    session: AsyncSession,
    referral_id: UUID,
    code: str,
    by: Author,
    at: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """Writes one line. `details` takes codes, counts and professionals' names; nothing of the person."""
    await session.execute(
        insert(TimelineEntry)
        .values(
            id=new_id(),
            cpts_id=text(OWN_CPTS),
            referral_id=referral_id,
            code=code,
            at=at,
            by_account_id=by.account_id,
            by_professional_id=by.professional_id,
            by_name=by.name,
            details=details or {},
        )
        .returning(notification(referral_id, code))
    )


async def of(session: AsyncSession, referral_id: UUID) -> list[TimelineEntry]:
    """Oldest first."""
    rows = await session.scalars(
        select(TimelineEntry)
        .where(TimelineEntry.referral_id == referral_id)
        .order_by(TimelineEntry.at, TimelineEntry.id)
    )
    return list(rows)
