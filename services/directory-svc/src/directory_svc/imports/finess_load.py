"""The structures: which of the four formats a file has is seen from its first bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from carekit.db import Database
from directory_svc.imports import etalab, finess_plus, open_data
from directory_svc.imports.errors import NotThisFormat
from directory_svc.imports.register import store
from directory_svc.imports.report import Progress, Report, Sign
from directory_svc.imports.structure_rows import REGISTER, StructureRow
from directory_svc.imports.swap import LONG, raw_of

Rows = Callable[[Path, Report], Iterator[StructureRow]]

#: Structures without coordinates stand at the centroid of their commune; those without a commune's code get the
#: one whose name and post code they give. Then places of practice inside a structure move to where it is.
_COMPLETE = (
    """
    update structure s set commune_code = c.code
    from commune c
    where s.commune_code is null and s.postal_code = any (c.postal_codes)
      and c.name_key = regexp_replace(regexp_replace(regexp_replace(translate(lower(s.commune_name), '-''', '  '),
              ' cedex.*$', ''), '^ste ', 'sainte '), '^st ', 'saint ')
    """,
    """
    update structure s set commune_code = c.code
    from commune c
    where s.commune_code is null and c.department = left(s.postal_code, 2) and c.name_key = lower(s.commune_name)
    """,
    """
    update structure s set lat = c.lat, lon = c.lon
    from commune c where s.lat is null and c.code = s.commune_code and c.lat is not null
    """,
    """
    update practice_place p set lat = s.lat, lon = s.lon
    from structure s
    where p.structure_finess = s.finess and s.lat is not null and (p.lat, p.lon) is distinct from (s.lat, s.lon)
    """,
)


async def load(database: Database, path: Path, report: Report, progress: Progress, now: datetime, sign: Sign) -> None:
    rows = _accepted(_reader(path)(path, report), report, now)
    async with database.begin() as session:
        raw = await raw_of(session)
        await store(raw, REGISTER, rows, report, progress)
        for statement in _COMPLETE:
            await raw.execute(statement, timeout=LONG)
        await sign(session)


def _reader(path: Path) -> Rows:
    with path.open("rb") as file:
        first = file.readline(4096).removeprefix(b"\xef\xbb\xbf").lstrip().decode("latin-1")
    if first.startswith(("{", "[")):
        return finess_plus.rows
    if first.startswith("finess;etalab"):
        return etalab.rows
    if first.startswith("nom,code_insee,"):
        return open_data.ehpad_rows
    if open_data.is_eurostat(first):
        return open_data.eurostat_rows
    raise NotThisFormat("Neither FINESS (finess;etalab…), FINESS+ (JSON), the EHPAD list nor Eurostat's")


def _accepted(rows: Iterator[StructureRow], report: Report, now: datetime) -> Iterator[tuple[Any, ...]]:
    seen: set[str] = set()
    for row in rows:
        key = row.finess or row.key or ""
        flaw = row.flaw() or ("key-twice" if key in seen else None)
        if flaw is not None:
            report.reject(row.line, flaw, f"{key} {row.name}")
            continue
        seen.add(key)
        yield row.as_row(now)
