"""Event type → use case: the router's twin. Reached by other services only; the gateway does not route it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.listening import EventUnreadable, Handlers, Heard, doors
from scheduling_svc.appointments import usecases as appointments
from scheduling_svc.appointments.policies import keeps_appointments
from scheduling_svc.known import usecases
from scheduling_svc.known.facts import CptsDescribed, ProfessionalDescribed, RecourseDescribed, ReferralState
from scheduling_svc.triage.usecases import forget_answers
from scheduling_svc.wishes import usecases as wishes
from scheduling_svc.wishes.policies import ends_wishes


async def _cpts(session: AsyncSession, heard: Heard) -> None:
    fact = CptsDescribed.model_validate(heard.envelope.data)
    if fact.cpts_id != heard.envelope.cpts_id:
        raise EventUnreadable("The description is of another CPTS than the envelope says")
    await usecases.know_cpts(session, fact)


async def _professional(session: AsyncSession, heard: Heard) -> None:
    fact = ProfessionalDescribed.model_validate(heard.envelope.data)
    await usecases.know_professional(session, heard.cpts, fact, heard.at)


async def _recourse(session: AsyncSession, heard: Heard) -> None:
    await usecases.know_recourse(session, heard.cpts, RecourseDescribed.model_validate(heard.envelope.data))


async def _referral(session: AsyncSession, heard: Heard) -> None:
    fact = ReferralState.model_validate(heard.envelope.data)
    is_news = await usecases.know_referral(session, heard.cpts, fact, heard.envelope.version, heard.envelope.time)
    if is_news and not keeps_appointments(fact.kind, fact.status):
        await appointments.nobody_comes(session, fact.referral_id, heard.envelope.source, heard.at)
    if is_news and ends_wishes(fact.kind, fact.status):
        await wishes.end_of_referral(session, fact.referral_id, heard.envelope.source, heard.at)
    if is_news and fact.status == "withdrawn":
        await forget_answers(session, heard.cpts, fact.referral_id)


HANDLERS: Handlers = {
    ("directory-svc", "cpts.described.v1"): _cpts,
    ("directory-svc", "professional.described.v1"): _professional,
    ("directory-svc", "recourse.described.v1"): _recourse,
    ("referral-svc", "referral.stated.v1"): _referral,
    ("referral-svc", "referral.qualified.v1"): _referral,
    ("referral-svc", "referral.placed.v1"): _referral,
    ("referral-svc", "referral.closed.v1"): _referral,
    ("referral-svc", "referral.withdrawn.v1"): _referral,
    ("referral-svc", "referral.held.v1"): _referral,
    ("referral-svc", "referral.resumed.v1"): _referral,
}

router = doors(HANDLERS, tells=True)
