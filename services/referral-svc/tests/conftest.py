"""A small world: one CPTS, its territory and professionals, a neighbour CPTS, and people with roles."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from carekit.clock import MovableClock
from carekit.db import Database
from carekit.testing import Migrations
from carekit.testing.keys import Keys, write_keys
from referral_svc.main import create_app
from referral_svc.settings import Settings

from .build import OURS, THEIRS, World

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    return Migrations("referral", alembic_ini=Path(__file__).parents[1] / "alembic.ini")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return write_keys(tmp_path_factory.mktemp("keys"))


def settings_for(url: str, keys: Keys, **changed: object) -> Settings:
    values = {
        "database_url": SecretStr(url),
        "signing_key": keys.private("referral-svc"),
        "trusted_keys": keys.trusted,
        "smtp_host": "127.0.0.1",
        "smtp_port": 1,
        "smtp_tls": False,
        "mail_from": "Maillage <ne-pas-repondre@exemple.fr>",
        "master_key": SecretStr(base64.b64encode(b"m" * 32).decode()),
        "index_key": SecretStr(base64.b64encode(b"i" * 32).decode()),
        "public_url": "http://127.0.0.1:8080",
        "peers": {},
        **changed,
    }
    return Settings.model_validate(values)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(MONDAY)


@pytest.fixture(scope="session")
def app(keys: Keys) -> FastAPI:
    """Built once: FastAPI makes each route when it is first asked, which costs more than most tests."""
    return create_app(settings_for("postgresql://nobody@127.0.0.1:1/nowhere", keys))


async def open_world(app: FastAPI, database: Database, keys: Keys, clock: MovableClock) -> World:
    app.state.database = database
    app.state.clock = clock
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    http = httpx.AsyncClient(transport=transport, base_url="http://referral.test")
    world = World(app, http, clock, keys, settings_for(database.url, keys))
    await world.describe_cpts(OURS)
    await world.describe_cpts(THEIRS)
    return world


@pytest.fixture
async def world(app: FastAPI, database: Database, keys: Keys, clock: MovableClock) -> AsyncIterator[World]:
    """Over one connection whose transaction the end of the test takes back."""
    world = await open_world(app, database, keys, clock)
    yield world
    await world.http.aclose()


@pytest.fixture
async def real_world(app: FastAPI, own_database: Database, keys: Keys, clock: MovableClock) -> AsyncIterator[World]:
    """Over a database of its own: real commits, workers, races."""
    world = await open_world(app, own_database, keys, clock)
    yield world
    await world.http.aclose()
