from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from carekit.identifiers import Finess
from carekit.pages import Cursor, Limit
from carekit.wire import Input, Output
from gateway.login.schemas import Email
from gateway.sessions.schemas import Role

Roles = Annotated[
    list[Role], Field(min_length=1, max_length=20, description="Without repetition; order is of no matter")
]


class AccountFilters(Input):
    role: Role | None = None
    cursor: Cursor = None
    limit: Limit = 50


class AccountOut(Output):
    """An account as its CPTS sees it: the roles are those of this CPTS alone."""

    account_id: UUID
    name: str
    email: str
    roles: list[Role]
    professional_id: UUID | None
    structure: str | None
    has_totp: bool = Field(description="An authentication application is enrolled")
    version: int = Field(description="For If-Match; also given as ETag of the single account")


class InviteAccount(Input):
    """Invite a person into the CPTS by mail. An account that exists elsewhere gets its roles here too."""

    email: Email
    name: str = Field(min_length=1, max_length=200, description="Name to show; a professional's own name prevails")
    roles: Roles
    professional_id: UUID | None = Field(
        default=None, description="Required with the roles professional and delegate: who they are, or act for"
    )
    structure: Finess | None = None


class LinkProfessional(Input):
    """Says which professional of the directory an account belongs to, and gives the role that goes with it."""

    professional_id: UUID
    role: Literal["professional", "delegate"] = Field(
        description="professional: the person is this professional; delegate: acts for this professional"
    )


class SetAccountRoles(Input):
    """The whole set of roles in this CPTS. `suspended` ends every session of the person at once."""

    roles: Roles
