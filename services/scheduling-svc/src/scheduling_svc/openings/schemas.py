"""Openings and closures on the wire."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Query
from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, model_validator

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.appointments.models import BookingReason
from scheduling_svc.openings.models import AppointmentType, Audience, Modality, OpeningKind, SchoolHolidayRule, Terms
from scheduling_svc.wire import CivilTime, Day, Instant, InstantOut

Weekday = Annotated[int, Field(ge=1, le=7, description="ISO weekday, 1 is Monday")]
CivilTimeOut = Annotated[time, PlainSerializer(lambda value: value.strftime("%H:%M"), return_type=str)]


class ReasonLength(Input):
    """A reason that the opening takes, and how long it lasts."""

    reason_code: BookingReason
    minutes: int = Field(ge=5, le=480, description="Longer than a slot: it takes the next free ones too, or none")


class TimedRelease(Input):
    """From when an audience sees each slot: so many hours before its start, or at a civil time of a day before."""

    audience: Audience
    hours_before: int | None = Field(default=None, ge=1, le=8784, description="Hours before the start, elapsed")
    days_before: int | None = Field(default=None, ge=0, le=366, description="With `at_time`; 0 is the same day")
    at_time: CivilTime | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        civil = self.days_before is not None and self.at_time is not None
        if (self.hours_before is not None) is civil or (self.days_before is None) is not (self.at_time is None):
            raise ValueError("either hours_before, or days_before with at_time")
        if self.audience is Audience.OWN_PATIENTS:
            raise ValueError("the owner's own patients wait for no release")
        return self


class WhoSees(Input):
    """Who may see and book, and for each since when."""

    audience: list[Audience] = Field(
        default_factory=lambda: [Audience.OWN_PATIENTS],
        max_length=5,
        description="Who may see and book; nothing leaves by default",
    )
    releases: list[TimedRelease] = Field(
        default_factory=list, max_length=4, description="Of audiences named above; without one, they see it at once"
    )
    shared_with: list[UUID] = Field(
        default_factory=list,
        max_length=10,
        description="Other CPTS that the owner is a member of, whose members see it as those of this one do; without "
        "them the audience `cpts` is the CPTS where the agenda stands, alone",
    )

    @model_validator(mode="after")
    def _audiences_agree(self) -> Self:
        if {release.audience for release in self.releases} - set(self.audience):
            raise ValueError("a release is of an audience named above")
        if len({release.audience for release in self.releases}) < len(self.releases):
            raise ValueError("an audience has one release")
        if self.shared_with and Audience.CPTS not in self.audience:
            raise ValueError("other CPTS are named where the CPTS sees it")
        return self

    def who_sees(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "audience": sorted(set(self.audience)),
            "releases": [release.model_dump(mode="json") for release in self.releases],
            "shared_with": sorted(set(self.shared_with)),
        }


class DescribeOpening(WhoSees):
    """What is opened. Public holidays empty a weekly opening; a one-off opening on one is meant."""

    place_id: UUID = Field(description="A practice place of the professional; for remote work the one he works from")
    kind: OpeningKind
    weekdays: list[Weekday] = Field(default_factory=list, max_length=7, description="Of a weekly opening")
    starts_on: Day
    ends_on: Day | None = Field(default=None, description="Last day; null for a weekly opening without end")
    from_time: CivilTime
    to_time: CivilTime = Field(description="Later on the same day")
    slot_minutes: int = Field(ge=5, le=480, description="Length of a slot, minutes")
    modalities: list[Modality] = Field(
        default_factory=lambda: [Modality.AMB], min_length=1, max_length=3, description="Who books chooses one"
    )
    appointment_type: AppointmentType = AppointmentType.ROUTINE
    reasons: list[ReasonLength] = Field(
        default_factory=list, max_length=10, description="The only reasons taken; empty: every reason, one slot each"
    )
    overbooking: int = Field(default=0, ge=0, le=9, description="Appointments allowed beyond the first at one time")
    school_holidays: SchoolHolidayRule = Field(
        default=SchoolHolidayRule.OPEN, description="Of a weekly opening, in the zone that the CPTS set"
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
        if len({reason.reason_code for reason in self.reasons}) < len(self.reasons):
            raise ValueError("a reason has one length")
        return self

    def terms(self) -> Terms:
        return Terms(
            place_id=self.place_id, kind=self.kind, weekdays=sorted(set(self.weekdays)), starts_on=self.starts_on,
            ends_on=self.ends_on if self.kind is OpeningKind.WEEKLY else self.starts_on,
            from_time=self.from_clock, to_time=self.to_clock, slot_minutes=self.slot_minutes,
            modalities=sorted(set(self.modalities)), appointment_type=self.appointment_type,
            reasons={reason.reason_code.value: reason.minutes for reason in self.reasons},
            overbooking=self.overbooking, school_holidays=self.school_holidays,
            exceptions=sorted(set(self.exceptions)), **self.who_sees(),
        )  # fmt: skip

    @property
    def from_clock(self) -> time:
        return time.fromisoformat(self.from_time)

    @property
    def to_clock(self) -> time:
        return time.fromisoformat(self.to_time)


def _lengths(stored: Any) -> Any:
    """An opening stores minutes by reason."""
    if not isinstance(stored, dict):
        return stored
    return [{"reason_code": reason, "minutes": minutes} for reason, minutes in stored.items()]


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
    modalities: list[Modality]
    appointment_type: AppointmentType
    reasons: Annotated[list[ReasonLength], BeforeValidator(_lengths)]
    overbooking: int
    audience: list[Audience]
    releases: list[TimedRelease]
    shared_with: list[UUID] = Field(description="Whose members see it too, beyond the CPTS where the agenda stands")
    school_holidays: SchoolHolidayRule
    exceptions: list[date]
    version: int = Field(description="Also the ETag")


class EditedOpening(Input):
    """An opening as the editor read it."""

    opening_id: UUID
    version: int = Field(ge=1, le=2_000_000_000, description="Refused when it has changed since")


class ChangeOpenings(Input):
    """What several openings take over; what is absent stays as it is in each."""

    slot_minutes: int | None = Field(default=None, ge=5, le=480)
    modalities: list[Modality] | None = Field(default=None, min_length=1, max_length=3)
    appointment_type: AppointmentType | None = None
    reasons: list[ReasonLength] | None = Field(default=None, max_length=10)
    overbooking: int | None = Field(default=None, ge=0, le=9)
    audience: list[Audience] | None = Field(default=None, max_length=5)
    releases: list[TimedRelease] | None = Field(default=None, max_length=4)
    shared_with: list[UUID] | None = Field(default=None, max_length=10)
    school_holidays: SchoolHolidayRule | None = None


class ReviseOpenings(Input):
    """Changes several openings of one agenda at once: all of them, or none."""

    professional_id: UUID
    openings: list[EditedOpening] = Field(min_length=1, max_length=100)
    change: ChangeOpenings


class CopyWeek(Input):
    """Writes what a week opens again in other weeks, as single openings, on the same terms."""

    professional_id: UUID
    from_week: Day = Field(description="Any day of the week to copy")
    to_weeks: list[Day] = Field(min_length=1, max_length=12, description="Any day of each week to copy to")


class OpeningList(Output):
    """The openings that were written, in the order of the act."""

    items: list[OpeningOut]


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


class NamedCpts(Output):
    cpts_id: UUID
    name: str


class NamedCptsList(Output):
    """Other CPTS that an agenda may be shared with, by name."""

    items: list[NamedCpts]


class Widening(Output):
    """One act by which somebody let more people see an opening or one slot of it, or see it sooner."""

    at: InstantOut
    opening_id: UUID = Field(description="Which may have changed or gone since")
    slot_starts_at: InstantOut | None = Field(description="Of which slot alone; null: of the whole opening")
    audiences: list[Audience]
    shared_with: list[NamedCpts] = Field(description="Named in that act")
    author_name: str | None = Field(description="Null of acts from before names were kept")
    author_roles: list[str]


class WideningList(Output):
    """The 100 newest, newest first."""

    items: list[Widening]


class FindClosures(Input):
    professional_id: UUID | None = Field(default=None, description="Default: one's own agenda, or all for overseers")
    limit: int = Field(default=50, ge=1, le=100, description="Rows at most")


class ClosureList(Output):
    """Spans that are not over, soonest first."""

    items: list[ClosureOut]


FindOpeningsQuery = Annotated[FindOpenings, Query()]
FindClosuresQuery = Annotated[FindClosures, Query()]
