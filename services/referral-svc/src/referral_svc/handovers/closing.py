"""What the life cycle of a request asks of hand-overs, and what they list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.handovers import repository
from referral_svc.handovers.charge import charge_of, settle
from referral_svc.handovers.models import Handover
from referral_svc.known.repository import today_of
from referral_svc.referrals.authors import SYSTEM, Author
from referral_svc.referrals.codes import WorklistKey
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS, RECEIVERS
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.repository import coordinated_by
from referral_svc.referrals.values import Listed, Waiting

#: A partner who says nothing for so long is called again.
UNANSWERED_AFTER = timedelta(days=3)


@dataclass(frozen=True)
class Relays:
    """Implements `referrals.ports.Handovers`."""

    async def stopped(self, session: AsyncSession, referral_id: UUID, reason: str, at: datetime) -> None:
        for one in await repository.standing_of(session, referral_id):
            one.revoke(reason, at)
        await session.flush()

    async def unsaid(self, session: AsyncSession, referral: Referral) -> list[str]:
        if not referral.is_handed_over:
            return []
        return ["handover_outcome"] if (await charge_of(session, referral)).awaited else []

    async def settle(self, session: AsyncSession, ports: Ports, referral: Referral, by: Author, at: datetime) -> None:
        await settle(session, ports, referral, by, at)

    async def waiting(self, session: AsyncSession, caller: Caller, at: datetime) -> Waiting:
        if not caller.has(*RECEIVERS):
            return Waiting(0, None)
        return await repository.waiting_for(session, caller, await today_of(session, caller.cpts, at))

    def worklists(self, caller: Caller, at: datetime) -> list[Listed]:
        if not caller.has(*COORDINATORS):
            return []
        hers = coordinated_by(caller)
        rows, since = repository.unanswered(Handover.handed_at < at - UNANSWERED_AFTER)
        lists = [Listed(WorklistKey.UNANSWERED_HANDOVERS, and_(hers, rows), since)]
        if caller.has("social_coordinator"):
            reports = and_(hers, repository.reports_to_make())
            lists.append(Listed(WorklistKey.SIGNALEMENTS, reports, Referral.stated_at))
        return lists


async def close_answered(session: AsyncSession, ports: Ports, at: datetime) -> int:
    """Timer: once its last participant has been told, what was answered closes by itself."""
    rows = await repository.answered_and_placed(session)
    for referral in rows:
        await settle(session, ports, referral, SYSTEM, at)
    return sum(not referral.is_open for referral in rows)
