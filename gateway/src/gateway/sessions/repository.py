"""Questions about sessions, and the rows that answer them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import PARIS
from gateway.accounts.models import Membership
from gateway.names.models import KnownCpts
from gateway.sessions.live import LiveSession, Place
from gateway.sessions.models import IDLE_FOR, Session

_TOUCH = text(
    """
    update session s set last_seen_at = :now
    from account a
    where s.token_hash = :hash and a.id = s.account_id and s.ends_at > :now and s.last_seen_at > :idle_since
      and s.locked_at is null
    returning s.id, s.account_id, s.active_cpts, s.method, s.created_at, s.ends_at,
              s.code_hash is not null as has_lock_code,
              a.email, a.name, a.professional_id, a.rpps, a.structure, a.is_platform_operator,
              -- Only of a session from the SAS, and only while the SAS says that he is active.
              (select case when r.idnps is not null then 'urn:oid:1.2.250.1.71.4.2.1|' || r.idnps
                           else 'urn:oid:1.2.250.1.213.3.6|' || r.sas_id end
               from regulator r where r.account_id = a.id and r.is_active and s.origin = 'sas') as regulator
    """
)


async def touch(session: AsyncSession, token_hash: bytes, now: datetime) -> LiveSession | None:
    """The open session of this hash, marked as seen; None when there is none or it is over."""
    # Losing the last instant seen costs nobody anything: no reason to wait for the disk.
    await session.execute(text("set local synchronous_commit = off"))
    row = (await session.execute(_TOUCH, {"hash": token_hash, "now": now, "idle_since": now - IDLE_FOR})).first()
    if row is None:
        return None
    places = await places_of(session, row.account_id)
    if row.regulator:
        places = await _places_of_a_regulator(session, places)
    active = row.active_cpts if any(place.cpts_id == row.active_cpts for place in places) else None
    return LiveSession(
        session_id=row.id,
        account_id=row.account_id,
        email=row.email,
        name=row.name,
        professional_id=row.professional_id,
        rpps=row.rpps,
        structure=row.structure,
        is_platform_operator=row.is_platform_operator,
        cpts_id=active,
        places=places,
        method=row.method,
        created_at=row.created_at,
        ends_at=row.ends_at,
        has_lock_code=row.has_lock_code,
        regulator=row.regulator,
    )


async def places_of(session: AsyncSession, account_id: UUID) -> tuple[Place, ...]:
    """Every CPTS the person may enter, by name. A suspended membership is none."""
    await enter_account(session, account_id)
    rows = await session.execute(
        select(Membership.cpts_id, Membership.roles, KnownCpts.name, KnownCpts.time_zone)
        .outerjoin(KnownCpts, KnownCpts.id == Membership.cpts_id)
        .where(Membership.account_id == account_id)
        .order_by(KnownCpts.name, Membership.cpts_id)
    )
    return tuple(
        Place(row.cpts_id, row.name or "", row.time_zone or PARIS.key, frozenset(row.roles))
        for row in rows
        if "suspended" not in row.roles
    )


async def _places_of_a_regulator(session: AsyncSession, own: tuple[Place, ...]) -> tuple[Place, ...]:
    """The SAS regulates for a department: every CPTS of the platform, beside what the person is in his own."""
    roles = {place.cpts_id: place.roles for place in own}
    rows = await session.scalars(select(KnownCpts).order_by(KnownCpts.name, KnownCpts.id))
    return tuple(
        Place(one.id, one.name, one.time_zone, roles.get(one.id, frozenset()) | {"regulator"}) for one in rows
    )


async def enter_account(session: AsyncSession, account_id: UUID) -> None:
    """Opens to the rest of the transaction the person's own memberships, whatever their CPTS."""
    await session.execute(text("select set_config('app.account_id', :id, true)"), {"id": str(account_id)})


async def open_sessions(session: AsyncSession, account_id: UUID, now: datetime) -> list[Session]:
    rows = await session.scalars(
        select(Session)
        .where(Session.account_id == account_id, Session.ends_at > now, Session.last_seen_at > now - IDLE_FOR)
        .order_by(Session.last_seen_at.desc())
        .limit(100)
    )
    return list(rows)


async def id_token_of(session: AsyncSession, session_id: UUID) -> tuple[str, bytes | None] | None:
    """(method, sealed ID token) of a session that is about to end."""
    row = (await session.execute(select(Session.method, Session.id_token).where(Session.id == session_id))).first()
    return (row.method, row.id_token) if row else None


async def end_sessions(session: AsyncSession, account_ids: list[UUID]) -> None:
    await session.execute(delete(Session).where(Session.account_id.in_(account_ids)))


async def end_sessions_from(session: AsyncSession, origin: str, account_ids: list[UUID]) -> None:
    await session.execute(delete(Session).where(Session.account_id.in_(account_ids), Session.origin == origin))


async def end_one(session: AsyncSession, account_id: UUID, session_id: UUID) -> bool:
    gone = await session.execute(
        delete(Session).where(Session.account_id == account_id, Session.id == session_id).returning(Session.id)
    )
    return gone.first() is not None


async def end_by_hash(session: AsyncSession, token_hash: bytes) -> None:
    await session.execute(delete(Session).where(Session.token_hash == token_hash))
