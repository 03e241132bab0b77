"""What an import would do: every line is understood, compared blind, and shown to its author. Nothing is stated."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.disclosure.blind import split_answers
from referral_svc.disclosure.intake.usecases import person_of
from referral_svc.disclosure.spreadsheets import store
from referral_svc.disclosure.spreadsheets.columns import Holds
from referral_svc.disclosure.spreadsheets.models import Spreadsheet
from referral_svc.disclosure.spreadsheets.people import Blind, People
from referral_svc.disclosure.spreadsheets.reading import Table
from referral_svc.disclosure.spreadsheets.rows import Reader, Row
from referral_svc.disclosure.spreadsheets.schemas import LineState, ProblemOut, Trial, TriedRow, Twin
from referral_svc.disclosure.vault import Vault

FIRST = 20
SHOWN = 300


@dataclass(frozen=True)
class Tried:
    row: Row
    twin: Twin

    def comes_to(self, *, keep_twins: bool) -> LineState:
        """What the import makes of it."""
        if self.row.need is None:
            return "left_out"
        if self.row.consent == "no":
            return "refusal"
        if self.twin != "none" and not keep_twins:
            return "twin"
        return "stated" if self.row.consent == "yes" else "waiting"


async def tried(session: AsyncSession, vault: Vault, sheet: Spreadsheet, table: Table, today: date) -> list[Tried]:
    """Every line, in the order of the file."""
    columns = {Holds(code): index for code, index in sheet.columns.items()}
    reader = Reader(sheet.kind, columns, await store.communes_of(session, sheet.cpts_id), today)
    # Thousands of rows take a second: other requests of this process go on meanwhile.
    rows, blinds = await asyncio.to_thread(_understood, vault, sheet.cpts_id, reader, table)
    known = await store.standing(session, {key for blind in blinds for key in blind if key is not None})
    in_file = People()
    found = []
    for row, blind in zip(rows, blinds, strict=True):
        twin: Twin = "open_request" if known.has(blind) else "in_file" if in_file.has(blind) else "none"
        in_file.add(blind)
        found.append(Tried(row, twin))
    return found


def _understood(vault: Vault, cpts_id: UUID, reader: Reader, table: Table) -> tuple[list[Row], list[Blind]]:
    rows = [reader.read(line, cells) for line, cells in table.rows]
    return rows, [_blind(vault, cpts_id, row) for row in rows]


def _blind(vault: Vault, cpts_id: UUID, row: Row) -> Blind:
    if row.need is None:
        return None, None
    _, social = split_answers(row.need.criteria.model_dump())
    return vault.same(cpts_id, person_of(row.need, social), row.need.patient.sex.value)


def report(lines: Sequence[Tried]) -> Trial:
    comes = [one.comes_to(keep_twins=False) for one in lines]
    told = [*lines[:FIRST], *(one for one in lines[FIRST:] if one.row.problems or one.twin != "none")]
    return Trial(
        lines=len(lines),
        ready=comes.count("stated"),
        waiting=comes.count("waiting"),
        refusals=comes.count("refusal"),
        twins=comes.count("twin"),
        left_out=comes.count("left_out"),
        rows=[_shown(one) for one in told[:SHOWN]],
    )


def _shown(one: Tried) -> TriedRow:
    row, need = one.row, one.row.need
    birth = need.patient.birth if need else None
    said = birth.date.isoformat() if birth and birth.date else str(birth.year) if birth and birth.year else None
    return TriedRow(
        line=row.line,
        names=f"{need.patient.family_name} {need.patient.given_name}" if need else "",
        birth=said,
        commune_code=row.commune_code,
        need=need.need[0].value if need else None,
        consent=row.consent,
        twin=one.twin,
        problems=[ProblemOut(column=problem.column, rule=problem.rule) for problem in row.problems],
    )
