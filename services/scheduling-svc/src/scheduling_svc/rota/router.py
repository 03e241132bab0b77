"""Rotas, duties and swaps over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.db import Unit
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.deps import AcceptDep, CallerDep, ClockDep, IfMatchDep, OnceDep, UnitDep
from scheduling_svc.information.router import KEPT
from scheduling_svc.openings.errors import ProfessionalUnknown, TooManyOpenings
from scheduling_svc.rota import building, changing, display, ledger, market, solving, swaps
from scheduling_svc.rota.errors import (
    AlreadyHisDuty,
    DayTaken,
    DutyBreaksRule,
    DutyHasAppointments,
    DutyPast,
    NotInThisRota,
    NotYourDuty,
    ReturnNotWanted,
    RotaChanged,
    RotaEmpty,
    RotaIncomplete,
    RotaNotDraft,
    RotaNotPublished,
    RotaTooHard,
    SiteMissing,
    SwapAlreadyOffered,
    SwapNotOpen,
)
from scheduling_svc.rota.ledger_schemas import DutyLedger, FindLedgerDutiesQuery, LedgerDutyPage
from scheduling_svc.rota.schemas import (
    AcceptSwap,
    AgreeToDutyHours,
    AssignDuty,
    DescribeRota,
    DescribeRotaMember,
    DutyChangeOut,
    FindRotasQuery,
    FindSwapsQuery,
    MoveDuty,
    OfferSwap,
    PublicDuties,
    RotaDetail,
    RotaList,
    RotaSolution,
    SayDutyWishes,
    SwapList,
    WeighDutyChangeQuery,
)

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["rotas"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
#: Open to whoever asks: what hangs on the door of a practice.
public = APIRouter(prefix="/api/scheduling/v1/public", tags=["rotas"])

EDIT = (NotFound, RotaNotDraft, PreconditionFailed, PreconditionRequired)
CHANGE = (NotFound, DutyPast, DutyBreaksRule, DutyHasAppointments, TooManyOpenings)


@router.get("/rotas")
async def list_rotas(find: FindRotasQuery, unit: UnitDep, caller: CallerDep) -> RotaList:
    """Rotas of the CPTS, drafts included: whoever takes part says his wishes there."""
    return await building.list_rotas(unit, caller, find.from_)


@router.post(
    "/rotas",
    status_code=201,
    responses=responses(IdempotencyKeyInvalid, IdempotencyKeyReused, RotaEmpty, SiteMissing),
)
async def make_rota(
    body: DescribeRota, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep, response: Response
) -> RotaDetail:
    """A draft with a duty for each seat of each day (secretary, care coordinator, director)."""
    return _tagged(response, await building.make_rota(unit, caller, clock, once, body))


@router.get("/rotas/{rota_id}", responses=responses(NotFound))
async def read_rota(rota_id: UUID, unit: UnitDep, caller: CallerDep, response: Response) -> RotaDetail:
    """Days, persons and rules. Who does not build it sees no holder of a draft and no wish of others."""
    return _tagged(response, await building.read_rota(unit, caller, rota_id))


@router.put("/rotas/{rota_id}", responses=responses(*EDIT, RotaEmpty, SiteMissing))
async def revise_rota(
    rota_id: UUID, body: DescribeRota, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep,
    response: Response,
) -> RotaDetail:  # fmt: skip
    """Changes a draft; days that stay keep who is on them."""
    return _tagged(response, await building.revise_rota(unit, caller, clock, rota_id, body, edited))


@router.delete("/rotas/{rota_id}", status_code=204, responses=responses(*EDIT))
async def drop_rota(rota_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep) -> None:
    """Drops a draft."""
    await building.drop_rota(unit, caller, clock, rota_id, edited)


@router.put(
    "/rotas/{rota_id}/members/{professional_id}",
    responses=responses(NotFound, RotaNotDraft, ProfessionalUnknown, RotaEmpty),
)
async def take_part_in_rota(
    rota_id: UUID, professional_id: UUID, body: DescribeRotaMember, unit: UnitDep, caller: CallerDep, clock: ClockDep,
    response: Response,
) -> RotaDetail:  # fmt: skip
    """A professional takes part in a draft, or his share and skills change."""
    return _tagged(response, await building.take_part(unit, caller, clock, rota_id, professional_id, body))


@router.delete("/rotas/{rota_id}/members/{professional_id}", responses=responses(NotFound, RotaNotDraft))
async def leave_rota(
    rota_id: UUID, professional_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> RotaDetail:
    """Takes part no more; his duties of the draft have nobody."""
    return _tagged(response, await building.leave_rota(unit, caller, clock, rota_id, professional_id))


@router.put("/rotas/{rota_id}/members/{professional_id}/wishes", responses=responses(NotFound, NotYourDuty))
async def say_duty_wishes(
    rota_id: UUID, professional_id: UUID, body: SayDutyWishes, unit: UnitDep, caller: CallerDep, clock: ClockDep,
    response: Response,
) -> RotaDetail:  # fmt: skip
    """Days that cannot be, days wanted and unwanted: one's own, or anybody's for who builds the rota."""
    return _tagged(response, await building.say_wishes(unit, caller, clock, rota_id, professional_id, body))


@router.put("/rotas/{rota_id}/members/{professional_id}/agreement", responses=responses(NotFound, NotYourDuty))
async def agree_to_duty_hours(
    rota_id: UUID, professional_id: UUID, body: AgreeToDutyHours, unit: UnitDep, caller: CallerDep, clock: ClockDep,
    response: Response,
) -> RotaDetail:  # fmt: skip
    """Whether one's duties open hours to the audience of the rota (the owner of the agenda or his delegate)."""
    detail = await building.agree_to_hours(unit, caller, clock, rota_id, professional_id, body.agrees)
    return _tagged(response, detail)


