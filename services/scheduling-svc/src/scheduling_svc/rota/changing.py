"""One duty changes: hands, or days. On a draft the coordinator pins it; once published she swaps for others."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.appointments.trace import trace
from scheduling_svc.rostering.breaches import broken_by
from scheduling_svc.rostering.problem import Rota as WhoWhen
from scheduling_svc.rostering.problem import Rule, RuleKind
from scheduling_svc.rota import repository
from scheduling_svc.rota.building import shown
from scheduling_svc.rota.errors import DayTaken, DutyBreaksRule, DutyPast, NotInThisRota
from scheduling_svc.rota.hours import close_hours, hand_over, reopen_hours
from scheduling_svc.rota.models import Duty, Rota, RotaStatus
from scheduling_svc.rota.policies import may_build
from scheduling_svc.rota.scene import Scene, scene_of
from scheduling_svc.rota.schemas import AssignDuty, MoveDuty, RotaDetail
from scheduling_svc.rota.views import as_members
from scheduling_svc.slots.repository import zone_of


async def assign_duty(unit: Unit, caller: Caller, clock: Clock, duty_id: UUID, wanted: AssignDuty) -> RotaDetail:
    """An open swap of the duty ends: it has a new holder, who offered nothing."""
    may_build(caller)
    now = clock.now()
    async with unit.begin() as session:
        duty, rota = await coming_duty(session, caller, clock, duty_id)
        scene = await scene_of(session, rota)
        to = wanted.professional_id
        _is_member(scene, to)
        if duty.professional_id != to:
            check_change(scene, {duty: to}, insists=wanted.despite_rules)
            if swap := await repository.open_swap_of(session, duty_id):
                swap.withdraw(now)
            await give(session, caller, clock, rota, duty, to)
        duty.is_pinned = rota.status == RotaStatus.DRAFT
        rota.changed()
        reason = "despite_rules" if wanted.despite_rules else None
        trace(session, caller, to, duty_id, "duty_assigned", now, reason)
        return await shown(session, caller, rota)


async def move_duty(unit: Unit, caller: Caller, clock: Clock, duty_id: UUID, wanted: MoveDuty) -> RotaDetail:
    """To another day: its holder and its open swap go with it."""
    may_build(caller)
    now = clock.now()
    async with unit.begin() as session:
        duty, rota = await coming_duty(session, caller, clock, duty_id)
        scene = await scene_of(session, rota)
        today = local_date(now, await zone_of(session, caller.cpts))
        if not max(rota.starts_on, today) <= wanted.on <= rota.ends_on:
            raise DayTaken("Only within the period of the rota, from today on")
        if duty.professional_id in scene.who_when().get(wanted.on, ()):
            raise DayTaken
        await close_hours(session, caller, duty, now)
        before = broken_by(scene.problem, scene.who_when())
        duty.on_day = wanted.on
        await session.flush()
        after = await scene_of(session, rota)
        _refuse(broken_by(after.problem, after.who_when()) - before)
        if rota.status == RotaStatus.PUBLISHED:
            await reopen_hours(session, caller, rota, duty, now)
        rota.changed()
        trace(session, caller, duty.professional_id, duty_id, "duty_moved", now)
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


def check_change(scene: Scene, given: dict[Duty, UUID], *, insists: bool = False) -> None:
    """Refused for what it newly breaks. Who insists still gives nobody two seats of one day."""
    for to in given.values():
        _is_member(scene, to)
    before, after = scene.who_when(), scene.who_when()
    for duty in given:
        after[duty.on_day] = after.get(duty.on_day, frozenset()) - {duty.professional_id}
    for duty, to in given.items():
        if to in after[duty.on_day]:
            raise DutyBreaksRule("He is on duty that day already", broken=[])
        after[duty.on_day] |= {to}
    if not insists:
        _refuse(newly_broken(scene, before, after))


def newly_broken(scene: Scene, before: WhoWhen, after: WhoWhen) -> set[tuple[UUID | None, Rule]]:
    added = broken_by(scene.problem, after) - broken_by(scene.problem, before)
    # A pin binds the solver, not the hand that set it.
    return {(who, rule) for who, rule in added if rule.kind is not RuleKind.PINNED}


def _refuse(broken: set[tuple[UUID | None, Rule]]) -> None:
    if broken:
        rules = sorted({rule for _, rule in broken}, key=lambda rule: rule.order)
        raise DutyBreaksRule(broken=as_members(rules))


def _is_member(scene: Scene, professional_id: UUID) -> None:
    if professional_id not in {member.professional_id for member in scene.members}:
        raise NotInThisRota
