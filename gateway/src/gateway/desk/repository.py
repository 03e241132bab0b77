"""Locked sessions of a computer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.accounts.models import Account
from gateway.desk.schemas import LockedPerson
from gateway.sessions.models import IDLE_FOR, Session

#: Wrong codes after which a locked session is over: 5 tries at 10,000 codes.
WRONG_CODES = 5

_TRY = text(
    """
    update session set wrong_codes = wrong_codes + 1
    where id = :id and desk_hash = :desk and locked_at is not null
      and ends_at > :now and last_seen_at > :idle_since and wrong_codes < :most
    returning code_hash, wrong_codes
    """
)


async def locked_at(session: AsyncSession, desk: bytes, now: datetime) -> list[LockedPerson]:
    rows = await session.execute(
        select(Session.id, Account.name, Session.locked_at)
        .join(Account, Account.id == Session.account_id)
        .where(
            Session.desk_hash == desk,
            Session.locked_at.is_not(None),
            Session.ends_at > now,
            Session.last_seen_at > now - IDLE_FOR,
        )
        .order_by(Session.locked_at.desc(), Session.id)
        .limit(50)
    )
    return [LockedPerson(session_id=row.id, name=row.name, locked_at=row.locked_at) for row in rows]


async def count_try(
    session: AsyncSession, session_id: UUID, desk: bytes, now: datetime
) -> Row[tuple[str, int]] | None:
    """Counted before it is judged, so that a hundred codes at the same instant are a hundred tries."""
    values = {"id": session_id, "desk": desk, "now": now, "idle_since": now - IDLE_FOR, "most": WRONG_CODES}
    return (await session.execute(_TRY, values)).first()


async def still_locked(session: AsyncSession, session_id: UUID) -> Session | None:
    found: Session | None = await session.scalar(
        select(Session).where(Session.id == session_id, Session.locked_at.is_not(None)).with_for_update()
    )
    return found


async def end_if_exhausted(session: AsyncSession, session_id: UUID) -> None:
    await session.execute(delete(Session).where(Session.id == session_id, Session.wrong_codes >= WRONG_CODES))
