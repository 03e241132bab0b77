"""Neighbouring CPTS, as they go over the wire. No identity in any; of a received request, its stage-1 card alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from carekit.wire import Input, Output
from referral_svc.neighbours.codes import (
    AgreementState,
    CrossingEnd,
    CrossingState,
    HowAgreed,
    RefusalReason,
    RevocationReason,
    Side,
)
from referral_svc.referrals.codes import Kind, Urgency
from referral_svc.referrals.constraints import CardConstraint
from referral_svc.referrals.criteria import AgeBand
from referral_svc.referrals.needs import Need
from referral_svc.solicitations.codes import Answer, State
from referral_svc.solicitations.schemas import Given

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]


class NeighbourCpts(Output):
    cpts_id: UUID
    name: str


class NeighbourCptsList(Output):
    items: list[NeighbourCpts]


class OfferAgreement(Input):
    """By a director to another CPTS, whose director accepts or not. It holds both ways."""

    to_cpts_id: UUID
    kinds: list[Kind] = Field(min_length=1, max_length=9, description="Kinds of request that may be opened")
    starts_on: Day | None = Field(default=None, description="First day; today when not said")
    ends_on: Day = Field(description="Last day, included: what was opened is closed after it")


class AnswerAgreement(Input):
    answer: Literal["accept", "decline"]


class NeighbourAgreementOut(Output):
    agreement_id: UUID
    with_cpts_id: UUID
    with_name: str
    side: Side = Field(description="What this CPTS did: it offered the agreement, or received it")
    kinds: list[Kind]
    starts_on: date
    ends_on: date
    state: AgreementState
    in_force: bool = Field(description="Accepted, and today is one of its days")
    offered_at: datetime
    offered_by_name: str
    answered_at: datetime | None
    answered_by_name: str | None
    revoked_at: datetime | None
    revoked_by_name: str | None
    revoked_by_us: bool
    open_requests: int = Field(description="Requests open under it now, both ways")


class NeighbourAgreements(Output):
    items: list[NeighbourAgreementOut] = Field(description="Newest first")


class OpenToNeighbour(Input):
    """The person agreed that the search goes beyond the CPTS: without that nothing leaves it."""

    agreement_id: UUID
    given: HowAgreed = Field(description="How the person agreed that the search goes beyond the CPTS")
    agreed_at: AwareDatetime | None = Field(default=None, description="Now when absent; never in the future")


class RevokeCrossing(Input):
    reason_code: RevocationReason


class CrossingOut(Output):
    """A request of this CPTS that is, or was, open to a neighbour."""

    crossing_id: UUID
    to_cpts_id: UUID
    to_name: str
    state: CrossingState
    given: HowAgreed
    agreed_at: datetime
    opened_at: datetime
    opened_by_name: str
    proposed_professional_id: UUID | None = Field(description="The one member who said yes; of the others nothing")
    proposed_name: str | None
    chosen_at: datetime | None
    ended_at: datetime | None
    end_code: CrossingEnd | None
    end_reason: RefusalReason | None = Field(description="Why the neighbour refused")
    end_words: str | None = Field(description="In the words of its coordinator")
    ended_by_name: str | None


class Crossings(Output):
    items: list[CrossingOut] = Field(description="Newest first")


class ReceivedCard(Output):
    """What a solicited professional would see of it, without a distance."""

    urgency: Urgency
    age_band: AgeBand
    sex: Literal["female", "male"] | None
    place: str = Field(description="A commune or a wider sector of the neighbour's territory")
    need_codes: list[Need]
    constraints: list[CardConstraint]
    starts_on: date | None
    starts_half: Literal["morning", "afternoon"] | None


class AskedHere(Output):
    """A member of this CPTS who was asked: the neighbour is told of the one who says yes, and of no other."""

    solicitation_id: UUID
    professional_id: UUID
    name: str
    state: State
    asked_at: datetime
    answer_by: datetime


class ReceivedRequest(Output):
    """A request that a neighbour opened to this CPTS: its card, and who was asked for it here."""

    crossing_id: UUID
    number: str = Field(description="Its number in this CPTS, to speak of it on the telephone", examples=["26-0413"])
    from_name: str
    kind: Kind
    card: ReceivedCard
    state: CrossingState
    opened_at: datetime
    asked: list[AskedHere]


class ReceivedRequests(Output):
    items: list[ReceivedRequest] = Field(description="The one that waits longest first")


class SolicitMembers(Input):
    professional_ids: list[UUID] = Field(
        min_length=1,
        max_length=10,
        description="Of `GET /received-requests/{id}/candidates`, asked at once: the first yes is proposed, the"
        " others stand in reserve",
    )


class HeardFromMember(Given):
    """What a member of this CPTS said to its coordinator on the telephone: counts like an answer by his link."""

    answer: Literal[Answer.YES, Answer.NO]


class PastReceivedRequest(Output):
    """What a neighbour had opened here. Its card is gone; that it was here, and why it left, stays to be read."""

    crossing_id: UUID
    number: str = Field(description="Its number in this CPTS", examples=["26-0413"])
    from_name: str
    kind: Kind
    opened_at: datetime
    ended_at: datetime
    end_code: CrossingEnd
    proposed_name: str | None = Field(description="The member of this CPTS whose yes stood when it ended")


class PastReceivedRequests(Output):
    items: list[PastReceivedRequest] = Field(description="The one that ended last first")
    next: str | None


class PastReceivedFilters(Input):
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=50, ge=1, le=100)


class RefuseReceived(Input):
    reason_code: RefusalReason
    words: str = Field(default="", max_length=500, description="Said to the neighbour; nothing of a person is known")
