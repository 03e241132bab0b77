"""What goes over the wire about calls. No identity: what the coordinator says on the phone is the card."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from carekit.wire import Input, Output
from referral_svc.calls.codes import CallOutcome, ReachOutcome
from referral_svc.calls.order import Turn
from referral_svc.referrals.codes import Kind, Status, Urgency
from referral_svc.referrals.constraints import BesideThePerson, Teleconsultation
from referral_svc.referrals.criteria import AgeBand
from referral_svc.referrals.needs import Need
from referral_svc.referrals.schemas import Place, Reason, TieOut
from referral_svc.solicitations.codes import AnswerReason, Condition
from referral_svc.solicitations.schemas import DistanceBand, ExcludedOut


class ClaimCall(Input):
    """« I am calling him »: for some minutes nobody else is given his number as the next one."""

    professional_id: UUID


class RecordCall(Input):
    """What the call came to. A yes said on the phone is the same yes as by link."""

    professional_id: UUID
    outcome: CallOutcome
    condition: Condition | None = Field(default=None, description="Only when he accepts")
    reason_code: AnswerReason | None = Field(default=None, description="Only when he refuses")
    call_again_at: AwareDatetime | None = Field(default=None, description="Only with call_again, and then required")
    also_for: list[UUID] = Field(
        default_factory=list,
        max_length=20,
        description="Requests of persons searched for together, for whom he said the same: all are recorded, or none",
    )

    @model_validator(mode="after")
    def _each_with_its_outcome(self) -> RecordCall:
        if self.condition is not None and self.outcome != CallOutcome.ACCEPTS:
            raise ValueError("a condition goes with a yes")
        if self.reason_code is not None and self.outcome != CallOutcome.REFUSES:
            raise ValueError("a reason goes with a refusal")
        if (self.call_again_at is not None) != (self.outcome == CallOutcome.CALL_AGAIN):
            raise ValueError("an hour goes with « call again », and only with it")
        return self


class CallLogLine(Output):
    call_id: UUID
    taken_back_at: datetime | None = Field(description="Recorded by mistake: it counts for nothing")
    may_be_taken_back: bool = Field(description="By this caller, for some minutes; refused if something has followed")
    professional_id: UUID
    name: str
    outcome: CallOutcome
    call_again_at: datetime | None
    at: datetime
    by_name: str


class CallLine(Output):
    """One professional to call. The first one that nobody else is calling is the next."""

    professional_id: UUID
    name: str
    profession: str = Field(description="TRE_G15 code")
    place: str | None = Field(description="Commune of his nearest practice place")
    distance_band: DistanceBand
    phone: str | None = Field(description="Null: no number is known")
    turn: Turn
    calls: int = Field(description="Calls already made to him for this request")
    call_again_at: datetime | None
    was_asked: bool = Field(description="A mail has asked him already, and he kept silent")
    claimed_by_name: str | None = Field(description="Another coordinator who is calling him now")
    claimed_until: datetime | None
    reasons: list[Reason]


class SearchedWith(Output):
    """Somebody searched for together with the person called for: one word may be recorded for both."""

    referral_id: UUID
    case_number: str
    age_band: AgeBand


class CallList(Output):
    referral_id: UUID
    case_number: str
    kind: Kind
    status: Status
    priority_class: int
    need_codes: list[Need]
    urgency: Urgency
    age_band: AgeBand
    place: Place | None
    home_visit: bool
    teleconsultation: Teleconsultation | None = Field(description="Accepted in place of a visit, or the only way")
    accompanied_by: BesideThePerson | None = Field(description="Who stands beside the person then")
    together: list[SearchedWith] = Field(description="Of the same household or establishment, still searched for")
    waves_left: bool = Field(description="The rules would still ask somebody by mail")
    lines: list[CallLine]
    excluded: list[ExcludedOut]
    log: list[CallLogLine] = Field(description="The newest first")


class ToCall(Output):
    """A request whose professionals are to be called."""

    referral_id: UUID
    case_number: str
    kind: Kind
    priority_class: int
    need_codes: list[Need]
    place: Place | None
    target_at: datetime | None
    overdue: bool
    why: Literal["by_phone", "nobody_left_to_answer"]
    calls: int
    call_again_at: datetime | None = Field(description="The next hour at which somebody asked to be called")
    bundle: TieOut | None = Field(description="Stated together with others: the same call may be about all of them")
    called_by: list[str] = Field(description="Others who are calling for it now")


class ToCallList(Output):
    items: list[ToCall] = Field(description="In the order of the queue, 50 at most")


class RecordReach(Input):
    outcome: ReachOutcome


class ReachLine(Output):
    outcome: ReachOutcome
    at: datetime
    on_day: date
    by_name: str
    led_to_hold: bool


class ReachLog(Output):
    """Attempts to reach the person: missed on enough different days, the request is put on hold."""

    items: list[ReachLine] = Field(description="The newest first")
    missed_days: int = Field(description="Different days on which the person was missed, since last reached")
    hold_after_days: int
    hold_days: int
    status: Status
