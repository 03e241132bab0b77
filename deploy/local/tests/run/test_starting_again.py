"""Wherever a start or a run is interrupted, the next start recovers; nothing is left running in between."""

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


@pytest.mark.parametrize("moment", [0.3, 1.0, 2.0, 3.5])
def test_a_first_start_killed_at_any_moment_is_recovered(empty_system: Empty, moment: float) -> None:
    first = empty_system()
    process = subprocess.Popen([sys.executable, "-m", "local_system", "run"], env=_environment(first))
    time.sleep(moment)
    everybody = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    process.kill()
    process.wait()
    assert wait_until(lambda: _gone(everybody), 20, "something was left running")
    first.start()


async def test_a_second_start_keeps_the_data_and_the_keys(empty_system: Empty) -> None:
    system = empty_system()
    system.start()
    await _execute(system, "create table kept as select 'kept'::text as word")
    trusted = (system.data / "keys" / "trusted-keys.json").read_text()
    assert system.stop() == 0
    system.start()
    assert await _fetch(system, "select word from kept") == "kept"
    assert (system.data / "keys" / "trusted-keys.json").read_text() == trusted


def test_ctrl_c_stops_everything_and_leaves_no_process(empty_system: Empty) -> None:
    system = empty_system()
    system.start()
    everybody = _everybody(system)
    assert len(everybody) > 12
    assert system.stop(signal.SIGINT) == 0
    assert _gone(everybody)


def test_a_killed_supervisor_leaves_no_process(empty_system: Empty) -> None:
    system = empty_system()
    system.start()
    everybody = _everybody(system)
    psutil.Process(system.pid).kill()
    assert wait_until(lambda: _gone(everybody), 20, "something was left running")
    system.start()


def test_a_second_system_in_the_same_folder_is_refused(empty_system: Empty) -> None:
    system = empty_system()
    system.start()
    refused = subprocess.run(
        [sys.executable, "-m", "local_system", "run"], env=_environment(system), capture_output=True, text=True
    )
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


def test_reset_is_refused_while_running_then_forgets_everything(empty_system: Empty) -> None:
    system = empty_system()
    system.start()
    command = [sys.executable, "-m", "local_system", "reset"]
    assert subprocess.run(command, env=_environment(system), capture_output=True).returncode == 1
    system.stop()
    assert subprocess.run(command, env=_environment(system), capture_output=True).returncode == 0
    assert {entry.name for entry in system.data.iterdir()} == {"lock"}


def _environment(system: RunningSystem) -> dict[str, str]:
    import os

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
