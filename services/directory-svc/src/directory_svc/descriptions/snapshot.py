"""The last fact told about every subject, CPTS after CPTS: a consumer applies them through its inbox as if they
had just been delivered, then goes on with the events (versions keep the newer of the two)."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select, tuple_

from carekit.db import Database
from carekit.events import Envelope
from carekit.pages import BadCursor, decode_cursor, encode_cursor
from carekit.wire import Output
from directory_svc.descriptions.models import Description
from directory_svc.territory.repository import every_cpts

_SNAPSHOT = "snapshot"


class Snapshot(Output):
    items: list[Envelope]
    next: str | None


async def page(database: Database, after: str | None, limit: int) -> Snapshot:
    start, kind, subject = _position(after)
    async with database.begin() as session:
        waiting = [cpts for cpts in await every_cpts(session) if start is None or cpts >= start]
    items: list[Envelope] = []
    for cpts_id in waiting:
        query = select(Description).order_by(Description.type, Description.subject).limit(limit - len(items))
        if cpts_id == start:
            query = query.where(tuple_(Description.type, Description.subject) > (kind, subject))
        async with database.begin(cpts_id) as session:
            items += [_envelope(row) for row in (await session.execute(query)).scalars()]
        if len(items) == limit:
            last = items[-1]
            return Snapshot(items=items, next=encode_cursor(_SNAPSHOT, str(last.cpts_id), last.type, last.subject))
    return Snapshot(items=items, next=None)


def _position(after: str | None) -> tuple[UUID | None, str, str]:
    if after is None:
        return None, "", ""
    cpts, kind, subject = decode_cursor(_SNAPSHOT, after, (str, str, str))
    try:
        return UUID(cpts), kind, subject
    except ValueError as forged:
        raise BadCursor(field="query.after") from forged


def _envelope(row: Description) -> Envelope:
    """The identifier depends on what is told, so that a snapshot read twice is applied once."""
    return Envelope(
        id=uuid5(NAMESPACE_URL, f"maillage:{row.cpts_id}:{row.type}:{row.subject}:{row.version}"),
        source="directory-svc",
        type=row.type,
        subject=row.subject,
        version=row.version,
        cpts_id=row.cpts_id,
        time=row.described_at,
        data=row.data,
    )
