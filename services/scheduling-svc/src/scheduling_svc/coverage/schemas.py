"""What the population of each commune can reach, on the wire."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.coverage.figures import Figure
from scheduling_svc.rules.half_days import Half
from scheduling_svc.wire import CommuneCode, Day, InstantOut, ProfessionCode


class CoverageDay(StrEnum):
    """From now to the end of today, or the whole of tomorrow."""

    TODAY = "today"
    TOMORROW = "tomorrow"


class Reach(Output):
    """Of one profession within the distance, on the day asked for."""

    profession_code: ProfessionCode
    professionals: int = Field(description="With a free slot")
    half_days: int = Field(description="With a free slot, over all of them; two a day each at most")
    free: int = Field(description="Free slots that leave the owner's house")
    on_duty: int = Field(description="On a published duty that day")
    nearest_km: float = Field(description="To the nearest of them, as the crow flies")


class CommuneCoverage(Output):
    commune_code: CommuneCode
    commune_name: str
    population: int | None = Field(description="Residents; null until the directory tells")
    is_located: bool = Field(description="False: its centre is not known, and so nothing is within any distance")
    reach: list[Reach] = Field(description="A profession that is missing here is a hole")


class Hole(Output):
    """A profession that nobody of these communes reaches."""

    profession_code: ProfessionCode
    communes: int
    population: int


class CoverageOut(Output):
    """Communes of the territory, those with most residents first."""

    on: Day
    within_km: int
    professions: list[ProfessionCode] = Field(description="That have an agenda here: the columns")
    communes: list[CommuneCoverage]
    holes: list[Hole] = Field(description="Most residents first")


class FindCoverage(Input):
    day: CoverageDay = CoverageDay.TODAY
    within_km: int = Field(default=10, ge=1, le=100, description="As the crow flies")


class FindCoverageRows(FindCoverage):
    commune: CommuneCode
    profession: ProfessionCode
    figure: Figure
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class CoverageRow(Output):
    """One of what a figure counts: a professional, one of his half-days, a free slot, or somebody on duty."""

    row_id: str
    professional_id: UUID
    professional_name: str | None
    place_label: str
    commune_name: str | None = Field(description="Of the practice place, the nearest of several")
    km: float = Field(description="From the centre of the commune, as the crow flies")
    starts_at: InstantOut = Field(description="Of the slot, of the first of them, or of the duty")
    ends_at: InstantOut
    half: Half | None = Field(description="Of a slot or a half-day")
    free: int = Field(description="Free slots behind it; none behind a duty")
    rotas: list[str] = Field(description="Of whoever is on duty")


class CoverageRowPage(Page[CoverageRow]):
    """Soonest first, as many as the figure says."""


FindCoverageRowsQuery = Annotated[FindCoverageRows, Query()]
FindCoverageQuery = Annotated[FindCoverage, Query()]
