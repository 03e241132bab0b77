"""Business constants of a CPTS: dated rows with their author, never changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base
from scheduling_svc.openings.school_holidays import known_until


class AgendaRule(Base):
    """One version of the rules of a CPTS; the highest version is in force."""

    __tablename__ = "agenda_rule"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    horizon_weeks: Mapped[int]
    hold_minutes: Mapped[int]
    afternoon_from: Mapped[time]
    school_zone: Mapped[str | None]
    travel_kmh: Mapped[int]
    detour_percent: Mapped[int]
    least_travel_minutes: Mapped[int]
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]


@dataclass(frozen=True)
class Rules:
    """The rules in force. Defaults: rules of the profession, section 7; version 0 is nobody's choice.

    Rounds at home: how fast one drives, how much longer a road is than the straight line (percent), and the minutes
    between two doors of one commune.
    """

    version: int = 0
    horizon_weeks: int = 8
    hold_minutes: int = 5
    afternoon_from: time = time(13, 0)
    school_zone: str | None = None
    travel_kmh: int = 40
    detour_percent: int = 130
    least_travel_minutes: int = 5

    @property
    def school_holidays_until(self) -> date | None:
        return known_until(self.school_zone)

    @property
    def hold_for(self) -> timedelta:
        return timedelta(minutes=self.hold_minutes)
