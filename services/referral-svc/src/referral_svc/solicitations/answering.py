"""A professional answers, by the link of a mail or from his own list: the same use case behind both doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.db import Database
from referral_svc.context import Context
from referral_svc.known.models import KnownCpts
from referral_svc.known.repository import professional_of
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.placing import chosen_in_advance
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.usecases import back_to_search, proposal_received
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.solicitations import repository, views
from referral_svc.solicitations.answer_links import token_hash
from referral_svc.solicitations.codes import Answer, Channel, LinkState, Standing, State
from referral_svc.solicitations.errors import DelegateNotAllowed, LinkUnknown, SolicitationNotFound
from referral_svc.solicitations.fellows import practice_of
from referral_svc.solicitations.models import AnswerLink, Solicitation
from referral_svc.solicitations.naming import Naming, take_back
from referral_svc.solicitations.places import require_place
from referral_svc.solicitations.schemas import AnswerCard, Given, MySolicitation
from referral_svc.solicitations.standing import yeses_among
from referral_svc.solicitations.together import locked, several_of, speaker_of


@dataclass(frozen=True)
class Door:
    """What an answer by link has in place of a caller: nobody is logged in."""

    database: Database
    ports: Ports
    at: datetime
    public_url: str


async def read_link(door: Door, token: str) -> AnswerCard:
    """Shows and consumes nothing: mail scanners open links, and some post what they find."""
    link = await _link(door, token)
    async with door.database.begin(link.of_cpts) as session:
        one, referral = await speaker_of(session, await _solicitation(session, link), door.at)
        return await _shown(session, one, referral, door.at)


async def reply_by_link(door: Door, token: str, given: Given) -> AnswerCard:
    link = await _link(door, token)
    async with door.database.begin(link.of_cpts) as session:
        asked = await locked(session, link.solicitation_id, door.at)
        one, referral = asked.speaker
        author = await _author(session, one)
        if given.answer == Answer.FELLOW:
            naming = Naming(door.ports, author, door.at, door.public_url)
            await naming.name(session, asked, given.fellow_id)
        for each, of_whom, said in asked.shared(given):
            await answer(session, door.ports, each, of_whom, said, Channel.LINK, author, door.at)
        return await _shown(session, one, referral, door.at)


async def answer_mine(context: Context, solicitation_id: UUID, given: Given, public_url: str) -> MySolicitation:
    """From the professional's own list; his delegate may when he allows it."""
    context.caller.require("professional", "delegate")
    async with context.unit.begin() as session:
        one = await repository.solicitation_of(session, solicitation_id)
        if one is None or one.professional_id != context.caller.professional_id:
            raise SolicitationNotFound
        channel = Channel.SELF if context.caller.has("professional") else Channel.DELEGATE
        if channel == Channel.DELEGATE:
            settings = await repository.settings_of(session, one.cpts_id, one.professional_id)
            if settings is None or not settings.delegates_may_answer:
                raise DelegateNotAllowed
        asked = await locked(session, solicitation_id, context.at)
        one, referral = asked.speaker
        if given.answer == Answer.FELLOW:
            await Naming(context.ports, context.by, context.at, public_url).name(session, asked, given.fellow_id)
        for each, of_whom, said in asked.shared(given):
            await answer(session, context.ports, each, of_whom, said, channel, context.by, context.at)
        cpts = await session.get_one(KnownCpts, one.cpts_id)
        standing, several = await standing_of(session, one), await several_of(session, one, context.at)
        practice = await practice_of(session, one)
        return views.mine(one, referral, cpts, standing, context.at, several, practice)


