"""Who is signed in, as the web application reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from carekit.auth import ROLES
from carekit.wire import Input, Output


def _known_role(value: str) -> str:
    if value not in ROLES:
        raise ValueError("not one of the roles of the profession")
    return value


Role = Annotated[
    str,
    AfterValidator(_known_role),
    Field(description="Role of the profession's rules, section 8", json_schema_extra={"enum": sorted(ROLES)}),
]


class CptsName(Output):
    id: UUID
    name: str


class ActiveCpts(CptsName):
    time_zone: str = Field(description="Of the IANA list: the hours of the CPTS are said in its own time")


class MembershipOut(Output):
    cpts_id: UUID
    cpts_name: str
    roles: list[Role]


class SessionOut(Output):
    """The person, the CPTS the session works for, and what the person may do there."""

    account_id: UUID
    name: str
    email: str
    cpts: ActiveCpts | None = Field(description="Active CPTS; null until one is chosen")
    roles: list[Role] = Field(description="Roles in the active CPTS")
    memberships: list[MembershipOut] = Field(description="Every CPTS the person may enter")
    professional_id: UUID | None = Field(description="The professional the person is, or is the delegate of")
    structure: str | None = Field(description="FINESS number of the structure the person works for")
    demonstration: bool = Field(description="The territory is invented and passwords are shown")
    has_lock_code: bool = Field(description="The screen can be locked at once, without choosing a code first")


class OpenSession(Output):
    """One place where the person is signed in."""

    session_id: UUID
    device: str = Field(description="Browser and system, in short")
    method: str = Field(description="password, email_link or oidc:<provider>")
    created_at: datetime
    last_seen_at: datetime
    is_this_one: bool


class OpenSessions(Output):
    items: list[OpenSession]


class SignedOut(Output):
    end_session_url: str | None = Field(
        description="Where the browser must go next so that the identity provider ends its own session; null if none"
    )


class SwitchCpts(Input):
    """Work for another CPTS of one's own from now on."""

    cpts_id: UUID
