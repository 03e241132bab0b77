"""Open, read, switch and end sessions."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.identifiers import new_id
from gateway.accounts.models import Account
from gateway.deps import Client, Means
from gateway.login.errors import NoRoleLeft
from gateway.oidc.logout import end_session_url
from gateway.regulators.repository import active_regulator
from gateway.sessions import repository
from gateway.sessions.errors import NoSuchSession, NotInThisCpts, SessionRequired
from gateway.sessions.live import LiveSession, hash_of
from gateway.sessions.models import DAY_FOR, OIDC_FOR, Session


async def open_session(
    session: AsyncSession, means: Means, account: Account, client: Client, method: str, id_token: str | None = None
) -> str:
    """A new session in the caller's transaction; returns its secret, which we do not keep.

    Always a new secret: whatever cookie the browser brought is ended, never adopted (session fixation).
    """
    now = means.clock.now()
    places = await repository.places_of(session, account.id)
    if not places and not account.is_platform_operator and await active_regulator(session, account.id) is None:
        raise NoRoleLeft
    if client.session_secret:
        await repository.end_by_hash(session, hash_of(client.session_secret))
    secret = secrets.token_urlsafe(32)
    session_id = new_id()
    lasts: timedelta = OIDC_FOR if method.startswith("oidc:") else DAY_FOR
    session.add(
        Session(
            id=session_id,
            token_hash=hash_of(secret),
            account_id=account.id,
            active_cpts=places[0].cpts_id if places else None,
            method=method,
            device=client.device,
            created_at=now,
            last_seen_at=now,
            ends_at=now + lasts,
            id_token=means.sealer.seal(id_token, f"id-token:{session_id}") if id_token else None,
        )
    )
    return secret


async def read(means: Means, secret: str) -> LiveSession:
    entry = await means.sessions.find(secret)
    if entry is None:
        raise SessionRequired
    return entry.live


async def switch_cpts(means: Means, live: LiveSession, cpts_id: UUID) -> None:
    """From now on the session works for another CPTS of the person."""
    if live.place(cpts_id) is None:
        raise NotInThisCpts
    async with means.database.begin() as session:
        row = await session.get(Session, live.session_id, with_for_update=True)
        if row is None:
            raise SessionRequired
        row.active_cpts = cpts_id
    means.sessions.drop_accounts(live.account_id)


async def sign_out(means: Means, live: LiveSession, *, everywhere: bool) -> str | None:
    """Ends this session or all of the person's; returns where the browser must go to end the provider's own."""
    async with means.database.begin() as session:
        ended = await repository.id_token_of(session, live.session_id)
        if everywhere:
            await repository.end_sessions(session, [live.account_id])
        else:
            await repository.end_one(session, live.account_id, live.session_id)
    means.sessions.drop_accounts(live.account_id)
    if ended is None or ended[1] is None:
        return None
    return await end_session_url(means, ended[0], means.sealer.open(ended[1], f"id-token:{live.session_id}"))


async def end_one(means: Means, live: LiveSession, session_id: UUID) -> None:
    async with means.database.begin() as session:
        if not await repository.end_one(session, live.account_id, session_id):
            raise NoSuchSession
    means.sessions.drop_accounts(live.account_id)


async def open_sessions(means: Means, live: LiveSession) -> list[Session]:
    async with means.database.begin() as session:
        return await repository.open_sessions(session, live.account_id, means.clock.now())
