"""Questions to the recourses of the CPTS that the transaction is walled into."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import any_, func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from directory_svc.recourses.models import Recourse, RecourseChange
from directory_svc.recourses.schemas import RecourseFilters
from directory_svc.search.names import name_key, words_of

RESORT = (Recourse.rank, Recourse.name_key, Recourse.recourse_id)


async def recourse_of(session: AsyncSession, recourse_id: UUID, *, for_update: bool = False) -> Recourse | None:
    return await session.get(Recourse, recourse_id, with_for_update=for_update)


async def recourses(
    session: AsyncSession, asked: RecourseFilters, after: tuple[Any, ...] | None = None, limit: int | None = None
) -> list[Recourse]:
    query = select(Recourse).where(Recourse.is_active != asked.inactive).order_by(*RESORT).limit(limit)
    if asked.kind is not None:
        query = query.where(Recourse.kind == asked.kind)
    if asked.commune is not None:
        covered = literal(asked.commune) == any_(Recourse.communes)
        query = query.where(or_(func.cardinality(Recourse.communes) == 0, covered))
    if asked.modality is not None:
        query = query.where(literal(asked.modality) == any_(Recourse.modalities))
    for word in words_of(name_key(asked.name))[:6] if asked.name else []:
        query = query.where((" " + Recourse.name_key).contains(f" {word}"))
    if after is not None:
        query = query.where(tuple_(*RESORT) > tuple_(*after))
    return list(await session.scalars(query))


async def changes(session: AsyncSession, recourse_id: UUID, limit: int) -> list[RecourseChange]:
    query = (
        select(RecourseChange)
        .where(RecourseChange.recourse_id == recourse_id)
        .order_by(RecourseChange.id.desc())
        .limit(limit)
    )
    return list(await session.scalars(query))
