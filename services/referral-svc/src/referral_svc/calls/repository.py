"""Questions about calls and attempts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.calls.models import CallAttempt, CallClaim, ReachAttempt
from referral_svc.referrals.codes import Kind, Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.repository import OWN, QUEUE_ORDER
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.models import Solicitation


async def claim(session: AsyncSession, wanted: CallClaim, at: datetime) -> bool:
    """Takes the professional unless somebody else holds him; PostgreSQL lets one of two win."""
    values = {
        "cpts_id": wanted.cpts_id, "professional_id": wanted.professional_id, "referral_id": wanted.referral_id,
        "account_id": wanted.account_id, "by_name": wanted.by_name, "until": wanted.until,
    }  # fmt: skip
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


async def reach_attempts_of(session: AsyncSession, referral_id: UUID) -> list[ReachAttempt]:
    """Oldest first."""
    rows = await session.scalars(
        select(ReachAttempt).where(ReachAttempt.referral_id == referral_id).order_by(ReachAttempt.at, ReachAttempt.id)
    )
    return list(rows)


async def to_call(session: AsyncSession, *, social: bool, care: bool, limit: int) -> list[Referral]:
    """Searches of which nobody asked may still answer, and those whose coordinator took the phone."""
    waits = select(Solicitation.id).where(
        Solicitation.referral_id == Referral.id, Solicitation.state.in_([State.ASKED, State.YES])
    )
    kinds = [kind for kind in Kind if (social if kind == Kind.SOCIAL else care)]
    rows = await session.scalars(
        select(Referral)
        .where(
            OWN,
            Referral.status == Status.SEARCHING,
            Referral.kind.in_(kinds),
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
        .where(CallAttempt.referral_id.in_(list(referral_ids)))
        .subquery()
    )
    rows = await session.execute(
        # A call made since takes the place of the hour that was asked for.
        select(made.c.referral_id, func.count(), func.min(made.c.call_again_at).filter(made.c.nth == 1)).group_by(
            made.c.referral_id
        )
    )
    return {row[0]: (row[1], row[2]) for row in rows}
