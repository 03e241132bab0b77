"""`make run`: from nothing, or from wherever the last start was interrupted, to a system that answers."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import shutil
import time
from functools import partial
from pathlib import Path

from carekit.embedded_postgres import DiskFull, EmbeddedPostgres, PortTaken, PostgresWouldNotStart
from local_system import databases
from local_system.keys import Keys
from local_system.ports import require_free, taken
from local_system.preparation import Preparation
from local_system.settings import LocalSettings
from local_system.supervisor import StopAsked, Supervisor, preload
from local_system.system import PRELOADED, PRELOADED_FIRST, System
from local_system.terminal import CannotStart, say, step

FULL = 20_000_000  # bytes; with less, whatever failed has failed for want of room


def run(settings: LocalSettings) -> int:
    """Returns the exit status: 0 after Ctrl-C, 1 when something stood in the way."""
    started = time.monotonic()
    try:
        data = open_data_folder(settings)
    except CannotStart as refused:
        say(str(refused))
        return 1
    supervisor = Supervisor(settings.data / "logs", settings.data / "state.json", close_in_children=(data,))
    supervisor.listen_to_signals()
    try:
        start(settings, supervisor)
        announce(settings, time.monotonic() - started)
        supervisor.watch()
    except StopAsked:
        step("stopping")
        return 0
    except (CannotStart, PostgresWouldNotStart) as refused:
        say(str(refused))
        if shutil.disk_usage(settings.data).free < FULL:
            say(f"The disk that holds {settings.data} is full: free some space and start again; nothing is lost.")
        return 1
    finally:
        supervisor.stop()
        os.close(data)
    return 0


def open_data_folder(settings: LocalSettings) -> int:
    """Makes the folder, checks the disk, and holds the lock that keeps a second system out."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    free = shutil.disk_usage(settings.data).free // 1_000_000
    if free < settings.free_space_mb:
        raise CannotStart(
            f"The disk that holds {settings.data} has {free} MB left and Maillage needs {settings.free_space_mb}. "
            "Free some space and start again; nothing is lost."
        )
    for inside in ("logs", "imports"):
        (settings.data / inside).mkdir(exist_ok=True, mode=0o700)
    lock = os.open(settings.data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise CannotStart(
            f"Maillage already runs from {settings.data}. Stop it with Ctrl-C in its terminal."
        ) from None
    return lock


def start(settings: LocalSettings, supervisor: Supervisor) -> None:
    given = databases.GivenDatabases()
    embedded = [service.name for service in databases.SERVICES if given.url(service.name) is None]
    keys = Keys(settings.data / "keys")
    keys.provide()
    server = EmbeddedPostgres(settings.data / "postgres", settings.postgres_port) if embedded else None
    system = System(settings, keys, databases.urls(server, given))
    require_free(system.ports())
    if server is not None:
        start_postgres(server)
        supervisor.postgres = server
    step("starting")
    preload(PRELOADED_FIRST)
    # Two cores: the databases are brought up to date while the other imports are read.
    prepare = Preparation(supervisor, system, server, embedded)
    prepare.databases(meanwhile=partial(preload, PRELOADED))
    if settings.demonstration:
        prepare.demonstration()
    supervisor.start(system.stages())
    supervisor.wait_until_ready(settings.patience)


def start_postgres(server: EmbeddedPostgres) -> None:
    if not server.data.exists():
        step("first start: making the databases")
    try:
        server.start()
    except PortTaken as refused:
        raise CannotStart(taken(refused.port, "PostgreSQL")) from refused
    except DiskFull as refused:
        raise CannotStart(f"{refused}".capitalize()) from refused


def announce(settings: LocalSettings, seconds: float) -> None:
    say(f"Maillage is ready after {seconds:.1f} s:  http://localhost:{settings.gateway_port}")
    accounts = demonstration_accounts(settings.gateway_port)
    if accounts:
        say("")
        say("Demonstration accounts (nobody in this territory exists):")
        width = max(len(account["email"]) for account in accounts)
        for account in accounts:
            say(f"  {account['email']:<{width}}  {account['password']:<14}  {account['label']}")
        say("")
        say(f"Mails of the demonstration: http://localhost:{settings.gateway_port}/demo/courrier")
    say("Ctrl-C stops everything; the data stays for the next start.")


def demonstration_accounts(port: int) -> list[dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/api/accounts/v1/demonstration-accounts")
        answer = connection.getresponse()
        if answer.status != 200:
            return []
        found = json.loads(answer.read())
        accounts: list[dict[str, str]] = found["items"] if isinstance(found, dict) else found
        return accounts
    except (OSError, http.client.HTTPException, ValueError):
        return []
    finally:
        connection.close()


def reset(settings: LocalSettings) -> int:
    """Forgets databases, keys, mails and logs of this machine. Databases of your own are not touched."""
    folder: Path = settings.data
    if not folder.exists():
        say("There is nothing to forget.")
        return 0
    try:
        lock = open_data_folder(settings.model_copy(update={"free_space_mb": 0}))
    except CannotStart as refused:
        say(str(refused))
        return 1
    for entry in folder.iterdir():
        if entry.name != "lock":
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    os.close(lock)
    say("The demonstration data is forgotten; the next start makes it again.")
    return 0
