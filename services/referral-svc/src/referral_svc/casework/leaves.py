"""Leaves: all open cases go to the replacement at once, and come back at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.db import constraint_of
from carekit.idempotency import Once
from referral_svc.casework import colleagues
from referral_svc.casework.errors import (
    HolderUnsuitable,
    LeaveAlreadyAnnounced,
    LeaveDatesImpossible,
    LeaveNotFound,
    ReplacementUnsuitable,
)
from referral_svc.casework.models import HolderLeave
from referral_svc.casework.schemas import AnnounceLeave, LeaveOut, Leaves
from referral_svc.context import Context
from referral_svc.known.models import KnownAccount
from referral_svc.known.repository import today_of
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import SYSTEM, Author
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS
from referral_svc.referrals.transitions import ENDED

LONGEST = timedelta(days=366)
_SHOWN_ENDED = 20


async def listed(context: Context) -> Leaves:
    context.caller.require(*COORDINATORS, "director")
    async with context.unit.begin() as session:
        rows = list(
            await session.scalars(
                select(HolderLeave)
                .order_by(HolderLeave.ended_at.desc().nulls_first(), HolderLeave.starts_on)
                .limit(100 + _SHOWN_ENDED)
            )
        )
        return Leaves(items=[await _out(session, row) for row in rows])


async def announce(context: Context, act: AnnounceLeave, once: Once) -> LeaveOut:
    """By herself, by a colleague who finds her ill, or by the director."""
    caller = context.caller
    caller.require(*COORDINATORS, "director")
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        today = await today_of(session, caller.cpts, context.at)
        if not (act.starts_on <= act.ends_on <= act.starts_on + LONGEST) or act.ends_on < today:
            raise LeaveDatesImpossible
        away_id = act.account_id or caller.account_id
        away = await colleagues.named(session, context, away_id) if away_id else None
        if away is None or not away.has(*COORDINATORS):
            raise HolderUnsuitable
        replacement = await _replacement(session, context, act, away)
        leave = HolderLeave(
            cpts_id=caller.cpts,
            account_id=away.account_id,
            name=away.name,
            replacement_account_id=replacement.account_id,
            replacement_name=replacement.name,
            starts_on=act.starts_on,
            ends_on=act.ends_on,
            announced_at=context.at,
            announced_by_name=caller.name,
        )
        session.add(leave)
        try:
            await session.flush()
        except IntegrityError as refused:
            if constraint_of(refused) == "uq_holder_leave_open":
                raise LeaveAlreadyAnnounced from refused
            raise
        if act.starts_on <= today:
            await _start(session, leave, context.by, context.at)
        return await idempotency.keep(session, once, await _out(session, leave))


async def end(context: Context, leave_id: UUID) -> LeaveOut:
    """She is back, or does not go: her cases come back at once. Ending it twice changes nothing."""
    context.caller.require(*COORDINATORS, "director")
    async with context.unit.begin() as session:
        leave = await session.scalar(select(HolderLeave).where(HolderLeave.id == leave_id).with_for_update())
        if leave is None:
            raise LeaveNotFound
        if leave.ended_at is None:
            await _end(session, leave, context.by, context.at)
        return await _out(session, leave)


async def follow_calendar(session: AsyncSession, at: datetime) -> int:
    """Timer: the day came on which cases go, or come back."""
    rows = list(
        await session.scalars(
            select(HolderLeave).where(HolderLeave.ended_at.is_(None)).with_for_update(skip_locked=True)
        )
    )
    done = 0
    for leave in rows:
        today = await today_of(session, leave.cpts_id, at)
        if leave.ends_on < today:
            await _end(session, leave, SYSTEM, at)
            done += 1
        elif leave.started_at is None and leave.starts_on <= today:
            await _start(session, leave, SYSTEM, at)
            done += 1
    return done


async def _replacement(
    session: AsyncSession, context: Context, act: AnnounceLeave, away: KnownAccount
) -> KnownAccount:
    found = await colleagues.named(session, context, act.replacement_account_id)
    if found is None or found.account_id == away.account_id:
        raise ReplacementUnsuitable
    if not {*COORDINATORS} & set(away.roles) <= set(found.roles):
        raise ReplacementUnsuitable("The replacement is not a coordinator of the same kinds")
    own = await session.scalar(
        select(HolderLeave).where(HolderLeave.account_id == found.account_id, HolderLeave.ended_at.is_(None))
    )
    if own is not None and own.covers(act.starts_on, act.ends_on):
        raise ReplacementUnsuitable("The replacement is away on these days")
    return found


async def _start(session: AsyncSession, leave: HolderLeave, by: Author, at: datetime) -> None:
    """One statement for all. A case she follows for another stays owed to that other."""
    moved = await session.scalars(
        update(Referral)
        .where(Referral.holder_account_id == leave.account_id, Referral.status.not_in(list(ENDED)))
        .values(
            holder_away_account_id=func.coalesce(Referral.holder_away_account_id, leave.account_id),
            holder_away_name=func.coalesce(Referral.holder_away_name, leave.name),
            holder_account_id=leave.replacement_account_id,
            holder_name=leave.replacement_name,
            version=Referral.version + 1,
        )
        .returning(Referral.id)
        .execution_options(synchronize_session=False)
    )
    leave.started_at = at
    for referral_id in list(moved):
        details = {"to": leave.replacement_name, "for": leave.name}
        await timeline.add(session, referral_id, "holder_away", by, at, details)
    await session.flush()


async def _end(session: AsyncSession, leave: HolderLeave, by: Author, at: datetime) -> None:
    moved = await session.scalars(
        update(Referral)
        .where(Referral.holder_away_account_id == leave.account_id, Referral.status.not_in(list(ENDED)))
        .values(
            holder_account_id=leave.account_id,
            holder_name=leave.name,
            holder_away_account_id=None,
            holder_away_name=None,
            version=Referral.version + 1,
        )
        .returning(Referral.id)
        .execution_options(synchronize_session=False)
    )
    leave.ended_at = at
    for referral_id in list(moved):
        await timeline.add(session, referral_id, "holder_back", by, at, {"to": leave.name})
    await session.flush()


async def _out(session: AsyncSession, leave: HolderLeave) -> LeaveOut:
    lent = 0
    if leave.started_at is not None and leave.ended_at is None:
        counted = select(func.count()).where(
            Referral.holder_away_account_id == leave.account_id, Referral.status.not_in(list(ENDED))
        )
        lent = (await session.execute(counted)).scalar_one()
    return LeaveOut(
        leave_id=leave.id,
        account_id=leave.account_id,
        name=leave.name,
        replacement_account_id=leave.replacement_account_id,
        replacement_name=leave.replacement_name,
        starts_on=leave.starts_on,
        ends_on=leave.ends_on,
        announced_by_name=leave.announced_by_name,
        started_at=leave.started_at,
        ended_at=leave.ended_at,
        cases=lent,
    )
