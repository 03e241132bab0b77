"""Keeps the slots of an agenda in line with its rules. Free slots follow; held and booked ones are never touched."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import local_date
from carekit.public_holidays import public_holidays
from scheduling_svc.calendars.repository import busy_spans
from scheduling_svc.known.models import KnownProfessional
from scheduling_svc.openings.derivation import DaysOff, PlannedSlot, as_said, derive_slots
from scheduling_svc.openings.models import Opening
from scheduling_svc.openings.school_holidays import school_holidays
from scheduling_svc.openings.spans import Span
from scheduling_svc.pools.repository import held_elsewhere, replaced_by_others
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots import repository
from scheduling_svc.slots.models import Slot, SlotStatus


@dataclass(frozen=True)
class Corrections:
    """What makes the slots of an agenda what its rules ask for."""

    missing: list[PlannedSlot]
    changed: list[tuple[UUID, PlannedSlot]]
    unwanted: list[UUID]


def corrections(planned: Sequence[PlannedSlot], present: Sequence[Slot]) -> Corrections:
    """Pure. A planned slot that would overlap a taken one of the same opening waits until that one is free."""
    by_key = {(slot.opening_id, slot.starts_at): slot for slot in present}
    taken = _taken_by_opening(present)
    missing: list[PlannedSlot] = []
    changed: list[tuple[UUID, PlannedSlot]] = []
    wanted: set[UUID] = set()
    for plan in planned:
        slot = by_key.get((plan.opening_id, plan.starts_at))
        if _is_in_the_way(taken.get(plan.opening_id, []), plan):
            continue
        if slot is None:
            missing.append(plan)
            continue
        wanted.add(slot.slot_id)
        if _differs(slot, plan):
            changed.append((slot.slot_id, plan))
    unwanted = [slot.slot_id for slot in present if slot.status == SlotStatus.FREE and slot.slot_id not in wanted]
    return Corrections(missing, changed, unwanted)


def _taken_by_opening(present: Sequence[Slot]) -> dict[UUID, list[Slot]]:
    taken: dict[UUID, list[Slot]] = defaultdict(list)
    for slot in sorted(present, key=lambda slot: slot.starts_at):
        if slot.status != SlotStatus.FREE:
            taken[slot.opening_id].append(slot)
    return taken


def _is_in_the_way(taken: list[Slot], plan: PlannedSlot) -> bool:
    """Taken slots of one opening never overlap each other, so only the last to start before the plan's end can."""
    place = bisect_left(taken, plan.ends_at, key=lambda slot: slot.starts_at)
    return place > 0 and taken[place - 1].ends_at > plan.starts_at


def _differs(slot: Slot, plan: PlannedSlot) -> bool:
    return slot.ends_at != plan.ends_at or any(
        getattr(slot, name) != value for name, value in vars(plan.terms).items()
    )


async def bring_in_line(
    session: AsyncSession, cpts_id: UUID, professional_id: UUID, now: datetime, only_day: datetime | None = None
) -> int:
    """Derives again what the rules ask for and corrects the slots; returns how many changed.

    The whole horizon, or with `only_day` the civil day of that instant (a slot given back). Whoever has locked
    anything of the agenda before has it in hand already (`agendas_in_hand`).
    """
    professional = (await repository.agendas_in_hand(session, [professional_id])).get(professional_id)
    if professional is None:
        return 0
    zone = await repository.zone_of(session, cpts_id)
    rules = await rules_in_force(session)
    horizon = local_date(now, zone) + timedelta(weeks=rules.horizon_weeks)
    since, until, last_day = now, None, horizon
    if only_day is not None:
        day = local_date(only_day, zone)
        since = max(now, datetime.combine(day, time(), zone))
        until = datetime.combine(day + timedelta(days=1), time(), zone)
        last_day = min(day, horizon)
    planned = await _planned(session, professional, zone, rules.school_zone, since, until, last_day)
    present = await repository.slots_from(session, professional_id, since, until)
    todo = corrections(planned, present)
    await repository.correct(session, professional, todo.missing, todo.changed, todo.unwanted)
    if only_day is None:
        await repository.note_horizon(session, cpts_id, professional_id, last_day)
    return len(todo.missing) + len(todo.changed) + len(todo.unwanted)


async def _planned(
    session: AsyncSession,
    professional: KnownProfessional,
    zone: ZoneInfo,
    school_zone: str | None,
    since: datetime,
    until: datetime | None,
    last_day: date,
) -> list[PlannedSlot]:
    """While he covers others, works with a team, or a locum stands in for him, his own hours are closed."""
    openings, closures = await repository.rules_of_agenda(session, professional.professional_id, since)
    department = await repository.department_here(session)
    days_off = days_off_of(professional, department, school_zone, since.year, last_day.year)
    closed = [*closures, *await busy_spans(session, professional.professional_id, since, until)]
    elsewhere = await held_elsewhere(session, professional.professional_id, since)
    replaced = await replaced_by_others(session, professional.professional_id, since)
    away = [opening for opening in openings if opening.opening_id in elsewhere]
    own = [opening for opening in openings if opening.opening_id not in elsewhere]

    def derived(some: list[Opening], closures: Sequence[Span]) -> list[PlannedSlot]:
        return derive_slots(some, days_off=days_off, closures=closures, zone=zone, since=since, last_day=last_day)

    planned = [*derived(own, [*closed, *replaced, *elsewhere.values()]), *derived(away, closed)]
    said = await repository.said_of_slots(session, professional.professional_id, since)
    return [
        as_said(slot, said[slot.opening_id, slot.starts_at], zone)
        if (slot.opening_id, slot.starts_at) in said
        else slot
        for slot in planned
    ]


def days_off_of(
    professional: KnownProfessional, department: str | None, school_zone: str | None, first_year: int, last_year: int
) -> DaysOff:
    holidays = public_holidays(range(first_year, last_year + 1), department)
    return DaysOff(professional.absence_days(), holidays, school_holidays(school_zone))
