"""Reports, as they go over the wire. A list says who filed what when; words and names of files stay sealed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from carekit.wire import Input, Output
from referral_svc.disclosure.reports.files import MediaType, extension_fits
from referral_svc.disclosure.reports.models import ReportKind, ReportReaders, ReportState, Scan


class FileToCome(Input):
    """Sealed at once: a file is often named after the person."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=160, pattern=r"^[^/\\\r\n\t\"]+$")]
    media_type: MediaType

    @model_validator(mode="after")
    def _same_kind(self) -> FileToCome:
        if not extension_fits(self.name, self.media_type):
            raise ValueError("the name does not end as this kind of file does")
        return self


class FileReport(Input):
    """A report written here, or a file to come (`PUT /report-files/{report_id}`), or both."""

    kind: ReportKind
    readers: ReportReaders = Field(
        default=ReportReaders.PARTICIPANTS,
        description="`professionals` leaves out participants who are none, e.g. a social worker who stated the need",
    )
    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)] = ""
    file: FileToCome | None = None

    @model_validator(mode="after")
    def _says_something(self) -> FileReport:
        if self.kind == ReportKind.ADVICE:
            raise ValueError("an advice is given by an act of its own")
        if not self.words and self.file is None:
            raise ValueError("write the report, or attach it")
        return self


class ReportOut(Output):
    """Without its words and the name of its file: an answer is kept for repeats, and nothing sealed stands there."""

    report_id: UUID
    kind: ReportKind
    state: ReportState
    scan: Scan
    readers: ReportReaders
    author_name: str
    is_mine: bool
    begun_at: datetime
    filed_at: datetime | None = Field(description="When the others could read it")
    media_type: str | None
    size_bytes: int | None


class Reports(Output):
    items: list[ReportOut] = Field(description="Newest first; only those that are open to the caller")
    may_file: bool
    is_shared: bool = Field(
        description="The person agreed to share; otherwise professionals alone read, whatever `readers` says"
    )
    file_limit_bytes: int


class ReportRead(ReportOut):
    words: str
    file_name: str | None
    ground: str = Field(description="Why you may read it")


class WithdrawReport(Input):
    """Its content is destroyed at once."""

    reason_code: Literal["wrong_person", "wrong_file", "filed_twice"]
