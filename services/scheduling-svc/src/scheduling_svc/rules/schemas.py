"""The agenda rules of a CPTS on the wire."""

from __future__ import annotations

from datetime import time
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


class AgendaRulesOut(Output):
    horizon_weeks: int
    hold_minutes: int
    afternoon_from: Annotated[time, PlainSerializer(lambda value: value.strftime("%H:%M"), return_type=str)]
    school_zone: SchoolZone | None
    version: int = Field(description="Also the ETag; 0 while the CPTS has set nothing")
