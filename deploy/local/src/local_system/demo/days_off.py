"""Nobody is lent elsewhere on a day on which people come to him; which days those are hangs on the load’s instant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from carekit.clock import PARIS
from local_system.demo.acts import Acts


async def days_off(acts: Acts, key: str, days: Sequence[date]) -> list[date]:
    """Of `days` (ascending, two months at most), those without any appointment in the agenda of that account."""
    caller = acts.callers[key]
    span = {
        "from": datetime.combine(days[0], time(), PARIS).isoformat(),
        "to": datetime.combine(days[-1] + timedelta(days=1), time(), PARIS).isoformat(),
    }
    path = f"/api/scheduling/v1/professionals/{caller.professional_id}/agenda"
    agenda = await acts.services.get(path, caller, **span)
    starts = (datetime.fromisoformat(one["starts_at"]) for one in agenda["appointments"])
    taken = {start.astimezone(PARIS).date() for start in starts}
    return [day for day in days if day not in taken]
