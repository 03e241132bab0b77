"""The rounds of a day as they are shown. Values in, wire schemas out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Row

from scheduling_svc.appointments.models import AppointmentStatus
from scheduling_svc.known.models import KnownCommune, KnownReferral
from scheduling_svc.rounds.models import RoundDay, VisitStatus
from scheduling_svc.rounds.repository import StandingVisit
from scheduling_svc.rounds.scene import Scene, clock_of
from scheduling_svc.rounds.schemas import (
    DayOfRounds,
    DayToPlace,
    RoundBreach,
    RoundOut,
    SentToPool,
    ToldStop,
    VisitOut,
)
from scheduling_svc.routing.breaches import Breach, UnplacedReason, why_unplaced
from scheduling_svc.routing.problem import Hours
from scheduling_svc.routing.timing import km_of
from scheduling_svc.triage.models import Triage

_OUTCOMES = {
    AppointmentStatus.FULFILLED.value: VisitStatus.DONE,
    AppointmentStatus.NO_SHOW.value: VisitStatus.NOT_FOUND,
}


def shown(
    scene: Scene, of: RoundDay | None, sent: Sequence[Row[Triage, KnownReferral]], days: Sequence[Row[date, int]]
) -> DayOfRounds:
    rounds = [_round(scene, hours) for hours in scene.problem.hours]
    unplaced = [one for one in scene.visits if one.row.visit_id not in scene.placed]
    return DayOfRounds(
        day=scene.day, version=of.version if of else 0, published=of.published if of else 0,
        untold=sum(not scene.by_id[visit_id].is_told for visit_id in scene.placed),
        rounds=sorted(rounds, key=lambda one: (one.professional_name, one.from_time)),
        unplaced=[
            visit_out(one, scene.communes, reason=why_unplaced(scene.problem, scene.problem.visit[one.row.visit_id]))
            for one in unplaced
        ],
        sent_to_pool=[_sent(*row) for row in sent],
        to_place=[DayToPlace(day=day, visits=visits) for day, visits in days],
        travel_minutes=sum(one.travel_minutes for one in rounds),
        travel_km=round(sum(one.travel_km for one in rounds), 1),
    )  # fmt: skip


def visit_out(
    one: StandingVisit,
    communes: Mapping[str, KnownCommune],
    *,
    travel: int | None = None,
    reason: UnplacedReason | None = None,
) -> VisitOut:
    row, commune = one.row, communes.get(one.row.commune_code)
    # Where the rounds have no place for it, neither has it an hour.
    starts_at = None if reason else one.starts_at
    minutes = timedelta(minutes=row.minutes)
    return VisitOut.model_validate(
        {name: getattr(row, name) for name in VisitOut.model_fields if hasattr(row, name)}
        | {
            "commune_name": commune.name if commune else None,
            "status": _status(one, is_placed=starts_at is not None),
            "starts_at": starts_at,
            "ends_at": one.appointment.ends_at if one.appointment else starts_at and starts_at + minutes,
            "travel_minutes": travel,
            "appointment_id": one.appointment and one.appointment.appointment_id,
            "unplaced_reason": reason,
        }
    )


def broken(rules: Iterable[Breach]) -> list[RoundBreach]:
    return [RoundBreach(kind=one.kind, visit_id=one.visit_id) for one in sorted(rules, key=_order)]


def as_members(rules: Iterable[Breach]) -> list[dict[str, object]]:
    return [one.model_dump(mode="json") for one in broken(rules)]


def told_stops(scene: Scene) -> list[ToldStop]:
    """Everything that stands, as its nurses now know it."""
    told = [one for one in scene.visits if one.appointment is not None]
    return [
        ToldStop(
            visit_id=one.row.visit_id, professional_id=one.appointment.professional_id,
            professional_name=scene.name_of(one.appointment.professional_id), commune_code=one.row.commune_code,
            starts_at=one.appointment.starts_at, minutes=one.row.minutes,
        )
        for one in sorted(told, key=lambda one: (str(one.professional_id), one.starts_at))
        if one.appointment is not None
    ]  # fmt: skip


def _round(scene: Scene, hours: Hours) -> RoundOut:
    order = scene.plan[hours.key]
    times = scene.times(hours.key)
    return RoundOut(
        professional_id=hours.nurse_id, professional_name=scene.name_of(hours.nurse_id),
        profession_code=hours.profession, from_time=clock_of(hours.begins), to_time=clock_of(hours.ends),
        most=hours.most, communes=[scene.commune_name(code) or code for code in sorted(hours.communes)],
        skills=sorted(hours.skills), base_name=scene.commune_name(hours.base),
        visits=[
            visit_out(scene.by_id[stop.visit_id], scene.communes, travel=stop.travel) for stop in times.stops
        ],
        travel_minutes=times.travel, travel_km=round(km_of(scene.problem, hours, order), 1),
        back_at=scene.instant(times.ends) if order else None,
    )  # fmt: skip


def _status(one: StandingVisit, *, is_placed: bool) -> VisitStatus:
    """At the door she says more than the appointment holds; said in the agenda instead, it counts all the same."""
    if one.row.outcome:
        return VisitStatus(one.row.outcome)
    if one.appointment is not None:
        return _OUTCOMES.get(one.appointment.status, VisitStatus.TOLD)
    return VisitStatus.PLACED if is_placed else VisitStatus.TO_PLACE


def _sent(triage: Triage, _: KnownReferral) -> SentToPool:
    return SentToPool(
        referral_id=triage.referral_id, asked_at=triage.pool_asked_at, triage_class=triage.triage_class,
        profession_code=triage.profession_code, modality=triage.modality, due_at=triage.due_at,
    )  # fmt: skip


def _order(one: Breach) -> tuple[str, str, UUID]:
    return one.kind.value, str(one.nurse_id), one.visit_id or UUID(int=0)
