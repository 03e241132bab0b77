"""What the national SAS is owed: each appointment that one of its regulators took (INT_R03)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


class DeclarationState(StrEnum):
    """`refused`: the SAS says that it cannot take it; asked again when the appointment changes."""

    WAITING = "waiting"
    DECLARED = "declared"
    FAILING = "failing"
    REFUSED = "refused"


class Declaration(Base):
    """Written with the booking. What is due is what differs: `declared_version` is the appointment's version that the
    SAS was last told, so a change is declared by whatever road it came."""

    __tablename__ = "sas_declaration"

    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    appointment_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    #: The regulator, `system|value`: the SAS's own identifier of him, no person's of ours.
    operator: Mapped[str]
    state: Mapped[str]
    declared_version: Mapped[int]
    refused_version: Mapped[int]
    attempts: Mapped[int]
    next_at: Mapped[datetime]
    last_error: Mapped[str | None]
    declared_at: Mapped[datetime | None]

    def was_taken(self, version: int, at: datetime) -> None:
        self.state, self.declared_version, self.declared_at = DeclarationState.DECLARED.value, version, at
        self.attempts, self.last_error, self.next_at = 0, None, at

    def was_refused(self, version: int, error: str) -> None:
        self.state, self.refused_version, self.last_error = DeclarationState.REFUSED.value, version, error
        self.attempts += 1

    def failed(self, error: str, at: datetime) -> None:
        """Tried again after one minute, two, four… six hours at most."""
        self.state, self.last_error = DeclarationState.FAILING.value, error
        self.next_at = at + min(FIRST_WAIT * 2 ** min(self.attempts, 10), LONGEST_WAIT)
        self.attempts += 1
