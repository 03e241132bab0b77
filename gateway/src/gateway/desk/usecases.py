"""Leave a shared screen in one gesture, come back to it with a short code.

Locking takes the session's secret away from the browser and forgets it here too: what is left on the computer
opens nothing without the code. Others sign in or come back in between; each has his own session.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from gateway.deps import Client, Means
from gateway.desk import repository
from gateway.desk.errors import LockCodeRequired, LockCodeWrong, NotLockedHere
from gateway.desk.schemas import LockedPerson
from gateway.sessions.errors import SessionRequired
from gateway.sessions.live import LiveSession, hash_of
from gateway.sessions.models import Session
from gateway.sessions.repository import end_by_hash


async def lock(means: Means, live: LiveSession, desk: str, code: str | None, page: str | None) -> None:
    # Outside of any transaction: half a hundred milliseconds of work hold no connection.
    hashed = await means.passwords.hash(code) if code else None
    async with means.database.begin() as session:
        row = await session.get(Session, live.session_id, with_for_update=True)
        if row is None:
            raise SessionRequired
        row.code_hash = hashed or row.code_hash
        if row.code_hash is None:
            raise LockCodeRequired
        row.locked_at = row.last_seen_at = means.clock.now()
        row.desk_hash = hash_of(desk)
        row.left_page = page
        row.token_hash = secrets.token_bytes(32)
    means.sessions.drop_accounts(live.account_id)


async def people(means: Means, desk: str | None) -> list[LockedPerson]:
    if desk is None:
        return []
    async with means.database.begin() as session:
        return await repository.locked_at(session, hash_of(desk), means.clock.now())


async def unlock(
    means: Means, client: Client, desk: str | None, session_id: UUID, code: str
) -> tuple[str, str | None]:
    """The new secret of the session, and the page where the person was."""
    if desk is None:
        raise NotLockedHere
    async with means.database.begin() as session:
        tried = await repository.count_try(session, session_id, hash_of(desk), means.clock.now())
    if tried is None:
        raise NotLockedHere
    if not await means.passwords.verify(tried.code_hash, code):
        async with means.database.begin() as session:
            await repository.end_if_exhausted(session, session_id)
        raise LockCodeWrong
    secret = secrets.token_urlsafe(32)
    async with means.database.begin() as session:
        row = await repository.still_locked(session, session_id)
        if row is None:
            raise NotLockedHere
        if client.session_secret:
            await end_by_hash(session, hash_of(client.session_secret))
        page, row.left_page = row.left_page, None
        row.token_hash = hash_of(secret)
        row.locked_at, row.wrong_codes = None, 0
        row.last_seen_at = means.clock.now()
    if client.session_secret:
        means.sessions.drop(client.session_secret)
    return secret, page
