"""Delays on the wire. Figures are of agendas and appointments, never of a person."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.delays.repository import Among
from scheduling_svc.openings.models import Modality
from scheduling_svc.wire import CommuneCode, Day, InstantOut, ProfessionCode

Cursor = Annotated[str, StringConstraints(max_length=500)]


class RowOrder(StrEnum):
    """By name or by date; or by days, as a median is read off them."""

    USUAL = "usual"
    DAYS = "days"


class _Lines(Input):
    profession: ProfessionCode | None = None
    commune: CommuneCode | None = Field(default=None, description="INSEE code of the commune of the practice place")
    modality: Modality | None = None

    def among(self) -> Among:
        return Among(self.profession, self.commune, self.modality.value if self.modality else None)


class FindDelays(_Lines):
    """Of a period; figures of the filters, and groups side by side without them."""

    since: Day | None = Field(default=None, description="First day, included; a year before the last when absent")
    until: Day | None = Field(default=None, description="Last day, included; today when absent")


class FindSamples(_Lines):
    week_of: Day = Field(description="Monday of the week that was looked at")
    beyond_horizon: bool = Field(default=False, description="Only those with fewer than three free slots in it")
    order: RowOrder = RowOrder.USUAL
    cursor: Cursor | None = Field(default=None, description="`next` of the page before")
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class FindWaits(FindDelays):
    order: RowOrder = RowOrder.USUAL
    cursor: Cursor | None = Field(default=None, description="`next` of the page before")
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


class DelayWeek(Output):
    """Third next available: calendar days to the third free slot, seen each Monday from 8:00 on; slots kept for
    unscheduled care and days of absences over three days are left out (rules of the profession, section 7)."""

    week_of: date = Field(description="Monday")
    measured_at: InstantOut
    horizon_weeks: int = Field(description="How far ahead slots existed, weeks")
    lines: int = Field(description="Professionals, by place and modality, that the median rests on")
    median_days: int | None = Field(description="Null: no line, or half of them have no third slot in the horizon")
    beyond_horizon: int = Field(description="Lines with fewer than three free slots in the horizon")


class DelayMonth(Output):
    """Realised delay: days from the request (from the booking when it follows none) to the start of the appointment,
    of appointments that began or will begin in the month and were not cancelled."""

    month: str = Field(description="YYYY-MM", examples=["2026-11"])
    appointments: int | None = Field(description="Null: fewer than `fewest_shown`, kept back from this reader")
    median_days: float | None
    slowest_tenth_days: float | None = Field(description="Nine appointments in ten waited no longer, days")


class DelayGroup(Output):
    """One profession, commune or modality: the last sample of the period, and its appointments."""

    dimension: Literal["profession", "commune", "modality"]
    code: str = Field(description="TRE_G15, INSEE code, or AMB, HH, VR")
    commune_name: str | None = Field(description="Of a commune of the territory")
    lines: int
    third_next_days: int | None
    appointments: int | None = Field(description="Null: fewer than `fewest_shown`, kept back from this reader")
    realised_days: float | None = Field(description="Median")


class DelaysOut(Output):
    since: date
    until: date
    fewest_shown: int | None = Field(
        description="Counts of appointments under this are kept back; null for who may open the rows"
    )
    weeks: list[DelayWeek]
    months: list[DelayMonth]
    groups: list[DelayGroup]


class DelaySampleOut(Output):
    professional_id: UUID
    professional_name: str
    profession_code: str
    commune_code: str | None
    commune_name: str | None
    place_label: str | None
    modality: Modality
    days: int | None = Field(description="Calendar days to the third free slot; null: beyond the horizon")
    rank: int = Field(description="By days, among all that the week's median rests on; from 1")
    is_median: bool


class DelaySamplePage(Page[DelaySampleOut]):
    """By name, or by days."""


class RealisedWait(Output):
    appointment_id: UUID
    professional_id: UUID
    professional_name: str
    profession_code: str
    commune_code: str | None
    commune_name: str | None
    modality: Modality
    asked_at: InstantOut
    starts_at: InstantOut
    days: float
    rank: int = Field(description="By days, among all that the medians rest on; from 1")
    is_median: bool = Field(description="The middle one; of an even number both, between which the median lies")
    is_slowest_tenth: bool = Field(description="Nine in ten waited no longer; two where that lies between them")


class RealisedWaitPage(Page[RealisedWait]):
    """Soonest first, or by days."""


FindDelaysQuery = Annotated[FindDelays, Query()]
FindSamplesQuery = Annotated[FindSamples, Query()]
FindWaitsQuery = Annotated[FindWaits, Query()]
