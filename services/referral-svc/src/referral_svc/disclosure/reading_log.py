"""Every disclosure is written down, and changing what was written shows (hash chain per CPTS)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, func, select
from sqlalchemy import insert as plain_insert
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.disclosure.models import Reading, ReadingAnchor, ReadingHead

GENESIS = bytes(32)
_BATCH = 1000


async def note(
    session: AsyncSession, cpts_id: UUID, readings: dict[UUID, str], what: str, reader: Caller, at: datetime
) -> None:
    """Writes one line per request read ({referral_id: ground}), in the transaction that gives the answer."""
    if not readings:
        return
    await session.execute(
        insert(ReadingHead).values(cpts_id=cpts_id, position=0, hash=GENESIS).on_conflict_do_nothing()
    )
    # The head is locked until commit: readings of one CPTS take turns.
    head = await session.get_one(ReadingHead, cpts_id, with_for_update=True)
    rows = []
    position, chained = head.position, head.hash
    for referral_id, ground in readings.items():
        position += 1
        row: dict[str, Any] = {
            "cpts_id": cpts_id,
            "position": position,
            "referral_id": referral_id,
            "at": at,
            "reader_account_id": reader.account_id,
            "reader_professional_id": reader.professional_id,
            "reader_name": reader.name,
            "what": what,
            "ground": ground,
        }
        chained = link(chained, row)
        rows.append({**row, "hash": chained})
    await session.execute(plain_insert(Reading), rows)
    head.position, head.hash = position, chained


async def of(session: AsyncSession, referral_id: UUID) -> list[Reading]:
    """Newest first."""
    rows = await session.scalars(
        select(Reading).where(Reading.referral_id == referral_id).order_by(Reading.position.desc()).limit(500)
    )
    return list(rows)


async def forget(session: AsyncSession, before: datetime) -> int:
    """Removes the oldest lines up to the first that is not older, and keeps the last link removed as the anchor.

    The database itself refuses to lose a line that is not three years old.
    """
    first_kept = select(func.min(Reading.position)).where(Reading.at >= before).scalar_subquery()
    last = await session.scalar(
        select(Reading)
        .where(Reading.at < before, Reading.position < func.coalesce(first_kept, Reading.position + 1))
        .order_by(Reading.position.desc())
        .limit(1)
    )
    if last is None:
        return 0
    anchored = {"position": last.position, "hash": last.hash}
    await session.execute(
        insert(ReadingAnchor)
        .values(cpts_id=last.cpts_id, **anchored)
        .on_conflict_do_update(index_elements=["cpts_id"], set_=anchored)
    )
    gone = await session.execute(delete(Reading).where(Reading.position <= last.position).returning(Reading.position))
    return len(gone.all())


async def first_broken_link(session: AsyncSession, cpts_id: UUID) -> int | None:
    """Position of the first line that was changed, removed or added; None when the chain is whole."""
    anchor = await session.get(ReadingAnchor, cpts_id, populate_existing=True)
    chained, last = (anchor.hash, anchor.position) if anchor else (GENESIS, 0)
    while rows := list(
        await session.scalars(
            select(Reading)
            .where(Reading.cpts_id == cpts_id, Reading.position > last)
            .order_by(Reading.position)
            .limit(_BATCH)
            .execution_options(populate_existing=True)
        )
    ):
        for row in rows:
            chained = link(chained, {column: getattr(row, column) for column in _COLUMNS})
            if row.position != last + 1 or row.hash != chained:
                return last + 1
            last = row.position
    head = await session.get(ReadingHead, cpts_id)
    if head is not None and (head.position, head.hash) != (last, chained):
        return last + 1
    return None


_COLUMNS = (
    "cpts_id", "position", "referral_id", "at", "reader_account_id", "reader_professional_id", "reader_name",
    "what", "ground",
)  # fmt: skip


def link(before: bytes, row: dict[str, Any]) -> bytes:
    """Hash over the link before and the canonical JSON of the row (the driver's own UUID class as text)."""
    values = {name: row[name] for name in _COLUMNS}
    canonical = orjson.dumps(values, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)
    return hashlib.sha256(before + canonical).digest()
