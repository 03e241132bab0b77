"""Two directors agree: one offers, the other accepts or not, and either revokes at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.db import constraint_of
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.known.repository import today_of
from referral_svc.neighbours import ending, repository
from referral_svc.neighbours.codes import AgreementState, CrossingEnd
from referral_svc.neighbours.errors import AgreementDatesInvalid, AgreementExists, NeighbourUnknown
from referral_svc.neighbours.models import NeighbourAgreement
from referral_svc.neighbours.schemas import (
    AnswerAgreement,
    NeighbourAgreementOut,
    NeighbourAgreements,
    NeighbourCpts,
    NeighbourCptsList,
    OfferAgreement,
)
from referral_svc.referrals.policies import COORDINATORS


async def neighbours(context: Context) -> NeighbourCptsList:
    """The other CPTS of the platform: which of them is a neighbour is for the director to say."""
    context.caller.require("director")
    async with context.unit.begin() as session:
        others = await repository.others(session, context.caller.cpts)
        return NeighbourCptsList(items=[NeighbourCpts.model_validate(one) for one in others])


async def listed(context: Context) -> NeighbourAgreements:
    """Coordinators read them too: they open requests under them."""
    context.caller.require("director", *COORDINATORS)
    async with context.unit.begin() as session:
        return NeighbourAgreements(items=await _out(session, context, await repository.agreements(session)))


async def offer(context: Context, act: OfferAgreement, once: Once) -> NeighbourAgreementOut:
    context.caller.require("director")
    own = context.caller.cpts
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        if act.to_cpts_id not in {one.cpts_id for one in await repository.others(session, own)}:
            raise NeighbourUnknown
        today = await today_of(session, own, context.at)
        starts_on = act.starts_on or today
        if act.ends_on < max(starts_on, today):
            raise AgreementDatesInvalid
        agreement = NeighbourAgreement(
            from_cpts_id=own,
            to_cpts_id=act.to_cpts_id,
            kinds=sorted({kind.value for kind in act.kinds}),
            starts_on=starts_on,
            ends_on=act.ends_on,
            state=AgreementState.OFFERED,
            offered_at=context.at,
            offered_by_name=context.caller.name,
        )
        if await repository.standing_between(session, own, act.to_cpts_id):
            raise AgreementExists
        session.add(agreement)
        try:
            await session.flush()
        except IntegrityError as refused:
            if constraint_of(refused) == "uq_neighbour_agreement_standing":
                raise AgreementExists from refused
            raise
        return await idempotency.keep(session, once, (await _out(session, context, [agreement]))[0])


async def answer(context: Context, agreement_id: UUID, act: AnswerAgreement) -> NeighbourAgreementOut:
    context.caller.require("director")
    async with context.unit.begin() as session:
        agreement = await repository.agreement_for_act(session, agreement_id)
        agreement.answer(act.answer, context.caller.cpts, context.caller.name, context.at)
        return (await _out(session, context, [agreement]))[0]


async def revoke(context: Context, agreement_id: UUID) -> NeighbourAgreementOut:
    """By either side. Whatever was opened under it is over in the same transaction: cards, solicitations, grants."""
    context.caller.require("director")
    async with context.unit.begin() as session:
        agreement = await repository.agreement_for_act(session, agreement_id)
        agreement.revoke(context.caller.cpts, context.caller.name, context.at)
        ports, by, at = context.ports, context.by, context.at
        for crossing in await repository.live_under(session, agreement.id):
            await ending.take_back(session, ports, crossing, CrossingEnd.AGREEMENT_OVER, by, at)
        return (await _out(session, context, [agreement]))[0]


async def _out(
    session: AsyncSession, context: Context, agreements: Sequence[NeighbourAgreement]
) -> list[NeighbourAgreementOut]:
    await session.flush()
    own = context.caller.cpts
    today = await today_of(session, own, context.at)
    names = await repository.names_of(session, [one.other_than(own) for one in agreements])
    counts = await repository.live_counts(session, [one.id for one in agreements])
    return [
        NeighbourAgreementOut(
            agreement_id=one.id,
            with_cpts_id=one.other_than(own),
            with_name=names.get(one.other_than(own), ""),
            side=one.side_of(own),
            kinds=one.kinds,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            state=one.state,
            in_force=one.is_in_force(today),
            offered_at=one.offered_at,
            offered_by_name=one.offered_by_name,
            answered_at=one.answered_at,
            answered_by_name=one.answered_by_name,
            revoked_at=one.revoked_at,
            revoked_by_name=one.revoked_by_name,
            revoked_by_us=one.revoked_by_cpts_id == own,
            open_requests=counts.get(one.id, 0),
        )
        for one in agreements
    ]
