from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.driver_session import DriverSession
from scheduling_svc.appointments.models import Appointment
from scheduling_svc.declarations.models import Declaration, DeclarationState
from scheduling_svc.known.models import KnownProfessional

_OWE = text(
    "insert into sas_declaration (professional_id, appointment_id, cpts_id, operator, state, declared_version, "
    "refused_version, attempts, next_at) values (:professional_id, :appointment_id, :cpts_id, :operator, 'waiting', "
    "0, 0, 0, :at)"
)


@dataclass(frozen=True)
class Due:
    """One appointment to declare, and by whom it is kept."""

    appointment: Appointment
    declaration: Declaration
    rpps: str | None


async def owe(session: AsyncSession | DriverSession, appointment: Appointment, operator: str, at: datetime) -> None:
    """In the transaction of the booking: taken and owed, or neither."""
    await session.execute(
        _OWE,
        {
            "professional_id": appointment.professional_id, "appointment_id": appointment.appointment_id,
            "cpts_id": appointment.cpts_id, "operator": operator, "at": at,
        },
    )  # fmt: skip


_FOLLOW = text(
    """
    with gone as (
        delete from sas_declaration where professional_id = :before and appointment_id = :appointment_id returning *)
    insert into sas_declaration (professional_id, appointment_id, cpts_id, operator, state, declared_version,
        refused_version, attempts, next_at, last_error, declared_at)
    select :after, appointment_id, cpts_id, operator, state, declared_version, refused_version, attempts, next_at,
        last_error, declared_at from gone
    """
)


async def follow(session: AsyncSession, appointment_id: UUID, before: UUID, after: UUID) -> None:
    """What is owed goes with an appointment that moves to another agenda; its new version makes it due."""
    await session.execute(_FOLLOW, {"appointment_id": appointment_id, "before": before, "after": after})


async def due(session: AsyncSession, now: datetime, at_most: int) -> list[Due]:
    rows = await session.execute(
        select(Appointment, Declaration, KnownProfessional.rpps)
        .join(
            Declaration,
            (Declaration.professional_id == Appointment.professional_id)
            & (Declaration.appointment_id == Appointment.appointment_id),
        )
        .outerjoin(KnownProfessional, KnownProfessional.professional_id == Appointment.professional_id)
        .where(
            Declaration.next_at <= now,
            Appointment.version > func.greatest(Declaration.declared_version, Declaration.refused_version),
        )
        .order_by(Declaration.next_at)
        .limit(at_most)
    )
    return [Due(*row) for row in rows]


async def declaration_of(session: AsyncSession, key: tuple[UUID, UUID]) -> Declaration | None:
    """None when the appointment moved to another agenda meanwhile: it is due again there."""
    return await session.get(Declaration, key, with_for_update=True)


async def declarations_before(
    session: AsyncSession, state: DeclarationState | None, before: UUID | None, limit: int
) -> list[tuple[Declaration, Appointment, str | None]]:
    """Newest first."""
    asked = (
        select(Declaration, Appointment, KnownProfessional.display_name)
        .join(
            Appointment,
            (Declaration.professional_id == Appointment.professional_id)
            & (Declaration.appointment_id == Appointment.appointment_id),
        )
        .outerjoin(KnownProfessional, KnownProfessional.professional_id == Declaration.professional_id)
        .order_by(Declaration.appointment_id.desc())
        .limit(limit)
    )
    if state is not None:
        asked = asked.where(Declaration.state == state.value)
    if before is not None:
        asked = asked.where(Declaration.appointment_id < before)
    return [(row[0], row[1], row[2]) for row in await session.execute(asked)]
