"""The year itself: persons arrive, doctors are asked, answer or stay silent, and one of them is chosen.

Whoever decides whom to ask is a `Way` (ways.py); everything that happens to the asked is the same for all ways.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Protocol

from carekit.clock import PARIS
from referral_svc.matching.distance import haversine_km
from referral_svc.matching.rules import RuleSet
from referral_svc.matching.waves import Calendar, remind_at
from referral_svc.simulation.behaviour import Asked, by_mail, by_phone
from referral_svc.simulation.declared import Standing, declared
from referral_svc.simulation.territory import HOLIDAYS, Doctor, Person, Territory, at_paris

#: Hours of the coordinator, who sends waves and calls; deadlines keep the longer hours of the rules.
OFFICE = (9.0, 18.0)
CALL_TAKES = timedelta(minutes=10)
#: The person is told of a yes and chooses within a day; some had already said « the first who fits ».
CHOICE_TAKES = timedelta(hours=20)
CHOSEN_IN_ADVANCE = 0.5
PREFERS_ANOTHER = 0.03
FOUR_WEEKS = timedelta(days=28)
GIVEN_UP_AFTER = timedelta(days=120)


@dataclass(frozen=True)
class Wave:
    doctors: tuple[int, ...]
    answer_by: datetime


@dataclass(frozen=True)
class Call:
    doctor: int


@dataclass(frozen=True)
class Later:
    at: datetime


Step = Wave | Call | Later


@dataclass
class Ask:
    """One doctor asked for one person."""

    doctor: int
    at: datetime
    answer_by: datetime
    state: str = "asked"
    """`asked`, `silent`, `yes`, `no`, or `thanked` when another was chosen first."""
    late: bool = False
    """Answered after the deadline: no longer counted as open when others were asked."""


@dataclass
class Case:
    """One person's search."""

    person: Person
    asks: dict[int, Ask] = field(default_factory=dict)
    calls: dict[int, list[bool | None]] = field(default_factory=dict)
    """What each call gave: yes, no, or None when nobody was reached."""
    called_at: dict[int, datetime] = field(default_factory=dict)
    """The last call to each."""
    standing: list[int] = field(default_factory=list)
    waves: list[int] = field(default_factory=list)
    """Sizes."""
    solicitations: int = 0
    state: str = "searching"
    """`searching`, `proposed`, `placed` or `given_up`."""
    first_yes_at: datetime | None = None
    doctor: int | None = None
    next_act_at: datetime | None = None
    """When the coordinator takes it up again; she has one thing to do for a person at a time."""
    in_turn: bool = True
    """False when placed outside the bound: usual doctor, sole eligible one, or by phone."""
    ring_km: float = 0.0
    """Of the last wave."""

    @property
    def call_count(self) -> int:
        return sum(len(outcomes) for outcomes in self.calls.values())

    def days_to_yes(self) -> float | None:
        """Calendar days from qualified."""
        if self.first_yes_at is None:
            return None
        return (self.first_yes_at - self.person.qualified_at) / timedelta(days=1)


class Way(Protocol):
    """How one decides whom to ask next."""

    name: str

    def next_step(self, year: Year, case: Case, now: datetime) -> Step: ...


