"""A spreadsheet is given, mapped, tried, run, taken back: one transaction each. The worker does the rest."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller, RoleRefused
from carekit.spreadsheet import csv_text
from referral_svc.context import Context
from referral_svc.disclosure.spreadsheets import columns, messages_fr, store, trying
from referral_svc.disclosure.spreadsheets.columns import Holds
from referral_svc.disclosure.spreadsheets.errors import (
    ColumnsMissing,
    ColumnUnknown,
    ImportStarted,
    SpreadsheetNotFound,
    SpreadsheetNotTried,
    SpreadsheetUnderWay,
)
from referral_svc.disclosure.spreadsheets.models import Spreadsheet, SpreadsheetLine
from referral_svc.disclosure.spreadsheets.reading import read_table
from referral_svc.disclosure.spreadsheets.schemas import (
    MapColumns,
    RowCounts,
    RunImport,
    SpreadsheetColumn,
    SpreadsheetColumns,
    SpreadsheetOut,
    Spreadsheets,
    Trial,
)
from referral_svc.disclosure.spreadsheets.store import Shelf
from referral_svc.disclosure.vault import Vault
from referral_svc.known.repository import today_of
from referral_svc.referrals import policies
from referral_svc.referrals.codes import Kind

#: However far its author came: a list of persons does not lie about.
LIFE = timedelta(days=1)
CHANNEL = "spreadsheets"
#: Of each group at least one must be mapped.
REQUIRED: list[list[Holds]] = [
    [Holds.FAMILY_NAME, Holds.FULL_NAME],
    [Holds.GIVEN_NAME, Holds.FULL_NAME],
    [Holds.COMMUNE],
    [Holds.PHONE, Holds.EMAIL],
]
_EXAMPLES = 3


async def give(context: Context, vault: Vault, kind: Kind, content: bytes) -> SpreadsheetOut:
    """Read at once, so that what cannot be read is refused at once; kept sealed."""
    author = _author(context.caller)
    require_may_import(context.caller, kind)
    table = await asyncio.to_thread(read_table, content)
    async with context.unit.begin() as session:
        sheet = Spreadsheet(
            cpts_id=context.caller.cpts,
            kind=kind,
            state="given",
            format=table.format,
            lines=len(table.rows),
            author_account_id=author,
            author_name=context.caller.name,
            given_at=context.at,
            columns={},
            keep_twins=False,
        )
        session.add(sheet)
        await session.flush()
        await Shelf(vault.keys).put(session, sheet, table, context.at)
        return _out(sheet, {}, context.caller)


async def listed(context: Context) -> Spreadsheets:
    context.caller.require(*policies.COORDINATORS)
    async with context.unit.begin() as session:
        query = select(Spreadsheet).where(Spreadsheet.kind.in_(policies.kinds_of(context.caller)))
        sheets = list(await session.scalars(query.order_by(Spreadsheet.given_at.desc(), Spreadsheet.id).limit(50)))
        counts = await store.counts_of(session, [sheet.id for sheet in sheets])
        return Spreadsheets(items=[_out(sheet, counts[sheet.id], context.caller) for sheet in sheets])


async def shown(context: Context, sheet_id: UUID) -> SpreadsheetOut:
    async with context.unit.begin() as session:
        sheet = await _known(session, context.caller, sheet_id)
        return _out(sheet, (await store.counts_of(session, [sheet.id]))[sheet.id], context.caller)


async def columns_of(context: Context, vault: Vault, sheet_id: UUID) -> SpreadsheetColumns:
    async with context.unit.begin() as session:
        sheet = await _own(session, context, sheet_id)
        shelf = Shelf(vault.keys)
        table = await shelf.open(session, sheet)
        guessed = columns.guess(table.header, await shelf.remembered(session, sheet.cpts_id))
    at_index = {index: column for column, index in guessed.items()}
    return SpreadsheetColumns(
        columns=[
            SpreadsheetColumn(
                index=index,
                heading=heading,
                guess=at_index.get(index),
                examples=list(dict.fromkeys(cells[index] for _, cells in table.rows if cells[index]))[:_EXAMPLES],
            )
            for index, heading in enumerate(table.header)
        ],
        required=REQUIRED,
    )


async def attempt(context: Context, vault: Vault, sheet_id: UUID, act: MapColumns) -> Trial:
    """Dry run: understood and compared, nothing stated. The mapping is remembered for the next list."""
    mapped = {one.column.value: one.index for one in act.columns}
    missing = [[one.value for one in group] for group in REQUIRED if not any(one.value in mapped for one in group)]
    async with context.unit.begin() as session:
        sheet = await _own(session, context, sheet_id, lock=True)
        if missing:
            raise ColumnsMissing(missing=missing)
        _require_state(sheet, "given", "tried")
        shelf = Shelf(vault.keys)
        table = await shelf.open(session, sheet)
        if max(mapped.values()) >= len(table.header) or len({one.index for one in act.columns}) < len(act.columns):
            raise ColumnUnknown
        sheet.columns, sheet.state = mapped, "tried"
        await shelf.remember(session, sheet.cpts_id, table.header, mapped, context.at)
        today = await today_of(session, sheet.cpts_id, context.at)
        return trying.report(await trying.tried(session, vault, sheet, table, today))


async def run(context: Context, sheet_id: UUID, act: RunImport) -> SpreadsheetOut:
    """The worker states its lines. Asked twice, it runs once."""
    async with context.unit.begin() as session:
        sheet = await _own(session, context, sheet_id, lock=True)
        if sheet.state == "given":
            raise SpreadsheetNotTried
        _require_state(sheet, "tried", "queued", "running")
        if sheet.state == "tried":
            sheet.state, sheet.keep_twins = "queued", act.keep_twins
            await _wake(session)
        return _out(sheet, (await store.counts_of(session, [sheet.id]))[sheet.id], context.caller)


async def undo(context: Context, sheet_id: UUID) -> SpreadsheetOut:
    """Takes back the whole import, while nobody has worked on any of its requests."""
    async with context.unit.begin() as session:
        sheet = await _known(session, context.caller, sheet_id, lock=True)
        _require_state(sheet, "done", "undoing")
        moved = await store.moved_since(session, sheet.id)
        if moved and sheet.state == "done":
            raise ImportStarted(moved=moved)
        sheet.state = "undoing"
        await _wake(session)
        return _out(sheet, (await store.counts_of(session, [sheet.id]))[sheet.id], context.caller)


async def discard(context: Context, vault: Vault, sheet_id: UUID) -> None:
    """Before the run: the file is destroyed at once."""
    async with context.unit.begin() as session:
        sheet = await _own(session, context, sheet_id, lock=True)
        _require_state(sheet, "given", "tried")
        await Shelf(vault.keys).shred(session, sheet, context.at)
        sheet.state = "discarded"


async def result(context: Context, sheet_id: UUID) -> str:
    """CSV (`;`, UTF-8): line of the file, case number, state, and what hindered it. No more identity than that."""
    async with context.unit.begin() as session:
        sheet = await _known(session, context.caller, sheet_id)
        rows = await session.scalars(
            select(SpreadsheetLine).where(SpreadsheetLine.spreadsheet_id == sheet.id).order_by(SpreadsheetLine.line)
        )
        lines = [
            [one.line, one.case_number, messages_fr.STATES[one.state], messages_fr.problems(one.problems)]
            for one in rows
        ]
        return "\ufeff" + csv_text(messages_fr.HEADER, lines)  # by the mark Excel knows UTF-8


async def expire(session: AsyncSession, vault: Vault, at: datetime) -> int:
    """Timer: whatever was not run within a day is destroyed; a run under way is seen through first."""
    old = list(
        await session.scalars(
            select(Spreadsheet)
            .where(
                Spreadsheet.erased_at.is_(None),
                Spreadsheet.given_at <= at - LIFE,
                Spreadsheet.state.in_(("given", "tried")),
            )
            .with_for_update(skip_locked=True)
        )
    )
    for sheet in old:
        await Shelf(vault.keys).shred(session, sheet, at)
        sheet.state = "discarded"
    return len(old)


def require_may_import(caller: Caller, kind: Kind) -> None:
    """Each coordinator brings the list of those she answers for."""
    caller.require(*policies.COORDINATORS)
    allowed = policies.coordinator_of(kind)
    if not caller.has(allowed):
        raise RoleRefused("Only the coordinator of these requests may bring a list of them", allowed_roles=[allowed])


def _author(caller: Caller) -> UUID:
    if caller.account_id is None:
        raise RoleRefused("A list is brought by a person with an account")
    return caller.account_id


async def _known(session: AsyncSession, caller: Caller, sheet_id: UUID, *, lock: bool = False) -> Spreadsheet:
    caller.require(*policies.COORDINATORS)
    sheet = await session.get(Spreadsheet, sheet_id, with_for_update=lock or None)
    if sheet is None or sheet.kind not in policies.kinds_of(caller):
        raise SpreadsheetNotFound
    return sheet


async def _own(session: AsyncSession, context: Context, sheet_id: UUID, *, lock: bool = False) -> Spreadsheet:
    """Its author's, and not past its day: whoever gave the file sees what is in it, nobody else."""
    sheet = await _known(session, context.caller, sheet_id, lock=lock)
    if sheet.author_account_id != context.caller.account_id:
        raise SpreadsheetNotFound
    if sheet.state in ("given", "tried") and sheet.given_at <= context.at - LIFE:
        raise SpreadsheetNotFound
    return sheet


def _require_state(sheet: Spreadsheet, *states: str) -> None:
    if sheet.state not in states:
        raise SpreadsheetUnderWay(state=sheet.state)


async def _wake(session: AsyncSession) -> None:
    await session.flush()
    await session.execute(text("select pg_notify(:channel, '')"), {"channel": CHANNEL})


def _out(sheet: Spreadsheet, counts: dict[str, int], caller: Caller) -> SpreadsheetOut:
    return SpreadsheetOut.model_validate(
        {
            "spreadsheet_id": sheet.id,
            "kind": sheet.kind,
            "state": sheet.state,
            "format": sheet.format,
            "lines": sheet.lines,
            "done": sum(counts.values()),
            "counts": RowCounts(
                stated=counts.get("stated", 0),
                waiting=counts.get("waiting", 0),
                refusals=counts.get("refusal", 0),
                twins=counts.get("twin", 0),
                left_out=counts.get("left_out", 0),
            ),
            "author_name": sheet.author_name,
            "is_mine": sheet.author_account_id == caller.account_id,
            "given_at": sheet.given_at,
            "erased_at": sheet.erased_at,
            "erased_by": sheet.given_at + LIFE,
            "finished_at": sheet.finished_at,
        }
    )
