"""Who keeps an agenda: its professional, or the one who answers for it when nobody logs in to it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.driver_session import DriverSession
from scheduling_svc.agendas.models import Agenda
from scheduling_svc.slots.policies import may_keep_agenda

_RESPONSIBLE = text("select responsible_id from agenda where agenda_id = :agenda_id")


async def keeper_of(session: AsyncSession | DriverSession, agenda_id: UUID) -> UUID:
    """The professional whose word counts."""
    row = (await session.execute(_RESPONSIBLE, {"agenda_id": agenda_id})).first()
    return agenda_id if row is None else UUID(str(row.responsible_id))


async def without_login(session: AsyncSession, professional_ids: set[UUID]) -> dict[UUID, Agenda]:
    """Those that nobody logs in to; the others are kept by their own professional."""
    rows = await session.scalars(select(Agenda).where(Agenda.agenda_id.in_(professional_ids)))
    return {agenda.agenda_id: agenda for agenda in rows}


async def check_keeper(session: AsyncSession | DriverSession, caller: Caller, agenda_id: UUID) -> None:
    may_keep_agenda(caller, await keeper_of(session, agenda_id))
