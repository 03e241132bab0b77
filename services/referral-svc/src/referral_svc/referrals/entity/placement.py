"""With whom a request is placed, and how it comes back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Mapped

from referral_svc.referrals.codes import Status
from referral_svc.referrals.entity.closing import Closable


class Placement(BaseModel):
    """All that leaving takes away from a request, beside who leaves: kept while he may still come back on it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    advance_choice: bool
    placed_at: datetime
    placed_by_appointment_id: UUID | None
    first_appointment: str
    first_appointment_at: datetime | None
    first_appointment_id: UUID | None
    declaration: str
    declaration_reminded_at: datetime | None
    report: str


class Placeable(Closable):
    advance_choice: Mapped[bool]
    usual_professional_id: Mapped[UUID | None]

    placed_at: Mapped[datetime | None]
    placed_professional_id: Mapped[UUID | None]
    #: The booking of a shared slot that was the yes and the choice in one: it falls with that appointment.
    placed_by_appointment_id: Mapped[UUID | None]
    #: The accepted hand-over whose receiver has it in charge. No place of a professional is taken by it.
    in_charge_handover_id: Mapped[UUID | None]
    in_charge_name: Mapped[str | None]

    def place(self, professional_id: UUID, at: datetime, by_appointment: UUID | None = None) -> None:
        self._move("place", at)
        self.placed_professional_id = professional_id
        self.placed_by_appointment_id = by_appointment
        self.placed_at = at

    def follow_booking(self, professional_id: UUID, at: datetime) -> None:
        """The appointment that placed it went to another one's agenda, and the person with it: never searched for
        again in between, even while it is held."""
        self.placed_professional_id = professional_id
        self.moved(at)

    def take_charge(self, handover_id: UUID, name: str, at: datetime) -> None:
        """Who has it in charge receives the person by his own road: no appointment of ours is owed."""
        self._move("take_charge", at)
        self.put_in_charge(handover_id, name)
        self.placed_at = at
        if self.first_appointment == "awaited":
            self.first_appointment = "waived"

    def put_in_charge(self, handover_id: UUID, name: str) -> None:
        self.in_charge_handover_id, self.in_charge_name = handover_id, name

    def hand_back(self, at: datetime) -> None:
        """Rank and dates are kept, as by every no."""
        self._move("hand_back", at)
        self.in_charge_handover_id = self.in_charge_name = self.outcome_code = None
        self.placed_at = None
        if self.first_appointment == "waived":
            self.first_appointment = "awaited"

    def back_to_search(self, at: datetime) -> None:
        """Rank and dates are kept: a no costs the person nothing."""
        self._move("back_to_search", at)
        self._unplace()

    def lose_booking(self, at: datetime) -> None:
        """The appointment that placed it is cancelled. Held meanwhile, it will be searched for when it is resumed."""
        if self.status != Status.ON_HOLD:
            self.back_to_search(at)
            return
        self.status_before_hold = Status.SEARCHING
        self._unplace()
        self.moved(at)

    def awaits_booked_visit(self, at: datetime) -> bool:
        """Placed by an appointment that has not begun: to leave the professional is to cancel it."""
        begun = self.first_appointment_at is not None and self.first_appointment_at <= at
        return self.placed_by_appointment_id is not None and not begun

    def _unplace(self) -> None:
        self.placed_professional_id = None
        self.placed_by_appointment_id = None
        self.placed_at = None
        self.declaration_reminded_at = None
        self.first_appointment = "awaited"
        self.first_appointment_at = None
        self.first_appointment_id = None
        if self.report == "waived":
            self.report = "awaited"

    def leave(self, professional_id: UUID) -> None:
        """Its professional goes: the person is asked again before another is named, and declares another."""
        self.advance_choice = False
        self.declaration = "awaited"
        if self.usual_professional_id == professional_id:
            self.usual_professional_id = None

    def stay(self, professional_id: UUID, before: Placement, *, is_usual: bool, at: datetime) -> None:
        """The departure of its professional is cancelled: as it was placed, it is placed again."""
        self._move("stay", at)
        self.placed_professional_id = professional_id
        for name, value in before:
            setattr(self, name, value)
        if is_usual:
            self.usual_professional_id = professional_id
