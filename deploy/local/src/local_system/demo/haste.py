"""Commits that do not wait for the disk, while the demonstration is loaded.

The load makes some ten thousand commits, of 3 ms each on an ordinary disk when they wait and 0.1 ms when they
do not. What a crash would lose meanwhile is begun again anyway; at the end everything is flushed before the
load is said to be done.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import asyncpg


@asynccontextmanager
async def commits_in_haste(urls: Iterable[str]) -> AsyncIterator[None]:
    """For the databases of these URLs, whose roles own them."""
    databases = list(urls)
    for url in databases:
        await _tell(url, "set synchronous_commit to off")
    try:
        yield
    finally:
        for url in databases:
            await _tell(url, "reset synchronous_commit")


async def _tell(url: str, change: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        # This commit waits for the disk, and with it every commit made before.
        await connection.execute("set synchronous_commit to on")
        name = await connection.fetchval("select quote_ident(current_database())")
        await connection.execute(f"alter database {name} {change}")
    finally:
        await connection.close()
