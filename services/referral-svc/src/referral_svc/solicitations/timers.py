"""What time does to solicitations: one reminder at half delay, silence at the deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import Clock
from carekit.db import Database
from carekit.worker import Job
from referral_svc.known.rounds import until_none_is_due
from referral_svc.referrals import repository as referrals
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import SYSTEM
from referral_svc.referrals.models import Referral
from referral_svc.solicitations import repository
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.models import Solicitation
from referral_svc.solicitations.steering import remind

EVERY_SECONDS = 20
#: A link that ended is still told apart from one that never was, as long as the request itself is kept (rules,
#: section 1: content is erased 3 months after closing).
LINKS_KEPT = timedelta(days=92)


@dataclass(frozen=True)
class SolicitationTimers:
    database: Database
    clock: Clock
    public_url: str

    async def run_once(self) -> int:
        """Works off what is due, one transaction each, and says how much it did."""
        return await until_none_is_due(self.database, self._next)

    async def forget_links(self) -> int:
        async with self.database.begin() as session:
            return await repository.forget_links(session, self.clock.now() - LINKS_KEPT)

    async def _next(self, cpts_id: UUID) -> bool:
        """Two workers may find the same one: the second waits for the first, then finds nothing to do."""
        now = self.clock.now()
        async with self.database.begin(cpts_id) as session:
            due = await repository.next_due(session, now)
            if due is None:
                return False
            referral = await referrals.referral_for_act(session, due[1])
            one = await repository.solicitation_of(session, due[0])
            if one is None or one.state != State.ASKED:
                return True
            if one.answer_by <= now:
                await self._fall_silent(session, referral, one, now)
            elif one.remind_at is not None and one.remind_at <= now:
                await remind(session, one, now, self.public_url)
            return True

    async def _fall_silent(self, session: AsyncSession, referral: Referral, one: Solicitation, now: datetime) -> None:
        """He may still answer while the link lives: a late yes joins the reserve."""
        one.fall_silent()
        await session.flush()
        if not await repository.still_asked(session, one.wave_id):
            counts = (await repository.answer_counts(session, [referral.id]))[referral.id]
            await timeline.add(session, referral.id, "wave_ended", SYSTEM, now, {"silent": counts[3]})


def jobs(database: Database, clock: Clock, public_url: str) -> list[Job]:
    timers = SolicitationTimers(database, clock, public_url)
    return [
        Job("solicitations", timers.run_once, every=EVERY_SECONDS),
        Job("old answer links", timers.forget_links, every=3600),
    ]
