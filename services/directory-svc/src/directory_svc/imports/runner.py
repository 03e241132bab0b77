"""Takes waiting imports, one at a time per source, and sees each through: done, or failed with a named reason.

Who works on a source holds an advisory lock of its connection. A process that dies loses lock and transaction
together: the next one finds a job that says `running` while nobody holds the lock, and takes it again.
"""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import logs
from carekit.clock import Clock
from carekit.db import Database
from directory_svc.descriptions import announce
from directory_svc.imports.errors import FileRefused, FileUnreadable
from directory_svc.imports.models import ImportJob, ImportRejection
from directory_svc.imports.report import Progress, Report
from directory_svc.imports.schemas import Source
from directory_svc.settings import Settings

ATTEMPTS = 3
Load = Callable[[AsyncSession, Path, Report, Progress, datetime], Awaitable[None]]

#: Source → module with `load`, imported when needed: parsers bring Polars and pyproj, which weigh 100 MB.
LOADERS = {
    "rpps": "directory_svc.imports.rpps_load",
    "finess": "directory_svc.imports.finess_load",
    "ehpad": "directory_svc.imports.finess_load",
    "communes": "directory_svc.imports.communes_load",
}


async def run_waiting(settings: Settings, database: Database, clock: Clock) -> int:
    """Runs every import that waits; returns how many were brought to an end."""
    ended = 0
    for source in get_args(Source):
        async with _alone(database, source) as mine:
            while mine and (job := await _take(database, clock, source)) is not None:
                await _see_through(settings, database, clock, job)
                ended += 1
    return ended


@asynccontextmanager
async def _alone(database: Database, source: str) -> AsyncIterator[bool]:
    """True when nobody else works on this source, for as long as the connection lives."""
    key = {"key": f"import {source}"}
    async with database.engine.connect() as connection:
        taken = await connection.execute(text("select pg_try_advisory_lock(hashtextextended(:key, 0))"), key)
        mine = bool(taken.scalar_one())
        await connection.commit()
        try:
            yield mine
        finally:
            if mine:
                await connection.execute(text("select pg_advisory_unlock(hashtextextended(:key, 0))"), key)
                await connection.commit()


async def _take(database: Database, clock: Clock, source: str) -> ImportJob | None:
    """The oldest that waits; one that still says `running` was interrupted, since the lock is ours."""
    async with database.begin() as session:
        query = (
            select(ImportJob)
            .where(ImportJob.source == source, ImportJob.state.in_(("running", "queued")))
            .order_by(ImportJob.state.desc(), ImportJob.id)
            .limit(1)
            .with_for_update()
        )
        job = (await session.execute(query)).scalar_one_or_none()
        if job is None:
            return None
        job.state, job.started_at, job.attempts, job.lines_read = "running", clock.now(), job.attempts + 1, 0
        return job


async def _see_through(settings: Settings, database: Database, clock: Clock, job: ImportJob) -> None:
    report = Report()
    try:
        if job.attempts > ATTEMPTS:
            raise Interrupted
        await _load(database, clock, job, report)
    except FileRefused as refused:
        await _end(database, clock, job.id, report, refused)
    except Exception as broken:
        # Whatever it was, the transaction is gone and nothing was written; the person is told, the log has it.
        logs.get().error("import failed", import_id=str(job.id), source=job.source, exc_info=broken)
        if _may_be_tried_again(broken):
            raise
        await _end(database, clock, job.id, report, ImportBroke())
    _remove_upload(settings, Path(job.path))


def _remove_upload(settings: Settings, path: Path) -> None:
    """What was uploaded has served; a file named on the command line belongs to its owner."""
    if path.parent == settings.upload_folder:
        path.unlink(missing_ok=True)


class Interrupted(FileRefused):
    """The process died several times on this file."""

    title = "The import was interrupted several times"


class ImportBroke(FileRefused):
    title = "The import broke on our side; nothing was changed"


def _may_be_tried_again(broken: Exception) -> bool:
    """A database that went away is no fault of the file."""
    return isinstance(broken, (ConnectionError, TimeoutError)) or bool(
        getattr(broken, "connection_invalidated", False)
    )


def _present(path: Path) -> Path:
    if not path.is_file():
        raise FileUnreadable("The file is not there any more")
    return path


async def _load(database: Database, clock: Clock, job: ImportJob, report: Report) -> None:
    path = _present(Path(job.path))

    async def progress(read: int, total: int | None) -> None:
        """On a connection of its own: the import's transaction shows nothing before it commits."""
        async with database.begin() as session:
            await session.execute(
                update(ImportJob).where(ImportJob.id == job.id).values(lines_read=read, lines_total=total)
            )

    load: Load = importlib.import_module(LOADERS[job.source]).load
    async with database.begin() as session:
        await load(session, path, report, progress, clock.now())
        await announce.everything_everywhere(session, clock.now())
        await _write_end(session, clock, job.id, report, None)


async def _end(database: Database, clock: Clock, import_id: UUID, report: Report, refused: FileRefused) -> None:
    """Nothing of the file was taken: only what was read and rejected is told."""
    report.created = report.changed = report.unchanged = 0
    async with database.begin() as session:
        await _write_end(session, clock, import_id, report, refused)


async def _write_end(
    session: AsyncSession, clock: Clock, import_id: UUID, report: Report, refused: FileRefused | None
) -> None:
    rows: list[dict[str, Any]] = [
        {"import_id": import_id, "line": r.line, "reason": r.reason, "excerpt": r.excerpt}
        for r in {r.line: r for r in report.rejections}.values()
    ]
    if rows:
        await session.execute(insert(ImportRejection), rows)
    await session.execute(
        update(ImportJob)
        .where(ImportJob.id == import_id)
        .values(
            state="failed" if refused else "done", finished_at=clock.now(), lines_read=report.lines_read,
            lines_total=report.lines_total, created=report.created, changed=report.changed,
            unchanged=report.unchanged, rejected=report.rejected,
            error_code=refused.rule() if refused else None, error=refused.detail if refused else None,
        )
    )  # fmt: skip
