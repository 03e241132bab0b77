"""When the practices of a CPTS are closed: Sundays, the public holidays of its department, and its own closures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from carekit.public_holidays import department_of, public_holidays

LONGEST_CLOSURE = 366


def closed_days(communes: Iterable[str], closures: Iterable[tuple[date, date]], year: int) -> frozenset[date]:
    """Civil dates of that year, the one before and the next on which nobody is expected to answer: deadlines look
    ahead, silences look back. `communes`: codes of the INSEE."""
    closed = set(public_holidays((year - 1, year, year + 1), department_of(communes)))
    for starts_on, ends_on in closures:
        closed.update(_days(starts_on, min(ends_on, starts_on + timedelta(days=LONGEST_CLOSURE))))
    return frozenset(closed)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
