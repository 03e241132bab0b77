"""A plan, its rows, and the announced departures that make a backlog. No identity of a person."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.matching.plan_figures import PlanDoctor
from referral_svc.plans.codes import PlanState, RowState
from referral_svc.plans.errors import DepartureCancelled, DepartureOver, PlanEnded, PlanNotDraft
from referral_svc.referrals.authors import Author
from referral_svc.referrals.entity.placement import Placement

#: A row that a passing condition stops is tried again so much later.
TRY_AGAIN_AFTER = timedelta(hours=12)


class Plan(Base):
    """Who would be asked for whom. `before` and `after`: see `figures.py`; `doctors`: `PlanDoctor` as data."""

    __tablename__ = "plan"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    state: Mapped[PlanState] = mapped_column(coded(PlanState, "state"), default=PlanState.DRAFT)
    departure_id: Mapped[UUID | None]
    rule_version: Mapped[str]
    weeks: Mapped[int]
    #: In metres (`matching.plan`): what the optimum costs.
    cost: Mapped[int] = mapped_column(BigInteger)
    #: In metres too: how much cheaper another plan might be at most. 0 of a plan that is proved the cheapest.
    unproved: Mapped[int] = mapped_column(BigInteger)
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    doctors: Mapped[list[Any]]
    made_at: Mapped[datetime]
    made_by_account_id: Mapped[UUID | None]
    made_by_name: Mapped[str]
    started_at: Mapped[datetime | None]
    started_by_account_id: Mapped[UUID | None]
    started_by_name: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def plan_doctors(self) -> list[PlanDoctor]:
        return [PlanDoctor(**{**one, "professional_id": UUID(one["professional_id"])}) for one in self.doctors]

    @property
    def started_by(self) -> Author:
        return Author(self.started_by_account_id, self.started_by_name or "")

    @property
    def carried_out_until(self) -> datetime | None:
        """Until then a row that a weekly cap stops waits for its turn."""
        return self.started_at + timedelta(weeks=self.weeks) if self.started_at else None

    def require_draft(self) -> None:
        if self.state != PlanState.DRAFT:
            raise PlanNotDraft(state_of_plan=self.state.value)

    def start(self, by: Author, at: datetime) -> None:
        self.require_draft()
        self.state = PlanState.STARTED
        self.started_at = at
        self.started_by_account_id = by.account_id
        self.started_by_name = by.name

    def cancel(self, at: datetime) -> None:
        if self.state not in (PlanState.DRAFT, PlanState.STARTED):
            raise PlanEnded(state_of_plan=self.state.value)
        self.state = PlanState.CANCELLED
        self.ended_at = at

    def finish(self, at: datetime) -> None:
        self.state = PlanState.FINISHED
        self.ended_at = at


class PlanRow(Base):
    """One request in a plan. `proposed_professional_id` is what the optimum said, whatever was edited since."""

    __tablename__ = "plan_row"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    #: 1 for the first of the queue: the order in which rows are sent.
    position: Mapped[int]
    proposed_professional_id: Mapped[UUID | None]
    professional_id: Mapped[UUID | None]
    #: From the commune of the person to his nearest place, in km, as the crow flies.
    km: Mapped[float | None]
    distance_band: Mapped[str | None]
    #: [{kind, code, values, words}]
    reasons: Mapped[list[Any]]
    waited_days: Mapped[float]
    is_overdue: Mapped[bool]
    state: Mapped[RowState] = mapped_column(coded(RowState, "state"))
    by_hand: Mapped[bool] = mapped_column(default=False)
    reason_code: Mapped[str | None]
    next_try_at: Mapped[datetime | None]
    wave_id: Mapped[UUID | None]
    changed_at: Mapped[datetime | None]
    changed_by_name: Mapped[str | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def send_to(
        self,
        professional_id: UUID,
        km: float | None,
        band: str,
        reasons: list[dict[str, Any]],
        by: Author,
        at: datetime,
    ) -> None:
        """The coordinator chooses; choosing what the optimum said is no choice by hand."""
        self.professional_id = professional_id
        self.km, self.distance_band, self.reasons = km, band, reasons
        self.state = RowState.PLANNED
        self.by_hand = professional_id != self.proposed_professional_id
        self._changed(by, at)

    def take_out(self, by: Author, at: datetime) -> None:
        self.professional_id = self.km = self.distance_band = None
        self.state = RowState.TAKEN_OUT
        self._changed(by, at)

    def sent(self, wave_id: UUID, at: datetime) -> None:
        self.state, self.wave_id, self.reason_code, self.next_try_at = RowState.SENT, wave_id, None, None
        self.changed_at = at

    def skip(self, reason_code: str, at: datetime) -> None:
        self.state, self.reason_code, self.next_try_at = RowState.SKIPPED, reason_code, None
        self.changed_at = at

    def put_off(self, reason_code: str, at: datetime) -> None:
        """Its turn comes again: the condition that stops it will pass."""
        self.reason_code = reason_code
        self.next_try_at = at + TRY_AGAIN_AFTER

    def _changed(self, by: Author, at: datetime) -> None:
        self.changed_at = at
        self.changed_by_name = by.name


class Departure(Base):
    """A professional who announced that he leaves, and how many of his persons wait again because of it."""

    __tablename__ = "departure"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    professional_id: Mapped[UUID]
    leaves_on: Mapped[date]
    announced_at: Mapped[datetime]
    announced_by_account_id: Mapped[UUID | None]
    announced_by_name: Mapped[str]
    #: Requests that were still open and are searched for again.
    searched_again: Mapped[int]
    #: New requests, made from closed ones.
    stated_again: Mapped[int]
    #: Persons whose identity is erased or whose consent ended: only his practice can tell them.
    out_of_reach: Mapped[int]
    #: How many more he took before it was announced; None: he had said nothing.
    places_before: Mapped[int | None]
    #: When his access to those persons' bulletins was closed.
    ended_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by_account_id: Mapped[UUID | None]
    cancelled_by_name: Mapped[str | None]

    def require_cancellable(self) -> None:
        """Until he has left: then his access is closed, and nothing of it comes back."""
        if self.cancelled_at is not None:
            raise DepartureCancelled
        if self.ended_at is not None:
            raise DepartureOver

    def cancel(self, by: Author, at: datetime) -> None:
        self.require_cancellable()
        self.cancelled_at, self.cancelled_by_account_id, self.cancelled_by_name = at, by.account_id, by.name


class DepartureCase(Base):
    """A request that waits because of a departure; `from_referral_id` is the closed one it was made from."""

    __tablename__ = "departure_case"

    departure_id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    from_referral_id: Mapped[UUID | None]
    #: Of one that was open: what its placement was (`Placement`), and whether he was its usual doctor too.
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    was_usual: Mapped[bool] = mapped_column(default=False)
    #: When the departure was cancelled and nobody had worked on it: it waits no longer.
    undone_at: Mapped[datetime | None]

    @property
    def placement(self) -> Placement | None:
        return Placement.model_validate(self.before) if self.before else None

    def undo(self, at: datetime) -> None:
        self.undone_at, self.before = at, None
