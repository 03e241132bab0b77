"""An act is listed by whoever did it or by the coordinator, who follows it until the CPAM has paid."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller, RoleRefused
from carekit.clock import local_date
from carekit.idempotency import Once
from carekit.spreadsheet import csv_text
from referral_svc.context import Context
from referral_svc.known.models import KnownProfessional
from referral_svc.known.repository import professional_of, today_of, zone_of
from referral_svc.referrals import links, policies
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.models import Referral
from referral_svc.unpaid_acts import repository
from referral_svc.unpaid_acts.codes import STEPS, UnpaidActState, UnpaidActStep
from referral_svc.unpaid_acts.errors import (
    CarerUnknown,
    DoneInTheFuture,
    StepReasonMissing,
    UnpaidActListedAlready,
    UnpaidActNotFound,
)
from referral_svc.unpaid_acts.models import UnpaidAct
from referral_svc.unpaid_acts.schemas import (
    FlagUnpaidAct,
    TakeStep,
    UnpaidActFilters,
    UnpaidActOut,
    UnpaidActPage,
    UnpaidActs,
)

EXPORTED_AT_MOST = 5_000


async def page(context: Context, filters: UnpaidActFilters) -> UnpaidActPage:
    context.caller.require(*policies.COORDINATORS, "professional")
    async with context.unit.begin() as session:
        query = repository.listed(context.caller, filters)
        lines, after = await repository.page_of(session, query, filters.cursor, filters.limit)
        return UnpaidActPage(items=[out(context.caller, *line) for line in lines], next=after)


async def export(context: Context, filters: UnpaidActFilters) -> str:
    """Without identity: figures for the steering of the convention. The CPAM's own list is in `disclosure/`."""
    context.caller.require(*policies.COORDINATORS)
    async with context.unit.begin() as session:
        query = repository.listed(context.caller, filters)
        lines, _ = await repository.page_of(session, query, None, EXPORTED_AT_MOST)
        zone = await zone_of(session, context.caller.cpts)
    header = ["case_number", "kind", "done_on", "professional", "state", "state_on", "reason"]
    return csv_text(
        header,
        [
            [
                one.case_number,
                act.kind,
                act.done_on,
                act.professional_name,
                act.state.value,
                local_date(act.state_at, zone),
                act.reason_code,
            ]
            for act, one in lines
        ],
    )


async def of_referral(context: Context, referral_id: UUID) -> UnpaidActs:
    """All of them for the coordinator and whoever stated it, one's own for a professional."""
    async with context.unit.begin() as session:
        referral = await referrals.referral_of(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_follows(context.caller, referral, takes_part=takes_part)
        whole = policies.coordinates(context.caller, referral) or policies.wrote(context.caller, referral)
        lines = await repository.of_referral(session, context.caller, referral_id, all_of_it=whole)
        return UnpaidActs(items=[out(context.caller, *line) for line in lines])


async def flag(context: Context, referral_id: UUID, act: FlagUnpaidAct, once: Once) -> UnpaidActOut:
    """Nothing of it stands in the timeline: that the rights are not up to date is not for all who follow."""
    async with context.unit.begin() as session:
        referral = await referrals.referral_for_act(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_follows(context.caller, referral, takes_part=takes_part)
        await idempotency.claim(session, once, context.at)
        referral.require_kept("unpaid-acts")
        referral.require_stated("unpaid-acts")
        if act.done_on > await today_of(session, referral.cpts_id, context.at):
            raise DoneInTheFuture
        carer = await _carer(session, context, referral, act)
        row = UnpaidAct(
            cpts_id=referral.cpts_id,
            referral_id=referral_id,
            professional_id=carer.professional_id,
            professional_name=carer.name,
            kind=act.kind,
            done_on=act.done_on,
            agreed=act.agreed,
            listed_at=context.at,
            listed_by_account_id=context.caller.account_id,
            listed_by_name=context.caller.name,
            state=UnpaidActState.TO_CLAIM,
            state_at=context.at,
            state_by_name=context.caller.name,
        )
        await _add(session, row)
        return await idempotency.keep(session, once, out(context.caller, row, referral))


async def _add(session: AsyncSession, row: UnpaidAct) -> None:
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError as refused:
        if "uq_unpaid_act_once" in str(refused.orig):
            raise UnpaidActListedAlready from refused
        raise


async def _carer(
    session: AsyncSession, context: Context, referral: Referral, act: FlagUnpaidAct
) -> KnownProfessional:
    """A professional lists what he did himself; the coordinator says who did it."""
    caller = context.caller
    own = caller.professional_id if caller.has("professional") else None
    who = act.professional_id or own
    if not policies.coordinates(caller, referral) and (own is None or who != own):
        raise RoleRefused(
            "A professional lists his own acts; the coordinator lists those of others",
            allowed_roles=[policies.coordinator_of(referral.kind), "professional"],
        )
    known = await professional_of(session, referral.cpts_id, who) if who else None
    if known is None:
        raise CarerUnknown
    return known


async def take_step(context: Context, unpaid_act_id: UUID, act: TakeStep) -> UnpaidActOut:
    """By the coordinator of the request alone."""
    context.caller.require(*policies.COORDINATORS)
    async with context.unit.begin() as session:
        line = await repository.for_act(session, context.caller, unpaid_act_id)
        if line is None:
            raise UnpaidActNotFound
        says_why = act.step in (UnpaidActStep.REFUSE, UnpaidActStep.DROP)
        if says_why and act.reason_code is None:
            raise StepReasonMissing
        line[0].take(act.step, context.caller.name, context.at, act.reason_code if says_why else None)
        await session.flush()
        return out(context.caller, *line)


def out(caller: Caller, act: UnpaidAct, referral: Referral) -> UnpaidActOut:
    erased = referral.erased_at is not None
    may = [step for step, (goes_from, _) in STEPS.items() if act.state == goes_from]
    if erased:
        may = [step for step in may if step not in (UnpaidActStep.CLAIM, UnpaidActStep.CLAIM_AGAIN)]
    return UnpaidActOut(
        unpaid_act_id=act.id,
        referral_id=act.referral_id,
        case_number=referral.case_number,
        professional_id=act.professional_id,
        professional_name=act.professional_name,
        kind=act.kind,
        done_on=act.done_on,
        agreed=act.agreed,
        listed_at=act.listed_at,
        listed_by_name=act.listed_by_name,
        state=act.state,
        state_at=act.state_at,
        state_by_name=act.state_by_name,
        reason_code=act.reason_code,
        is_erased=erased,
        may=may if policies.coordinates(caller, referral) else [],
    )
