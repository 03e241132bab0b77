"""Openings and closures on the wire."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import Field, PlainSerializer, StringConstraints, model_validator

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.openings.models import Audience, Modality, OpeningKind, Terms
from scheduling_svc.wire import CivilTime, Day, Instant, InstantOut

Weekday = Annotated[int, Field(ge=1, le=7, description="ISO weekday, 1 is Monday")]
CivilTimeOut = Annotated[time, PlainSerializer(lambda value: value.strftime("%H:%M"), return_type=str)]


class DescribeOpening(Input):
    """What is opened. Public holidays empty a weekly opening; a one-off opening on one is meant."""

    place_id: UUID = Field(description="A practice place of the professional; for remote work the one he works from")
    kind: OpeningKind
    weekdays: list[Weekday] = Field(default_factory=list, max_length=7, description="Of a weekly opening")
    starts_on: Day
    ends_on: Day | None = Field(default=None, description="Last day; null for a weekly opening without end")
    from_time: CivilTime
    to_time: CivilTime = Field(description="Later on the same day")
    slot_minutes: int = Field(ge=5, le=480, description="Length of a slot, minutes")
    modality: Modality = Modality.AMB
    audience: list[Audience] = Field(
        default_factory=lambda: [Audience.OWN_PATIENTS],
        max_length=5,
        description="Who may see and book; nothing leaves by default",
    )
    exceptions: list[Day] = Field(default_factory=list, max_length=400, description="Days left out")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        start, end = self.from_clock, self.to_clock
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        if minutes < self.slot_minutes:
            raise ValueError("to_time must leave room for at least one slot after from_time")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("ends_on must not precede starts_on")
        if self.kind is OpeningKind.WEEKLY and not self.weekdays:
            raise ValueError("a weekly opening names its weekdays")
        if self.kind is OpeningKind.ONE_OFF and (self.weekdays or self.ends_on not in (None, self.starts_on)):
            raise ValueError("a one-off opening has one day and no weekdays")
        return self

    def terms(self) -> Terms:
        return Terms(
            place_id=self.place_id, kind=self.kind, weekdays=sorted(set(self.weekdays)), starts_on=self.starts_on,
            ends_on=self.ends_on if self.kind is OpeningKind.WEEKLY else self.starts_on,
            from_time=self.from_clock, to_time=self.to_clock, slot_minutes=self.slot_minutes,
            modality=self.modality, audience=sorted(set(self.audience)), exceptions=sorted(set(self.exceptions)),
        )  # fmt: skip

    @property
    def from_clock(self) -> time:
        return time.fromisoformat(self.from_time)

    @property
    def to_clock(self) -> time:
        return time.fromisoformat(self.to_time)


class PublishOpening(DescribeOpening):
    """Opens hours of a professional's agenda."""

    professional_id: UUID


class OpeningOut(Output):
    opening_id: UUID
    professional_id: UUID
    place_id: UUID | None
    kind: OpeningKind
    weekdays: list[int]
    starts_on: date
    ends_on: date | None
    from_time: CivilTimeOut
    to_time: CivilTimeOut
    slot_minutes: int
    modality: Modality
    audience: list[Audience]
    exceptions: list[date]
    version: int = Field(description="Also the ETag")


class OpeningPage(Page[OpeningOut]):
    """By professional, oldest first."""


class FindOpenings(Input):
    professional_id: UUID | None = Field(default=None, description="Default: one's own agenda, or all for overseers")
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class CloseSpan(Input):
    """Closes a span of an agenda in one act. Held and booked slots stay; the answer names them."""

    professional_id: UUID
    from_: Instant = Field(alias="from")
    to: Instant = Field(description="At most 366 days after `from`")


class ClosureOut(Output):
    closure_id: UUID
    professional_id: UUID
    from_: InstantOut = Field(alias="from", validation_alias="starts_at", serialization_alias="from")
    to: InstantOut = Field(validation_alias="ends_at", serialization_alias="to")
    still_booked: list[UUID] = Field(description="Appointments that stand in the span, to be moved by hand")


class FindClosures(Input):
    professional_id: UUID | None = Field(default=None, description="Default: one's own agenda, or all for overseers")
    limit: int = Field(default=50, ge=1, le=100, description="Rows at most")


class ClosureList(Output):
    """Spans that are not over, soonest first."""

    items: list[ClosureOut]


FindOpeningsQuery = Annotated[FindOpenings, Query()]
FindClosuresQuery = Annotated[FindClosures, Query()]
