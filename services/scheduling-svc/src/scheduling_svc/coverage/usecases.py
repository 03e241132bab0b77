"""The answer for the population of the territory, not for the patients of a practice (F068)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from scheduling_svc.coverage import repository
from scheduling_svc.coverage.repository import Reached
from scheduling_svc.coverage.schemas import (
    CommuneCoverage,
    CoverageDay,
    CoverageOut,
    CoverageRow,
    CoverageRowPage,
    FindCoverage,
    FindCoverageRows,
    Hole,
    Reach,
)
from scheduling_svc.delays.policies import may_open_rows, may_read_figures
from scheduling_svc.openings.civil import instant
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots.repository import zone_of


async def read_coverage(unit: Unit, caller: Caller, clock: Clock, find: FindCoverage) -> CoverageOut:
    may_read_figures(caller)
    now = clock.now()
    async with unit.begin() as session:
        asked = await _reached(session, caller, now, find)
        reached: defaultdict[str, list[Reach]] = defaultdict(list)
        rows = await repository.reach(session, asked)
        for row in rows:
            reached[row.code].append(Reach.model_validate(row))
        professions = await repository.professions(session, now)
        communes = [
            CommuneCoverage(
                commune_code=one.code, commune_name=one.name, population=one.population,
                is_located=one.lat is not None and one.lon is not None, reach=reached[one.code],
            )
            for one in await repository.communes(session)
        ]  # fmt: skip
    columns = sorted({*professions, *(one.profession_code for found in reached.values() for one in found)})
    return CoverageOut(
        on=asked.day, within_km=find.within_km, professions=columns, communes=communes,
        holes=sorted(_holes(columns, communes), key=lambda hole: (-hole.population, -hole.communes)),
    )  # fmt: skip


async def export_coverage(unit: Unit, caller: Caller, clock: Clock, find: FindCoverage) -> str:
    """One line per commune and profession, holes included."""
    shown = await read_coverage(unit, caller, clock, find)
    header = ["commune_code", "commune_name", "population", *Reach.model_fields]
    return csv_text(header, _lines(shown))


async def list_rows(unit: Unit, caller: Caller, clock: Clock, find: FindCoverageRows) -> CoverageRowPage:
    """What one figure was counted from."""
    may_open_rows(caller)
    list_name = f"coverage-{find.figure}"
    after = decode_cursor(list_name, find.cursor, (datetime, str)) if find.cursor else None
    rows = await _rows(unit, caller, clock, find, after, find.limit + 1)
    page = rows[: find.limit]
    more = len(rows) > find.limit
    return CoverageRowPage(
        items=page, next=encode_cursor(list_name, page[-1].starts_at, page[-1].row_id) if more else None
    )


async def export_rows(unit: Unit, caller: Caller, clock: Clock, find: FindCoverageRows) -> str:
    may_open_rows(caller)
    rows = await _rows(unit, caller, clock, find, None, None)
    return csv_text(list(CoverageRow.model_fields), [list(_cells(row)) for row in rows])


async def _rows(
    unit: Unit, caller: Caller, clock: Clock, find: FindCoverageRows, after: tuple[Any, ...] | None, limit: int | None
) -> list[CoverageRow]:
    async with unit.begin() as session:
        asked = await _reached(session, caller, clock.now(), find)
        asked = replace(asked, commune=find.commune, profession=find.profession)
        rows = await repository.rows_after(session, asked, find.figure, after, limit)
    return [CoverageRow.model_validate(row) for row in rows]


async def _reached(session: AsyncSession, caller: Caller, now: datetime, find: FindCoverage) -> Reached:
    """From now to the end of today, or the whole of tomorrow."""
    zone = await zone_of(session, caller.cpts)
    on = local_date(now, zone) + timedelta(days=find.day is CoverageDay.TOMORROW)
    return Reached(
        day=on, since=max(now, instant(on, time(), zone)), until=instant(on + timedelta(days=1), time(), zone),
        now=now, within_km=find.within_km, zone=zone.key,
        afternoon_from=(await rules_in_force(session)).afternoon_from,
    )  # fmt: skip


def _cells(row: CoverageRow) -> Iterator[object]:
    for value in row.model_dump(mode="json").values():
        yield ", ".join(value) if isinstance(value, list) else value


def _lines(shown: CoverageOut) -> Iterator[list[object]]:
    for commune in shown.communes:
        found = {one.profession_code: one for one in commune.reach}
        for code in shown.professions:
            figures = found[code].model_dump().values() if code in found else [code, 0, 0, 0, 0, None]
            yield [commune.commune_code, commune.commune_name, commune.population, *figures]


def _holes(professions: Iterable[str], communes: Iterable[CommuneCoverage]) -> Iterator[Hole]:
    for code in professions:
        without = [one for one in communes if code not in {found.profession_code for found in one.reach}]
        if without:
            population = sum(one.population or 0 for one in without)
            yield Hole(profession_code=code, communes=len(without), population=population)
