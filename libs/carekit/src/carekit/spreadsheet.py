"""CSV as French spreadsheets open it: `;` between cells, UTF-8; and how a route says that it hands one over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.responses import Response

#: For the `responses` of a route that hands over a file, or may.
CSV_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return written.getvalue()


def csv_file(name: str, content: str) -> Response:
    """To be saved as `name`, and kept by nothing on the way."""
    return Response(
        content,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def wants_csv(accept: str | None) -> bool:
    """Of a route that answers with a page or with the whole as a file."""
    return accept is not None and accept.split(",")[0].split(";")[0].strip() == "text/csv"


def _cell(value: object) -> str:
    """A text that a spreadsheet would run as a formula is made plain; a number below zero stays one."""
    text = "" if value is None else str(value)
    if isinstance(value, (int, float)):
        return text.replace(".", ",")
    return f"'{text}" if text.startswith(_FORMULA) else text
