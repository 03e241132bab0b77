"""Epidemic mode on the wire."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from carekit.wire import Input, Output
from scheduling_svc.epidemic.plan import PlanData
from scheduling_svc.openings.models import Audience
from scheduling_svc.openings.schemas import CivilTimeOut
from scheduling_svc.wire import InstantOut


class SaveEpidemicPlan(Input):
    title: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    data: PlanData


class AskedOwner(Output):
    """Somebody whose agenda the plan touches."""

    professional_id: UUID
    name: str
    agreed_at: InstantOut | None = Field(description="Null: his part is left out until he agrees")
    is_me: bool = Field(description="The caller may agree for this agenda")


class EpidemicPlanOut(Output):
    plan_id: UUID
    version: int = Field(description="Also the ETag")
    title: str
    data: PlanData = Field(description="The whole plan, or what it asks of the caller's own agenda")
    saved_by_name: str
    saved_at: InstantOut
    asked: list[AskedOwner]


class LeftOutReason(StrEnum):
    NOT_AGREED = "not_agreed"
    PLACE_GONE = "place_gone"
    OPENING_GONE = "opening_gone"
    NO_VOLUNTEER = "no_volunteer"
    HOURS_OVERLAP = "hours_overlap"


class EpidemicChange(Output):
    """One opening that is made or seen by more people."""

    opening_id: UUID | None = Field(description="Null in a dry run, for an opening that would be made")
    professional_id: UUID
    professional_name: str
    is_new: bool
    weekdays: list[int] = Field(description="ISO weekdays (1 Monday); empty: the one day of `starts_on`")
    starts_on: date
    from_time: CivilTimeOut
    to_time: CivilTimeOut
    audience_before: list[Audience]
    audience: list[Audience]
    free_slots: int = Field(description="Free slots concerned, over the rolling horizon")


class EpidemicRounds(Output):
    """Hours of rounds that a nurse gains each week."""

    professional_id: UUID
    professional_name: str
    weekdays: list[int] = Field(description="ISO weekdays (1 Monday)")
    from_time: CivilTimeOut
    to_time: CivilTimeOut
    most: int = Field(description="Visits more on each of these days, at most")


class MoreVisits(Output):
    """Where there can be more visits a day, the rounds of all nurses together."""

    communes: list[str] = Field(description="Names of those that gain alike; empty: each of the CPTS")
    weekdays: list[int] = Field(description="ISO weekdays (1 Monday)")
    visits: int = Field(description="More than before, a day, at most")


class LeftOut(Output):
    professional_id: UUID
    professional_name: str
    reason: LeftOutReason


class EpidemicChanges(Output):
    """What the switch does, or would do."""

    changes: list[EpidemicChange]
    rounds: list[EpidemicRounds]
    more_visits: list[MoreVisits]
    left_out: list[LeftOut]
    script_before: str
    script: str = Field(description="The triage script in force meanwhile")


class EpidemicSwitchOut(Output):
    switch_id: UUID
    plan_id: UUID
    plan_version: int
    title: str
    on_by_name: str
    on_at: InstantOut
    off_by_name: str | None
    off_at: InstantOut | None


class EpidemicPlans(Output):
    """Plans, and the log of the switches, latest first; the first is on while `off_at` is null."""

    items: list[EpidemicPlanOut]
    switches: list[EpidemicSwitchOut]
    may_switch: bool


class EpidemicState(Output):
    """Whether epidemic mode is on."""

    switch: EpidemicSwitchOut | None = Field(description="The switch that is on; null: none")
