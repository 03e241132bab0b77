"""Persons of one household, or residents of one EHPAD, searched for together: one question, one answer."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.bundles import policies
from referral_svc.bundles.codes import ONE_PERSON
from referral_svc.bundles.errors import NobodyProposed, NobodyToSearchFor, NotSearchedTogether
from referral_svc.bundles.models import Bundle
from referral_svc.bundles.schemas import BundleOut, ChooseTogether
from referral_svc.bundles.usecases import kept, steered
from referral_svc.context import Context
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.placing import chosen
from referral_svc.solicitations.asking import ask_together
from referral_svc.solicitations.schemas import SendWave
from referral_svc.solicitations.together import most_pressing
from referral_svc.solicitations.waves import Whom


async def send_wave(context: Context, bundle_id: UUID, act: SendWave, once: Once, public_url: str) -> BundleOut:
    async with context.unit.begin() as session:
        bundle, members, mine = await steered(session, context, bundle_id)
        policies.require_coordinates(context.caller, members)
        await idempotency.claim(session, once, context.at)
        if bundle.kind in ONE_PERSON:
            raise NotSearchedTogether
        searched = sorted((one for one in members if _may_be_searched(one)), key=most_pressing)
        if not searched:
            raise NobodyToSearchFor
        whom = Whom(tuple(act.professional_ids), act.ring_km, act.answer_within_hours)
        await ask_together(session, context.ports, searched, whom, context.by, context.at, public_url)
        return await kept(session, context, bundle, members, mine, once)


async def choose(context: Context, bundle_id: UUID, act: ChooseTogether, once: Once) -> BundleOut:
    """The same professional for everybody to whom he said yes."""
    async with context.unit.begin() as session:
        bundle, members, mine = await steered(session, context, bundle_id)
        policies.require_coordinates(context.caller, members)
        await idempotency.claim(session, once, context.at)
        for referral in await _proposed(session, context, bundle, members, act.professional_id):
            await chosen(session, context.ports, referral, act.professional_id, act.recorded, context.by, context.at)
        return await kept(session, context, bundle, members, mine, once)


def _may_be_searched(referral: Referral) -> bool:
    return referral.status in (Status.QUALIFIED, Status.SEARCHING) and not referral.is_handed_over


async def _proposed(
    session: AsyncSession, context: Context, bundle: Bundle, members: list[Referral], professional_id: UUID
) -> list[Referral]:
    if bundle.kind in ONE_PERSON:
        raise NotSearchedTogether
    found = []
    for referral in members:
        if referral.status == Status.PROPOSED:
            standing = await context.ports.solicitations.proposals(session, referral)
            if professional_id in {one.professional_id for one in standing}:
                found.append(referral)
    if not found:
        raise NobodyProposed
    return found
