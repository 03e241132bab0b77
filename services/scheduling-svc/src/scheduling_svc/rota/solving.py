"""The solver fills a draft; the secretary publishes what keeps every rule."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.etag import check_version
from scheduling_svc.appointments.trace import trace
from scheduling_svc.rostering.breaches import breaches
from scheduling_svc.rostering.problem import Rota as WhoWhen
from scheduling_svc.rota import repository
from scheduling_svc.rota.building import draft, shown
from scheduling_svc.rota.errors import RotaChanged, RotaIncomplete
from scheduling_svc.rota.hours import open_hours, practices
from scheduling_svc.rota.models import Duty, Rota
from scheduling_svc.rota.policies import may_build
from scheduling_svc.rota.scene import Scene, scene_of
from scheduling_svc.rota.schemas import RotaDetail, RotaSolution
from scheduling_svc.rota.solver import solved
from scheduling_svc.rota.telling import tell_published
from scheduling_svc.rota.views import as_members, broken
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import agendas_in_hand


async def solve_rota(unit: Unit, caller: Caller, clock: Clock, rota_id: UUID) -> RotaSolution:
    """Nothing is locked while the solver thinks: a draft that changed meanwhile stays as somebody made it."""
    may_build(caller)
    async with unit.begin() as session:
        rota = await draft(session, rota_id)
        asked, version = (await scene_of(session, rota)).problem, rota.version
    found = await solved(asked)
    async with unit.begin() as session:
        rota = await draft(session, rota_id)
        if rota.version != version:
            raise RotaChanged
        if found.rota is not None:
            await _take_seats(session, rota, found.rota)
        trace(session, caller, None, rota_id, "rota_solved", clock.now(), None if found.rota else "conflict")
        return RotaSolution(
            found=found.rota is not None, is_fairest=found.is_fairest, conflict=broken(found.conflict),
            detail=await shown(session, caller, rota),
        )  # fmt: skip


async def publish_rota(unit: Unit, caller: Caller, clock: Clock, rota_id: UUID, edited: int) -> RotaDetail:
    """Its duties stand, are public, and open hours in the agendas of those who hold them."""
    may_build(caller)
    now = clock.now()
    async with unit.begin() as session:
        rota = await draft(session, rota_id)
        check_version(rota.version, edited)
        scene = await scene_of(session, rota)
        if rules := breaches(scene.problem, scene.who_when()):
            raise RotaIncomplete(broken=as_members(rules))
        rota.publish(account_of(caller), now)
        trace(session, caller, None, rota_id, "rota_published", now)
        await _open_all(session, caller, scene, clock)
        await tell_published(session, caller, scene, now)
        return await shown(session, caller, rota)


async def _take_seats(session: AsyncSession, rota: Rota, who_when: WhoWhen) -> None:
    """Pinned seats stay with whom they have. All are emptied first: nobody ever has two of one day."""
    duties = await repository.duties_of(session, rota.rota_id)
    coming: dict[date, list[UUID]] = {on: sorted(who) for on, who in who_when.items()}
    for duty in duties:
        if duty.is_pinned and duty.professional_id:
            coming[duty.on_day].remove(duty.professional_id)
        else:
            duty.professional_id = None
    await session.flush()
    for duty in duties:
        if duty.professional_id is None:
            duty.professional_id = coming[duty.on_day].pop(0)
    rota.changed()


async def _open_all(session: AsyncSession, caller: Caller, scene: Scene, clock: Clock) -> None:
    now = clock.now()
    held: defaultdict[UUID, list[Duty]] = defaultdict(list)
    for duty in scene.duties:
        duty.is_pinned = False
        if duty.professional_id:
            held[duty.professional_id].append(duty)
    await agendas_in_hand(session, held)
    at = await practices(session, scene.rota, held)
    for holder in sorted(held):
        await open_hours(session, caller, scene.rota, held[holder], at[holder], now)
