"""Wherever a start or a run is interrupted, the next start recovers; nothing is left running in between."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import asyncpg
import psutil
import pytest

from local_system.running import RunningSystem, wait_until

Empty = Callable[..., RunningSystem]


def _everybody(system: RunningSystem) -> list[psutil.Process]:
    supervisor = psutil.Process(system.pid)
    return [supervisor, *supervisor.children(recursive=True)]


def _gone(processes: list[psutil.Process]) -> bool:
    return not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in processes)


@pytest.mark.parametrize("moments", [(0.3, 2.0), (1.0, 3.5)], ids=str)
def test_a_first_start_killed_at_any_moments_is_recovered(empty_system: Empty, moments: tuple[float, ...]) -> None:
    system = empty_system()
    for moment in moments:
        process = subprocess.Popen([sys.executable, "-m", "local_system", "run"], env=_environment(system))
        time.sleep(moment)
        everybody = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        process.kill()
        process.wait()
        assert wait_until(lambda: _gone(everybody), 20, "something was left running")  # noqa: B023
    system.start()


async def test_a_system_is_stopped_and_killed_and_keeps_its_data_and_keys_until_it_is_reset(
    empty_system: Empty,
) -> None:
    """Its whole life at once: each start costs seconds."""
    system = empty_system()
    system.start()
    await _execute(system, "create table kept as select 'kept'::text as word")
    trusted = (system.data / "keys" / "trusted-keys.json").read_text()
    everybody = _everybody(system)
    assert len(everybody) > 12
    assert system.stop(signal.SIGINT) == 0, "as Ctrl-C does"
    assert _gone(everybody)

    system.start()
    assert await _fetch(system, "select word from kept") == "kept"
    assert (system.data / "keys" / "trusted-keys.json").read_text() == trusted
    everybody = _everybody(system)
    psutil.Process(system.pid).kill()
    assert wait_until(lambda: _gone(everybody), 20, "something was left running")

    system.start()
    assert await _fetch(system, "select word from kept") == "kept"
    assert _command(system, "reset").returncode == 1, "not while it runs"
    system.stop()
    assert _command(system, "reset").returncode == 0
    assert {entry.name for entry in system.data.iterdir()} == {"lock"}


def test_a_second_system_in_the_same_folder_is_refused(running_system: RunningSystem) -> None:
    refused = _command(running_system, "run")
    assert refused.returncode == 1
    assert "already runs from" in refused.stdout


@pytest.mark.parametrize(
    "part",
    ["gateway", "gateway-worker", "directory-svc", "directory-worker", "referral-svc", "referral-worker",
     "scheduling-svc", "scheduling-worker", "mail-sink", "postgres"],
)  # fmt: skip
def test_every_killed_part_is_back_in_seconds(running_system: RunningSystem, part: str) -> None:
    assert running_system.kill_and_wait(part) < 10
    assert f"{'PostgreSQL' if part == 'postgres' else part} stopped by itself (killed by SIGKILL)" in (
        running_system.said()
    )


def _command(system: RunningSystem, door: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "local_system", door]
    return subprocess.run(command, env=_environment(system), capture_output=True, text=True)


def _environment(system: RunningSystem) -> dict[str, str]:
    return {**os.environ, **system.environment()}


async def _execute(system: RunningSystem, statement: str) -> None:
    connection = await asyncpg.connect(system.database_url("directory"))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _fetch(system: RunningSystem, query: str) -> object:
    connection = await asyncpg.connect(system.database_url("directory"))
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()
