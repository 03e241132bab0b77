"""The pool of locums as a newcomer finds it: two volunteers, a day sought, and ten days of which four are claimed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from carekit.clock import PARIS
from local_system.demo.accounts import account
from local_system.demo.acts import Acts
from local_system.demo.days_off import days_off
from local_system.demo.settling import Settled

_SCHEDULING = "/api/scheduling/v1"
#: Hours a month that the second volunteer wishes at least: more than he has been given.
_LEAST_HOURS = 14
_CLAIMED_DAYS = 4


async def share_covers(acts: Acts, settled: Settled, ends: datetime) -> None:
    services, callers = acts.services, acts.callers
    for key, least in (("second_gp", 0), ("third_gp", _LEAST_HOURS)):
        path = f"{_SCHEDULING}/pool-volunteers/{callers[key].professional_id}"
        await services.put(path, callers[key], {"weekdays": [1, 2, 4], "communes": [], "least_hours": least})
    first = _monday_after(ends.astimezone(PARIS).date() + timedelta(days=7))
    for key, day, days in (("gp", first, 1), ("third_gp", first + timedelta(days=1), 10)):
        need = _need(settled, key, day, days)
        sought = await services.post(f"{_SCHEDULING}/replacements", callers[key], need, once=f"cover-{key}")
        if key == "third_gp":
            free = await days_off(acts, "second_gp", [date.fromisoformat(one) for one in sought["open_days"]])
            path = f"{_SCHEDULING}/replacements/{sought['replacement_id']}/claim"
            await services.post(path, callers["second_gp"], {"days": [str(one) for one in free[:_CLAIMED_DAYS]]})


def _need(settled: Settled, key: str, day: date, days: int) -> dict[str, Any]:
    rpps = str(account(key).rpps)
    return {
        "professional_id": str(settled.professionals[rpps]),
        "place_id": settled.places[rpps][0]["place_id"],
        "from_day": str(day),
        "to_day": str(day + timedelta(days=days - 1)),
        "hours": [
            {"weekdays": [1, 2, 3, 4, 5], "from_time": "09:00", "to_time": "12:30"},
            {"weekdays": [1, 2, 4, 5], "from_time": "14:00", "to_time": "18:00"},
        ],
        "slot_minutes": 15,
        "audience": ["own_patients", "snp"],
    }


def _monday_after(day: date) -> date:
    return day + timedelta(days=8 - day.isoweekday())
