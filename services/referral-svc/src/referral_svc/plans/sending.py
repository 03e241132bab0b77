"""A started plan is carried out: each row becomes a wave of one, each household one question, in a transaction of its
own.

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
from referral_svc.plans.households import rows_sent_together
from referral_svc.plans.models import Plan, PlanRow
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.solicitations.asking import ask, ask_together
from referral_svc.solicitations.errors import ProfessionalNotEligible
from referral_svc.solicitations.models import Wave
from referral_svc.solicitations.together import most_pressing
from referral_svc.solicitations.waves import Whom

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
        """Whoever was stated together and goes to the same doctor is one question, and stands or falls together."""
        rows = await rows_sent_together(session, self.ports.bundles, row, now)
        searched: dict[UUID, Referral] = {}
        # In the order of their identifiers, as every other act on several requests.
        for one in sorted(rows, key=lambda each: each.referral_id):
            referral = await referrals.referral_for_act(session, one.referral_id)
            if changed := await _changed_since(session, referral):
                one.skip(changed, now)
            else:
                searched[referral.id] = referral
        asked = [one for one in rows if one.referral_id in searched]
        if asked:
            await self._ask(session, plan, asked, sorted(searched.values(), key=most_pressing), now)

    async def _ask(
        self, session: AsyncSession, plan: Plan, rows: list[PlanRow], searched: list[Referral], now: datetime
    ) -> None:
        who = rows[0].professional_id
        assert who is not None, "rows that go to nobody are not planned"
        whom = Whom((who,), plan_id=plan.id, by_hand=any(one.by_hand for one in rows))
        try:
            # What a refused wave had begun is taken back; the rows remember why.
            async with session.begin_nested():
                waves = await self._waves(session, plan, searched, whom, now)
        except ProfessionalNotEligible as refused:
            for one in rows:
                _stopped(plan, one, str(refused.members["condition_code"]), now)
        except Refusal as refused:
            for one in rows:
                one.skip(refused.rule(), now)
        else:
            for one in rows:
                one.sent(waves[one.referral_id].id, now)

    async def _waves(
        self, session: AsyncSession, plan: Plan, searched: list[Referral], whom: Whom, now: datetime
    ) -> dict[UUID, Wave]:
        by = plan.started_by
        if len(searched) > 1:
            return await ask_together(session, self.ports, searched, whom, by, now, self.public_url)
        wave, _, _ = await ask(session, self.ports, searched[0], whom, by, now, self.public_url)
        return {searched[0].id: wave}


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
