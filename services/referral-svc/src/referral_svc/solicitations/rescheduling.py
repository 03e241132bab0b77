"""The hour at which a carer is needed moved: what was asked of professionals follows it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import mail
from referral_svc.matching.card import URGENCY_WORDS, Starts
from referral_svc.matching.priority import medical_class
from referral_svc.matching.waves import answer_by, answer_hours, remind_at
from referral_svc.referrals.models import Referral
from referral_svc.referrals.values import Criteria
from referral_svc.solicitations import messages_fr, repository
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.surroundings import surroundings_of
from referral_svc.solicitations.waves import not_past


async def rescheduled(session: AsyncSession, referral: Referral, criteria: Criteria, at: datetime) -> None:
    """Whoever was asked has the class's delay again from now on; whoever said yes may take it back until then.

    A silence stays one: its deadline is over. The link is the one already received, so that no other is about.
    """
    asked = [
        one
        for one in await repository.of_referral(session, referral.id)
        if one.state in (State.ASKED, State.YES) and one.link_ends_at > at
    ]
    if not asked:
        return
    around = await surroundings_of(session, referral, at)
    number = medical_class(around.rules, criteria.medical)
    hours = answer_hours(around.rules, number, usual_doctor_alone=False)
    starts = Starts.at(referral.needed_at, around.zone)
    known = await repository.professionals(session, [one.professional_id for one in asked])
    for one in asked:
        wished = min(answer_by(at, hours, around.calendar), one.link_ends_at)
        one.answer_by = not_past(referral.needed_at, wished, at)
        if one.remind_at is not None:
            one.remind_at = remind_at(at, one.answer_by, around.calendar)
        one.card = {
            **one.card,
            "urgency": URGENCY_WORDS.get(number, "normal"),
            **(starts.as_data() if starts else {}),
        }
        email = known[one.professional_id].email if one.professional_id in known else None
        if email:
            written = messages_fr.moved(email, answer_by=one.answer_by, zone=around.zone, cpts_name=around.cpts_name)
            await mail.queue(session, written, at)
    latest = {one.wave_id: one.answer_by for one in asked}
    for wave in await repository.waves_of(session, referral.id):
        wave.answer_by = latest.get(wave.id, wave.answer_by)
    await session.flush()
