"""Wire schemas of recourses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from carekit.identifiers import Finess
from carekit.wire import Input, Output
from directory_svc.offers.schemas import Day, Phone
from directory_svc.territory.schemas import CommuneCode

RecourseKind = Annotated[
    Literal["snp_centre", "duty_house", "home_visits", "sos_call_centre", "sas", "call_line"],
    Field(
        description="Centre of unscheduled care; maison de garde; doctor or association visiting at home; "
        "call centre of SOS Médecins; SAS; another line that coordinates (116 117…)"
    ),
]
RecourseModality = Annotated[
    Literal["AMB", "HH", "VR"], Field(description="AMB received there, HH visited at home, VR by telephone or video")
]
RecourseClass = Annotated[
    Literal["half_day", "hours_24", "hours_48"], Field(description="How soon care is due, as the triage said")
]
_Time = StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", strip_whitespace=False)
FromTime = Annotated[str, _Time, Field(description="Civil time HH:MM where the CPTS lives", examples=["09:00"])]
ToTime = Annotated[
    str,
    StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", strip_whitespace=False),
    Field(description="Civil time HH:MM, 24:00 for midnight; a night is said in two spans", examples=["19:30"]),
]


class Span(Input):
    from_time: FromTime
    to_time: ToTime

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.from_time >= self.to_time:
            raise ValueError("to_time is not after from_time")
        return self


class WeekSpan(Span):
    weekday: int = Field(ge=1, le=7, description="1 Monday to 7 Sunday")


class DatedHours(Input):
    """One day of the opening calendar: these hours instead of those of its weekday; without times, closed."""

    on: Day
    from_time: FromTime | None = None
    to_time: ToTime | None = None

    @model_validator(mode="after")
    def _whole(self) -> DatedHours:
        if (self.from_time is None) != (self.to_time is None):
            raise ValueError("from_time and to_time go together")
        if self.from_time is not None and self.to_time is not None and self.from_time >= self.to_time:
            raise ValueError("to_time is not after from_time")
        return self


class DescribeRecourse(Input):
    """What it is, how it is called, and which requests it takes, when. The whole: what is left out is forgotten."""

    kind: RecourseKind
    name: Annotated[str, StringConstraints(min_length=2, max_length=160)]
    finess: Finess | None = None
    place_line: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        default=None, description="Where it receives, as people write it"
    )
    professional_phone: Phone | None = Field(default=None, description="Line kept for professionals")
    public_phone: Phone | None = Field(default=None, description="Line that anybody calls")
    communes: list[CommuneCode] = Field(
        default_factory=list, max_length=300, description="INSEE codes of those it covers; empty: the whole territory"
    )
    modalities: list[RecourseModality] = Field(min_length=1, max_length=3)
    profession_codes: list[Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]] = Field(
        default=["10"], min_length=1, max_length=10, description="Whose care it gives (TRE_G15)"
    )
    triage_classes: list[RecourseClass] = Field(
        default_factory=list, max_length=3, description="Which requests it takes; empty: whatever their class"
    )
    min_age: int | None = Field(default=None, ge=0, le=130, description="Years, included")
    max_age: int | None = Field(default=None, ge=0, le=130, description="Years, included")
    takes: Annotated[str, StringConstraints(max_length=300)] = Field(
        default="", description="What else is to be known before calling; never about a person"
    )
    rank: int = Field(default=50, ge=1, le=99, description="Order of resort: the lowest is called first")
    hours: list[WeekSpan] = Field(default_factory=list, max_length=50)
    holiday_hours: list[Span] = Field(
        default_factory=list, max_length=6, description="On public holidays, instead of those of the weekday"
    )
    dated_hours: list[DatedHours] = Field(default_factory=list, max_length=200, description="Before all others")
    is_public: bool = Field(default=False, description="Shown on the public page, with its hours and public line")
    is_active: bool = Field(default=True, description="False: kept for its past, offered to nobody")

    @model_validator(mode="after")
    def _ages_in_order(self) -> DescribeRecourse:
        if self.min_age is not None and self.max_age is not None and self.min_age > self.max_age:
            raise ValueError("min_age is above max_age")
        return self

    @model_validator(mode="after")
    def _can_be_called(self) -> DescribeRecourse:
        if self.professional_phone is None and self.public_phone is None:
            raise ValueError("one of professional_phone and public_phone is needed")
        if self.is_public and self.public_phone is None:
            raise ValueError("what everybody reads has a public_phone")
        return self

    @model_validator(mode="after")
    def _spans_apart(self) -> DescribeRecourse:
        for day in range(1, 8):
            _apart(one for one in self.hours if one.weekday == day)
        _apart(self.holiday_hours)
        for on in {one.on for one in self.dated_hours}:
            of_day = [one for one in self.dated_hours if one.on == on]
            if len(of_day) > 1 and any(one.from_time is None for one in of_day):
                raise ValueError("a day is closed or has hours")
            _apart(
                Span(from_time=one.from_time, to_time=one.to_time)
                for one in of_day
                if one.from_time is not None and one.to_time is not None
            )
        return self


def _apart(spans: Iterable[Span]) -> None:
    in_order: Sequence[Span] = sorted(spans, key=lambda one: one.from_time)
    if any(later.from_time < earlier.to_time for earlier, later in pairwise(in_order)):
        raise ValueError("two spans of one day overlap")


class RecourseFilters(Input):
    kind: RecourseKind | None = None
    commune: CommuneCode | None = Field(default=None, description="Covers this commune")
    modality: RecourseModality | None = None
    name: str | None = Field(default=None, max_length=80, description="Words of the name, accents ignored")
    inactive: bool = Field(default=False, description="Those kept for their past, instead of those in use")
    cursor: str | None = Field(default=None, max_length=500)
    limit: int = Field(default=20, ge=1, le=100)


class RecourseOut(Output, DescribeRecourse):
    recourse_id: UUID
    version: int = Field(description="Also the ETag")
    changed_by_name: str
    changed_at: datetime


class RecoursesOut(Output):
    """In the order of resort."""

    items: list[RecourseOut]
    next: str | None = None


class RecourseChangeOut(Output):
    changed_at: datetime
    author_name: str
    fields: list[str] = Field(description="What this act changed; all of them when it was added")


class RecoursePageOut(RecourseOut):
    commune_names: list[str] = Field(description="Of `communes`, in order of name")
    changes: list[RecourseChangeOut] = Field(description="Newest first, the last fifty")
