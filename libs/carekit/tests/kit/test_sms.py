"""SMS leave through a real HTTP gateway, once, and not at all unless one is named."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from carekit import sms
from carekit.clock import MovableClock
from carekit.db import Database
from carekit.settings import SmsSettings
from carekit.sms import LAST_ATTEMPT, Sms, SmsSender, mobile, sms_tables

from .build import NOON


@dataclass
class Gateway:
    """A small HTTP server: answers with `status`, and keeps what it was sent."""

    status: int = 202
    received: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if ": " in line)
        body = await reader.readexactly(int(headers["content-length"]))
        self.received.append((headers.get("authorization", ""), json.loads(body)))
        writer.write(f"HTTP/1.1 {self.status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    gateway = Gateway()
    server = await asyncio.start_server(gateway.serve, "127.0.0.1", 0)
    gateway.port = server.sockets[0].getsockname()[1]
    async with server:
        yield gateway


@pytest.fixture
async def database(own_database: Database) -> Database:
    async with own_database.begin() as session:
        for statement in sms_tables():
            await session.execute(text(statement.replace("create table", "create table if not exists", 1)))
        await sms.queue(session, Sms("+33612345678", "Une demande a avancé."), NOON)
    return own_database


def sender(database: Database, clock: MovableClock, http: httpx.AsyncClient, url: str | None) -> SmsSender:
    return SmsSender(database, clock, SmsSettings(sms_url=url, sms_token=SecretStr("secret")), http)


async def rows(database: Database) -> list[Any]:
    async with database.begin() as session:
        return list((await session.execute(text("select state, attempts, body from outgoing_sms"))).all())


@pytest.mark.parametrize("phone", ["0512345678", "+33 1 23 45 67 89", "+32470123456", "061234567", "anything", ""])
def test_only_a_french_mobile_number_gets_an_sms(phone: str) -> None:
    assert mobile(phone) is None


@pytest.mark.parametrize("phone", ["06 12 34 56 78", "+33612345678", "0033 6.12.34.56.78", "06-12-34-56-78"])
def test_a_mobile_number_is_written_one_way(phone: str) -> None:
    assert mobile(phone) == "+33612345678"


async def test_no_sms_leaves_unless_a_gateway_is_named(database: Database, clock: MovableClock) -> None:
    async with httpx.AsyncClient() as http:
        assert await sender(database, clock, http, None).run_once() == 0
    assert [row.state for row in await rows(database)] == ["queued"]


async def test_an_sms_leaves_once_and_its_words_are_forgotten(
    database: Database, clock: MovableClock, gateway: Gateway
) -> None:
    async with httpx.AsyncClient() as http:
        leaving = sender(database, clock, http, f"http://127.0.0.1:{gateway.port}/sms")
        assert await leaving.run_once() == 1
        assert await leaving.run_once() == 0
    ((token, said),) = gateway.received
    assert (token, said["to"], said["text"]) == ("bearer secret", "+33612345678", "Une demande a avancé.")
    assert [tuple(row) for row in await rows(database)] == [("sent", 1, "")]


async def test_a_refusal_for_good_is_not_tried_again_and_a_busy_gateway_is(
    database: Database, clock: MovableClock, gateway: Gateway
) -> None:
    async with httpx.AsyncClient() as http:
        leaving = sender(database, clock, http, f"http://127.0.0.1:{gateway.port}/sms")
        gateway.status = 429
        assert await leaving.run_once() == 1
        assert [row.state for row in await rows(database)] == ["queued"]
        assert await leaving.run_once() == 0, "not at once"
        clock.advance(timedelta(minutes=1))
        gateway.status = 400
        assert await leaving.run_once() == 1
    assert [tuple(row) for row in await rows(database)] == [("failed", 2, "")]
    assert gateway.received[0][1]["id"] == gateway.received[1][1]["id"], "a repeat is known by its identifier"


async def test_a_gateway_that_is_away_is_tried_eight_times_over_minutes(
    database: Database, clock: MovableClock
) -> None:
    async with httpx.AsyncClient() as http:
        leaving = sender(database, clock, http, "http://127.0.0.1:1/sms")
        for _ in range(LAST_ATTEMPT):
            assert await leaving.run_once() == 1
            clock.advance(timedelta(hours=1))
    assert [tuple(row) for row in await rows(database)] == [("failed", LAST_ATTEMPT, "")]
