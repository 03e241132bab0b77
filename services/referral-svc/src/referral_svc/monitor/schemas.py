"""The monitor as it goes over the wire: figures of groups, never of a person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from carekit.wire import Output
from referral_svc.periods import Period
from referral_svc.referrals.codes import Kind

Dimension = Literal["cover", "language", "age_band", "sex", "commune"]
Measure = Literal[
    "days_to_yes", "asked", "no_part", "silent_part", "not_placed", "stepped_back",
    "stepped_back_no_capacity", "stepped_back_outside_competence", "stepped_back_practice_stops",
    "stepped_back_not_honoured", "stepped_back_too_far", "stepped_back_other",
]  # fmt: skip


class MonitorFilters(Period):
    """Of requests qualified in the period."""

    kind: Kind | None = Field(default=None, description="One kind of request; all of them when absent")


class MonitorFigure(Output):
    measure: Measure = Field(
        description="Days from qualified to the first yes and professionals asked (medians); parts of no and of "
        "silence among them (means); parts of the requests not placed, and left by the professional once disclosed"
    )
    cases: int | None = Field(description="Requests it rests on; null when kept back as a small number")
    value: float | None = Field(description="Of the group; null when kept back")
    others: float | None = Field(description="Of all the others; null when there are not enough cases to compare")
    p_value: float | None = Field(description="Corrected by Holm over the whole report; null without a test")
    is_beyond_chance: bool


class MonitorGroup(Output):
    group: str = Field(description="Code of the group: of a cover, an age band, a commune (INSEE)…")
    figures: list[MonitorFigure]


class MonitorComparison(Output):
    dimension: Dimension
    cases: int | None = Field(description="Requests compared; null when it would give a small number back")
    groups: list[MonitorGroup]


class MonitorReport(Output):
    since: date
    until: date
    as_of: datetime
    kind: Kind | None
    cases: int = Field(description="Requests qualified in the period")
    erased: int = Field(
        description="Of those, how many whose content is erased: counted by age, sex and commune, no longer by cover "
        "and language"
    )
    fewest_shown: int = Field(description="Numbers under it are kept back")
    fewest_compared: int = Field(description="No test is made with fewer on either side")
    comparisons: list[MonitorComparison]
    reasons: MonitorComparison = Field(
        description="By cover: parts of the placed requests that the professional left, for each reason he gave"
    )


class GapAlertOut(Output):
    dimension: Dimension
    group: str
    measure: Measure
    found_on: date
    p_value: float
    looked_at: datetime | None = Field(description="When a coordinator or the director took note of it")
    looked_by_name: str | None


class GapAlerts(Output):
    items: list[GapAlertOut] = Field(description="The latest first")
