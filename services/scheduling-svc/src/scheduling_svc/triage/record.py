"""Where requests of unscheduled care were handed to: the acts, by page or as a file, and their number by target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.db import Unit
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from scheduling_svc.openings.civil import instant
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.triage.models import Triage, TriageAct, TriageActKind
from scheduling_svc.triage.policies import may_read_dispositions
from scheduling_svc.triage.schemas import DisposedTo, DisposedTriage, DisposedTriages, FindDisposed

_DISPOSED = "disposed"
_KEY = (TriageAct.at, TriageAct.act_id)
_OF_TRIAGE = and_(Triage.cpts_id == TriageAct.cpts_id, Triage.referral_id == TriageAct.referral_id)
_EXPORTED = ("at", "disposition", "recourse_name", "triage_class", "author_name")


async def list_disposed(unit: Unit, caller: Caller, find: FindDisposed) -> DisposedTriages:
    may_read_dispositions(caller)
    after = decode_cursor(_DISPOSED, find.cursor, (datetime, UUID)) if find.cursor else None
    async with unit.begin() as session:
        asked = _asked(find, await zone_of(session, caller.cpts))
        rows = await _rows(session, asked, after, find.limit + 1)
        to = await _counted(session, asked)
    page = rows[: find.limit]
    return DisposedTriages(
        items=[DisposedTriage.model_validate(row) for row in page],
        next=encode_cursor(_DISPOSED, page[-1].at, page[-1].act_id) if len(rows) > find.limit else None,
        to=[DisposedTo.model_validate(row) for row in to],
    )


async def export_disposed(unit: Unit, caller: Caller, find: FindDisposed) -> str:
    """All that match, without any request's identifier: what is counted, not who."""
    may_read_dispositions(caller)
    async with unit.begin() as session:
        rows = await _rows(session, _asked(find, await zone_of(session, caller.cpts)))
    return csv_text(_EXPORTED, [[getattr(row, field) for field in _EXPORTED] for row in rows])


def _asked(find: FindDisposed, zone: ZoneInfo) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [TriageAct.act == TriageActKind.DISPOSED.value]
    if find.since is not None:
        asked.append(TriageAct.at >= instant(find.since, time(), zone))
    if find.until is not None:
        asked.append(TriageAct.at < instant(find.until + timedelta(days=1), time(), zone))
    if find.disposition is not None:
        asked.append(TriageAct.disposition == find.disposition.value)
    if find.recourse_id is not None:
        asked.append(TriageAct.recourse_id == find.recourse_id)
    return asked


async def _rows(
    session: AsyncSession,
    asked: list[ColumnElement[bool]],
    after: tuple[Any, ...] | None = None,
    limit: int | None = None,
) -> Sequence[Any]:
    """Newest first."""
    query = (
        select(
            TriageAct.act_id,
            TriageAct.at,
            TriageAct.referral_id,
            TriageAct.disposition,
            TriageAct.recourse_id,
            TriageAct.recourse_name,
            TriageAct.author_name,
            Triage.triage_class,
        )
        .join(Triage, _OF_TRIAGE)
        .where(*asked)
        .order_by(*(one.desc() for one in _KEY))
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(*_KEY) < tuple_(*after))
    return (await session.execute(query)).all()


async def _counted(session: AsyncSession, asked: list[ColumnElement[bool]]) -> Sequence[Any]:
    """By target, most called first; a recourse that was renamed is one target."""
    number = func.count().label("number")
    name = func.max(TriageAct.recourse_name).label("recourse_name")
    query = (
        select(TriageAct.disposition, TriageAct.recourse_id, name, number)
        .where(*asked)
        .group_by(TriageAct.disposition, TriageAct.recourse_id)
        .order_by(number.desc(), TriageAct.disposition, name)
    )
    return (await session.execute(query)).all()
