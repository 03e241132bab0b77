"""The coordinator's hand: a visit goes to another nurse or place of a round, and what that breaks is said before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.appointments.trace import trace
from scheduling_svc.rounds import repository
from scheduling_svc.rounds.booking import move_told
from scheduling_svc.rounds.errors import HoursUnknown, RoundsBreakRule, VisitTold
from scheduling_svc.rounds.planning import changed, put, take_out, visit_for_act
from scheduling_svc.rounds.policies import may_plan
from scheduling_svc.rounds.repository import StandingVisit
from scheduling_svc.rounds.scene import Scene, clock_of, minute_of, scene_of
from scheduling_svc.rounds.schemas import DayOfRounds, PlaceVisit, VisitMoveOut, civil
from scheduling_svc.rounds.views import as_members, broken
from scheduling_svc.routing.breaches import Breach, RoundRule, breaches
from scheduling_svc.routing.problem import HoursKey, Problem
from scheduling_svc.routing.timing import timetable, travel_of


@dataclass(frozen=True)
class Hand:
    """What a hand would make of the rounds. The visit itself is free again: it is what moves."""

    problem: Problem
    plan: dict[HoursKey, tuple[UUID, ...]]
    key: HoursKey
    begins: int
    broken: frozenset[Breach]
    added_minutes: int

    @property
    def may_insist(self) -> bool:
        """A nurse's offer is hers, and an hour that somebody was told stands; the window is the person's own."""
        return {one.kind for one in self.broken} == {RoundRule.WINDOW}


async def weigh_visit_move(
    unit: Unit, caller: Caller, clock: Clock, visit_id: UUID, wanted: PlaceVisit
) -> VisitMoveOut:
    may_plan(caller)
    async with unit.begin() as session:
        one = await repository.visit_by_id(session, visit_id)
        if one is None:
            raise NotFound
        scene = await scene_of(session, caller.cpts, one.row.day, clock.now())
        hand = hand_of(scene, one, wanted)
        return VisitMoveOut(
            broken=broken(hand.broken), may_insist=hand.may_insist, starts_at=scene.instant(hand.begins),
            added_minutes=hand.added_minutes,
        )  # fmt: skip


async def place_visit(unit: Unit, caller: Caller, clock: Clock, visit_id: UUID, wanted: PlaceVisit) -> DayOfRounds:
    """Pinned where the hand put it. What was told already moves in the agendas at once; the person hears of it."""
    may_plan(caller)
    now = clock.now()
    async with unit.begin() as session:
        one, of = await visit_for_act(session, caller, visit_id, now)
        scene = await scene_of(session, caller.cpts, of.day, now)
        hand = hand_of(scene, one, wanted)
        if hand.broken and not (wanted.agreed_hour and hand.may_insist):
            raise RoundsBreakRule(broken=as_members(hand.broken))
        if hand.broken:
            _agree(one, hand.begins)
        await _write(session, caller, scene, one, hand, now)
        trace(session, caller, wanted.professional_id, visit_id, "visit_placed", now, _reason(hand))
        return await changed(session, caller, of, now)


async def take_visit_out(unit: Unit, caller: Caller, clock: Clock, visit_id: UUID) -> DayOfRounds:
    """To be placed again; what was told is moved or withdrawn, not taken out."""
    may_plan(caller)
    now = clock.now()
    async with unit.begin() as session:
        one, of = await visit_for_act(session, caller, visit_id, now)
        if one.is_told:
            raise VisitTold
        take_out(one)
        trace(session, caller, one.professional_id, visit_id, "visit_taken_out", now)
        return await changed(session, caller, of, now)


def hand_of(scene: Scene, one: StandingVisit, wanted: PlaceVisit) -> Hand:
    """Pure. Only what the hand newly breaks is said: what was broken before stands as it did."""
    visit_id = one.row.visit_id
    key = wanted.professional_id, minute_of(civil(wanted.from_time))
    if key not in scene.plan:
        raise HoursUnknown
    moved = replace(
        scene.problem.visit[visit_id], pinned=None, is_told=False,
        begins_from=minute_of(one.row.from_time), begins_by=minute_of(one.row.to_time),
    )  # fmt: skip
    others = tuple(each for each in scene.problem.visits if each.visit_id != visit_id)
    problem = replace(scene.problem, visits=(*others, moved))
    before = {key_: tuple(each for each in order if each != visit_id) for key_, order in scene.plan.items()}
    order = before[key]
    after = before | {key: (*order[: wanted.position], visit_id, *order[wanted.position :])}
    begins = {stop.visit_id: stop.begins for stop in timetable(problem, problem.hours_of[key], after[key]).stops}
    return Hand(
        problem, after, key, begins[visit_id], frozenset(breaches(problem, after) - breaches(problem, before)),
        travel_of(problem, after) - travel_of(scene.problem, scene.plan),
    )  # fmt: skip


async def _write(
    session: AsyncSession, caller: Caller, scene: Scene, one: StandingVisit, hand: Hand, now: datetime
) -> None:
    moved = replace(scene, problem=hand.problem)
    put(moved, hand.plan)
    if one.appointment is not None:
        nurse_id, hours_from = hand.key
        starts_at = moved.instant(hand.begins)
        await move_told(session, caller, one, nurse_id, starts_at, now)
        one.row.place(nurse_id, clock_of(hours_from), starts_at)
        one.row.tell(one.appointment.appointment_id)
    one.row.is_pinned = True


def _agree(one: StandingVisit, begins: int) -> None:
    """She agreed to the hour that it comes to: her window reaches it."""
    hour = clock_of(begins)
    one.row.from_time, one.row.to_time = min(one.row.from_time, hour), max(one.row.to_time, hour)


def _reason(hand: Hand) -> str | None:
    return "agreed_hour" if hand.broken else None
