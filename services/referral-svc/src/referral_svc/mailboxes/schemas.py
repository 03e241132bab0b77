"""The mailbox of a structure, as it goes over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from carekit.wire import Email, Input, Output


class StructureMailboxOut(Output):
    structure: str | None = Field(description="FINESS number of the caller's structure; null: he has none")
    structure_name: str | None
    address: str | None = Field(description="Confirmed: notices about the requests of the structure go there")
    confirmed_at: datetime | None
    confirmed_by_name: str | None
    asked_address: str | None = Field(description="A link went there, and nobody has opened it yet")
    muted: bool = Field(description="The caller does not see news of the requests of his colleagues")


class NameMailbox(Input):
    address: Email | None = Field(
        description="A link goes there, which a colleague confirms within 2 days; the address in force stays until "
        "then. Null: nothing is mailed to the structure any more"
    )


class ConfirmMailbox(Input):
    token: Annotated[str, Field(min_length=20, max_length=100)] = Field(description="As the link in the mail has it")


class MuteStructure(Input):
    muted: bool
