"""A wave and its solicitations as they are kept: who is asked, what it was decided on, until when answers count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.identifiers import new_id
from referral_svc.matching.conditions import PASSING
from referral_svc.matching.messages_fr import words_of
from referral_svc.matching.records import outcome, record
from referral_svc.matching.waves import remind_at
from referral_svc.referrals.authors import Author
from referral_svc.referrals.models import Referral
from referral_svc.solicitations import repository
from referral_svc.solicitations.choosing import Choice
from referral_svc.solicitations.models import Solicitation, Wave


@dataclass(frozen=True)
class Together:
    """Several persons in one question. `leads`: by professional, the solicitation that carries it; none yet for the
    first person, with whom it is asked."""

    ages: tuple[str, ...]
    leads: dict[UUID, UUID]


@dataclass(frozen=True)
class Whom:
    """Who is asked at once, and on whose word: the coordinator's, or that of a plan she started."""

    professional_ids: tuple[UUID, ...]
    ring_km: float | None = None
    answer_within_hours: int | None = None
    plan_id: UUID | None = None
    by_hand: bool | None = None
    """None: whether others are asked than the rules propose."""
    together: Together | None = None


async def new_wave(
    session: AsyncSession, referral: Referral, choice: Choice, whom: Whom, by: Author, at: datetime
) -> Wave:
    selection = choice.selection
    # What another week would change still counts in the fair share: it is kept with the others, for a replay.
    considered = [r.practice for r in selection.candidates]
    considered += [e.practice for e in selection.excluded if e.reason.code in PASSING]
    pool = {practice.professional_id for practice in considered}
    # Whoever could have been asked is counted in the fair share from now on.
    await repository.ensure_settings(session, pool, at)
    reasons = {r.practice.professional_id: r.reasons for r in selection.candidates}
    return Wave(
        id=new_id(),
        cpts_id=referral.cpts_id,
        referral_id=referral.id,
        number=await repository.waves_sent(session, referral.id) + 1,
        ring_km=selection.ring.km,
        rule_version=choice.rules.version,
        seed=choice.seed,
        inputs=record(choice.inputs(considered, selection.ring.km)),
        outcome=outcome(selection).decode(),
        reasons={
            str(one): [{**reason.as_data(), "words": words_of(reason)} for reason in reasons[one]]
            for one in whom.professional_ids
        },
        by_hand=set(whom.professional_ids) != set(selection.wave) if whom.by_hand is None else whom.by_hand,
        plan_id=whom.plan_id,
        asked_at=at,
        answer_by=_deadline(referral, choice, whom, at),
        asked_by_account_id=by.account_id,
        asked_by_name=by.name,
    )


def _deadline(referral: Referral, choice: Choice, whom: Whom, at: datetime) -> datetime:
    """Moved to the next opening, but never past the life of the link: an answer that is awaited can be given.
    Nor past the hour at which the carer is needed."""
    wished = choice.deadline(whom.answer_within_hours or choice.hours(whom.professional_ids))
    return not_past(referral.needed_at, min(wished, _link_end(choice, at)), at)


def not_past(needed_at: datetime | None, deadline: datetime, at: datetime) -> datetime:
    """An hour that has passed already shortens nothing: whoever can still come is heard."""
    return min(deadline, needed_at) if needed_at and needed_at > at else deadline


def _link_end(choice: Choice, at: datetime) -> datetime:
    return at + timedelta(days=choice.rules.link_days)


def new_solicitation(
    wave: Wave, referral: Referral, choice: Choice, card: dict[str, object], one: UUID, at: datetime
) -> Solicitation:
    return Solicitation(
        cpts_id=referral.cpts_id,
        referral_id=referral.id,
        wave_id=wave.id,
        professional_id=one,
        card=card,
        distance_band=choice.band_of(one),
        asked_at=at,
        answer_by=wave.answer_by,
        remind_at=remind_at(at, wave.answer_by, choice.around.calendar),
        link_ends_at=_link_end(choice, at),
    )


def tie(asked: Sequence[Solicitation], together: Together | None) -> None:
    if together is None:
        return
    for one in asked:
        one.asked_with = together.leads.get(one.professional_id)
        one.persons = len(together.ages) if one.asked_with is None else 1
