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
    way: Way
    what: What
    state: Literal["queued", "sent", "failed"]
    asked_at: datetime


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


class VisitsToConfirm(Output):
    items: list[VisitToConfirm]