async def answer(
    session: AsyncSession,
    ports: Ports,
    one: Solicitation,
    referral: Referral,
    given: Given,
    channel: Channel,
    by: Author,
    at: datetime,
) -> None:
    """Both rows are locked: eight identical posts are one answer, and ranks are given one at a time."""
    said_before = one.link_state(referral, at) == LinkState.ANSWERED
    if said_before and one.repeats(given.answer, given.condition, given.reason_code):
        return
    one.require_hears(given.answer, referral, at, by_voice=channel in (Channel.PHONE, Channel.NEIGHBOUR))
    if given.answer == Answer.YES and one.state != State.YES:
        await require_place(session, one.professional_id, at)
    before = one.answer
    rank = await repository.next_yes_rank(session, referral.id)
    one.hear(given.answer, given.condition, given.reason_code, next_rank=rank, by=channel, at=at)
    await session.flush()
    await _apply_wishes(session, one, referral, before, given, at)
    await timeline.add(
        session, referral.id, f"answered_{one.state.value}", by, at,
        {"channel": channel.value, "changed": before is not None, "late": at > one.answer_by},
    )  # fmt: skip
    if before == Answer.FELLOW and given.answer != Answer.FELLOW:
        await take_back(session, one, referral, at)
    if given.answer == Answer.YES:
        await proposal_received(session, referral, by, at)
        await chosen_in_advance(session, ports, referral, one.professional_id, at)
    elif before == Answer.YES and referral.status == Status.PROPOSED:
        await _search_on(session, referral, by, at)
    await session.flush()


async def _search_on(session: AsyncSession, referral: Referral, by: Author, at: datetime) -> None:
    """The last standing yes was taken back."""
    if not await repository.standing_yeses(session, referral.id):
        await back_to_search(session, referral, by, at)


async def _apply_wishes(
    session: AsyncSession, one: Solicitation, referral: Referral, before: Answer | None, given: Given, at: datetime
) -> None:
    """« Never this kind » and « pause » are wishes that outlive this request; taking the word back undoes them."""
    if not {before, given.answer} & {Answer.NEVER_THIS_KIND, Answer.PAUSE}:
        return
    await repository.ensure_settings(session, [one.professional_id], at)
    wishes = (await repository.locked_settings(session, [one.professional_id]))[one.professional_id]
    kind = referral.kind.value
    if given.answer == Answer.NEVER_THIS_KIND:
        wishes.declined_kinds = sorted({*wishes.declined_kinds, kind})
    elif before == Answer.NEVER_THIS_KIND:
        wishes.declined_kinds = [other for other in wishes.declined_kinds if other != kind]
    if given.answer == Answer.PAUSE:
        days = given.pause_days or (await rules_in_force(session)).pause_days
        wishes.paused_until = at + timedelta(days=days)
    elif before == Answer.PAUSE:
        wishes.paused_until = None


async def _link(door: Door, token: str) -> AnswerLink:
    async with door.database.begin() as session:
        link = await repository.link_of(session, token_hash(token))
    if link is None:
        raise LinkUnknown
    return link


async def _solicitation(session: AsyncSession, link: AnswerLink) -> Solicitation:
    one = await repository.solicitation_of(session, link.solicitation_id)
    if one is None:
        raise LinkUnknown
    return one


async def _author(session: AsyncSession, one: Solicitation) -> Author:
    known = await professional_of(session, one.cpts_id, one.professional_id)
    return Author.answering(one.professional_id, known.name if known else "")


async def _shown(session: AsyncSession, one: Solicitation, referral: Referral, at: datetime) -> AnswerCard:
    cpts = await session.get_one(KnownCpts, one.cpts_id)
    standing, several = await standing_of(session, one), await several_of(session, one, at)
    return views.card(one, referral, cpts, standing, at, several, await practice_of(session, one))


async def standing_of(session: AsyncSession, one: Solicitation) -> Standing | None:
    """Whether a yes was chosen, is one of the proposals, or is in the reserve."""
    if one.state == State.CHOSEN:
        return Standing.CHOSEN
    if one.state != State.YES:
        return None
    rules = await rules_in_force(session)
    found = yeses_among(await repository.standing_yeses(session, one.referral_id), rules.proposals).of(one.id)
    return found[0] if found else None
