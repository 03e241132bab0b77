"""What is asked of the list for the CPAM."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from carekit.wire import Input


class ClaimUnpaidActs(Input):
    unpaid_act_ids: list[UUID] = Field(
        min_length=1, max_length=200, description="Waiting to be claimed, or claimed already and handed over again"
    )
