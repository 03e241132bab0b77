"""Questions about rotas, duties and swaps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.known.models import KnownPlace, KnownProfessional
from scheduling_svc.rota.models import Duty, DutySwap, Rota, RotaMember, RotaStatus, SwapStatus
from scheduling_svc.slots.models import Slot, SlotStatus


async def rotas_from(session: AsyncSession, day: date | None) -> Sequence[Rota]:
    asked = select(Rota).order_by(Rota.starts_on.desc(), Rota.rota_id)
    return (await session.scalars(asked if day is None else asked.where(Rota.ends_on >= day))).all()


async def rota_by_id(session: AsyncSession, rota_id: UUID, *, for_update: bool = False) -> Rota | None:
    asked = select(Rota).where(Rota.rota_id == rota_id)
    return await session.scalar(asked.with_for_update() if for_update else asked)


async def members_of(session: AsyncSession, rota_id: UUID) -> Sequence[RotaMember]:
    asked = select(RotaMember).where(RotaMember.rota_id == rota_id).order_by(RotaMember.professional_id)
    return (await session.scalars(asked)).all()


async def member_of(session: AsyncSession, rota_id: UUID, professional_id: UUID) -> RotaMember | None:
    return await session.get(RotaMember, (rota_id, professional_id))


async def duties_of(session: AsyncSession, rota_id: UUID) -> Sequence[Duty]:
    asked = select(Duty).where(Duty.rota_id == rota_id).order_by(Duty.on_day, Duty.duty_id)
    return (await session.scalars(asked)).all()


async def duty_and_rota(session: AsyncSession, duty_id: UUID) -> tuple[Duty, Rota] | None:
    """The rota is locked: acts on the duties of one rota take turns, so that each sees what the other did."""
    rota_id = await session.scalar(select(Duty.rota_id).where(Duty.duty_id == duty_id))
    if rota_id is None:
        return None
    rota = await rota_by_id(session, rota_id, for_update=True)
    duty = await session.get(Duty, duty_id, populate_existing=True)
    return (duty, rota) if rota and duty else None


async def swap_by_id(session: AsyncSession, swap_id: UUID) -> DutySwap | None:
    return await session.get(DutySwap, swap_id)


async def open_swap_of(session: AsyncSession, duty_id: UUID) -> DutySwap | None:
    return await session.scalar(
        select(DutySwap).where(DutySwap.duty_id == duty_id, DutySwap.status == SwapStatus.OPEN.value)
    )


async def open_swaps_among(session: AsyncSession, rota_id: UUID) -> dict[UUID, UUID]:
    """Swap by duty."""
    found = await session.execute(
        select(DutySwap.duty_id, DutySwap.swap_id)
        .join(Duty, Duty.duty_id == DutySwap.duty_id)
        .where(Duty.rota_id == rota_id, DutySwap.status == SwapStatus.OPEN.value)
    )
    return {row.duty_id: row.swap_id for row in found}


async def swaps_since(
    session: AsyncSession, since: datetime, status: SwapStatus | None
) -> Sequence[Row[DutySwap, Duty, Rota]]:
    asked = (
        select(DutySwap, Duty, Rota)
        .join(Duty, Duty.duty_id == DutySwap.duty_id)
        .join(Rota, Rota.rota_id == Duty.rota_id)
        .where(DutySwap.offered_at >= since)
        .order_by(DutySwap.status != SwapStatus.OPEN.value, Duty.on_day, DutySwap.swap_id)
        .limit(200)
    )
    return (await session.execute(asked if status is None else asked.where(DutySwap.status == status.value))).all()


async def taken_over(session: AsyncSession, duties: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Duty and who got it in a swap: the duty offered, and the one given in return."""
    accepted = select(DutySwap).where(
        DutySwap.status == SwapStatus.ACCEPTED.value,
        or_(DutySwap.duty_id.in_(duties), DutySwap.given_duty_id.in_(duties)),
    )
    swaps = (await session.scalars(accepted)).all()
    taken = {(one.duty_id, one.accepted_by) for one in swaps if one.accepted_by}
    return taken | {(one.given_duty_id, one.offered_by) for one in swaps if one.given_duty_id}


async def published_duties(
    session: AsyncSession, first: date, last: date, *, of: UUID | None = None
) -> Sequence[Row[Duty, Rota]]:
    """Of every published rota of the CPTS, both days included."""
    asked = (
        select(Duty, Rota)
        .join(Rota, Rota.rota_id == Duty.rota_id)
        .where(Rota.status == RotaStatus.PUBLISHED.value, Duty.professional_id.is_not(None))
        .where(Duty.on_day.between(first, last))
        .order_by(Duty.on_day, Rota.from_time, Duty.duty_id)
    )
    return (await session.execute(asked if of is None else asked.where(Duty.professional_id == of))).all()


async def days_of_duties(session: AsyncSession, duties: Collection[UUID]) -> dict[UUID, date]:
    found = await session.execute(select(Duty.duty_id, Duty.on_day).where(Duty.duty_id.in_(duties)))
    return {row.duty_id: row.on_day for row in found}


async def professionals(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, KnownProfessional]:
    found = await session.scalars(select(KnownProfessional).where(KnownProfessional.professional_id.in_(ids)))
    return {one.professional_id: one for one in found}


async def first_places(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, KnownPlace]:
    """Where each is on duty when the rota has no site: the first of his practice places."""
    found = await session.scalars(
        select(KnownPlace).where(KnownPlace.professional_id.in_(ids)).order_by(KnownPlace.place_id.desc())
    )
    return {place.professional_id: place for place in found}


async def has_appointments(session: AsyncSession, duty: Duty) -> bool:
    """Held for a few minutes counts too: somebody is on the phone."""
    taken = await session.scalar(
        select(func.count())
        .select_from(Slot)
        .where(
            Slot.professional_id == duty.professional_id, Slot.opening_id == duty.opening_id,
            Slot.status != SlotStatus.FREE.value,
        )
    )  # fmt: skip
    return bool(taken)
