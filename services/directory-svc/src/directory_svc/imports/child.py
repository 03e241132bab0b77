"""Imports run in a child process: Polars and a gigabyte file leave the worker's memory with it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

from sqlalchemy import text

from carekit import logs
from carekit.db import Database
from carekit.processes import dies_with_parent
from directory_svc.settings import Settings


async def run_waiting(settings: Settings, database: Database) -> int:
    """Starts the child only when something waits; stops it when the worker is stopped."""
    async with database.begin() as session:
        waiting = await session.execute(text("select count(*) from import_job where state in ('queued', 'running')"))
        count = int(waiting.scalar_one())
    if count == 0:
        return 0
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "directory_svc.imports",
        "waiting",
        env={**os.environ, **_environment(settings)},
        preexec_fn=dies_with_parent(signal.SIGKILL),
    )
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if code != 0:
        logs.get().error("import process ended badly", job="imports", state=str(code))
    return count


def _environment(settings: Settings) -> dict[str, str]:
    """The child reads the same settings as we did, wherever ours came from."""
    return {
        "DIRECTORY_DATABASE_URL": settings.database_url.get_secret_value(),
        "DIRECTORY_SIGNING_KEY": str(settings.signing_key),
        "DIRECTORY_TRUSTED_KEYS": str(settings.trusted_keys),
        "DIRECTORY_UPLOAD_FOLDER": str(settings.upload_folder),
    }
