"""A first, quick reading of an RPPS file, line by line as opaque text: whose lines differ from those of the last
import, and whose are scattered. It costs a tenth of understanding the columns; on most days nearly nothing is
left to understand.

A person's hash is the sum of the hashes of his accepted lines, so their order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from directory_svc.imports.blocks import Block, blocks
from directory_svc.imports.rpps import Layout

_NOWHERE = "\x01"  # blocks hold no control characters


@dataclass(frozen=True)
class Scan:
    """One row per line of the file: national_id, line_hash, whole, known_hash, needed, scattered."""

    rows: pl.DataFrame
    unchanged: int
    """Persons all of whose lines are those of the last import."""

    def blocks(self, path: Path) -> Iterator[tuple[Block, pl.DataFrame]]:
        """The blocks of the file again, each with its rows."""
        at = 0
        for block in blocks(path):
            height = block.data.count(b"\n")
            yield block, self.rows.slice(at, height)
            at += height


def scan(path: Path, layout: Layout, known: pl.DataFrame) -> Scan:
    """`known`: national_id, known_hash of everybody in the register."""
    rows = pl.concat([_scanned(block, layout) for block in blocks(path)] or [_scanned(Block(2, b""), layout)])
    persons = (
        rows.group_by("national_id")
        .agg(pl.col("line_hash").sum().reinterpret(signed=True).alias("present"), pl.col("starts").sum())
        .join(known, on="national_id", how="left")
        .select(
            "national_id",
            "known_hash",
            needed=(pl.col("present") != pl.col("known_hash")).fill_null(True),
            scattered=pl.col("starts") > 1,
        )
    )
    rows = rows.drop("starts").join(persons, on="national_id", how="left", nulls_equal=True, maintain_order="left")
    return Scan(rows, unchanged=persons.height - int(persons["needed"].sum()))


def lines_of(block: Block) -> pl.DataFrame:
    """One column, `text`."""
    return pl.read_csv(
        block.data,
        separator=_NOWHERE,
        quote_char=None,
        has_header=False,
        infer_schema=False,
        raise_if_empty=False,
        encoding="utf8-lossy",
        schema={"text": pl.String},
    )


def _scanned(block: Block, layout: Layout) -> pl.DataFrame:
    text = pl.col("text").fill_null("")
    before = layout.positions["national_id"]
    national_id = text.str.extract(rf"^(?:[^|]*\|){{{before}}}([^|]*)").alias("national_id")
    frame = lines_of(block).select(
        national_id, line_hash=text.hash(seed=7), whole=text.str.count_matches("|", literal=True) == layout.bars
    )
    # A run of lines cut by the end of a block starts twice: that person counts as scattered, as he must.
    return frame.with_columns(
        starts=(pl.col("national_id").ne_missing(pl.col("national_id").shift())).fill_null(True)
    )
