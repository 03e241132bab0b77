"""The ledger of duties on the wire: figures of each professional, and the duties behind one of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.rota.models import RotaKind
from scheduling_svc.rota.schemas import RotaTime


class LedgerFigure(StrEnum):
    """What is said of each professional: counts of duties, and sums of their minutes or points."""

    SATURDAYS = "saturdays"
    PUBLIC_HOLIDAYS = "public_holidays"
    HOUSE_DUTIES = "house_duties"
    SWAPPED = "swapped"
    MINUTES = "minutes"
    PLANNED_POINTS = "planned_points"
    POINTS = "points"


class LedgerRow(Output):
    professional_id: UUID
    professional_name: str | None
    saturdays: int
    public_holidays: int
    house_duties: int
    swapped: int = Field(description="Of the duties done, those that came to him in a swap")
    minutes: int = Field(description="On duty in the twelve months before today")
    points: int = Field(description="Of the twelve months before today")
    planned_points: int = Field(description="Of published duties still to come")


class DutyLedger(Output):
    """Duties done in the twelve months to today, by who did them in the end. Most points first."""

    since: date
    items: list[LedgerRow]


class FindLedgerDuties(Input):
    professional_id: UUID
    figure: LedgerFigure
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class LedgerDuty(Output):
    duty_id: UUID
    on: date
    rota_id: UUID
    rota_name: str
    kind: RotaKind
    from_time: RotaTime
    to_time: RotaTime
    is_swapped: bool = Field(description="It came to him in a swap")
    adds: int = Field(description="To the figure: 1 where duties are counted, else its minutes or its points")


class LedgerDutyPage(Page[LedgerDuty]):
    """By date. What they add makes the figure."""


FindLedgerDutiesQuery = Annotated[FindLedgerDuties, Query()]
