"""Participants and notices, as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.followup.rhythm import NoticeKind, Rhythm

NoticeState = Literal["queued", "sent", "delivered", "read", "failed", "waived"]


class NoticeOut(Output):
    notice_id: UUID
    subject: str = Field(
        description="placed, back_to_search, redirected, withdrawn, closed, message, report, report_refused, "
        "discharge_moved, discharge_confirmed, declaration_awaited"
    )
    state: NoticeState
    channel: Literal["mail", "sms", "mssante", "application"]
    queued_at: datetime
    state_at: datetime
    attempts: int = Field(
        default=0, description="How often its mail or SMS was tried without success while it waits to leave"
    )
    next_attempt_at: datetime | None = Field(default=None, description="When it is tried again")
    waived_reason: str | None


class ParticipantOut(Output):
    participant_id: UUID
    part: Literal["referrer", "structure", "medecin_traitant", "accepting_professional", "named"]
    name: str
    professional_id: UUID | None
    notices: list[NoticeOut]


class Participants(Output):
    items: list[ParticipantOut]


class NotificationWish(Input):
    kind: NoticeKind
    rhythm: Rhythm


class ChangeNotifications(Input):
    """The caller's own wishes. Kinds that are left out stay as they are."""

    items: list[NotificationWish] = Field(min_length=1, max_length=10)


class NotificationOut(Output):
    kind: NoticeKind
    rhythm: Rhythm
    rhythms: list[Rhythm] = Field(description="What may be wished for this kind")
    must_be_told: bool = Field(description="Cannot be turned off (rules, section 6)")


class Notifications(Output):
    items: list[NotificationOut]
    email: str | None = Field(description="Where mail goes to the caller; null when none is known")
    next_digest_at: datetime = Field(description="When the next daily digest leaves")


class NameParticipant(Input):
    """Lets one more professional of the CPTS follow the request; opens no bulletin."""

    professional_id: UUID


class WaiveNotice(Input):
    reason: Literal["told_by_phone", "told_in_person", "no_longer_concerned", "unreachable"]
