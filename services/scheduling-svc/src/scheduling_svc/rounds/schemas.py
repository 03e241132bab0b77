"""Rounds at home on the wire. Identity comes from referral-svc alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from itertools import pairwise
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from carekit.wire import Input, Output
from scheduling_svc.appointments.models import ChoiceRecorded
from scheduling_svc.openings.models import Modality
from scheduling_svc.openings.schemas import CivilTimeOut, Weekday
from scheduling_svc.rounds.errors import HoursOverlap
from scheduling_svc.rounds.models import VisitOutcome, VisitStatus
from scheduling_svc.rounds.skills import CareSkill
from scheduling_svc.routing.breaches import RoundRule, UnplacedReason
from scheduling_svc.triage.script import TriageClass
from scheduling_svc.wire import CivilTime, CommuneCode, Day, InstantOut, ProfessionCode

NURSE = "60"


class OfferedHours(Input):
    """Hours of a weekday in which somebody visits: from leaving his practice until he is back there."""

    weekday: Weekday
    from_time: CivilTime
    to_time: CivilTime = Field(description="Later on the same day")
    most: int = Field(ge=1, le=30, description="Visits in these hours, at most")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_time >= self.to_time:
            raise ValueError("to_time must follow from_time")
        return self


def in_order(hours: Iterable[OfferedHours]) -> list[OfferedHours]:
    ordered = sorted(hours, key=lambda one: (one.weekday, one.from_time))
    for one, following in pairwise(ordered):
        if one.weekday == following.weekday and following.from_time < one.to_time:
            raise HoursOverlap
    return ordered


class VolunteerForRounds(Input):
    """Where, when and for what a professional visits at home; said by himself or his delegate."""

    communes: list[CommuneCode] = Field(
        default_factory=list, max_length=100, description="His sectors; empty: anywhere in the CPTS"
    )
    skills: list[CareSkill] = Field(default_factory=list, max_length=20)
    hours: list[OfferedHours] = Field(min_length=1, max_length=21)

    def in_order(self) -> list[OfferedHours]:
        return in_order(self.hours)


class RoundVolunteerOut(Output):
    professional_id: UUID
    name: str
    profession_code: str
    communes: list[str]
    skills: list[CareSkill]
    hours: list[OfferedHours]


class RoundVolunteers(Output):
    """By name."""

    items: list[RoundVolunteerOut]


class NoteVisit(Input):
    """A visit to do for a request of unscheduled care."""

    referral_id: UUID
    day: Day
    commune_code: CommuneCode = Field(description="Where the person lives; no address is kept here")
    minutes: int = Field(default=30, ge=5, le=240, description="Care at home, minutes")
    from_time: CivilTime = Field(default="08:00", description="It may begin from then on")
    to_time: CivilTime = Field(default="19:00", description="It begins by then")
    profession_code: ProfessionCode = NURSE
    skills: list[CareSkill] = Field(default_factory=list, max_length=20)
    choice_recorded: ChoiceRecorded = Field(description="How the person said that somebody may come")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_time > self.to_time:
            raise ValueError("to_time must not be before from_time")
        return self


class VisitOut(Output):
    visit_id: UUID
    day: date
    referral_id: UUID = Field(description="Names come from `POST /api/referral/v1/names`, never from here")
    commune_code: str
    commune_name: str | None
    minutes: int
    from_time: CivilTimeOut
    to_time: CivilTimeOut
    profession_code: str
    skills: list[CareSkill]
    status: VisitStatus
    is_pinned: bool
    starts_at: InstantOut | None = Field(description="Planned, or told once it was published")
    ends_at: InstantOut | None
    travel_minutes: int | None = Field(description="On the road before it")
    appointment_id: UUID | None
    unplaced_reason: UnplacedReason | None = Field(description="Why the rounds have no place for it")
    follows: UUID | None = Field(description="The visit that ended with nobody there, or with another to be made")


class RoundOut(Output):
    """The round of one nurse in hours that she offered."""

    professional_id: UUID
    professional_name: str
    profession_code: str
    from_time: CivilTimeOut
    to_time: CivilTimeOut
    most: int = Field(description="Visits, at most; 0 where she offers these hours no more")
    communes: list[str] = Field(description="Names of her sectors; empty: anywhere")
    skills: list[CareSkill]
    base_name: str | None = Field(description="Commune where she starts and comes back to")
    visits: list[VisitOut] = Field(description="In the order in which they are done")
    travel_minutes: int
    travel_km: float
    back_at: InstantOut | None


class SentToPool(Output):
    """A request that its triage sent to the pool, and that is no visit yet."""

    referral_id: UUID
    asked_at: InstantOut
    triage_class: TriageClass | None
    profession_code: str | None
    modality: Modality | None
    due_at: InstantOut | None


class DayToPlace(Output):
    day: date
    visits: int


class DayOfRounds(Output):
    day: date
    version: int = Field(description="Also the ETag; 0 while nothing was noted for that day")
    published: int = Field(description="How often the rounds of that day were published")
    untold: int = Field(description="Visits that are placed and not published yet")
    rounds: list[RoundOut] = Field(description="By name, then hours")
    unplaced: list[VisitOut]
    sent_to_pool: list[SentToPool]
    to_place: list[DayToPlace] = Field(description="From today on, the days with visits that are in no round")
    travel_minutes: int
    travel_km: float


class PlaceVisit(Input):
    """Into the hours of a nurse that begin at `from_time`, as her `position`-th visit."""

    professional_id: UUID
    from_time: CivilTime
    position: int = Field(ge=0, le=100, description="0 is first; beyond the last: at the end")
    agreed_hour: bool = Field(
        default=False, description="The person agreed to the hour that it comes to, outside her window"
    )


class RoundBreach(Output):
    kind: RoundRule
    visit_id: UUID | None = Field(description="Which visit it falls upon; none: the round as a whole")


class VisitMoveOut(Output):
    """What the hand would do, said before it does anything."""

    broken: list[RoundBreach]
    may_insist: bool = Field(description="Nothing but the person's own window: she may agree to another hour")
    starts_at: InstantOut
    added_minutes: int = Field(description="On the road, all rounds together; less than 0: saved")


class PinVisit(Input):
    is_pinned: bool


class RecordVisitOutcome(Input):
    outcome: VisitOutcome


class OwnRounds(Output):
    """What was published to one nurse, in order; done ones too."""

    day: date
    visits: list[VisitOut]
    travel_minutes: int
    next_day: date | None
    """The first day after this one on which a visit awaits her."""


class ToldStop(Output):
    """One visit as it was told."""

    visit_id: UUID
    professional_id: UUID
    professional_name: str
    commune_code: str
    starts_at: InstantOut
    minutes: int


class PublishedRoundsOut(Output):
    number: int
    published_by_name: str
    published_at: InstantOut
    stops: list[ToldStop]


class PublishedRoundsList(Output):
    """Newest first."""

    items: list[PublishedRoundsOut]


def civil(value: str) -> time:
    return time.fromisoformat(value)
