"""Work that waits, by key: the badge counts, and the list shows, the replacements of which some hours wait."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, extract, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.pools.models import Cover, CoverStatus, CoverWorklist
from scheduling_svc.pools.policies import KEEPERS
from scheduling_svc.pools.views import Reader


async def counted(session: AsyncSession, worklist: CoverWorklist, reader: Reader) -> tuple[int, datetime | None]:
    asked = select(func.count(Cover.replacement_id.distinct()), func.min(Cover.published_at)).where(
        rows_of(worklist, reader), Cover.starts_at > reader.now
    )
    count, oldest = (await session.execute(asked)).one()
    return count, oldest


def rows_of(worklist: CoverWorklist, reader: Reader) -> ColumnElement[bool]:
    """Of the practices of the whole CPTS for who keeps its pools; else of one's own, and what suits oneself."""
    is_keeper = reader.caller.has(*KEEPERS)
    if worklist is CoverWorklist.TO_CONFIRM:
        mine = Cover.professional_id == reader.own if reader.own else false()
        waiting = Cover.status == CoverStatus.CLAIMED.value
    else:
        mine, waiting = _suits(reader), Cover.status == CoverStatus.OPEN.value
    return and_(Cover.team_id.is_(None), waiting, *([] if is_keeper else [mine]))


def _suits(reader: Reader) -> ColumnElement[bool]:
    """`Reader.is_suited`, in SQL, but for his own practice."""
    volunteer = reader.volunteer
    if volunteer is None:
        return false()
    return and_(
        Cover.professional_id != volunteer.professional_id,
        Cover.profession_code == reader.profession_code,
        extract("isodow", Cover.day).in_(volunteer.weekdays),
        *([Cover.commune_code.in_(volunteer.communes)] if volunteer.communes else []),
    )
