"""An outside calendar, of which only busy times are kept, and the private feed of an agenda."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.dialects.postgresql import TSTZMULTIRANGE, Range
from sqlalchemy.orm import Mapped, mapped_column

from carekit.outside import Validators
from scheduling_svc.base import Base
from scheduling_svc.openings.spans import Span

#: How far ahead busy times are kept: further than any horizon of slots.
LOOKS_AHEAD = timedelta(days=366)
PERIOD = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=6)
#: « Not modified » is believed for a day: what recurs is then counted further ahead again.
BELIEVED = timedelta(days=1)


class CalendarState(StrEnum):
    """`waiting`: given and not read yet; `failing`: what was read before still stands."""

    WAITING = "waiting"
    READ = "read"
    FAILING = "failing"


class Unreadable(StrEnum):
    """Why what was found is no calendar that we can read; what the way there met is `carekit.outside.Trouble`."""

    NOT_A_CALENDAR = "not_a_calendar"
    TOO_LONG_TO_READ = "too_long_to_read"
    ADDRESS_LOST = "address_lost"


class OutsideCalendar(Base):
    """Given as an address, which the worker reads again and again, or once as a file. Nothing of its events is kept
    but when they are."""

    __tablename__ = "outside_calendar"

    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    calendar_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    label: Mapped[str]
    #: Where it is, for its owner to know it again; None of a file.
    host: Mapped[str | None]
    #: The whole address, sealed: who has it reads the calendar.
    address: Mapped[bytes | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    busy: Mapped[list[Range[datetime]]] = mapped_column(TSTZMULTIRANGE)
    known_until: Mapped[datetime | None]
    state: Mapped[str]
    problem: Mapped[str | None]
    attempts: Mapped[int]
    next_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime]

    def validators(self, at: datetime) -> Validators:
        """None of them while the whole is wanted again."""
        if self.known_until is None or self.known_until < at + LOOKS_AHEAD - BELIEVED:
            return Validators()
        return Validators(self.etag, self.last_modified)

    def was_read(self, busy: list[Span], validators: Validators, at: datetime) -> bool:
        """True if the agenda changes by it."""
        before = [(span.lower, span.upper) for span in self.busy]
        self.busy = [Range(span.starts_at, span.ends_at) for span in busy]
        self.etag, self.last_modified = validators.etag, validators.last_modified
        self.known_until = at + LOOKS_AHEAD
        self.was_confirmed(at)
        return before != [(span.starts_at, span.ends_at) for span in busy]

    def was_confirmed(self, at: datetime) -> None:
        """It is as we have it."""
        self.state, self.problem, self.attempts, self.read_at = CalendarState.READ.value, None, 0, at
        self.next_at = at + PERIOD if self.address is not None else None

    def failed(self, problem: str, at: datetime) -> None:
        """Tried again after a quarter of an hour, half an hour… six hours at most."""
        self.state, self.problem = CalendarState.FAILING.value, problem
        self.next_at = at + min(PERIOD * 2 ** min(self.attempts, 10), LONGEST_WAIT)
        self.attempts += 1


class CalendarFeed(Base):
    """The address under which an agenda is read by its owner's telephone. Of its secret only the hash is kept."""

    __tablename__ = "calendar_feed"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
