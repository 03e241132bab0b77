"""Handing over by name: the agreement first, then what it opens, then the answer and what came of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency, mail
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.handovers import messages_fr, repository
from referral_svc.handovers.codes import LEG_DONE, REPORTS, Told
from referral_svc.handovers.errors import (
    HandoverNotFound,
)
from referral_svc.handovers.models import Handover
from referral_svc.handovers.receivers import drawn_up
from referral_svc.handovers.schemas import (
    AnswerHandover,
    EndHandover,
    HandedToMeList,
    HandOver,
    HandoverOut,
    Handovers,
    RevokeHandover,
)
from referral_svc.handovers.views import handed_to_me, out
from referral_svc.known.repository import professional_of, today_of, zone_of
from referral_svc.partners.kinds import FIRST_LEG_KINDS
from referral_svc.partners.usecases import route_of
from referral_svc.referrals import links, policies, timeline
from referral_svc.referrals.models import Referral
from referral_svc.referrals.reading import followed
from referral_svc.referrals.reasons import RedirectionReason
from referral_svc.referrals.repository import referral_for_act
from referral_svc.referrals.transitions import UNPLACED
from referral_svc.referrals.usecases import redirected
from referral_svc.referrals.values import Opening


async def listed(context: Context, referral_id: UUID) -> Handovers:
    async with context.unit.begin() as session:
        referral = await followed(session, context, referral_id)
        return Handovers(items=[out(one, referral) for one in await repository.of_referral(session, referral_id)])


async def mine(context: Context) -> HandedToMeList:
    """What stands for the caller by name. Nobody sees what was handed to another."""
    async with context.unit.begin() as session:
        today = await today_of(session, context.caller.cpts, context.at)
        rows = await repository.handed_to_me(session, context.caller, today)
        follows = context.caller.has(*policies.FOLLOWERS)
        return HandedToMeList(items=[handed_to_me(one, referral, follows=follows) for one, referral in rows])


async def hand_over(context: Context, referral_id: UUID, act: HandOver, once: Once, public_url: str) -> HandoverOut:
    async with context.unit.begin() as session:
        referral = await referral_for_act(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_may_hand_over(
            context.caller, referral, takes_part=takes_part, reports=act.reason_code in REPORTS
        )
        await idempotency.claim(session, once, context.at)
        referral.require_open("handover")
        today = await today_of(session, referral.cpts_id, context.at)
        row = await drawn_up(session, context, referral, act, today)
        session.add(row)
        await session.flush()
        await _open_grants(session, context, referral, row)
        referral.moved(context.at)
        details = {"to": row.to_name, "reason_code": row.reason_code, "told": row.told, "agreed": row.agreed}
        await timeline.add(session, referral_id, "handed_over", context.by, context.at, details)
        await context.ports.handovers.settle(session, context.ports, referral, context.by, context.at)
        await _tell(session, context, row, public_url)
        return await idempotency.keep(session, once, out(row, referral))


async def answer(context: Context, handover_id: UUID, act: AnswerHandover) -> HandoverOut:
    """By the receiver himself, or by the coordinator who heard it from a partner. A no closes what was opened."""
    async with context.unit.begin() as session:
        row, referral = await _for_act(session, context, handover_id, receiver_may=True)
        row.answered(act.answer, context.caller.name, context.at)
        if act.answer == "declined":
            await context.ports.grants.revoke(
                session, referral.id, reason="declined", at=context.at, handover_id=row.id
            )
        await _noted(session, context, referral, row, f"handover_{act.answer}")
        return out(row, referral)


async def end(context: Context, handover_id: UUID, act: EndHandover) -> HandoverOut:
    """What came of it."""
    async with context.unit.begin() as session:
        row, referral = await _for_act(session, context, handover_id, receiver_may=True)
        row.ended(act.outcome_code, context.at)
        await _noted(session, context, referral, row, "handover_ended", outcome_code=act.outcome_code)
        await _lead_on(session, context, referral, row)
        return out(row, referral)


async def revoke(context: Context, handover_id: UUID, act: RevokeHandover) -> HandoverOut:
    """Its bulletins close in the same transaction."""
    async with context.unit.begin() as session:
        row, referral = await _for_act(session, context, handover_id, receiver_may=False)
        row.revoke(act.reason_code, context.at)
        await context.ports.grants.revoke(
            session, referral.id, reason=act.reason_code, at=context.at, handover_id=row.id
        )
        await _noted(session, context, referral, row, "handover_revoked", reason_code=act.reason_code)
        return out(row, referral)


async def _lead_on(session: AsyncSession, context: Context, referral: Referral, row: Handover) -> None:
    """Dental care whose first leg a PASS or a hospital has done: that leg ends with it, and the second opens."""
    if row.outcome_code not in LEG_DONE or row.route_id is None or referral.status not in UNPLACED:
        return
    route = await route_of(session, row.route_id)
    if route.kind not in FIRST_LEG_KINDS or not await context.ports.bundles.leads_on(session, referral):
        return
    await redirected(session, context.ports, referral, RedirectionReason.PARTNER, context.by, context.at)
    await context.ports.bundles.first_leg_done(session, context.ports, context.caller, referral, context.at)


async def _for_act(
    session: AsyncSession, context: Context, handover_id: UUID, *, receiver_may: bool
) -> tuple[Handover, Referral]:
    """Locks the request first, then the hand-over, as whatever ends a request does."""
    referral_id = await repository.referral_handed(session, handover_id)
    if referral_id is None:
        raise HandoverNotFound
    referral = await referral_for_act(session, referral_id)
    found = await repository.for_act(session, handover_id)
    caller = context.caller
    is_mine = (found.account_id is not None and found.account_id == caller.account_id) or (
        found.professional_id is not None
        and found.professional_id == caller.professional_id
        and caller.has("professional")
    )
    if receiver_may and is_mine and caller.has(*policies.RECEIVERS):
        return found, referral
    if found.handed_by_account_id is not None and found.handed_by_account_id == caller.account_id:
        return found, referral
    if not policies.coordinates(caller, referral):
        raise HandoverNotFound
    return found, referral


async def _open_grants(session: AsyncSession, context: Context, referral: Referral, row: Handover) -> None:
    """A partner body reads nothing here: it is told by the channel that was said."""
    if row.route_id is not None:
        return
    expires_at = await _end_of(session, referral.cpts_id, row.until) if row.until else None
    # A bulletin opens the name too.
    bulletins: list[Told] = [one for one in row.told if one != "name"] or ["name"]
    for bulletin in bulletins:
        opening = Opening(
            bulletin,
            "named_handover",
            professional_id=row.professional_id,
            account_id=row.account_id,
            to_name=row.to_name,
            handover_id=row.id,
            expires_at=expires_at,
        )
        await context.ports.grants.open(session, referral, opening, context.by, context.at)


async def _end_of(session: AsyncSession, cpts_id: UUID, day: date) -> datetime:
    """The midnight that ends that day where the CPTS lives."""
    zone = await zone_of(session, cpts_id)
    return datetime.combine(day + timedelta(days=1), time(), zone)


async def _tell(session: AsyncSession, context: Context, row: Handover, public_url: str) -> None:
    """A professional by mail; a colleague finds it among what waits for her."""
    if row.professional_id is None:
        return
    known = await professional_of(session, row.cpts_id, row.professional_id)
    if known is not None and known.email:
        await mail.queue(session, messages_fr.handed(known.email, public_url=public_url), context.at)


async def _noted(
    session: AsyncSession, context: Context, referral: Referral, row: Handover, code: str, **details: str
) -> None:
    referral.moved(context.at)
    await session.flush()
    await timeline.add(session, referral.id, code, context.by, context.at, {"to": row.to_name, **details})
    await context.ports.handovers.settle(session, context.ports, referral, context.by, context.at)
