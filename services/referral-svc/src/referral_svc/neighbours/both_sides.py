"""What happens to a request happens at the neighbour's too, in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.known.repository import today_of
from referral_svc.neighbours import ending, repository
from referral_svc.neighbours.codes import CrossingEnd
from referral_svc.neighbours.models import Crossing
from referral_svc.neighbours.walls import beyond
from referral_svc.referrals.authors import Author
from referral_svc.referrals.errors import ProfessionalNotProposed
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS, kinds_of
from referral_svc.referrals.repository import referral_for_act
from referral_svc.referrals.values import Waiting
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.desk import Desk


class DeskOnBothSides(Desk):
    """The desk of solicitations, which also knows where else the request is open."""

    async def placed(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, by: Author, at: datetime
    ) -> None:
        await super().placed(session, referral, professional_id, by, at)
        for crossing in await repository.live_of(session, referral.id):
            if crossing.proposed_professional_id == professional_id:
                await _taken(session, crossing, referral, by, at)
            else:
                await ending.over(session, crossing, CrossingEnd.PLACED_ELSEWHERE, by, at)

    async def declined(
        self,
        session: AsyncSession,
        referral: Referral,
        professional_id: UUID | None,
        reason_code: str | None,
        by: Author,
        at: datetime,
    ) -> int:
        left = await super().declined(session, referral, professional_id, reason_code, by, at)
        for crossing in await repository.live_of(session, referral.id):
            proposed = crossing.proposed_professional_id
            if proposed is not None and professional_id in (None, proposed):
                await ending.not_wished(session, crossing, by, at)
        return left

    async def stepped_back(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, by: str, at: datetime
    ) -> None:
        await super().stepped_back(session, referral, professional_id, by, at)
        for crossing in await repository.live_of(session, referral.id):
            if crossing.proposed_professional_id != professional_id:
                continue
            async with beyond(session, crossing.to_cpts_id):
                received = await referral_for_act(session, crossing.received_id)
                await super().stepped_back(session, received, professional_id, by, at)
                # He took nobody: his fair share counts it no longer.
                received.back_to_search(at)
            crossing.chosen_at = crossing.chosen_referral_id = None
            await ending.over(session, crossing, CrossingEnd.STEPPED_BACK, Author(), at)

    async def stopped(self, session: AsyncSession, referral: Referral, reason: str, by: Author, at: datetime) -> None:
        """A hold closes what is still searched for; who was chosen stays chosen."""
        await super().stopped(session, referral, reason, by, at)
        for crossing in await repository.live_of(session, referral.id):
            if reason != "on_hold" or crossing.chosen_at is None:
                # A hold keeps each yes; one that nothing stands for any longer at the neighbour's is none.
                await ending.release(session, referral, crossing, by, at)
                await ending.over(session, crossing, CrossingEnd.REQUEST_STOPPED, by, at)


async def _taken(session: AsyncSession, crossing: Crossing, referral: Referral, by: Author, at: datetime) -> None:
    """The person chose the neighbour's member: his place there is taken, and the case page is his to open."""
    who = crossing.proposed_professional_id
    assert who is not None, "only who was proposed is chosen"
    async with beyond(session, crossing.to_cpts_id):
        received = await referral_for_act(session, crossing.received_id)
        standing = await solicitations.standing_yeses(session, received.id)
        if who not in {one.professional_id for one in standing}:
            # He took his yes back a moment ago: it has not travelled yet.
            raise ProfessionalNotProposed
        received.place(who, at)
        received.origin_id = referral.id
        await Desk().placed(session, received, who, by, at)
    crossing.choose(referral.id, at)


@dataclass(frozen=True)
class Neighbourhood:
    """Implements `referrals.ports.Neighbours`."""

    async def waiting(self, session: AsyncSession, caller: Caller, at: datetime) -> dict[str, Waiting]:
        found = {}
        if caller.has("director"):
            found["agreements_to_answer"] = await repository.to_answer(session, caller.cpts)
        if caller.has(*COORDINATORS):
            today = await today_of(session, caller.cpts, at)
            found["received_from_neighbours"] = await repository.to_work_on(
                session, caller.cpts, kinds_of(caller), today
            )
        return found

    async def erased(self, session: AsyncSession, referral: Referral, by: Author, at: datetime) -> None:
        for crossing in await repository.live_of(session, referral.id):
            await ending.over(session, crossing, CrossingEnd.REQUEST_STOPPED, by, at)
