"""Wire schemas of the training for care at a distance."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from carekit.wire import Input, Output


def _of_the_calendar(ended: str) -> str:
    if len(ended) > len("2025"):
        date.fromisoformat(ended)
    return ended


DayOrYear = Annotated[
    str,
    StringConstraints(pattern=r"^(19|20)[0-9]{2}(-[0-9]{2}-[0-9]{2})?$"),
    AfterValidator(_of_the_calendar),
    Field(description="A day or a year: 2025-06-14, 2025"),
]


class FollowedTraining(Input):
    title: str = Field(min_length=2, max_length=120, description="Title or organiser")
    ended: DayOrYear = Field(description="Last day, or its year; not in the future")


class StateTraining(Input):
    """The whole of it: what is left out is no longer said."""

    followed: FollowedTraining | None = Field(default=None, description="The last one followed; null: none")
    wishes_training: bool = Field(default=False, description="Wishes a session that the CPTS organises")


class FollowedTrainingOut(Output):
    title: str
    ended: str = Field(description="A day or a year: 2025-06-14, 2025")


class TrainingOut(Output):
    followed: FollowedTrainingOut | None = Field(description="The last one followed; null: none")
    wishes_training: bool
    source: Literal["self", "delegate", "cpts"] = Field(description="Who says so")
    stated_at: datetime
    stated_by: str


class StatedTrainingOut(Output):
    """The training after an edit, with the version of the sheet that the next edit must name."""

    professional_id: UUID
    version: int
    training: TrainingOut
