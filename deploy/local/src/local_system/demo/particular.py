"""Requests with something that chance gives to none: a complex situation of a person whose identity was checked, a
teleconsultation wished for, dental care in two legs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from carekit.clock import PARIS
from local_system.demo.acts import Acts
from local_system.demo.linked import said
from local_system.demo.patients import patients

_REFERRAL = "/api/referral/v1"
#: After those that are stated together.
_COMPLEX, _REMOTE, _DENTAL = 76, 79, 74


async def state_particular(acts: Acts, ends: datetime) -> None:
    """The complex one waits for its coordinator. Of the dental one the hospital gave the first care: its second leg
    waits for a dentist."""
    people = patients(ends.astimezone(PARIS).date())
    services, callers = acts.services, acts.callers
    complex_one = said(people[_COMPLEX], ends) | {
        "kind": "medecin_traitant",
        "need": ["find_medecin_traitant", "home_follow_up"],
        "urgency": "soon",
        "complexity": ["home_at_risk", "help_insufficient", "carer_exhausted"],
    }
    complex_one["patient"] |= {"identity": {"status": "validated", "document": "identity_card"}}
    remote = said(people[_REMOTE], ends) | {
        "kind": "medecin_traitant",
        "need": ["find_medecin_traitant"],
        "urgency": "normal",
        "constraints": {"home_visit": True, "teleconsultation": "accepted", "accompanied_by": "nurse"},
    }
    dental = said(people[_DENTAL], ends) | {
        "kind": "dental",
        "need": ["dental_care"],
        "urgency": "normal",
        "two_legs": True,
    }
    await services.post(f"{_REFERRAL}/referrals", callers["case_manager"], complex_one, once="complex")
    await _qualified(acts, "nurse", remote, once="remote")
    await _give_first_care(acts, await _qualified(acts, "social_worker", dental, once="dental"))


async def _qualified(acts: Acts, who: str, need: dict[str, Any], once: str) -> str:
    """Returns the path of the request."""
    stated = await acts.services.post(f"{_REFERRAL}/referrals", acts.callers[who], need, once=once)
    path = f"{_REFERRAL}/referrals/{stated['referral_id']}"
    await acts.services.post(f"{path}/qualification", acts.callers["care_coordinator"])
    return path


async def _give_first_care(acts: Acts, path: str) -> None:
    services, care = acts.services, acts.callers["care_coordinator"]
    routes: list[dict[str, Any]] = (await services.get(f"{_REFERRAL}/partner-routes", care))["items"]
    hospital = next(one["route_id"] for one in routes if one["kind"] == "hospital_dental")
    handed = await services.post(
        f"{path}/handovers",
        care,
        {"route_id": hospital, "told": ["name"], "reason_code": "dental", "channel": "phone", "agreed": "oral"},
    )
    handover = f"{_REFERRAL}/handovers/{handed['handover_id']}"
    await services.post(f"{handover}/answer", care, {"answer": "accepted"})
    await services.post(f"{handover}/outcome", care, {"outcome_code": "care_given"})
