"""Questions about agendas without a login."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.agendas.models import Agenda
from scheduling_svc.known.models import KnownCommune, KnownProfessional
from scheduling_svc.openings.models import Opening


async def open_agendas(session: AsyncSession, responsible_id: UUID | None) -> list[tuple[Agenda, str | None]]:
    """With the name of who answers for each; of one responsible, or all."""
    asked = (
        select(Agenda, KnownProfessional.display_name)
        .outerjoin(KnownProfessional, KnownProfessional.professional_id == Agenda.responsible_id)
        .where(Agenda.closed_at.is_(None))
        .order_by(Agenda.label, Agenda.line, Agenda.agenda_id)
    )
    if responsible_id is not None:
        asked = asked.where(Agenda.responsible_id == responsible_id)
    return [(agenda, name) for agenda, name in await session.execute(asked)]


async def agenda_by_id(session: AsyncSession, agenda_id: UUID) -> Agenda | None:
    return await session.scalar(
        select(Agenda).where(Agenda.agenda_id == agenda_id, Agenda.closed_at.is_(None)).with_for_update()
    )


async def member(session: AsyncSession, professional_id: UUID) -> KnownProfessional | None:
    return await session.scalar(
        select(KnownProfessional).where(
            KnownProfessional.professional_id == professional_id, KnownProfessional.is_member
        )
    )


async def commune(session: AsyncSession, code: str) -> KnownCommune | None:
    return await session.scalar(select(KnownCommune).where(KnownCommune.code == code))


async def withdraw_openings(session: AsyncSession, agenda_id: UUID) -> None:
    await session.execute(delete(Opening).where(Opening.professional_id == agenda_id))
