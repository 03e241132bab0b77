"""A small national register (communes, outlines, structures: 100,000 rows at most) compared and merged in place."""

# ruff: noqa: S608  (names of tables and columns are ours; every value is a parameter)

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from directory_svc.imports.report import Progress, Report
from directory_svc.imports.swap import LONG, Raw

_BATCH = 5_000


@dataclass(frozen=True)
class Register:
    """`columns`: name → PostgreSQL type, in the order of the rows; one of them is `content_hash`.

    `outranks`: a condition on the present row `t` and the staged one `s`, under which the latter may replace it.
    """

    table: str
    key: str
    columns: dict[str, str]
    outranks: str = "true"


def content_hash(facts: Iterable[Any]) -> int:
    """64 bits of what a source says of one thing: equal hash, nothing to do."""
    digest = hashlib.blake2b(repr(tuple(facts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


async def store(
    raw: Raw, register: Register, rows: Iterable[tuple[Any, ...]], report: Report, progress: Progress
) -> None:
    """Stages the rows, counts what is new, changed and unchanged, and writes what differs. Keys must differ."""
    await _stage(raw, register, rows, report, progress)
    table, key = register.table, register.key
    await raw.execute(
        f"""
        create temporary table differing on commit drop as
        select s.{key}, t.{key} is null as is_new from staged s left join {table} t using ({key})
        where t.{key} is null or (t.content_hash <> s.content_hash and {register.outranks})
        """,
        timeout=LONG,
    )
    counted = await raw.fetchrow(
        "select count(*) filter (where is_new) as created, count(*) filter (where not is_new) as changed, "
        "(select count(*) from staged) - count(*) as unchanged from differing"
    )
    report.created += counted["created"]
    report.changed += counted["changed"]
    report.unchanged += counted["unchanged"]
    names = ", ".join(register.columns)
    fresh = ", ".join(f"{name} = excluded.{name}" for name in register.columns if name != key)
    await raw.execute(
        f"insert into {table} ({names}) select {names} from staged where {key} in (select {key} from differing) "
        f"on conflict ({key}) do update set {fresh}",
        timeout=LONG,
    )
    await raw.execute("drop table staged, differing")
    await raw.execute(f"analyze {table}", timeout=LONG)


async def _stage(
    raw: Raw, register: Register, rows: Iterable[tuple[Any, ...]], report: Report, progress: Progress
) -> None:
    declared = ", ".join(f"{name} {kind}" for name, kind in register.columns.items())
    await raw.execute(f"create temporary table staged ({declared}) on commit drop")
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        await raw.copy_records_to_table("staged", records=batch, columns=list(register.columns), timeout=LONG)
        await progress(report.lines_read, report.lines_total)
    await raw.execute("analyze staged")
