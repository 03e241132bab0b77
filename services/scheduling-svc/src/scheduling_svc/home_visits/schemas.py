"""The capacity of home visits on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.rules.half_days import Half
from scheduling_svc.slots.models import SlotStatus
from scheduling_svc.wire import Day, InstantOut


class HomeVisitHalfDay(Output):
    """One half-day that the territory is expected to cover."""

    day: date
    half: Half
    slots: int = Field(description="Home visits that doctors opened beyond their own patients, booked ones included")
    free: int = Field(description="Of them, still free")
    doctors: int
    is_short: bool = Field(description="Fewer than the threshold")


class HomeVisitCapacity(Output):
    """The coming half-days: weekdays and Saturday mornings, without public holidays."""

    least: int | None = Field(description="Threshold per half-day; null: nobody is warned")
    version: int = Field(description="Of the threshold, also the ETag; 0: never set")
    set_by_name: str | None
    set_at: InstantOut | None
    may_set: bool
    half_days: list[HomeVisitHalfDay]


class SetHomeVisitThreshold(Input):
    least: int = Field(ge=0, le=500, description="Home visits of doctors per half-day; 0: nobody is warned")


class FindHomeVisits(Input):
    day: Day
    half: Half
    free: bool = Field(default=False, description="Only those still free")
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class HomeVisitSlot(Output):
    slot_id: UUID
    professional_name: str | None
    commune_name: str | None
    starts_at: InstantOut
    ends_at: InstantOut
    status: SlotStatus


class HomeVisitSlots(Page[HomeVisitSlot]):
    """The slots behind one figure, the earliest first."""


FindHomeVisitsQuery = Annotated[FindHomeVisits, Query()]
