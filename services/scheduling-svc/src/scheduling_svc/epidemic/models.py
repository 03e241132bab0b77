"""Plans prepared for an epidemic, what owners agreed to in them, and the switches."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base
from scheduling_svc.epidemic.plan import PlanData


class EpidemicPlan(Base):
    """One version of a plan, with its author and date; the highest counts. Never edited. `data`: `plan.PlanData`."""

    __tablename__ = "epidemic_plan"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    saved_by: Mapped[UUID]
    saved_by_name: Mapped[str]
    saved_at: Mapped[datetime]


class EpidemicAgreement(Base):
    """An owner's yes to what a plan asks of his agenda, as it stood then (`part`): another part needs another yes."""

    __tablename__ = "epidemic_agreement"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    part: Mapped[dict[str, Any]] = mapped_column(JSONB)
    agreed_by: Mapped[UUID]
    agreed_at: Mapped[datetime]

    def is_to(self, part: PlanData) -> bool:
        """Read again first: what was kept before plans had rounds does not name them."""
        return PlanData.model_validate(self.part) == part


class EpidemicSwitch(Base):
    """On, and off again: the log, and what it takes to come back. At most one of a CPTS is on."""

    __tablename__ = "epidemic_switch"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    switch_id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    plan_version: Mapped[int]
    title: Mapped[str]
    #: The triage script that is in force meanwhile; None: the usual one.
    script_version: Mapped[str | None]
    #: Openings that it made: rows of professional and opening.
    made: Mapped[list[dict[str, str]]] = mapped_column(JSONB)
    #: Openings that it widened, with who saw them before and who since (`plan.Widened`).
    widened: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    #: Volunteers of rounds to whom it gave hours, with theirs before and since.
    rounds: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    on_by_name: Mapped[str]
    on_by: Mapped[UUID]
    on_at: Mapped[datetime]
    off_by_name: Mapped[str | None]
    off_by: Mapped[UUID | None]
    off_at: Mapped[datetime | None]
