"""The mails that say what became of a solicitation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import mail
from carekit.mail import Mail
from referral_svc.known.models import KnownCpts
from referral_svc.referrals.models import Referral
from referral_svc.solicitations import messages_fr, repository
from referral_svc.solicitations.codes import Channel
from referral_svc.solicitations.models import Solicitation


async def told_by_mail(
    session: AsyncSession,
    referral: Referral,
    told: Iterable[Solicitation],
    words: messages_fr.Words,
    at: datetime,
) -> None:
    await session.flush()
    # Who said yes in a neighbouring CPTS is told there.
    told = [one for one in told if one.answered_by != Channel.NEIGHBOUR]
    # A question about several persons is over when it is for the last of them.
    told = [one for one in told if not await repository.is_still_asked_with(session, one)]
    if not told:
        return
    cpts = await session.get_one(KnownCpts, referral.cpts_id)
    known = await repository.professionals(session, [one.professional_id for one in told])
    for one in told:
        professional = known.get(one.professional_id)
        if professional and professional.email:
            written: Mail = words(professional.email, cpts_name=cpts.name)
            await mail.queue(session, written, at)
