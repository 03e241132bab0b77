"""A general practitioner announces that he leaves: his persons wait again, in one act of the coordinator.

What this service knows of his persons is whom it placed with him in the sliding twelve months. A request that is
still open goes back to search. A closed one is ended for good: a new request is made from it while its identity
and its consent stand, and the person is asked before any name is given (`docs/decisions`). The others are counted:
only his practice can tell them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from carekit.identifiers import new_id
from referral_svc.context import Context
from referral_svc.known.models import KnownProfessional
from referral_svc.known.repository import own_cpts, professional_of, today_of
from referral_svc.matching.fairness import WINDOW_DAYS
from referral_svc.plans import departures, views
from referral_svc.plans.errors import DepartureInThePast, DepartureKnown, LeaverUnknown
from referral_svc.plans.making import require_plans
from referral_svc.plans.models import Departure, DepartureCase
from referral_svc.plans.schemas import AnnounceDeparture, DepartureOut, DeparturePreview, Departures
from referral_svc.referrals import stating, timeline
from referral_svc.referrals.codes import Status
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.entity.placement import Placement
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.stating import Agreement, Facts
from referral_svc.referrals.usecases import back_to_search
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.models import SolicitationSetting
from referral_svc.solicitations.surroundings import surroundings_at


async def preview_departure(context: Context, professional_id: UUID) -> DeparturePreview:
    """What announcing it would do, before it is done."""
    require_plans(context.caller)
    async with context.unit.begin() as session:
        leaver = await _leaver(session, context, professional_id)
        announced = await departures.standing_of(session, professional_id)
        persons = await departures.placed_with(session, professional_id, _since(context.at), locked=False)
        found = await context.ports.blind.comparisons(session, [one.id for one in persons], [])
        consents = await departures.agreements(session, [one.id for one in persons])
        again = [one for one in persons if one.status == Status.CLOSED]
        reached = [one for one in again if one.id in found.of_request and one.id in consents]
        return DeparturePreview(
            professional_id=professional_id,
            name=leaver.name,
            announced=announced is not None,
            searched_again=len(persons) - len(again),
            stated_again=len(reached),
            out_of_reach=len(again) - len(reached),
        )


async def announce_departure(context: Context, act: AnnounceDeparture, once: Once) -> DepartureOut:
    require_plans(context.caller)
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        around = await surroundings_at(session, context.caller.cpts, None, context.at)
        if act.leaves_on < around.today:
            raise DepartureInThePast
        leaver = await _leaver(session, context, act.professional_id)
        # The row of his settings is locked: two announcements take turns.
        settings = await _his_settings(session, act.professional_id, context.at)
        if await departures.standing_of(session, act.professional_id):
            raise DepartureKnown
        departure = _departure(context, act, settings.places_left)
        session.add(departure)
        await session.flush()
        persons = await departures.placed_with(session, act.professional_id, _since(context.at), locked=True)
        consents = await departures.agreements(session, [one.id for one in persons])
        for referral in persons:
            await _waits_again(session, context, departure, leaver, referral, consents.get(referral.id))
        # After the places that came free above: nobody more is sent to him.
        settings.places_left = 0
        await session.flush()
        return await idempotency.keep(session, once, views.departure(departure, leaver))


async def list_departures(context: Context) -> Departures:
    require_plans(context.caller)
    async with context.unit.begin() as session:
        return Departures(items=[views.departure(*found) for found in await departures.listed(session)])


async def ended(session: AsyncSession, ports: Ports, at: datetime) -> int:
    """Timer. He keeps reading what he treats until the day he leaves, and not after."""
    cpts_id = await own_cpts(session)
    if cpts_id is None:
        return 0
    leavers = await departures.to_end(session, await today_of(session, cpts_id, at))
    for departure in leavers:
        for case, referral in await departures.waiting_because_of(session, departure.id, locked=False):
            if referral.placed_professional_id == departure.professional_id:
                continue  # The departure was cancelled, and the person chose him again.
            case.before = None
            await ports.loop.left(session, referral, departure.professional_id, at)
            for referral_id in filter(None, (case.referral_id, case.from_referral_id)):
                await ports.grants.revoke(
                    session, referral_id, reason="professional_left", at=at, professional_id=departure.professional_id
                )
        departure.ended_at = at
    return len(leavers)


async def _waits_again(
    session: AsyncSession,
    context: Context,
    departure: Departure,
    leaver: KnownProfessional,
    referral: Referral,
    consent: Consent | None,
) -> None:
    """One person. Whoever is still in reach gets a place in the queue, by way of the coordinator's own act."""
    if referral.status == Status.PLACED:
        session.add(_case_of_open(departure, referral))
        await _search_again(session, context, leaver, referral)
        departure.searched_again += 1
        return
    again = await _state_again(session, context, leaver, referral, consent) if consent else None
    if again is None:
        departure.out_of_reach += 1
        return
    departure.stated_again += 1
    session.add(
        DepartureCase(
            departure_id=departure.id, referral_id=again.id, cpts_id=departure.cpts_id, from_referral_id=referral.id
        )
    )


