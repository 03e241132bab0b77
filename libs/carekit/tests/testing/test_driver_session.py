"""The hot path's transaction is the same one: walled, whole or nothing, and it survives a server that hangs up."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from sqlalchemy import text

from carekit.db import Database, Unit
from carekit.errors import Unavailable
from carekit.testing import SavepointDatabase

OURS = UUID("00000000-0000-4000-8000-000000000001")
THEIRS = UUID("00000000-0000-4000-8000-000000000002")
WRITE = text("insert into note values (:id, :cpts)")
COUNT = text("select count(*) as notes from note")


async def count(database: Database, cpts: UUID | None) -> int:
    async with database.begin_on_driver(cpts) as session:
        return int((await session.execute(COUNT, {})).one().notes)


async def write_and_fail(database: Database) -> None:
    async with database.begin_on_driver(OURS) as session:
        await session.execute(WRITE, {"id": 2, "cpts": OURS})
        raise ZeroDivisionError


async def test_another_cpts_is_neither_read_nor_written(own_database: Database) -> None:
    async with Unit(own_database, OURS).begin_on_driver() as session:
        await session.execute(WRITE, {"id": 1, "cpts": OURS})
    assert [await count(own_database, cpts) for cpts in (OURS, THEIRS, None)] == [1, 0, 0]
    with pytest.raises(Exception, match="row-level security"):
        async with own_database.begin_on_driver(THEIRS) as session:
            await session.execute(WRITE, {"id": 2, "cpts": OURS})


async def test_the_wall_does_not_stay_on_the_connection(own_database: Database) -> None:
    database = Database(own_database.url, pool_size=1)
    async with database.begin_on_driver(OURS) as session:
        await session.execute(WRITE, {"id": 1, "cpts": OURS})
    async with database.begin() as session:
        assert (await session.execute(COUNT)).scalar_one() == 0
    await database.close()


async def test_what_fails_leaves_nothing(own_database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await write_and_fail(own_database)
    assert await count(own_database, OURS) == 0


async def test_a_connection_cut_by_the_server_is_a_named_refusal_and_the_next_one_is_another(
    own_database: Database,
) -> None:
    with pytest.raises(Unavailable):
        async with own_database.begin_on_driver(OURS) as session:
            await session.execute(text("select pg_terminate_backend(pg_backend_pid())"), {})
    assert await count(own_database, OURS) == 0


async def count_in_session(database: Database, cpts: UUID | None) -> int:
    async with database.begin(cpts) as session:
        return int((await session.execute(COUNT)).scalar_one())


@pytest.mark.parametrize("counted", [count, count_in_session])
async def test_connections_cut_while_they_lay_in_the_pool_are_each_replaced_unseen(
    own_database: Database, counted: Callable[[Database, UUID | None], Awaitable[int]]
) -> None:
    """As after a restart of PostgreSQL, which hangs up on the whole pool."""
    places = range(4)
    together = asyncio.Barrier(len(places))

    async def use_one() -> None:
        async with own_database.begin_on_driver(OURS) as session:
            await session.execute(COUNT, {})
            await together.wait()

    await asyncio.gather(*(use_one() for _ in places))
    other = Database(own_database.url)
    async with other.begin() as killer:
        everybody_else = "select count(pg_terminate_backend(pid, 2000)) from pg_stat_activity where pid <> :own"
        own = await killer.scalar(text("select pg_backend_pid()"))
        gone = await killer.scalar(text(f"{everybody_else} and datname = current_database()"), {"own": own})
    await other.close()
    assert gone == len(places)
    await asyncio.sleep(0.05)
    assert [await counted(own_database, OURS) for _ in places] == [0 for _ in places]


async def test_connections_are_given_in_order_of_arrival(own_database: Database) -> None:
    """A newcomer that finds a connection free must not overtake who waits for it."""
    database = Database(own_database.url, pool_size=1)
    served: list[int] = []

    async def visit(number: int) -> None:
        async with database.begin_on_driver(OURS) as session:
            await session.execute(COUNT, {})
            served.append(number)

    visits = []
    for number in range(40):
        visits.append(asyncio.create_task(visit(number)))
        await asyncio.sleep(0.0005)
    await asyncio.gather(*visits)
    assert served == sorted(served)
    await database.close()


async def test_in_a_savepoint_it_sees_what_the_session_wrote(database: SavepointDatabase) -> None:
    async with database.begin(OURS) as session:
        await session.execute(WRITE, {"id": 1, "cpts": OURS})
    assert await count(database, OURS) == 1
    with pytest.raises(ZeroDivisionError):
        await write_and_fail(database)
    assert await count(database, OURS) == 1


async def test_a_second_transaction_inside_the_first_is_refused_in_a_savepoint(database: SavepointDatabase) -> None:
    async with database.begin(OURS):
        with pytest.raises(RuntimeError, match="second transaction"):
            await count(database, OURS)


async def test_who_gives_up_in_the_middle_leaves_no_transaction_behind(own_database: Database) -> None:
    database = Database(own_database.url, pool_size=1)

    async def write_and_wait() -> None:
        async with database.begin_on_driver(OURS) as session:
            await session.execute(WRITE, {"id": 1, "cpts": OURS})
            await session.execute(text("select pg_sleep(60)"), {})

    for _ in range(3):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(write_and_wait(), 0.2)
        assert await count(database, OURS) == 0
    await database.close()
