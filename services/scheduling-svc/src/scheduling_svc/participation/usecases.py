"""Time opened to the territory is read, and signed month by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from joserfc.jwk import ECKey
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from scheduling_svc.participation import repository
from scheduling_svc.participation.errors import MonthNotOver, StatementNotSigned
from scheduling_svc.participation.models import ParticipationStatement
from scheduling_svc.participation.policies import may_read_of, may_sign, own_alone
from scheduling_svc.participation.schemas import (
    FindParticipationSlots,
    Participation,
    ParticipationLine,
    ParticipationSlot,
    ParticipationSlots,
    SignedStatement,
    SignedStatements,
)
from scheduling_svc.participation.signing import StatedWeek, Statement, said, sign
from scheduling_svc.participation.weeks import Month, is_over, month_of
from scheduling_svc.slots.errors import NotYourAgenda
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import zone_of

_EXPORTED = (
    "professional_name", "profession_code", "opened", "shared", "filled", "weeks_kept", "signed_version",
)  # fmt: skip


async def read_participation(unit: Unit, caller: Caller, clock: Clock, month: str) -> Participation:
    own = own_alone(caller)
    first = _first_day(month)
    async with unit.begin() as session:
        zone = await zone_of(session, caller.cpts)
        signed = await repository.latest_statements(session, first)
        lines = [
            _line(who, spent, signed.get(who.professional_id))
            for who, spent in await _months(session, first, zone, own)
        ]
    return Participation(month=month, is_over=is_over(first, local_date(clock.now(), zone)), items=lines)


async def export_participation(unit: Unit, caller: Caller, clock: Clock, month: str) -> str:
    found = await read_participation(unit, caller, clock, month)
    header = ["month", *_EXPORTED, "weeks"]
    return csv_text(
        header,
        [[month, *(getattr(line, name) for name in _EXPORTED), len(line.weeks)] for line in found.items],
    )


async def list_slots(unit: Unit, caller: Caller, find: FindParticipationSlots) -> ParticipationSlots:
    list_name = f"participation-{find.figure}"
    after = decode_cursor(list_name, find.cursor, (datetime, UUID)) if find.cursor else None
    rows = await _slots(unit, caller, find, after, find.limit + 1)
    page = rows[: find.limit]
    more = len(rows) > find.limit
    return ParticipationSlots(
        items=page, next=encode_cursor(list_name, page[-1].starts_at, page[-1].slot_id) if more else None
    )


async def export_slots(unit: Unit, caller: Caller, find: FindParticipationSlots) -> str:
    rows = await _slots(unit, caller, find, None, None)
    header = list(ParticipationSlot.model_fields)
    return csv_text(header, [list(_cells(row)) for row in rows])


async def _slots(
    unit: Unit, caller: Caller, find: FindParticipationSlots, after: tuple[Any, ...] | None, limit: int | None
) -> list[ParticipationSlot]:
    if not may_read_of(caller, find.professional_id):
        raise NotYourAgenda
    async with unit.begin() as session:
        span = repository.span_of(_first_day(find.month), await zone_of(session, caller.cpts))
        rows = await repository.slots_after(session, find.professional_id, span, find.figure, after, limit)
    return [ParticipationSlot.model_validate(row) for row in rows]


def _cells(row: ParticipationSlot) -> Iterator[object]:
    for value in row.model_dump(mode="json").values():
        yield ", ".join(value) if isinstance(value, list) else value


async def sign_statements(unit: Unit, caller: Caller, clock: Clock, key: ECKey, month: str) -> SignedStatements:
    may_sign(caller)
    account, now, first = account_of(caller), clock.now(), _first_day(month)
    signed = unchanged = 0
    async with unit.begin() as session:
        zone = await zone_of(session, caller.cpts)
        if not is_over(first, local_date(now, zone)):
            raise MonthNotOver
        latest = await repository.latest_statements(session, first)
        for who, spent in await _months(session, first, zone, None):
            before = latest.get(who.professional_id)
            if before is not None and not _differs(before, spent):
                unchanged += 1
                continue
            version = before.version + 1 if before else 1
            statement = _statement(who, spent, month, version, now)
            session.add(
                ParticipationStatement(
                    cpts_id=caller.cpts, professional_id=who.professional_id, month=first, version=version,
                    issued_at=now, issued_by=account, signed=sign(statement, key),
                )
            )  # fmt: skip
            signed += 1
    return SignedStatements(signed=signed, unchanged=unchanged)


async def read_statement(unit: Unit, caller: Caller, professional_id: UUID, month: str) -> SignedStatement:
    """The last one signed."""
    if not may_read_of(caller, professional_id):
        raise NotYourAgenda
    async with unit.begin() as session:
        found = (await repository.latest_statements(session, _first_day(month))).get(professional_id)
    if found is None:
        raise StatementNotSigned
    return SignedStatement(statement=said(found.signed), signed=found.signed)


async def _months(
    session: AsyncSession, first: date, zone: ZoneInfo, own: UUID | None
) -> list[tuple[Row[Any], Month]]:
    hours = await repository.hours_by_week(session, first, zone, own)
    people = await repository.who_they_are(session, list(hours))
    return [(who, month_of(first, hours[who.professional_id])) for who in people]


def _line(who: Row[Any], spent: Month, before: ParticipationStatement | None) -> ParticipationLine:
    hours = spent.hours
    return ParticipationLine(
        professional_id=who.professional_id, professional_name=who.display_name,
        profession_code=who.profession_code, opened=hours.opened, shared=hours.shared, filled=hours.filled,
        weeks=_stated(spent), weeks_kept=spent.weeks_kept, signed_version=before.version if before else None,
        differs=before is not None and _differs(before, spent),
    )  # fmt: skip


def _statement(who: Row[Any], spent: Month, month: str, version: int, now: datetime) -> Statement:
    return Statement(
        cpts=who.cpts_name, professional_id=who.professional_id, professional=who.display_name, rpps=who.rpps,
        month=month, version=version, issued_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"), weeks=_stated(spent),
        weeks_kept=spent.weeks_kept,
    )  # fmt: skip


def _stated(spent: Month) -> list[StatedWeek]:
    return [
        StatedWeek(week_of=week.monday, opened=week.hours.opened, shared=week.hours.shared, filled=week.hours.filled)
        for week in spent.weeks
    ]


def _differs(before: ParticipationStatement, spent: Month) -> bool:
    return said(before.signed).weeks != _stated(spent)


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
