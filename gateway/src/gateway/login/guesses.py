"""Lock-out on guessing: per account and per address, with a pause that grows.

An attempt is counted before it is judged, in one statement, so that a hundred guesses at the same instant
are a hundred attempts. Success gives them back. The count is the same for an account that does not exist.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import Clock
from carekit.db import Database
from gateway.login.errors import LockedOut

FORGOTTEN_AFTER = timedelta(hours=24)
LONGEST_PAUSE = timedelta(minutes=15)


@dataclass(frozen=True)
class Counted:
    """What guesses are counted against, and how many are free."""

    key: bytes
    free: int


def for_account(email: str) -> Counted:
    return Counted(hashlib.sha256(b"account:" + email.encode()).digest(), free=5)


def for_address(address: str) -> Counted:
    return Counted(hashlib.sha256(b"address:" + address.encode()).digest(), free=20)


def pause_after(attempts: int, free: int) -> timedelta | None:
    """30 s after the last free attempt, doubled by each further one, at most 15 minutes."""
    if attempts < free:
        return None
    doublings: int = min(attempts - free, 10)
    return min(timedelta(seconds=30 << doublings), LONGEST_PAUSE)


_COUNT = text(
    """
    insert into guess as g (key, attempts, last_at) values (:key, 1, :now)
    on conflict (key) do update set
        attempts = case when g.last_at < :forgotten then 1 else g.attempts + 1 end,
        last_at = :now, blocked_until = null
    where g.blocked_until is null or g.blocked_until <= :now
    returning attempts
    """
)


class Guesses:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def count(self, *counted: Counted) -> None:
        """Counts one attempt against each, or raises LockedOut. Commits even when the attempt then fails."""
        now = self._clock.now()
        refused: datetime | None = None
        async with self._database.begin() as session:
            for one in counted:
                refused = await _count_one(session, one, now)
                if refused:
                    break
        if refused:
            seconds = max(1, round((refused - now).total_seconds()))
            raise LockedOut(f"Try again in {seconds} seconds", retry_after=seconds)

    async def forgive(self, account: Counted, address: Counted) -> None:
        """After success: the account starts afresh, the address gets this attempt back."""
        async with self._database.begin() as session:
            await session.execute(text("delete from guess where key = :key"), {"key": account.key})
            await session.execute(
                text(
                    "update guess set attempts = attempts - 1, blocked_until = null where key = :key and attempts > 0"
                ),
                {"key": address.key},
            )


async def _count_one(session: AsyncSession, counted: Counted, now: datetime) -> datetime | None:
    """None when the attempt may be made; else the instant until which it may not."""
    row = (
        await session.execute(_COUNT, {"key": counted.key, "now": now, "forgotten": now - FORGOTTEN_AFTER})
    ).first()
    if row is None:
        until: datetime | None = (
            await session.execute(text("select blocked_until from guess where key = :key"), {"key": counted.key})
        ).scalar_one()
        return until or now
    if pause := pause_after(row.attempts, counted.free):
        await session.execute(
            text("update guess set blocked_until = :until where key = :key"),
            {"until": now + pause, "key": counted.key},
        )
    return None
