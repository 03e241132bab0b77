"""Refusals about imports: of a request, then of a whole file."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound, PayloadTooLarge, Refusal


class ImportUnknown(NotFound):
    title = "No import by that identifier"


class FileEmpty(Invalid):
    title = "The file is empty"
    field = "body"


class FileTooLarge(PayloadTooLarge):
    title = "The file is larger than the limit of imports"


class ImportWaiting(Conflict):
    """Files of one source are taken one after the other; the same file is not queued twice."""

    title = "This very file is already waiting or running"


class FileRefused(Refusal):
    """The file as a whole cannot be read; nothing was changed. Kept as `error_code` of the import."""

    status = 422
    title = "The file cannot be imported"


class NotThisFormat(FileRefused):
    title = "The file does not have the format of this source"


class ColumnsMissing(FileRefused):
    title = "Columns that this import needs are missing"


class FileUnreadable(FileRefused):
    title = "The file is neither UTF-8 nor cp1252 text, or it disappeared"
