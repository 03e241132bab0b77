"""A rota, who takes part in it, its duties, and the swaps offered between them."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, Date, ForeignKey, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base
from scheduling_svc.rota.errors import RotaNotDraft, SwapNotOpen


class RotaKind(StrEnum):
    """Saturday mornings, public holidays, or a maison de garde: a site with its opening calendar."""

    SATURDAY = "saturday"
    PUBLIC_HOLIDAY = "public_holiday"
    HOUSE = "house"


class RotaStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class DutySkill(StrEnum):
    """What somebody on duty must be able to do."""

    PAEDIATRICS = "paediatrics"
    SUTURES = "sutures"
    GYNAECOLOGY = "gynaecology"
    HOME_VISITS = "home_visits"


class SwapStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class Rota(Base):
    """Days to cover and the rules between them. Civil times of the CPTS.

    `weekdays` and the `site_*` are a maison de garde's. `apart`: pairs of days of which nobody does both. `weight`:
    ledger points of one duty. `audience`: who sees the slots that a published duty opens.
    """

    __tablename__ = "rota"

    rota_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    kind: Mapped[str]
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    closed_on: Mapped[list[date]] = mapped_column(ARRAY(Date))
    from_time: Mapped[time]
    to_time: Mapped[time]
    seats: Mapped[int]
    skills: Mapped[list[str]] = mapped_column(ARRAY(Text))
    rest_days: Mapped[int]
    most: Mapped[int | None]
    within_days: Mapped[int]
    apart: Mapped[list[list[str]]] = mapped_column(JSONB)
    weight: Mapped[int]
    site_name: Mapped[str | None]
    site_address: Mapped[str | None]
    site_phone: Mapped[str | None]
    slot_minutes: Mapped[int]
    audience: Mapped[list[str]] = mapped_column(ARRAY(Text))
    status: Mapped[str]
    version: Mapped[int]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    published_by: Mapped[UUID | None]
    published_at: Mapped[datetime | None]

    def must_be_draft(self) -> None:
        if self.status != RotaStatus.DRAFT:
            raise RotaNotDraft

    def changed(self) -> None:
        self.version += 1

    def publish(self, by: UUID, at: datetime) -> None:
        self.must_be_draft()
        self.status = RotaStatus.PUBLISHED.value
        self.published_by, self.published_at = by, at
        self.changed()


class RotaMember(Base):
    """Who takes part. `share`: percent of a full part; `wanted` and `unwanted` are wishes, `unavailable` binds."""

    __tablename__ = "rota_member"

    rota_id: Mapped[UUID] = mapped_column(ForeignKey("rota.rota_id", ondelete="cascade"), primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    share: Mapped[int]
    skills: Mapped[list[str]] = mapped_column(ARRAY(Text))
    unavailable: Mapped[list[date]] = mapped_column(ARRAY(Date))
    wanted: Mapped[list[date]] = mapped_column(ARRAY(Date))
    unwanted: Mapped[list[date]] = mapped_column(ARRAY(Date))
    #: When he said himself that his duties open hours to the audience of the rota.
    agreed_at: Mapped[datetime | None]


class Duty(Base):
    """One seat of one day. It keeps its identifier, and so its swap, whoever holds it and wherever it moves."""

    __tablename__ = "duty"

    duty_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    rota_id: Mapped[UUID] = mapped_column(ForeignKey("rota.rota_id", ondelete="cascade"))
    on_day: Mapped[date]
    professional_id: Mapped[UUID | None]
    #: The coordinator's hand: the solver leaves it where it is.
    is_pinned: Mapped[bool]
    #: The hours that it opened in the holder's agenda, once published.
    opening_id: Mapped[UUID | None]


class DutySwap(Base):
    """A duty offered to the others. `in_return`: days its holder would take instead; none: he gives it away."""

    __tablename__ = "duty_swap"

    swap_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    duty_id: Mapped[UUID] = mapped_column(ForeignKey("duty.duty_id", ondelete="cascade"))
    offered_by: Mapped[UUID]
    in_return: Mapped[list[date]] = mapped_column(ARRAY(Date))
    status: Mapped[str]
    accepted_by: Mapped[UUID | None]
    given_duty_id: Mapped[UUID | None]
    offered_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    def accept(self, by: UUID, given: UUID | None, at: datetime) -> None:
        self._settle(SwapStatus.ACCEPTED, at)
        self.accepted_by, self.given_duty_id = by, given

    def withdraw(self, at: datetime) -> None:
        self._settle(SwapStatus.WITHDRAWN, at)

    def _settle(self, status: SwapStatus, at: datetime) -> None:
        if self.status != SwapStatus.OPEN:
            raise SwapNotOpen
        self.status = status.value
        self.settled_at = at
