"""The days that a figure counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from carekit.wire import Input

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
YEAR = timedelta(days=365)


class Period(Input):
    since: Day | None = Field(default=None, description="First day, included; a year before the last when absent")
    until: Day | None = Field(default=None, description="Last day, included; today when absent")

    def days(self, today: date) -> tuple[date, date]:
        until = self.until or today
        return self.since or until - YEAR, until
