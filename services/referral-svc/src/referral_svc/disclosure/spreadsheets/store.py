"""Questions about spreadsheets, and the sealing of what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.identifiers import new_id
from referral_svc.disclosure import crypto
from referral_svc.disclosure.keyring import KeyRing
from referral_svc.disclosure.models import SealedPerson
from referral_svc.disclosure.spreadsheets.columns import plain
from referral_svc.disclosure.spreadsheets.errors import SpreadsheetNotFound
from referral_svc.disclosure.spreadsheets.models import (
    SealedMapping,
    SealedSpreadsheet,
    Spreadsheet,
    SpreadsheetLine,
)
from referral_svc.disclosure.spreadsheets.people import People
from referral_svc.disclosure.spreadsheets.reading import Table
from referral_svc.known.models import KnownCommune
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.transitions import OPEN


@dataclass(frozen=True)
class Shelf:
    """Where the content of spreadsheets lies, under the keys of the vault."""

    keys: KeyRing

    async def put(self, session: AsyncSession, sheet: Spreadsheet, table: Table, at: datetime) -> None:
        key = await self.keys.new_data_key(session, sheet.cpts_id, sheet.id, at)
        plain_content = orjson.dumps({"header": table.header, "rows": table.rows})
        session.add(
            SealedSpreadsheet(
                spreadsheet_id=sheet.id,
                cpts_id=sheet.cpts_id,
                content=crypto.seal(key, plain_content, _place(sheet.id)),
            )
        )

    async def open(self, session: AsyncSession, sheet: Spreadsheet) -> Table:
        """`SpreadsheetNotFound` once it is destroyed."""
        row = await session.get(SealedSpreadsheet, sheet.id)
        if row is None or sheet.erased_at is not None:
            raise SpreadsheetNotFound
        key = await self.keys.data_key(session, sheet.id)
        content = orjson.loads(crypto.unseal(key, row.content, _place(sheet.id)))
        rows = [(line, cells) for line, cells in content["rows"]]
        return Table("csv" if sheet.format == "csv" else "xlsx", content["header"], rows)

    async def shred(self, session: AsyncSession, sheet: Spreadsheet, at: datetime) -> None:
        await self.keys.erase(session, sheet.id)
        await session.execute(delete(SealedSpreadsheet).where(SealedSpreadsheet.spreadsheet_id == sheet.id))
        sheet.erased_at = at

    async def remembered(self, session: AsyncSession, cpts_id: UUID) -> dict[str, str]:
        """Plain heading → column code, or an empty one; what was chosen last."""
        row = await session.get(SealedMapping, cpts_id)
        if row is None:
            return {}
        key = await self.keys.data_key(session, row.id)
        opened = crypto.unseal_record(key, row.__tablename__, row.id, row.version, {"chosen": row.chosen})
        chosen: dict[str, str] = opened["chosen"]
        return chosen

    async def remember(
        self, session: AsyncSession, cpts_id: UUID, header: Sequence[str], columns: dict[str, int], at: datetime
    ) -> None:
        """The last choice for each heading; those of another list stay, 200 in all."""
        known = await self.remembered(session, cpts_id)
        at_index = {index: code for code, index in columns.items()}
        now = {plain(words): at_index.get(index, "") for index, words in enumerate(header) if plain(words)}
        row = await session.get(SealedMapping, cpts_id, with_for_update=True)
        if row is None:
            row = SealedMapping(cpts_id=cpts_id, id=new_id(), version=0)
            key = await self.keys.new_data_key(session, cpts_id, row.id, at)
            session.add(row)
        else:
            key = await self.keys.data_key(session, row.id)
        row.version += 1
        kept = dict(list({**known, **now}.items())[-200:])
        row.chosen = crypto.seal_record(key, row.__tablename__, row.id, row.version, {"chosen": kept})["chosen"]
        await session.flush()


def _place(sheet_id: UUID) -> bytes:
    return f"sealed_spreadsheet.content:{sheet_id}".encode()


async def communes_of(session: AsyncSession, cpts_id: UUID) -> dict[str, str]:
    """Plain name and code → INSEE code. « St Aubin » and « Saint-Aubin » are the same; two communes of one name are
    told apart by code alone."""
    rows = await session.execute(select(KnownCommune.code, KnownCommune.name).where(KnownCommune.cpts_id == cpts_id))
    found: dict[str, str] = {}
    ambiguous: set[str] = set()
    for code, name in rows:
        found[plain(code)] = code
        for written in {plain(name), _shortened(plain(name))}:
            if found.setdefault(written, code) != code:
                ambiguous.add(written)
    return {written: code for written, code in found.items() if written not in ambiguous}


def _shortened(name: str) -> str:
    words = {"saint": "st", "sainte": "ste"}
    return " ".join(words.get(word, word) for word in name.split())


async def counts_of(session: AsyncSession, sheet_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """Per spreadsheet, how many of its lines came to what."""
    rows = await session.execute(
        select(SpreadsheetLine.spreadsheet_id, SpreadsheetLine.state, func.count())
        .where(SpreadsheetLine.spreadsheet_id.in_(sheet_ids))
        .group_by(SpreadsheetLine.spreadsheet_id, SpreadsheetLine.state)
    )
    found: dict[UUID, dict[str, int]] = {sheet_id: {} for sheet_id in sheet_ids}
    for sheet_id, state, count in rows:
        found[sheet_id][state] = count
    return found


async def moved_since(session: AsyncSession, sheet_id: UUID) -> int:
    """How many of its requests are no longer as the import left them."""
    rows = await session.execute(
        select(SpreadsheetLine.state, Referral.status)
        .join(Referral, Referral.id == SpreadsheetLine.made_id)
        .where(SpreadsheetLine.spreadsheet_id == sheet_id, SpreadsheetLine.state.in_(("stated", "waiting")))
    )
    stood = {"stated": Status.STATED, "waiting": Status.DRAFT}
    return sum(1 for state, status in rows if status != stood[state])


async def standing(session: AsyncSession, keys: set[bytes]) -> People:
    """Those under these blind indexes who have an open request, or one that waits for their agreement."""
    found = People()
    asked = list(keys)
    for start in range(0, len(asked), 1000):
        some = asked[start : start + 1000]
        rows = await session.execute(
            select(SealedPerson.same_by_date, SealedPerson.same_by_year)
            .join(Referral, Referral.id == SealedPerson.referral_id)
            .where(
                SealedPerson.same_by_date.in_(some) | SealedPerson.same_by_year.in_(some),
                Referral.status.in_([*OPEN, Status.ON_HOLD, Status.DRAFT]),
            )
        )
        for by_date, by_year in rows:
            found.add((by_date, by_year))
    return found
