"""Linked requests, as they go over the wire. No identity in any."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from carekit.wire import Input, Output
from referral_svc.bundles.codes import BundleKind, BundleState
from referral_svc.referrals.codes import ChoiceRecorded, Kind, Sex, Status, Urgency
from referral_svc.referrals.criteria import AgeBand
from referral_svc.referrals.needs import Need
from referral_svc.referrals.reasons import WithdrawalReason
from referral_svc.referrals.schemas import Answers

Standing = Literal["found", "answered", "asked", "to_ask", "to_qualify", "on_hold", "ended"]


class MoveDischarge(Input):
    """Targets, deadlines and cards follow; carers already found are told, and may step back."""

    discharge_at: AwareDatetime = Field(description="The new hour, in the future and less than a year away")


class CancelDischarge(Input):
    """Every search stops and every bulletin closes; whoever took part is told, without identity."""

    reason_code: Literal[
        WithdrawalReason.STAYS_IN_HOSPITAL,
        WithdrawalReason.FOUND_ELSEWHERE,
        WithdrawalReason.NO_LONGER_NEEDED,
        WithdrawalReason.MOVED_AWAY,
        WithdrawalReason.DECEASED,
        WithdrawalReason.CONSENT_WITHDRAWN,
        WithdrawalReason.ENTERED_BY_MISTAKE,
    ]


class ChooseTogether(Input):
    """The same professional for everybody among them to whom he said yes."""

    professional_id: UUID
    recorded: ChoiceRecorded


class BundleLine(Output):
    """One of the linked requests: who is wanted, and how far the search is."""

    referral_id: UUID | None = Field(description="Null when the request itself is not yours to open")
    case_number: str | None
    kind: Kind
    need_codes: list[Need]
    age_band: AgeBand | None = Field(description="Only where the linked requests are about several persons")
    sex: Sex | None
    status: Status
    standing: Standing
    urgency: Urgency
    priority_class: int
    professional_name: str | None = Field(description="Who was found")
    answers: Answers
    answer_by: datetime | None = Field(description="Until when those who were asked may answer")
    target_at: datetime | None


class BundleOut(Output):
    bundle_id: UUID
    kind: BundleKind
    state: BundleState = Field(description="Of a discharge; the others are always `planned`")
    discharge_at: datetime | None = Field(description="Null unless it is a discharge")
    hours_left: int | None = Field(description="Whole hours until the discharge; negative once it has passed")
    short_notice: bool = Field(
        description="Less is left than the notice the hospital owes (24 h unless ruled otherwise)"
    )
    confirmed_at: datetime | None
    found: int
    wanted: int = Field(description="Requests that did not end without a carer")
    lines: list[BundleLine] = Field(description="Those that you may see, in the order in which they were stated")
    allowed_acts: list[str] = Field(description="What this caller may do with all of them at once")
