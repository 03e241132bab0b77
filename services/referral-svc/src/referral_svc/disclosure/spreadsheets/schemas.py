"""What goes over the wire about a spreadsheet. Its content goes back to its author alone."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.disclosure.spreadsheets.columns import Holds
from referral_svc.disclosure.spreadsheets.rows import Answer, Rule
from referral_svc.referrals.codes import Kind

SpreadsheetState = Literal["given", "tried", "queued", "running", "done", "undoing", "undone", "discarded"]
LineState = Literal["stated", "waiting", "refusal", "twin", "left_out", "undone", "kept"]
Twin = Literal["none", "open_request", "in_file"]


class GiveSpreadsheet(Input):
    """Query of the upload; the file itself is the body."""

    kind: Kind = Field(description="What the persons of this list look for")


class MappedColumn(Input):
    index: int = Field(ge=0, le=59, description="0 is the first column of the file")
    column: Holds


class MapColumns(Input):
    """What each column holds; one that is not named is left out."""

    columns: list[MappedColumn] = Field(min_length=1, max_length=len(Holds))


class RunImport(Input):
    keep_twins: bool = Field(
        default=False,
        description="True: a line about somebody who seems to have an open request, or who stands twice in the "
        "file, is stated too and marked for the coordinator to merge. False: it is left out",
    )


class SpreadsheetColumn(Output):
    index: int
    heading: str
    examples: list[str] = Field(description="The first values that differ, as they stand in the file")
    guess: Holds | None = Field(description="What the heading seems to mean, or what was chosen for it last time")


class SpreadsheetColumns(Output):
    """Opened to its author alone."""

    columns: list[SpreadsheetColumn]
    required: list[list[Holds]] = Field(description="Of each group, at least one column must be mapped")


class ProblemOut(Output):
    column: Holds
    rule: Rule


class TriedRow(Output):
    """One line as it was understood: to its author alone."""

    line: int = Field(description="Line of the file, headings included")
    names: str = Field(description="Family and given names as they would be stated")
    birth: str | None = Field(description="ISO date, or year")
    commune_code: str | None
    need: str | None
    consent: Answer = Field(description="missing: the request waits for the person's agreement, and is not searched")
    twin: Twin = Field(description="Without any detail of the other request")
    problems: list[ProblemOut] = Field(description="Any of them leaves the line out")


class Trial(Output):
    """What an import would do. Nothing was stated."""

    lines: int
    ready: int = Field(description="Lines that would be stated")
    waiting: int = Field(description="Lines without a recorded agreement: their requests wait for it")
    refusals: int = Field(description="Lines whose person said no: counted without identity")
    twins: int = Field(description="Lines about somebody who has an open request or stands twice in the file")
    left_out: int = Field(description="Lines with a problem")
    rows: list[TriedRow] = Field(description="The first 20 lines, then those with a problem or a twin, 300 at most")


class RowCounts(Output):
    stated: int
    waiting: int
    refusals: int
    twins: int
    left_out: int


class SpreadsheetOut(Output):
    """An import without anything of its content."""

    spreadsheet_id: UUID
    kind: Kind
    state: SpreadsheetState
    format: Literal["csv", "xlsx"]
    lines: int
    done: int = Field(description="Lines dealt with so far")
    counts: RowCounts
    author_name: str
    is_mine: bool = Field(description="Its author alone maps, tries and runs it")
    given_at: datetime
    erased_at: datetime | None = Field(description="When the file was destroyed")
    erased_by: datetime = Field(description="When it is destroyed at the latest")
    finished_at: datetime | None


class Spreadsheets(Output):
    items: list[SpreadsheetOut] = Field(description="Latest first, 50 at most")
