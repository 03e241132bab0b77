"""A yes reserves one place until choice or refusal: who has none left says so before he says yes."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.models import KnownProfessional
from referral_svc.matching.fairness import WINDOW_DAYS
from referral_svc.referrals.models import Referral
from referral_svc.solicitations import repository
from referral_svc.solicitations.errors import NoPlaceLeft


async def require_place(session: AsyncSession, professional_id: UUID, at: datetime) -> None:
    """Locks his settings: of two yeses at once for his last place, the second reads what the first took.

    Always after the lock of the request, as in a wave and a choice, so that nobody waits in a ring.
    """
    await repository.ensure_settings(session, [professional_id], at)
    wishes = (await repository.locked_settings(session, [professional_id]))[professional_id]
    left = wishes.places_left if wishes.places_left is not None else await _declared(session, professional_id, at)
    if left is None:
        return
    reserved = await repository.reserved_by(session, professional_id)
    if left - reserved <= 0:
        raise NoPlaceLeft(places=left, reserved=reserved)


async def _declared(session: AsyncSession, professional_id: UUID, at: datetime) -> int | None:
    """What he declared for a year, less what the sliding year brought him; None when nothing was said."""
    offer = await session.scalar(
        select(KnownProfessional.offer).where(KnownProfessional.professional_id == professional_id)
    )
    capacity = offer.get("capacity") if offer else None
    if capacity is None:
        return None
    since = at - timedelta(days=WINDOW_DAYS)
    placed = await session.scalar(
        select(func.count())
        .select_from(Referral)
        .where(
            Referral.placed_professional_id == professional_id,
            Referral.placed_at > since,
            Referral.placed_by_appointment_id.is_(None),
        )
    )
    return max(0, int(capacity) - (placed or 0))
