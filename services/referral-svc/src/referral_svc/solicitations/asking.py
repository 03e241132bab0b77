"""Professionals are asked at once, by mail or in the course of a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.matching.messages_fr import words_of
from referral_svc.matching.reasons import Reason
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.usecases import back_to_search, coordinated, search_started
from referral_svc.solicitations import repository, views
from referral_svc.solicitations.answer_links import announce
from referral_svc.solicitations.choosing import Choice, cards_of, choose
from referral_svc.solicitations.errors import AskedTwice, ProfessionalNotEligible, WavesPaused
from referral_svc.solicitations.models import Solicitation, Wave
from referral_svc.solicitations.schemas import SendWave, WaveOut
from referral_svc.solicitations.waves import Together, Whom, new_solicitation, new_wave, tie


async def send_wave(context: Context, referral_id: UUID, act: SendWave, once: Once, public_url: str) -> WaveOut:
    """Locks the request, then the settings of each professional: caps and order hold when two waves race."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        whom = Whom(tuple(act.professional_ids), act.ring_km, act.answer_within_hours)
        wave, asked, choice = await ask(session, context.ports, referral, whom, context.by, context.at, public_url)
        professionals = await repository.professionals(session, act.professional_ids)
        return await idempotency.keep(session, once, views.wave(wave, asked, professionals, choice.rules))


async def ask(
    session: AsyncSession,
    ports: Ports,
    referral: Referral,
    whom: Whom,
    by: Author,
    at: datetime,
    public_url: str,
) -> tuple[Wave, list[Solicitation], Choice]:
    """With the request's row locked. Refuses before it writes anything but missing settings."""
    await _require_searchable(session, referral, by, at)
    if len(set(whom.professional_ids)) != len(whom.professional_ids):
        raise AskedTwice
    await repository.ensure_settings(session, whom.professional_ids, at)
    await repository.locked_settings(session, whom.professional_ids)
    choice = await choose(session, ports.blind, referral, at, whom.ring_km)
    choice = choice.reaching(whom.professional_ids)
    require_eligible(choice, whom.professional_ids)
    wave = await new_wave(session, referral, choice, whom, by, at)
    ages = whom.together.ages if whom.together else ()
    cards = await cards_of(session, referral, choice, whom.professional_ids, ages)
    asked = [new_solicitation(wave, referral, choice, card, one, at) for one, card in cards.items()]
    tie(asked, whom.together)
    session.add(wave)
    await session.flush()
    session.add_all(asked)
    await session.flush()
    for solicitation in asked:
        if solicitation.asked_with is None:
            await announce(session, solicitation, choice, public_url)
    await search_started(session, referral, by, at)
    await timeline.add(
        session,
        referral.id,
        "wave_sent",
        by,
        at,
        {"wave": wave.number, "asked": len(asked), "ring_km": wave.ring_km, "by_hand": wave.by_hand},
    )
    await session.flush()
    return wave, asked, choice


async def ask_together(
    session: AsyncSession,
    ports: Ports,
    searched: Sequence[Referral],
    whom: Whom,
    by: Author,
    at: datetime,
    public_url: str,
) -> dict[UUID, Wave]:
    """By request. Each person keeps a wave of her own; the professional gets one mail, and says how many he takes."""
    ages = tuple(one.age_band.value for one in searched)
    leads: dict[UUID, UUID] = {}
    waves: dict[UUID, Wave] = {}
    for referral in searched:
        each = replace(whom, together=Together(ages, leads))
        waves[referral.id], asked, _ = await ask(session, ports, referral, each, by, at, public_url)
        leads = leads or {one.professional_id: one.id for one in asked}
    return waves


async def asked_by_voice(
    session: AsyncSession,
    context: Context,
    referral: Referral,
    choice: Choice,
    professional_id: UUID,
    together: Together | None = None,
) -> Solicitation:
    """A professional is asked in the course of a call: a wave of one, without mail, link or reminder.

    `choice` is that of the calls, read while the professional's settings were locked: caps and places hold for
    whoever is asked by voice too.
    """
    require_eligible(choice, [professional_id])
    whom = Whom((professional_id,), by_hand=False)
    wave = await new_wave(session, referral, choice, whom, context.by, context.at)
    # In the order of the rules, past those who did not pick up: nobody was preferred by hand.
    wave.by_phone = True
    ages = together.ages if together else ()
    card = await cards_of(session, referral, choice, whom.professional_ids, ages)
    one = new_solicitation(wave, referral, choice, card[professional_id], professional_id, context.at)
    one.remind_at = None
    tie([one], together)
    session.add(wave)
    await session.flush()
    session.add(one)
    await session.flush()
    return one


async def _require_searchable(session: AsyncSession, referral: Referral, by: Author, at: datetime) -> None:
    """The first yes pauses further waves; a request whose proposals are all gone goes on searching."""
    referral.require_solicited()
    if referral.status == Status.PROPOSED:
        if await repository.standing_yeses(session, referral.id):
            raise WavesPaused
        await back_to_search(session, referral, by, at)
    elif referral.status != Status.SEARCHING:
        referral.require("start_search")


def require_eligible(choice: Choice, professional_ids: Sequence[UUID]) -> None:
    """Refuses with the hard condition that one of them does not meet."""
    ranked = {r.practice.professional_id for r in choice.selection.candidates}
    excluded = {e.practice.professional_id: e.reason for e in choice.selection.excluded}
    for one in professional_ids:
        if one not in ranked:
            raise not_eligible(one, excluded.get(one, Reason("against", "another_profession")))


def not_eligible(who: UUID, reason: Reason) -> ProfessionalNotEligible:
    return ProfessionalNotEligible(
        f"The condition {reason.code} is not met",
        professional_id=str(who),
        condition_code=reason.code,
        words=words_of(reason),
    )
