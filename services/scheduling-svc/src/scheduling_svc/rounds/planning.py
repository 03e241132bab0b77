"""Visits are noted, the search proposes rounds, and the coordinator's hand has the last word (F191)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.idempotency import Once
from carekit.identifiers import new_id
from scheduling_svc.appointments.errors import ReferralUnknown
from scheduling_svc.appointments.models import CancellationReason, CancelledBy
from scheduling_svc.appointments.policies import OPEN_STATES, SNP
from scheduling_svc.appointments.schemas import CancelAppointment
from scheduling_svc.appointments.trace import trace
from scheduling_svc.appointments.usecases import cancel
from scheduling_svc.known.models import KnownReferral
from scheduling_svc.rounds import repository
from scheduling_svc.rounds.errors import RoundsChanged, VisitNotPlaced
from scheduling_svc.rounds.models import RoundDay, RoundVisit
from scheduling_svc.rounds.policies import PLANNERS, may_plan, may_read_rounds, must_not_be_past
from scheduling_svc.rounds.repository import StandingVisit
from scheduling_svc.rounds.scene import Scene, clock_of, scene_of
from scheduling_svc.rounds.schemas import DayOfRounds, NoteVisit, civil
from scheduling_svc.rounds.solver import planned
from scheduling_svc.rounds.views import shown
from scheduling_svc.routing.problem import HoursKey
from scheduling_svc.slots.errors import CommuneUnknown
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.triage.errors import NotUnscheduledCare, TriageEnded


async def read_rounds(unit: Unit, caller: Caller, clock: Clock, day: date) -> DayOfRounds:
    may_read_rounds(caller)
    async with unit.begin() as session:
        return await seen(session, caller, day, clock.now())


async def note_visit(unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: NoteVisit) -> DayOfRounds:
    may_plan(caller)
    now = clock.now()
    async with unit.begin() as session:
        await idempotency.claim(session, once, now)
        await _check_request(session, caller, wanted)
        of = await open_day(session, caller, wanted.day, now)
        visit = RoundVisit(
            cpts_id=caller.cpts, visit_id=new_id(), day=wanted.day, referral_id=wanted.referral_id,
            commune_code=wanted.commune_code, minutes=wanted.minutes, from_time=civil(wanted.from_time),
            to_time=civil(wanted.to_time), profession_code=wanted.profession_code,
            skills=sorted(set(wanted.skills)), choice_recorded=wanted.choice_recorded.value, barred=[],
            is_pinned=False, noted_by=account_of(caller), noted_by_name=caller.name, noted_at=now,
        )  # fmt: skip
        session.add(visit)
        trace(session, caller, None, visit.visit_id, "visit_noted", now)
        return await idempotency.keep(session, once, await changed(session, caller, of, now))


async def withdraw_visit(unit: Unit, caller: Caller, clock: Clock, visit_id: UUID) -> DayOfRounds:
    """Nobody goes there; what stands in a nurse's agenda is cancelled."""
    may_plan(caller)
    now = clock.now()
    async with unit.begin() as session:
        one, of = await visit_for_act(session, caller, visit_id, now)
        one.row.withdraw(now)
        if one.appointment is not None:
            why = CancelAppointment(by=CancelledBy.PATIENT, reason_code=CancellationReason.NO_LONGER_NEEDED)
            await cancel(session, caller, one.appointment, why, now)
        trace(session, caller, one.professional_id, visit_id, "visit_withdrawn", now)
        return await changed(session, caller, of, now)


async def propose_rounds(unit: Unit, caller: Caller, clock: Clock, day: date) -> DayOfRounds:
    """What was told and what is pinned stays; the rest is planned anew. Nothing is locked while the search thinks."""
    may_plan(caller)
    now = clock.now()
    async with unit.begin() as session:
        version = (await open_day(session, caller, day, now)).version
        asked = (await scene_of(session, caller.cpts, day, now)).problem
    plan = await planned(asked)
    async with unit.begin() as session:
        of = await open_day(session, caller, day, now)
        if of.version != version:
            raise RoundsChanged
        scene = await scene_of(session, caller.cpts, day, now)
        for visit_id in scene.by_id.keys() - {one for order in plan.values() for one in order}:
            take_out(scene.by_id[visit_id])
        put(scene, plan)
        trace(session, caller, None, of.rounds_id, "rounds_proposed", now)
        return await changed(session, caller, of, now)


async def pin_visit(unit: Unit, caller: Caller, clock: Clock, visit_id: UUID, is_pinned: bool) -> DayOfRounds:
    """It stays with its nurse when the rest is planned anew."""
    may_plan(caller)
    now = clock.now()
    async with unit.begin() as session:
        one, of = await visit_for_act(session, caller, visit_id, now)
        if one.professional_id is None:
            raise VisitNotPlaced
        one.row.is_pinned = is_pinned
        trace(session, caller, one.professional_id, visit_id, "visit_pinned" if is_pinned else "visit_unpinned", now)
        return await changed(session, caller, of, now)


async def counted(session: AsyncSession, caller: Caller, now: datetime) -> tuple[int, datetime | None]:
    """For the home of who plans: visits of today and after that are in no round."""
    if not caller.has(*PLANNERS):
        return 0, None
    today = local_date(now, await zone_of(session, caller.cpts))
    return await repository.count_to_place(session, today)


async def open_day(session: AsyncSession, caller: Caller, day: date, now: datetime) -> RoundDay:
    """The day, locked; what is over is planned no more."""
    must_not_be_past(day, local_date(now, await zone_of(session, caller.cpts)))
    return await repository.day_for_act(session, caller.cpts, day)


async def visit_for_act(
    session: AsyncSession, caller: Caller, visit_id: UUID, now: datetime
) -> tuple[StandingVisit, RoundDay]:
    found = await repository.visit_for_act(session, caller.cpts, visit_id)
    if found is None:
        raise NotFound
    must_not_be_past(found[0].row.day, local_date(now, await zone_of(session, caller.cpts)))
    return found


def put(scene: Scene, plan: Mapping[HoursKey, tuple[UUID, ...]]) -> None:
    """Each visit where the plan has it, from the minute that follows; what was told is not touched."""
    for (nurse_id, begins), order in plan.items():
        for stop in scene.times((nurse_id, begins), order).stops:
            one = scene.by_id[stop.visit_id]
            if not one.is_told:
                one.row.place(nurse_id, clock_of(begins), scene.instant(stop.begins))


def take_out(one: StandingVisit) -> None:
    if not one.is_told:
        one.row.take_out()


async def changed(session: AsyncSession, caller: Caller, of: RoundDay, now: datetime) -> DayOfRounds:
    of.version += 1
    await session.flush()
    return await seen(session, caller, of.day, now)


async def seen(session: AsyncSession, caller: Caller, day: date, now: datetime) -> DayOfRounds:
    scene = await scene_of(session, caller.cpts, day, now)
    of = await repository.day_of(session, caller.cpts, day)
    days = await repository.days_to_place(session, local_date(now, scene.zone))
    return shown(scene, of, await repository.sent_to_pool(session), days)


async def _check_request(session: AsyncSession, caller: Caller, wanted: NoteVisit) -> None:
    known = await session.get(KnownReferral, (caller.cpts, wanted.referral_id))
    if known is None:
        raise ReferralUnknown
    if known.kind != SNP:
        raise NotUnscheduledCare
    if known.status not in OPEN_STATES:
        raise TriageEnded(f"The request is {known.status}")
    if wanted.commune_code not in await repository.communes(session):
        raise CommuneUnknown
