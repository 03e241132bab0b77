"""Questions about plans, agreements and switches."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.epidemic.models import EpidemicAgreement, EpidemicPlan, EpidemicSwitch
from scheduling_svc.known.models import KnownProfessional
from scheduling_svc.slots.models import Slot, SlotStatus

_LOG = 50


async def plans(session: AsyncSession) -> list[EpidemicPlan]:
    """The latest version of each, by title."""
    latest = select(EpidemicPlan).ext(distinct_on(EpidemicPlan.plan_id))
    found = await session.scalars(latest.order_by(EpidemicPlan.plan_id, EpidemicPlan.version.desc()))
    return sorted(found, key=lambda plan: (plan.title, plan.plan_id))


async def plan_by_id(session: AsyncSession, plan_id: UUID) -> EpidemicPlan | None:
    asked = select(EpidemicPlan).where(EpidemicPlan.plan_id == plan_id).order_by(EpidemicPlan.version.desc())
    return (await session.scalars(asked.limit(1))).first()


async def agreements(session: AsyncSession, plan_id: UUID) -> dict[UUID, EpidemicAgreement]:
    found = await session.scalars(select(EpidemicAgreement).where(EpidemicAgreement.plan_id == plan_id))
    return {one.professional_id: one for one in found}


async def agreement_of(
    session: AsyncSession, cpts_id: UUID, plan_id: UUID, professional_id: UUID
) -> EpidemicAgreement | None:
    return await session.get(EpidemicAgreement, (cpts_id, plan_id, professional_id))


async def switches(session: AsyncSession) -> list[EpidemicSwitch]:
    found = await session.scalars(select(EpidemicSwitch).order_by(EpidemicSwitch.on_at.desc()).limit(_LOG))
    return list(found)


async def switch_in_force(session: AsyncSession, *, for_update: bool = False) -> EpidemicSwitch | None:
    asked = select(EpidemicSwitch).where(EpidemicSwitch.off_at.is_(None))
    return await session.scalar(asked.with_for_update() if for_update else asked)


async def names(session: AsyncSession, professional_ids: Collection[UUID]) -> dict[UUID, str]:
    found = await session.execute(
        select(KnownProfessional.professional_id, KnownProfessional.display_name).where(
            KnownProfessional.professional_id.in_(professional_ids)
        )
    )
    return dict(found.all())


async def free_slots_of(session: AsyncSession, opening_ids: Collection[UUID]) -> dict[UUID, int]:
    counted = await session.execute(
        select(Slot.opening_id, func.count())
        .where(Slot.opening_id.in_(opening_ids), Slot.status == SlotStatus.FREE.value)
        .group_by(Slot.opening_id)
    )
    return dict(counted.all())
