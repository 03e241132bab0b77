"""One request is opened to one neighbour, with its person's agreement; its coordinator takes that back at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from carekit.identifiers import new_id
from referral_svc.context import Context
from referral_svc.kinds.codes import Advice, Door, RequestReason
from referral_svc.known.repository import today_of, zone_of
from referral_svc.matching.card import NOON
from referral_svc.neighbours import ending, repository
from referral_svc.neighbours.codes import CrossingEnd
from referral_svc.neighbours.errors import AlreadyOpenedThere, CrossingNotFound
from referral_svc.neighbours.models import CrossedReferral, Crossing, NeighbourAgreement
from referral_svc.neighbours.schemas import CrossingOut, Crossings, OpenToNeighbour, RevokeCrossing
from referral_svc.neighbours.walls import beyond
from referral_svc.referrals import policies, timeline
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.codes import Sex, Status, Urgency
from referral_svc.referrals.criteria import AgeBand
from referral_svc.referrals.errors import AgreementInTheFuture
from referral_svc.referrals.models import Referral
from referral_svc.referrals.reading import followed
from referral_svc.referrals.usecases import coordinated, search_started
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.solicitations.choosing import card_of, choose

SEARCHED = frozenset({Status.QUALIFIED, Status.SEARCHING})
#: The class says no more at the neighbour's than the word on the card.
CLASS_OF_WORD = {"urgent": 1, "soon": 2}
LEAST = 5
MORNING = 8
#: How a card begins what it says of a teleconsultation, and of who is beside the person.
_REMOTE, _BESIDE = "teleconsultation_", "with_"


async def of_referral(context: Context, referral_id: UUID) -> Crossings:
    async with context.unit.begin() as session:
        referral = await followed(session, context, referral_id)
        policies.require_coordinates(context.caller, referral, takes_part=True)
        return Crossings(items=await _out(session, await repository.of_referral(session, referral_id)))


async def open_to_neighbour(context: Context, referral_id: UUID, act: OpenToNeighbour, once: Once) -> CrossingOut:
    """Locks the request, then holds the agreement: what is being revoked opens nothing more."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        if referral.status not in SEARCHED:
            raise referral.not_now("crossings", SEARCHED)
        if act.agreed_at is not None and act.agreed_at > context.at:
            raise AgreementInTheFuture(field="agreed_at")
        live = await repository.live_of(session, referral_id)
        if any(one.agreement_id == act.agreement_id for one in live):
            raise AlreadyOpenedThere
        agreement = await repository.agreement_to_open_under(session, act.agreement_id)
        agreement.require_covers(referral.kind, await today_of(session, referral.cpts_id, context.at))
        crossing = await _cross(session, context, referral, agreement)
        crossed = CrossedReferral(
            cpts_id=referral.cpts_id,
            crossing_id=crossing.id,
            referral_id=referral.id,
            given=act.given,
            agreed_at=act.agreed_at or context.at,
            recorded_at=context.at,
            recorded_by_account_id=context.by.account_id,
            recorded_by_name=context.by.name,
        )
        session.add(crossed)
        await search_started(session, referral, context.by, context.at)
        out = (await _out(session, [(crossing, crossed)]))[0]
        details = {"to": out.to_name, "given": act.given}
        await timeline.add(session, referral.id, "crossing_opened", context.by, context.at, details)
        return await idempotency.keep(session, once, out)


async def revoke(context: Context, crossing_id: UUID, act: RevokeCrossing) -> CrossingOut:
    """By the coordinator of the request: it is over at the neighbour's in the same transaction."""
    async with context.unit.begin() as session:
        crossing = await repository.crossing_of(session, crossing_id)
        if crossing.from_cpts_id != context.caller.cpts:
            raise CrossingNotFound
        crossed = await repository.crossed_of(session, crossing)
        await coordinated(session, context, crossed.referral_id)
        code = CrossingEnd(act.reason_code)
        await ending.take_back(session, context.ports, crossing, code, context.by, context.at)
        return (await _out(session, [(crossing, crossed)]))[0]


