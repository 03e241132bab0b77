"""The nurse's own round: what was published to her, how each visit went, and what she cannot do after all."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.identifiers import new_id
from scheduling_svc.agendas.keeping import check_keeper
from scheduling_svc.appointments.errors import AppointmentBegun
from scheduling_svc.appointments.models import Appointment, CancellationReason, CancelledBy, NoShowReason, Outcome
from scheduling_svc.appointments.schemas import CancelAppointment
from scheduling_svc.appointments.trace import trace
from scheduling_svc.appointments.usecases import came_out, cancel
from scheduling_svc.openings.civil import instant
from scheduling_svc.rounds import repository
from scheduling_svc.rounds.errors import VisitNotTold
from scheduling_svc.rounds.models import RoundDay, VisitOutcome
from scheduling_svc.rounds.policies import whose_round
from scheduling_svc.rounds.repository import StandingVisit
from scheduling_svc.rounds.scene import scene_of
from scheduling_svc.rounds.schemas import OwnRounds, VisitOut
from scheduling_svc.rounds.views import visit_out
from scheduling_svc.slots.policies import OVERSEERS, account_of, may_keep_agenda
from scheduling_svc.slots.repository import zone_of

_AT_THE_DOOR = {
    VisitOutcome.DONE: Outcome.FULFILLED,
    VisitOutcome.NOT_FOUND: Outcome.NO_SHOW,
    VisitOutcome.TO_SEE_AGAIN: Outcome.FULFILLED,
}


async def own_rounds(unit: Unit, caller: Caller, clock: Clock, day: date) -> OwnRounds:
    nurse_id = whose_round(caller)
    async with unit.begin() as session:
        scene = await scene_of(session, caller.cpts, day, clock.now())
        visits: list[VisitOut] = []
        for key in sorted(scene.plan):
            if key[0] != nurse_id:
                continue
            told = [visit_id for visit_id in scene.plan[key] if scene.by_id[visit_id].is_told]
            visits += [
                visit_out(scene.by_id[stop.visit_id], scene.communes, travel=stop.travel)
                for stop in scene.times(key, told).stops
            ]
        next_day = nurse_id and await repository.next_day_of(session, nurse_id, day)
    travel = sum(one.travel_minutes or 0 for one in visits)
    return OwnRounds(day=day, visits=visits, travel_minutes=travel, next_day=next_day)


async def record_visit_outcome(
    unit: Unit, caller: Caller, clock: Clock, visit_id: UUID, outcome: VisitOutcome
) -> VisitOut:
    """As the outcome of the appointment; whoever is to be seen again is to be placed again, on the day after."""
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        one, appointment, of = await _told(session, caller, visit_id)
        zone = await zone_of(session, caller.cpts)
        began = instant(local_date(appointment.starts_at, zone), time(), zone)
        why = NoShowReason.NOT_FOUND if outcome is VisitOutcome.NOT_FOUND else None
        await came_out(session, caller, appointment, _AT_THE_DOOR[outcome], why, now, known_from=began)
        one.row.came_out_as(outcome, now)
        if outcome is not VisitOutcome.DONE:
            tomorrow = max(one.row.day, local_date(now, zone)) + timedelta(days=1)
            session.add(one.row.again(new_id(), tomorrow, account_of(caller), caller.name, now))
        return await _shown(session, of, one)


async def hand_back_visit(unit: Unit, caller: Caller, clock: Clock, visit_id: UUID) -> None:
    """« Je ne peux pas »: her hour is free again, the request hears of it, and nobody gives it to her again."""
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        one, appointment, of = await _told(session, caller, visit_id)
        if appointment.starts_at <= now:
            raise AppointmentBegun
        why = CancelAppointment(by=CancelledBy.PRACTICE, reason_code=CancellationReason.PROFESSIONAL_ABSENT)
        await cancel(session, caller, appointment, why, now)
        one.row.hand_back(appointment.professional_id)
        of.version += 1
        trace(session, caller, appointment.professional_id, visit_id, "visit_handed_back", now)


async def _told(session: AsyncSession, caller: Caller, visit_id: UUID) -> tuple[StandingVisit, Appointment, RoundDay]:
    """A visit in the agenda that the caller keeps; to others it looks absent."""
    found = await repository.visit_for_act(session, caller.cpts, visit_id)
    if found is None:
        raise NotFound
    one, of = found
    if one.appointment is None:
        raise VisitNotTold if caller.has(*OVERSEERS) else NotFound
    await check_keeper(session, caller, one.appointment.professional_id)
    return one, one.appointment, of


async def _shown(session: AsyncSession, of: RoundDay, one: StandingVisit) -> VisitOut:
    of.version += 1
    await session.flush()
    return visit_out(one, await repository.communes(session))
