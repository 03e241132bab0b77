import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import asyncpg

from carekit.embedded_postgres import EmbeddedPostgres
from local_system.running import RunningSystem

Empty = Callable[..., RunningSystem]


def _load(system: RunningSystem, how: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, str(Path(__file__).with_name("small_load.py")), how]
    return subprocess.run(program, env={**os.environ, **system.environment()}, capture_output=True, text=True)


async def _ask(system: RunningSystem, query: str) -> object:
    server = EmbeddedPostgres(system.data / "postgres", system.ports["postgres"])
    server.start()
    connection = await asyncpg.connect(server.url("directory"))
    try:
        return tuple(await connection.fetchrow(query) or ())
    finally:
        await connection.close()
        server.stop()


async def test_an_interrupted_loading_starts_again_on_empty_databases_and_is_done_once(empty_system: Empty) -> None:
    system = empty_system()
    assert _load(system, "crash").returncode == -9
    assert (system.data / "demonstration-begun").exists()
    again = _load(system, "finish")
    assert again.returncode == 0, again.stderr
    assert "the last loading was interrupted: it starts again on empty databases" in again.stdout
    assert "off" in again.stderr, "what is made anew after a crash need not be durable"
    assert (system.data / "demonstration-loaded").exists()
    assert "loading" not in _load(system, "finish").stdout
    assert await _ask(system, "select (select count(*) from story), current_setting('synchronous_commit')") == (
        1,
        "on",
    )
