"""One question about several persons: who speaks for it, and how one answer becomes an answer for each of them.

Behind the question stands one solicitation per person, each with its own request: places, ranks, fair share and the
life cycle know nothing of it. « I take two of three » is a yes to the two who are most pressing and a no to the
third, for whom the search goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.referrals import repository as referrals
from referral_svc.referrals.models import Referral
from referral_svc.solicitations import repository
from referral_svc.solicitations.codes import Answer, AnswerReason, LinkState, State
from referral_svc.solicitations.errors import SolicitationNotFound, TakesTooMany
from referral_svc.solicitations.models import Solicitation
from referral_svc.solicitations.schemas import Given
from referral_svc.solicitations.views import ALONE, Several

Asked = tuple[Solicitation, Referral]
#: Something may still be said about that person.
HEARD = (LinkState.OPEN, LinkState.ANSWERED)


@dataclass(frozen=True)
class Question:
    """All that one answer is about, the most pressing person first; about those `waiting` it is still heard."""

    all: tuple[Asked, ...]
    waiting: tuple[Asked, ...]

    @property
    def speaker(self) -> Asked:
        """Whose state the page shows."""
        return (self.waiting or self.all)[0]

    def shared(self, given: Given) -> Iterator[tuple[Solicitation, Referral, Given]]:
        """The answer to each. With nobody left waiting, the first refuses it by its own rule."""
        asked = self.waiting or self.all[:1]
        said_yes = sum(one.state == State.YES for one, _ in asked)
        takes = given.takes if given.takes is not None else said_yes or len(asked)
        if takes > len(asked):
            raise TakesTooMany
        # What is said of one alone; « how many » is no part of it.
        each = given.model_copy(update={"takes": None})
        full = Given(answer=Answer.NO, reason_code=AnswerReason.NO_CAPACITY)
        for index, (one, referral) in enumerate(asked):
            yield one, referral, full if given.answer == Answer.YES and index >= takes else each


async def locked(session: AsyncSession, solicitation_id: UUID, at: datetime) -> Question:
    """The requests first, in the order of their identifiers, as every other act on them: whoever comes second reads
    what the first one did."""
    found = await repository.solicitation_of(session, solicitation_id)
    if found is None:
        raise SolicitationNotFound
    asked = await repository.asked_together(session, found.id) if found.persons > 1 else [found]
    rows = {one: await referrals.referral_for_act(session, one) for one in sorted(each.referral_id for each in asked)}
    again = await repository.asked_together(session, found.id) if found.persons > 1 else []
    if not again:
        one = await repository.solicitation_of(session, solicitation_id)
        assert one is not None, "solicitations are never deleted while their request stands"
        again = [one]
    return _question([(one, rows[one.referral_id]) for one in again], at)


async def speaker_of(session: AsyncSession, one: Solicitation, at: datetime) -> Asked:
    return (await _read(session, one, at)).speaker


async def several_of(session: AsyncSession, one: Solicitation, at: datetime) -> Several:
    lead = one
    if one.asked_with is not None:
        lead = await repository.solicitation_of(session, one.asked_with) or one
    if lead.persons == 1:
        return ALONE
    waiting = (await _read(session, lead, at)).waiting
    yeses = sum(each.state == State.YES for each, _ in waiting)
    return Several(max(1, len(waiting)), yeses or None)


async def _read(session: AsyncSession, one: Solicitation, at: datetime) -> Question:
    asked = await repository.asked_together(session, one.id) if one.persons > 1 else [one]
    return _question([(each, await referrals.referral_of(session, each.referral_id)) for each in asked], at)


def _question(asked: list[Asked], at: datetime) -> Question:
    ordered = tuple(sorted(asked, key=lambda each: most_pressing(each[1])))
    waiting = tuple(
        (one, referral)
        for one, referral in ordered
        if one.state != State.CHOSEN and one.link_state(referral, at) in HEARD
    )
    return Question(ordered, waiting)


def most_pressing(referral: Referral) -> tuple[int, int, datetime, UUID]:
    """As in the queue."""
    since = referral.qualified_at or referral.stated_at
    return referral.priority_class, -referral.other_classes_met, since, referral.id
