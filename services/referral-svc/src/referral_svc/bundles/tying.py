"""Ties requests as they are stated. Called by `disclosure/`, which states each of them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.identifiers import new_id
from referral_svc.bundles.codes import BundleKind, BundleState
from referral_svc.bundles.models import Bundle, require_ahead


async def tie(
    session: AsyncSession, cpts_id: UUID, kind: BundleKind, at: datetime, discharge_at: datetime | None = None
) -> Bundle:
    """Before the requests: each of them names it."""
    if discharge_at is not None:
        require_ahead(discharge_at, at)
    bundle = Bundle(
        id=new_id(), cpts_id=cpts_id, kind=kind, state=BundleState.PLANNED, discharge_at=discharge_at, stated_at=at
    )
    session.add(bundle)
    await session.flush()
    return bundle
