"""Takes waiting imports, one at a time, and sees each through: done, or failed with a named reason.

One at a time because they read each other's tables: an address is placed by its structure and its commune.
Who works holds an advisory lock of its connection. A process that dies loses lock and transaction together:
the next one finds a job that says `running` while nobody holds the lock, and goes on with it.
"""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import logs
from carekit.clock import Clock
from carekit.db import Database
from directory_svc.descriptions import announce
from directory_svc.imports.errors import FileRefused, FileUnreadable
from directory_svc.imports.models import ImportJob, ImportRejection
from directory_svc.imports.report import Progress, Report, Sign
from directory_svc.settings import Settings
from directory_svc.territory.repository import every_cpts

ATTEMPTS = 3
LOCK = 5_318_008_021  # any number, this service's own
Load = Callable[[Database, Path, Report, Progress, datetime, Sign], Awaitable[None]]

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
    async with _alone(database) as mine:
        while mine and (job := await _take(database, clock)) is not None:
            await _see_through(settings, database, clock, job)
            ended += 1
    return ended


@asynccontextmanager
async def _alone(database: Database) -> AsyncIterator[bool]:
    """True when nobody else imports, for as long as the connection lives."""
    async with database.engine.connect() as connection:
        taken = await connection.execute(text(f"select pg_try_advisory_lock({LOCK})"))
        mine = bool(taken.scalar_one())
        await connection.commit()
        try:
            yield mine
        finally:
            if mine:
                await connection.execute(text(f"select pg_advisory_unlock({LOCK})"))
                await connection.commit()


async def _take(database: Database, clock: Clock) -> ImportJob | None:
    """The oldest that waits; one that still says `running` was interrupted, since the lock is ours."""
    async with database.begin() as session:
        query = (
            select(ImportJob)
            .where(ImportJob.state.in_(("running", "queued")))
            .order_by(ImportJob.state.desc(), ImportJob.id)
            .limit(1)
            .with_for_update()
        )
        job = (await session.execute(query)).scalar_one_or_none()
        if job is None:
            return None
        job.state, job.started_at, job.attempts = "running", clock.now(), job.attempts + 1
        return job


async def _see_through(settings: Settings, database: Database, clock: Clock, job: ImportJob) -> None:
    report = Report()
    try:
        if job.attempts > ATTEMPTS:
            raise Interrupted
        if job.loaded_at is None:
            await _load(database, clock, job, report)
        await _tell(database, clock, job.id)
    except FileRefused as refused:
        await _fail(database, clock, job.id, report, refused)
    except Exception as broken:
        # Whatever it was, the transaction is gone and nothing was written; the person is told, the log has it.
        logs.get().error("import failed", import_id=str(job.id), source=job.source, exc_info=broken)
        if _may_be_tried_again(broken):
            raise
        await _fail(database, clock, job.id, report, ImportBroke())
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

    async def sign(session: AsyncSession) -> None:
        await _write_report(session, job.id, report)
        await session.execute(update(ImportJob).where(ImportJob.id == job.id).values(loaded_at=clock.now()))

    load: Load = importlib.import_module(LOADERS[job.source]).load
    await load(database, path, report, progress, clock.now(), sign)


async def _tell(database: Database, clock: Clock, import_id: UUID) -> None:
    """After the data is there, so that nobody's search waits for it; a crash in between only delays it."""
    async with database.begin() as session:
        every = await every_cpts(session)
    for cpts_id in every:
        async with database.begin(cpts_id) as session:
            await announce.everything(session, cpts_id, clock.now())
    async with database.begin() as session:
        await session.execute(
            update(ImportJob).where(ImportJob.id == import_id).values(state="done", finished_at=clock.now())
        )


async def _fail(database: Database, clock: Clock, import_id: UUID, report: Report, refused: FileRefused) -> None:
    """Nothing of the file was taken: only what was read and rejected is told."""
    report.created = report.changed = report.unchanged = 0
    async with database.begin() as session:
        await _write_report(session, import_id, report)
        await session.execute(
            update(ImportJob)
            .where(ImportJob.id == import_id)
            .values(state="failed", finished_at=clock.now(), error_code=refused.rule(), error=refused.detail)
        )


async def _write_report(session: AsyncSession, import_id: UUID, report: Report) -> None:
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
            lines_read=report.lines_read,
            lines_total=report.lines_total,
            created=report.created,
            changed=report.changed,
            unchanged=report.unchanged,
            rejected=report.rejected,
        )
    )
