"""Migrations that give up quickly, for the `migrations/env.py` of each service.

    from carekit.migrations import run
    from referral_svc.tables import metadata

    run("REFERRAL_", metadata)

Two starts at once take turns (advisory lock); a statement that would make the running release wait for a
lock gives up after two seconds rather than stop everybody behind it.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import Connection, MetaData
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from carekit.db import async_url

ADVISORY_LOCK = 5_318_008_020  # any number, the same for every migration of one database
LOCK_TIMEOUT = "2s"
STATEMENT_TIMEOUT = "10min"


class MigrationSettings(BaseSettings):
    """`<PREFIX>DATABASE_URL`, as the service itself reads it."""

    model_config = SettingsConfigDict(extra="ignore")

    database_url: SecretStr


def config_for(alembic_ini: Path, url: str) -> Config:
    config = Config(str(alembic_ini))
    config.attributes["url"] = url
    return config


def upgrade(alembic_ini: Path, url: str, revision: str = "head") -> None:
    """Brings the database at `url` up to `revision`."""
    command.upgrade(config_for(alembic_ini, url), revision)


def downgrade(alembic_ini: Path, url: str, revision: str = "base") -> None:
    command.downgrade(config_for(alembic_ini, url), revision)


def run(prefix: str, metadata: MetaData) -> None:
    """Called by a service's `env.py`. The URL is the caller's, else `<prefix>DATABASE_URL`."""
    url = context.config.attributes.get("url")
    if url is None:
        url = MigrationSettings(_env_prefix=prefix).database_url.get_secret_value()
    # A thread of its own: the caller may already be inside an event loop.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _migrate(url, metadata)).result()


async def _migrate(url: str, metadata: MetaData) -> None:
    engine = create_async_engine(async_url(url), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_migrate_on, metadata)
    await engine.dispose()


def _migrate_on(connection: Connection, metadata: MetaData) -> None:
    connection.exec_driver_sql(f"select pg_advisory_lock({ADVISORY_LOCK})")
    connection.exec_driver_sql(f"set lock_timeout = '{LOCK_TIMEOUT}'")
    connection.exec_driver_sql(f"set statement_timeout = '{STATEMENT_TIMEOUT}'")
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transaction_per_migration=True,
        compare_type=True,
        compare_server_default=False,
    )
    with context.begin_transaction():
        context.run_migrations()
