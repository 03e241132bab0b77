"""The PostgreSQL that a test run uses, and the databases made on it."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from carekit.embedded_postgres import EmbeddedPostgres
from carekit.migrations import upgrade
from carekit.processes import free_port
from carekit.provisioning import EXTENSIONS, Role, provide_database, provide_role, quoted

IMAGE = "postgres:18"


@dataclass(frozen=True)
class Migrations:
    """How an empty database becomes one of this service: its alembic folder, or plain statements."""

    name: str
    alembic_ini: Path | None = None
    statements: tuple[str, ...] = ()
    extensions: tuple[str, ...] = EXTENSIONS


@dataclass
class PostgresServer:
    """A server on which this run may create roles and databases; all carry the run's own suffix."""

    admin_url: str
    kind: str
    stop: Callable[[], None]
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    _templates: dict[str, str] = field(default_factory=dict)
    _roles: dict[str, Role] = field(default_factory=dict)
    _made: int = 0

    def url(self, name: str, database: str) -> str:
        """Where the plain role of service `name` reaches `database`."""
        role = self._roles[name]
        return (
            urlsplit(self.admin_url)
            ._replace(
                netloc=f"{role.name}:{role.password}@{urlsplit(self.admin_url).netloc.rpartition('@')[2]}",
                path=f"/{database}",
            )
            .geturl()
        )

    async def empty_database(self, name: str, extensions: tuple[str, ...] = EXTENSIONS) -> str:
        """A new database without any table, owned by the plain role of `name`; returns its URL."""
        if name not in self._roles:
            self._roles[name] = Role(f"{name}_{self.run}", secrets.token_urlsafe(16))
            await provide_role(self.admin_url, self._roles[name])
        database = self._next_name(name)
        await provide_database(self.admin_url, database, self._roles[name].name, extensions)
        return self.url(name, database)

    async def database(self, migrations: Migrations) -> str:
        """A migrated database, copied from the template that this run made once; returns its URL."""
        template = self._templates.get(migrations.name) or await self._make_template(migrations)
        database = self._next_name(migrations.name)
        owner = quoted(self._roles[migrations.name].name)
        await self._admin(
            f"create database {quoted(database)} template {quoted(template)} owner {owner} strategy file_copy",
            f"revoke connect, temporary on database {quoted(database)} from public",
        )
        return self.url(migrations.name, database)

    async def drop(self, url: str) -> None:
        database = urlsplit(url).path[1:]
        await self._admin(f"drop database if exists {quoted(database)} with (force)")

    async def forget(self) -> None:
        """Drops whatever this run made (only a server that outlives the run needs it)."""
        connection = await asyncpg.connect(self.admin_url)
        try:
            pattern = f"%\\_{self.run}%"
            found = await connection.fetch("select datname from pg_database where datname like $1", pattern)
            for row in found:
                await connection.execute(f"drop database if exists {quoted(row['datname'])} with (force)")
            for role in self._roles.values():
                await connection.execute(f"drop role if exists {quoted(role.name)}")
        finally:
            await connection.close()

    async def _make_template(self, migrations: Migrations) -> str:
        url = await self.empty_database(migrations.name, migrations.extensions)
        if migrations.alembic_ini is not None:
            await asyncio.to_thread(upgrade, migrations.alembic_ini, url)
        if migrations.statements:
            connection = await asyncpg.connect(url)
            try:
                for statement in migrations.statements:
                    await connection.execute(statement)
            finally:
                await connection.close()
        self._templates[migrations.name] = urlsplit(url).path[1:]
        return self._templates[migrations.name]

    def _next_name(self, name: str) -> str:
        self._made += 1
        return f"{name}_{self.run}_{self._made}"

    async def _admin(self, *statements: str) -> None:
        connection = await asyncpg.connect(self.admin_url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


def choose_server() -> PostgresServer:
    """`TEST_DATABASE_URL` when given, else a container when a Docker engine answers, else embedded."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        server = PostgresServer(given, "given by TEST_DATABASE_URL", stop=lambda: None)
        server.stop = lambda: _in_own_loop(server)
        return server
    if docker_answers():
        return _container()
    return embedded_server()


def embedded_server() -> PostgresServer:
    folder = Path(tempfile.mkdtemp(prefix="maillage-postgres-"))
    server = EmbeddedPostgres(folder, free_port(), durable=False)
    server.start()

    def stop() -> None:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

    return PostgresServer(server.url(), "embedded", stop=stop)


def docker_answers() -> bool:
    """Whether a Docker engine listens on its local socket (asked without loading any library)."""
    address = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    if not address.startswith("unix://"):
        return False
    with socket.socket(socket.AF_UNIX) as engine:
        engine.settimeout(1)
        try:
            engine.connect(address.removeprefix("unix://"))
            engine.sendall(b"GET /_ping HTTP/1.0\r\n\r\n")
            return b"200 OK" in engine.recv(256)
        except OSError:
            return False


def _container() -> PostgresServer:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from testcontainers.postgres import PostgresContainer

        container = PostgresContainer(IMAGE, driver=None).with_command("postgres -c fsync=off")
        container.start()
    return PostgresServer(container.get_connection_url(), f"container {IMAGE}", stop=container.stop)


def _in_own_loop(server: PostgresServer) -> None:
    asyncio.run(server.forget())
