"""A small national register (communes, outlines, structures: 100,000 rows at most) compared and merged in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from directory_svc.imports.report import Progress, Report
from directory_svc.imports.swap import LONG, Raw

_BATCH = 5_000


@dataclass(frozen=True)
class Register:
    """`columns`: name → PostgreSQL type, in the order of the rows; one of them is `content_hash`."""

    table: str
    key: str
    columns: dict[str, str]


async def raw_of(session: AsyncSession) -> Raw:
    return (await (await session.connection()).get_raw_connection()).driver_connection


def content_hash(facts: Iterable[Any]) -> int:
    """64 bits of what a source says of one thing: equal hash, nothing to do."""
    digest = hashlib.blake2b(repr(tuple(facts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


async def store(
    raw: Raw, register: Register, rows: Iterable[tuple[Any, ...]], report: Report, progress: Progress
) -> None:
    """Stages the rows, counts what is new, changed and unchanged, and writes what differs. A key that comes
    twice counts once: the last line wins."""
    await _stage(raw, register, rows, report, progress)
    counted = await raw.fetchrow(
        f"""
        select count(*) filter (where t.{register.key} is null) as created,
               count(*) filter (where t.content_hash <> s.content_hash) as changed,
               count(*) filter (where t.content_hash = s.content_hash) as unchanged
        from staged s left join {register.table} t using ({register.key})
        """,
        timeout=LONG,
    )
    report.created += counted["created"]
    report.changed += counted["changed"]
    report.unchanged += counted["unchanged"]
    names = ", ".join(register.columns)
    fresh = ", ".join(f"{name} = excluded.{name}" for name in register.columns if name != register.key)
    await raw.execute(
        f"""
        insert into {register.table} ({names}) select {names} from staged
        on conflict ({register.key}) do update set {fresh}
        where {register.table}.content_hash <> excluded.content_hash
        """,
        timeout=LONG,
    )
    await raw.execute("drop table staged")
    await raw.execute(f"analyze {register.table}", timeout=LONG)


async def _stage(
    raw: Raw, register: Register, rows: Iterable[tuple[Any, ...]], report: Report, progress: Progress
) -> None:
    declared = ", ".join(f"{name} {kind}" for name, kind in register.columns.items())
    await raw.execute(f"create temporary table staged (place_in_file bigserial, {declared}) on commit drop")
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        await raw.copy_records_to_table("staged", records=batch, columns=list(register.columns), timeout=LONG)
        await progress(report.lines_read, report.lines_total)
    await raw.execute(f"create index on staged ({register.key}, place_in_file)")
    await raw.execute(
        f"delete from staged s using staged l where l.{register.key} = s.{register.key} "
        "and l.place_in_file > s.place_in_file"
    )
