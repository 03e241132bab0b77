"""Visits at home of the coming weekday: three nurses who volunteer, visits that were published to them, and one that
nobody can do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any

from carekit.clock import PARIS
from local_system.demo.acts import Acts
from local_system.demo.linked import said
from local_system.demo.openings import sharers
from local_system.demo.patients import patients
from local_system.demo.people import NURSE
from local_system.demo.settling import Settled, owner
from local_system.demo.unscheduled import state_snp

_SCHEDULING = "/api/scheduling/v1"
#: After those of unscheduled care.
_VISITED = (80, 81, 82)
#: What each nurse can do; none of them does palliative care.
_SKILLS = (["blood_test", "dressing"], ["dressing", "pcr"], ["injection", "vaccination"])


async def plan_rounds(acts: Acts, settled: Settled, ends: datetime, deliver: Callable[[], Awaitable[None]]) -> None:
    """`deliver`: what one service tells the other of, before that is asked about it."""
    services, coordinator = acts.services, acts.callers["care_coordinator"]
    await _volunteer(acts, settled)
    today = ends.astimezone(PARIS).date()
    day, people = _next_weekday(today), patients(today)
    needs = [said(people[rank], ends) for rank in _VISITED]
    stated = [
        (await state_snp(acts, need, f"snp-visited-{rank}"), need["residence"]["commune_code"])
        for rank, need in zip(_VISITED, needs, strict=True)
    ]
    await deliver()
    for referral_id, commune in stated:
        visit = _visit(str(referral_id), day, commune)
        await services.post(f"{_SCHEDULING}/round-visits", coordinator, visit, once=f"visit-{referral_id}")
    proposed = await services.post(f"{_SCHEDULING}/rounds/{day}/proposal", coordinator)
    await services.post(f"{_SCHEDULING}/rounds/{day}/publication", coordinator, version=proposed["version"])
    referral_id, commune = stated[0]
    more = _visit(str(referral_id), day, commune) | {"skills": ["palliative"]}
    await services.post(f"{_SCHEDULING}/round-visits", coordinator, more, once=f"visit-more-{referral_id}")


async def _volunteer(acts: Acts, settled: Settled) -> None:
    nurses = [one for one in sharers() if one.profession == NURSE]
    for nurse, skills in zip(nurses, _SKILLS, strict=True):
        hours = [{"weekday": weekday, "from_time": "08:00", "to_time": "12:00", "most": 6} for weekday in range(1, 6)]
        path = f"{_SCHEDULING}/round-volunteers/{settled.professionals[nurse.rpps]}"
        said_so = {"communes": [], "skills": skills, "hours": hours}
        await acts.services.put(path, owner(settled, nurse.rpps), said_so)


def _visit(referral_id: str, day: date, commune: str) -> dict[str, Any]:
    return {
        "referral_id": referral_id,
        "day": str(day),
        "commune_code": commune,
        "minutes": 30,
        "choice_recorded": "phone",
    }


def _next_weekday(after: date) -> date:
    day = after + timedelta(days=1)
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return day
