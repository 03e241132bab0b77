"""What an import did, counted as it goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

#: A file that is wrong from end to end must not fill the database with complaints.
REJECTIONS_KEPT = 10_000
EXCERPT = 120

Sign = Callable[[AsyncSession], Awaitable[None]]
"""Writes the report into the transaction that makes the data visible."""
Progress = Callable[[int, int | None], Awaitable[None]]
"""Called with the lines read so far and, when known, their total."""


@dataclass(frozen=True)
class Rejection:
    line: int
    reason: str
    excerpt: str


@dataclass
class Report:
    lines_read: int = 0
    lines_total: int | None = None
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    rejections: list[Rejection] = field(default_factory=list)

    def reject(self, line: int, reason: str, excerpt: str) -> None:
        self.reject_all([(line, reason, excerpt)])

    def reject_all(self, refused: Iterable[tuple[int, str, str]]) -> None:
        for line, reason, excerpt in refused:
            self.rejected += 1
            if len(self.rejections) < REJECTIONS_KEPT:
                # PostgreSQL stores no NUL, and a reader of the report wants one line.
                shown = "".join(ch if ch.isprintable() else "�" for ch in excerpt[:EXCERPT])
                self.rejections.append(Rejection(line, reason, shown))
