"""`GET /_snapshot`: how a new consumer starts. Not routed by the gateway."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from carekit.auth import Caller, service_caller
from carekit.wire import Input
from directory_svc.deps import PublicUnit
from directory_svc.descriptions import snapshot
from directory_svc.descriptions.snapshot import Snapshot

router = APIRouter(include_in_schema=False)


class SnapshotFilters(Input):
    after: str | None = Field(default=None, max_length=500, description="`next` of the page before")
    limit: int = Field(default=500, ge=1, le=1000)


@router.get("/_snapshot", response_model=Snapshot)
async def read_snapshot(
    filters: Annotated[SnapshotFilters, Query()],
    unit: PublicUnit,
    _: Annotated[Caller, Depends(service_caller)],
) -> Snapshot:
    """The last fact told about every subject, as envelopes to be handled like events. Services only."""
    return await snapshot.page(unit.database, filters.after, filters.limit)
