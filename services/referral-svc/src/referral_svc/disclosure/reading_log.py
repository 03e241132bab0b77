"""Every disclosure is written down, and changing what was written shows (hash chain per CPTS)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import insert as plain_insert
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.disclosure.models import Reading, ReadingHead

GENESIS = bytes(32)


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
    head = await session.get_one(ReadingHead, cpts_id, with_for_update=True, populate_existing=True)
    rows = []
    position, chained = head.position, head.hash
    for referral_id, ground in readings.items():
        position += 1
        row: dict[str, Any] = {
            "cpts_id": cpts_id, "position": position, "referral_id": referral_id, "at": at,
            "reader_account_id": reader.account_id, "reader_professional_id": reader.professional_id,
            "reader_name": reader.name, "what": what, "ground": ground,
        }  # fmt: skip
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


async def first_broken_link(session: AsyncSession, cpts_id: UUID) -> int | None:
    """Position of the first line that was changed, removed or added; None when the chain is whole."""
    chained, expected = GENESIS, 0
    rows = await session.stream_scalars(
        select(Reading).where(Reading.cpts_id == cpts_id).order_by(Reading.position).execution_options(yield_per=1000)
    )
    async for row in rows:
        expected += 1
        values = {column: getattr(row, column) for column in _COLUMNS}
        chained = link(chained, values)
        if row.position != expected or row.hash != chained:
            return expected
    head = await session.get(ReadingHead, cpts_id)
    if head is not None and (head.position, head.hash) != (expected, chained):
        return expected + 1
    return None


_COLUMNS = (
    "cpts_id", "position", "referral_id", "at", "reader_account_id", "reader_professional_id", "reader_name",
    "what", "ground",
)  # fmt: skip


def link(before: bytes, row: dict[str, Any]) -> bytes:
    canonical = orjson.dumps({name: row[name] for name in _COLUMNS}, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)
    return hashlib.sha256(before + canonical).digest()
