"""Outside calendars and feeds on the wire."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints

from carekit.outside import Trouble
from carekit.wire import Input, Output
from scheduling_svc.calendars.models import CalendarState, Unreadable
from scheduling_svc.wire import InstantOut

CalendarLabel = Annotated[
    str,
    StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f<>]+$"),
    Field(description="What its owner calls it; never a patient's name", examples=["Agenda personnel"]),
]


class FindCalendars(Input):
    professional_id: UUID | None = Field(default=None, description="Default: one's own agenda")


class AddCalendar(Input):
    """An address of an iCalendar file, read again and again by the worker."""

    professional_id: UUID
    label: CalendarLabel
    url: Annotated[str, StringConstraints(min_length=10, max_length=2_000)] = Field(
        description="https:// or webcal://; told to nobody again", examples=["webcal://agenda.exemple.fr/secret.ics"]
    )


class GiveCalendar(Input):
    """What the file that is given is called."""

    professional_id: UUID
    label: CalendarLabel


class CalendarConflict(Output):
    """An appointment that stands in busy time: to be moved, there or here, by its owner."""

    appointment_id: UUID
    starts_at: InstantOut
    ends_at: InstantOut


class OutsideCalendarOut(Output):
    """Of its events nothing is kept but when they are."""

    calendar_id: UUID
    professional_id: UUID
    label: str
    host: str | None = Field(description="Where it is read; null of a file")
    state: CalendarState
    problem: Trouble | Unreadable | None = Field(description="Why the last reading failed")
    added_at: InstantOut
    read_at: InstantOut | None = Field(description="Last time it was read, or found unchanged")
    next_at: InstantOut | None = Field(description="When it is read again; null of a file")
    known_until: InstantOut | None = Field(description="Up to when its busy times are known")
    conflicts: list[CalendarConflict] = Field(description="Soonest first; the first fifty of the agenda")


class OutsideCalendarList(Output):
    """In the order in which they were added."""

    items: list[OutsideCalendarOut]


class CalendarFeedOut(Output):
    made_at: InstantOut | None = Field(description="When the address was made; null: there is none")


class CalendarFeedAddress(Output):
    """Told once: only its hash is kept."""

    url: str = Field(description="https://…; whoever has it reads the feed")
    made_at: InstantOut


FindCalendarsQuery = Annotated[FindCalendars, Query()]
GiveCalendarQuery = Annotated[GiveCalendar, Query()]
