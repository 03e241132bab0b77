"""What goes over the wire about rules. What no screen shows (bands, steps, seeds) is carried from set to set."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.rulebook.weights import AnswerRules, DischargeRules, PlanRules

#: The same as `matching.rules.CRITERIA`; a test compares them.
Criterion = Literal[
    "treatment_stopped", "discharge_within_7_days", "expert_flag", "ald", "two_or_more_chronic_conditions",
    "pregnancy", "child_under_2", "age_70_or_more", "dependency", "nursing_home", "handicap", "c2s", "ame",
    "no_open_rights", "isolation", "homelessness", "regular_medication", "specialist_care", "chronic_follow_up",
]  # fmt: skip
Criteria = Annotated[list[Criterion], Field(max_length=19)]
Hour = Annotated[int, Field(ge=0, le=24)]
Opening = Annotated[
    list[Hour], Field(min_length=2, max_length=2, description="Two local hours, the first and the last")
]
Km = Annotated[float, Field(gt=0, le=100)]


class ClassRules(Input):
    criteria: Criteria = Field(description="One is enough. P5 has none: it takes everybody else")
    target_days: int = Field(ge=1, le=365, description="Days from `qualified` to `placed`")
    answer_within_hours: int = Field(ge=1, le=192, description="Clock hours a professional has to answer")


class Rules(Input):
    """All that a CPTS decides about priority, order and waves (rules of the profession, sections 2, 3 and 5)."""

    classes: list[ClassRules] = Field(min_length=5, max_length=5, description="P1 to P5, in order")
    to_check: Criteria = Field(description="Decide no class by themselves, but are shown before deciding")
    wave_size: int = Field(ge=1, le=10, description="Professionals asked at once")
    usual_doctor_hours: int = Field(ge=1, le=24, description="How long at most the usual doctor is asked alone")
    usual_doctor_visits: int = Field(ge=1, le=12, description="Visits in 12 months that make a usual doctor")
    rings_km: list[Km] = Field(min_length=1, max_length=5, description="Radii in km, each wider than the last")
    weekday_opening: Opening
    saturday_opening: Opening
    link_days: int = Field(ge=1, le=8, description="Days for which an answer link lives")
    proposals: int = Field(ge=1, le=5, description="Yeses offered to the person; the next ones are the reserve")
    weekly_cap: int = Field(ge=1, le=20, description="Solicitations of one professional in 7 days")
    pause_days: int = Field(ge=1, le=90, description="Days of a pause, when the professional says nothing else")
    bound_placements: int = Field(ge=0, le=10, description="The bound of fair share is this plus one wave")
    card_residents: int = Field(ge=1000, le=100_000, description="Residents of the place on a card, at least")
    card_persons: int = Field(ge=5, le=1000, description="Persons who could fit a card, at least")
    agreement_professions: list[Annotated[str, Field(pattern=r"^[0-9]{2}$")]] = Field(
        default_factory=list,
        max_length=20,
        description="Professions (TRE_G15) asked only with the médecin traitant's recorded agreement",
    )
    unreachable_days: int = Field(ge=1, le=14, description="Days on which a person is missed before a hold")
    hold_days: int = Field(ge=1, le=180, description="How long a hold lasts when nobody says")
    silent_working_days: int = Field(
        default=5, ge=1, le=30, description="Working days without any act before a request climbs and is told of"
    )
    declaration_days: int = Field(
        default=15, ge=1, le=90, description="Days before a médecin traitant is reminded of the declaration"
    )

    plan: PlanRules
    discharge: DischargeRules
    responsiveness: AnswerRules | None = Field(description="Null: waves of `wave_size`, and nothing is learned")


class SaveDraft(Input):
    rules: Rules
    note: str = Field(min_length=1, max_length=500, description="Why; no patient's data")


class Adopt(Input):
    in_force_from: date | None = Field(default=None, description="A day of the CPTS; today when not said")


class DraftOut(Output):
    rules: Rules
    note: str
    based_on: str = Field(description="Version of the set it was begun from")
    author_name: str = Field(description="Who saved it last")
    saved_at: datetime
    etag: str = Field(description="As in the ETag header")


class RuleSetLine(Output):
    version: str = Field(examples=["2026-2"])
    state: Literal["in_force", "coming", "past"]
    is_default: bool = Field(description="The platform's, which stands until the CPTS adopts its own")
    note: str
    drafted_by_name: str
    author_name: str = Field(description="Who adopted it")
    adopted_at: datetime
    in_force_from: date | None
    in_force_since: datetime | None


class RuleSetOut(RuleSetLine):
    rules: Rules


class RuleSets(Output):
    in_force: RuleSetOut
    items: list[RuleSetLine] = Field(description="The newest adoption first")
    draft: DraftOut | None
    proposed_answers: AnswerRules = Field(description="The platform's, for a CPTS that learns from answers again")
    may_draft: bool
    may_adopt: bool


class ClassChange(Output):
    """One request that would change class. No link for whoever may not open it."""

    case_number: str
    referral_id: UUID | None
    from_class: int
    to_class: int


class ClassMove(Output):
    from_class: int
    to_class: int
    count: int


class Preview(Output):
    """What the draft would do to the present queue, raises included."""

    open_requests: int
    changed: int = Field(description="Requests that would change class")
    target_changed: int = Field(description="Requests whose target date alone would move")
    urgency_changed: int = Field(description="Discharges that would be shown as more or less pressing")
    moves: list[ClassMove]
    items: list[ClassChange] = Field(description="In the order of the queue, 500 at most")
