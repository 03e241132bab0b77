"""What time does by itself to requests. Each runs walled into one CPTS and returns how much it changed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.repository import own_cpts
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import SYSTEM, Author
from referral_svc.referrals.codes import Kind, Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reasons import HoldReason
from referral_svc.referrals.repository import OWN
from referral_svc.referrals.sealed_ports import BlindView
from referral_svc.referrals.transitions import OPEN
from referral_svc.referrals.usecases import resumed
from referral_svc.referrals.weighing import weigh
from referral_svc.rulebook.repository import rules_in_force

BATCH = 100


async def raise_late(session: AsyncSession, blind: BlindView, at: datetime) -> int:
    """The target elapsed: the class rises, so that nobody starves."""
    waiting = [Status.QUALIFIED, Status.SEARCHING, Status.PROPOSED]
    rows = list(
        await session.scalars(
            select(Referral)
            .where(Referral.status.in_(waiting), Referral.rises_at < at)
            .order_by(Referral.rises_at)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
    if not rows:
        return 0
    rules = await rules_in_force(session)
    raised = 0
    for referral in rows:
        if weigh(rules, referral, await blind.criteria(session, referral), at):
            raised += 1
            details = {"class": referral.priority_class, "times": referral.times_raised}
            await timeline.add(session, referral.id, "class_raised", SYSTEM, at, details)
    return raised


async def mark_stalled(session: AsyncSession, ports: Ports, at: datetime) -> int:
    """Working days without any act: to the top of the queue until something happens, and its coordinators hear of
    it. Holidays and closures of the CPTS are no silence."""
    cpts_id = await own_cpts(session)
    if cpts_id is None:
        return 0
    days = (await rules_in_force(session)).silent_working_days
    calendar = await ports.solicitations.calendar(session, cpts_id, at)
    rows = list(
        await session.scalars(
            select(Referral)
            .where(
                OWN,
                Referral.status.in_(list(OPEN)),
                Referral.is_stalled.is_(False),
                Referral.last_movement_at < calendar.working_days_before(at, days),
            )
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
    for referral in rows:
        referral.is_stalled = True
        await timeline.add(session, referral.id, "stalled", SYSTEM, at, {"working_days": days})
        await ports.loop.silent(session, referral, at)
    return len(rows)


async def remind_declarations(session: AsyncSession, ports: Ports, at: datetime) -> int:
    """Placed for days, and nobody said that the médecin traitant was declared: he is reminded once, without a word of
    the person, and the coordinator finds the request in a list of its own. A reminder is no movement."""
    days = (await rules_in_force(session)).declaration_days
    rows = list(
        await session.scalars(
            select(Referral)
            .where(
                OWN,
                Referral.status == Status.PLACED,
                Referral.kind == Kind.MEDECIN_TRAITANT,
                Referral.declaration == "awaited",
                Referral.declaration_reminded_at.is_(None),
                Referral.placed_at < at - timedelta(days=days),
            )
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
    for referral in rows:
        assert referral.placed_professional_id is not None, "a placed request has its professional"
        referral.declaration_reminded_at = at
        await timeline.add(session, referral.id, "declaration_reminded", SYSTEM, at, {"days": days})
        who = Author.answering(referral.placed_professional_id, "")
        await ports.loop.inform_author(session, referral, who, "declaration_awaited", at)
    return len(rows)


async def end_holds(session: AsyncSession, ports: Ports, at: datetime) -> int:
    """The hold is over: the request goes back to where it was.

    But for a placed person who refused: no date opens her bulletin again, she does. The coordinator finds the
    request among those whose hold has ended, and resumes it when she has heard her.
    """
    placed = or_(Referral.placed_professional_id.is_not(None), Referral.in_charge_handover_id.is_not(None))
    waits_for_her = and_(Referral.reason_code == HoldReason.REFUSES_FOR_NOW, placed)
    rows = list(
        await session.scalars(
            select(Referral)
            .where(Referral.status == Status.ON_HOLD, Referral.held_until < at, waits_for_her.is_not(True))
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
    for referral in rows:
        await resumed(session, ports, referral, SYSTEM, at)
    return len(rows)
