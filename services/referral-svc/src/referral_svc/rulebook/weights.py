"""What a rule set weighs beside its limits: the plan for a backlog, learned answers, and the nearing of a discharge.

Names are those of `matching.rules`, which says what each does; here stand its bounds and its source.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from carekit.wire import Input

Km = Annotated[float, Field(ge=0, le=10_000)]
FIVE = Field(min_length=5, max_length=5)


class PlanRules(Input):
    """In km that a person would rather travel (rules of the profession, section 3: waiting, distance, unfairness)."""

    waiting_km: float = Field(ge=1, le=10_000, description="Leaving a person of P5 waiting on the first day")
    class_weights: Annotated[list[Annotated[int, Field(ge=1, le=100)]], FIVE] = Field(
        description="P1 to P5: by how much waiting is multiplied; a more pressing class never weighs less"
    )
    load_km: Km = Field(description="The person who brings a doctor to his whole fair share")
    bound_km: Km = Field(description="Each person beyond his fair share plus the bound")
    usual_km: Km = Field(description="What the person's usual doctor is worth")
    wish_km: Km = Field(description="Each soft wish met")
    household_km: Km = Field(description="Keeping the persons of one household with one doctor")
    weeks: int = Field(ge=1, le=52, description="Weeks over which a plan is carried out, under the weekly caps")


class DischargeRules(Input):
    """Hours left before a discharge (rules of the profession, sections 2 and 5)."""

    soon_hours: int = Field(ge=1, le=720, description="From when it is shown as soon")
    urgent_hours: int = Field(ge=1, le=720, description="From when it is shown as urgent")
    notice_hours: int = Field(ge=1, le=168, description="The notice that a hospital owes when it knows")


Chance = Annotated[float, Field(ge=0.05, le=0.95)]


class AnswerRules(Input):
    """How answers are expected from a history, and waves sized by it (rules of the profession, section 3)."""

    memory_days: int = Field(ge=30, le=1095, description="Solicitations older than this are forgotten")
    usual_yes: float = Field(ge=0.01, le=0.99, description="Part of solicitations that end in a yes, at the start")
    usual_hours: float = Field(ge=1, le=336, description="Mean clock hours until an answer, at the start")
    start_weight: float = Field(ge=1, le=500, description="Weight of these figures, in solicitations")
    average_weight: float = Field(ge=1, le=500, description="Weight of the profession's average, in solicitations")
    likely_enough: Annotated[list[Chance], FIVE] = Field(
        description="P1 to P5: how probable a yes must be before nobody more is asked at once"
    )
    smallest_wave: int = Field(ge=1, le=10)
    largest_wave: int = Field(ge=1, le=10)
    rest_days: float = Field(ge=0, le=30, description="Days of peace for whoever says yes half as often as average")
    longest_rest_days: float = Field(ge=0, le=90)
    above_share_waits: float = Field(ge=0, le=20, description="Placements above a fair share from which one waits")
    asked_at_most: int = Field(ge=1, le=60, description="Solicitations of one professional within the days below")
    asked_within_days: int = Field(ge=7, le=365)
