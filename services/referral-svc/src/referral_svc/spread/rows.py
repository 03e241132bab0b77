"""Whoever reads a figure of the spread by name opens what it counts: requests by number, without any person."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from carekit.auth import Caller
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from referral_svc.context import Context
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS, coordinates, placed_with
from referral_svc.spread.accounts import Accounts
from referral_svc.spread.errors import ShareOfAnother
from referral_svc.spread.row_queries import Wanted, rows_before
from referral_svc.spread.schemas import FindSpreadRows, SpreadRow, SpreadRowFilters, SpreadRows
from referral_svc.spread.usecases import accounts_of, accounts_with

ROWS = "spread-rows"


async def page(context: Context, find: FindSpreadRows) -> SpreadRows:
    before = decode_cursor(ROWS, find.cursor, (datetime, UUID)) if find.cursor else None
    rows = await _rows(context, find, before, find.limit + 1)
    items = rows[: find.limit]
    return SpreadRows(
        items=items, next=encode_cursor(ROWS, items[-1].at, items[-1].row_id) if len(rows) > find.limit else None
    )


async def export(context: Context, find: SpreadRowFilters) -> str:
    header = ["at", "professional_name", "kind", "case_number", "outside_reason"]
    rows = await _rows(context, find, None, None)
    return csv_text(header, [[one.at.isoformat(), *(getattr(one, name) for name in header[1:])] for one in rows])


async def _rows(
    context: Context, find: SpreadRowFilters, before: tuple[datetime, UUID] | None, limit: int | None
) -> list[SpreadRow]:
    caller = context.caller
    _may_open(caller, find.professional_id)
    async with context.unit.begin() as session:
        accounts = await (
            accounts_of(session, context, find.profession)
            if find.professional_id is None
            else accounts_with(session, context, find.professional_id)
        )
        wanted = Wanted(
            find.figure, accounts.shares if find.professional_id is None else [find.professional_id],
            accounts.since, accounts.now, accounts.zone, find.month, find.reason,
        )  # fmt: skip
        rows = await rows_before(session, wanted, before, limit)
        found = await session.scalars(select(Referral).where(Referral.id.in_({row.referral_id for row in rows})))
        referrals = {one.id: one for one in found}
        return [_row(caller, accounts, row, referrals[row.referral_id]) for row in rows]


def _may_open(caller: Caller, professional_id: UUID | None) -> None:
    """The coordination everybody's; a professional his own. Others read figures, and none of their rows."""
    caller.require("professional", *COORDINATORS)
    if not caller.has(*COORDINATORS) and (professional_id is None or caller.professional_id != professional_id):
        raise ShareOfAnother


def _row(caller: Caller, accounts: Accounts, row: Any, referral: Referral) -> SpreadRow:
    """The case is named to who may open it: its coordinator, and whom the person chose."""
    opens = coordinates(caller, referral) or placed_with(caller, referral)
    return SpreadRow(
        row_id=row.row_id, at=row.at, professional_id=row.who, professional_name=accounts.known[row.who].name,
        kind=referral.kind, case_number=referral.case_number if opens else None,
        referral_id=referral.id if opens else None, outside_reason=row.reason,
    )  # fmt: skip
