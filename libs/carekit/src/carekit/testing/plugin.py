"""The pytest plugin of the project (see `carekit.testing`)."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from carekit.db import Database
from carekit.testing.databases import SavepointDatabase
from carekit.testing.network import allow, close_network
from carekit.testing.servers import Migrations, PostgresServer, choose_server


def pytest_configure(config: pytest.Config) -> None:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        allow(urlsplit(given).hostname or "")
    close_network()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL: the one given, else a container, else the embedded one."""
    server = choose_server()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    """Each service's conftest says here how its database is made."""
    raise pytest.UsageError("define the fixture `migrations` in this folder's conftest.py (see carekit.testing)")


@pytest.fixture(scope="session")
async def _shared_databases(postgres_server: PostgresServer) -> AsyncIterator[dict[str, Database]]:
    """One per service and run: a new engine would compile every statement again, which costs more than most tests."""
    databases: dict[str, Database] = {}
    yield databases
    for database in databases.values():
        await database.close()


@pytest.fixture
async def database(
    postgres_server: PostgresServer, migrations: Migrations, _shared_databases: dict[str, Database]
) -> AsyncIterator[SavepointDatabase]:
    """The service's database inside one transaction that the end of the test takes back."""
    if migrations.name not in _shared_databases:
        _shared_databases[migrations.name] = Database(await postgres_server.database(migrations))
    shared = _shared_databases[migrations.name]
    async with shared.engine.connect() as connection:
        outer = await connection.begin()
        yield SavepointDatabase(connection, shared.url)
        await outer.rollback()


@pytest.fixture
async def own_database_url(postgres_server: PostgresServer, migrations: Migrations) -> AsyncIterator[str]:
    """URL of a migrated database that this test has to itself, as its plain role."""
    url = await postgres_server.database(migrations)
    yield url
    await postgres_server.drop(url)


@pytest.fixture
async def own_database(own_database_url: str) -> AsyncIterator[Database]:
    """A database of this test's own: real commits, several connections."""
    database = Database(own_database_url)
    yield database
    await database.close()


@pytest.fixture
async def empty_database_url(postgres_server: PostgresServer, migrations: Migrations) -> AsyncIterator[str]:
    """URL of a database without any table, for tests of the migrations themselves."""
    url = await postgres_server.empty_database(migrations.name, migrations.extensions)
    yield url
    await postgres_server.drop(url)


@pytest.fixture(scope="session")
def shared_dir(pytestconfig: pytest.Config) -> Path:
    """The material beside the checkout (`SHARED_DIR`); a test that needs it is skipped, by name, without it."""
    folder = Path(os.environ.get("SHARED_DIR") or pytestconfig.rootpath.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"needs the shared material, absent at {folder} (set SHARED_DIR)")
    return folder.resolve()
