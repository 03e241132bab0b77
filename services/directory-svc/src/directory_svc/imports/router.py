"""Imports over HTTP. The worker does the work; the web process only streams the body to disk."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request

from carekit import problems
from carekit.auth import RoleRefused, bearer_scheme, caller_of
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from directory_svc.deps import CurrentCaller, CurrentClock, CurrentSettings, CurrentUnit
from directory_svc.imports import usecases
from directory_svc.imports.errors import FileEmpty, FileTooLarge, ImportUnknown, ImportWaiting
from directory_svc.imports.schemas import (
    ImportFilters,
    ImportOut,
    ImportQueued,
    ImportsOut,
    RejectionFilters,
    RejectionsOut,
    Source,
)

PATH = "/api/directory/v1/imports"
router = APIRouter(
    prefix=PATH, tags=["directory: imports"], dependencies=[Depends(bearer_scheme), Depends(caller_of)]
)


async def import_key(
    key: Annotated[
        str | None, Header(alias="Idempotency-Key", description="8 to 255 printable characters, kept 48 h")
    ] = None,
) -> str | None:
    """Like `carekit.idempotency.once`, which would read the whole file into memory."""
    if key is not None and (not 8 <= len(key) <= 255 or not key.isprintable() or not key.isascii()):
        raise IdempotencyKeyInvalid
    return key


@router.get("", response_model=ImportsOut, responses=problems.responses(RoleRefused, BadCursor))
async def list_imports(
    filters: Annotated[ImportFilters, Query()], unit: CurrentUnit, caller: CurrentCaller
) -> ImportsOut:
    """Imports, latest first (secretary, director, platform operator)."""
    return await usecases.imports_page(unit, caller, filters)


@router.post(
    "",
    status_code=202,
    response_model=ImportQueued,
    responses=problems.responses(
        RoleRefused, FileEmpty, FileTooLarge, ImportWaiting, IdempotencyKeyReused, IdempotencyKeyInvalid
    ),
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "The file as published, uncompressed: RPPS text, FINESS CSV or JSON, EHPAD CSV, "
            "communes CSV or GeoJSON",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def give_file(
    request: Request,
    source: Annotated[Source, Query(description="Which register the file comes from")],
    unit: CurrentUnit,
    caller: CurrentCaller,
    clock: CurrentClock,
    settings: CurrentSettings,
    key: Annotated[str | None, Depends(import_key)],
) -> ImportQueued:
    """Gives a file to the directory; watch it with `GET /imports/{import_id}`."""
    return await usecases.give_file(unit, caller, clock, settings, source, request.stream(), key)


@router.get("/{import_id}", response_model=ImportOut, responses=problems.responses(RoleRefused, ImportUnknown))
async def get_import(import_id: UUID, unit: CurrentUnit, caller: CurrentCaller) -> ImportOut:
    """How far an import is, and what it did."""
    return await usecases.import_page(unit, caller, import_id)


@router.get(
    "/{import_id}/rejections",
    response_model=RejectionsOut,
    responses=CSV_FILE | problems.responses(RoleRefused, ImportUnknown, BadCursor),
)
async def list_import_rejections(
    import_id: UUID,
    filters: Annotated[RejectionFilters, Query()],
    unit: CurrentUnit,
    caller: CurrentCaller,
    accept: Annotated[str | None, Header(max_length=500)] = None,
) -> Any:
    """Lines that were not taken, with the rule they break; all of them with `Accept: text/csv`."""
    if wants_csv(accept):
        return csv_file("rejections.csv", await usecases.rejections_csv(unit, caller, import_id))
    return await usecases.rejections_page(unit, caller, import_id, filters)
