"""What this service tells of home visits that are missing: half-days and numbers, nothing of any patient."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from carekit.events import Event
from carekit.outbox import Subscriptions


class ShortHalfDay(BaseModel):
    model_config = ConfigDict(frozen=True)

    day: date
    half: Literal["morning", "afternoon"]
    slots: int = Field(description="Home visits that doctors opened to the territory, booked ones included")


class HomeVisitsShort(Event):
    """Half-days of the coming week that have newly fallen under the threshold. Once a day at most for a CPTS."""

    type: ClassVar[str] = "home_visits.short.v1"

    cpts_id: UUID
    least: int
    half_days: list[ShortHalfDay]

    def subject(self) -> str:
        return str(self.cpts_id)


SUBSCRIPTIONS = Subscriptions({"referral-svc": frozenset({HomeVisitsShort.type})})
