"""Wire schemas of the imports."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output

Source = Literal["rpps", "finess", "ehpad", "communes"]
State = Literal["queued", "running", "done", "failed"]


class ImportFilters(Input):
    source: Source | None = None
    state: State | None = None
    unmended: bool = Field(default=False, description="Only those that failed, with no success of that source since")
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=20, ge=1, le=100)


class RejectionFilters(Input):
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=50, ge=1, le=100)


class ImportQueued(Output):
    import_id: UUID


class ImportOut(Output):
    import_id: UUID
    source: Source
    state: State
    size: int = Field(description="Bytes of the file")
    requested_by: str
    requested_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    lines_read: int
    lines_total: int | None = Field(description="Null until the file has been counted")
    created: int = Field(description="Professionals, structures or communes that are new")
    changed: int
    unchanged: int
    rejected: int = Field(description="Lines not taken; see rejections")
    error_code: str | None = Field(description="Name of the rule that refused the whole file")
    error: str | None


class ImportsOut(Output):
    items: list[ImportOut]
    next: str | None = None


class RejectionOut(Output):
    line: int = Field(description="Line of the file, the header being 1")
    reason: str = Field(description="Code of the rule, e.g. rpps-key")
    excerpt: str = Field(description="Beginning of the line")


class RejectionsOut(Output):
    items: list[RejectionOut]
    next: str | None = None
