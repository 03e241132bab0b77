"""`python -m directory_svc.imports rpps|finess|ehpad|communes FILE`: imports a file and prints the report.

`python -m directory_svc.imports waiting` works off what was uploaded (the worker starts it).
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import sys
import time
from pathlib import Path
from typing import get_args
from uuid import UUID

from carekit import logs
from carekit.clock import SystemClock
from carekit.db import Database
from carekit.identifiers import new_id
from directory_svc.imports import repository, runner
from directory_svc.imports.models import ImportJob
from directory_svc.imports.schemas import Source
from directory_svc.imports.upload import Received
from directory_svc.imports.usecases import queued
from directory_svc.settings import Settings


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m directory_svc.imports", description=__doc__)
    parser.add_argument("source", choices=[*get_args(Source), "waiting"])
    parser.add_argument("file", type=Path, nargs="?")
    asked = parser.parse_args(arguments)
    logs.configure("directory-svc imports")
    settings = Settings()
    if asked.source == "waiting":
        return asyncio.run(_work_off(settings))
    if asked.file is None or not asked.file.is_file():
        parser.error("name a file")
    return asyncio.run(_import_file(settings, asked.source, asked.file.resolve()))


async def _work_off(settings: Settings) -> int:
    database = Database(settings.database_url.get_secret_value(), pool_size=4, application="directory-svc imports")
    await runner.run_waiting(settings, database, SystemClock())
    await database.close()
    return 0


async def _import_file(settings: Settings, source: Source, path: Path) -> int:
    clock = SystemClock()
    database = Database(settings.database_url.get_secret_value(), pool_size=4, application="directory-svc imports")
    import_id = new_id()
    async with database.begin() as session:
        session.add(queued(import_id, source, await asyncio.to_thread(_described, path), "command line", clock))
    work = asyncio.create_task(runner.run_waiting(settings, database, clock))
    try:
        return await _watch(database, import_id, work)
    finally:
        await work
        await database.close()


def _described(path: Path) -> Received:
    with path.open("rb") as file:
        return Received(path, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


async def _watch(database: Database, import_id: UUID, work: asyncio.Task[int]) -> int:
    """Shows the lines read until the import ends, here or in the worker that was quicker to take it."""
    started = time.monotonic()
    while True:
        async with database.begin() as session:
            job = await repository.import_job(session, import_id)
        assert job is not None
        if job.state in ("done", "failed"):
            _show(job, time.monotonic() - started)
            return 0 if job.state == "done" else 1
        total = f" of {job.lines_total:,}" if job.lines_total else ""
        sys.stderr.write(f"\r{job.state}: {job.lines_read:,}{total} lines")
        sys.stderr.flush()
        await asyncio.wait([work], timeout=0.5)
        if work.done() and work.exception():
            return 1


def _show(job: ImportJob, seconds: float) -> None:
    sys.stderr.write("\r")
    sys.stdout.write(
        f"{job.state}: {job.lines_read:,} lines read in {seconds:.1f} s\n"
        f"  created {job.created:,}, changed {job.changed:,}, unchanged {job.unchanged:,}, "
        f"rejected {job.rejected:,}\n"
    )
    if job.error:
        sys.stdout.write(f"  {job.error_code}: {job.error}\n")
    elif job.rejected:
        sys.stdout.write(f"  rejected lines: GET /api/directory/v1/imports/{job.id}/rejections\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
