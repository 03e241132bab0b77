from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.appointments.models import AppointmentStatus
from scheduling_svc.declarations.models import DeclarationState
from scheduling_svc.wire import InstantOut


class FindDeclarations(Input):
    state: DeclarationState | None = None
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


FindDeclarationsQuery = Annotated[FindDeclarations, Query()]


class DeclarationOut(Output):
    """Where the declaration of one appointment to the SAS stands. It names no patient, and none travels."""

    appointment_id: UUID
    professional_id: UUID
    professional_name: str | None
    starts_at: InstantOut
    appointment_status: AppointmentStatus
    state: DeclarationState
    attempts: int = Field(description="In vain since it was last taken")
    last_error: str | None
    next_at: InstantOut | None = Field(description="Next try; null when none is due")
    declared_at: InstantOut | None = Field(description="When the SAS last took it")


class DeclarationPage(Page[DeclarationOut]):
    """Newest first."""
