"""One savepoint per test: a `Database` whose transactions all live inside one that is rolled back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from carekit.db import Database, LockingSession, enter_cpts
from carekit.driver_session import DriverSession
from carekit.driver_session import enter_cpts as enter_cpts_on_driver


class SavepointDatabase(Database):
    """What a use case commits is a released savepoint; the test's end takes everything back.

    There is one connection, so transactions take turns; what needs two at once (races, locks, NOTIFY)
    asks for the fixture `own_database`.
    """

    def __init__(self, connection: AsyncConnection, url: str) -> None:
        self.url = url
        self.engine = connection.engine
        self._connection = connection
        self._turn = asyncio.Lock()
        self._holder: asyncio.Task[object] | None = None

    @asynccontextmanager
    async def begin(self, cpts_id: UUID | None = None) -> AsyncIterator[AsyncSession]:
        if self._holder is not None and self._holder is asyncio.current_task():
            raise RuntimeError("a second transaction was opened inside the first: use `own_database` if it must")
        async with self._turn:
            self._holder = asyncio.current_task()
            session = AsyncSession(
                bind=self._connection,
                join_transaction_mode="create_savepoint",
                expire_on_commit=False,
                sync_session_class=LockingSession,
            )
            try:
                async with session, session.begin():
                    await enter_cpts(session, cpts_id)
                    yield session
            finally:
                self._holder = None

    @asynccontextmanager
    async def begin_on_driver(self, cpts_id: UUID | None = None) -> AsyncIterator[DriverSession]:
        """A savepoint of the test's own transaction, on its own connection."""
        if self._holder is not None and self._holder is asyncio.current_task():
            raise RuntimeError("a second transaction was opened inside the first: use `own_database` if it must")
        async with self._turn:
            self._holder = asyncio.current_task()
            driver = (await self._connection.get_raw_connection()).driver_connection
            assert driver is not None
            try:
                async with driver.transaction():
                    session = DriverSession(driver)
                    await enter_cpts_on_driver(session, cpts_id)
                    yield session
            finally:
                self._holder = None

    @asynccontextmanager
    async def taken_back(self) -> AsyncIterator[None]:
        """Whatever happens inside is undone: one prepared case serves for many acts."""
        point = await self._connection.begin_nested()
        try:
            yield
        finally:
            await point.rollback()

    async def close(self) -> None:
        """The connection belongs to the fixture."""
