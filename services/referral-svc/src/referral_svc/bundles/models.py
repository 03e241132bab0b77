"""What ties requests together. Each of them keeps its own life cycle, carer and bulletin."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.bundles.codes import BundleKind, BundleState
from referral_svc.bundles.errors import (
    DischargeCancelled,
    DischargeConfirmed,
    DischargeInThePast,
    DischargeTooFar,
    DischargeUnmoved,
    NoDischarge,
)

FARTHEST = timedelta(days=366)


class Bundle(Base):
    """Requests stated together. It holds nothing of a person: an hour, and whether it is sure."""

    __tablename__ = "bundle"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    kind: Mapped[BundleKind] = mapped_column(coded(BundleKind, "kind"))
    state: Mapped[BundleState] = mapped_column(coded(BundleState, "state"), default=BundleState.PLANNED)
    #: When the person leaves the hospital; None unless it is a discharge.
    discharge_at: Mapped[datetime | None]
    stated_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def move(self, to: datetime, at: datetime) -> datetime:
        """Returns the hour it was planned for. A new hour is not sure until it is confirmed again."""
        before = self._standing()
        require_ahead(to, at)
        if to == before:
            raise DischargeUnmoved
        self.discharge_at = to
        self.state = BundleState.PLANNED
        self.confirmed_at = None
        return before

    def confirm(self, at: datetime) -> None:
        self._standing()
        if self.state == BundleState.CONFIRMED:
            raise DischargeConfirmed
        self.state = BundleState.CONFIRMED
        self.confirmed_at = at

    def cancel(self) -> None:
        self._standing()
        self.state = BundleState.CANCELLED

    def _standing(self) -> datetime:
        if self.discharge_at is None:
            raise NoDischarge
        if self.state == BundleState.CANCELLED:
            raise DischargeCancelled
        return self.discharge_at


def require_ahead(discharge_at: datetime, at: datetime) -> None:
    if discharge_at <= at:
        raise DischargeInThePast
    if discharge_at > at + FARTHEST:
        raise DischargeTooFar