async def _cross(
    session: AsyncSession, context: Context, referral: Referral, agreement: NeighbourAgreement
) -> Crossing:
    choice = await choose(session, context.ports.blind, referral, context.at, None)
    card, point = await card_of(session, referral, choice)
    to_cpts_id, received_id = agreement.other_than(referral.cpts_id), new_id()
    crossing = Crossing(
        agreement_id=agreement.id,
        from_cpts_id=referral.cpts_id,
        to_cpts_id=to_cpts_id,
        kind=referral.kind,
        card=card,
        opened_at=context.at,
        opened_by_name=context.by.name,
        received_id=received_id,
    )
    session.add(crossing)
    await session.flush()
    async with beyond(session, to_cpts_id):
        received = await _received(session, referral, crossing, choice.around.cpts_name, context.at)
        received.received_card = {"card": card, "point": list(point or (None, None))}
        session.add(received)
        await session.flush()
        await timeline.add(session, received.id, "received_from_neighbour", context.by, context.at)
    return crossing


async def _received(
    session: AsyncSession, referral: Referral, crossing: Crossing, from_name: str, at: datetime
) -> Referral:
    """What stands for it behind the neighbour's wall: made of the card, so that it tells no more than the card."""
    cpts_id, card = crossing.to_cpts_id, crossing.card
    year = (await today_of(session, cpts_id, at)).year
    number = CLASS_OF_WORD.get(card["urgency"], LEAST)
    return Referral(
        id=crossing.received_id, cpts_id=cpts_id, crossing_id=crossing.id, case_year=year,
        case_counter=await referrals.next_case_number(session, cpts_id, year), kind=crossing.kind,
        status=Status.QUALIFIED, request_reason=RequestReason.NOT_SAID, door=Door.OTHER,
        # Which specialists are asked follows from it: the need on the card, said more closely.
        specialty=referral.specialty, relay_to=referral.relay_to,
        advice=Advice.ASKED if "advice_first" in card["constraints"] else Advice.NOT_ASKED,
        need_codes=card["need_codes"], urgency=Urgency(card["urgency"]), age_band=AgeBand(card["age_band"]),
        sex=Sex(card["sex"] or "unknown"), commune_code=None,
        constraints=_constraints(card["constraints"]), medical_criteria=[],
        social_situation=False, advance_choice=False, usual_professional_id=None, priority_class=number,
        base_class=number, times_raised=0, other_classes_met=0,
        priority_rule_version=(await rules_in_force(session)).version, priority_explanation=[],
        needed_at=_needed_at(card, await zone_of(session, cpts_id)), referrer_name=from_name,
        stated_at=at, qualified_at=at, last_movement_at=at,
    )  # fmt: skip


def _constraints(said: list[str]) -> dict[str, Any]:
    """How the person can be seen, read from the card."""
    after = {name: [one.removeprefix(name) for one in said if one.startswith(name)] for name in (_REMOTE, _BESIDE)}
    return {
        "home_visit": "home_visit" in said,
        "teleconsultation": next(iter(after[_REMOTE]), None),
        "accompanied_by": next(iter(after[_BESIDE]), None),
    }


def _needed_at(card: dict[str, Any], zone: ZoneInfo) -> datetime | None:
    """To the half-day, as the card says it."""
    if not card.get("starts_on"):
        return None
    hour = MORNING if card.get("starts_half") == "morning" else NOON
    return datetime.combine(date.fromisoformat(card["starts_on"]), time(hour), zone)


async def _out(session: AsyncSession, rows: Sequence[tuple[Crossing, CrossedReferral]]) -> list[CrossingOut]:
    await session.flush()
    names = await repository.names_of(session, [crossing.to_cpts_id for crossing, _ in rows])
    return [_shown(crossing, crossed, names.get(crossing.to_cpts_id, "")) for crossing, crossed in rows]


def _shown(crossing: Crossing, crossed: CrossedReferral, to_name: str) -> CrossingOut:
    return CrossingOut(
        crossing_id=crossing.id,
        to_cpts_id=crossing.to_cpts_id,
        to_name=to_name,
        state=crossing.state,
        given=crossed.given,
        agreed_at=crossed.agreed_at,
        opened_at=crossing.opened_at,
        opened_by_name=crossing.opened_by_name,
        proposed_professional_id=crossing.proposed_professional_id,
        proposed_name=crossing.proposed_name,
        chosen_at=crossing.chosen_at,
        ended_at=crossing.ended_at,
        end_code=crossing.end_code,
        end_reason=crossing.end_reason,
        end_words=crossing.end_words,
        ended_by_name=crossing.ended_by_name,
    )
