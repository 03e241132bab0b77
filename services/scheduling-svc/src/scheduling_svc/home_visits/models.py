"""How many home visits by doctors a half-day must offer at least: dated rows with their author, never changed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base


class HomeVisitThreshold(Base):
    """The highest version is in force; without any, nobody is warned."""

    __tablename__ = "home_visit_threshold"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    least: Mapped[int]
    set_by: Mapped[UUID]
    set_by_name: Mapped[str]
    set_at: Mapped[datetime]


class HomeVisitWarning(Base):
    """A coming half-day of which the coordination was told that it is short; forgotten once it is no more."""

    __tablename__ = "home_visit_warning"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    half: Mapped[str] = mapped_column(primary_key=True)
    told_on: Mapped[date]
