"""What waits for the caller in the directory."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter, Depends
from pydantic import Field
from sqlalchemy import func, select, text

from carekit.auth import bearer_scheme, caller_of
from carekit.wire import Output
from directory_svc import policies
from directory_svc.deps import CurrentCaller, CurrentClock, CurrentUnit
from directory_svc.imports.models import ImportJob
from directory_svc.imports.repository import unmended
from directory_svc.offers.models import STALE_AFTER

router = APIRouter(
    prefix="/api/directory/v1",
    tags=["directory: worklists"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)

_TO_CONFIRM = text(
    """
    select count(*) as count, min(o.confirmed_at) as oldest_at
    from membership m left join offer o on o.professional_id = m.professional_id
    where m.left_on is null
      and coalesce(o.confirmed_at, '-infinity') < cast(:stale as timestamptz)
    """
)
_OWN_SHEET = text(
    """
    select count(*) as count, min(o.confirmed_at) as oldest_at
    from professional p left join offer o on o.professional_id = p.id
    where p.id = :id
      and coalesce(o.confirmed_at, '-infinity') < cast(:stale as timestamptz)
    """
)
_FAILED = select(func.count().label("count"), func.min(ImportJob.finished_at).label("oldest_at")).where(unmended())
#: Where the application shows the list of each key.
HREFS: dict[str, Any] = {
    "sheets_to_confirm": "/admin/membres?a_confirmer=true",
    "own_sheet_to_confirm": "/mon-offre",
    "imports_failed": "/admin/imports?a_verifier=true",
}


class WorklistOut(Output):
    key: Literal["sheets_to_confirm", "own_sheet_to_confirm", "imports_failed"]
    count: int
    href: str = Field(
        description="Page of the application that shows the rows counted", json_schema_extra={"x-by-key": HREFS}
    )
    oldest_at: datetime | None


class WorklistsOut(Output):
    items: list[WorklistOut]


@router.get("/worklists")
async def list_directory_worklists(unit: CurrentUnit, caller: CurrentCaller, clock: CurrentClock) -> WorklistsOut:
    """Sheets to confirm, own sheet to confirm, failed imports: those the caller can act on, empty ones too."""
    asked = {"stale": clock.now() - STALE_AFTER}
    lists = []
    async with unit.begin() as session:
        if caller.has(*policies.CORRECTORS) and caller.cpts_id:
            row = (await session.execute(_TO_CONFIRM, asked)).one()
            lists.append(("sheets_to_confirm", row))
        if caller.has("professional", "delegate") and caller.professional_id:
            row = (await session.execute(_OWN_SHEET, {**asked, "id": caller.professional_id})).one()
            lists.append(("own_sheet_to_confirm", row))
        if caller.has(*policies.IMPORTERS):
            row = (await session.execute(_FAILED)).one()
            lists.append(("imports_failed", row))
    items = [{"key": key, "count": row.count, "href": HREFS[key], "oldest_at": row.oldest_at} for key, row in lists]
    return WorklistsOut.model_validate({"items": items})