@router.post("/rotas/{rota_id}/solution", responses=responses(NotFound, RotaNotDraft, RotaChanged, RotaTooHard))
async def solve_rota(
    rota_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> RotaSolution:
    """Fills a draft with the fairest rota that keeps every rule, or names the rules that cannot be kept together."""
    solution = await solving.solve_rota(unit, caller, clock, rota_id)
    _tagged(response, solution.detail)
    return solution


@router.post("/rotas/{rota_id}/publication", responses=responses(*EDIT, RotaIncomplete, TooManyOpenings))
async def publish_rota(
    rota_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep, response: Response
) -> RotaDetail:
    """Publishes: each duty opens its hours in the agenda of who holds it."""
    return _tagged(response, await solving.publish_rota(unit, caller, clock, rota_id, edited))


@router.get(
    "/duties/{duty_id}/change", responses=responses(NotFound, DutyPast, DutyBreaksRule, NotInThisRota, DayTaken)
)
async def weigh_duty_change(
    duty_id: UUID, wanted: WeighDutyChangeQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> DutyChangeOut:
    """Which rules another holder or another day would break, before anything changes (who builds the rota)."""
    return await changing.weigh_change(unit, caller, clock, duty_id, wanted)


@router.put("/duties/{duty_id}/holder", responses=responses(*CHANGE, NotInThisRota))
async def assign_duty(
    duty_id: UUID, body: AssignDuty, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> RotaDetail:
    """The coordinator's hand: pins a duty of a draft, or swaps a published one for others."""
    return _tagged(response, await changing.assign_duty(unit, caller, clock, duty_id, body))


@router.put("/duties/{duty_id}/day", responses=responses(*CHANGE, DayTaken))
async def move_duty(
    duty_id: UUID, body: MoveDuty, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> RotaDetail:
    """Moves a duty to another day with its holder and its open swap."""
    return _tagged(response, await changing.move_duty(unit, caller, clock, duty_id, body))


@router.post(
    "/duties/{duty_id}/swap",
    status_code=201,
    responses=responses(NotFound, NotYourDuty, DutyPast, RotaNotPublished, SwapAlreadyOffered),
)
async def offer_swap(
    duty_id: UUID, body: OfferSwap, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> RotaDetail:
    """Offers a published duty to the others of the rota."""
    return _tagged(response, await swaps.offer_swap(unit, caller, clock, duty_id, body))


@router.get("/swaps")
async def list_swaps(find: FindSwapsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> SwapList:
    """The market: swaps of the last twelve months, 200 at most."""
    return await market.list_swaps(unit, caller, clock, find.status)


@router.post(
    "/swaps/{swap_id}/acceptance",
    responses=responses(*CHANGE, NotYourDuty, NotInThisRota, AlreadyHisDuty, SwapNotOpen, ReturnNotWanted),
)
async def accept_swap(
    swap_id: UUID, body: AcceptSwap, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> RotaDetail:
    """Takes the duty, and gives one in return when its holder asked for that day; refused if it breaks a rule."""
    return _tagged(response, await swaps.accept_swap(unit, caller, clock, swap_id, body))


@router.post("/swaps/{swap_id}/withdrawal", responses=responses(NotFound, NotYourDuty, DutyPast, SwapNotOpen))
async def withdraw_swap(
    swap_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep, response: Response
) -> RotaDetail:
    """Offers it no more."""
    return _tagged(response, await swaps.withdraw_swap(unit, caller, clock, swap_id))


@router.get("/duty-ledger")
async def read_duty_ledger(unit: UnitDep, caller: CallerDep, clock: ClockDep) -> DutyLedger:
    """Duties and points of twelve months by professional, and those still to come."""
    return await ledger.read_ledger(unit, caller, clock)


@router.get("/duty-ledger/duties", response_model=LedgerDutyPage, responses=CSV_FILE | responses(BadCursor))
async def list_ledger_duties(
    find: FindLedgerDutiesQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> LedgerDutyPage | Response:
    """The duties behind one figure of one professional's line."""
    if wants_csv(accept):
        return csv_file("gardes.csv", await ledger.export_duties(unit, caller, clock, find))
    return await ledger.list_duties(unit, caller, clock, find)


@public.get("/{cpts_id}/duties", responses=responses(NotFound))
async def list_public_duties(
    cpts_id: UUID, request: Request, clock: ClockDep, response: Response
) -> PublicDuties:  # fmt: skip
    """Who is on duty in the next five weeks, for everybody and without signing in: published duties only."""
    response.headers["Cache-Control"] = KEPT
    return await display.public_duties(Unit(request.app.state.database, cpts_id), clock, cpts_id)


def _tagged(response: Response, detail: RotaDetail) -> RotaDetail:
    set_etag(response, detail.rota.version)
    return detail
