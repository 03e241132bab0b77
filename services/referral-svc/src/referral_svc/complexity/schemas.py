"""A complex situation on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.complexity.codes import ComplexityCriterion

Criteria = Annotated[
    list[ComplexityCriterion],
    Field(max_length=len(ComplexityCriterion), description="Those of the DAC that hold; none: no complex situation"),
]


class SayComplexity(Input):
    """Takes the place of what was said before."""

    criteria: Criteria


class ComplexityOut(Output):
    criteria: list[ComplexityCriterion]
    list_version: str = Field(description="Of the criteria among which these were chosen", examples=["2026-11"])
