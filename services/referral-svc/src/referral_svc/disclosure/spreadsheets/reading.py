"""Bytes of a CSV or XLSX file → headings and rows of text. Pure, and bounded before anything is unpacked."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from referral_svc.disclosure.spreadsheets.errors import (
    SpreadsheetEmpty,
    SpreadsheetTooLarge,
    SpreadsheetUnreadable,
    WorkbookInflates,
)

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 60
#: A longer cell is cut one character after it, so that its row is refused and not silently shortened.
MOST_CHARACTERS = 2_000
#: Lines looked at in a workbook, blank ones included: a cell at row 1,048,576 must not make a million rows.
MOST_LINES = 20_000
#: A workbook of 5,000 rows with words in every column unpacks to about 20 MB.
MOST_UNPACKED = 40_000_000
MOST_PARTS = 500

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
Format = Literal["csv", "xlsx"]


@dataclass(frozen=True)
class Table:
    """`rows`: (line of the file, cells as text), blank lines left out. The headings stand on a line of their own."""

    format: Format
    header: list[str]
    rows: list[tuple[int, list[str]]]


def read_table(content: bytes) -> Table:
    """Raises a refusal that says what is wrong with the file, and never repeats what is in it."""
    if len(content) > MOST_BYTES:
        raise SpreadsheetTooLarge(limit_bytes=MOST_BYTES)
    if content.startswith(_OLE):
        raise SpreadsheetUnreadable("An old Excel workbook (.xls), or one with a password", met="xls")
    if content.startswith(_ZIP):
        return _table("xlsx", _workbook_lines(content))
    return _table("csv", _csv_lines(_text(content)))


def _table(kind: Format, lines: Iterable[tuple[int, list[str]]]) -> Table:
    header: list[str] | None = None
    rows: list[tuple[int, list[str]]] = []
    for line, cells in lines:
        filled = sum(1 for cell in cells if cell)
        if header is None:
            # A title above the headings stands alone on its line.
            header = cells if filled >= 2 else None
        elif filled:
            if len(rows) == MOST_ROWS:
                raise SpreadsheetTooLarge(limit_rows=MOST_ROWS)
            rows.append((line, cells))
    if header is None or not rows:
        raise SpreadsheetEmpty
    width = max(len(header), *(len(cells) for _, cells in rows))
    while width and not any(len(cells) >= width and cells[width - 1] for cells in (header, *(c for _, c in rows))):
        width -= 1
    if width > MOST_COLUMNS:
        raise SpreadsheetTooLarge(limit_columns=MOST_COLUMNS)
    return Table(kind, _padded(header, width), [(line, _padded(cells, width)) for line, cells in rows])


def _padded(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * width)[:width]


def _text(content: bytes) -> str:
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SpreadsheetUnreadable("Neither UTF-8 nor Windows-1252 text, nor a workbook", met="bytes")


def _csv_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    started = 1
    try:
        for cells in reader:
            yield started, [_cell(cell) for cell in cells[: MOST_COLUMNS + 1]]
            started = reader.line_num + 1
    except csv.Error as broken:
        raise SpreadsheetUnreadable(f"Line {started}: a quote is not closed", met="quote", line=started) from broken


def _delimiter(text: str) -> str:
    """The one that cuts the first lines into most cells; Excel in French writes semicolons."""
    first = [line for line in text.splitlines()[:20] if line.strip()]
    return max(";,\t", key=lambda mark: max((line.count(mark) for line in first), default=0))


def _workbook_lines(content: bytes) -> list[tuple[int, list[str]]]:
    _require_modest(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations, which nobody looks at
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                return _first_filled(book)
            finally:
                book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as broken:
        raise SpreadsheetUnreadable("Not a workbook that can be read", met="workbook") from broken


def _require_modest(content: bytes) -> None:
    """What the archive declares bounds what unpacking it gives: zipfile reads no further."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as broken:
        raise SpreadsheetUnreadable("A damaged archive", met="workbook") from broken
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise WorkbookInflates(limit_bytes=MOST_UNPACKED)
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise SpreadsheetUnreadable("An archive that is no workbook", met="workbook")


def _first_filled(book: openpyxl.Workbook) -> list[tuple[int, list[str]]]:
    """The first tab that holds two lines or more."""
    for tab in book.worksheets:
        if tab.sheet_state != "visible":
            continue
        tab.reset_dimensions()  # what the file says of its size is not to be trusted
        lines = []
        for line, values in enumerate(tab.iter_rows(max_row=MOST_LINES, values_only=True), start=1):
            cells = [_cell(_as_text(value)) for value in values[: MOST_COLUMNS + 1]]
            if any(cells):
                lines.append((line, cells))
        if len(lines) >= 2:
            return lines
    return []


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return str(value)


def _cell(text: str) -> str:
    """One line of plain text; what a terminal or a log would obey becomes a space."""
    plain = "".join(ch if ch.isprintable() else " " for ch in text[: MOST_CHARACTERS * 2])
    return " ".join(plain.split())[: MOST_CHARACTERS + 1]
