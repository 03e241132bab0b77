"""Who carried what in twelve months, over all published rotas, and the duties behind each figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from scheduling_svc.rota import repository
from scheduling_svc.rota.ledger_schemas import (
    DutyLedger,
    FindLedgerDuties,
    LedgerDuty,
    LedgerDutyPage,
    LedgerFigure,
    LedgerRow,
)
from scheduling_svc.rota.models import Duty, Rota, RotaKind
from scheduling_svc.rota.policies import may_read
from scheduling_svc.rota.scene import LEDGER
from scheduling_svc.slots.repository import zone_of

_OF_KIND = MappingProxyType(
    {
        RotaKind.SATURDAY: LedgerFigure.SATURDAYS,
        RotaKind.PUBLIC_HOLIDAY: LedgerFigure.PUBLIC_HOLIDAYS,
        RotaKind.HOUSE: LedgerFigure.HOUSE_DUTIES,
    }
)


@dataclass(frozen=True)
class Carried:
    """A published duty in the ledger, and what it adds to each figure of who holds it."""

    who: UUID
    duty: Duty
    rota: Rota
    is_swapped: bool
    adds: dict[LedgerFigure, int]


async def read_ledger(unit: Unit, caller: Caller, clock: Clock) -> DutyLedger:
    may_read(caller)
    async with unit.begin() as session:
        today = local_date(clock.now(), await zone_of(session, caller.cpts))
        sums: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
        for one in await _carried(session, today):
            sums[one.who].update(one.adds)
        known = await repository.professionals(session, sums)
    items = [
        LedgerRow(
            professional_id=who, professional_name=known[who].display_name if who in known else None,
            **{figure.value: counts[figure] for figure in LedgerFigure},
        )
        for who, counts in sums.items()
    ]  # fmt: skip
    ordered = sorted(items, key=lambda row: (-row.points, -row.planned_points, row.professional_name or ""))
    return DutyLedger(since=today - LEDGER, items=ordered)


async def list_duties(unit: Unit, caller: Caller, clock: Clock, find: FindLedgerDuties) -> LedgerDutyPage:
    after = decode_cursor("ledger-duties", find.cursor, (str, UUID)) if find.cursor else None
    rows = [row for row in await _rows(unit, caller, clock, find) if after is None or _key(row) > after]
    page = rows[: find.limit]
    more = len(rows) > find.limit
    return LedgerDutyPage(items=page, next=encode_cursor("ledger-duties", *_key(page[-1])) if more else None)


async def export_duties(unit: Unit, caller: Caller, clock: Clock, find: FindLedgerDuties) -> str:
    rows = await _rows(unit, caller, clock, find)
    return csv_text(list(LedgerDuty.model_fields), [list(row.model_dump(mode="json").values()) for row in rows])


async def _rows(unit: Unit, caller: Caller, clock: Clock, find: FindLedgerDuties) -> list[LedgerDuty]:
    """A professional has a few dozen duties in two years: the ledger's own count is read, and cut into pages."""
    may_read(caller)
    async with unit.begin() as session:
        today = local_date(clock.now(), await zone_of(session, caller.cpts))
        carried = await _carried(session, today, of=find.professional_id)
    return sorted(_shown(carried, find.figure), key=_key)


async def _carried(session: AsyncSession, today: date, *, of: UUID | None = None) -> list[Carried]:
    found = await repository.published_duties(session, today - LEDGER, today + LEDGER, of=of)
    taken = await repository.taken_over(session, [duty.duty_id for duty, _ in found])
    return [
        Carried(who, duty, rota, (duty.duty_id, who) in taken, _adds(duty, rota, today, (duty.duty_id, who) in taken))
        for duty, rota in found
        if (who := duty.professional_id) is not None
    ]


def _adds(duty: Duty, rota: Rota, today: date, is_swapped: bool) -> dict[LedgerFigure, int]:
    if duty.on_day > today:
        return {LedgerFigure.PLANNED_POINTS: rota.weight}
    minutes = (rota.to_time.hour - rota.from_time.hour) * 60 + rota.to_time.minute - rota.from_time.minute
    done = {_OF_KIND[RotaKind(rota.kind)]: 1, LedgerFigure.MINUTES: minutes, LedgerFigure.POINTS: rota.weight}
    return done | ({LedgerFigure.SWAPPED: 1} if is_swapped else {})


def _shown(carried: list[Carried], figure: LedgerFigure) -> Iterator[LedgerDuty]:
    for one in carried:
        if figure in one.adds:
            yield LedgerDuty(
                duty_id=one.duty.duty_id, on=one.duty.on_day, rota_id=one.rota.rota_id, rota_name=one.rota.name,
                kind=RotaKind(one.rota.kind), from_time=one.rota.from_time, to_time=one.rota.to_time,
                is_swapped=one.is_swapped, adds=one.adds[figure],
            )  # fmt: skip


def _key(row: LedgerDuty) -> tuple[str, UUID]:
    return row.on.isoformat(), row.duty_id