class Year:
    def __init__(self, world: Territory, way: Way, rules: RuleSet) -> None:
        self.world = world
        self.way = way
        self.rules = rules
        self.calendar = Calendar.of(rules, HOLIDAYS)
        self.volunteers = [doctor for doctor in world.doctors if doctor.volunteers]
        """The others are excluded with the words « ni adhérent ni volontaire », under every way."""
        self.declared = [declared(rules, doctor) for doctor in self.volunteers]
        self.standings = [Standing() for _ in world.doctors]
        self.cases = [Case(person) for person in world.persons]
        self._km: dict[tuple[int, int], float] = {}
        self._queue: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._order = count()

    def run(self) -> Year:
        for case in self.cases:
            self._take_up(case, case.person.qualified_at)
        while self._queue:
            now, _, happens = heapq.heappop(self._queue)
            happens(now)
        return self

    def km(self, person: Person, doctor: Doctor) -> float:
        """From the commune of the person, all that is known of where she lives."""
        key = (id(person.commune), doctor.number)
        if key not in self._km:
            self._km[key] = haversine_km(
                person.commune.latitude, person.commune.longitude, doctor.latitude, doctor.longitude
            )
        return self._km[key]

    def _at(self, at: datetime, happens: Callable[[datetime], None]) -> None:
        heapq.heappush(self._queue, (at, next(self._order), happens))

    def _take_up(self, case: Case, at: datetime) -> None:
        if case.next_act_at is None or at < case.next_act_at:
            case.next_act_at = at
            self._at(at, partial(self._act, case))

    def _act(self, case: Case, now: datetime) -> None:
        """The coordinator takes the search one step further."""
        if now != case.next_act_at:
            return
        case.next_act_at = None
        if case.state != "searching":
            return
        if now - case.person.qualified_at > GIVEN_UP_AFTER:
            case.state = "given_up"
            return
        match self.way.next_step(self, case, now):
            case Wave(doctors, answer_by):
                self._ask(case, doctors, answer_by, now)
            case Call(doctor):
                self._call(case, doctor, now)
            case Later(at):
                self._take_up(case, office_time(at))

    def _ask(self, case: Case, doctors: Sequence[int], answer_by: datetime, now: datetime) -> None:
        case.waves.append(len(doctors))
        asks = [Ask(doctor, now, answer_by) for doctor in doctors]
        for ask in asks:
            reply = by_mail(self.world.doctors[ask.doctor], self._asked(case, ask.doctor, now, answer_by))
            standing = self.standings[ask.doctor]
            standing.asked_at.append(now)
            standing.open += 1
            case.asks[ask.doctor] = ask
            case.solicitations += 1
            if reply and reply.at <= now + timedelta(days=self.rules.link_days):
                self._at(reply.at, partial(self._hear, case, ask, reply.yes))
        self._at(answer_by, partial(self._deadline, case, asks))
        # Once the reminder has left, the next ones may be asked: those asked keep their whole delay.
        self._at(remind_at(now, answer_by, self.calendar), partial(self._go_on_if_reminded, case))

    def _asked(self, case: Case, number: int, now: datetime, answer_by: datetime | None) -> Asked:
        doctor, standing = self.world.doctors[number], self.standings[number]
        called = sum(1 for when in standing.called_at if when > now - FOUR_WEEKS)
        return Asked(
            seed=self.world.seed,
            person=case.person.number,
            attempt=len(case.calls.get(number, ())) + (number in case.asks),
            at=now,
            reminder_at=remind_at(now, answer_by, self.calendar) if answer_by else None,
            recently=standing.asked_since(now - FOUR_WEEKS) + called,
            km=self.km(case.person, doctor),
            load=(standing.placements + standing.reserved) / doctor.capacity,
            usual=case.person.usual_doctor == number,
        )

    def _hear(self, case: Case, ask: Ask, yes: bool, now: datetime) -> None:
        """A late answer is heard while the link lives."""
        if ask.state == "thanked" or case.state in ("placed", "given_up"):
            return
        standing = self.standings[ask.doctor]
        standing.answers += 1
        standing.hours += (now - ask.at) / timedelta(hours=1)
        if ask.state == "silent":
            standing.silent -= 1
            ask.late = True
        else:
            standing.open -= 1
        ask.state = "yes" if yes else "no"
        if yes:
            standing.yes += 1
            self._stand(case, ask.doctor, now)
        else:
            standing.no += 1
            self._go_on_if_reminded(case, now)

    def _go_on_if_reminded(self, case: Case, now: datetime) -> None:
        """Nobody asked for this person still has the first half of his delay before him."""
        asked = (ask for ask in case.asks.values() if ask.state == "asked")
        if case.state == "searching" and all(remind_at(ask.at, ask.answer_by, self.calendar) <= now for ask in asked):
            self._take_up(case, office_time(now))

    def _deadline(self, case: Case, asks: Sequence[Ask], now: datetime) -> None:
        waiting = [ask for ask in asks if ask.state == "asked"]
        for ask in waiting:
            ask.state = "silent"
            self.standings[ask.doctor].silent += 1
            self.standings[ask.doctor].open -= 1
        if waiting:
            self._go_on_if_reminded(case, now)

    def _stand(self, case: Case, doctor: int, now: datetime) -> None:
        """A yes reserves one place until choice or refusal."""
        self.standings[doctor].reserved += 1
        case.standing.append(doctor)
        case.first_yes_at = case.first_yes_at or now
        if case.state == "searching":
            case.state = "proposed"
            dice = Random(f"choice {self.world.seed} {case.person.number} {doctor}")
            takes = timedelta() if dice.random() < CHOSEN_IN_ADVANCE else CHOICE_TAKES
            self._at(now + takes, partial(self._choose, case, dice))

    def _choose(self, case: Case, dice: Random, now: datetime) -> None:
        chosen = case.standing[0]
        if dice.random() < PREFERS_ANOTHER:
            case.standing.remove(chosen)
            self.standings[chosen].reserved -= 1
            if not case.standing:
                case.state = "searching"
                self._take_up(case, office_time(now))
                return
            chosen = case.standing[0]
        self._place(case, chosen)

    def _place(self, case: Case, doctor: int) -> None:
        case.state, case.doctor = "placed", doctor
        self.standings[doctor].placements += 1
        for other in case.standing:
            self.standings[other].reserved -= 1
        for ask in case.asks.values():
            if ask.state == "asked":
                ask.state = "thanked"
                self.standings[ask.doctor].open -= 1

    def _call(self, case: Case, doctor: int, now: datetime) -> None:
        outcome = by_phone(self.world.doctors[doctor], self._asked(case, doctor, now, None))
        case.calls.setdefault(doctor, []).append(outcome)
        case.called_at[doctor] = now
        self.standings[doctor].called_at.append(now)
        if outcome:
            case.in_turn = False
            self._stand(case, doctor, now)
        else:
            self._take_up(case, office_time(now + CALL_TAKES))


def office_time(at: datetime) -> datetime:
    """`at` itself when the coordinator is there, else when she next is."""
    day = at.astimezone(PARIS).date()
    while True:
        if day.weekday() < 5 and day not in HOLIDAYS:
            opens, closes = at_paris(day, OFFICE[0]), at_paris(day, OFFICE[1])
            if at < closes:
                return max(at, opens)
        day += timedelta(days=1)
