"""From an RPPS file to the tables: read in blocks, compare with what is known, write what differs, swap or merge."""

# ruff: noqa: S608  (names of tables and columns are ours; every value is a parameter)

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

import polars as pl

from carekit.db import Database
from directory_svc.imports import dictionary, rpps, swap
from directory_svc.imports.blocks import Block, header
from directory_svc.imports.columns import copy_text
from directory_svc.imports.places import Gazetteer
from directory_svc.imports.report import Progress, Report, Sign
from directory_svc.imports.rpps_scan import lines_of, scan
from directory_svc.imports.swap import LONG, Raw

#: Above this share of the register, building it anew beside the old one is faster than changing it in place.
SWAP_ABOVE = 0.25

_TABLES = ("professional", "practice_place")
_PERSON = [
    "id", "rpps", "family_name", "given_name", "name_key", "title", "sex", "profession_code", "specialty_codes",
    "is_general_practitioner", "content_hash",
]  # fmt: skip
_PLACE = [
    "professional_id", "place_key", "rank", "label", "address", "postal_code", "commune_code", "commune_name",
    "phone", "email", "structure_finess", "sector_code", "mode_code", "profession_code", "name_key", "lat", "lon",
]  # fmt: skip


async def load(database: Database, path: Path, report: Report, progress: Progress, now: datetime, sign: Sign) -> None:
    """Builds beside the living tables, then changes those in one transaction that `sign` ends with the report."""
    async with database.begin() as session:
        built = await _load_beside(await swap.raw_of(session), path, report, progress, now)
    await swap.index_next(database, *built.new_tables)
    async with database.begin() as session:
        raw = await swap.raw_of(session)
        await swap.prepare(raw)
        await _put_in_place(raw, built)
        await sign(session)


@dataclass(frozen=True)
class _Built:
    """What the first transaction prepared: a few changes to merge, or whole tables to exchange, or both."""

    changes: int
    families: frozenset[str]
    new_tables: tuple[str, ...]


async def _load_beside(raw: Raw, path: Path, report: Report, progress: Progress, now: datetime) -> _Built:
    await swap.prepare(raw)
    layout = rpps.Layout.of(header(path))
    known = await _known(raw)
    gazetteer = await Gazetteer.of(raw)
    await _create_next(raw, now)
    reading = _Reading(path, layout, known, gazetteer, report)
    async for batch in _in_thread(reading.batches()):
        if batch.persons:
            await _copy(raw, "professional_next", _PERSON, batch.persons)
            await _copy(raw, "practice_place_next", _PLACE, batch.places)
        await progress(report.lines_read, report.lines_total)
    changes = report.created + report.changed
    new_tables: tuple[str, ...] = ()
    if changes > SWAP_ABOVE * known.height:
        await _keep_unchanged(raw)
        await raw.execute("alter table professional_next alter registered_at drop default")
        new_tables = _TABLES
    if await dictionary.fill_first(raw, reading.families):
        new_tables = (*new_tables, "name_form")
    return _Built(changes, frozenset(reading.families), new_tables)


async def _put_in_place(raw: Raw, built: _Built) -> None:
    """Exchanges come last: from there to the commit, readers wait."""
    if "name_form" not in built.new_tables:
        await dictionary.learn(raw, built.families)
    if "professional" not in built.new_tables:
        if built.changes:
            await _merge(raw)
        await swap.drop_next(raw, *_TABLES)
    await swap.take_place(raw, *built.new_tables)


@dataclass
class _Batch:
    persons: bytes
    places: bytes


