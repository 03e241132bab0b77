"""At the neighbour's: a request is known by its card, members are solicited, or it is refused with words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.known.repository import today_of
from referral_svc.neighbours import ending, repository
from referral_svc.neighbours.codes import CrossingEnd
from referral_svc.neighbours.models import Crossing
from referral_svc.neighbours.schemas import (
    AskedHere,
    HeardFromMember,
    PastReceivedFilters,
    PastReceivedRequest,
    PastReceivedRequests,
    ReceivedCard,
    ReceivedRequest,
    ReceivedRequests,
    RefuseReceived,
    SolicitMembers,
)
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS, kinds_of
from referral_svc.referrals.repository import referral_for_act
from referral_svc.solicitations import asking, views
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.answering import answer
from referral_svc.solicitations.choosing import choose
from referral_svc.solicitations.codes import Channel
from referral_svc.solicitations.errors import SolicitationNotFound
from referral_svc.solicitations.schemas import Candidates
from referral_svc.solicitations.waves import Whom


async def listed(context: Context) -> ReceivedRequests:
    context.caller.require(*COORDINATORS)
    async with context.unit.begin() as session:
        today = await today_of(session, context.caller.cpts, context.at)
        rows = await repository.received(session, context.caller.cpts, kinds_of(context.caller), today)
        return ReceivedRequests(items=await _out(session, rows))


async def past(context: Context, filters: PastReceivedFilters) -> PastReceivedRequests:
    context.caller.require(*COORDINATORS)
    async with context.unit.begin() as session:
        rows, following = await repository.past(
            session, context.caller.cpts, kinds_of(context.caller), filters.cursor, filters.limit
        )
        names = await repository.names_of(session, [crossing.from_cpts_id for crossing, _ in rows])
        items = [_past(crossing, received, names.get(crossing.from_cpts_id, "")) for crossing, received in rows]
        return PastReceivedRequests(items=items, next=following)


async def candidates(context: Context, crossing_id: UUID) -> Candidates:
    """Among its own members and volunteers, by its own rules; the person's sealed wishes are compared nowhere."""
    async with context.unit.begin() as session:
        _, received = await _one(session, context, crossing_id)
        choice = await choose(session, context.ports.blind, received, context.at, None)
        return views.candidates(choice, await solicitations.waves_sent(session, received.id))


async def solicit(
    context: Context, crossing_id: UUID, act: SolicitMembers, once: Once, public_url: str
) -> ReceivedRequest:
    """Members, by mail with an answer link, as for a request of this CPTS: caps, pauses and places hold."""
    async with context.unit.begin() as session:
        crossing, received = await _one(session, context, crossing_id)
        await idempotency.claim(session, once, context.at)
        crossing, received = await _locked(session, context, received, crossing_id)
        whom = Whom(tuple(act.professional_ids), by_hand=True)
        await asking.ask(session, context.ports, received, whom, context.by, context.at, public_url)
        return await idempotency.keep(session, once, (await _out(session, [(crossing, received)]))[0])


async def hear(context: Context, crossing_id: UUID, solicitation_id: UUID, said: HeardFromMember) -> ReceivedRequest:
    """Said on the telephone to this coordinator. A yes goes back to the neighbour like one by link."""
    async with context.unit.begin() as session:
        _, received = await _one(session, context, crossing_id)
        crossing, received = await _locked(session, context, received, crossing_id)
        asked = await solicitations.of_referral(session, received.id)
        one = next((one for one in asked if one.id == solicitation_id), None)
        if one is None:
            raise SolicitationNotFound
        await answer(session, context.ports, one, received, said, Channel.PHONE, context.by, context.at)
        return (await _out(session, [(crossing, received)]))[0]


async def refuse(context: Context, crossing_id: UUID, act: RefuseReceived) -> None:
    """It leaves this CPTS at once; the words go back to the coordinator who opened it."""
    async with context.unit.begin() as session:
        crossing, _ = await _one(session, context, crossing_id)
        await ending.take_back(session, context.ports, crossing, CrossingEnd.REFUSED, context.by, context.at)
        if crossing.end_code == CrossingEnd.REFUSED:
            crossing.end_reason, crossing.end_words = act.reason_code, act.words or None


async def _one(session: AsyncSession, context: Context, crossing_id: UUID) -> tuple[Crossing, Referral]:
    context.caller.require(*COORDINATORS)
    today = await today_of(session, context.caller.cpts, context.at)
    return await repository.received_one(session, context.caller.cpts, kinds_of(context.caller), today, crossing_id)


async def _locked(
    session: AsyncSession, context: Context, received: Referral, crossing_id: UUID
) -> tuple[Crossing, Referral]:
    await referral_for_act(session, received.id)
    # While it waited, the neighbour may have closed it.
    return await _one(session, context, crossing_id)


async def _out(session: AsyncSession, rows: Sequence[tuple[Crossing, Referral]]) -> list[ReceivedRequest]:
    names = await repository.names_of(session, [crossing.from_cpts_id for crossing, _ in rows])
    asked = await repository.asked_for(session, [received.id for _, received in rows])
    return [
        ReceivedRequest(
            crossing_id=crossing.id,
            number=received.case_number,
            from_name=names.get(crossing.from_cpts_id, ""),
            kind=crossing.kind,
            card=_card(crossing.card),
            state=crossing.state,
            opened_at=crossing.opened_at,
            asked=[
                AskedHere(
                    solicitation_id=one.id,
                    professional_id=one.professional_id,
                    name=name,
                    state=one.state,
                    asked_at=one.asked_at,
                    answer_by=one.answer_by,
                )
                for one, name in asked.get(received.id, [])
            ],
        )
        for crossing, received in rows
    ]


def _past(crossing: Crossing, received: Referral, from_name: str) -> PastReceivedRequest:
    assert crossing.ended_at is not None, "it ended"
    assert crossing.end_code is not None, "for a reason"
    return PastReceivedRequest(
        crossing_id=crossing.id,
        number=received.case_number,
        from_name=from_name,
        kind=crossing.kind,
        opened_at=crossing.opened_at,
        ended_at=crossing.ended_at,
        end_code=crossing.end_code,
        proposed_name=crossing.proposed_name,
    )


def _card(card: dict[str, Any]) -> ReceivedCard:
    return ReceivedCard.model_validate(
        {"starts_on": None, "starts_half": None, **card, "place": views.place_words(card["place"])}
    )
