"""Verified sessions, remembered for two seconds.

A session is read (and marked as seen) at most every two seconds; in between, its requests cost a dictionary
look-up. What this process changes (logout, roles, suspension) is dropped at once; what another process
changed is seen within two seconds. That is the promise « rights change on the next request, or within 2 s ».
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

from carekit.clock import Clock
from carekit.db import Database
from gateway.sessions import repository
from gateway.sessions.live import Entry, csrf_of, hash_of

REMEMBERED_FOR = timedelta(seconds=2)
LARGEST = 20_000


class Sessions:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._entries: dict[str, Entry] = {}
        self._reading: dict[str, asyncio.Task[Entry | None]] = {}
        #: Counts what was dropped, so that a read that began before is not remembered after.
        self._drops = 0

    def remembered(self, secret: str) -> Entry | None:
        """The fast path: no input or output."""
        entry = self._entries.get(secret)
        if entry is None or self._clock.now() - entry.checked_at >= REMEMBERED_FOR:
            return None
        return entry

    async def find(self, secret: str) -> Entry | None:
        """The open session of this secret. Requests that ask at the same time share one read."""
        if entry := self.remembered(secret):
            return entry
        reading = self._reading.get(secret)
        if reading is None:
            reading = asyncio.create_task(self._read(secret))
            self._reading[secret] = reading
            reading.add_done_callback(lambda done: self._read_done(secret, done))
        # Shielded: the one who gives up must not take the answer from the others.
        return await asyncio.shield(reading)

    async def _read(self, secret: str) -> Entry | None:
        now = self._clock.now()
        drops = self._drops
        async with self._database.begin() as session:
            live = await repository.touch(session, hash_of(secret), now)
        older = self._entries.pop(secret, None)
        if live is None:
            return None
        entry = Entry(live, csrf_of(secret), now)
        if older is not None:
            entry.keep_tokens_of(older)
        if drops == self._drops:
            self._remember(secret, entry)
        return entry

    def _read_done(self, secret: str, done: asyncio.Task[Entry | None]) -> None:
        if self._reading.get(secret) is done:
            del self._reading[secret]

    def _remember(self, secret: str, entry: Entry) -> None:
        if len(self._entries) >= LARGEST:
            oldest = self._clock.now() - REMEMBERED_FOR
            self._entries = {key: value for key, value in self._entries.items() if value.checked_at > oldest}
        self._entries[secret] = entry

    def drop_accounts(self, *account_ids: UUID) -> None:
        """Forgets every session of these people: their next request is read again."""
        self._drops += 1
        self._reading.clear()
        gone = [secret for secret, entry in self._entries.items() if entry.live.account_id in account_ids]
        for secret in gone:
            del self._entries[secret]

    def drop(self, secret: str) -> None:
        """Forgets one session that this process just ended."""
        self._drops += 1
        self._reading.pop(secret, None)
        self._entries.pop(secret, None)
