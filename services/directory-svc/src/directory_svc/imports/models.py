"""Imports: which file, how far, with what result."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from directory_svc.orm import Base


class ImportJob(Base):
    """One file given to the directory. Its data becomes visible by one transaction, or not at all.

    `loaded_at` is set by that transaction: what remains then is to tell the territories, which a crash may
    interrupt and the next worker goes on with.
    """

    __tablename__ = "import_job"
    __table_args__ = (
        CheckConstraint("state in ('queued', 'running', 'done', 'failed')", name="state"),
        Index("uq_import_job_running", "state", unique=True, postgresql_where=text("state = 'running'")),
        Index("ix_import_job_waiting", "id", postgresql_where=text("state in ('queued', 'running')")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[str]
    state: Mapped[str]
    path: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str]
    requested_by: Mapped[str]
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    loaded_at: Mapped[datetime | None]
    attempts: Mapped[int]
    lines_read: Mapped[int] = mapped_column(BigInteger)
    lines_total: Mapped[int | None] = mapped_column(BigInteger)
    created: Mapped[int] = mapped_column(BigInteger)
    changed: Mapped[int] = mapped_column(BigInteger)
    unchanged: Mapped[int] = mapped_column(BigInteger)
    rejected: Mapped[int] = mapped_column(BigInteger)
    error_code: Mapped[str | None]
    error: Mapped[str | None]


class ImportRejection(Base):
    """A line that was not taken, and the rule it breaks. At most 10,000 are kept per import."""

    __tablename__ = "import_rejection"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("import_job.id", ondelete="CASCADE"), primary_key=True)
    line: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reason: Mapped[str]
    excerpt: Mapped[str]
