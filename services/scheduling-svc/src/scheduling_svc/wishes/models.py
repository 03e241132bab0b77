"""A wish: somebody would like to be called if a slot frees. It carries a referral's id, never a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base
from scheduling_svc.wishes.errors import WishOver


class WishStatus(StrEnum):
    """`no_longer_suits`: the person said so, or nobody needs it any more. `ended`: the request itself has ended."""

    WAITING = "waiting"
    BOOKED = "booked"
    NO_LONGER_SUITS = "no_longer_suits"
    EXPIRED = "expired"
    ENDED = "ended"


class WishAct(StrEnum):
    BOOK = "book"
    CHANGE = "change"
    CLOSE = "close"
    RESUME = "resume"


_S = WishStatus

#: The only ways from one status to another; whatever is absent is refused.
TRANSITIONS: dict[WishStatus, frozenset[WishStatus]] = {
    _S.WAITING: frozenset({_S.BOOKED, _S.NO_LONGER_SUITS, _S.EXPIRED, _S.ENDED}),
    _S.BOOKED: frozenset({_S.WAITING}),
    _S.NO_LONGER_SUITS: frozenset({_S.WAITING}),
    _S.EXPIRED: frozenset(),
    _S.ENDED: frozenset(),
}


@dataclass(frozen=True)
class WishTerms:
    """Which slots would suit. Both days are included."""

    profession_code: str
    reason_code: str
    modality: str | None
    half_days: list[str]
    commune_code: str | None
    lat: float | None
    lon: float | None
    within_km: float
    professional_id: UUID | None
    from_day: date
    until_day: date


class Wish(Base):
    """Only its methods write `status`. `version` counts its changes."""

    __tablename__ = "wish"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    wish_id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID]
    #: The appointment that an earlier one would replace.
    appointment_id: Mapped[UUID | None]
    profession_code: Mapped[str]
    reason_code: Mapped[str]
    modality: Mapped[str | None]
    #: ISO weekday and half, « 2-morning »; empty: any.
    half_days: Mapped[list[str]] = mapped_column(ARRAY(Text))
    commune_code: Mapped[str | None]
    #: A point instead of a commune, to the hundredth of a degree: about a kilometre, nobody's address.
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    within_km: Mapped[float]
    #: Whose slots alone; then wherever he works.
    professional_id: Mapped[UUID | None]
    from_day: Mapped[date]
    until_day: Mapped[date]
    status: Mapped[str]
    booked_appointment_id: Mapped[UUID | None]
    noted_by: Mapped[UUID]
    noted_by_name: Mapped[str]
    noted_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int]

    def change(self, terms: WishTerms, at: datetime) -> None:
        self.must_wait()
        for name, value in asdict(terms).items():
            setattr(self, name, value)
        self.changed_at = at
        self.version += 1

    def must_wait(self) -> None:
        if self.status != _S.WAITING:
            raise WishOver(status_now=self.status)

    def book(self, appointment_id: UUID, at: datetime) -> None:
        self._go_to(_S.BOOKED, at)
        self.booked_appointment_id = appointment_id

    def close(self, at: datetime) -> None:
        self._go_to(_S.NO_LONGER_SUITS, at)

    def resume(self, today: date, at: datetime) -> None:
        if self.until_day < today:
            raise WishOver(status_now=self.status)
        self._go_to(_S.WAITING, at)
        self.booked_appointment_id = None

    def expire(self, at: datetime) -> None:
        self._go_to(_S.EXPIRED, at)

    def end(self, at: datetime) -> None:
        """Where the person would have come from is of no use any more."""
        self._go_to(_S.ENDED, at)
        self.commune_code = self.lat = self.lon = None

    def _go_to(self, status: WishStatus, at: datetime) -> None:
        if status not in TRANSITIONS[WishStatus(self.status)]:
            raise WishOver(f"From {self.status} there is no way to {status}", status_now=self.status)
        self.status = status.value
        self.changed_at = at
        self.version += 1
