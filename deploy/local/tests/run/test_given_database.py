"""A setting points one service to a PostgreSQL of one's own; the others keep the embedded one."""

from collections.abc import Callable

import asyncpg

from carekit.testing import PostgresServer
from local_system.running import RunningSystem

Empty = Callable[..., RunningSystem]


async def _tables(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval("select count(*) from pg_tables where schemaname = 'public'"))
    finally:
        await connection.close()


async def test_a_service_uses_the_database_it_is_given(empty_system: Empty, postgres_server: PostgresServer) -> None:
    url = await postgres_server.empty_database("directory")
    system = empty_system(DIRECTORY_DATABASE_URL=url)
    system.start()
    assert await _tables(url) > 5
    assert await _tables(system.database_url("referral")) > 5
    assert "directory" not in (system.data / "postgres" / "passwords.json").read_text()
    assert system.stop() == 0
    await postgres_server.drop(url)
