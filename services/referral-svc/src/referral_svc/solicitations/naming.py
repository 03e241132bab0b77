"""« Un confrère de mon cabinet »: whoever is asked names a fellow, who is asked in turn by a link of his own.

The one who named has said neither yes nor no: nothing of his is reserved, and nobody is proposed before the fellow
says yes himself. His places, caps and every hard condition are his own. Whoever was named names nobody else, so that
one question does not go round a practice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.repository import professional_of
from referral_svc.referrals.authors import Author
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.solicitations import messages_fr, repository
from referral_svc.solicitations.answer_links import announce
from referral_svc.solicitations.choosing import Choice, cards_of, choose
from referral_svc.solicitations.codes import Answer, State
from referral_svc.solicitations.errors import FellowNotEligible, FellowUnknown
from referral_svc.solicitations.fellows import fellows_of
from referral_svc.solicitations.models import Solicitation
from referral_svc.solicitations.telling import told_by_mail
from referral_svc.solicitations.together import Asked, Question
from referral_svc.solicitations.waves import Together, Whom, new_solicitation, new_wave, tie

#: His link may still be answered, or was answered with a yes.
STANDING = (State.ASKED, State.SILENT, State.YES, State.CHOSEN)


@dataclass(frozen=True)
class Naming:
    """One act of naming: who is asked, by whose word, and where links lead."""

    ports: Ports
    by: Author
    at: datetime
    public_url: str

    async def name(self, session: AsyncSession, question: Question, fellow_id: UUID | None) -> None:
        """Before the answer is kept, with every request of the question locked. None: whoever of the practice can."""
        asked = question.waiting or question.all[:1]
        for one, referral in asked:
            one.require_hears(Answer.FELLOW, referral, self.at)
        practice = {fellow.professional_id for fellow in await fellows_of(session, asked[0][0])}
        if not practice or (fellow_id is not None and fellow_id not in practice):
            raise FellowUnknown
        wanted = await self._wanted(session, asked[0], practice, fellow_id)
        ages = tuple(referral.age_band.value for _, referral in asked)
        leads: dict[UUID, UUID] = {}
        for one, referral in asked:
            await take_back(session, one, referral, self.at, but=wanted)
            stand = await _standing(session, one)
            fresh = [who for who in wanted if who not in stand]
            if fresh:
                whom = Whom(tuple(fresh), together=Together(ages, dict(leads)) if len(asked) > 1 else None)
                leads |= await self._ask(session, one, referral, whom)

    async def _wanted(
        self, session: AsyncSession, asked: Asked, practice: set[UUID], fellow_id: UUID | None
    ) -> Sequence[UUID]:
        """For the whole practice: those already named, or as many as one wave asks, in the order of the rules."""
        if fellow_id is not None:
            return [fellow_id]
        one, referral = asked
        stand = await _standing(session, one)
        choice = (await choose(session, self.ports.blind, referral, self.at, None)).reaching(practice)
        ranked = [each.practice.professional_id for each in choice.selection.candidates]
        possible = [who for who in ranked if who in practice and who not in stand]
        wanted = [*stand, *possible][: choice.rules.wave_size]
        if not wanted:
            raise FellowNotEligible
        return wanted

    async def _ask(
        self, session: AsyncSession, one: Solicitation, referral: Referral, whom: Whom
    ) -> dict[UUID, UUID]:
        """As a wave does, but for the pause after a yes: others already asked may still answer, and he is one."""
        fellows = whom.professional_ids
        await repository.ensure_settings(session, fellows, self.at)
        await repository.locked_settings(session, fellows)
        choice = (await choose(session, self.ports.blind, referral, self.at, None)).reaching(fellows)
        _require_eligible(choice, fellows)
        wave = await new_wave(session, referral, choice, whom, self.by, self.at)
        cards = await cards_of(session, referral, choice, fellows, whom.together.ages if whom.together else ())
        named = [new_solicitation(wave, referral, choice, cards[who], who, self.at) for who in fellows]
        for each in named:
            each.named_by = one.id
        tie(named, whom.together)
        session.add(wave)
        await session.flush()
        session.add_all(named)
        await session.flush()
        namer = await professional_of(session, one.cpts_id, one.professional_id)
        for each in named:
            if each.asked_with is None:
                await announce(session, each, choice, self.public_url, namer.name if namer else None)
        return {each.professional_id: each.id for each in named if each.asked_with is None}


async def take_back(
    session: AsyncSession, one: Solicitation, referral: Referral, at: datetime, but: Sequence[UUID] = ()
) -> None:
    """He says otherwise: those he named need not answer any more. A yes that one of them gave is that one's word."""
    awaited = [
        each
        for each in await repository.named_by(session, [one.id])
        if each.state in (State.ASKED, State.SILENT) and each.professional_id not in but
    ]
    for each in awaited:
        each.end(State.RELEASED, at)
    await told_by_mail(session, referral, awaited, messages_fr.nothing_more_asked, at)


async def _standing(session: AsyncSession, one: Solicitation) -> list[UUID]:
    return [each.professional_id for each in await repository.named_by(session, [one.id]) if each.state in STANDING]


def _require_eligible(choice: Choice, fellows: Sequence[UUID]) -> None:
    possible = {each.practice.professional_id for each in choice.selection.candidates}
    if not possible.issuperset(fellows):
        raise FellowNotEligible
