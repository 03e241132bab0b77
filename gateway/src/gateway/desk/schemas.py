"""A shared computer: who locked the screen there, and how one comes back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from gateway.sessions.schemas import SessionOut

LockCode = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4,6}$",
        description="Four to six digits, good for this session on this computer alone",
        json_schema_extra={"writeOnly": True},
    ),
]
OwnPage = Annotated[
    str,
    Field(
        pattern=r"^/([!-.0-\[\]-~][!-~]{0,298})?$",
        description="Where the person was, a path of the web application; told to nobody but the person, once back",
    ),
]


class LockSession(Input):
    """Leave the screen without signing out."""

    code: LockCode | None = Field(default=None, description="Needed the first time; null keeps the one chosen before")
    page: OwnPage | None = None


class UnlockSession(Input):
    code: LockCode


class LockedPerson(Output):
    """Somebody who will come back to this computer."""

    session_id: UUID
    name: str
    locked_at: datetime


class Desk(Output):
    people: list[LockedPerson] = Field(description="Whoever locked the screen of this computer, the last one first")


class Unlocked(Output):
    session: SessionOut
    page: str | None = Field(description="Where the person was when the screen was locked")
