"""The pool of locums on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints, model_validator

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.appointments.models import BookingReason
from scheduling_svc.openings.models import Audience, Modality
from scheduling_svc.openings.schemas import CivilTimeOut, Weekday
from scheduling_svc.pools.models import CoverStatus, CoverWorklist
from scheduling_svc.pools.policies import CoverAct
from scheduling_svc.wire import CivilTime, CommuneCode, Day, InstantOut


class JoinPool(Input):
    """When and where a professional volunteers to replace others."""

    communes: list[CommuneCode] = Field(
        default_factory=list, max_length=100, description="His sectors; empty: anywhere in the CPTS"
    )
    weekdays: list[Weekday] = Field(min_length=1, max_length=7, description="Days on which he is available")
    least_hours: int = Field(
        default=0, ge=0, le=200, description="Hours a month under which his activity is not regular (F054); 0: none"
    )


class PoolVolunteerOut(Output):
    professional_id: UUID
    name: str
    profession_code: str
    communes: list[str]
    weekdays: list[int]
    least_hours: int
    month: date = Field(description="First day of the month that `confirmed_hours` counts")
    confirmed_hours: float = Field(description="Hours of confirmed covers in that month, past and to come")
    is_under_least: bool = Field(description="Fewer than `least_hours`: listed first")


class PoolVolunteers(Output):
    """Who is short of his minimum first, then by name."""

    items: list[PoolVolunteerOut]


class PublishCover(Input):
    """Hours of one day that a practice wants covered."""

    professional_id: UUID = Field(description="Whose practice it is")
    place_id: UUID = Field(description="One of his practice places")
    day: Day
    from_time: CivilTime
    to_time: CivilTime = Field(description="Later on the same day")
    slot_minutes: int = Field(default=15, ge=5, le=240, description="Length of a slot, minutes")
    modalities: list[Modality] = Field(default_factory=lambda: [Modality.AMB], min_length=1, max_length=3)
    audience: list[Audience] = Field(
        default_factory=lambda: [Audience.OWN_PATIENTS],
        min_length=1,
        max_length=5,
        description="Who will see the slots; the locum agrees to it by taking the cover",
    )
    is_parallel: bool = Field(default=False, description="Beside the titular rather than in his stead (F055)")

    @model_validator(mode="after")
    def _room_for_a_slot(self) -> Self:
        (from_hour, from_minute), (to_hour, to_minute) = (
            map(int, clock.split(":")) for clock in (self.from_time, self.to_time)
        )
        if (to_hour - from_hour) * 60 + to_minute - from_minute < self.slot_minutes:
            raise ValueError("to_time must leave room for at least one slot after from_time")
        return self


class CoverOut(Output):
    cover_id: UUID
    professional_id: UUID | None = Field(description="Whose practice it is; null of a team")
    professional_name: str | None
    team_id: UUID | None = Field(description="The team that seeks somebody; null of a practice")
    team_label: str | None
    profession_code: str
    place_id: UUID
    place_label: str | None
    commune_code: str | None
    commune_name: str | None
    day: date
    from_time: CivilTimeOut
    to_time: CivilTimeOut
    slot_minutes: int
    has_line: bool = Field(description="Whoever holds it receives people; false: supervision, reception")
    reason_code: BookingReason | None = Field(description="The only act its slots are taken for; null: every reason")
    modalities: list[Modality]
    audience: list[Audience]
    is_parallel: bool
    starts_at: InstantOut
    ends_at: InstantOut
    status: CoverStatus
    locum_id: UUID | None
    locum_name: str | None
    opening_id: UUID | None = Field(description="In the volunteer's agenda, once confirmed")
    appointments_staying: int = Field(
        description="Appointments in the agenda of whom it replaces, which stay there; 0 for who decides nothing here"
    )
    is_mine: bool = Field(description="The caller, or whom he is the delegate of, holds it")
    suits_me: bool = Field(description="The caller's own days and sectors, as he gave them to the pool")
    may: list[CoverAct] = Field(description="What the caller may do with it now")


class HoursOfAPractice(Input):
    """Hours that a practice thinks of having covered."""

    professional_id: UUID
    day: Day
    from_time: CivilTime
    to_time: CivilTime


HoursOfAPracticeQuery = Annotated[HoursOfAPractice, Query()]


class AppointmentsStaying(Output):
    count: int = Field(description="Appointments of these hours, which stay in the agenda of the practice")


class CoverPage(Page[CoverOut]):
    """Covers that have not begun, soonest first; withdrawn ones are left out."""


class FindCovers(Input):
    worklist: CoverWorklist | None = Field(default=None, description="The covers that this worklist counts")
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


FindCoversQuery = Annotated[FindCovers, Query()]
