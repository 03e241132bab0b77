"""Whole columns cleaned at once, in Polars. Imported by the import process only."""

from __future__ import annotations

import polars as pl

from directory_svc.search.names import LIGATURES


def folded(column: pl.Expr) -> pl.Expr:
    """The same as `search.names.name_key`, on a column."""
    plain = column.str.normalize("NFKD").str.to_lowercase()
    plain = plain.str.replace_many(list(LIGATURES), list(LIGATURES.values()))
    return plain.str.replace_all(r"\p{M}+", "").str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()


def tidy(column: pl.Expr) -> pl.Expr:
    """Trimmed, null when empty. (Control characters and backslashes were taken out of the block.)"""
    trimmed = column.str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


def luhn_holds(digits: pl.Expr) -> pl.Expr:
    """Luhn key of a column of numbers (RPPS: 11 digits, FINESS: 9)."""
    total = pl.lit(0, dtype=pl.UInt64)
    for place in range(11):
        digit = (digits // 10**place) % 10
        doubled = digit * 2
        total = total + (digit if place % 2 == 0 else doubled - pl.when(digit > 4).then(9).otherwise(0))
    return total % 10 == 0


def copy_text(frame: pl.DataFrame) -> bytes:
    """Rows as COPY … FORMAT text reads them."""
    return frame.write_csv(include_header=False, separator="\t", quote_style="never", null_value="\\N").encode()
