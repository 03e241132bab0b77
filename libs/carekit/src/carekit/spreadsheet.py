"""CSV as French spreadsheets open it: `;` between cells, UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return written.getvalue()


def _cell(value: object) -> str:
    """A text that a spreadsheet would run as a formula is made plain; a number below zero stays one."""
    text = "" if value is None else str(value)
    if isinstance(value, (int, float)):
        return text.replace(".", ",")
    return f"'{text}" if text.startswith(_FORMULA) else text
