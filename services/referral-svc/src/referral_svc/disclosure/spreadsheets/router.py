"""The list that a coordination kept before, over HTTP. Its content goes back to its author alone."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.bodies import body_up_to
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file
from referral_svc.deps import SIGNED_IN, Asked, OpenVault
from referral_svc.disclosure.spreadsheets import usecases
from referral_svc.disclosure.spreadsheets.errors import (
    ColumnsMissing,
    ColumnUnknown,
    ImportStarted,
    SpreadsheetEmpty,
    SpreadsheetNotFound,
    SpreadsheetNotTried,
    SpreadsheetTooLarge,
    SpreadsheetUnderWay,
    SpreadsheetUnreadable,
    WorkbookInflates,
)
from referral_svc.disclosure.spreadsheets.reading import MOST_BYTES
from referral_svc.disclosure.spreadsheets.schemas import (
    GiveSpreadsheet,
    MapColumns,
    RunImport,
    SpreadsheetColumns,
    SpreadsheetOut,
    Spreadsheets,
    Trial,
)

PATH = "/api/referral/v1/spreadsheets"
router = APIRouter(prefix=PATH, tags=["disclosure: spreadsheets"], dependencies=SIGNED_IN)

KNOWN = (RoleRefused, CptsMissing, SpreadsheetNotFound)


@router.get("", responses=responses(RoleRefused, CptsMissing))
async def list_spreadsheets(asked: Asked) -> Spreadsheets:
    """Imports of lists of the caller's own requests, latest first; nothing of their content."""
    return await usecases.listed(asked)


@router.post(
    "",
    status_code=201,
    responses=responses(
        RoleRefused, CptsMissing, SpreadsheetUnreadable, SpreadsheetEmpty, SpreadsheetTooLarge, WorkbookInflates
    ),
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "CSV (UTF-8, UTF-16 or Windows-1252; `;`, `,` or tabulation) or XLSX; 5 MB, 5,000 lines "
            "and 60 columns at most",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def give_spreadsheet(
    request: Request, given: Annotated[GiveSpreadsheet, Query()], asked: Asked, vault: OpenVault, response: Response
) -> SpreadsheetOut:
    """Gives the list; it is sealed, and destroyed after the import or a day later."""
    sheet = await usecases.give(asked, vault, given.kind, await body_up_to(request, MOST_BYTES, SpreadsheetTooLarge))
    response.headers["Location"] = f"{PATH}/{sheet.spreadsheet_id}"
    return sheet


@router.get("/{spreadsheet_id}", responses=responses(*KNOWN))
async def show_spreadsheet(spreadsheet_id: UUID, asked: Asked) -> SpreadsheetOut:
    """How far it is, and what its lines came to."""
    return await usecases.shown(asked, spreadsheet_id)


@router.delete("/{spreadsheet_id}", status_code=204, responses=responses(*KNOWN, SpreadsheetUnderWay))
async def discard_spreadsheet(spreadsheet_id: UUID, asked: Asked, vault: OpenVault) -> None:
    """Before its run: destroys the list at once."""
    await usecases.discard(asked, vault, spreadsheet_id)


@router.get("/{spreadsheet_id}/columns", responses=responses(*KNOWN))
async def show_spreadsheet_columns(spreadsheet_id: UUID, asked: Asked, vault: OpenVault) -> SpreadsheetColumns:
    """Its headings with what each seems to mean, to its author alone."""
    return await usecases.columns_of(asked, vault, spreadsheet_id)


@router.put(
    "/{spreadsheet_id}/mapping", responses=responses(*KNOWN, ColumnsMissing, ColumnUnknown, SpreadsheetUnderWay)
)
async def try_spreadsheet(spreadsheet_id: UUID, act: MapColumns, asked: Asked, vault: OpenVault) -> Trial:
    """Says which column holds what, and tries it: nothing is stated. The choice is remembered for the next list."""
    return await usecases.attempt(asked, vault, spreadsheet_id, act)


@router.post(
    "/{spreadsheet_id}/run", status_code=202, responses=responses(*KNOWN, SpreadsheetNotTried, SpreadsheetUnderWay)
)
async def run_spreadsheet(spreadsheet_id: UUID, act: RunImport, asked: Asked) -> SpreadsheetOut:
    """States its lines in the background; sent twice, it happens once."""
    return await usecases.run(asked, spreadsheet_id, act)


@router.post(
    "/{spreadsheet_id}/undo", status_code=202, responses=responses(*KNOWN, ImportStarted, SpreadsheetUnderWay)
)
async def undo_spreadsheet(spreadsheet_id: UUID, asked: Asked) -> SpreadsheetOut:
    """Takes the whole import back while nobody has worked on any of its requests."""
    return await usecases.undo(asked, spreadsheet_id)


@router.get(
    "/{spreadsheet_id}/result",
    response_class=Response,
    responses=CSV_FILE | responses(*KNOWN),
)
async def export_spreadsheet_result(spreadsheet_id: UUID, asked: Asked) -> Response:
    """CSV: line of the file, case number, state, what to correct. No identity."""
    return csv_file("import.csv", await usecases.result(asked, spreadsheet_id))
