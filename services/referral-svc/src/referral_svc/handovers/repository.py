"""Questions about hand-overs."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, any_, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.handovers.codes import ANSWERED_BY, REPORTS
from referral_svc.handovers.models import Handover
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.needs import Need
from referral_svc.referrals.transitions import ENDED
from referral_svc.referrals.values import Waiting

STANDS = and_(Handover.revoked_at.is_(None), Handover.answer != "declined")


async def of_referral(session: AsyncSession, referral_id: UUID) -> list[Handover]:
    rows = await session.scalars(
        select(Handover)
        .where(Handover.referral_id == referral_id)
        .order_by(Handover.handed_at.desc(), Handover.id.desc())
    )
    return list(rows)


async def referral_handed(session: AsyncSession, handover_id: UUID) -> UUID | None:
    found: UUID | None = await session.scalar(select(Handover.referral_id).where(Handover.id == handover_id))
    return found


async def for_act(session: AsyncSession, handover_id: UUID) -> Handover:
    return await session.get_one(Handover, handover_id, with_for_update=True)


async def standing_of(session: AsyncSession, referral_id: UUID) -> list[Handover]:
    rows = await session.scalars(
        select(Handover).where(Handover.referral_id == referral_id, STANDS).with_for_update()
    )
    return list(rows)


async def holder_of(session: AsyncSession, referral: Referral) -> Handover | None:
    """Who has, or had until now, the request in charge."""
    if referral.in_charge_handover_id is None:
        return None
    return await session.get(Handover, referral.in_charge_handover_id)


async def answered_and_placed(session: AsyncSession) -> list[Referral]:
    """Still placed though what came of a hand-over was said: some participant was not told when it was."""
    said = (
        select(Handover.id)
        .where(Handover.referral_id == Referral.id, STANDS, Handover.outcome_code.in_(ANSWERED_BY))
        .correlate(Referral)
        .exists()
    )
    placed = and_(Referral.status == Status.PLACED, Referral.in_charge_handover_id.is_not(None))
    rows = await session.scalars(select(Referral).where(placed, said).with_for_update(skip_locked=True))
    return list(rows)


def handed_to(caller: Caller, today: date) -> ColumnElement[bool]:
    """Standing, not past its last day, and to this caller by name."""
    mine = [Handover.account_id == caller.account_id]
    if caller.professional_id is not None and caller.has("professional"):
        mine.append(Handover.professional_id == caller.professional_id)
    return and_(STANDS, or_(Handover.until.is_(None), Handover.until >= today), or_(*mine))


async def handed_to_me(session: AsyncSession, caller: Caller, today: date) -> list[tuple[Handover, Referral]]:
    rows = await session.execute(
        select(Handover, Referral)
        .join(Referral, Referral.id == Handover.referral_id)
        .where(handed_to(caller, today), Referral.erased_at.is_(None))
        .order_by(Handover.handed_at.desc(), Handover.id.desc())
        .limit(200)
    )
    return [(row[0], row[1]) for row in rows]


async def waiting_for(session: AsyncSession, caller: Caller, today: date) -> Waiting:
    row = (
        await session.execute(
            select(func.count(), func.min(Handover.handed_at))
            .select_from(Handover)
            .join(Referral, Referral.id == Handover.referral_id)
            .where(handed_to(caller, today), Handover.answer == "awaited", Referral.erased_at.is_(None))
        )
    ).one()
    return Waiting(row[0], row[1])


def unanswered(since: ColumnElement[bool]) -> tuple[ColumnElement[bool], SQLColumnExpression[datetime]]:
    """Requests of which a hand-over is neither answered nor ended, and when the oldest of them left."""
    of_it = (
        Handover.referral_id == Referral.id,
        STANDS,
        Handover.answer == "awaited",
        Handover.outcome_code.is_(None),
        since,
    )
    oldest = select(func.min(Handover.handed_at)).where(*of_it).correlate(Referral).scalar_subquery()
    return select(Handover.id).where(*of_it).correlate(Referral).exists(), oldest


def reports_to_make() -> ColumnElement[bool]:
    """Signalements that reached the coordinator and went to none of those whom the law names."""
    sent = (
        select(Handover.id)
        .where(Handover.referral_id == Referral.id, STANDS, Handover.reason_code.in_(REPORTS))
        .correlate(Referral)
        .exists()
    )
    is_report = literal(Need.SOCIAL_REPORT.value) == any_(Referral.need_codes)
    return and_(is_report, Referral.status.not_in(list(ENDED)), ~sent)
