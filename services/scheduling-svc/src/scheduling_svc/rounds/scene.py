"""The rounds of a day as they stand: their rows, and the problem of plain values that they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import local_date
from scheduling_svc.calendars.repository import busy_spans
from scheduling_svc.known.models import KnownCommune, KnownPlace, KnownProfessional
from scheduling_svc.openings.civil import instant
from scheduling_svc.rota.repository import first_places, professionals
from scheduling_svc.rounds import repository
from scheduling_svc.rounds.models import RoundVolunteer
from scheduling_svc.rounds.repository import StandingVisit
from scheduling_svc.routing.distances import Travel
from scheduling_svc.routing.problem import Hours, HoursKey, Problem, Visit
from scheduling_svc.routing.timing import Timetable, timetable
from scheduling_svc.rules.models import Rules
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots.repository import rules_of_agenda, zone_of

_DAY_ENDS = 24 * 60 - 1


@dataclass(frozen=True)
class Scene:
    day: date
    zone: ZoneInfo
    visits: list[StandingVisit]
    known: Mapping[UUID, KnownProfessional]
    communes: Mapping[str, KnownCommune]
    problem: Problem

    @cached_property
    def by_id(self) -> dict[UUID, StandingVisit]:
        return {one.row.visit_id: one for one in self.visits}

    @cached_property
    def plan(self) -> dict[HoursKey, tuple[UUID, ...]]:
        """Every hours of the day, with what stands in them. A place in hours that are offered no more is none."""
        made: dict[HoursKey, list[tuple[datetime, UUID]]] = {key: [] for key in self.problem.hours_of}
        for one in self.visits:
            key = _key_of(one, self.problem.hours, self.zone)
            if key is not None and one.starts_at is not None:
                made[key].append((one.starts_at, one.row.visit_id))
        return {key: tuple(visit_id for _, visit_id in sorted(placed)) for key, placed in made.items()}

    @cached_property
    def placed(self) -> frozenset[UUID]:
        return frozenset(visit_id for order in self.plan.values() for visit_id in order)

    def times(self, key: HoursKey, order: Collection[UUID] | None = None) -> Timetable:
        return timetable(self.problem, self.problem.hours_of[key], tuple(self.plan[key] if order is None else order))

    def instant(self, minute: int) -> datetime:
        return instant(self.day, clock_of(minute), self.zone)

    def name_of(self, professional_id: UUID) -> str:
        known = self.known.get(professional_id)
        return known.display_name if known else ""

    def commune_name(self, code: str | None) -> str | None:
        commune = self.communes.get(code) if code else None
        return commune.name if commune else None


def clock_of(minute: int) -> time:
    return time(*divmod(min(minute, _DAY_ENDS), 60))


def minute_of(at: time) -> int:
    return at.hour * 60 + at.minute


async def scene_of(session: AsyncSession, cpts_id: UUID, day: date, now: datetime) -> Scene:
    zone, rules = await zone_of(session, cpts_id), await rules_in_force(session)
    # Moved to another day from an agenda, it is in no round of this one.
    visits = [one for one in await repository.visits_of(session, day) if not _is_elsewhere(one, day, zone)]
    communes = await repository.communes(session)
    volunteers = [one for one, _ in await repository.volunteers(session)]
    told = {one.appointment.professional_id for one in visits if one.appointment}
    who = {one.professional_id for one in volunteers} | told
    known, places = await professionals(session, who), await first_places(session, who)
    offered = [
        replace(hours, busy=await _busy(session, hours, visits, _Day(day, zone, now)))
        for volunteer in volunteers
        for hours in _offered(volunteer, day, known.get(volunteer.professional_id), places)
    ]
    hours = [*offered, *_no_more_offered(visits, offered, known, places, zone)]
    problem = Problem(
        tuple(_visit(one, hours, zone) for one in visits), tuple(hours), _travel(communes.values(), rules)
    )
    return Scene(day, zone, visits, known, communes, problem)


def _is_elsewhere(one: StandingVisit, day: date, zone: ZoneInfo) -> bool:
    return one.appointment is not None and local_date(one.appointment.starts_at, zone) != day


def _travel(communes: Iterable[KnownCommune], rules: Rules) -> Travel:
    points = {one.code: (one.lat, one.lon) for one in communes if one.lat is not None and one.lon is not None}
    return Travel(points, rules.travel_kmh, rules.detour_percent, rules.least_travel_minutes)


def _offered(
    volunteer: RoundVolunteer, day: date, known: KnownProfessional | None, places: Mapping[UUID, KnownPlace]
) -> Iterator[Hours]:
    """Of that weekday, unless she is away."""
    if known is None or any(first <= day <= last for first, last in known.absence_days()):
        return
    place = places.get(volunteer.professional_id)
    for one in volunteer.hours:
        if one["weekday"] == day.isoweekday():
            yield Hours(
                volunteer.professional_id, minute_of(time.fromisoformat(one["from_time"])),
                minute_of(time.fromisoformat(one["to_time"])), one["most"], known.profession_code,
                base=place.commune_code if place else None, communes=frozenset(volunteer.communes),
                skills=frozenset(volunteer.skills),
            )  # fmt: skip


def _no_more_offered(
    visits: Iterable[StandingVisit],
    offered: Collection[Hours],
    known: Mapping[UUID, KnownProfessional],
    places: Mapping[UUID, KnownPlace],
    zone: ZoneInfo,
) -> Iterator[Hours]:
    """She took her offer back, or the visit was moved in her agenda: what was told stands, and takes nothing more."""
    outside: defaultdict[UUID, list[StandingVisit]] = defaultdict(list)
    for one in visits:
        if one.appointment is not None and _key_of(one, offered, zone) is None:
            outside[one.appointment.professional_id].append(one)
    for nurse_id, told in outside.items():
        minutes = [_minutes(one, zone) for one in told]
        place = places.get(nurse_id)
        yield Hours(
            nurse_id, min(begins for begins, _ in minutes), max(ends for _, ends in minutes), 0,
            known[nurse_id].profession_code if nurse_id in known else "",
            base=place.commune_code if place else None,
        )  # fmt: skip


def _visit(one: StandingVisit, hours: Collection[Hours], zone: ZoneInfo) -> Visit:
    row, key = one.row, _key_of(one, hours, zone)
    visit = Visit(
        row.visit_id, row.commune_code, row.minutes, minute_of(row.from_time), minute_of(row.to_time),
        row.profession_code, frozenset(row.skills), frozenset(row.barred), key if row.is_pinned else None,
    )  # fmt: skip
    if not one.is_told:
        return visit
    begins, ends = _minutes(one, zone)
    return replace(visit, begins_from=begins, begins_by=begins, minutes=ends - begins, pinned=key, is_told=True)


def _key_of(one: StandingVisit, hours: Collection[Hours], zone: ZoneInfo) -> HoursKey | None:
    """In whose hours it stands: those noted with its place, or, once told, those around its hour."""
    nurse_id = one.professional_id
    if nurse_id is None:
        return None
    if one.is_told:
        begins, _ = _minutes(one, zone)
        around = (each for each in hours if each.nurse_id == nurse_id and each.begins <= begins < each.ends)
        return next((each.key for each in around), None)
    if one.row.hours_from is None:
        return None
    key = nurse_id, minute_of(one.row.hours_from)
    return key if any(each.key == key for each in hours) else None


def _minutes(one: StandingVisit, zone: ZoneInfo) -> tuple[int, int]:
    """Of the civil day on which it begins."""
    assert one.appointment is not None, "asked of what was told alone"
    begins = minute_of(one.appointment.starts_at.astimezone(zone).time())
    return begins, begins + (one.appointment.ends_at - one.appointment.starts_at) // timedelta(minutes=1)


@dataclass(frozen=True)
class _Day:
    day: date
    zone: ZoneInfo
    now: datetime

    def minute(self, at: datetime) -> int:
        return minute_of(at.astimezone(self.zone).time())


async def _busy(
    session: AsyncSession, hours: Hours, visits: Iterable[StandingVisit], on: _Day
) -> tuple[tuple[int, int], ...]:
    """With others of her agenda, closed by her, taken in her calendar of elsewhere, or over by now."""
    since, until = (instant(on.day, clock_of(minute), on.zone) for minute in (hours.begins, hours.ends))
    ours = [one.appointment.appointment_id for one in visits if one.appointment is not None]
    others = await repository.other_appointments(session, hours.nurse_id, since, until, ours)
    _, closures = await rules_of_agenda(session, hours.nurse_id, since)
    outside = await busy_spans(session, hours.nurse_id, since, until)
    taken = [*others, *((span.starts_at, span.ends_at) for span in [*closures, *outside]), (since, on.now)]
    return tuple(
        sorted(
            (on.minute(max(starts_at, since)), on.minute(min(ends_at, until)))
            for starts_at, ends_at in taken
            if starts_at < until and ends_at > since
        )
    )
