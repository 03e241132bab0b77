"""Rounds at home over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.appointments.errors import (
    AppointmentBegun,
    AppointmentNotBegun,
    ReferralNotBookable,
    ReferralUnknown,
    TransitionRefused,
)
from scheduling_svc.deps import AcceptDep, CallerDep, ClockDep, IfMatchDep, OnceDep, UnitDep
from scheduling_svc.openings.errors import ProfessionalUnknown
from scheduling_svc.pools.errors import NotYourPractice
from scheduling_svc.rounds import doing, moving, planning, publishing, volunteers
from scheduling_svc.rounds.errors import (
    HoursOverlap,
    HoursUnknown,
    NothingToTell,
    NurseTaken,
    RoundsBreakRule,
    RoundsChanged,
    RoundsPast,
    RoundsTooHard,
    VisitEnded,
    VisitNotPlaced,
    VisitNotTold,
    VisitPast,
    VisitTold,
)
from scheduling_svc.rounds.schemas import (
    DayOfRounds,
    NoteVisit,
    OwnRounds,
    PinVisit,
    PlaceVisit,
    PublishedRoundsList,
    RecordVisitOutcome,
    RoundVolunteers,
    VisitMoveOut,
    VisitOut,
    VolunteerForRounds,
)
from scheduling_svc.slots.errors import CommuneUnknown, NotYourAgenda
from scheduling_svc.triage.errors import NotUnscheduledCare, TriageEnded
from scheduling_svc.wire import Day

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["rounds"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
DayPath = Annotated[Day, Path()]
ON_A_VISIT = (NotFound, RoundsPast, VisitEnded)


def _tagged(response: Response, rounds: DayOfRounds) -> DayOfRounds:
    set_etag(response, rounds.version)
    return rounds


@router.get("/round-volunteers")
async def list_round_volunteers(unit: UnitDep, caller: CallerDep) -> RoundVolunteers:
    """Who visits at home for unscheduled care, where, when and for what; others than who oversees the agendas find
    their own word alone (F052)."""
    return await volunteers.list_volunteers(unit, caller)


@router.put(
    "/round-volunteers/{professional_id}",
    status_code=204,
    responses=responses(NotYourPractice, ProfessionalUnknown, HoursOverlap),
)
async def volunteer_for_rounds(
    professional_id: UUID, body: VolunteerForRounds, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> None:
    """The professional himself or his delegate: nobody is volunteered by others."""
    await volunteers.volunteer(unit, caller, clock, professional_id, body)


@router.delete("/round-volunteers/{professional_id}", status_code=204, responses=responses(NotFound, NotYourPractice))
async def stop_volunteering_for_rounds(
    professional_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> None:
    """Visits that were published stay in his agenda until he hands them back."""
    await volunteers.stop_volunteering(unit, caller, clock, professional_id)


@router.get("/rounds/{day}", response_model=DayOfRounds, responses=CSV_FILE)
async def read_rounds(
    day: DayPath, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response, accept: AcceptDep = None
) -> DayOfRounds | Response:
    """Visits of a day in the hours that nurses offered, what has no place and why, and the requests that triage sent
    to the pool (care coordinator, director)."""
    if wants_csv(accept):
        return csv_file(f"tournees-{day}.csv", await publishing.export_rounds(unit, caller, clock, day))
    return _tagged(response, await planning.read_rounds(unit, caller, clock, day))


@router.post(
    "/round-visits",
    status_code=201,
    responses=responses(
        ReferralUnknown, NotUnscheduledCare, TriageEnded, CommuneUnknown, RoundsPast, IdempotencyKeyInvalid,
        IdempotencyKeyReused,
    ),
)  # fmt: skip
async def note_round_visit(
    body: NoteVisit, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep, response: Response
) -> DayOfRounds:
    """A visit to do for a request of unscheduled care, whether its triage sent it to the pool or not (care
    coordinator)."""
    return _tagged(response, await planning.note_visit(unit, caller, clock, once, body))


@router.delete("/round-visits/{visit_id}", responses=responses(*ON_A_VISIT, TransitionRefused))
async def withdraw_round_visit(
    visit_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> DayOfRounds:
    """Nobody goes there any more; an appointment that stands for it is cancelled."""
    return _tagged(response, await planning.withdraw_visit(unit, caller, clock, visit_id))


@router.post("/rounds/{day}/proposal", responses=responses(RoundsPast, RoundsChanged, RoundsTooHard))
async def propose_rounds(
    day: DayPath, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> DayOfRounds:
    """Plans the day: as many visits as there is room for, then the least travel. Published and pinned ones stay."""
    return _tagged(response, await planning.propose_rounds(unit, caller, clock, day))


@router.post("/round-visits/{visit_id}/place/weighing", responses=responses(NotFound, HoursUnknown))
async def weigh_round_visit(
    visit_id: UUID, body: PlaceVisit, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> VisitMoveOut:
    """What moving it there would break, and the travel that it adds; nothing is done."""
    return await moving.weigh_visit_move(unit, caller, clock, visit_id, body)


@router.put(
    "/round-visits/{visit_id}/place",
    responses=responses(
        *ON_A_VISIT, HoursUnknown, RoundsBreakRule, NurseTaken, VisitPast, TransitionRefused, AppointmentBegun
    ),
)
async def place_round_visit(
    visit_id: UUID, body: PlaceVisit, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> DayOfRounds:
    """By hand, and pinned there. A published visit moves in the agendas at once."""
    return _tagged(response, await moving.place_visit(unit, caller, clock, visit_id, body))


@router.delete("/round-visits/{visit_id}/place", responses=responses(*ON_A_VISIT, VisitTold))
async def take_round_visit_out(
    visit_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> DayOfRounds:
    """Out of its round, to be placed again."""
    return _tagged(response, await moving.take_visit_out(unit, caller, clock, visit_id))


@router.put("/round-visits/{visit_id}/pin", responses=responses(*ON_A_VISIT, VisitNotPlaced))
async def pin_round_visit(
    visit_id: UUID, body: PinVisit, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> DayOfRounds:
    """It stays with its nurse when the rest is planned anew, or no longer does."""
    return _tagged(response, await planning.pin_visit(unit, caller, clock, visit_id, body.is_pinned))


@router.post(
    "/rounds/{day}/publication",
    responses=responses(
        RoundsPast, NothingToTell, RoundsBreakRule, NurseTaken, VisitPast, ReferralNotBookable, PreconditionFailed,
        PreconditionRequired,
    ),
)  # fmt: skip
async def publish_rounds(
    day: DayPath, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep, response: Response
) -> DayOfRounds:
    """Each visit that is placed becomes an appointment at home in its nurse's agenda, all of them or none."""
    return _tagged(response, await publishing.publish_rounds(unit, caller, clock, day, edited))


