"""Questions to the imports, as SQL."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from directory_svc.imports.models import ImportJob, ImportRejection
from directory_svc.imports.schemas import ImportFilters

CHANNEL = "imports"


async def import_job(session: AsyncSession, import_id: UUID) -> ImportJob | None:
    return await session.get(ImportJob, import_id)


async def same_file_waiting(session: AsyncSession, source: str, digest: str) -> UUID | None:
    query = select(ImportJob.id).where(
        ImportJob.source == source, ImportJob.digest == digest, ImportJob.state.in_(("queued", "running"))
    )
    return (await session.execute(query.limit(1))).scalar_one_or_none()


def unmended() -> ColumnElement[bool]:
    """Of an import: it failed, and none of the same source has succeeded since."""
    later = aliased(ImportJob)
    success = select(later.id).where(later.source == ImportJob.source, later.state == "done", later.id > ImportJob.id)
    return and_(ImportJob.state == "failed", ~success.correlate(ImportJob).exists())


async def import_jobs(
    session: AsyncSession, filters: ImportFilters, before: UUID | None, limit: int
) -> list[ImportJob]:
    """Latest first."""
    query = select(ImportJob)
    if filters.source:
        query = query.where(ImportJob.source == filters.source)
    if filters.state:
        query = query.where(ImportJob.state == filters.state)
    if filters.unmended:
        query = query.where(unmended())
    if before:
        query = query.where(ImportJob.id < before)
    return list((await session.execute(query.order_by(ImportJob.id.desc()).limit(limit))).scalars())


async def rejections(
    session: AsyncSession, import_id: UUID, after_line: int, limit: int | None
) -> list[ImportRejection]:
    query = (
        select(ImportRejection)
        .where(ImportRejection.import_id == import_id, ImportRejection.line > after_line)
        .order_by(ImportRejection.line)
        .limit(limit)
    )
    return list((await session.execute(query)).scalars())


async def wake_worker(session: AsyncSession) -> None:
    await session.execute(text(f"notify {CHANNEL}"))
