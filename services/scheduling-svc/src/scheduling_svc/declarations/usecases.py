from __future__ import annotations

from uuid import UUID

from carekit.auth import Caller
from carekit.db import Unit
from carekit.pages import decode_cursor, encode_cursor
from scheduling_svc.appointments.models import Appointment, AppointmentStatus
from scheduling_svc.declarations import repository
from scheduling_svc.declarations.models import Declaration, DeclarationState
from scheduling_svc.declarations.schemas import DeclarationOut, DeclarationPage, FindDeclarations
from scheduling_svc.slots.policies import OVERSEERS


async def list_declarations(unit: Unit, caller: Caller, find: FindDeclarations) -> DeclarationPage:
    caller.require(*OVERSEERS)
    before = decode_cursor("declarations", find.cursor, (UUID,))[0] if find.cursor else None
    async with unit.begin() as session:
        rows = await repository.declarations_before(session, find.state, before, find.limit + 1)
    page = rows[: find.limit]
    return DeclarationPage(
        items=[_out(*row) for row in page],
        next=encode_cursor("declarations", page[-1][0].appointment_id) if len(rows) > find.limit else None,
    )


def _out(declaration: Declaration, appointment: Appointment, name: str | None) -> DeclarationOut:
    told = max(declaration.declared_version, declaration.refused_version)
    is_due = appointment.version > told
    state = DeclarationState(declaration.state)
    return DeclarationOut(
        appointment_id=appointment.appointment_id, professional_id=appointment.professional_id,
        professional_name=name, starts_at=appointment.starts_at,
        appointment_status=AppointmentStatus(appointment.status),
        state=DeclarationState.WAITING if is_due and state is not DeclarationState.FAILING else state,
        attempts=declaration.attempts, last_error=declaration.last_error,
        next_at=declaration.next_at if is_due else None, declared_at=declaration.declared_at,
    )  # fmt: skip
