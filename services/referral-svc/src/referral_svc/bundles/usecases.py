"""Acts on requests that were stated together. Each of them goes through its own transitions, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.bundles import policies, repository, views
from referral_svc.bundles.errors import BundleNotFound, NothingToQualify
from referral_svc.bundles.models import Bundle
from referral_svc.bundles.schemas import BundleOut, CancelDischarge, MoveDischarge
from referral_svc.context import Context
from referral_svc.matching.pressing import pressing
from referral_svc.referrals import timeline
from referral_svc.referrals.acts import Qualify
from referral_svc.referrals.codes import Urgency
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.usecases import qualified, withdrawn
from referral_svc.referrals.values import Criteria
from referral_svc.referrals.weighing import weigh
from referral_svc.rulebook.repository import rules_in_force


async def show(context: Context, bundle_id: UUID) -> BundleOut:
    async with context.unit.begin() as session:
        bundle = await repository.bundle_of(session, bundle_id)
        members = await repository.members_of(session, bundle_id)
        mine = await views.followed(session, context, members)
        if not mine:
            raise BundleNotFound
        return await views.bundle(session, context, bundle, members, mine)


async def qualify(context: Context, bundle_id: UUID, once: Once) -> BundleOut:
    """Those that the caller coordinates, with the answers they were stated with."""
    async with context.unit.begin() as session:
        bundle, members, mine = await steered(session, context, bundle_id)
        await idempotency.claim(session, once, context.at)
        waiting = [one for one in policies.coordinated(context.caller, members) if one.may("qualify")]
        if not waiting:
            raise NothingToQualify
        for referral in waiting:
            await qualified(session, context, referral, Qualify())
        return await kept(session, context, bundle, members, mine, once)


async def move(context: Context, bundle_id: UUID, act: MoveDischarge, once: Once) -> BundleOut:
    async with context.unit.begin() as session:
        bundle, members, mine = await steered(session, context, bundle_id)
        await idempotency.claim(session, once, context.at)
        before = bundle.move(act.discharge_at, context.at)
        details = {"from": before.isoformat(), "to": act.discharge_at.isoformat()}
        for referral in _open(members):
            criteria = await press(session, context.ports, referral, act.discharge_at, context.at)
            await context.ports.solicitations.rescheduled(session, referral, criteria, context.at)
            referral.moved(context.at)
            await timeline.add(session, referral.id, "discharge_moved", context.by, context.at, details)
            await context.ports.loop.inform(session, referral, "discharge_moved", context.at, but=context.by)
        return await kept(session, context, bundle, members, mine, once)


async def confirm(context: Context, bundle_id: UUID, once: Once) -> BundleOut:
    async with context.unit.begin() as session:
        bundle, members, mine = await steered(session, context, bundle_id)
        await idempotency.claim(session, once, context.at)
        bundle.confirm(context.at)
        for referral in _open(members):
            referral.moved(context.at)
            await timeline.add(session, referral.id, "discharge_confirmed", context.by, context.at)
            await context.ports.loop.inform(session, referral, "discharge_confirmed", context.at, but=context.by)
        return await kept(session, context, bundle, members, mine, once)


async def cancel(context: Context, bundle_id: UUID, act: CancelDischarge, once: Once) -> BundleOut:
    """Each request is withdrawn for that reason, as it would be alone: links and bulletins close at once."""
    async with context.unit.begin() as session:
        bundle, members, mine = await steered(session, context, bundle_id)
        await idempotency.claim(session, once, context.at)
        bundle.cancel()
        for referral in _open(members):
            await timeline.add(session, referral.id, "discharge_cancelled", context.by, context.at)
            await withdrawn(session, context, referral, act.reason_code)
        return await kept(session, context, bundle, members, mine, once)


async def press(
    session: AsyncSession, ports: Ports, referral: Referral, discharge_at: datetime, at: datetime
) -> Criteria:
    """Urgency, class and target from the hours left; hands back the criteria it was weighed by."""
    rules = await rules_in_force(session)
    how = pressing(rules.discharge, discharge_at, at)
    referral.need_from(discharge_at, Urgency(how.urgency), within_7_days=how.within_7_days)
    criteria = await ports.blind.criteria(session, referral)
    weigh(rules, referral, criteria, at)
    return criteria


async def steered(
    session: AsyncSession, context: Context, bundle_id: UUID
) -> tuple[Bundle, list[Referral], set[UUID]]:
    """Locked, for an act of its author or of a coordinator; and those that the caller may open."""
    bundle = await repository.bundle_for_act(session, bundle_id)
    members = await repository.members_for_act(session, bundle_id)
    mine = await views.followed(session, context, members)
    policies.require_steers(context.caller, members, follows=bool(mine))
    return bundle, members, mine


def _open(members: Iterable[Referral]) -> list[Referral]:
    return [one for one in members if one.is_open]


async def kept(
    session: AsyncSession,
    context: Context,
    bundle: Bundle,
    members: Sequence[Referral],
    mine: set[UUID],
    once: Once,
) -> BundleOut:
    await session.flush()
    return await idempotency.keep(session, once, await views.bundle(session, context, bundle, members, mine))
