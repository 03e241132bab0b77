"""PostgreSQL: one engine per process, one visible transaction per use case, rows walled by CPTS.

A use case opens its transaction itself:

    async with unit.begin() as session:          # row-level security set to the caller's CPTS
        slot = await repository.slot_for_booking(session, slot_id)

Row-level security holds because every table with a `cpts_id` is made with `cpts_isolation(table)` in its
migration (ENABLE and FORCE) and services connect as plain roles that own their tables without BYPASSRLS.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import DateTime, MetaData, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as PgUuid  # noqa: N811
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session

from carekit.driver_session import DriverSession, driver_transaction

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


#: SQL: the CPTS into which the transaction is walled (`enter_cpts`).
OWN_CPTS = "nullif(current_setting('app.cpts_id', true), '')::uuid"
PATIENCE = 5  # seconds that a request waits for a connection


class Base(DeclarativeBase):
    """Each service derives its own `Base` with its own `metadata = MetaData(naming_convention=NAMING)`."""

    __abstract__ = True
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it as a class attribute)
        datetime: DateTime(timezone=True),
        UUID: PgUuid(as_uuid=True),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
    }


def async_url(url: str) -> str:
    """`postgresql://…` as SQLAlchemy wants it for asyncpg."""
    return url.replace("postgresql://", "postgresql+asyncpg://", 1) if url.startswith("postgresql://") else url


class Database:
    """The connections of one process to one database."""

    def __init__(self, url: str, *, pool_size: int = 8, application: str = "maillage") -> None:
        self.url = url
        self.engine: AsyncEngine = create_async_engine(
            async_url(url),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=PATIENCE,
            # No round trip before each transaction: `_check_alive` knows without asking.
            pool_pre_ping=False,
            pool_recycle=1800,
            json_serializer=lambda value: orjson.dumps(value).decode(),
            json_deserializer=orjson.loads,
            connect_args={
                "server_settings": {"application_name": application, "jit": "off"},
                "timeout": 5,
                "command_timeout": 30,
            },
        )
        event.listen(self.engine.sync_engine, "checkout", _check_alive)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, sync_session_class=LockingSession)
        # First come, first served. The pool alone lets a newcomer overtake who waits: with 64 clients on 8
        # connections the slowest hundredth waited six times as long as the median.
        self._places = asyncio.Semaphore(pool_size)

    @asynccontextmanager
    async def begin(self, cpts_id: UUID | None = None) -> AsyncIterator[AsyncSession]:
        """One transaction that sees the rows of one CPTS (none of them when `cpts_id` is None)."""
        async with self._place(), self._sessions() as session, session.begin():
            await enter_cpts(session, cpts_id)
            yield session

    @asynccontextmanager
    async def begin_on_driver(self, cpts_id: UUID | None = None) -> AsyncIterator[DriverSession]:
        """The same transaction without SQLAlchemy's share, for hot paths (see `driver_session`)."""
        async with self._place(), driver_transaction(self.engine, cpts_id) as session:
            yield session

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """A connection's worth of turn, in order of arrival; `TimeoutError` (503) after `PATIENCE`."""
        async with asyncio.timeout(PATIENCE):
            await self._places.acquire()
        try:
            yield
        finally:
            self._places.release()

    async def close(self) -> None:
        await self.engine.dispose()


class LockingSession(Session):
    """Who locks a row acts on what it is now: what the session had read of it before it waited is old."""


@event.listens_for(LockingSession, "do_orm_execute")
def _read_as_it_is_now(asked: ORMExecuteState) -> None:
    if asked.is_select and getattr(asked.statement, "_for_update_arg", None) is not None:
        asked.update_execution_options(populate_existing=True)


def _check_alive(connection: DBAPIConnection, *_: object) -> None:
    """A restarted PostgreSQL has hung up on every connection in the pool; the driver has noticed, the pool has not.
    Each is replaced as it is asked for, so that nobody's request fails for it."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


async def enter_cpts(session: AsyncSession, cpts_id: UUID | None) -> None:
    """Walls the rest of the transaction into one CPTS."""
    await session.execute(
        text("select set_config('app.cpts_id', :cpts_id, true)"), {"cpts_id": str(cpts_id) if cpts_id else ""}
    )


class Unit:
    """What a use case receives to open its transaction: the database and the caller's CPTS."""

    def __init__(self, database: Database, cpts_id: UUID | None) -> None:
        self.database = database
        self.cpts_id = cpts_id

    def begin(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self.database.begin(self.cpts_id)

    def begin_on_driver(self) -> AbstractAsyncContextManager[DriverSession]:
        return self.database.begin_on_driver(self.cpts_id)


def cpts_isolation(table: str) -> list[str]:
    """The statements a migration executes for a table that has a `cpts_id` column."""
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy {table}_own_cpts on {table} using (cpts_id = {OWN_CPTS}) with check (cpts_id = {OWN_CPTS})",
    ]


def constraint_of(refused: IntegrityError) -> str | None:
    """The name of the constraint by which PostgreSQL refused, so that it becomes one named refusal."""
    cause: BaseException | None = refused.orig
    while cause is not None:
        name = getattr(cause, "constraint_name", None)
        if name:
            return str(name)
        cause = cause.__cause__
    return None
