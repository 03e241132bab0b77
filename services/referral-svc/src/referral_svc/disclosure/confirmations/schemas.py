"""Confirmations on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.disclosure.confirmations.models import Way, What
from referral_svc.disclosure.confirmations.visit import Assisted


class ConfirmVisit(Input):
    appointment_id: UUID
    way: Way
    agreed: Literal[True] = Field(description="The person said that she agrees to be written to in this way")


class ConfirmationSent(Output):
    way: Literal["sms", "mail", "phone"]
    what: What
    state: Literal["queued", "sent", "failed", "taken_back"]
    asked_at: datetime
    asked_by_name: str | None = Field(description="Of what was said by phone")


class VisitToConfirm(Output):
    """All that a confirmation says, on paper as in a message: neither profession, nor reason, nor the person."""

    appointment_id: UUID
    starts_at: datetime
    modality: str
    assisted: Assisted | None = Field(
        description="At a distance, but she goes to `place`, where somebody assists her"
    )
    professional_name: str | None
    place: str | None = Field(
        description="Postal address; null of a visit at home, and at a distance unless `assisted`"
    )
    phone: str | None = Field(description="Of the practice, else of the coordination")
    ways: list[Way] = Field(description="In which the person can be written to")
    sent: list[ConfirmationSent] = Field(description="Newest first")


class VisitToTell(Output):
    """What was written of it did not arrive, and the person may not know it: she is called."""

    appointment_id: UUID
    starts_at: datetime
    professional_name: str | None
    way: Literal["sms", "mail", "phone"] = Field(description="In which she was last told, or was to be")
    what: What
    since: datetime


class VisitsToConfirm(Output):
    items: list[VisitToConfirm]
    to_tell: list[VisitToTell]


class VisitTold(Output):
    telling_id: UUID = Field(description="To take it back within five minutes")
