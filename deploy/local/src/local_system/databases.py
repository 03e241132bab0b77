"""Four databases, a plain role each, in one embedded server; or a server of your own, service by service."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from pydantic import PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict

from carekit.embedded_postgres import EmbeddedPostgres
from carekit.provisioning import Role, provide_database, provide_role, quoted
from local_system.settings import ROOT


class GivenDatabases(BaseSettings):
    """`DIRECTORY_DATABASE_URL` and its sisters: a real PostgreSQL instead of the embedded one.

    The role of the URL must own its database, and the extensions of `carekit.provisioning` be there.
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    gateway_database_url: PostgresDsn | None = None
    directory_database_url: PostgresDsn | None = None
    referral_database_url: PostgresDsn | None = None
    scheduling_database_url: PostgresDsn | None = None

    def url(self, service: str) -> str | None:
        given: PostgresDsn | None = getattr(self, f"{service}_database_url")
        return str(given) if given else None


@dataclass(frozen=True)
class ServiceDatabase:
    """`name` is also the name of the role and the prefix of the settings."""

    name: str
    folder: Path

    @property
    def alembic_ini(self) -> Path:
        return self.folder / "alembic.ini"


SERVICES = (
    ServiceDatabase("gateway", ROOT / "gateway"),
    ServiceDatabase("directory", ROOT / "services" / "directory-svc"),
    ServiceDatabase("referral", ROOT / "services" / "referral-svc"),
    ServiceDatabase("scheduling", ROOT / "services" / "scheduling-svc"),
)


def urls(server: EmbeddedPostgres | None, given: GivenDatabases) -> dict[str, str]:
    """Database URL of each service, by name."""
    found = {}
    for service in SERVICES:
        url = given.url(service.name)
        if url is None:
            assert server is not None
            url = server.url(service.name)
        found[service.name] = url
    return found


def provide(server: EmbeddedPostgres, names: list[str]) -> None:
    """Roles and databases of the embedded server; may be repeated."""

    async def all_of_them() -> None:
        for name in names:
            await provide_role(server.url(), Role(name, server.password(name)))
            await provide_database(server.url(), name, name)

    asyncio.run(all_of_them())
    _execute(server, [f"alter role {quoted(name)} reset synchronous_commit" for name in names])


def drop(server: EmbeddedPostgres, names: list[str]) -> None:
    _execute(server, [f"drop database if exists {quoted(name)} with (force)" for name in names])


def trade_safety_for_speed(server: EmbeddedPostgres, names: list[str]) -> None:
    """While the demonstration loads: a crash loses its last moments, and the load starts again anyway."""
    _execute(server, [f"alter role {quoted(name)} set synchronous_commit = off" for name in names])


def make_durable(server: EmbeddedPostgres, names: list[str]) -> None:
    """From now on an acknowledged write is on the disk, and so is everything written before."""
    _execute(server, [*(f"alter role {quoted(name)} reset synchronous_commit" for name in names), "checkpoint"])


def _execute(server: EmbeddedPostgres, statements: list[str]) -> None:
    async def all_of_them() -> None:
        connection = await asyncpg.connect(server.url())
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(all_of_them())


def migrate(addresses: Mapping[str, str]) -> None:
    """Every service's migrations, one after the other."""
    from carekit.migrations import upgrade

    for service in SERVICES:
        if service.alembic_ini.exists():
            upgrade(service.alembic_ini, addresses[service.name])
