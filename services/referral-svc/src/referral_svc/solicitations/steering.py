"""The coordinator takes a running wave in hand: stops it, reminds now, or goes on to the next ring (F017)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency, mail
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.known.models import KnownCpts
from referral_svc.referrals import timeline
from referral_svc.referrals.models import Referral
from referral_svc.referrals.usecases import coordinated
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.solicitations import messages_fr, repository, views
from referral_svc.solicitations.answer_links import new_link
from referral_svc.solicitations.asking import ask
from referral_svc.solicitations.choosing import choose
from referral_svc.solicitations.codes import AWAITED, State
from referral_svc.solicitations.errors import NobodyToRemind, NobodyWider, WaveOver, WaveUnknown
from referral_svc.solicitations.models import Solicitation, Wave
from referral_svc.solicitations.schemas import WaveOut
from referral_svc.solicitations.telling import told_by_mail
from referral_svc.solicitations.waves import Whom


async def stop(context: Context, referral_id: UUID, wave_id: UUID, once: Once) -> WaveOut:
    """Links close; those who were still awaited are told that nothing more is asked of them. A yes stands."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        wave, asked = await _wave(session, referral_id, wave_id)
        awaited = [one for one in asked if one.state in AWAITED]
        if not any(one.state == State.ASKED for one in awaited):
            raise WaveOver
        for one in awaited:
            one.end(State.RELEASED, context.at)
            one.remind_at = None
        await told_by_mail(session, referral, awaited, messages_fr.nothing_more_asked, context.at)
        details = {"wave": wave.number, "count": len(awaited)}
        await timeline.add(session, referral_id, "wave_stopped", context.by, context.at, details)
        return await idempotency.keep(session, once, await _out(session, referral_id, wave))


async def remind_now(context: Context, referral_id: UUID, wave_id: UUID, once: Once, public_url: str) -> WaveOut:
    """Each once, by hand or by the timer, and nobody who paused meanwhile. Caps count solicitations: this is none."""
    async with context.unit.begin() as session:
        await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        wave, asked = await _wave(session, referral_id, wave_id)
        silent = [one for one in asked if one.state == State.ASKED and one.reminded_at is None]
        wishes = await repository.locked_settings(session, [one.professional_id for one in silent])
        paused = {who for who, wish in wishes.items() if wish.paused_until and wish.paused_until > context.at}
        reminded = 0
        for one in silent:
            if one.professional_id not in paused:
                reminded += await remind(session, one, context.at, public_url)
        if not reminded:
            raise NobodyToRemind
        details = {"wave": wave.number, "count": reminded}
        await timeline.add(session, referral_id, "wave_reminded", context.by, context.at, details)
        return await idempotency.keep(session, once, await _out(session, referral_id, wave))


async def widen(context: Context, referral_id: UUID, once: Once, public_url: str) -> WaveOut:
    """Asks those whom the rules propose within the next ring where there is somebody, and waits for nobody."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        referral.require_kept("waves")
        whom = await _next_ring(session, context, referral)
        wave, asked, choice = await ask(
            session, context.ports, referral, whom, context.by, context.at, public_url
        )  # fmt: skip
        professionals = await repository.professionals(session, whom.professional_ids)
        return await idempotency.keep(session, once, views.wave(wave, asked, professionals, choice.rules))


async def remind(session: AsyncSession, one: Solicitation, at: datetime, public_url: str) -> bool:
    """The one reminder, where there is an address; false when none left."""
    one.remind_at = None
    if one.asked_with is not None:
        return False
    known = (await repository.professionals(session, [one.professional_id])).get(one.professional_id)
    if known is None or not known.email:
        return False
    cpts = await session.get_one(KnownCpts, one.cpts_id)
    written = messages_fr.reminder(
        known.email,
        # The first link was never kept: the reminder has its own, to the same card.
        link=new_link(session, one, public_url),
        answer_by=one.answer_by,
        zone=ZoneInfo(cpts.time_zone),
        cpts_name=cpts.name,
    )
    await mail.queue(session, replace(written, about=one.id), at)
    one.reminded_at = at
    return True


async def _next_ring(session: AsyncSession, context: Context, referral: Referral) -> Whom:
    sent = [wave.ring_km for wave in await repository.waves_of(session, referral.id) if not wave.by_phone]
    for ring_km in (await rules_in_force(session)).rings_km:
        if sent and ring_km > max(sent):
            choice = await choose(session, context.ports.blind, referral, context.at, ring_km)
            if choice.selection.wave:
                return Whom(tuple(choice.selection.wave), ring_km, by_hand=False)
    raise NobodyWider


async def _wave(session: AsyncSession, referral_id: UUID, wave_id: UUID) -> tuple[Wave, list[Solicitation]]:
    """With the request's row locked: an answer waits for us, or we for it."""
    wave = next((one for one in await repository.waves_of(session, referral_id) if one.id == wave_id), None)
    if wave is None:
        raise WaveUnknown
    return wave, [one for one in await repository.of_referral(session, referral_id) if one.wave_id == wave_id]


async def _out(session: AsyncSession, referral_id: UUID, wave: Wave) -> WaveOut:
    await session.flush()
    everybody = await repository.of_referral(session, referral_id)
    asked = [one for one in everybody if one.wave_id == wave.id]
    known = await repository.professionals(session, [one.professional_id for one in everybody])
    came_back = await repository.never_reached(session, [one.id for one in asked])
    return views.wave(wave, asked, known, await rules_in_force(session), everybody, came_back)
