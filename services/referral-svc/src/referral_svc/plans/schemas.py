"""What goes over the wire about plans and departures. Case numbers and codes, no identity of a person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.plans.codes import PlanState, RowState
from referral_svc.referrals.codes import Kind, Status
from referral_svc.referrals.criteria import AgeBand
from referral_svc.referrals.needs import Need
from referral_svc.referrals.schemas import Place, Reason
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.schemas import DistanceBand


class MakePlan(Input):
    """Plans every request that waits and for which nobody is being asked. Replaces the former draft."""

    departure_id: UUID | None = Field(default=None, description="Only the persons of this announced departure")


class FiguresOut(Output):
    """Of the backlog and of the doctors who could take somebody of it."""

    waiting: int = Field(description="Requests for which nobody is found or asked")
    mean_waited_days: float | None = Field(description="Of those who wait, since they were qualified")
    overdue: int = Field(description="Of those who wait, how many past their promised delay")
    mean_km: float | None = Field(
        description="From commune to practice as the crow flies: of the placements of 12 months, then of the plan"
    )
    max_over_mean: float = Field(description="Most loaded doctor ÷ mean, per unit of declared capacity; 1 is even")
    gini: float = Field(description="Of the load per unit of declared capacity; 0 is even")


class PlanDoctorOut(Output):
    """One doctor who could take somebody, in placements of the sliding 12 months."""

    professional_id: UUID
    name: str
    taken: float = Field(description="Placed with him, credited to a newcomer, or in his hands")
    given: int = Field(description="By this plan")
    target: float = Field(description="His fair share, the persons of the plan included")
    places: int = Field(description="How many the plan could give him: places left and weekly caps")


class PlanCounts(Output):
    planned: int
    unplaced: int
    taken_out: int
    sent: int
    skipped: int


class PlanItem(Output):
    plan_id: UUID
    state: PlanState
    departure_id: UUID | None
    made_at: datetime
    made_by_name: str
    started_at: datetime | None
    started_by_name: str | None
    ended_at: datetime | None
    counts: PlanCounts


class Plans(Output):
    items: list[PlanItem]
    next: str | None


class PlanOut(PlanItem):
    rule_version: str
    weeks: int = Field(description="Over how many weeks it is carried out, as weekly caps allow")
    unproved_km: float | None = Field(
        description="Null: proved that no plan is better. Else time ran out, and another might be worth so much more "
        "at most, in km that persons would rather travel (rules, section 3)"
    )
    before: FiguresOut
    after: FiguresOut = Field(description="Had each doctor said yes and each person chosen him")
    doctors: list[PlanDoctorOut] = Field(description="Whoever is given most, first")
    etag: str = Field(description="Asked back by the start: nobody starts what he has not seen")


class HouseholdOut(Output):
    """Persons stated together of whom several are in the plan: their rows follow one another."""

    household_id: UUID
    persons: int = Field(description="How many of them are in the plan")
    together: bool = Field(description="Whether they all go to the same doctor, or all to nobody")


class RowOut(Output):
    row_id: UUID
    referral_id: UUID
    household: HouseholdOut | None = Field(description="Null for whoever waits without others of his household")
    position: int = Field(description="1 for the first of the queue")
    case_number: str
    kind: Kind
    priority_class: int
    age_band: AgeBand
    place: Place | None
    need_codes: list[Need]
    waited_days: float
    is_overdue: bool
    state: RowState
    professional_id: UUID | None
    professional_name: str | None
    distance_band: DistanceBand | None
    reasons: list[Reason] = Field(description="Why him, or why nobody")
    by_hand: bool = Field(description="Whether the coordinator chose another than the plan did")
    reason_code: str | None = Field(description="Why it was skipped or put off: a hard condition, or what changed")
    reason_words: str | None
    next_try_at: datetime | None = Field(description="When a row that was put off is tried again")
    answer: State | None = Field(description="Where the solicitation stands, once sent")
    changed_by_name: str | None
    etag: str


class Rows(Output):
    items: list[RowOut]
    next: str | None


class PlansQuery(Input):
    cursor: str | None = Field(default=None, max_length=500, description="`next` of the page before")
    limit: int = Field(default=20, ge=1, le=100)


class RowsQuery(PlansQuery):
    state: RowState | None = None
    professional_id: UUID | None = Field(default=None, description="Only what goes to him")
    limit: int = Field(default=50, ge=1, le=100)


class EditRow(Input):
    professional_id: UUID | None = Field(description="Another doctor; null takes the request out of the plan")
    alone: bool = Field(default=False, description="This person only: the household is split; else all of it moves")


class AnnounceDeparture(Input):
    """His persons of the last 12 months who looked for a médecin traitant wait again."""

    professional_id: UUID
    leaves_on: date = Field(ge=date(2000, 1, 1), le=date(2100, 1, 1), description="His last day, not past")


class DeparturePreview(Output):
    professional_id: UUID
    name: str
    announced: bool = Field(description="Whether it is announced already")
    searched_again: int = Field(description="Requests still open, searched for again")
    stated_again: int = Field(description="Closed requests, from which new ones are made")
    out_of_reach: int = Field(description="Closed, and identity erased or consent ended: only his practice can tell")


class DepartureOut(Output):
    departure_id: UUID
    professional_id: UUID
    name: str
    leaves_on: date
    announced_at: datetime
    announced_by_name: str
    searched_again: int
    stated_again: int
    out_of_reach: int
    ended_at: datetime | None = Field(description="When his access to those persons' bulletins was closed")
    cancelled_at: datetime | None
    cancelled_by_name: str | None


class Departures(Output):
    items: list[DepartureOut]


class StayingRequest(Output):
    """Somebody has worked on it since: it goes on."""

    referral_id: UUID
    case_number: str
    status: Status


class DepartureUndone(Output):
    """What cancelling a departure does, told before and after."""

    departure_id: UUID
    name: str
    placed_again: int = Field(description="Were still open, and nobody worked on them: with him again")
    withdrawn: int = Field(description="Were stated again, and nobody worked on them: withdrawn from the queue")
    staying: list[StayingRequest]
