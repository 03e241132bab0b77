"""Home visits of doctors: one of them keeps half an hour for them in every half-day of the week but one, so that the
coordination, which wants two in each, sees where to ask."""

from __future__ import annotations

from datetime import datetime

from carekit.clock import PARIS
from local_system.demo.acts import Acts
from local_system.demo.openings import sharers
from local_system.demo.settling import Settled, owner

_SCHEDULING = "/api/scheduling/v1"
LEAST = 2
#: Weekdays (1 is Monday) and hours, beside those of his practice; nobody on Wednesday afternoons.
_HOURS = (((1, 2, 3, 4, 5, 6), "08:00", "08:30"), ((1, 2, 4, 5), "18:00", "18:30"))
#: None of those who may be logged in as: their agendas are small enough to be read.
_DOCTOR = sharers()[5]


async def watch_home_visits(acts: Acts, settled: Settled, ends: datetime) -> None:
    rpps, first = _DOCTOR.rpps, ends.astimezone(PARIS).date()
    for weekdays, from_time, to_time in _HOURS:
        opening = {
            "professional_id": str(settled.professionals[rpps]),
            "place_id": settled.places[rpps][0]["place_id"],
            "kind": "weekly",
            "weekdays": list(weekdays),
            "starts_on": str(first),
            "ends_on": None,
            "from_time": from_time,
            "to_time": to_time,
            "slot_minutes": 15,
            "modalities": ["HH"],
            "audience": ["cpts", "snp"],
        }
        await acts.services.post(
            f"{_SCHEDULING}/openings", owner(settled, rpps), opening, once=f"home-visits-{from_time}"
        )
    threshold = {"least": LEAST}
    await acts.services.put(
        f"{_SCHEDULING}/home-visits/threshold", acts.callers["care_coordinator"], threshold, version=0
    )
