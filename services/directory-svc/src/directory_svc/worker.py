"""The worker: relays events and takes waiting imports. `python -m directory_svc.worker`."""

from __future__ import annotations

import asyncio

import httpx

from carekit import idempotency, logs
from carekit.auth import ServiceIdentity
from carekit.clock import Clock, SystemClock
from carekit.db import Database
from carekit.outbox import CHANNEL as OUTBOX
from carekit.relay import Relay
from carekit.worker import Job, Worker
from directory_svc.descriptions import announce
from directory_svc.imports import child, runner
from directory_svc.imports.repository import CHANNEL as IMPORTS
from directory_svc.settings import Settings


def jobs(settings: Settings, clock: Clock, http: httpx.AsyncClient) -> list[Job]:
    """With the machine's own clock imports run in a child process, whose memory goes back when it ends; with a
    moved clock (the demonstration, tests) they run here, under that clock."""
    database = Database(settings.database_url.get_secret_value(), pool_size=4, application="directory-svc worker")
    identity = ServiceIdentity.from_file("directory-svc", settings.signing_key)
    relay = Relay(database, clock, identity, settings.peers, http)

    async def import_waiting() -> int:
        if isinstance(clock, SystemClock):
            return await child.run_waiting(settings, database)
        return await runner.run_waiting(settings, database, clock)

    async def tell_what_changed() -> int:
        """The day ends absences and closures, and a new release tells more: what is told today is compared."""
        async with database.begin() as session:
            return await announce.everything_everywhere(session, clock.now())

    async def forget_old_keys() -> int:
        async with database.begin() as session:
            return await idempotency.forget_old(session, clock.now())

    return [
        Job("relay", relay.run_once, every=5, channels=(OUTBOX,)),
        Job("imports", import_waiting, every=10, channels=(IMPORTS,)),
        Job("descriptions", tell_what_changed, every=3600),
        Job("idempotency keys", forget_old_keys, every=3600),
    ]


async def _main() -> None:
    settings = Settings()
    logs.configure("directory-svc worker")
    async with httpx.AsyncClient(trust_env=False) as http:
        worker = Worker(settings.database_url.get_secret_value(), jobs(settings, SystemClock(), http))
        await worker.run_forever()


if __name__ == "__main__":
    asyncio.run(_main())
