"""Teams as a newcomer finds them: a vaccination centre with a half-filled Saturday, a brigade that tests at home."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from carekit.clock import PARIS
from local_system.demo.accounts import account
from local_system.demo.acts import Acts
from local_system.demo.days_off import days_off
from local_system.demo.settling import Settled

_SCHEDULING = "/api/scheduling/v1"
_NURSE, _DOCTOR, _PHARMACIST = "60", "10", "21"
_SATURDAY = 6
_WEEKS = 6


async def gather(acts: Acts, settled: Settled, ends: datetime) -> None:
    services, callers = acts.services, acts.callers
    today = ends.astimezone(PARIS).date()
    commune = settled.places[str(account("second_gp").rpps)][0]["commune_code"]
    first = today + timedelta(days=(_SATURDAY - today.isoweekday()) % 7 + 7)
    saturdays = [first + timedelta(days=7 * weeks) for weeks in range(_WEEKS)]
    saturday = (await days_off(acts, "pharmacist", await days_off(acts, "nurse", saturdays)))[0]
    centre = {
        "kind": "centre", "label": "Centre de vaccination", "reason_code": "vaccination", "slot_minutes": 10,
        "commune_code": commune, "site": "Salle des fêtes, 1 place de la Mairie", "wheelchair_accessible": True,
        "lead_id": str(callers["second_gp"].professional_id), "audience": ["cpts", "public"],
        "opens_on": str(today),
    }  # fmt: skip
    seats = [
        {"profession_code": _NURSE, "count": 3},
        {"profession_code": _PHARMACIST, "count": 1},
        {"profession_code": _DOCTOR, "count": 1, "has_line": False},
    ]
    held = await _publish(acts, centre, saturday, seats)
    await _take(acts, held, _NURSE, "nurse")
    await _take(acts, held, _PHARMACIST, "pharmacist", confirmed=False)
    team = held[0]["team_id"]
    path = f"{_SCHEDULING}/teams/{team}/appointments"
    await services.post(path, callers["care_coordinator"], {"people": 4}, once="team-household")
    brigade = {
        "kind": "brigade", "label": "Brigade de dépistage à domicile", "reason_code": "screening_test",
        "slot_minutes": 30, "commune_code": commune, "communes": [commune], "audience": ["cpts"],
        "confirms_at_once": True, "opens_on": str(today),
    }  # fmt: skip
    mondays = [one + timedelta(days=2) for one in saturdays]
    monday = (await days_off(acts, "nurse", mondays))[0]
    visits = await _publish(acts, brigade, monday, [{"profession_code": _NURSE, "count": 2}])
    await _take(acts, visits, _NURSE, "nurse", confirmed=False)


async def _publish(acts: Acts, team: dict[str, Any], day: date, seats: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The seats of a morning of a new team."""
    services, office = acts.services, acts.callers["care_coordinator"]
    made = await services.post(f"{_SCHEDULING}/teams", office, team, once=f"team-{team['kind']}")
    shift = {"day": str(day), "from_time": "09:00", "to_time": "12:00", "seats": seats}
    path = f"{_SCHEDULING}/teams/{made['team_id']}/shifts"
    week = await services.post(path, office, shift, once=f"shift-{team['kind']}")
    return [seat for one in week["shifts"] for seat in one["seats"]]


async def _take(
    acts: Acts, seats: list[dict[str, Any]], profession: str, key: str, *, confirmed: bool = True
) -> None:
    seat = next(one for one in seats if one["profession_code"] == profession)
    path = f"{_SCHEDULING}/covers/{seat['cover_id']}"
    await acts.services.put(f"{path}/claim", acts.callers[key], None)
    if confirmed:
        await acts.services.put(f"{path}/confirmation", acts.callers["care_coordinator"], None)
