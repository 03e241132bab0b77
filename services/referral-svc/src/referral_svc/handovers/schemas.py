"""Hand-overs, as they go over the wire. No identity in any: it is read from the bulletins they open."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.handovers.codes import Agreed, Answer, Channel, Outcome, Reason, Revocation, Told
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.needs import Need

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]


class HandOver(Input):
    """To one receiver, by name, with the person's agreement that covers it."""

    to_account_id: UUID | None = Field(default=None, description="A colleague or guest of `GET /colleagues`")
    to_professional_id: UUID | None = Field(default=None, description="A professional of the directory")
    route_id: UUID | None = Field(default=None, description="A partner body of `GET /partner-routes`")
    told: list[Told] = Field(
        default_factory=list, max_length=3, description="Beside the need; bulletins hold the name"
    )
    reason_code: Reason = Field(description="`report_child` and `report_adult` are signalements")
    channel: Channel = "application"
    agreed: Agreed = Field(
        description="How the person agreed; `danger` alone goes without, for a signalement to a recipient of those"
    )
    agreed_on: Day | None = Field(default=None, description="Today when not said")
    informed: bool | None = Field(default=None, description="Whether the person was told of a signalement")
    until: Day | None = Field(
        default=None, description="Last day of access; a guest must have one (180 days at most)"
    )


class AnswerHandover(Input):
    answer: Answer = Field(description="`declined` closes at once what was opened")


class EndHandover(Input):
    outcome_code: Outcome


class RevokeHandover(Input):
    reason_code: Revocation


class HandoverOut(Output):
    handover_id: UUID
    to_kind: Literal["colleague", "professional", "partner"]
    to_name: str
    route_id: UUID | None
    told: list[Told]
    reason_code: Reason
    channel: Channel
    agreed: Agreed
    agreed_on: date
    informed: bool | None
    handed_at: datetime
    handed_by_name: str
    until: date | None
    answer: Literal["awaited", "accepted", "declined"]
    answered_at: datetime | None
    answered_by_name: str | None
    outcome_code: Outcome | None
    outcome_at: datetime | None
    revoked_at: datetime | None
    revoked_reason: str | None
    takes_charge: bool = Field(
        description="Who accepts it has the request in charge: it is placed with him, and closes with his outcome"
    )
    stands: bool = Field(description="Neither declined nor taken back")


class Handovers(Output):
    items: list[HandoverOut] = Field(description="Newest first")


class HandedToMe(HandoverOut):
    referral_id: UUID
    case_number: str
    kind: Kind
    need_codes: list[Need]
    follows: bool = Field(description="The caller may open the case page; a guest reads the bulletins alone")


class HandedToMeList(Output):
    items: list[HandedToMe] = Field(description="What was handed to the caller by name and stands, newest first")
