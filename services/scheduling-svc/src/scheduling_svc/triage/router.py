"""Triage over HTTP: the work on one request, the queue, and the script itself."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.deps import AcceptDep, CallerDep, ClockDep, IfMatchDep, UnitDep
from scheduling_svc.triage import publishing, queue, record, usecases
from scheduling_svc.triage.errors import (
    AnswerNotOffered,
    NotUnscheduledCare,
    QuestionOffTheWay,
    RecourseElsewhere,
    RecourseNotInUse,
    RedFlagFirst,
    ScriptDraftMissing,
    ScriptRefused,
    ScriptVersionUnknown,
    TriageEnded,
    TriageMissing,
    TriageUnfinished,
)
from scheduling_svc.triage.schemas import (
    AnswerQuestion,
    DisposedTriages,
    DisposeTriage,
    FindDisposedQuery,
    FindTriagesQuery,
    PreviewScript,
    PublishScript,
    SaveScriptDraft,
    ScriptDraftOut,
    ScriptOut,
    ScriptVersions,
    TriageOut,
    TriageQueue,
    WalkOut,
)
from scheduling_svc.triage.script import Code

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["triage"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
OF_REQUEST = (NotFound, NotUnscheduledCare)
EDITING = (PreconditionFailed, PreconditionRequired)


@router.get("/triages", responses=responses(BadCursor))
async def list_triages(find: FindTriagesQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> TriageQueue:
    """Requests of unscheduled care that no appointment answers yet, most pressing first."""
    return await queue.list_waiting(unit, caller, clock, find)


@router.put("/triages/{referral_id}", responses=responses(*OF_REQUEST, TriageEnded))
async def open_triage(referral_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> TriageOut:
    """Opens the triage of a request of unscheduled care, or takes it up where it stands."""
    return await usecases.open_triage(unit, caller, clock, referral_id)


@router.get("/triages/{referral_id}", responses=responses(*OF_REQUEST, TriageMissing))
async def read_triage(referral_id: UUID, unit: UnitDep, caller: CallerDep) -> TriageOut:
    """Where the triage stands, what was answered, who did what."""
    return await usecases.read_triage(unit, caller, referral_id)


@router.put(
    "/triages/{referral_id}/answers/{question}",
    responses=responses(*OF_REQUEST, TriageMissing, TriageEnded, QuestionOffTheWay, AnswerNotOffered),
)
async def answer_triage_question(
    referral_id: UUID,
    question: Annotated[Code, Path()],
    body: AnswerQuestion,
    unit: UnitDep,
    caller: CallerDep,
    clock: ClockDep,
) -> TriageOut:
    """Answers the question that stands, or corrects one on the way to it; later answers stay while still asked."""
    return await usecases.answer_question(unit, caller, clock, referral_id, question, body.answer)


@router.post(
    "/triages/{referral_id}/dispositions",
    responses=responses(
        *OF_REQUEST, TriageMissing, TriageEnded, RedFlagFirst, TriageUnfinished, RecourseElsewhere, RecourseNotInUse
    ),
)
async def dispose_triage(
    referral_id: UUID, body: DisposeTriage, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> TriageOut:
    """Says that the person was handed to the 15, the pool or a recourse of the directory, by name, with author and
    hour. All but the pool end the request, and its participants are told (`triage.disposed.v1`)."""
    return await usecases.dispose_triage(unit, caller, clock, referral_id, body)


@router.get("/triage-dispositions", response_model=DisposedTriages, responses=CSV_FILE | responses(BadCursor))
async def list_triage_dispositions(
    find: FindDisposedQuery, unit: UnitDep, caller: CallerDep, accept: AcceptDep = None
) -> DisposedTriages | Response:
    """Where requests of unscheduled care were handed to, and how often; with `Accept: text/csv`, as a file (care
    coordinator, regulator, director)."""
    if wants_csv(accept):
        return csv_file("orientations-snp.csv", await record.export_disposed(unit, caller, find))
    return await record.list_disposed(unit, caller, find)


@router.get("/triage-scripts")
async def list_triage_scripts(unit: UnitDep, caller: CallerDep) -> ScriptVersions:
    """The script in force, all that ever were, and the draft being prepared."""
    return await publishing.list_scripts(unit, caller)


@router.get("/triage-scripts/{script_version}", responses=responses(ScriptVersionUnknown))
async def read_triage_script(
    script_version: Annotated[str, Path(min_length=1, max_length=40, examples=["national-2026-1"])],
    unit: UnitDep,
    caller: CallerDep,
) -> ScriptOut:
    """One script as it was published: the version that stands beside a triage."""
    return await publishing.read_script(unit, caller, script_version)


@router.put("/triage-script-draft", responses=responses(*EDITING))
async def save_triage_script_draft(
    body: SaveScriptDraft,
    unit: UnitDep,
    caller: CallerDep,
    clock: ClockDep,
    edited: IfMatchDep,
    response: Response,
) -> ScriptDraftOut:
    """Begins or replaces the draft. `If-Match` is its ETag, `"0"` when there is none yet."""
    saved = await publishing.save_draft(unit, caller, clock, body, edited)
    set_etag(response, saved.version)
    return saved


@router.delete("/triage-script-draft", status_code=204, responses=responses(*EDITING, ScriptDraftMissing))
async def discard_triage_script_draft(unit: UnitDep, caller: CallerDep, edited: IfMatchDep) -> None:
    """Nothing of what is in force changes."""
    await publishing.discard_draft(unit, caller, edited)


@router.post("/triage-script-draft/preview", responses=responses(ScriptDraftMissing, ScriptRefused))
async def preview_triage_script_draft(body: PreviewScript, unit: UnitDep, caller: CallerDep) -> WalkOut:
    """Walks the saved draft with these answers; nothing is kept."""
    return await publishing.preview_draft(unit, caller, body)


@router.post("/triage-script-draft/publication", responses=responses(*EDITING, ScriptDraftMissing, ScriptRefused))
async def publish_triage_script_draft(
    body: PublishScript, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep
) -> ScriptOut:
    """By the director, with the name of the doctor who signs. Never edited again."""
    return await publishing.publish_draft(unit, caller, clock, body, edited)
