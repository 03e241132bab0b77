"""What the life cycle of a request asks of solicitations: who said yes, and who must be told what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.matching.waves import Calendar
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import WorklistKey
from referral_svc.referrals.errors import ProfessionalNotProposed
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS
from referral_svc.referrals.repository import coordinated_by
from referral_svc.referrals.values import AnswerCounts, Criteria, Listed, StandingProposal, Waiting
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.solicitations import messages_fr, repository
from referral_svc.solicitations.codes import AWAITED, State
from referral_svc.solicitations.rescheduling import rescheduled
from referral_svc.solicitations.standing import Yeses, yeses_among
from referral_svc.solicitations.surroundings import surroundings_at
from referral_svc.solicitations.telling import told_by_mail


@dataclass(frozen=True)
class Desk:
    """Implements `referrals.ports.Solicitations`. Always called with the request's row locked."""

    async def proposals(self, session: AsyncSession, referral: Referral) -> list[StandingProposal]:
        """The first yeses, in the order in which they came; the others are the reserve."""
        yeses = await self._yeses(session, referral)
        return [
            StandingProposal(one.professional_id, one.answered_at or one.asked_at, one.condition_code)
            for one in yeses.proposed
        ]

    async def placed(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, by: Author, at: datetime
    ) -> None:
        """« One accepts, the others are thanked. » His reserved place is taken, theirs come free."""
        thanked, freed = [], []
        for one in await repository.of_referral(session, referral.id):
            if one.professional_id == professional_id and one.state == State.YES:
                one.end(State.CHOSEN, at)
            elif one.state == State.YES:
                one.end(State.THANKED, at)
                thanked.append(one)
            elif one.state in AWAITED:
                one.end(State.RELEASED, at)
                # Whose slot was booked while he was being asked hears of the booking.
                freed += [one] if one.professional_id != professional_id else []
        if referral.placed_by_appointment_id is None:
            await self._take_place(session, professional_id, at)
        await told_by_mail(session, referral, thanked, messages_fr.thanked, at)
        await told_by_mail(session, referral, freed, messages_fr.nothing_more_asked, at)
        if thanked:
            await timeline.add(session, referral.id, "others_thanked", by, at, {"count": len(thanked)})
        await session.flush()

    async def declined(
        self,
        session: AsyncSession,
        referral: Referral,
        professional_id: UUID | None,
        reason_code: str | None,
        by: Author,
        at: datetime,
    ) -> int:
        yeses = await self._yeses(session, referral)
        said_no_to = [one for one in yeses.proposed if professional_id in (None, one.professional_id)]
        if professional_id is not None and not said_no_to:
            raise ProfessionalNotProposed
        for one in said_no_to:
            one.end(State.DECLINED, at)
        await told_by_mail(session, referral, said_no_to, messages_fr.another_wish, at)
        await session.flush()
        return len(yeses) - len(said_no_to)

    async def stepped_back(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, by: str, at: datetime
    ) -> None:
        ended = [
            one
            for one in await repository.of_referral(session, referral.id)
            if one.professional_id == professional_id and one.state == State.CHOSEN
        ]
        for one in ended:
            one.end(State.DECLINED, at)
        if by == "person":
            await told_by_mail(session, referral, ended, messages_fr.another_wish, at)
        if referral.placed_by_appointment_id is not None:
            await session.flush()
            return
        wishes = (await repository.locked_settings(session, [professional_id])).get(professional_id)
        if wishes is not None and wishes.places_left is not None:
            wishes.places_left += 1
        await session.flush()

    async def stays(self, session: AsyncSession, referral: Referral, professional_id: UUID, since: datetime) -> None:
        for one in await repository.of_referral(session, referral.id):
            if (one.professional_id, one.state, one.ended_at) == (professional_id, State.DECLINED, since):
                one.end(State.CHOSEN, referral.placed_at or since)
        await session.flush()

    async def stopped(self, session: AsyncSession, referral: Referral, reason: str, by: Author, at: datetime) -> None:
        """Links close and reserved places come free. Whoever was silent or said no is not written to.

        A hold asks nothing more, but keeps each yes: the request returns to where it was, and a yes reserves its
        place until choice or refusal.
        """
        ends = AWAITED if reason == "on_hold" else (*AWAITED, State.YES)
        told = [one for one in await repository.of_referral(session, referral.id) if one.state in ends]
        for one in told:
            one.end(State.RELEASED, at)
        await told_by_mail(session, referral, told, messages_fr.nothing_more_asked, at)
        await session.flush()

    async def rescheduled(self, session: AsyncSession, referral: Referral, criteria: Criteria, at: datetime) -> None:
        await rescheduled(session, referral, criteria, at)

    async def answer_counts(self, session: AsyncSession, referral_ids: Sequence[UUID]) -> dict[UUID, AnswerCounts]:
        counts = await repository.answer_counts(session, referral_ids)
        return {referral_id: AnswerCounts(*numbers) for referral_id, numbers in counts.items()}

    def awaited(self) -> ColumnElement[bool]:
        return repository.awaited()

    def worklists(self, caller: Caller) -> list[Listed]:
        """Searches of which everybody asked is silent or said no: somebody must ask the next ones, or call."""
        if not caller.has(*COORDINATORS):
            return []
        rows = and_(coordinated_by(caller), repository.searched_in_vain())
        return [Listed(WorklistKey.TO_CALL, rows, Referral.last_movement_at)]

    async def calendar(self, session: AsyncSession, cpts_id: UUID, at: datetime) -> Calendar:
        return (await surroundings_at(session, cpts_id, None, at)).calendar

    async def own_to_answer(self, session: AsyncSession, professional_id: UUID, at: datetime) -> Waiting:
        return Waiting(*await repository.awaiting_answer(session, professional_id, at))

    async def _yeses(self, session: AsyncSession, referral: Referral) -> Yeses:
        rules = await rules_in_force(session)
        return yeses_among(await repository.standing_yeses(session, referral.id), rules.proposals)

    async def _take_place(self, session: AsyncSession, professional_id: UUID, at: datetime) -> None:
        await repository.ensure_settings(session, [professional_id], at)
        wishes = (await repository.locked_settings(session, [professional_id]))[professional_id]
        if wishes.places_left is not None:
            wishes.places_left = max(0, wishes.places_left - 1)
