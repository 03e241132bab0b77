"""The coordinator sees who could be asked, and asks some of them at once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency, mail
from carekit.idempotency import Once
from carekit.identifiers import new_id
from referral_svc.context import Context
from referral_svc.matching.conditions import PASSING
from referral_svc.matching.messages_fr import words_of
from referral_svc.matching.reasons import Reason
from referral_svc.matching.records import outcome, record
from referral_svc.matching.waves import remind_at
from referral_svc.referrals import policies, timeline
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.usecases import back_to_search, coordinated, search_started
from referral_svc.solicitations import messages_fr, repository, views
from referral_svc.solicitations.choosing import Choice, cards_of, choose
from referral_svc.solicitations.errors import AskedTwice, ProfessionalNotEligible, WavesPaused
from referral_svc.solicitations.models import AnswerLink, Solicitation, Wave
from referral_svc.solicitations.schemas import Candidates, SendWave, WaveOut


async def candidates(context: Context, referral_id: UUID, ring_km: float | None) -> Candidates:
    async with context.unit.begin() as session:
        referral = await referrals.referral_of(session, referral_id)
        takes_part = await context.ports.loop.takes_part(session, referral_id, context.caller)
        policies.require_coordinates(context.caller, referral, takes_part=takes_part)
        referral.require_kept("candidates")
        choice = await choose(session, context.ports.blind, referral, context.at, ring_km)
        return views.candidates(choice, await repository.waves_sent(session, referral_id))


async def send_wave(context: Context, referral_id: UUID, act: SendWave, once: Once, public_url: str) -> WaveOut:
    """Locks the request, then the settings of each professional: caps and order hold when two waves race."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        whom = Whom(tuple(act.professional_ids), act.ring_km, act.answer_within_hours)
        wave, asked, choice = await ask(
            session, context.ports, referral, whom, context.by, context.at, public_url
        )  # fmt: skip
        professionals = await repository.professionals(session, act.professional_ids)
        return await idempotency.keep(session, once, views.wave(wave, asked, professionals, choice.rules))


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
        session, referral.id, "wave_sent", by, at,
        {"wave": wave.number, "asked": len(asked), "ring_km": wave.ring_km, "by_hand": wave.by_hand},
    )  # fmt: skip
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


def tie(asked: Sequence[Solicitation], together: Together | None) -> None:
    if together is None:
        return
    for one in asked:
        one.asked_with = together.leads.get(one.professional_id)
        one.persons = len(together.ages) if one.asked_with is None else 1


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
        professional_id=str(who), condition_code=reason.code, words=words_of(reason),
    )  # fmt: skip


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


async def announce(
    session: AsyncSession, solicitation: Solicitation, choice: Choice, public_url: str, named_by: str | None = None
) -> None:
    """`named_by`: the fellow of his practice who thought of him."""
    email = choice.known[solicitation.professional_id].email
    if email:
        written = messages_fr.asked(
            email,
            link=new_link(session, solicitation, public_url),
            answer_by=solicitation.answer_by,
            zone=choice.around.zone,
            cpts_name=choice.around.cpts_name,
            named_by=named_by,
        )
        await mail.queue(session, replace(written, about=solicitation.id), solicitation.asked_at)


def new_link(session: AsyncSession, solicitation: Solicitation, public_url: str) -> str:
    """256 random bits, of which only the hash is kept here; the link itself stands in the mail until it left."""
    token = secrets.token_urlsafe(32)
    session.add(
        AnswerLink(
            token_hash=token_hash(token),
            of_cpts=solicitation.cpts_id,
            solicitation_id=solicitation.id,
            ends_at=solicitation.link_ends_at,
        )
    )
    return f"{public_url}/r/{token}"


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
