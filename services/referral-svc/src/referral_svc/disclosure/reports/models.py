"""Reports about one request, sealed with its key: words, and a file cut into pieces."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from carekit.auth import Caller
from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.disclosure.errors import FileAlreadyGiven, ReportNotReadable


class ReportKind(StrEnum):
    REPORT = "report"
    LAB_RESULTS = "lab_results"
    IMAGING_RESULTS = "imaging_results"
    ADVICE = "advice"
    """Given by an act of its own (`disclosure/advice`)."""


class ReportReaders(StrEnum):
    """Of those who take part. The coordinator, and whoever filed it, read it in any case."""

    PARTICIPANTS = "participants"
    PROFESSIONALS = "professionals"


class ReportState(StrEnum):
    AWAITING_FILE = "awaiting_file"
    TO_SCAN = "to_scan"
    FILED = "filed"
    REFUSED = "refused"
    """The scanner found something: its content was destroyed."""
    WITHDRAWN = "withdrawn"
    """Filed by mistake: its content was destroyed."""


class Scan(StrEnum):
    NO_FILE = "no_file"
    NOT_SCANNED = "not_scanned"
    """No scanner is set up here."""
    CLEAN = "clean"
    INFECTED = "infected"


class Report(Base):
    """Only its methods write `state`. Words and the file's name are sealed, and so is each piece of the file."""

    __tablename__ = "report"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    kind: Mapped[ReportKind] = mapped_column(coded(ReportKind, "kind"))
    readers: Mapped[ReportReaders] = mapped_column(coded(ReportReaders, "readers"))
    state: Mapped[ReportState] = mapped_column(coded(ReportState, "state"))
    scan: Mapped[Scan] = mapped_column(coded(Scan, "scan"))
    author_account_id: Mapped[UUID | None]
    author_professional_id: Mapped[UUID | None]
    author_name: Mapped[str]
    begun_at: Mapped[datetime]
    #: When the others could read it.
    filed_at: Mapped[datetime | None]
    media_type: Mapped[str | None]
    size_bytes: Mapped[int | None]
    pieces: Mapped[int]
    words: Mapped[bytes] = mapped_column(LargeBinary)
    file_name: Mapped[bytes] = mapped_column(LargeBinary)

    SEALED = ("words", "file_name")

    def is_by(self, caller: Caller) -> bool:
        return self.author_account_id is not None and self.author_account_id == caller.account_id

    def is_open_to(self, caller: Caller, ground: str, *, shared: bool) -> bool:
        """Professionals who take part read it as the care team does; the others when the person agreed to share
        and its author meant them too."""
        if self.is_by(caller) or ground == "coordination":
            return True
        if self.state != ReportState.FILED:
            return False
        is_professional = caller.has("professional") and caller.professional_id is not None
        return is_professional or (shared and self.readers == ReportReaders.PARTICIPANTS)

    def give(self, size_bytes: int, pieces: int, *, scanned: bool, at: datetime) -> None:
        """The file has arrived whole. Where a scanner is set up, nobody reads it before the scanner did."""
        if self.state != ReportState.AWAITING_FILE:
            raise FileAlreadyGiven
        self.size_bytes, self.pieces = size_bytes, pieces
        if scanned:
            self.state = ReportState.TO_SCAN
        else:
            self.scan = Scan.NOT_SCANNED
            self.file(at)

    def file(self, at: datetime) -> None:
        self.state = ReportState.FILED
        self.filed_at = at

    def pass_scan(self, at: datetime) -> None:
        self.scan = Scan.CLEAN
        self.file(at)

    def refuse(self) -> None:
        self.scan = Scan.INFECTED
        self.state = ReportState.REFUSED

    def withdraw(self) -> None:
        if self.state in (ReportState.REFUSED, ReportState.WITHDRAWN):
            self.require_readable()
        self.state = ReportState.WITHDRAWN

    def require_readable(self) -> None:
        if self.state != ReportState.FILED:
            raise ReportNotReadable(f"It is {self.state.value}", state_of_report=self.state.value)


class ReportPiece(Base):
    """Up to 256 KiB of a file, bound to its report and place: pieces are neither swapped nor left out unseen."""

    __tablename__ = "report_piece"

    report_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
