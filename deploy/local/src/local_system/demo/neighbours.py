"""The two directors agree, and one request is opened to the neighbour: whoever logs in on either side sees it."""

from __future__ import annotations

from datetime import datetime, timedelta

from local_system.demo.acts import Acts

_REFERRAL = "/api/referral/v1"
KINDS = ["medecin_traitant", "care", "specialist"]


async def open_one(acts: Acts, ends: datetime) -> None:
    """The search that has waited longest of those still running; nobody is solicited for it over there yet."""
    services, callers = acts.services, acts.callers
    director, neighbour, coordinator = (
        callers[key] for key in ("director", "neighbour_coordinator", "care_coordinator")
    )
    offered = await services.post(
        f"{_REFERRAL}/neighbour-agreements",
        director,
        {
            "to_cpts_id": str(neighbour.cpts_id),
            "kinds": KINDS,
            "ends_on": str((ends + timedelta(days=365)).date()),
        },
    )
    agreement = f"{_REFERRAL}/neighbour-agreements/{offered['agreement_id']}"
    await services.post(f"{agreement}/answer", neighbour, {"answer": "accept"})
    searched = await services.get(
        f"{_REFERRAL}/referrals", coordinator, status="searching", kind="medecin_traitant", limit=100
    )
    longest = min(searched["items"], key=lambda one: (one["stated_at"], one["case_number"]))
    await services.post(
        f"{_REFERRAL}/referrals/{longest['referral_id']}/crossings",
        coordinator,
        {"agreement_id": offered["agreement_id"], "given": "oral"},
    )
