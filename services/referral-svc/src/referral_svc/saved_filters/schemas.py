"""Saved filters, as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.referrals.schemas import QueueFilters


class KeptFilters(QueueFilters):
    """What `GET /referrals` takes, without its page."""

    view: Literal["queue", "all"] = "queue"


class SaveFilter(Input):
    name: Annotated[str, Field(min_length=1, max_length=40)] = Field(
        description="The owner's own word for it; never the name of a person"
    )
    filters: KeptFilters
    is_default: bool = Field(default=False, description="Opened first; the one that was so before is so no longer")


class SavedFilterOut(Output):
    saved_filter_id: UUID
    name: str
    filters: KeptFilters
    is_default: bool
    saved_at: datetime


class SavedFilters(Output):
    items: list[SavedFilterOut] = Field(description="The caller's own, by name; 20 at most")
