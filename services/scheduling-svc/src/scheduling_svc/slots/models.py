"""A slot: a derived span that one person can take."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKeyConstraint, SmallInteger, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base
from scheduling_svc.slots.errors import SlotPast, SlotTaken


class SlotStatus(StrEnum):
    FREE = "free"
    HELD = "held"
    BOOKED = "booked"


class Slot(Base):
    """Derived from an opening while free; once held or booked, only the one who took it moves it."""

    __tablename__ = "slot"

    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    slot_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    opening_id: Mapped[UUID]
    place_id: Mapped[UUID | None]
    profession_code: Mapped[str]
    modalities: Mapped[list[str]] = mapped_column(ARRAY(Text))
    appointment_type: Mapped[str]
    #: Minutes by reason; without any, every reason takes one slot.
    reasons: Mapped[dict[str, int]] = mapped_column(JSONB)
    #: How many appointments more than one the owner allows at this time.
    overbooking: Mapped[int] = mapped_column(SmallInteger)
    #: Since when each audience sees it, whatever the hour of the worker's round; None: never.
    cpts_from: Mapped[datetime | None]
    #: Whose members see it from then on too, beyond the CPTS where the agenda stands.
    shared_with: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    pro_from: Mapped[datetime | None]
    snp_from: Mapped[datetime | None]
    public_from: Mapped[datetime | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    status: Mapped[str]
    hold_id: Mapped[UUID | None]
    held_by: Mapped[UUID | None]
    held_until: Mapped[datetime | None]

    def hold(self, hold_id: UUID, by: UUID, at: datetime, until: datetime) -> None:
        """Keeps it aside; a hold of the same person starts again."""
        self._must_be_takable(by, at)
        self.status = SlotStatus.HELD.value
        self.hold_id, self.held_by, self.held_until = hold_id, by, until

    def book(self, by: UUID, at: datetime) -> None:
        """Taken for good, by whoever holds it or, when nobody does, by whoever asks first."""
        self._must_be_takable(by, at)
        self.status = SlotStatus.BOOKED.value
        self._forget_hold()

    def lanes_beyond(self, at: datetime) -> range:
        """Where it may be overbooked: as many lanes as the owner stated."""
        if self.starts_at <= at:
            raise SlotPast
        return range(1, self.overbooking + 1)

    def hold_ran_out(self, at: datetime) -> bool:
        return self.status == SlotStatus.HELD and self.held_until is not None and self.held_until <= at

    def give_back(self) -> None:
        self.status = SlotStatus.FREE.value
        self._forget_hold()

    def _must_be_takable(self, by: UUID, at: datetime) -> None:
        if self.status == SlotStatus.BOOKED:
            raise SlotTaken
        # A hold that ran out binds nobody, even before the worker has taken it back.
        if self.status == SlotStatus.HELD and self.held_by != by and not self.hold_ran_out(at):
            raise SlotTaken
        if self.starts_at <= at:
            raise SlotPast

    def _forget_hold(self) -> None:
        self.hold_id = self.held_by = self.held_until = None


class SlotAudience(Base):
    """Whom the owner wants to see one slot, whatever its opening says; gone with the opening.

    By opening and start, so that the slot finds it again whenever it is derived anew.
    """

    __tablename__ = "slot_audience"
    __table_args__ = (
        ForeignKeyConstraint(
            ["professional_id", "opening_id"], ["opening.professional_id", "opening.opening_id"], ondelete="CASCADE"
        ),
    )

    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    opening_id: Mapped[UUID] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    audience: Mapped[list[str]] = mapped_column(ARRAY(Text))
    releases: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    shared_with: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    said_by: Mapped[UUID]
    said_at: Mapped[datetime]


class SlotHorizon(Base):
    """Up to which day the slots of an agenda exist; the worker moves it on."""

    __tablename__ = "slot_horizon"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    kept_until: Mapped[date]