async def _search_again(
    session: AsyncSession, context: Context, leaver: KnownProfessional, referral: Referral
) -> None:
    referral.leave(leaver.professional_id)
    await timeline.add(
        session, referral.id, "professional_leaves", context.by, context.at, {"professional": leaver.name}
    )
    await context.ports.solicitations.stepped_back(
        session, referral, leaver.professional_id, "professional", context.at
    )
    await back_to_search(session, referral, context.by, context.at)
    await context.ports.disclosure.reopen_wishes(session, referral)
    # The agendas hear nothing: he sees his persons until he leaves, and their appointments with him stand.
    await context.ports.loop.inform(session, referral, "back_to_search", context.at)


async def _state_again(
    session: AsyncSession, context: Context, leaver: KnownProfessional, closed: Referral, consent: Consent
) -> Referral | None:
    """None once the identity is erased."""
    again_id = new_id()
    if not await context.ports.disclosure.copy_person(session, closed, again_id, context.at):
        return None
    criteria = await context.ports.blind.criteria(session, closed)
    agreement = Agreement(consent.search, consent.bulletin_sharing, consent.given, consent.given_at)
    again = await stating.state(
        session, context.ports, again_id, context.caller, _facts(closed, leaver), criteria, agreement, context.at
    )
    await context.ports.disclosure.copy_bulletins(session, closed.id, again, context.by, context.at)
    # It was checked when it was first stated; the promised delay starts now.
    again.qualify(None, context.at)
    await stating.enter_queue(session, again, criteria, context.by, context.at)
    about = {"professional": leaver.name}
    await timeline.add(
        session, closed.id, "stated_again", context.by, context.at, {**about, "case_number": again.case_number}
    )
    await timeline.add(
        session, again.id, "professional_leaves", context.by, context.at, {**about, "case_number": closed.case_number}
    )
    return again


def _facts(closed: Referral, leaver: KnownProfessional) -> Facts:
    said = Facts.said_again(closed)
    return replace(said, usual_professional_id=None) if said.usual_professional_id == leaver.professional_id else said


async def _leaver(session: AsyncSession, context: Context, professional_id: UUID) -> KnownProfessional:
    known = await professional_of(session, context.caller.cpts, professional_id)
    if known is None:
        raise LeaverUnknown
    return known


async def _his_settings(session: AsyncSession, professional_id: UUID, at: datetime) -> SolicitationSetting:
    await solicitations.ensure_settings(session, [professional_id], at)
    return (await solicitations.locked_settings(session, [professional_id]))[professional_id]


def _departure(context: Context, act: AnnounceDeparture, places: int | None) -> Departure:
    return Departure(
        id=new_id(),
        cpts_id=context.caller.cpts,
        professional_id=act.professional_id,
        leaves_on=act.leaves_on,
        announced_at=context.at,
        announced_by_account_id=context.by.account_id,
        announced_by_name=context.by.name,
        searched_again=0,
        stated_again=0,
        out_of_reach=0,
        places_before=places,
    )


def _case_of_open(departure: Departure, referral: Referral) -> DepartureCase:
    """Remembers the placement, so that it comes back if he stays."""
    return DepartureCase(
        departure_id=departure.id,
        referral_id=referral.id,
        cpts_id=departure.cpts_id,
        before=Placement.model_validate(referral).model_dump(mode="json"),
        was_usual=referral.usual_professional_id == departure.professional_id,
    )


def _since(at: datetime) -> datetime:
    return at - timedelta(days=WINDOW_DAYS)
