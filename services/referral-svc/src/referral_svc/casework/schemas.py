"""Colleagues, holders and leaves, as they go over the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]


class ColleagueOut(Output):
    account_id: UUID
    professional_id: UUID | None
    name: str
    roles: list[str]
    seen_on: date = Field(description="Last day on which the colleague used the application")


class Colleagues(Output):
    items: list[ColleagueOut]


class NameHolder(Input):
    account_id: UUID | None = Field(description="The coordinator who follows the case from now on; null: nobody")


class AnnounceLeave(Input):
    """The replacement takes every open case on the first day, at once, and gives them back after the last."""

    account_id: UUID | None = Field(default=None, description="Who goes on leave; the caller when not said")
    replacement_account_id: UUID
    starts_on: Day = Field(description="First day; today or earlier hands the cases over at once")
    ends_on: Day = Field(description="Last day, included")


class LeaveOut(Output):
    leave_id: UUID
    account_id: UUID
    name: str
    replacement_account_id: UUID
    replacement_name: str
    starts_on: date
    ends_on: date
    announced_by_name: str
    started_at: datetime | None = Field(description="When the cases went to the replacement")
    ended_at: datetime | None = Field(description="When they came back")
    cases: int = Field(description="Open cases that the replacement follows in this leave now")


class Leaves(Output):
    items: list[LeaveOut] = Field(description="Those not over, then the last ones that are")
