"""Who volunteers to replace others, and the hours of a practice to be covered."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base
from scheduling_svc.openings.models import OpeningKind, Terms
from scheduling_svc.pools.errors import CoverPast, CoverStands


class CoverStatus(StrEnum):
    OPEN = "open"
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class CoverWorklist(StrEnum):
    """Work that waits on covers of practices."""

    TO_CONFIRM = "covers_to_confirm"
    TO_TAKE = "covers_to_take"


class PoolVolunteer(Base):
    """A locum's own word: where (communes, none: anywhere), on which ISO weekdays, how much he needs at least."""

    __tablename__ = "pool_volunteer"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    communes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    #: Hours a month under which the activity is not regular (F054).
    least_hours: Mapped[int]
    joined_at: Mapped[datetime]
    changed_by: Mapped[UUID]
    changed_at: Mapped[datetime]


_S = CoverStatus

#: The only ways from one status to another; whatever is absent is refused.
TRANSITIONS: dict[CoverStatus, frozenset[CoverStatus]] = {
    _S.OPEN: frozenset({_S.CLAIMED, _S.WITHDRAWN}),
    _S.CLAIMED: frozenset({_S.OPEN, _S.CONFIRMED, _S.WITHDRAWN}),
    _S.CONFIRMED: frozenset({_S.CLAIMED, _S.OPEN}),
    _S.WITHDRAWN: frozenset(),
}


class Cover(Base):
    """Hours of one day that a volunteer may hold, at somebody's practice or with a team. Only its methods write
    `status`.

    Those that a practice sought in one act are one replacement: each day has its own locum and its own state."""

    __tablename__ = "cover"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    cover_id: Mapped[UUID] = mapped_column(primary_key=True)
    #: Whose practice it is; of a team, None, for it is nobody's.
    professional_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    #: What a practice published together; of a team, None.
    replacement_id: Mapped[UUID | None]
    profession_code: Mapped[str]
    place_id: Mapped[UUID]
    commune_code: Mapped[str | None]
    day: Mapped[date]
    from_time: Mapped[time]
    to_time: Mapped[time]
    slot_minutes: Mapped[int]
    #: Whoever holds it receives people: his slots open. Supervision and reception have none.
    has_line: Mapped[bool]
    #: The only act that its slots are taken for; None: every reason.
    reason_code: Mapped[str | None]
    modalities: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: Who will see the slots: the locum agrees to it by taking the cover.
    audience: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: Beside the titular rather than in his stead.
    is_parallel: Mapped[bool]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    status: Mapped[str]
    locum_id: Mapped[UUID | None]
    opening_id: Mapped[UUID | None]
    published_by: Mapped[UUID]
    published_at: Mapped[datetime]
    version: Mapped[int]

    def claim(self, locum_id: UUID, at: datetime) -> None:
        self._must_lie_ahead(at)
        if self.status != _S.OPEN:
            raise CoverStands(status_now=self.status)
        self._go_to(_S.CLAIMED)
        self.locum_id = locum_id

    def confirm(self, opening_id: UUID | None, at: datetime) -> None:
        """`opening_id` is of the slots that open by it, where it has a line."""
        self._must_lie_ahead(at)
        self._go_to(_S.CONFIRMED)
        self.opening_id = opening_id

    def take_back_confirmation(self, at: datetime) -> None:
        """The locum still offers himself."""
        self._must_lie_ahead(at)
        if self.status != _S.CONFIRMED:
            raise CoverStands(status_now=self.status)
        self._go_to(_S.CLAIMED)
        self.opening_id = None

    def release(self, at: datetime) -> None:
        """Open to others again, whether it was confirmed or not."""
        self._must_lie_ahead(at)
        self._go_to(_S.OPEN)
        self.locum_id = self.opening_id = None

    def withdraw(self) -> None:
        self._go_to(_S.WITHDRAWN)
        self.locum_id = None

    def away(self) -> UUID | None:
        """The titular whom it replaces. Beside him, or with a team, nobody is away."""
        return None if self.is_parallel else self.professional_id

    def claimant(self) -> UUID:
        if self.locum_id is None:
            raise CoverStands(status_now=self.status)
        return self.locum_id

    def can_go_to(self, status: CoverStatus) -> bool:
        return status in TRANSITIONS[CoverStatus(self.status)]

    def opening_terms(self) -> Terms:
        return Terms(
            place_id=self.place_id, kind=OpeningKind.ONE_OFF, weekdays=[], starts_on=self.day, ends_on=self.day,
            from_time=self.from_time, to_time=self.to_time, slot_minutes=self.slot_minutes,
            modalities=self.modalities, audience=self.audience,
            reasons={self.reason_code: self.slot_minutes} if self.reason_code else {},
        )  # fmt: skip

    def _must_lie_ahead(self, at: datetime) -> None:
        if self.starts_at <= at:
            raise CoverPast

    def _go_to(self, status: CoverStatus) -> None:
        if not self.can_go_to(status):
            raise CoverStands(f"From {self.status} there is no way to {status}", status_now=self.status)
        self.status = status.value
        self.version += 1
