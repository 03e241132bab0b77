"""The pool of locums on the wire."""

from __future__ import annotations

from datetime import date, time
from itertools import combinations
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
from scheduling_svc.pools.planning import WeekHours
from scheduling_svc.pools.policies import CoverAct
from scheduling_svc.wire import CivilTime, CommuneCode, Day, InstantOut, MonthText


class JoinPool(Input):
    """When and where a professional volunteers to replace others."""

    communes: list[CommuneCode] = Field(
        default_factory=list, max_length=100, description="His sectors; empty: anywhere in the CPTS"
    )
    weekdays: list[Weekday] = Field(min_length=1, max_length=7, description="Days on which he is available")
    least_hours: int = Field(
        default=0, ge=0, le=200, description="Hours a month under which his activity is not regular (F054); 0: none"
    )


class FindPoolVolunteers(Input):
    month: MonthText | None = Field(default=None, description="Whose hours are counted; this month unless said")


class PoolVolunteerOut(Output):
    professional_id: UUID
    name: str
    profession_code: str
    communes: list[str]
    weekdays: list[int]
    least_hours: int
    month: date = Field(description="First day of the month that `confirmed_hours` counts")
    confirmed_hours: float = Field(description="Hours of confirmed covers in that month, past and to come")
    is_under_least: bool = Field(
        description="Fewer than `least_hours`, unless he joined after that month: listed first"
    )


class PoolVolunteers(Output):
    """Who is short of his minimum first, then by name."""

    items: list[PoolVolunteerOut]


class FindVolunteerHours(FindPoolVolunteers):
    professional_id: UUID = Field(description="The volunteer")
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class VolunteerHoursOut(Output):
    cover_id: UUID
    day: date
    from_time: CivilTimeOut
    to_time: CivilTimeOut
    minutes: int
    professional_name: str | None = Field(description="Whose practice it is; null of a team")
    team_label: str | None = Field(description="The team; null of a practice")
    place_label: str | None
    commune_name: str | None
    is_parallel: bool = Field(description="Beside the titular rather than in his stead")


class VolunteerHoursPage(Page[VolunteerHoursOut]):
    """The confirmed hours that a volunteer's figure adds up, by start."""


class WeekHoursToCover(Input):
    """The same hours on some days of the week; a morning and an afternoon are two."""

    weekdays: list[Weekday] = Field(default_factory=lambda: list(range(1, 8)), min_length=1, max_length=7)
    from_time: CivilTime
    to_time: CivilTime = Field(description="Later on the same day")

    def hours(self) -> WeekHours:
        return WeekHours(
            frozenset(self.weekdays), time.fromisoformat(self.from_time), time.fromisoformat(self.to_time)
        )

    def minutes(self) -> int:
        (from_hour, from_minute), (to_hour, to_minute) = (
            map(int, clock.split(":")) for clock in (self.from_time, self.to_time)
        )
        return (to_hour - from_hour) * 60 + to_minute - from_minute


class DaysToCover(Input):
    """A day, or all days of a period, on which a practice wants to be covered.

    Public holidays are left out unless asked for. Days on which the titular is absent are not: they are what a
    replacement is for.
    """

    professional_id: UUID = Field(description="Whose practice it is")
    from_day: Day
    to_day: Day = Field(description="The same day, or a later one: 31 days to cover at most")
    hours: list[WeekHoursToCover] = Field(min_length=1, max_length=14)
    with_public_holidays: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_day < self.from_day:
            raise ValueError("to_day must not lie before from_day")
        if any(one.minutes() <= 0 for one in self.hours):
            raise ValueError("to_time must lie after from_time")
        for one, other in combinations(self.hours, 2):
            meet = one.from_time < other.to_time and other.from_time < one.to_time
            if meet and set(one.weekdays) & set(other.weekdays):
                raise ValueError("hours of the same day must not overlap")
        return self


class PublishReplacement(DaysToCover):
    """Hours that a practice wants covered, published as one."""

    place_id: UUID = Field(description="One of his practice places")
    slot_minutes: int = Field(default=15, ge=5, le=240, description="Length of a slot, minutes")
    modalities: list[Modality] = Field(default_factory=lambda: [Modality.AMB], min_length=1, max_length=3)
    audience: list[Audience] = Field(
        default_factory=lambda: [Audience.OWN_PATIENTS],
        min_length=1,
        max_length=5,
        description="Who will see the slots; the locum agrees to it by taking the hours",
    )
    is_parallel: bool = Field(default=False, description="Beside the titular rather than in his stead (F055)")

    @model_validator(mode="after")
    def _room_for_a_slot(self) -> Self:
        if any(one.minutes() < self.slot_minutes for one in self.hours):
            raise ValueError("to_time must leave room for at least one slot after from_time")
        return self


class SomeDays(Input):
    """Named days of a replacement, all or none; none named: all of them that lie ahead."""

    days: Annotated[list[Day], Field(min_length=1, max_length=31)] | None = None


class DaysOfLocum(SomeDays):
    """Days that one locum holds."""

    locum_id: UUID


class CoverOut(Output):
    cover_id: UUID
    professional_id: UUID | None = Field(description="Whose practice it is; null of a team")
    professional_name: str | None
    team_id: UUID | None = Field(description="The team that seeks somebody; null of a practice")
    replacement_id: UUID | None = Field(description="What was published together; null of a team")
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


class DaysFound(Output):
    """What a period comes to before it is published."""

    days: list[date]
    public_holidays: list[date] = Field(description="Left out, on weekdays that were asked for")
    appointments_staying: int = Field(
        description="Appointments of these hours, which stay in the agenda of the practice"
    )


class LocumOut(Output):
    """Days of a replacement that one locum holds, all claimed or all confirmed."""

    locum_id: UUID
    locum_name: str | None
    status: CoverStatus
    days: list[date]
    is_whole: bool = Field(description="He holds every day of it, in whatever state")
    is_mine: bool
    appointments_staying: int
    may: list[CoverAct] = Field(description="What the caller may do with these days now")


class ReplacementOut(Output):
    """What a practice published together. Each day has its own locum and state; days that have begun or were
    withdrawn are left out."""

    replacement_id: UUID
    covers: list[CoverOut] = Field(description="Its hours, by start: at least one")
    locums: list[LocumOut] = Field(description="Who holds the whole first, then who holds most days")
    open_days: list[date]
    suits_me: list[date] = Field(description="Open days that are among the caller's own days and sectors")
    may: list[CoverAct] = Field(description="`claim` the open days, `withdraw` those that are not confirmed")


class ReplacementPage(Page[ReplacementOut]):
    """Replacements that are not over, by their first hours that lie ahead; withdrawn ones are left out."""


class FindReplacements(Input):
    worklist: CoverWorklist | None = Field(default=None, description="The replacements that this worklist counts")
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


FindPoolVolunteersQuery = Annotated[FindPoolVolunteers, Query()]
FindVolunteerHoursQuery = Annotated[FindVolunteerHours, Query()]
FindReplacementsQuery = Annotated[FindReplacements, Query()]
