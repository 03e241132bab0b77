"""What the other services learn of a recourse."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from carekit.events import Event


class DescribedSpan(BaseModel):
    """Civil times HH:MM where the CPTS lives; 24:00 is midnight."""

    model_config = ConfigDict(frozen=True)

    from_time: str
    to_time: str


class DescribedWeekSpan(DescribedSpan):
    weekday: int = Field(description="1 Monday to 7 Sunday")


class DescribedDatedHours(BaseModel):
    model_config = ConfigDict(frozen=True)

    on: date
    from_time: str | None = Field(description="Null: closed on that day")
    to_time: str | None


class RecourseDescribed(Event):
    """The whole present state of a recourse of unscheduled care: how it is called, and which requests it takes, when
    (`recourses/schemas.py` of directory-svc says what each field means)."""

    type: ClassVar[str] = "recourse.described.v1"

    recourse_id: UUID
    kind: str
    name: str
    place_line: str | None
    professional_phone: str | None
    public_phone: str | None
    communes: tuple[str, ...]
    modalities: tuple[str, ...]
    profession_codes: tuple[str, ...]
    triage_classes: tuple[str, ...]
    min_age: int | None
    max_age: int | None
    takes: str
    rank: int
    hours: tuple[DescribedWeekSpan, ...]
    holiday_hours: tuple[DescribedSpan, ...]
    dated_hours: tuple[DescribedDatedHours, ...]
    is_public: bool
    is_active: bool

    def subject(self) -> str:
        return str(self.recourse_id)
