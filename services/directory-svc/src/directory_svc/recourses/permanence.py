"""When the permanence of care (PDSA) holds: nights, Sundays, public holidays, Saturday from noon. Pure (rules of the
profession, section 7)."""

from __future__ import annotations

from collections.abc import Iterable

from directory_svc.recourses.schemas import Span, WeekSpan

SATURDAY, SUNDAY = 6, 7
BEGINS_OF_DAY, NOON, ENDS_OF_DAY = "08:00", "12:00", "20:00"


def in_permanence(week: Iterable[WeekSpan], on_holidays: Iterable[Span]) -> bool:
    """Whether any of these hours lies, if only in part, in the permanence of care."""
    return any(True for _ in on_holidays) or any(_touches(one) for one in week)


def _touches(span: WeekSpan) -> bool:
    if span.weekday == SUNDAY:
        return True
    end = NOON if span.weekday == SATURDAY else ENDS_OF_DAY
    return span.from_time < BEGINS_OF_DAY or span.to_time > end
