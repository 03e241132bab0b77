"""A started plan is carried out: each row becomes a wave of one, in a transaction of its own.

The worker does it, so that thousands of rows outlive a restart and nobody waits on a page: a row is sent once,
because its state and its wave are written together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import Clock
from carekit.db import Database
from carekit.errors import Refusal
from carekit.worker import Job
from referral_svc.known.rounds import in_every_cpts, until_none_is_due
from referral_svc.matching.conditions import PASSING
from referral_svc.plans import departing, repository
from referral_svc.plans.codes import SkipReason
from referral_svc.plans.models import Plan, PlanRow
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.solicitations.asking import Whom, ask
from referral_svc.solicitations.errors import ProfessionalNotEligible

EVERY_SECONDS = 20
#: What another week changes. A place lost or a question already put is no matter of time.
PASSES_WITH_TIME = PASSING - {"already_asked", "no_place_left", "out_of_ring"}


@dataclass(frozen=True)
class PlanSender:
    database: Database
    clock: Clock
    ports: Ports
    public_url: str

    async def run_once(self) -> int:
        """Sends every row whose turn has come, and says how many rows it settled."""
        return await until_none_is_due(self.database, self._next)

    async def end_departures(self) -> int:
        """Once he has left, nothing of those persons is open to him any more."""
        return await in_every_cpts(self.database, lambda s: departing.ended(s, self.ports, self.clock.now()))

    async def _next(self, cpts_id: UUID) -> bool:
        """Two workers take different plans: the row of a plan is locked by the one who works on it."""
        now = self.clock.now()
        async with self.database.begin(cpts_id) as session:
            plan = await repository.started_plan(session, now)
            if plan is None:
                return False
            row = await repository.next_to_send(session, plan.id, now)
            if row is None:
                plan.finish(now)
                return True
            await self._send(session, plan, row, now)
            return True

    async def _send(self, session: AsyncSession, plan: Plan, row: PlanRow, now: datetime) -> None:
        referral = await referrals.referral_for_act(session, row.referral_id)
        changed = await _changed_since(session, referral)
        if changed is not None or row.professional_id is None:
            row.skip(changed or SkipReason.REQUEST_CHANGED, now)
            return
        whom = Whom((row.professional_id,), plan_id=plan.id, by_hand=row.by_hand)
        try:
            # What a refused wave had begun is taken back; the row remembers why.
            async with session.begin_nested():
                wave, _, _ = await ask(session, self.ports, referral, whom, plan.started_by, now, self.public_url)
        except ProfessionalNotEligible as refused:
            _stopped(plan, row, str(refused.members["condition_code"]), now)
        except Refusal as refused:
            row.skip(refused.rule(), now)
        else:
            row.sent(wave.id, now)


async def _changed_since(session: AsyncSession, referral: Referral) -> SkipReason | None:
    if referral.status not in (Status.QUALIFIED, Status.SEARCHING):
        return SkipReason.REQUEST_CHANGED
    return SkipReason.BEING_ASKED if await repository.is_being_asked(session, referral.id) else None


def _stopped(plan: Plan, row: PlanRow, condition: str, now: datetime) -> None:
    until = plan.carried_out_until
    if condition in PASSES_WITH_TIME and until is not None and now < until:
        row.put_off(condition, now)
    else:
        row.skip(condition, now)


def jobs(database: Database, clock: Clock, ports: Ports, public_url: str) -> list[Job]:
    sender = PlanSender(database, clock, ports, public_url)
    return [
        Job("plans", sender.run_once, every=EVERY_SECONDS, channels=("plan",)),
        Job("departures", sender.end_departures, every=3600),
    ]
