"""A spreadsheet that was given, sealed until it was imported, and what became of each of its lines."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.referrals.codes import Kind


class Spreadsheet(Base):
    """Nothing of its content: who gave it, how far it is, and until when what it held is kept."""

    __tablename__ = "spreadsheet"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    kind: Mapped[Kind] = mapped_column(coded(Kind, "kind"))
    #: given → tried → queued → running → done → undoing → undone; given and tried may be discarded or expire.
    state: Mapped[str]
    format: Mapped[str]
    lines: Mapped[int]
    author_account_id: Mapped[UUID]
    author_name: Mapped[str]
    given_at: Mapped[datetime]
    #: Column code → index, as its author mapped it; no heading, which could be a name.
    columns: Mapped[dict[str, Any]]
    #: Whether a line about somebody who has an open request is stated all the same, marked as a duplicate.
    keep_twins: Mapped[bool]
    finished_at: Mapped[datetime | None]
    #: When the sealed content was destroyed: after the run, when discarded, or a day later.
    erased_at: Mapped[datetime | None]


class SealedSpreadsheet(Base):
    """Headings and rows. Its `DataKey` stands under the identifier of the spreadsheet."""

    __tablename__ = "sealed_spreadsheet"

    spreadsheet_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class SpreadsheetLine(Base):
    """One line that was dealt with. Written in the transaction that states its request: never twice."""

    __tablename__ = "spreadsheet_line"

    spreadsheet_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    #: stated, waiting (for consent), refusal (counted), twin (left out), left_out (problems), undone.
    state: Mapped[str]
    #: The request, or the counted refusal.
    made_id: Mapped[UUID | None]
    case_number: Mapped[str | None]
    #: [{column, rule}] when it was left out: codes alone.
    problems: Mapped[list[Any]]


class SealedMapping(Base):
    """What the coordination chose last for each heading of her list. Sealed: a list may have no headings."""

    __tablename__ = "sealed_mapping"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID]
    version: Mapped[int]
    chosen: Mapped[bytes] = mapped_column(LargeBinary)
