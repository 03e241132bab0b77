"""Who carried what in twelve months, over all published rotas."""

from __future__ import annotations

from collections import Counter, defaultdict
from uuid import UUID

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from scheduling_svc.rota import repository
from scheduling_svc.rota.models import RotaKind
from scheduling_svc.rota.policies import may_read
from scheduling_svc.rota.scene import LEDGER
from scheduling_svc.rota.schemas import DutyLedger, LedgerRow
from scheduling_svc.slots.repository import zone_of


async def read_ledger(unit: Unit, caller: Caller, clock: Clock) -> DutyLedger:
    may_read(caller)
    async with unit.begin() as session:
        today = local_date(clock.now(), await zone_of(session, caller.cpts))
        rows = await repository.published_duties(session, today - LEDGER, today + LEDGER)
        done: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
        for duty, rota in rows:
            if duty.professional_id is None:
                continue
            counts = done[duty.professional_id]
            if duty.on_day <= today:
                counts[rota.kind] += 1
                counts["points"] += rota.weight
            else:
                counts["planned"] += rota.weight
        known = await repository.professionals(session, done)
    items = [
        LedgerRow(
            professional_id=who, professional_name=known[who].display_name if who in known else None,
            saturdays=counts[RotaKind.SATURDAY], public_holidays=counts[RotaKind.PUBLIC_HOLIDAY],
            house_duties=counts[RotaKind.HOUSE], points=counts["points"], planned_points=counts["planned"],
        )
        for who, counts in done.items()
    ]  # fmt: skip
    ordered = sorted(items, key=lambda row: (-row.points, -row.planned_points, row.professional_name or ""))
    return DutyLedger(since=today - LEDGER, items=ordered)
