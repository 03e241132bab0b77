"""Who describes the recourses of a CPTS, and who reads them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from directory_svc import policies
from directory_svc.descriptions import announce
from directory_svc.recourses import repository
from directory_svc.recourses.errors import HoursOfPermanence, RecourseUnknown
from directory_svc.recourses.models import Recourse, RecourseChange
from directory_svc.recourses.permanence import in_permanence
from directory_svc.recourses.schemas import (
    DescribeRecourse,
    RecourseChangeOut,
    RecourseFilters,
    RecourseOut,
    RecoursePageOut,
    RecoursesOut,
)
from directory_svc.search.names import name_key
from directory_svc.territory import repository as territory
from directory_svc.territory.errors import CommuneUnknown

_RECOURSES = "recourses"
_CHANGES_SHOWN = 50
EXPORTED = (
    "rank", "kind", "name", "finess", "place_line", "professional_phone", "public_phone", "communes", "modalities",
    "profession_codes", "triage_classes", "min_age", "max_age", "takes", "hours", "holiday_hours", "is_public",
    "changed_by_name", "changed_at",
)  # fmt: skip


async def recourses_page(unit: Unit, caller: Caller, asked: RecourseFilters) -> RecoursesOut:
    policies.may_read(caller)
    _ = caller.cpts
    after = decode_cursor(_RECOURSES, asked.cursor, (int, str, UUID)) if asked.cursor else None
    async with unit.begin() as session:
        rows = await repository.recourses(session, asked, after, asked.limit + 1)
        page = rows[: asked.limit]
        return RecoursesOut(
            items=[RecourseOut.model_validate(row) for row in page],
            next=encode_cursor(_RECOURSES, page[-1].rank, page[-1].name_key, page[-1].recourse_id)
            if len(rows) > asked.limit
            else None,
        )


async def recourses_csv(unit: Unit, caller: Caller, asked: RecourseFilters) -> str:
    """All that match, in the order of resort."""
    policies.may_read(caller)
    _ = caller.cpts
    async with unit.begin() as session:
        rows = await repository.recourses(session, asked)
        return csv_text(EXPORTED, [[_cell(row, field) for field in EXPORTED] for row in rows])


async def recourse_page(unit: Unit, caller: Caller, recourse_id: UUID) -> RecoursePageOut:
    policies.may_read(caller)
    _ = caller.cpts
    async with unit.begin() as session:
        found = await repository.recourse_of(session, recourse_id)
        if found is None:
            raise RecourseUnknown
        return await _page(session, found)


async def add_recourse(
    unit: Unit, caller: Caller, clock: Clock, act: DescribeRecourse, once: Once
) -> RecoursePageOut:
    caller.require(*policies.RECOURSE_KEEPERS)
    async with unit.begin() as session:
        await idempotency.claim(session, once, clock.now())
        recourse = Recourse(recourse_id=new_id(), cpts_id=caller.cpts)
        return await idempotency.keep(session, once, await _describe(session, caller, clock, recourse, act))


async def change_recourse(
    unit: Unit, caller: Caller, clock: Clock, recourse_id: UUID, act: DescribeRecourse, edited: int
) -> RecoursePageOut:
    caller.require(*policies.RECOURSE_KEEPERS)
    _ = caller.cpts
    async with unit.begin() as session:
        recourse = await repository.recourse_of(session, recourse_id, for_update=True)
        if recourse is None:
            raise RecourseUnknown
        check_version(recourse.version, edited)
        return await _describe(session, caller, clock, recourse, act)


async def _describe(
    session: AsyncSession, caller: Caller, clock: Clock, recourse: Recourse, act: DescribeRecourse
) -> RecoursePageOut:
    """With its trace, and told to whoever sends requests there."""
    if act.kind == "duty_house" and in_permanence(act.hours, act.holiday_hours):
        raise HoursOfPermanence
    unknown = await territory.unknown_communes(session, act.communes)
    if unknown:
        raise CommuneUnknown(
            f"Not in the reference: {', '.join(unknown[:10])}", field="communes", commune_codes=unknown[:100]
        )
    now = clock.now()
    fields = recourse.describe(act.model_dump(mode="json"), name_key(act.name), caller.name, now)
    session.add(recourse)
    await session.flush()
    session.add(
        RecourseChange(
            id=new_id(), cpts_id=caller.cpts, recourse_id=recourse.recourse_id, changed_at=now,
            account_id=caller.account_id, author_name=caller.name, fields=fields,
        )
    )  # fmt: skip
    await session.flush()
    await announce.recourses(session, caller.cpts, now)
    return await _page(session, recourse)


async def _page(session: AsyncSession, recourse: Recourse) -> RecoursePageOut:
    names = await territory.names_of(session, set(recourse.communes))
    changes = await repository.changes(session, recourse.recourse_id, _CHANGES_SHOWN)
    return RecoursePageOut(
        **dict(RecourseOut.model_validate(recourse)),
        commune_names=sorted(names.values()),
        changes=[RecourseChangeOut.model_validate(one) for one in changes],
    )


def _cell(recourse: Recourse, field: str) -> object:
    value = getattr(recourse, field)
    if field == "hours":
        return ", ".join(f"{one['weekday']} {one['from_time']}-{one['to_time']}" for one in value)
    if field == "holiday_hours":
        return ", ".join(f"{one['from_time']}-{one['to_time']}" for one in value)
    return ", ".join(value) if isinstance(value, list) else value