@dataclass
class _Reading:
    """The file, block after block. Every line of one person must be seen together: whoever's lines are not next
    to each other in one block is set aside until the end."""

    path: Path
    layout: rpps.Layout
    known: pl.DataFrame
    gazetteer: Gazetteer
    report: Report
    families: set[str] = field(default_factory=set)

    def batches(self) -> Iterator[_Batch]:
        scanned = scan(self.path, self.layout, self.known)
        self.report.lines_total = scanned.rows.height
        self.report.unchanged = scanned.unchanged
        yield _Batch(b"", b"")
        aside: list[pl.DataFrame] = []
        for block, rows in scanned.blocks(self.path):
            if rows["needed"].any():
                lines, scattered = self._accepted(block, rows)
                aside.append(scattered)
                yield self._written(lines)
            self.report.lines_read += rows.height
        rest = pl.concat(aside) if aside else pl.DataFrame()
        if not rest.is_empty():
            yield self._written(rest)

    def _accepted(self, block: Block, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Lines that break no rule, of people who may have changed: those to write now, those to set aside."""
        rows = rows.with_columns(line=pl.int_range(pl.len(), dtype=pl.Int64) + block.first_line)
        text = block.data
        if not rows["needed"].all():
            text = "\n".join(lines_of(block).filter(rows["needed"])["text"].fill_null("")).encode() + b"\n"
            rows = rows.filter("needed")
        lines = rpps.columns_of(text, self.layout).hstack(rows.select(*rpps.SCANNED, "scattered"))
        lines = lines.with_columns(reason=rpps.refusals())
        refused = lines.filter(pl.col("reason").is_not_null())
        if not refused.is_empty():
            shown = pl.concat_str(
                ["national_id", "family_name", "given_name", "profession_code"], separator="|", ignore_nulls=True
            )
            self.report.reject_all(refused.select("line", "reason", shown.fill_null("")).iter_rows())
        good = lines.filter(pl.col("reason").is_null())
        scattered = good.filter("scattered")
        together = good if scattered.is_empty() else good.filter(~pl.col("scattered"))
        return rpps.normalised(together), rpps.normalised(scattered)

    def _written(self, lines: pl.DataFrame) -> _Batch:
        """What differs from the register, as COPY reads it."""
        people = rpps.people_of(lines)
        compared = people.persons
        is_new = pl.col("known_hash").is_null()
        differs = pl.col("known_hash") != pl.col("content_hash")
        self.report.created += int(compared.select(is_new.sum()).item())
        self.report.changed += int(compared.select(differs.fill_null(False).sum()).item())
        self.report.unchanged += int(compared.select((~differs).fill_null(False).sum()).item())
        delta = compared.filter(is_new | differs)
        if delta.is_empty():
            return _Batch(b"", b"")
        self.families.update(delta["family_key"].unique())
        places = people.places
        if delta.height < compared.height:
            places = places.join(delta.select("national_id"), on="national_id", how="semi", maintain_order="left")
        uuid = pl.lit(rpps.ID_PREFIX) + pl.col("national_id").str.replace("^0", "000").str.slice(-12)
        persons = delta.select(
            *(
                uuid.alias("id"),
                pl.when(pl.col("national_id").str.starts_with("8"))
                .then(pl.col("national_id").str.slice(1))
                .alias("rpps"),
            ),
            *_PERSON[2:],
        )
        located = self.gazetteer.locate(places).select(uuid.str.to_lowercase().alias("professional_id"), *_PLACE[1:])
        return _Batch(copy_text(persons), copy_text(located))


async def _in_thread(batches: Iterator[_Batch]) -> AsyncIterator[_Batch]:
    """The next batch is made while PostgreSQL takes the present one."""
    ahead = asyncio.create_task(asyncio.to_thread(next, batches, None))
    try:
        while (batch := await ahead) is not None:
            ahead = asyncio.create_task(asyncio.to_thread(next, batches, None))
            yield batch
    finally:
        await asyncio.gather(ahead, return_exceptions=True)


async def _known(raw: Raw) -> pl.DataFrame:
    """National number → hash, of the whole register (some 40 MB for the nation)."""
    out = BytesIO()
    await raw.copy_from_query(
        "select upper(right(id::text, 12)), content_hash from professional where id::text like '52505053-%'",
        output=out,
        timeout=LONG,
    )
    schema = {"national_id": pl.String, "known_hash": pl.Int64}
    if not out.tell():
        return pl.DataFrame(schema=schema)
    out.seek(0)
    known = pl.read_csv(out, separator="\t", has_header=False, quote_char=None, schema=schema)
    return known.with_columns(pl.col("national_id").str.replace("^000", "0"))


async def _create_next(raw: Raw, now: datetime) -> None:
    for table in _TABLES:
        await swap.create_next(raw, table)
    # As a default, so that two million rows need not carry it.
    await raw.execute(f"alter table professional_next alter registered_at set default '{now.isoformat()}'")


async def _copy(raw: Raw, table: str, columns: list[str], rows: bytes) -> None:
    await raw.copy_to_table(table, source=BytesIO(rows), columns=columns, format="text", freeze=True, timeout=LONG)


async def _keep_unchanged(raw: Raw) -> None:
    """Whoever the file does not mention, or mentions unchanged, is carried over as he is."""
    for table, owner in (("practice_place", "professional_id"), ("professional", "id")):
        columns = ", ".join(await swap.columns_of(raw, table))
        await raw.execute(
            f"insert into {table}_next ({columns}) select {columns} from {table} l "
            f"where not exists (select 1 from professional_next n where n.id = l.{owner})",
            timeout=LONG,
        )


async def _merge(raw: Raw) -> None:
    await raw.execute("analyze professional_next", timeout=LONG)
    persons = await swap.columns_of(raw, "professional")
    places = ", ".join(await swap.columns_of(raw, "practice_place"))
    names, fresh = ", ".join(persons), ", ".join(f"{c} = excluded.{c}" for c in persons if c != "id")
    for statement in (
        "delete from practice_place p using professional_next n where p.professional_id = n.id",
        f"insert into professional ({names}) select {names} from professional_next "
        f"on conflict (id) do update set {fresh}",
        f"insert into practice_place ({places}) select {places} from practice_place_next",
    ):
        await raw.execute(statement, timeout=LONG)
