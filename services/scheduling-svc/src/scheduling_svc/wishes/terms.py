"""What was asked for becomes the terms of a wish: days where the CPTS lives, a point no finer than a kilometre."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import local_date
from scheduling_svc.known.models import KnownCommune
from scheduling_svc.slots.errors import CommuneUnknown, PointUnclear, SpanInvalid
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.wishes.models import WishTerms
from scheduling_svc.wishes.schemas import DescribeWish

USUAL = timedelta(days=14)
LONGEST = timedelta(days=90)


async def terms_of(
    session: AsyncSession, cpts_id: UUID, wanted: DescribeWish, named: UUID | None, now: datetime
) -> WishTerms:
    await _check_place(session, cpts_id, wanted)
    today = local_date(now, await zone_of(session, cpts_id))
    from_day = max(wanted.from_day or today, today)
    until_day = wanted.until_day or from_day + USUAL
    if not from_day <= until_day <= today + LONGEST:
        raise SpanInvalid(f"A wish waits {LONGEST.days} days at most", field="until_day")
    return WishTerms(
        profession_code=wanted.profession_code, reason_code=wanted.reason_code.value,
        modality=wanted.modality and wanted.modality.value, half_days=sorted(set(wanted.half_days)),
        commune_code=wanted.near_commune, lat=_coarse(wanted.near_lat), lon=_coarse(wanted.near_lon),
        within_km=wanted.within_km, professional_id=named, from_day=from_day, until_day=until_day,
    )  # fmt: skip


async def _check_place(session: AsyncSession, cpts_id: UUID, wanted: DescribeWish) -> None:
    has_point = wanted.near_lat is not None
    if has_point is not (wanted.near_lon is not None) or (wanted.near_commune and has_point):
        raise PointUnclear(field="near_lat")
    if wanted.near_commune is None:
        return
    commune = await session.get(KnownCommune, (cpts_id, wanted.near_commune))
    if commune is None or commune.lat is None or commune.lon is None:
        raise CommuneUnknown(f"{wanted.near_commune} is not a commune of this territory", field="near_commune")


def _coarse(degrees: float | None) -> float | None:
    """A hundredth of a degree is about a kilometre: nobody's address."""
    return None if degrees is None else round(degrees, 2)
