"""PostgreSQL takes one of two back that wait for each other, or starts again: who asked may say the same again."""

from __future__ import annotations

import asyncio
import struct
from collections import Counter
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request
from pydantic import SecretStr
from sqlalchemy import text

from carekit import service
from carekit.db import Database
from carekit.settings import ServiceSettings
from carekit.testing.keys import Keys

router = APIRouter()
LOCK = text("select pg_advisory_xact_lock(:number)")


@router.post("/turns/{road}/{first}/{second}", status_code=204)
async def take_both(road: str, first: int, second: int, request: Request) -> None:
    database: Database = request.app.state.database
    begin = database.begin if road == "session" else database.begin_on_driver
    async with begin() as session:
        await session.execute(LOCK, {"number": first})
        await request.app.state.halfway[road].wait()
        await session.execute(LOCK, {"number": second})


def serving(database: Database, keys: Keys) -> FastAPI:
    settings = ServiceSettings(
        database_url=SecretStr(database.url), signing_key=keys.private("scheduling-svc"), trusted_keys=keys.trusted
    )
    app = service.build(name="kit-svc", title="Kit", description="", settings=settings, routers=[router])
    app.state.database = database
    app.state.halfway = {road: asyncio.Barrier(2) for road in ("session", "driver")}
    return app


async def test_of_two_that_wait_for_each_other_one_is_told_to_try_again(own_database: Database, keys: Keys) -> None:
    """Through SQLAlchemy's session and on the driver itself."""
    app = serving(own_database, keys)
    ways = [f"/turns/{way}" for way in ("session/1/2", "session/2/1", "driver/3/4", "driver/4/3")]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://kit") as client:
        answers = await asyncio.gather(*(client.post(way) for way in ways))
    for two in (answers[:2], answers[2:]):
        assert Counter(answer.status_code for answer in two) == {204: 1, 503: 1}
        (undone,) = (answer for answer in two if answer.status_code == 503)
        assert undone.json()["type"].endswith("/unavailable")
        assert "nothing was changed" in undone.json()["detail"]
        assert undone.headers["retry-after"] == "1"


@pytest.fixture
async def starting() -> AsyncIterator[str]:
    """Where a PostgreSQL is starting: it answers, and takes nobody in."""
    said = b"SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"

    async def turn_away(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if (await reader.read(1024))[4:8] == struct.pack("!i", 80877103):  # asks for TLS first
            writer.write(b"N")
            await reader.read(1024)
        writer.write(b"E" + struct.pack("!i", len(said) + 4) + said)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(turn_away, "127.0.0.1", 0) as server:
        yield f"postgresql://kit@127.0.0.1:{server.sockets[0].getsockname()[1]}/kit"


@pytest.mark.parametrize("road", ["session", "driver"])
async def test_while_the_database_starts_everybody_is_told_to_try_again(starting: str, keys: Keys, road: str) -> None:
    database = Database(starting)
    app = serving(database, keys)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://kit") as client:
        answer = await client.post(f"/turns/{road}/1/2")
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "1"
    await database.close()
