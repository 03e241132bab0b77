"""Refusals of a spreadsheet and of its import."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound, PayloadTooLarge


class SpreadsheetNotFound(NotFound):
    """Absent, erased, or given by somebody else: all look the same."""

    title = "No spreadsheet of yours by that identifier"


class SpreadsheetUnreadable(Invalid):
    """Neither CSV (UTF-8, UTF-16 or Windows-1252) nor an XLSX workbook, or damaged. `detail` says what was met."""

    title = "The file cannot be read as a spreadsheet"
    field = "body"


class SpreadsheetEmpty(Invalid):
    """A line of headings and at least one line under it."""

    title = "The spreadsheet has no line under its headings"
    field = "body"


class SpreadsheetTooLarge(PayloadTooLarge):
    """Members: `limit_bytes`, or `limit_rows` and `limit_columns`."""

    title = "The spreadsheet is larger than the limit"


class WorkbookInflates(PayloadTooLarge):
    """A workbook is an archive: what it would unpack to is measured before anything is unpacked."""

    title = "The workbook unpacks to more than the limit"


class ColumnsMissing(Invalid):
    """Names, commune and one way to reach the person cannot be guessed. Members: `missing`."""

    title = "A column that every request needs is not mapped"
    field = "columns"


class ColumnUnknown(Invalid):
    title = "The spreadsheet has no such column"
    field = "columns"


class SpreadsheetNotTried(Conflict):
    """Nothing is imported before its author has seen what would come of it."""

    title = "The spreadsheet must be tried first"


class SpreadsheetUnderWay(Conflict):
    """Members: `state`."""

    title = "The import is not in a state that allows it"


class ImportStarted(Conflict):
    """Members: `moved`, how many of its requests somebody has worked on since."""

    title = "Work on the imported requests has begun"
