"""Questions about linked requests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.bundles.codes import ONE_PERSON, BundleKind, BundleState
from referral_svc.bundles.errors import BundleNotFound
from referral_svc.bundles.models import Bundle
from referral_svc.handovers.models import Handover
from referral_svc.referrals.models import Referral


async def bundle_of(session: AsyncSession, bundle_id: UUID) -> Bundle:
    found = await session.get(Bundle, bundle_id)
    if found is None:
        raise BundleNotFound
    return found


async def bundle_for_act(session: AsyncSession, bundle_id: UUID) -> Bundle:
    """Locked before its requests: two acts on all of them take turns."""
    found = await session.get(Bundle, bundle_id, with_for_update=True)
    if found is None:
        raise BundleNotFound
    return found


async def members_of(session: AsyncSession, bundle_id: UUID) -> list[Referral]:
    """In the order in which they were stated."""
    rows = await session.scalars(select(Referral).where(Referral.bundle_id == bundle_id).order_by(Referral.id))
    return list(rows)


async def members_for_act(session: AsyncSession, bundle_id: UUID) -> list[Referral]:
    """Locked, always in the same order; acts on one of them wait, and read what was done."""
    rows = await session.scalars(
        select(Referral).where(Referral.bundle_id == bundle_id).order_by(Referral.id).with_for_update()
    )
    return list(rows)


async def partner_of(session: AsyncSession, referral_id: UUID) -> str | None:
    """The partner body that took it, as its hand-over named it."""
    name: str | None = await session.scalar(
        select(Handover.to_name)
        .where(Handover.referral_id == referral_id, Handover.route_id.is_not(None), Handover.answer != "declined")
        .order_by(Handover.outcome_at.desc().nulls_last(), Handover.handed_at.desc())
        .limit(1)
    )
    return name


async def counted(session: AsyncSession, bundle_ids: Iterable[UUID]) -> dict[UUID, tuple[BundleKind, int]]:
    """Kind, and how many requests each ties."""
    rows = await session.execute(
        select(Bundle.id, Bundle.kind, func.count())
        .join(Referral, Referral.bundle_id == Bundle.id)
        .where(Bundle.id.in_(list(bundle_ids)))
        .group_by(Bundle.id, Bundle.kind)
    )
    return {bundle_id: (kind, count) for bundle_id, kind, count in rows}


async def of_the_same_person(session: AsyncSession, referral_id: UUID) -> list[UUID]:
    bundle_id = (
        select(Referral.bundle_id)
        .join(Bundle, Bundle.id == Referral.bundle_id)
        .where(Referral.id == referral_id, Bundle.kind.in_(list(ONE_PERSON)))
        .scalar_subquery()
    )
    return list(
        await session.scalars(select(Referral.id).where(Referral.bundle_id == bundle_id).order_by(Referral.id))
    )


async def ahead(session: AsyncSession, at: datetime, until: datetime) -> list[Bundle]:
    """Discharges still to come within that span, the nearest first."""
    rows = await session.scalars(
        select(Bundle)
        .where(
            Bundle.kind == BundleKind.DISCHARGE,
            Bundle.state != BundleState.CANCELLED,
            Bundle.discharge_at > at,
            Bundle.discharge_at <= until,
        )
        .order_by(Bundle.discharge_at)
    )
    return list(rows)
