from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import SecretStr

from carekit.clock import MovableClock
from carekit.db import Database
from carekit.testing import Migrations
from carekit.testing.keys import Keys, write_keys
from directory_svc.main import create_app
from directory_svc.search.reader import SearchReader
from directory_svc.settings import Settings

from .build import MONDAY, World


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    return Migrations("directory", alembic_ini=Path(__file__).parents[1] / "alembic.ini")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return write_keys(tmp_path_factory.mktemp("keys"))


def settings_for(url: str, keys: Keys, folder: Path) -> Settings:
    return Settings(
        database_url=SecretStr(url),
        signing_key=keys.private("directory-svc"),
        trusted_keys=keys.trusted,
        upload_folder=folder / "uploads",
        upload_limit=200_000,
    )


class OneConnectionReader(SearchReader):
    """The hot read on the test's one connection, whose rows no other connection sees yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def json_page(self, cpts_id: UUID | None, statement: str, arguments: list[Any]) -> Any:
        async with self._database.begin(cpts_id) as session:
            raw = (await (await session.connection()).get_raw_connection()).driver_connection
            assert raw is not None
            return await raw.fetchrow(statement, *arguments)

    async def close(self) -> None:
        pass


def open_world(database: Database, settings: Settings, keys: Keys, *, one_connection: bool) -> World:
    clock = MovableClock(MONDAY)
    app = create_app(settings, clock)
    app.state.database = database
    if one_connection:
        app.state.search_reader = OneConnectionReader(database)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    http = httpx.AsyncClient(transport=transport, base_url="http://directory.test")
    return World(app, http, database, clock, keys, settings)


@pytest.fixture
async def world(database: Database, keys: Keys, tmp_path: Path) -> AsyncIterator[World]:
    """Over one connection whose transaction the end of the test takes back."""
    world = open_world(database, settings_for(database.url, keys, tmp_path), keys, one_connection=True)
    await world.settle()
    yield world
    await world.http.aclose()


@pytest.fixture
async def own_world(own_database: Database, keys: Keys, tmp_path: Path) -> AsyncIterator[World]:
    """A database of the test's own, with real commits: imports, the pool of the search, races."""
    world = open_world(own_database, settings_for(own_database.url, keys, tmp_path), keys, one_connection=False)
    await world.settle()
    yield world
    await world.http.aclose()
    await world.app.state.search_reader.close()
