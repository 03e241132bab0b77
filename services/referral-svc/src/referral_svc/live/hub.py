"""One LISTEN per process, handed to every stream: opened for the first one, closed after the last."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg

from carekit import logs
from referral_svc.live.changes import CHANNEL, Change

#: Changes that wait for one slow reader. Past it the stream ends: the screen comes back and reads everything.
WAITING = 200
CONNECT_WITHIN = 5

#: None says that changes may have been missed: the stream ends.
Feed = asyncio.Queue[Change | None]


class ChangeHub:
    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._feeds: dict[UUID, set[Feed]] = {}
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def changes(self, cpts_id: UUID) -> AsyncIterator[Feed]:
        """Every change of this CPTS that commits from now on. Raises what asyncpg raises without a database."""
        feed: Feed = asyncio.Queue()
        self._feeds.setdefault(cpts_id, set()).add(feed)
        try:
            await self._listen()
            yield feed
        finally:
            self._feeds[cpts_id].discard(feed)
            if not self._feeds[cpts_id]:
                del self._feeds[cpts_id]
            if not self._feeds:
                await self._close()

    async def _listen(self) -> None:
        async with self._opening:
            if self._connection is not None and not self._connection.is_closed():
                return
            connection = await asyncpg.connect(self._url, timeout=CONNECT_WITHIN)
            connection.add_termination_listener(self._lost)
            await connection.add_listener(CHANNEL, self._heard)
            self._connection = connection

    async def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=1)

    def _heard(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        try:
            change = Change.read(str(payload))
        except ValueError:
            logs.get().warning("unreadable change")
            return
        for feed in self._feeds.get(change.cpts_id, ()):
            if feed.qsize() < WAITING:
                feed.put_nowait(change)
            else:
                _end(feed)

    def _lost(self, *_: object) -> None:
        self._connection = None
        for feeds in self._feeds.values():
            for feed in feeds:
                _end(feed)


def _end(feed: Feed) -> None:
    """What waits is not worth reading any more: the screen comes back and reads everything."""
    while not feed.empty():
        feed.get_nowait()
    feed.put_nowait(None)
