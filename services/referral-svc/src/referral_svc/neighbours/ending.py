"""A crossing is over: nothing of it is left to see, to answer or to read on the other side.

Locks are always taken in one order, the request first and then what stands for it at the neighbour's, so that two
acts from the two sides take turns. What comes back from there travels by a timer for the same reason (`timers.py`).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.neighbours import repository
from referral_svc.neighbours.codes import CrossingEnd
from referral_svc.neighbours.models import Crossing
from referral_svc.neighbours.walls import beyond
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import NOTHING_LEFT, Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reasons import WithdrawalReason
from referral_svc.referrals.repository import referral_for_act
from referral_svc.referrals.usecases import back_to_search
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.desk import Desk


async def take_back(
    session: AsyncSession, ports: Ports, crossing: Crossing, code: CrossingEnd, by: Author, at: datetime
) -> None:
    """From either side, with nothing locked yet but the request itself. The request goes on in its own CPTS."""
    async with beyond(session, crossing.from_cpts_id):
        crossed = await repository.crossed_of(session, crossing)
        referral = await referral_for_act(session, crossed.referral_id)
        crossing = await repository.crossing_of(session, crossing.id)
        if crossing.ended_at is not None:
            return
        who, chosen = crossing.proposed_professional_id, crossing.chosen_at is not None
        names = await repository.names_of(session, [crossing.to_cpts_id])
        if who is not None and chosen:
            # Who cares for the person goes on caring; what he was let read of her is closed.
            await ports.grants.revoke(session, referral.id, reason=code.value, at=at, professional_id=who)
            await ports.loop.left(session, referral, who, at)
        elif who is not None:
            await release(session, referral, crossing, by, at)
        await over(session, crossing, code, by, at)
        referral.moved(at)
        details = {"to": names.get(crossing.to_cpts_id, ""), "reason_code": code.value}
        await timeline.add(session, referral.id, "crossing_ended", by, at, details)


async def over(session: AsyncSession, crossing: Crossing, code: CrossingEnd, by: Author, at: datetime) -> None:
    """With the request's row locked. At the neighbour's everybody who was asked is told that nothing is asked any
    more; links already mailed say the same."""
    was_chosen = crossing.chosen_at is not None
    crossing.end(code, by.name, at)
    async with beyond(session, crossing.to_cpts_id):
        received = await referral_for_act(session, crossing.received_id)
        if not was_chosen:
            await Desk().stopped(session, received, code.value, by, at)
            received.withdraw(WithdrawalReason.NO_LONGER_NEEDED, at)
            await timeline.add(session, received.id, "withdrawn", by, at, {"reason_code": code.value})
        received.forget_received()
        for one in await solicitations.of_referral(session, received.id):
            one.card = dict(NOTHING_LEFT)


async def not_wished(session: AsyncSession, crossing: Crossing, by: Author, at: datetime) -> None:
    """The person said no to the one who was proposed: the neighbour may look on."""
    who = crossing.proposed_professional_id
    crossing.unpropose()
    async with beyond(session, crossing.to_cpts_id):
        received = await referral_for_act(session, crossing.received_id)
        standing = await solicitations.standing_yeses(session, received.id)
        if all(one.professional_id != who for one in standing):
            return
        left = await Desk().declined(session, received, who, None, by, at)
        if left == 0 and received.status == Status.PROPOSED:
            await back_to_search(session, received, by, at)


async def release(session: AsyncSession, referral: Referral, crossing: Crossing, by: Author, at: datetime) -> None:
    """His yes stands no longer among the proposals."""
    standing = await solicitations.standing_yeses(session, referral.id)
    for one in standing:
        if one.professional_id == crossing.proposed_professional_id:
            one.end(State.RELEASED, at)
    await session.flush()
    if referral.status == Status.PROPOSED and not await solicitations.standing_yeses(session, referral.id):
        await back_to_search(session, referral, by, at)
