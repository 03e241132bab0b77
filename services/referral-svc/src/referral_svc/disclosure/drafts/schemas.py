"""Requests begun and not stated, as they go over the wire to their author alone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.referrals.codes import Kind


class KeepDraft(Input):
    """An unfinished request, as its author's screen holds it. All of it is sealed, and only the author reads it."""

    kind: Kind | None = None
    label: Annotated[str, Field(max_length=170)] = Field(
        default="", description="By what the author knows it again in his list: mostly the person's names"
    )
    content: Annotated[str, Field(min_length=2, max_length=60_000)] = Field(
        description="What was typed, as the screen writes it (JSON). The service seals it and never looks inside"
    )


class DraftKept(Output):
    draft_id: UUID
    edited_at: datetime
    erased_at: datetime = Field(description="When it is erased unless it is edited again: seven days later")
    version: int = Field(description="For `If-Match` of the next edit")


class DraftItem(DraftKept):
    kind: Kind | None
    label: str


class WholeDraft(DraftItem):
    content: str


class Drafts(Output):
    items: list[DraftItem] = Field(description="The caller's own, last edited first")
