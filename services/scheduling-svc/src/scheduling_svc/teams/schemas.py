"""Teams, their shifts and the hours of their volunteers on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints, model_validator

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.appointments.models import BookingReason
from scheduling_svc.appointments.schemas import AppointmentOut
from scheduling_svc.openings.models import Audience
from scheduling_svc.openings.schemas import CivilTimeOut
from scheduling_svc.pools.schemas import CoverOut
from scheduling_svc.teams.models import TeamKind, TeamTerms
from scheduling_svc.wire import CivilTime, CommuneCode, Day, Instant, InstantOut, ProfessionCode

Label = Annotated[str, StringConstraints(min_length=2, max_length=80, pattern=r"^[^\x00-\x1f<>]+$")]
Site = Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=r"^[^\x00-\x1f<>]+$")]


class DescribeTeam(Input):
    """What a team does, where, for whom, and who leads it."""

    label: Label = Field(description="As searches show it with each of its slots; never a patient's name")
    reason_code: BookingReason = Field(description="The only act that its slots are taken for")
    slot_minutes: int = Field(ge=5, le=240, description="Minutes that the act takes")
    commune_code: CommuneCode = Field(description="Where it receives; of a brigade, from where it leaves")
    communes: list[CommuneCode] = Field(
        default_factory=list, max_length=100, description="Of a brigade, where it goes; of a centre, empty"
    )
    site: Site | None = Field(default=None, description="Building and street, as whoever comes needs them")
    wheelchair_accessible: bool | None = Field(default=None, description="Null: nobody said")
    lead_id: UUID | None = Field(
        default=None,
        description="Who leads it beside the coordination; null: the coordination alone",
    )
    audience: list[Audience] = Field(
        min_length=1, max_length=5, description="Who will see its slots; whoever takes a seat agrees to it"
    )
    confirms_at_once: bool = Field(default=False, description="Whoever takes a seat has it, unconfirmed by anybody")
    opens_on: Day = Field(description="First day of its shifts")
    closes_on: Day | None = Field(default=None, description="Last day; null: none is set")

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        if self.closes_on is not None and self.closes_on < self.opens_on:
            raise ValueError("closes_on must not precede opens_on")
        return self

    def terms(self) -> TeamTerms:
        return TeamTerms(
            label=self.label, reason_code=self.reason_code.value, slot_minutes=self.slot_minutes,
            commune_code=self.commune_code, communes=sorted(set(self.communes)), site=self.site,
            accessible=self.wheelchair_accessible, lead_id=self.lead_id, audience=sorted(set(self.audience)),
            confirms_at_once=self.confirms_at_once, opens_on=self.opens_on, closes_on=self.closes_on,
        )  # fmt: skip


class MakeTeam(DescribeTeam):
    """Makes a brigade that goes to people's homes, or a centre where they come."""

    kind: TeamKind


class TeamOut(Output):
    team_id: UUID
    kind: TeamKind
    label: str
    reason_code: BookingReason
    slot_minutes: int
    commune_code: str
    commune_name: str | None
    communes: list[str]
    site: str | None
    wheelchair_accessible: bool | None
    lead_id: UUID | None
    lead_name: str | None
    audience: list[Audience]
    confirms_at_once: bool
    opens_on: date
    closes_on: date | None
    closed_at: InstantOut | None = Field(description="Since when nothing is published for it any more")
    seats_open: int = Field(description="Seats of shifts to come that nobody took")
    seats_claimed: int = Field(description="Taken, to be confirmed")
    seats_confirmed: int
    next_shift_on: date | None = Field(description="The day of the first shift that is not over")
    version: int = Field(description="Also the ETag")
    may_lead: bool = Field(description="The caller publishes shifts and confirms who takes them")


class TeamPage(Page[TeamOut]):
    """By label."""


class FindTeams(Input):
    kind: TeamKind | None = None
    closed: bool = Field(default=False, description="Those that were closed, instead of those that work")
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class SeatsWanted(Input):
    """How many of one profession."""

    profession_code: ProfessionCode
    has_line: bool = Field(
        default=True, description="Each receives people, and slots open by it; false: supervision, reception"
    )
    count: int = Field(ge=1, le=20)


class PublishShift(Input):
    """Hours of one day, and whom the team needs. Said twice of the same hours, the seats are added."""

    day: Day
    from_time: CivilTime
    to_time: CivilTime = Field(description="Later on the same day")
    seats: list[SeatsWanted] = Field(min_length=1, max_length=10)


class CopyShifts(Input):
    """Publishes what a week of the team has in other weeks; what is there already is not published twice."""

    from_week: Day = Field(description="Any day of the week to copy")
    to_weeks: list[Day] = Field(min_length=1, max_length=12, description="Any day of each week to copy to")


class ShiftNeed(Output):
    """One profession of a shift, those who receive people apart from the others."""

    profession_code: str
    has_line: bool
    wanted: int
    claimed: int = Field(description="Taken, to be confirmed")
    confirmed: int


class Shift(Output):
    """The seats of a team at the same hours."""

    day: date
    from_time: CivilTimeOut
    to_time: CivilTimeOut
    starts_at: InstantOut
    slots: int = Field(description="That its confirmed seats opened")
    slots_taken: int = Field(description="Of those, held or booked")
    needs: list[ShiftNeed]
    seats: list[CoverOut]


class ToReplace(Output):
    """An appointment with somebody who is not confirmed for those hours any more."""

    appointment_id: UUID
    slot_id: UUID | None
    starts_at: InstantOut
    professional_id: UUID
    professional_name: str | None
    reason_code: BookingReason


class TeamWeek(Output):
    monday: date
    shifts: list[Shift] = Field(description="By start")
    to_replace: list[ToReplace] = Field(
        description="To come, whatever the week, soonest first; for who leads the team, empty for others"
    )


class ReadTeamWeek(Input):
    week: Day = Field(description="Any day of the week wanted")


class VolunteerHours(Output):
    professional_id: UUID
    name: str | None
    profession_code: str | None
    hours: float = Field(description="Of confirmed seats of the last twelve months and to come")
    shifts: int


class TeamHours(Output):
    """Who gave how much: least first, those who never took a seat left out."""

    items: list[VolunteerHours]


class BookInARow(Input):
    """The next free slots of the team, side by side or one after the other, for people who come together."""

    people: int = Field(default=1, ge=1, le=10)
    from_: Instant | None = Field(default=None, alias="from", description="Not before this; default now")


class BookedInARow(Output):
    """Appointments without a case (« réservé »), by start."""

    items: list[AppointmentOut]


FindTeamsQuery = Annotated[FindTeams, Query()]
ReadTeamWeekQuery = Annotated[ReadTeamWeek, Query()]
