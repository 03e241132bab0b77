"""One duty changes: hands, or days. On a draft the coordinator pins it; once published she swaps for others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.appointments.trace import trace
from scheduling_svc.rostering.breaches import broken_by
from scheduling_svc.rostering.problem import Rule, RuleKind
from scheduling_svc.rota import repository
from scheduling_svc.rota.building import shown
from scheduling_svc.rota.errors import DayTaken, DutyBreaksRule, DutyPast, NotInThisRota
from scheduling_svc.rota.hours import close_hours, hand_over, reopen_hours
from scheduling_svc.rota.models import Duty, Rota, RotaStatus
from scheduling_svc.rota.policies import may_build
from scheduling_svc.rota.scene import Scene, scene_of
from scheduling_svc.rota.schemas import AssignDuty, DutyChangeOut, MoveDuty, RotaDetail, WeighDutyChange
from scheduling_svc.rota.telling import Stood, tell_change
from scheduling_svc.rota.views import as_members, broken
from scheduling_svc.slots.repository import zone_of


async def weigh_change(
    unit: Unit, caller: Caller, clock: Clock, duty_id: UUID, wanted: WeighDutyChange
) -> DutyChangeOut:
    """What the hand would break, said before it does anything. What nobody may insist on is refused as the act is."""
    may_build(caller)
    async with unit.begin() as session:
        duty, rota = await coming_duty(session, caller, clock, duty_id)
        scene = await scene_of(session, rota)
        moved = await _moved(session, caller, clock, scene, duty, wanted.on) if wanted.on else scene
        given = {duty: wanted.professional_id} if wanted.professional_id else {}
        _is_possible(moved, given)
        rules = {rule for _, rule in newly_broken(scene, moved, given)}
        return DutyChangeOut(
            broken=broken(sorted(rules, key=lambda rule: rule.order)),
            has_appointments=await repository.has_appointments(session, duty),
            keeps_swap=wanted.professional_id in (None, duty.professional_id)
            and await repository.open_swap_of(session, duty_id) is not None,
        )


async def assign_duty(unit: Unit, caller: Caller, clock: Clock, duty_id: UUID, wanted: AssignDuty) -> RotaDetail:
    """An open swap of the duty ends: it has a new holder, who offered nothing."""
    may_build(caller)
    now = clock.now()
    async with unit.begin() as session:
        duty, rota = await coming_duty(session, caller, clock, duty_id)
        scene = await scene_of(session, rota)
        to, was = wanted.professional_id, Stood(duty.on_day, duty.professional_id)
        if duty.professional_id != to:
            check_change(scene, {duty: to}, insists=wanted.despite_rules)
            if swap := await repository.open_swap_of(session, duty_id):
                swap.withdraw(now)
            await give(session, caller, clock, rota, duty, to)
        duty.is_pinned = rota.status == RotaStatus.DRAFT
        rota.changed()
        trace(session, caller, to, duty_id, "duty_assigned", now, _reason(wanted.despite_rules))
        await tell_change(session, caller, rota, duty, was, now)
        return await shown(session, caller, rota)


async def move_duty(unit: Unit, caller: Caller, clock: Clock, duty_id: UUID, wanted: MoveDuty) -> RotaDetail:
    """To another day: its holder and its open swap go with it."""
    may_build(caller)
    now = clock.now()
    async with unit.begin() as session:
        duty, rota = await coming_duty(session, caller, clock, duty_id)
        scene = await scene_of(session, rota)
        moved = await _moved(session, caller, clock, scene, duty, wanted.on)
        was = Stood(duty.on_day, duty.professional_id)
        if not wanted.despite_rules:
            _refuse(newly_broken(scene, moved, {}))
        await close_hours(session, caller, duty, now)
        duty.on_day = wanted.on
        await session.flush()
        if rota.status == RotaStatus.PUBLISHED:
            await reopen_hours(session, caller, rota, duty, now)
        rota.changed()
        trace(session, caller, duty.professional_id, duty_id, "duty_moved", now, _reason(wanted.despite_rules))
        await tell_change(session, caller, rota, duty, was, now)
        return await shown(session, caller, rota)


async def coming_duty(session: AsyncSession, caller: Caller, clock: Clock, duty_id: UUID) -> tuple[Duty, Rota]:
    """A duty that is not over, and its rota locked."""
    found = await repository.duty_and_rota(session, duty_id)
    if found is None:
        raise NotFound
    duty, rota = found
    if duty.on_day < local_date(clock.now(), await zone_of(session, caller.cpts)):
        raise DutyPast
    return duty, rota


async def give(session: AsyncSession, caller: Caller, clock: Clock, rota: Rota, duty: Duty, to: UUID) -> None:
    if rota.status == RotaStatus.PUBLISHED:
        await hand_over(session, caller, rota, duty, to, clock.now())
    else:
        duty.professional_id = to


def check_change(scene: Scene, given: Mapping[Duty, UUID], *, insists: bool = False) -> None:
    """Refused for what it newly breaks. Who insists still gives nobody two seats of one day."""
    _is_possible(scene, given)
    if not insists:
        _refuse(newly_broken(scene, scene, given))


def newly_broken(before: Scene, after: Scene, given: Mapping[Duty, UUID]) -> set[tuple[UUID | None, Rule]]:
    added = broken_by(after.problem, after.who_when(given)) - broken_by(before.problem, before.who_when())
    # A pin binds the solver, not the hand that set it.
    return {(who, rule) for who, rule in added if rule.kind is not RuleKind.PINNED}


async def _moved(
    session: AsyncSession, caller: Caller, clock: Clock, scene: Scene, duty: Duty, on: date
) -> Scene:  # fmt: skip
    """The rota as it would be."""
    rota = scene.rota
    today = local_date(clock.now(), await zone_of(session, caller.cpts))
    if not max(rota.starts_on, today) <= on <= rota.ends_on:
        raise DayTaken("Only within the period of the rota, from today on")
    if duty.professional_id in scene.who_when().get(on, ()):
        raise DayTaken
    return await scene_of(session, rota, moved={duty.duty_id: on})


def _is_possible(scene: Scene, given: Mapping[Duty, UUID]) -> None:
    if not set(given.values()) <= {member.professional_id for member in scene.members}:
        raise NotInThisRota
    if scene.has_anybody_twice(given):
        raise DutyBreaksRule("He is on duty that day already", broken=[])


def _refuse(rules: set[tuple[UUID | None, Rule]]) -> None:
    if rules:
        ordered = sorted({rule for _, rule in rules}, key=lambda rule: rule.order)
        raise DutyBreaksRule(broken=as_members(ordered))


def _reason(despite_rules: bool) -> str | None:
    return "despite_rules" if despite_rules else None
