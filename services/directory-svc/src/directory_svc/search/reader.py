"""One connection pool for the hot read: one round trip, and the bytes of the answer as PostgreSQL wrote them.

Row-level security holds here as everywhere: each connection remembers which CPTS it is walled into and is
walled anew before it serves another one. The setting is of the session rather than of the transaction,
which would cost two more round trips per page (measured: a third of the throughput).
"""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import asyncpg


class SearchReader:
    """`json_page` runs one statement that returns one row with one JSON text."""

    def __init__(self, url: str, size: int) -> None:
        self._url = url
        self._size = size
        self._pool: asyncpg.Pool | None = None
        self._opening = asyncio.Lock()
        self._walls: dict[int, str] = {}

    async def json_page(self, cpts_id: UUID | None, statement: str, arguments: list[Any]) -> Any:
        pool = self._pool or await self._open()
        async with pool.acquire() as connection:
            await self._wall(connection, str(cpts_id) if cpts_id else "")
            return await connection.fetchrow(statement, *arguments)

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()
            self._pool = None

    async def _wall(self, connection: Any, cpts: str) -> None:
        known = connection.get_server_pid()
        if self._walls.get(known) != cpts:
            await connection.execute("select set_config('app.cpts_id', $1, false)", cpts)
            self._walls[known] = cpts

    async def _open(self) -> asyncpg.Pool:
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._url,
                    min_size=0,
                    max_size=self._size,
                    timeout=5,
                    command_timeout=10,
                    reset=_nothing_to_reset,
                    init=self._forget_walls,
                    server_settings={
                        "application_name": "directory-svc search",
                        "jit": "off",
                        "default_transaction_read_only": "on",
                    },
                )
        return self._pool

    async def _forget_walls(self, connection: Any) -> None:
        """A new connection has no wall yet, whatever an older one with the same process number had."""
        self._walls.pop(connection.get_server_pid(), None)


async def _nothing_to_reset(_: Any) -> None:
    """Statements here are read-only and leave nothing behind but the wall, which `_wall` checks."""
