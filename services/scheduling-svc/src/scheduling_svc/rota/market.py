"""The swap market as it is seen: what is offered, and who could take it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from scheduling_svc.rota import repository
from scheduling_svc.rota.changing import check_change
from scheduling_svc.rota.errors import DutyBreaksRule, NotInThisRota
from scheduling_svc.rota.models import Duty, DutySwap, Rota, SwapStatus
from scheduling_svc.rota.policies import is_builder, may_read
from scheduling_svc.rota.scene import LEDGER, Scene, scene_of
from scheduling_svc.rota.schemas import SwapList, SwapOut
from scheduling_svc.slots.policies import own_agenda
from scheduling_svc.slots.repository import zone_of


async def list_swaps(unit: Unit, caller: Caller, clock: Clock, status: SwapStatus | None) -> SwapList:
    may_read(caller)
    async with unit.begin() as session:
        rows = await repository.swaps_since(session, clock.now() - LEDGER, status)
        rotas = {row.Rota.rota_id: row.Rota for row in rows}
        scenes = {rota_id: await scene_of(session, rota) for rota_id, rota in rotas.items()}
        people = {who for row in rows for who in (row.DutySwap.offered_by, row.DutySwap.accepted_by) if who}
        names = {who: known.display_name for who, known in (await repository.professionals(session, people)).items()}
        given = await repository.days_of_duties(session, [row.DutySwap.given_duty_id for row in rows])
        return SwapList(
            items=[
                _shown(swap, duty, rota, names, given, _may_take(caller, swap, duty, scenes[rota.rota_id]))
                for swap, duty, rota in rows
            ]
        )


def _shown(
    swap: DutySwap, duty: Duty, rota: Rota, names: Mapping[UUID, str], given: Mapping[UUID, date], may_take: bool
) -> SwapOut:
    return SwapOut(
        swap_id=swap.swap_id, duty_id=duty.duty_id, rota_id=rota.rota_id, rota_name=rota.name, on=duty.on_day,
        offered_by=swap.offered_by, offered_by_name=names.get(swap.offered_by), in_return=swap.in_return,
        status=SwapStatus(swap.status), accepted_by=swap.accepted_by,
        accepted_by_name=names.get(swap.accepted_by) if swap.accepted_by else None,
        given_on=given.get(swap.given_duty_id) if swap.given_duty_id else None,
        offered_at=swap.offered_at, settled_at=swap.settled_at, may_take=may_take,
    )  # fmt: skip


def _may_take(caller: Caller, swap: DutySwap, duty: Duty, scene: Scene) -> bool:
    own = own_agenda(caller)
    return own is not None and swap.status == SwapStatus.OPEN and could_take(scene, duty, own)


def could_take(scene: Scene, duty: Duty, who: UUID) -> bool:
    """He takes part, does not hold it, and would break no rule."""
    if who == duty.professional_id:
        return False
    try:
        check_change(scene, {duty: who})
    except (DutyBreaksRule, NotInThisRota):
        return False
    return True


async def counted(session: AsyncSession, caller: Caller, now: datetime) -> tuple[int, datetime | None]:
    """For the home: the duties that one could take oneself, or all that look for somebody for who builds rotas."""
    own = own_agenda(caller)
    if own is None and not is_builder(caller):
        return 0, None
    today = local_date(now, await zone_of(session, caller.cpts))
    rows = [
        row
        for row in await repository.swaps_since(session, now - LEDGER, SwapStatus.OPEN)
        if row.Duty.on_day >= today
    ]
    if not is_builder(caller):
        scenes = {row.Rota.rota_id: await scene_of(session, row.Rota) for row in rows}
        rows = [row for row in rows if own and could_take(scenes[row.Rota.rota_id], row.Duty, own)]
    return len(rows), min((row.DutySwap.offered_at for row in rows), default=None)
