"""The agenda rules of a CPTS on the wire."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from pydantic import Field, PlainSerializer

from carekit.wire import Input, Output
from scheduling_svc.openings.school_holidays import SchoolZone
from scheduling_svc.wire import CivilTime


class SetAgendaRules(Input):
    horizon_weeks: int = Field(ge=1, le=52, description="How far ahead slots exist, weeks")
    hold_minutes: int = Field(ge=1, le=60, description="How long a hold lasts, minutes")
    afternoon_from: CivilTime = Field(description="First civil time of the afternoon")
    school_zone: SchoolZone | None = Field(
        default=None, description="Zone of its school holidays (ministry of education); openings may follow them"
    )
    travel_kmh: int = Field(default=40, ge=10, le=110, description="How fast a round drives, km/h")
    detour_percent: int = Field(
        default=130, ge=100, le=300, description="How long a road is, percent of the straight line"
    )
    least_travel_minutes: int = Field(default=5, ge=0, le=60, description="Between two doors of one commune, minutes")


class AgendaRulesOut(Output):
    horizon_weeks: int
    hold_minutes: int
    afternoon_from: Annotated[time, PlainSerializer(lambda value: value.strftime("%H:%M"), return_type=str)]
    school_zone: SchoolZone | None
    school_holidays_until: date | None = Field(
        description="Last day of school holidays that is known in this zone; null: none is, without a zone"
    )
    travel_kmh: int
    detour_percent: int
    least_travel_minutes: int
    version: int = Field(description="Also the ETag; 0 while the CPTS has set nothing")
