"""An owner shares what his CPTS sees with other CPTS that he is a member of (`shared_with` of an opening)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.db import Unit
from scheduling_svc.agendas.keeping import check_keeper, keeper_of
from scheduling_svc.known.models import KnownCpts, KnownProfessional
from scheduling_svc.openings.errors import OwnerNoMemberThere
from scheduling_svc.openings.models import Opening
from scheduling_svc.openings.schemas import NamedCpts, NamedCptsList
from scheduling_svc.slots.policies import may_keep_agenda, own_agenda


async def list_sharable_cpts(unit: Unit, caller: Caller, professional_id: UUID) -> NamedCptsList:
    """Those named already, and for the owner or his delegate wherever else he is a member: of what somebody does
    elsewhere his CPTS learns what he says."""
    may_keep_agenda(caller)
    async with unit.begin() as session:
        await check_keeper(session, caller, professional_id)
        offered = await _named_already(session, professional_id)
        if own_agenda(caller) == await keeper_of(session, professional_id):
            offered |= await _memberships(session, professional_id)
        names = await names_of(session, offered - {caller.cpts})
    return NamedCptsList(items=[NamedCpts(cpts_id=cpts, name=name) for cpts, name in names.items()])


async def check_memberships(
    session: AsyncSession, caller: Caller, professional_id: UUID, named: Sequence[UUID]
) -> None:
    if named and not set(named) <= await _memberships(session, professional_id) - {caller.cpts}:
        raise OwnerNoMemberThere


async def names_of(session: AsyncSession, cpts: set[UUID]) -> dict[UUID, str]:
    asked = select(KnownCpts.cpts_id, KnownCpts.name).where(KnownCpts.cpts_id.in_(cpts))
    rows = await session.execute(asked.order_by(KnownCpts.name))
    return {row.cpts_id: row.name for row in rows}


async def _memberships(session: AsyncSession, professional_id: UUID) -> set[UUID]:
    """Every CPTS of the platform that he is a member of, by his RPPS; an agenda without a login is in none."""
    rpps = await session.scalar(
        select(KnownProfessional.rpps).where(KnownProfessional.professional_id == professional_id)
    )
    if not rpps:
        return set()
    return set(await session.scalars(select(func.cpts_of_member(rpps))))


async def _named_already(session: AsyncSession, professional_id: UUID) -> set[UUID]:
    asked = select(func.unnest(Opening.shared_with)).where(Opening.professional_id == professional_id)
    return set(await session.scalars(asked.distinct()))
