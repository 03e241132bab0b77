import asyncio
import socket
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from carekit.db import Database
from carekit.testing import PostgresServer, SavepointDatabase
from carekit.testing.network import NetworkClosed

OURS = UUID("00000000-0000-4000-8000-000000000001")
THEIRS = UUID("00000000-0000-4000-8000-000000000002")


async def _write(database: Database, number: int, cpts: UUID = OURS) -> None:
    async with database.begin(cpts) as session:
        await session.execute(text("insert into note values (:n, :c)"), {"n": number, "c": cpts})


async def _count(database: Database, cpts: UUID | None = OURS) -> int:
    async with database.begin(cpts) as session:
        return int((await session.execute(text("select count(*) from note"))).scalar_one())


def test_a_test_cannot_reach_another_machine() -> None:
    with socket.socket() as anywhere, pytest.raises(NetworkClosed):
        anywhere.connect(("192.0.2.1", 80))


def test_a_test_cannot_resolve_a_name() -> None:
    with pytest.raises(NetworkClosed):
        socket.getaddrinfo("example.org", 443)


async def test_a_second_transaction_inside_the_first_is_refused(database: SavepointDatabase) -> None:
    async with database.begin(OURS):
        with pytest.raises(RuntimeError, match="second transaction"):
            async with database.begin(OURS):
                pass


async def test_the_role_of_a_service_cannot_go_round_row_level_security(own_database: Database) -> None:
    await _write(own_database, 1)
    assert await _count(own_database, THEIRS) == 0
    assert await _count(own_database, None) == 0
    with pytest.raises(DBAPIError, match="row-level security"):
        async with own_database.begin(THEIRS) as session:
            await session.execute(text("insert into note values (2, :c)"), {"c": OURS})


async def test_a_role_may_not_enter_another_database(postgres_server: PostgresServer, own_database_url: str) -> None:
    other = await postgres_server.empty_database("stranger")
    stranger = asyncpg.connect(own_database_url.replace(_user(own_database_url), _user(other)))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await stranger


def _user(url: str) -> str:
    return url.split("//")[1].split("@")[0]


@pytest.mark.parametrize("turn", [1, 2])
async def test_what_one_test_commits_the_next_does_not_see(database: SavepointDatabase, turn: int) -> None:
    assert await _count(database) == 0
    await _write(database, 1)
    assert await _count(database) == 1


async def test_a_refused_transaction_leaves_the_earlier_ones(database: SavepointDatabase) -> None:
    await _write(database, 1)
    with pytest.raises(DBAPIError):
        await _write(database, 1)
    assert await _count(database) == 1


async def test_transactions_of_two_tasks_take_turns_in_a_savepoint(database: SavepointDatabase) -> None:
    await asyncio.gather(*(_write(database, number) for number in range(5)))
    assert await _count(database) == 5
