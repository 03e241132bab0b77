"""A fact that arrives twice is applied once, and an older version never overwrites a newer one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.events import Envelope


async def first_time(session: AsyncSession, envelope: Envelope, at: datetime) -> bool:
    """True when this fact was never applied and none newer of its kind about the same aggregate was.

    Must run in the transaction that applies the fact: both are kept or neither is. The row lock on
    `inbox_version` makes two deliveries of one aggregate wait for each other.
    """
    seen = await session.execute(
        text(
            "insert into inbox_event (id, source, type, received_at) values (:id, :source, :type, :at) "
            "on conflict (id) do nothing returning id"
        ),
        {"id": envelope.id, "source": envelope.source, "type": envelope.type, "at": at},
    )
    if seen.first() is None:
        return False
    newest = await session.execute(
        text(
            "insert into inbox_version (source, type, subject, version) values (:source, :type, :subject, :version) "
            "on conflict (source, type, subject) do update set version = excluded.version "
            "where inbox_version.version < excluded.version returning version"
        ),
        {
            "source": envelope.source,
            "type": envelope.type,
            # One aggregate described to two CPTS is two facts: the newer of one must not hide the other's.
            "subject": f"{envelope.cpts_id}/{envelope.subject}" if envelope.cpts_id else envelope.subject,
            "version": envelope.version,
        },
    )
    return newest.first() is not None


def inbox_tables() -> list[str]:
    """The statements of the consumer's first migration."""
    return [
        "create table inbox_event (id uuid primary key, source text not null, type text not null, "
        "received_at timestamptz not null)",
        "create table inbox_version (source text not null, type text not null, subject text not null, "
        "version integer not null, primary key (source, type, subject))",
    ]
