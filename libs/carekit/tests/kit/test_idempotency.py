"""A creation that is sent twice happens once, and both get the first answer."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from carekit import idempotency
from carekit.db import Database
from carekit.idempotency import IdempotencyKeyReused, Once, Replayed
from carekit.wire import Output

from .build import NOON


class Made(Output):
    number: int


def once(body: bytes = b"body", key: str | None = "a-key-of-mine", caller: str = "claire") -> Once:
    return Once(key, caller, body.ljust(32))


async def create(database: Database, request: Once) -> Made:
    async with database.begin() as session:
        await idempotency.claim(session, request, NOON)
        await session.execute(text("insert into applied (subject, version) values ('made', 1)"))
        number = (await session.execute(text("select count(*) from applied"))).scalar_one()
        return await idempotency.keep(session, request, Made(number=number))


async def test_a_key_of_another_request_is_refused(own_database: Database) -> None:
    await create(own_database, once())
    with pytest.raises(IdempotencyKeyReused):
        await create(own_database, once(b"another body"))


async def test_a_repeat_gets_the_first_answer_and_makes_nothing(own_database: Database) -> None:
    await create(own_database, once())
    with pytest.raises(Replayed) as replay:
        await create(own_database, once())
    assert (replay.value.status, replay.value.body) == (201, b'{"number":1}')
    assert (await create(own_database, once(key="another-key"))).number == 2


async def test_the_same_key_of_another_caller_is_another_request(own_database: Database) -> None:
    await create(own_database, once())
    assert (await create(own_database, once(caller="sami"))).number == 2


async def test_without_a_key_nothing_is_remembered(own_database: Database) -> None:
    assert (await create(own_database, once(key=None))).number == 1
    assert (await create(own_database, once(key=None))).number == 2


async def test_eight_twins_at_once_make_one_and_all_get_its_answer(own_database: Database) -> None:
    answers = await asyncio.gather(*(create(own_database, once()) for _ in range(8)), return_exceptions=True)
    made = [answer for answer in answers if isinstance(answer, Made)]
    replayed = [answer for answer in answers if isinstance(answer, Replayed)]
    assert len(made) == 1
    assert [replay.body for replay in replayed] == [b'{"number":1}'] * 7


async def test_a_use_case_that_fails_gives_the_key_back(own_database: Database) -> None:
    async def failing() -> None:
        async with own_database.begin() as session:
            await idempotency.claim(session, once(), NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await failing()
    assert (await create(own_database, once())).number == 1


async def test_keys_are_forgotten_after_two_days(own_database: Database) -> None:
    await create(own_database, once())
    async with own_database.begin() as session:
        assert await idempotency.forget_old(session, NOON + timedelta(hours=47)) == 0
        assert await idempotency.forget_old(session, NOON + timedelta(hours=49)) == 1
