"""Persons stated as one household, in a plan: kept with one doctor, moved and asked for together.

The link is read from the requests, never kept in a row: whoever is erased leaves it. The residents of an
establishment may each have another doctor: they are planned one by one, and those who go to the same one are asked
for together all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.plans.codes import RowState
from referral_svc.plans.models import PlanRow
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Bundles

#: As `bundles.codes.BundleKind` has them.
HOUSEHOLD = "household"
ASKED_TOGETHER = frozenset({HOUSEHOLD, "residents"})


@dataclass(frozen=True)
class Home:
    """A household within one plan."""

    household_id: UUID
    persons: int
    ways: int
    """To how many doctors it goes; whoever goes to nobody counts as one."""


async def households_of(session: AsyncSession, bundles: Bundles, referrals: Sequence[Referral]) -> dict[UUID, UUID]:
    """By request."""
    ties = await bundles.ties(session, referrals)
    return {who: tie.bundle_id for who, tie in ties.items() if tie.kind == HOUSEHOLD}


async def homes_of(
    session: AsyncSession, bundles: Bundles, plan_id: UUID, referrals: Sequence[Referral]
) -> Mapping[UUID, Home]:
    """By request, of those of whom the plan has another one."""
    household = await households_of(session, bundles, referrals)
    if not household:
        return {}
    found = await session.execute(
        select(
            Referral.bundle_id,
            func.count(),
            func.count(PlanRow.professional_id.distinct()) + func.max(func.num_nulls(PlanRow.professional_id)),
        )
        .join(PlanRow, PlanRow.referral_id == Referral.id)
        .where(PlanRow.plan_id == plan_id, Referral.bundle_id.in_(set(household.values())))
        .group_by(Referral.bundle_id)
    )
    homes = {home: Home(home, persons, ways) for home, persons, ways in found if home is not None and persons > 1}
    return {who: homes[home] for who, home in household.items() if home in homes}


async def rows_of_household(
    session: AsyncSession, bundles: Bundles, row: PlanRow, referral: Referral
) -> list[tuple[PlanRow, Referral]]:
    """This row and those of whoever lives with him, locked, in the order of the plan."""
    household = (await households_of(session, bundles, [referral])).get(referral.id)
    if household is None:
        return [(row, referral)]
    found = await session.execute(
        select(PlanRow, Referral)
        .join(Referral, Referral.id == PlanRow.referral_id)
        .where(PlanRow.plan_id == row.plan_id, Referral.bundle_id == household)
        .order_by(PlanRow.position)
        .with_for_update(of=PlanRow)
    )
    return [(one, his) for one, his in found]


async def rows_sent_together(session: AsyncSession, bundles: Bundles, row: PlanRow, at: datetime) -> list[PlanRow]:
    """This row and those of whoever was stated with him, whose turn has come and who go to the same doctor."""
    referral = await session.get_one(Referral, row.referral_id)
    tie = (await bundles.ties(session, [referral])).get(referral.id)
    if tie is None or tie.kind not in ASKED_TOGETHER:
        return [row]
    found = await session.scalars(
        select(PlanRow)
        .join(Referral, Referral.id == PlanRow.referral_id)
        .where(
            PlanRow.plan_id == row.plan_id,
            Referral.bundle_id == tie.bundle_id,
            PlanRow.state == RowState.PLANNED,
            PlanRow.professional_id == row.professional_id,
            or_(PlanRow.next_try_at.is_(None), PlanRow.next_try_at <= at),
        )
        .order_by(PlanRow.position)
        .with_for_update(of=PlanRow)
    )
    return list(found)
