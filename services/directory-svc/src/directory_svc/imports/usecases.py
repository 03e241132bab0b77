"""What people do with imports: give a file, watch it, read why lines were not taken."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from uuid import UUID

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.idempotency import Once, owner_of
from carekit.identifiers import new_id
from carekit.pages import BadCursor, decode_cursor, encode_cursor
from directory_svc import policies
from directory_svc.imports import repository
from directory_svc.imports.errors import ImportUnknown, ImportWaiting
from directory_svc.imports.models import ImportJob
from directory_svc.imports.schemas import (
    ImportFilters,
    ImportOut,
    ImportQueued,
    ImportsOut,
    RejectionFilters,
    RejectionOut,
    RejectionsOut,
    Source,
)
from directory_svc.imports.upload import Received, receive
from directory_svc.members.usecases import harmless
from directory_svc.settings import Settings

_IMPORTS, _REJECTIONS = "imports", "rejections"


async def give_file(
    unit: Unit,
    caller: Caller,
    clock: Clock,
    settings: Settings,
    source: Source,
    body: AsyncIterator[bytes],
    key: str | None,
) -> ImportQueued:
    """The body is on disk before the transaction begins; it is removed when the import is refused."""
    caller.require(*policies.IMPORTERS)
    import_id = new_id()
    received = await receive(body, settings.upload_folder, import_id, settings.upload_limit)
    # The digest of a public register tells nothing about anybody: it needs no secret.
    once = Once(key, owner_of(caller), f"{source} {received.digest}".encode(), status=202)
    try:
        async with unit.begin() as session:
            await idempotency.claim(session, once, clock.now())
            waiting = await repository.same_file_waiting(session, source, received.digest)
            if waiting is not None:
                raise ImportWaiting(f"It is import {waiting}", import_id=str(waiting))
            session.add(queued(import_id, source, received, caller.name, clock))
            await session.flush()
            await repository.wake_worker(session)
            return await idempotency.keep(session, once, ImportQueued(import_id=import_id))
    except BaseException:
        received.path.unlink(missing_ok=True)
        raise


def queued(import_id: UUID, source: str, received: Received, by: str, clock: Clock) -> ImportJob:
    return ImportJob(
        id=import_id,
        source=source,
        state="queued",
        path=str(received.path),
        size=received.size,
        digest=received.digest,
        requested_by=by,
        requested_at=clock.now(),
        attempts=0,
        lines_read=0,
        created=0,
        changed=0,
        unchanged=0,
        rejected=0,
    )


async def imports_page(unit: Unit, caller: Caller, filters: ImportFilters) -> ImportsOut:
    caller.require(*policies.IMPORTERS)
    before: UUID | None = None
    if filters.cursor:
        (before,) = decode_cursor(_IMPORTS, filters.cursor, (UUID,))
    async with unit.begin() as session:
        rows = await repository.import_jobs(session, filters, before, filters.limit + 1)
    page = rows[: filters.limit]
    return ImportsOut(
        items=[import_out(job) for job in page],
        next=encode_cursor(_IMPORTS, str(page[-1].id)) if len(rows) > filters.limit else None,
    )


async def import_page(unit: Unit, caller: Caller, import_id: UUID) -> ImportOut:
    caller.require(*policies.IMPORTERS)
    async with unit.begin() as session:
        job = await repository.import_job(session, import_id)
    if job is None:
        raise ImportUnknown
    return import_out(job)


async def rejections_page(unit: Unit, caller: Caller, import_id: UUID, filters: RejectionFilters) -> RejectionsOut:
    caller.require(*policies.IMPORTERS)
    after = decode_cursor(_REJECTIONS, filters.cursor, (int,))[0] if filters.cursor else 0
    if not 0 <= after < 2**62:
        raise BadCursor
    async with unit.begin() as session:
        if await repository.import_job(session, import_id) is None:
            raise ImportUnknown
        rows = await repository.rejections(session, import_id, after, filters.limit + 1)
    page = rows[: filters.limit]
    return RejectionsOut(
        items=[RejectionOut.model_validate(row) for row in page],
        next=encode_cursor(_REJECTIONS, page[-1].line) if len(rows) > filters.limit else None,
    )


async def rejections_csv(unit: Unit, caller: Caller, import_id: UUID) -> str:
    caller.require(*policies.IMPORTERS)
    async with unit.begin() as session:
        if await repository.import_job(session, import_id) is None:
            raise ImportUnknown
        rows = await repository.rejections(session, import_id, 0, None)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("line", "reason", "excerpt"))
    writer.writerows((row.line, row.reason, harmless(row.excerpt)) for row in rows)
    return "\ufeff" + out.getvalue()


def import_out(job: ImportJob) -> ImportOut:
    return ImportOut(
        import_id=job.id,
        source=job.source,
        state=job.state,
        size=job.size,
        requested_by=job.requested_by,
        requested_at=job.requested_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        lines_read=job.lines_read,
        lines_total=job.lines_total,
        created=job.created,
        changed=job.changed,
        unchanged=job.unchanged,
        rejected=job.rejected,
        error_code=job.error_code,
        error=job.error,
    )
