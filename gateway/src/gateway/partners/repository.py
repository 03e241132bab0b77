from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.names.models import KnownCpts
from gateway.partners.models import PartnerCall, PartnerSystem, PartnerToken

_USE = text(
    "insert into partner_assertion (system_id, jti_hash, expires_at) values (:system_id, :jti_hash, :expires_at) "
    "on conflict do nothing returning 1"
)
_ANSWERED = text("update partner_call set status = :status, reason = :reason where id = :id")


@dataclass(frozen=True)
class Listed:
    system: PartnerSystem
    cpts_name: str | None
    last_call_at: datetime | None
    calls_last_day: int


async def system_of_token(
    session: AsyncSession, token_hash: bytes, now: datetime
) -> tuple[PartnerSystem, frozenset[str]] | None:
    """Whose token this is, and for what; None when it is over or its system was revoked."""
    row = (
        await session.execute(
            select(PartnerSystem, PartnerToken.scopes)
            .join(PartnerToken, PartnerToken.system_id == PartnerSystem.id)
            .where(
                PartnerToken.token_hash == token_hash,
                PartnerToken.expires_at > now,
                PartnerSystem.revoked_at.is_(None),
            )
        )
    ).first()
    return (row[0], frozenset(row[1])) if row else None


async def is_first_use(session: AsyncSession, system_id: UUID, jti_hash: bytes, until: datetime) -> bool:
    """Of copies sent at the same instant one waits for the other, and finds it used."""
    values = {"system_id": system_id, "jti_hash": jti_hash, "expires_at": until}
    return (await session.execute(_USE, values)).first() is not None


async def end_tokens(session: AsyncSession, system_id: UUID) -> None:
    await session.execute(delete(PartnerToken).where(PartnerToken.system_id == system_id))


async def answered(session: AsyncSession, call_id: UUID, status: int | None, reason: str | None) -> None:
    # Losing the status of the last calls in a crash costs nobody anything: no reason to wait for the disk.
    await session.execute(text("set local synchronous_commit = off"))
    await session.execute(_ANSWERED, {"id": call_id, "status": status, "reason": reason})


async def every_system(session: AsyncSession, now: datetime) -> list[Listed]:
    """Those that may ask first, then by name."""
    of_system = PartnerCall.system_id == PartnerSystem.id
    last = select(PartnerCall.at).where(of_system).order_by(PartnerCall.id.desc()).limit(1)
    day = select(func.count()).where(of_system, PartnerCall.at > now - timedelta(days=1))
    rows = await session.execute(
        select(PartnerSystem, KnownCpts.name, last.scalar_subquery(), day.scalar_subquery())
        .outerjoin(KnownCpts, KnownCpts.id == PartnerSystem.for_cpts)
        .order_by(PartnerSystem.revoked_at.is_not(None), PartnerSystem.name, PartnerSystem.id)
    )
    return [Listed(*row) for row in rows]


async def calls_before(
    session: AsyncSession, system_id: UUID, before: UUID | None, limit: int
) -> Sequence[PartnerCall]:
    """Newest first."""
    asked = select(PartnerCall).where(PartnerCall.system_id == system_id).order_by(PartnerCall.id.desc()).limit(limit)
    if before is not None:
        asked = asked.where(PartnerCall.id < before)
    return (await session.scalars(asked)).all()
