"""Participants and notices, as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output

NoticeState = Literal["queued", "sent", "delivered", "read", "failed", "waived"]


class NoticeOut(Output):
    notice_id: UUID
    subject: str = Field(
        description="placed, back_to_search, redirected, withdrawn, closed, message, report, report_refused"
    )
    state: NoticeState
    channel: Literal["mail", "application"]
    queued_at: datetime
    state_at: datetime
    waived_reason: str | None


class ParticipantOut(Output):
    participant_id: UUID
    part: Literal["referrer", "medecin_traitant", "accepting_professional", "named"]
    name: str
    professional_id: UUID | None
    notices: list[NoticeOut]


class Participants(Output):
    items: list[ParticipantOut]


class NameParticipant(Input):
    """Lets one more professional of the CPTS follow the request; opens no bulletin."""

    professional_id: UUID


class WaiveNotice(Input):
    reason: Literal["told_by_phone", "told_in_person", "no_longer_concerned", "unreachable"]
