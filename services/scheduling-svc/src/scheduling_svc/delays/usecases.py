"""Somebody who answers for access to care reads how long people wait, and opens the rows behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from scheduling_svc.delays import repository
from scheduling_svc.delays.errors import PeriodInvalid
from scheduling_svc.delays.policies import fewest_shown, may_open_rows, may_read_figures
from scheduling_svc.delays.schemas import (
    DelayGroup,
    DelayMonth,
    DelaySampleOut,
    DelaySamplePage,
    DelaysOut,
    DelayWeek,
    FindDelays,
    FindSamples,
    FindWaits,
    RealisedWait,
    RealisedWaitPage,
    RowOrder,
)
from scheduling_svc.slots.repository import zone_of

YEAR = timedelta(days=365)
LONGEST = timedelta(days=731)


@dataclass(frozen=True)
class Period:
    """Civil days, both included, and the instants at their ends."""

    since: date
    until: date
    zone: ZoneInfo

    @property
    def span(self) -> tuple[datetime, datetime]:
        return (
            datetime.combine(self.since, time(), self.zone),
            datetime.combine(self.until + timedelta(days=1), time(), self.zone),
        )


@dataclass(frozen=True)
class Keys:
    """The columns that a list is ordered by, as its cursors hold them."""

    name: str
    columns: dict[str, type]

    def after(self, cursor: str | None) -> tuple[Any, ...] | None:
        return decode_cursor(self.name, cursor, tuple(self.columns.values())) if cursor else None

    def next(self, rows: Sequence[Row[Any]], limit: int) -> str | None:
        if len(rows) <= limit:
            return None
        return encode_cursor(self.name, *(getattr(rows[limit - 1], column) for column in self.columns))


_SAMPLES = Keys("samples", {"professional_name": str, "sample_id": UUID})
_SAMPLES_BY_DAYS = Keys("samples-by-days", {"rank": int})
_WAITS = Keys("waits", {"starts_at": datetime, "appointment_id": UUID})
_WAITS_BY_DAYS = Keys("waits-by-days", {"rank": int})


async def read_delays(unit: Unit, caller: Caller, clock: Clock, find: FindDelays) -> DelaysOut:
    may_read_figures(caller)
    fewest = fewest_shown(caller)
    async with unit.begin() as session:
        period = await _period(session, caller, clock, find)
        weeks = await repository.weekly(session, find.among(), period.since, period.until)
        months = await repository.monthly(session, find.among(), *period.span, period.zone.key)
        last_week = weeks[-1].week_of if weeks else None
        groups = await repository.compared(session, last_week, *period.span)
    return DelaysOut(
        since=period.since, until=period.until, fewest_shown=fewest,
        weeks=[DelayWeek.model_validate(row) for row in weeks],
        months=[DelayMonth(**_shown(row, fewest, "median_days", "slowest_tenth_days")) for row in months],
        groups=[_group(row, fewest) for row in groups],
    )  # fmt: skip


async def list_samples(unit: Unit, caller: Caller, find: FindSamples) -> DelaySamplePage:
    may_open_rows(caller)
    by_days = find.order is RowOrder.DAYS
    keys = _SAMPLES_BY_DAYS if by_days else _SAMPLES
    after = keys.after(find.cursor)
    async with unit.begin() as session:
        rows = await repository.samples_after(
            session, find.among(), find.week_of, after, find.limit + 1, beyond_horizon=find.beyond_horizon,
            by_days=by_days,
        )  # fmt: skip
    items = [DelaySampleOut.model_validate(row) for row in rows[: find.limit]]
    return DelaySamplePage(items=items, next=keys.next(rows, find.limit))


async def export_samples(unit: Unit, caller: Caller, find: FindSamples) -> str:
    may_open_rows(caller)
    async with unit.begin() as session:
        rows = await repository.samples_after(
            session, find.among(), find.week_of, None, None, beyond_horizon=find.beyond_horizon,
            by_days=find.order is RowOrder.DAYS,
        )  # fmt: skip
    return _csv(DelaySampleOut, rows)


async def list_waits(unit: Unit, caller: Caller, clock: Clock, find: FindWaits) -> RealisedWaitPage:
    may_open_rows(caller)
    by_days = find.order is RowOrder.DAYS
    keys = _WAITS_BY_DAYS if by_days else _WAITS
    after = keys.after(find.cursor)
    async with unit.begin() as session:
        period = await _period(session, caller, clock, find)
        rows = await repository.waits_after(
            session, find.among(), period.span, after, find.limit + 1, by_days=by_days
        )
    items = [RealisedWait.model_validate(row) for row in rows[: find.limit]]
    return RealisedWaitPage(items=items, next=keys.next(rows, find.limit))


async def export_waits(unit: Unit, caller: Caller, clock: Clock, find: FindWaits) -> str:
    may_open_rows(caller)
    async with unit.begin() as session:
        period = await _period(session, caller, clock, find)
        by_days = find.order is RowOrder.DAYS
        rows = await repository.waits_after(session, find.among(), period.span, None, None, by_days=by_days)
    return _csv(RealisedWait, rows)


async def _period(session: AsyncSession, caller: Caller, clock: Clock, find: FindDelays) -> Period:
    zone = await zone_of(session, caller.cpts)
    until = find.until or local_date(clock.now(), zone)
    since = find.since or until - YEAR
    if not timedelta(0) <= until - since <= LONGEST:
        raise PeriodInvalid
    return Period(since, until, zone)


def _group(row: Row[Any], fewest: int | None) -> DelayGroup:
    shown = _shown(row, fewest, "realised")
    return DelayGroup(
        dimension=row.dimension, code=row.code, commune_name=row.commune_name, lines=row.lines,
        third_next_days=row.third_next, appointments=shown["appointments"], realised_days=shown["realised"],
    )  # fmt: skip


def _shown(row: Row[Any], fewest: int | None, *figures: str) -> dict[str, Any]:
    """The row, its count and figures left out when they are of too few."""
    values = dict(row._mapping)
    if fewest is not None and 0 < row.appointments < fewest:
        values |= dict.fromkeys(("appointments", *figures))
    return values


def _csv(model: type[DelaySampleOut] | type[RealisedWait], rows: Any) -> str:
    header = list(model.model_fields)
    return csv_text(header, [list(model.model_validate(row).model_dump(mode="json").values()) for row in rows])