@router.get("/rounds/{day}/publications")
async def list_round_publications(day: DayPath, unit: UnitDep, caller: CallerDep) -> PublishedRoundsList:
    """The rounds of that day as they were published, each time."""
    return await publishing.list_publications(unit, caller, day)


@router.get("/rounds/{day}/own")
async def read_own_rounds(day: DayPath, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> OwnRounds:
    """The nurse's own visits of a day, in order, as they were published to her."""
    return await doing.own_rounds(unit, caller, clock, day)


@router.post(
    "/round-visits/{visit_id}/outcome",
    responses=responses(
        NotFound, NotYourAgenda, VisitNotTold, VisitEnded, AppointmentNotBegun, TransitionRefused
    ),
)  # fmt: skip
async def record_round_visit_outcome(
    visit_id: UUID, body: RecordVisitOutcome, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> VisitOut:
    """Said at the door. With nobody there, or another visit to be made, one is to be placed on the day after."""
    return await doing.record_visit_outcome(unit, caller, clock, visit_id, body.outcome)


@router.delete(
    "/round-visits/{visit_id}/appointment",
    status_code=204,
    responses=responses(NotFound, NotYourAgenda, VisitNotTold, VisitEnded, AppointmentBegun, TransitionRefused),
)
async def hand_back_round_visit(visit_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """« Je ne peux pas »: it is to be placed with another nurse, and the request hears of it."""
    await doing.hand_back_visit(unit, caller, clock, visit_id)
