"""A rota as it stands: its rows, and the problem of plain values that they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.known.models import KnownProfessional
from scheduling_svc.rostering.problem import Day, Limits, Person, Problem
from scheduling_svc.rostering.problem import Rota as WhoWhen
from scheduling_svc.rota import repository
from scheduling_svc.rota.models import Duty, Rota, RotaMember

LEDGER = timedelta(days=365)
AS_IT_STANDS: Mapping[UUID, date] = MappingProxyType({})
TO_NOBODY_ELSE: Mapping[Duty, UUID] = MappingProxyType({})


@dataclass(frozen=True)
class Seat:
    """A duty on the day where it stands, or would stand."""

    on: date
    duty: Duty


@dataclass(frozen=True)
class Scene:
    rota: Rota
    members: Sequence[RotaMember]
    seats: Sequence[Seat]
    known: dict[UUID, KnownProfessional]
    problem: Problem

    @property
    def duties(self) -> list[Duty]:
        return [seat.duty for seat in self.seats]

    def who_when(self, given: Mapping[Duty, UUID] = TO_NOBODY_ELSE) -> WhoWhen:
        """Who is on duty on which day, were these duties given."""
        found: defaultdict[date, set[UUID]] = defaultdict(set)
        for on, who in self._holders(given):
            found[on].add(who)
        return {on: frozenset(who) for on, who in found.items()}

    def has_anybody_twice(self, given: Mapping[Duty, UUID]) -> bool:
        """Two seats of one day for one person."""
        held = list(self._holders(given))
        return len(held) != len(set(held))

    def _holders(self, given: Mapping[Duty, UUID]) -> Iterator[tuple[date, UUID]]:
        for seat in self.seats:
            who = given.get(seat.duty, seat.duty.professional_id)
            if who is not None:
                yield seat.on, who

    def name_of(self, professional_id: UUID) -> str | None:
        known = self.known.get(professional_id)
        return known.display_name if known else None


async def scene_of(session: AsyncSession, rota: Rota, moved: Mapping[UUID, date] = AS_IT_STANDS) -> Scene:
    """`moved`: the days on which these duties would be, before anything is written."""
    members = await repository.members_of(session, rota.rota_id)
    seats = [
        Seat(moved.get(duty.duty_id, duty.on_day), duty) for duty in await repository.duties_of(session, rota.rota_id)
    ]
    known = await repository.professionals(session, [member.professional_id for member in members])
    standing, burdens = await _elsewhere(session, rota)
    dates = sorted({seat.on for seat in seats})
    persons = tuple(
        Person(
            member.professional_id, share=member.share, skills=frozenset(member.skills),
            absent=_absent(known.get(member.professional_id), dates), unavailable=frozenset(member.unavailable),
            wanted=frozenset(member.wanted), unwanted=frozenset(member.unwanted),
            standing=frozenset(standing[member.professional_id]), burden=burdens[member.professional_id],
        )
        for member in members
    )  # fmt: skip
    days = tuple(_day(rota, on, [seat.duty for seat in seats if seat.on == on]) for on in dates)
    limits = Limits(
        rest_days=rota.rest_days, most=rota.most, within_days=rota.within_days,
        apart=frozenset((date.fromisoformat(one), date.fromisoformat(other)) for one, other in rota.apart),
    )  # fmt: skip
    return Scene(rota, members, seats, known, Problem(days, persons, limits, rota.weight))


def _day(rota: Rota, on: date, seats: Sequence[Duty]) -> Day:
    pinned = frozenset(duty.professional_id for duty in seats if duty.is_pinned and duty.professional_id)
    return Day(on, seats=len(seats), skills=frozenset(rota.skills), pinned=pinned)


def _absent(known: KnownProfessional | None, dates: Sequence[date]) -> frozenset[date]:
    spans = known.absence_days() if known else []
    return frozenset(on for on in dates if any(first <= on <= last for first, last in spans))


async def _elsewhere(
    session: AsyncSession, rota: Rota
) -> tuple[defaultdict[UUID, set[date]], defaultdict[UUID, int]]:
    """Duties of other published rotas: those near enough to bind, and the points of the twelve months before."""
    near = timedelta(days=max(rota.rest_days, rota.within_days))
    standing: defaultdict[UUID, set[date]] = defaultdict(set)
    burdens: defaultdict[UUID, int] = defaultdict(int)
    for duty, other in await repository.published_duties(session, rota.starts_on - LEDGER, rota.ends_on + near):
        if other.rota_id == rota.rota_id or duty.professional_id is None:
            continue
        if duty.on_day >= rota.starts_on - near:
            standing[duty.professional_id].add(duty.on_day)
        if duty.on_day < rota.starts_on:
            burdens[duty.professional_id] += other.weight
    return standing, burdens
