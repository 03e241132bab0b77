"""A plan for the next epidemic, prepared while all is quiet: a doctor and a nurse said yes to it, another doctor not
yet."""

from __future__ import annotations

from local_system.demo.accounts import account
from local_system.demo.acts import Acts
from local_system.demo.settling import Settled

_SCHEDULING = "/api/scheduling/v1"
TITLE = "Épidémie de grippe"


async def prepare_plan(acts: Acts, settled: Settled) -> None:
    """Once the nurse volunteers for rounds."""
    services, callers = acts.services, acts.callers
    asked, agreeing, nurse = callers["gp"], callers["second_gp"], callers["nurse"]
    rpps = str(account("second_gp").rpps)
    shared = await services.get(f"{_SCHEDULING}/openings", asked, professional_id=str(asked.professional_id))
    opening = next(one for one in shared["items"] if one["kind"] == "weekly")
    plan = await services.post(
        f"{_SCHEDULING}/epidemic-plans",
        callers["care_coordinator"],
        {
            "title": TITLE,
            "data": {
                "openings": [
                    {
                        "professional_id": str(agreeing.professional_id),
                        "place_id": settled.places[rpps][0]["place_id"],
                        "weekdays": [1, 4],
                        "from_time": "18:30",
                        "to_time": "20:00",
                        "slot_minutes": 15,
                        "audience": ["cpts", "snp"],
                    }
                ],
                "widenings": [
                    {
                        "professional_id": str(asked.professional_id),
                        "opening_id": opening["opening_id"],
                        "audience": ["public"],
                    }
                ],
                "rounds": [
                    {
                        "professional_id": str(nurse.professional_id),
                        "weekdays": [1, 2, 3, 4, 5],
                        "from_time": "14:00",
                        "to_time": "18:00",
                        "most": 6,
                    }
                ],
            },
        },
        once="epidemic-plan",
    )
    for owner in (agreeing, nurse):
        yes = f"{_SCHEDULING}/epidemic-plans/{plan['plan_id']}/agreements/{owner.professional_id}"
        await services.put(yes, owner, None)
