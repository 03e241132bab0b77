"""The rules changed: what waits is weighed again, and each request whose class moved says so in its timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.matching.pressing import pressing
from referral_svc.matching.rules import RuleSet
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import SYSTEM
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.repository import OWN, QUEUE_ORDER
from referral_svc.referrals.sealed_ports import BlindView
from referral_svc.referrals.weighing import priority_of, weigh
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.rulebook.schemas import ClassChange

BATCH = 100
#: What still waits for a place. Once placed, a request keeps the class under which it was served.
WAITING = (Status.STATED, Status.QUALIFIED, Status.SEARCHING, Status.PROPOSED, Status.ON_HOLD)


async def reweigh(session: AsyncSession, blind: BlindView, at: datetime) -> int:
    """One batch of what was weighed by another version than the one in force."""
    rules = await rules_in_force(session)
    rows = list(
        await session.scalars(
            _waiting()
            .where(Referral.priority_rule_version != rules.version)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
    criteria = await blind.criteria_of(session, rows)
    known = [referral for referral in rows if referral.id in criteria]
    for referral in known:
        before, target = referral.priority_class, referral.target_at
        weigh(rules, referral, criteria[referral.id], at)
        if (referral.priority_class, referral.target_at) != (before, target):
            details = {"from": before, "class": referral.priority_class, "rule_version": rules.version}
            await timeline.add(session, referral.id, "class_recomputed", SYSTEM, at, details)
    return len(known)


@dataclass(frozen=True)
class Compared:
    """How many wait, of how many the target alone would move, how many discharges would be more or less pressing,
    and each that would change class."""

    waiting: int
    retargeted: int
    pressed: int
    changes: list[tuple[Referral, ClassChange]]


async def compared(session: AsyncSession, blind: BlindView, rules: RuleSet, at: datetime) -> Compared:
    rows = list(await session.scalars(_waiting()))
    criteria = await blind.criteria_of(session, rows)
    changes: list[tuple[Referral, ClassChange]] = []
    retargeted = 0
    for referral in rows:
        if referral.id not in criteria:
            continue
        would = priority_of(rules, referral, criteria[referral.id], at)
        if would.number != referral.priority_class:
            change = ClassChange(
                case_number=referral.case_number,
                referral_id=referral.id,
                from_class=referral.priority_class,
                to_class=would.number,
            )
            changes.append((referral, change))
        elif referral.target_of(would) != referral.target_at:
            retargeted += 1
    pressed = sum(
        pressing(rules.discharge, one.needed_at, at).urgency != one.urgency.value for one in rows if one.needed_at
    )
    return Compared(len(rows), retargeted, pressed, changes)


def _waiting() -> Select[Referral]:
    return select(Referral).where(OWN, Referral.status.in_(WAITING)).order_by(*QUEUE_ORDER)
