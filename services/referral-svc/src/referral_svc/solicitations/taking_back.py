"""An answer that was recorded by mistake on the telephone, and what it had changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.usecases import back_to_search
from referral_svc.solicitations import repository
from referral_svc.solicitations.codes import Answer, Channel
from referral_svc.solicitations.models import Solicitation, Wave

#: Words that reach further than the request: what they had changed elsewhere is not brought back.
_FURTHER = (Answer.FELLOW.value, Answer.PAUSE.value, Answer.NEVER_THIS_KIND.value)


@dataclass(frozen=True)
class Said:
    """`before` is `Solicitation.said` of what stood there; empty when that very call had asked him."""

    professional_id: UUID
    at: datetime
    before: Mapping[str, Any]


async def unsay(session: AsyncSession, referral: Referral, said: Said, by: Author, at: datetime) -> bool:
    """With the request's row locked. False when something followed: the person chose or said no, he answered again,
    or the word replaced one that reached further."""
    asked = await repository.of_referral(session, referral.id)
    one = next((each for each in asked if _stands(each, said)), None)
    if one is None or said.before.get("answer") in _FURTHER:
        return False
    if one.answer == Answer.NEVER_THIS_KIND:
        await _take_again(session, one, referral)
    if said.before:
        one.unhear(said.before)
    else:
        await _never_asked(session, one)
    await session.flush()
    if referral.status == Status.PROPOSED and not await repository.standing_yeses(session, referral.id):
        await back_to_search(session, referral, by, at)
    return True


def _stands(one: Solicitation, said: Said) -> bool:
    """Still as that call left it."""
    heard_then = (one.answered_by, one.answered_at) == (Channel.PHONE, said.at)
    return one.professional_id == said.professional_id and heard_then and one.ended_at is None


async def _never_asked(session: AsyncSession, one: Solicitation) -> None:
    """Neither his week nor his history keeps a question that nobody asked; the log of calls does."""
    wave = await session.get_one(Wave, one.wave_id)
    await session.delete(one)
    await session.flush()
    await session.delete(wave)


async def _take_again(session: AsyncSession, one: Solicitation, referral: Referral) -> None:
    wishes = (await repository.locked_settings(session, [one.professional_id]))[one.professional_id]
    wishes.declined_kinds = [kind for kind in wishes.declined_kinds if kind != referral.kind.value]
