"""Alembic for all services: dated sentences that give up quickly rather than block the house.

A service's `migrations/env.py` is two lines: `from carekit import migrations; migrations.run("DIRECTORY_")`.
The URL comes from `config.attributes["url"]` (tests, the one-machine system) or from `<PREFIX>DATABASE_URL`.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from carekit.db import async_url

#: Any number: two migrations of one database never run at once.
ADVISORY_LOCK = 7_243_001


def run(prefix: str) -> None:
    """Called by `migrations/env.py` only."""
    if context.is_offline_mode():
        context.configure(dialect_name="postgresql", literal_binds=True)
        with context.begin_transaction():
            context.run_migrations()
        return
    url = context.config.attributes.get("url") or os.environ[f"{prefix}DATABASE_URL"]
    asyncio.run(_run_online(str(url)))


async def _run_online(url: str) -> None:
    engine = create_async_engine(async_url(url), poolclass=pool.NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_migrate)
    finally:
        await engine.dispose()


def _migrate(connection: Connection) -> None:
    connection.execute(text("set local lock_timeout = '3s'"))
    connection.execute(text("set local statement_timeout = '120s'"))
    connection.execute(text(f"select pg_advisory_xact_lock({ADVISORY_LOCK})"))
    context.configure(connection=connection, transaction_per_migration=False)
    context.run_migrations()


def config_for(folder: Path, url: str) -> Config:
    """Alembic configuration of the service whose folder holds `migrations/`."""
    config = Config()
    config.set_main_option("script_location", str(folder / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def upgrade(folder: Path, url: str, revision: str = "head") -> None:
    """Must run outside an event loop (Alembic starts its own)."""
    command.upgrade(config_for(folder, url), revision)


def downgrade(folder: Path, url: str, revision: str = "base") -> None:
    command.downgrade(config_for(folder, url), revision)
