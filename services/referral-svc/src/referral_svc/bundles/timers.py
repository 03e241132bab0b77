"""What time does to a discharge: it comes nearer."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.bundles import repository
from referral_svc.bundles.usecases import press
from referral_svc.matching.pressing import changes_at, pressing
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import SYSTEM
from referral_svc.referrals.criteria import MedicalCriterion
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reweighing import WAITING
from referral_svc.rulebook.repository import rules_in_force


async def come_nearer(session: AsyncSession, ports: Ports, at: datetime) -> int:
    """Requests of discharges that became more pressing are weighed again, and say so. Returns how many."""
    rule = (await rules_in_force(session)).discharge
    done = 0
    for found in await repository.ahead(session, at, at + timedelta(hours=max(168, rule.soon_hours))):
        if found.discharge_at is None or changes_at(rule, found.discharge_at)[0] > at:
            continue
        how = pressing(rule, found.discharge_at, at)
        if all(
            _is_as(one, how.urgency, near=how.within_7_days) for one in await repository.members_of(session, found.id)
        ):
            continue
        bundle = await repository.bundle_for_act(session, found.id)
        for referral in await repository.members_for_act(session, found.id):
            if bundle.discharge_at is None or _is_as(referral, how.urgency, near=how.within_7_days):
                continue
            await press(session, ports, referral, bundle.discharge_at, at)
            details = {"urgency": referral.urgency.value, "class": referral.priority_class}
            await timeline.add(session, referral.id, "discharge_near", SYSTEM, at, details)
            done += 1
    return done


def _is_as(referral: Referral, urgency: str, *, near: bool) -> bool:
    """Nothing to weigh again: it is as pressing as it was, or no longer waits."""
    criterion = MedicalCriterion.DISCHARGE_WITHIN_7_DAYS.value in referral.medical_criteria
    return referral.status not in WAITING or (referral.urgency.value == urgency and criterion == near)
