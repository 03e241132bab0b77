"""Openings, exceptions, absences, holidays (public, school) and closures in; slots out. Pure: no clock, no database.

Openings are written in civil time and slots are instants. Between the two stands daylight saving, so slots are
cut in elapsed time between the instants of the opening's two ends: each lasts exactly `slot_minutes`, none
overlaps another, a night of 23 hours holds fewer of them and one of 25 more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from scheduling_svc.openings.civil import instant
from scheduling_svc.openings.models import Audience, OpeningKind, SchoolHolidayRule
from scheduling_svc.openings.release import AT_ONCE, Release, releases_of
from scheduling_svc.openings.spans import Closed, Span


class SaysWhoSees(Protocol):
    """Who sees the slots of an opening, or one slot, and since when."""

    @property
    def audience(self) -> Sequence[str]: ...
    @property
    def releases(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def shared_with(self) -> Sequence[UUID]: ...


class OpeningRule(SaysWhoSees, Protocol):
    """What derivation reads of an opening."""

    @property
    def opening_id(self) -> UUID: ...
    @property
    def place_id(self) -> UUID | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def weekdays(self) -> Sequence[int]: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def from_time(self) -> time: ...
    @property
    def to_time(self) -> time: ...
    @property
    def slot_minutes(self) -> int: ...
    @property
    def modalities(self) -> Sequence[str]: ...
    @property
    def appointment_type(self) -> str: ...
    @property
    def reasons(self) -> Mapping[str, int]: ...
    @property
    def overbooking(self) -> int: ...
    @property
    def school_holidays(self) -> str: ...
    @property
    def exceptions(self) -> Sequence[date]: ...


@dataclass(frozen=True)
class SlotTerms:
    """What a slot takes over from its opening: columns of `slot` by the same names.

    `…_from`: since when that audience sees it, None never. `own_patients` has none: it leaves the owner's house for
    nobody.
    """

    place_id: UUID | None
    modalities: list[str]
    appointment_type: str
    reasons: dict[str, int]
    overbooking: int
    cpts_from: datetime | None
    pro_from: datetime | None
    snp_from: datetime | None
    public_from: datetime | None
    shared_with: list[UUID]


@dataclass(frozen=True)
class PlannedSlot:
    """A slot that the rules ask for. Instants in UTC."""

    opening_id: UUID
    starts_at: datetime
    ends_at: datetime
    terms: SlotTerms


@dataclass(frozen=True)
class DaysOff:
    """Days on which nothing is derived. Absences close every opening, public and school holidays the weekly ones
    only: whoever opens a holiday by a one-off opening means it."""

    absences: Sequence[tuple[date, date]] = ()
    holidays: frozenset[date] = frozenset()
    school_holidays: frozenset[date] = frozenset()

    def close(self, opening: OpeningRule, day: date) -> bool:
        if day in opening.exceptions:
            return True
        if opening.kind == OpeningKind.WEEKLY and (day in self.holidays or self._school_closes(opening, day)):
            return True
        return any(first <= day <= last for first, last in self.absences)

    def _school_closes(self, opening: OpeningRule, day: date) -> bool:
        if opening.school_holidays == SchoolHolidayRule.OPEN:
            return False
        return (day in self.school_holidays) is (opening.school_holidays == SchoolHolidayRule.CLOSED)


def derive_slots(
    openings: Iterable[OpeningRule],
    *,
    days_off: DaysOff,
    closures: Sequence[Span],
    zone: ZoneInfo,
    since: datetime,
    last_day: date,
) -> list[PlannedSlot]:
    """Slots that start at `since` or later and on `last_day` (civil, in `zone`) or earlier, in order of start."""
    first_day = since.astimezone(zone).date()
    closed = Closed(closures)
    slots = [
        slot
        for opening in openings
        for day in opening_days(opening, first_day, last_day)
        if not days_off.close(opening, day)
        for slot in _slots_of_day(opening, day, zone)
        if slot.starts_at >= since and not closed.meets(slot.starts_at, slot.ends_at)
    ]
    slots.sort(key=lambda slot: (slot.starts_at, slot.opening_id))
    return slots


def opening_days(opening: OpeningRule, first_day: date, last_day: date) -> Iterator[date]:
    """Days in the window on which the opening's own rule falls."""
    if opening.kind == OpeningKind.ONE_OFF:
        if first_day <= opening.starts_on <= last_day:
            yield opening.starts_on
        return
    day = max(first_day, opening.starts_on)
    last = min(last_day, opening.ends_on or last_day)
    while day <= last:
        if day.isoweekday() in opening.weekdays:
            yield day
        day += timedelta(days=1)


def _slots_of_day(opening: OpeningRule, day: date, zone: ZoneInfo) -> Iterator[PlannedSlot]:
    start = instant(day, opening.from_time, zone)
    end = instant(day, opening.to_time, zone)
    length = timedelta(minutes=opening.slot_minutes)
    releases = releases_of(opening.releases)
    while start + length <= end:
        yield PlannedSlot(opening.opening_id, start, start + length, slot_terms(opening, releases, start, zone))
        start += length


def slot_terms(
    opening: OpeningRule, releases: Mapping[str, Release], starts_at: datetime, zone: ZoneInfo
) -> SlotTerms:
    return SlotTerms(
        place_id=opening.place_id, modalities=list(opening.modalities), appointment_type=opening.appointment_type,
        reasons=dict(opening.reasons), overbooking=opening.overbooking,
        **_seen_by(opening, releases, starts_at, zone),
    )  # fmt: skip


def as_said(slot: PlannedSlot, of_this_one: SaysWhoSees, zone: ZoneInfo) -> PlannedSlot:
    """The same slot, seen by whom the owner said of it alone."""
    seen = _seen_by(of_this_one, releases_of(of_this_one.releases), slot.starts_at, zone)
    return replace(slot, terms=replace(slot.terms, **seen))


def _seen_by(
    said: SaysWhoSees, releases: Mapping[str, Release], starts_at: datetime, zone: ZoneInfo
) -> dict[str, Any]:
    def seen_from(audience: Audience) -> datetime | None:
        if audience not in said.audience:
            return None
        release = releases.get(audience)
        return AT_ONCE if release is None else release.opens_at(starts_at, zone)

    return {
        "cpts_from": seen_from(Audience.CPTS), "pro_from": seen_from(Audience.PRO),
        "snp_from": seen_from(Audience.SNP), "public_from": seen_from(Audience.PUBLIC),
        "shared_with": list(said.shared_with) if Audience.CPTS in said.audience else [],
    }  # fmt: skip
