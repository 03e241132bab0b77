"""Questions about calls and attempts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.calls.models import CallAttempt, CallClaim, ReachAttempt
from referral_svc.referrals.codes import HANDED_OVER, Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.repository import OWN, QUEUE_ORDER
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.models import Solicitation


async def claim(session: AsyncSession, wanted: CallClaim, at: datetime) -> bool:
    """Takes the professional unless somebody else holds him; PostgreSQL lets one of two win."""
    values = {
        "cpts_id": wanted.cpts_id,
        "professional_id": wanted.professional_id,
        "referral_id": wanted.referral_id,
        "account_id": wanted.account_id,
        "by_name": wanted.by_name,
        "until": wanted.until,
    }
    statement = insert(CallClaim).values(values)
    taken = await session.scalar(
        statement.on_conflict_do_update(
            index_elements=["cpts_id", "professional_id"],
            set_=values,
            where=or_(CallClaim.until <= at, CallClaim.account_id == wanted.account_id),
        ).returning(CallClaim.professional_id)
    )
    return taken is not None


async def claim_on(session: AsyncSession, professional_id: UUID, at: datetime) -> CallClaim | None:
    """Who is calling him now."""
    return await session.scalar(
        select(CallClaim)
        .where(CallClaim.professional_id == professional_id, CallClaim.until > at)
        .execution_options(populate_existing=True)
    )


async def claims(session: AsyncSession, at: datetime) -> list[CallClaim]:
    return list(await session.scalars(select(CallClaim).where(CallClaim.until > at)))


async def release(session: AsyncSession, account_id: UUID | None, *, but: UUID | None = None) -> None:
    """A person makes one call at a time."""
    mine = delete(CallClaim).where(CallClaim.account_id == account_id)
    await session.execute(mine if but is None else mine.where(CallClaim.professional_id != but))


async def attempts_of(session: AsyncSession, referral_id: UUID) -> list[CallAttempt]:
    """Oldest first."""
    rows = await session.scalars(
        select(CallAttempt)
        .where(CallAttempt.referral_id == referral_id)
        .order_by(CallAttempt.at, CallAttempt.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def written_together(session: AsyncSession, referral_id: UUID, call_id: UUID) -> dict[UUID, UUID]:
    """Request → attempt, of all that was recorded in the act of this call; empty when it is none of this request."""
    found = await session.scalar(
        select(CallAttempt).where(CallAttempt.id == call_id, CallAttempt.referral_id == referral_id)
    )
    if found is None:
        return {}
    lead_id = found.with_attempt or found.id
    rows = await session.scalars(
        select(CallAttempt).where(or_(CallAttempt.id == lead_id, CallAttempt.with_attempt == lead_id))
    )
    return {row.referral_id: row.id for row in rows}


async def attempt_for_act(session: AsyncSession, call_id: UUID) -> CallAttempt:
    found = await session.scalars(
        select(CallAttempt).where(CallAttempt.id == call_id).execution_options(populate_existing=True)
    )
    return found.one()


async def called_since(session: AsyncSession, attempt: CallAttempt) -> bool:
    """Whether he was called again for that request."""
    found = await session.scalar(
        select(CallAttempt.id)
        .where(
            CallAttempt.referral_id == attempt.referral_id,
            CallAttempt.professional_id == attempt.professional_id,
            CallAttempt.taken_back_at.is_(None),
            tuple_(CallAttempt.at, CallAttempt.id) > tuple_(attempt.at, attempt.id),
        )
        .limit(1)
    )
    return found is not None


async def reach_attempts_of(session: AsyncSession, referral_id: UUID) -> list[ReachAttempt]:
    """Oldest first."""
    rows = await session.scalars(
        select(ReachAttempt).where(ReachAttempt.referral_id == referral_id).order_by(ReachAttempt.at, ReachAttempt.id)
    )
    return list(rows)


async def to_call(session: AsyncSession, limit: int) -> list[Referral]:
    """Searches of which nobody asked may still answer, and those whose coordinator took the phone."""
    waits = select(Solicitation.id).where(
        Solicitation.referral_id == Referral.id, Solicitation.state.in_([State.ASKED, State.YES])
    )
    rows = await session.scalars(
        select(Referral)
        .where(
            OWN,
            Referral.status == Status.SEARCHING,
            Referral.kind.not_in(HANDED_OVER),
            or_(Referral.by_phone_since.is_not(None), ~waits.exists()),
        )
        .order_by(*QUEUE_ORDER)
        .limit(limit)
    )
    return list(rows)


async def calls_made(session: AsyncSession, referral_ids: Sequence[UUID]) -> dict[UUID, tuple[int, datetime | None]]:
    """Per request: how many calls, and the next hour at which somebody asked to be called."""
    newest_first = func.row_number().over(
        partition_by=[CallAttempt.referral_id, CallAttempt.professional_id], order_by=CallAttempt.at.desc()
    )
    made = (
        select(CallAttempt.referral_id, CallAttempt.call_again_at, newest_first.label("nth"))
        .where(CallAttempt.referral_id.in_(list(referral_ids)), CallAttempt.taken_back_at.is_(None))
        .subquery()
    )
    rows = await session.execute(
        # A call made since takes the place of the hour that was asked for.
        select(made.c.referral_id, func.count(), func.min(made.c.call_again_at).filter(made.c.nth == 1)).group_by(
            made.c.referral_id
        )
    )
    return {row[0]: (row[1], row[2]) for row in rows}
