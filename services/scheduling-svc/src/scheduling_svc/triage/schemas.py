"""Triage on the wire. Answers are codes of the script; no words about a person are taken in."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.openings.models import Modality
from scheduling_svc.triage.models import Disposition, TriageActKind, TriageStatus
from scheduling_svc.triage.script import Code, Phones, ScriptEnd, ScriptQuestion, TriageClass, TriageScript
from scheduling_svc.wire import Day, InstantOut


class AnswerQuestion(Input):
    answer: Code


class DisposeTriage(Input):
    to: Disposition
    recourse_id: UUID | None = Field(
        default=None, description="Which recourse of the directory; needed for `recourse`"
    )


class TriageStep(Output):
    """One question met on the way, as it was answered."""

    question: ScriptQuestion
    answer: Code


class TriageNeed(Output):
    """What a slot is looked for with."""

    triage_class: TriageClass
    profession_code: str
    modality: Modality


class WalkOut(Output):
    """Either the question to ask, or how the script ended."""

    path: list[TriageStep]
    asks: ScriptQuestion | None
    ends: ScriptEnd | None
    need: TriageNeed | None


class TriageActOut(Output):
    """`question_text` and `answer_text` are the words of the script that was used."""

    act: TriageActKind
    at: InstantOut
    author_name: str
    question_text: str | None
    answer_text: str | None
    disposition: Disposition | None
    recourse_name: str | None = Field(description="Whom it was handed to, when one was named")


class TriageOut(WalkOut):
    referral_id: UUID
    status: TriageStatus
    script_version: str
    due_at: InstantOut | None = Field(description="When the target of its class elapses")
    opened_at: InstantOut
    disposition: Disposition | None
    pool_asked_at: InstantOut | None
    phones: Phones
    usual_professional_id: UUID | None = Field(
        description="The person's own doctor, when the request names one: his slots come first"
    )
    usual_professional_name: str | None
    booked_at: InstantOut | None = Field(description="Start of the appointment that answers it")
    may: list[Disposition] = Field(description="Where it may go now")
    acts: list[TriageActOut] = Field(description="Oldest first")
    version: int


class QueuedTriage(Output):
    """A request of unscheduled care that waits. Names come from `POST /api/referral/v1/names`, never from here."""

    referral_id: UUID
    status: TriageStatus | None = Field(description="Null while nobody has opened its triage")
    triage_class: TriageClass | None
    profession_code: str | None
    modality: Modality | None
    due_at: InstantOut | None
    sorting_due_at: InstantOut | None = Field(
        description="When the shortest target of the script in force elapses, counted from when it was stated; null "
        "once it was sorted"
    )
    stated_at: InstantOut | None = Field(description="When the request was stated")
    opened_at: InstantOut | None
    pool_asked_at: InstantOut | None
    usual_professional_name: str | None = Field(description="The person's own doctor, who is asked first")
    usual_free_at: InstantOut | None = Field(
        description="The first free slot of that doctor before the deadline, once the request was sorted"
    )


class TriageQueue(Page[QueuedTriage]):
    """Red flags, then what was escalated or is late, sorted or not, then those not sorted yet, then by class and
    deadline."""


Cursor = Annotated[str, StringConstraints(max_length=500)]


class FindTriages(Input):
    cursor: Cursor | None = Field(default=None, description="`next` of the page before")
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


FindTriagesQuery = Annotated[FindTriages, Query()]


class FindDisposed(Input):
    since: Day | None = Field(default=None, description="First day, included")
    until: Day | None = Field(default=None, description="Last day, included")
    disposition: Disposition | None = None
    recourse_id: UUID | None = None
    cursor: Cursor | None = Field(default=None, description="`next` of the page before")
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


FindDisposedQuery = Annotated[FindDisposed, Query()]


class DisposedTriage(Output):
    """One hand-over. Names come from `POST /api/referral/v1/names`, never from here."""

    referral_id: UUID
    at: InstantOut
    disposition: Disposition
    recourse_id: UUID | None
    recourse_name: str | None = Field(description="As the directory called it then; null before it was named")
    triage_class: TriageClass | None
    author_name: str


class DisposedTo(Output):
    """How many of the hand-overs that match went to one target."""

    disposition: Disposition
    recourse_id: UUID | None
    recourse_name: str | None
    number: int


class DisposedTriages(Page[DisposedTriage]):
    """Newest first."""

    to: list[DisposedTo] = Field(description="Over all pages, most called first")


class SaveScriptDraft(Input):
    script: TriageScript
    note: Annotated[str, StringConstraints(max_length=300)] = Field(default="", description="Why it changes")


class PreviewScript(Input):
    """Walks the saved draft as a caller would, and keeps nothing."""

    answers: dict[Code, Code] = Field(max_length=60, examples=[{}])


class PublishScript(Input):
    signed_by: Annotated[str, StringConstraints(min_length=3, max_length=120)] = Field(
        description="The doctor who signs it for the CPTS"
    )


class ScriptFault(Output):
    field: str
    rule: str
    detail: str


class ScriptDraftOut(Output):
    script: TriageScript
    note: str
    based_on: str
    saved_by_name: str
    saved_at: InstantOut
    faults: list[ScriptFault] = Field(description="What keeps it from being published; empty when nothing does")
    version: int = Field(description="Also the ETag")


class ScriptLine(Output):
    version: str = Field(examples=["2026-1"])
    is_in_force: bool
    is_national: bool = Field(description="The starting script of the platform, which no doctor has signed here")
    note: str
    signed_by: str | None
    published_by_name: str | None
    published_at: InstantOut | None


class ScriptOut(ScriptLine):
    script: TriageScript


class ScriptVersions(Output):
    in_force: ScriptOut
    items: list[ScriptLine] = Field(description="Newest first")
    draft: ScriptDraftOut | None
    may_draft: bool
    may_publish: bool
