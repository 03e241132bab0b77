"""Whoever locks a row acts on what it is then, not on what his transaction had read of it before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import MetaData, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from carekit.db import Base, Database


class Applied(Base):
    metadata = MetaData()
    __tablename__ = "applied"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]


Locked = Callable[[AsyncSession, int], Awaitable[Applied | None]]
ROADS: dict[str, Locked] = {
    "select": lambda session, key: session.scalar(select(Applied).where(Applied.id == key).with_for_update()),
    "get": lambda session, key: session.get(Applied, key, with_for_update=True),
}
WRITTEN, CHANGED = text("insert into applied values (7, 'first')"), text("update applied set subject = 'second'")


@pytest.mark.parametrize("road", ROADS)
async def test_a_locked_row_is_read_as_it_is_now(own_database: Database, road: str) -> None:
    async with own_database.begin() as session:
        await session.execute(WRITTEN)
    async with own_database.begin() as session:
        before = await session.get_one(Applied, 7)
        async with own_database.begin() as meanwhile:
            await meanwhile.execute(CHANGED)
        assert before.subject == "first"
        locked = await ROADS[road](session, 7)
        assert locked is before
        assert before.subject == "second"


async def test_what_the_transaction_changed_itself_is_kept(own_database: Database) -> None:
    async with own_database.begin() as session:
        await session.execute(WRITTEN)
        mine = await session.get_one(Applied, 7)
        mine.subject = "mine"
        assert await ROADS["select"](session, 7) is mine
        assert mine.subject == "mine"
