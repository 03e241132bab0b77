"""Recourses of one request on the wire."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, model_validator

from carekit.wire import Input, Output
from scheduling_svc.recourses.routing import Unfit
from scheduling_svc.triage.models import Disposition
from scheduling_svc.wire import CommuneCode, InstantOut

Years = Annotated[int, Field(ge=0, le=130)]


class FindRecourses(Input):
    """What is known of the person without naming her; what is not said excludes nobody."""

    commune: CommuneCode | None = None
    age_from: Years | None = Field(default=None, description="First year of the band that the age lies in")
    age_to: Years | None = Field(default=None, description="Last year of that band")

    @model_validator(mode="after")
    def _whole_band(self) -> FindRecourses:
        if (self.age_from is None) != (self.age_to is None):
            raise ValueError("age_from and age_to go together")
        return self


FindRecoursesQuery = Annotated[FindRecourses, Query()]


class RecourseNow(Output):
    """One recourse, and whether it takes this request now."""

    recourse_id: UUID
    kind: str = Field(description="As the directory has it (`RecourseOut.kind`)")
    name: str
    disposition: Disposition = Field(description="What a hand-over to it is written as")
    recourse_phone: str = Field(description="The line kept for professionals, else the one that anybody calls")
    place_line: str | None
    takes: str
    min_age: int | None
    max_age: int | None
    unfit: list[Unfit] = Field(description="Why it does not take this request now; empty: it does")
    open_until: InstantOut | None = Field(description="Null while it is shut, or open without end in sight")
    opens_at: InstantOut | None = Field(description="While it is shut, when it opens next within a fortnight")


class RecoursesNow(Output):
    """Those that take the request now first; within both, the order of resort of the CPTS."""

    items: list[RecourseNow]
