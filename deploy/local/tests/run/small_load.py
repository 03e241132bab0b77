"""The first loading with a small story in place of the territory: `python small_load.py finish|crash`."""

from __future__ import annotations

import os
import signal
import sys

import asyncpg

from carekit.embedded_postgres import EmbeddedPostgres
from local_system import databases
from local_system.keys import Keys
from local_system.preparation import Preparation
from local_system.run import open_data_folder
from local_system.settings import LocalSettings
from local_system.supervisor import Supervisor
from local_system.system import System


def story(crash: bool) -> None:
    import asyncio

    async def tell() -> None:
        connection = await asyncpg.connect(os.environ["DIRECTORY_DATABASE_URL"])
        await connection.execute("create table story (chapter int)")
        if crash:
            os.kill(os.getppid(), signal.SIGKILL)
        await connection.execute("insert into story values (1)")
        print(await connection.fetchval("show synchronous_commit"), file=sys.stderr)
        await connection.close()

    asyncio.run(tell())


def main(crash: bool) -> None:
    settings = LocalSettings()
    lock = open_data_folder(settings)
    supervisor = Supervisor(settings.data / "logs", settings.data / "state.json", (lock,))
    server = EmbeddedPostgres(settings.data / "postgres", settings.postgres_port)
    supervisor.postgres = server
    server.start()
    keys = Keys(settings.data / "keys")
    keys.provide()
    names = [service.name for service in databases.SERVICES]
    system = System(settings, keys, databases.urls(server, databases.GivenDatabases()))
    prepare = Preparation(supervisor, system, server, names)
    prepare.databases()
    prepare.demonstration(lambda: story(crash))
    supervisor.stop()


if __name__ == "__main__":
    main(sys.argv[1] == "crash")
