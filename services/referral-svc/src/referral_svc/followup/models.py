"""Who takes part in a request, and whether each was told."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.followup.errors import NoticeSettled
from referral_svc.followup.rhythm import NoticeKind, Rhythm
from referral_svc.referrals.authors import Author


class Part(StrEnum):
    REFERRER = "referrer"
    STRUCTURE = "structure"
    """Of the referrer: his colleagues, all together."""
    MEDECIN_TRAITANT = "medecin_traitant"
    ACCEPTING_PROFESSIONAL = "accepting_professional"
    NAMED = "named"


class NoticeState(StrEnum):
    """`sent`: taken by our own mail server. `delivered`: the recipient's server says so, or nothing came back in a
    day (`QUIET`); taken by the gateway of SMS; or standing in his list of the application."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    WAIVED = "waived"


#: What comes back at all comes back sooner, as a rule: servers that report no success are many.
QUIET = timedelta(days=1)
INFORMED = frozenset({NoticeState.DELIVERED, NoticeState.READ, NoticeState.WAIVED})


class NotificationSetting(Base):
    """A person's own word on one kind of notice. `person_id` is the professional, or the account of whoever is none;
    without a row the default stands."""

    __tablename__ = "notification_setting"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[NoticeKind] = mapped_column(coded(NoticeKind, "kind"), primary_key=True)
    rhythm: Mapped[Rhythm] = mapped_column(coded(Rhythm, "rhythm"))
    changed_at: Mapped[datetime]


class DigestEntry(Base):
    """One line of a digest to come. What was read, or moved, by then is left out."""

    __tablename__ = "digest_entry"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    person_id: Mapped[UUID]
    kind: Mapped[NoticeKind] = mapped_column(coded(NoticeKind, "kind"))
    #: None: a line of no request.
    referral_id: Mapped[UUID | None]
    notice_id: Mapped[UUID | None]
    due_at: Mapped[datetime]


class Participant(Base):
    """A professional, an account or a structure (its FINESS number); `name` is theirs, never the person's."""

    __tablename__ = "participant"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    part: Mapped[Part] = mapped_column(coded(Part, "part"))
    account_id: Mapped[UUID | None]
    professional_id: Mapped[UUID | None]
    structure: Mapped[str | None]
    name: Mapped[str]
    joined_at: Mapped[datetime]
    #: He stepped back from the placement: he follows the request and is told of it no longer.
    left_at: Mapped[datetime | None]

    def is_author(self, by: Author) -> bool:
        """A structure knows what one of its own did."""
        if self.structure is not None:
            return self.structure == by.structure
        return (self.account_id is not None and self.account_id == by.account_id) or (
            self.professional_id is not None and self.professional_id == by.professional_id
        )


class ReportDelivery(Base):
    """A report on its way to an MSSanté address. What it says is unsealed when it leaves, in `disclosure`.

    `id` is that of the mail; the row goes once the operator's server has it or refused it for good.
    """

    __tablename__ = "report_delivery"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    report_id: Mapped[UUID]
    notice_id: Mapped[UUID]
    professional_id: Mapped[UUID]
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime]


class Notice(Base):
    """One thing told to one participant; only its methods write `state`."""

    __tablename__ = "notice"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    participant_id: Mapped[UUID]
    subject: Mapped[str]
    channel: Mapped[str]
    state: Mapped[NoticeState] = mapped_column(coded(NoticeState, "state"))
    queued_at: Mapped[datetime]
    state_at: Mapped[datetime]
    waived_reason: Mapped[str | None]

    @property
    def is_settled(self) -> bool:
        """Its participant counts as informed."""
        return self.state in INFORMED

    def sent(self, at: datetime) -> None:
        self._become(NoticeState.SENT, at, after={NoticeState.QUEUED})

    def delivered(self, at: datetime) -> None:
        self._become(NoticeState.DELIVERED, at, after={NoticeState.QUEUED, NoticeState.SENT})

    def failed(self, at: datetime) -> None:
        """After `delivered` too: a mail may come back late."""
        self._become(NoticeState.FAILED, at, after={NoticeState.QUEUED, NoticeState.SENT, NoticeState.DELIVERED})

    def read(self, at: datetime) -> None:
        """Reading it twice changes nothing."""
        if self.state != NoticeState.READ:
            self._become(NoticeState.READ, at, after=set(NoticeState) - {NoticeState.WAIVED, NoticeState.READ})

    def waive(self, reason: str, at: datetime) -> None:
        self._become(NoticeState.WAIVED, at, after={NoticeState.QUEUED, NoticeState.SENT, NoticeState.FAILED})
        self.waived_reason = reason

    def _become(self, state: NoticeState, at: datetime, *, after: set[NoticeState]) -> None:
        if self.state not in after:
            raise NoticeSettled(f"{state.value} does not follow {self.state.value}")
        self.state = state
        self.state_at = at
