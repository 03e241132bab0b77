"""Timers go through every CPTS in turn: row-level security walls a timer in as it walls in a person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.db import Database
from referral_svc.known.models import KnownCpts


async def every_cpts(database: Database) -> list[UUID]:
    async with database.begin() as session:
        return list(await session.scalars(select(KnownCpts.cpts_id)))


async def in_every_cpts(database: Database, act: Callable[[AsyncSession], Awaitable[int]]) -> int:
    """One transaction each; returns how much was done in all."""
    done = 0
    for cpts_id in await every_cpts(database):
        async with database.begin(cpts_id) as session:
            done += await act(session)
    return done


async def until_none_is_due(database: Database, do_next: Callable[[UUID], Awaitable[bool]]) -> int:
    """What is due in each, one by one, in transactions of their own; `do_next` says whether it found any."""
    done = 0
    for cpts_id in await every_cpts(database):
        while await do_next(cpts_id):
            done += 1
    return done
