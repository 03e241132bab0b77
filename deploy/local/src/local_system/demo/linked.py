"""Requests stated together: a ward lines up carers for a discharge, a father and his daughter look for one doctor."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from carekit.clock import PARIS
from local_system.demo.acts import Acts, birth
from local_system.demo.names import FEMALE_NAMES
from local_system.demo.patients import Patient, patients

_REFERRAL = "/api/referral/v1"
#: After those of the stories.
_LEAVING, _FATHER = 72, 71


async def state_together(acts: Acts, ends: datetime) -> None:
    """Both are stated at last, and the coordinator has qualified the family."""
    today = ends.astimezone(PARIS).date()
    people = patients(today)
    leaves = datetime.combine(today + timedelta(days=4), time(14), PARIS)
    discharge = {
        **said(people[_LEAVING], ends),
        "discharge_at": leaves.isoformat(),
        "carers": [{"carer": carer} for carer in ("nurse", "physiotherapist", "pharmacist")],
    }
    await acts.services.post(f"{_REFERRAL}/discharges", acts.callers["ward"], discharge, once="discharge")
    father = people[_FATHER]
    daughter = {
        "family_name": father.family_name,
        "given_name": FEMALE_NAMES[0],
        "birth": {"date": str(today - timedelta(days=11 * 365))},
        "sex": "female",
    }
    family = {
        **said(father, ends),
        "setting": "household",
        "urgency": "normal",
        "others": [{"patient": daughter}],
    }
    stated = await acts.services.post(f"{_REFERRAL}/households", acts.callers["pharmacist"], family, once="family")
    path = f"{_REFERRAL}/bundles/{stated['bundle_id']}/qualification"
    await acts.services.post(path, acts.callers["care_coordinator"])


async def state_twice(acts: Acts, ends: datetime) -> None:
    """The father again, by a ward that knows nothing of the pharmacist: the coordinator has two requests to merge."""
    father = patients(ends.astimezone(PARIS).date())[_FATHER]
    again = {
        **said(father, ends),
        "kind": "medecin_traitant",
        "need": ["find_medecin_traitant"],
        "urgency": "normal",
    }
    await acts.services.post(f"{_REFERRAL}/referrals", acts.callers["ward"], again, once="father-again")


def said(person: Patient, at: datetime) -> dict[str, Any]:
    assert person.commune
    return {
        "patient": {
            "family_name": person.family_name,
            "given_name": person.given_name,
            "birth": birth(person),
            "sex": person.sex,
        },
        "residence": {"commune_code": person.commune.code, "address": person.address},
        "contact": {"phone": person.phone, "through_referrer": person.phone is None},
        "criteria": {"chronic_conditions": "yes"},
        "consent": {"search": True, "bulletin_sharing": True, "given": "oral", "at": at.isoformat()},
    }
