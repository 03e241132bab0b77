"""What is counted, without identity, over some days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from carekit.wire import Input

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
YEAR = timedelta(days=365)


class Period(Input):
    since: Day | None = Field(default=None, description="First day, included; a year before the last when absent")
    until: Day | None = Field(default=None, description="Last day, included; today when absent")

    def days(self, today: date) -> tuple[date, date]:
        until = self.until or today
        return self.since or until - YEAR, until


async def counted_by_month(
    session: AsyncSession,
    day: InstrumentedAttribute[date],
    beside: Sequence[InstrumentedAttribute[Any]],
    since: date,
    until: date,
) -> list[Row[Any]]:
    """Rows of `month` (YYYY-MM), the columns beside it, `count`: the latest month first."""
    month = func.to_char(day, "YYYY-MM").label("month")
    query: Select[Any] = (
        select(month, *beside, func.count().label("count"))
        .where(day.between(since, until))
        .group_by(month, *beside)
        .order_by(month.desc(), *beside)
    )
    return list(await session.execute(query))
