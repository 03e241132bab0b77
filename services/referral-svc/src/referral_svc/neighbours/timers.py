"""What time brings: the neighbour's answers come back, and what outlived its agreement is closed.

An answer is given behind the neighbour's wall, with what stands there locked; the request itself must be locked
before that. So the answer travels in a transaction of its own, which takes both locks in the order of everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import Clock
from carekit.db import Database
from carekit.worker import Job
from referral_svc.known.models import KnownProfessional
from referral_svc.known.repository import professional_of, today_of
from referral_svc.known.rounds import until_none_is_due
from referral_svc.known.usecases import know_of_neighbour
from referral_svc.neighbours import ending, repository
from referral_svc.neighbours.codes import CrossingEnd
from referral_svc.neighbours.models import Crossing
from referral_svc.neighbours.walls import beyond
from referral_svc.referrals.authors import SYSTEM, Author
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.repository import referral_for_act
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.answering import answer
from referral_svc.solicitations.codes import Answer, Channel
from referral_svc.solicitations.models import Solicitation, Wave
from referral_svc.solicitations.schemas import Given


@dataclass(frozen=True)
class NeighbourTimers:
    database: Database
    clock: Clock
    ports: Ports

    async def bring_back(self) -> int:
        """Each yes, or a yes taken back, one transaction each."""
        return await until_none_is_due(self.database, self._hear_next)

    async def close_outlived(self) -> int:
        """The last day of the agreement is over. (Reading asks for that day itself: nobody waits for this.)"""
        return await until_none_is_due(self.database, self._close_next)

    async def _hear_next(self, cpts_id: UUID) -> bool:
        async with self.database.begin(cpts_id) as session:
            crossing_id = await repository.next_unheard(session, cpts_id)
            if crossing_id is None:
                return False
            await _hear(session, self.ports, await repository.crossing_of(session, crossing_id), self.clock.now())
            return True

    async def _close_next(self, cpts_id: UUID) -> bool:
        now = self.clock.now()
        async with self.database.begin(cpts_id) as session:
            crossing_id = await repository.next_outlived(session, cpts_id, await today_of(session, cpts_id, now))
            if crossing_id is None:
                return False
            crossing = await repository.crossing_of(session, crossing_id)
            await ending.take_back(session, self.ports, crossing, CrossingEnd.AGREEMENT_OVER, SYSTEM, now)
            return True


async def _hear(session: AsyncSession, ports: Ports, crossing: Crossing, at: datetime) -> None:
    """Called behind the neighbour's wall, with nothing locked. What stands first there becomes the proposal here."""
    async with beyond(session, crossing.from_cpts_id):
        crossed = await repository.crossed_of(session, crossing)
        referral = await referral_for_act(session, crossed.referral_id)
    await referral_for_act(session, crossing.received_id)
    crossing = await repository.crossing_of(session, crossing.id)
    standing = await solicitations.standing_yeses(session, crossing.received_id)
    first, before = next(iter(standing), None), crossing.proposed_professional_id
    if crossing.ended_at is not None or before == (first.professional_id if first else None):
        return
    crossing.unpropose()
    known = None
    if first is not None:
        known = await professional_of(session, crossing.to_cpts_id, first.professional_id)
        assert known is not None, "whoever was asked there is known there"
        crossing.propose(first.professional_id, known.name, at)
    async with beyond(session, crossing.from_cpts_id):
        if before is not None:
            await _unsay(session, ports, referral, before, at)
        if first is not None and known is not None:
            await _say(session, ports, referral, crossing, first, known, at)


async def _say(
    session: AsyncSession,
    ports: Ports,
    referral: Referral,
    crossing: Crossing,
    said: Solicitation,
    known: KnownProfessional,
    at: datetime,
) -> None:
    """The yes as it was said, among the answers of the request itself."""
    await know_of_neighbour(session, referral.cpts_id, known)
    one = await _solicited(session, referral, known.professional_id)
    if one is None:
        one = await _add(session, referral, crossing, said, at)
    given = Given(answer=Answer.YES, condition=said.condition_code)
    by = Author.answering(known.professional_id, known.name)
    await answer(session, ports, one, referral, given, Channel.NEIGHBOUR, by, at)


async def _unsay(session: AsyncSession, ports: Ports, referral: Referral, who: UUID, at: datetime) -> None:
    one = await _solicited(session, referral, who)
    if one is not None:
        by = Author.answering(who, "")
        await answer(session, ports, one, referral, Given(answer=Answer.NO), Channel.NEIGHBOUR, by, at)


async def _solicited(session: AsyncSession, referral: Referral, who: UUID) -> Solicitation | None:
    asked = await solicitations.of_referral(session, referral.id)
    return next((one for one in reversed(asked) if one.professional_id == who and one.ended_at is None), None)


async def _add(
    session: AsyncSession, referral: Referral, crossing: Crossing, said: Solicitation, at: datetime
) -> Solicitation:
    """A wave of one that nobody here sent: whom the neighbour asked besides stays with the neighbour."""
    names = await repository.names_of(session, [crossing.to_cpts_id])
    # What was said in time there is in time here, though it travelled for some seconds.
    answer_by = said.answer_by if said.is_late else max(said.answer_by, at)
    wave = Wave(
        cpts_id=referral.cpts_id,
        referral_id=referral.id,
        number=await solicitations.waves_sent(session, referral.id) + 1,
        ring_km=0.0,
        rule_version=(await rules_in_force(session)).version,
        seed=referral.id.hex,
        inputs={},
        reasons={},
        by_hand=True,
        asked_at=said.asked_at,
        answer_by=answer_by,
        asked_by_name=names.get(crossing.to_cpts_id, ""),
    )
    session.add(wave)
    await session.flush()
    one = Solicitation(
        cpts_id=referral.cpts_id,
        referral_id=referral.id,
        wave_id=wave.id,
        professional_id=said.professional_id,
        card=said.card,
        distance_band=said.distance_band,
        asked_at=said.asked_at,
        answer_by=answer_by,
        link_ends_at=max(said.link_ends_at, answer_by),
    )
    session.add(one)
    await session.flush()
    return one


def jobs(database: Database, clock: Clock, ports: Ports) -> list[Job]:
    timers = NeighbourTimers(database, clock, ports)
    return [
        Job("answers from neighbours", timers.bring_back, every=5),
        Job("agreements between CPTS that ended", timers.close_outlived, every=60),
    ]
