"""Ours and the three that it is compared with. All know the same hard conditions; none knows how a doctor is."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from carekit.clock import PARIS
from referral_svc.matching.conditions import Practice
from referral_svc.matching.looking import Inputs
from referral_svc.matching.ordering import Selection, select
from referral_svc.matching.responsiveness import average_of
from referral_svc.matching.waves import answer_by, answer_hours
from referral_svc.simulation.declared import GENERAL_PRACTITIONER, WEEK, loads, practice, search_for
from referral_svc.simulation.territory import Doctor
from referral_svc.simulation.year import Call, Case, Later, Step, Wave, Year

ROUNDS_OF_CALLS = 3
FARTHEST_KM = 20.0


def able(year: Year, case: Case, now: datetime, *, again: bool = False) -> list[int]:
    """Who meets the hard conditions within 20 km, but for the weekly cap that only our rules have. `again`: those
    already asked too."""
    today = now.astimezone(PARIS).date()

    def free(doctor: Doctor) -> bool:
        standing = year.standings[doctor.number]
        told_away = doctor.tells_holidays and any(first <= today <= last for first, last in doctor.holidays)
        return (
            standing.placements + standing.reserved < doctor.capacity
            and not told_away
            and (doctor.home_visits or not case.person.home_visit)
            and year.km(case.person, doctor) <= FARTHEST_KM
            and (again or not (doctor.number in case.asks or doctor.number in case.calls))
        )

    return [doctor.number for doctor in year.volunteers if free(doctor)]


def calls(year: Year, case: Case, now: datetime, order: list[int]) -> Step:
    """Down the list; who could not be reached is called again the next day, from the third time on a week later.

    Whoever said no for this person, by mail or by phone, is left in peace.
    """
    waiting = [number for number in order if not _said_no(case, number)]
    if not waiting:
        return Later(now + WEEK)
    number = min(waiting, key=lambda one: len(case.calls.get(one, ())))
    tries = len(case.calls.get(number, ()))
    if tries:
        due = case.called_at[number] + (timedelta(days=1) if tries < ROUNDS_OF_CALLS else WEEK)
        if due > now:
            return Later(due)
    return Call(number)


def _said_no(case: Case, number: int) -> bool:
    ask = case.asks.get(number)
    return False in case.calls.get(number, ()) or (ask is not None and ask.state == "no")


def usual_first(year: Year, case: Case, now: datetime) -> int | None:
    usual = case.person.usual_doctor
    if usual is None or usual in case.asks or usual in case.calls:
        return None
    return usual if usual in able(year, case, now) else None


class Ours:
    """The rules of matching: fair share within rings, learned answers, waves, then the ordered call list."""

    name = "maillage"

    def next_step(self, year: Year, case: Case, now: datetime) -> Step:
        chosen = self._select(year, case, now)
        if chosen.wave:
            hours = answer_hours(year.rules, case.person.medical_class, usual_doctor_alone=chosen.usual_doctor_alone)
            turns = [ranked for ranked in chosen.candidates if not ranked.share.above_bound]
            case.in_turn = case.in_turn and not chosen.usual_doctor_alone and len(turns) > 0
            case.ring_km = chosen.ring.km
            return Wave(tuple(one.int for one in chosen.wave), answer_by(now, hours, year.calendar))
        return calls(year, case, now, self._call_list(year, case, now))

    def _call_list(self, year: Year, case: Case, now: datetime) -> list[int]:
        """In the same order, with those who were asked and stayed silent, out to the widest ring."""
        chosen = self._select(year, case, now, again=True, ring_km=year.rules.rings_km[-1])
        return [ranked.practice.professional_id.int for ranked in chosen.candidates]

    def _select(
        self, year: Year, case: Case, now: datetime, *, again: bool = False, ring_km: float | None = None
    ) -> Selection:
        def met(doctor: Doctor) -> bool:
            return not again and (doctor.number in case.asks or doctor.number in case.calls)

        standings = [year.standings[doctor.number] for doctor in year.volunteers]
        known: list[Practice] = [
            practice(was, standing, now, already_asked=met(doctor))
            for doctor, was, standing in zip(year.volunteers, year.declared, standings, strict=True)
        ]
        rule = year.rules.responsiveness
        inputs = Inputs(
            search=search_for(case.person),
            practices=known,
            loads=loads(year.declared, standings, now),
            now=now,
            today=now.astimezone(PARIS).date(),
            averages={GENERAL_PRACTITIONER: average_of(rule, [one.history for one in known])} if rule else {},
            ring_km=ring_km,
        )
        return select(year.rules, inputs, f"{year.world.seed} {case.person.number}")


class PhoneChain:
    """The coordinator calls down her own list, the same each time, ring by ring. `rotates`: she goes on where
    she stopped for the person before, which few lists on paper do."""

    def __init__(self, *, rotates: bool = False) -> None:
        self.name = "phone_rotating" if rotates else "phone"
        self._rotates = rotates
        self._list: list[int] = []
        self._start: dict[int, int] = {}

    def next_step(self, year: Year, case: Case, now: datetime) -> Step:
        if not self._list:
            self._list = [doctor.number for doctor in year.world.doctors]
            Random(f"list {year.world.seed}").shuffle(self._list)
        usual = usual_first(year, case, now)
        if usual is not None:
            return Call(usual)
        step = calls(year, case, now, self._order(year, case, now))
        if self._rotates and isinstance(step, Call):
            self._list.remove(step.doctor)
            self._list.append(step.doctor)
        return step

    def _order(self, year: Year, case: Case, now: datetime) -> list[int]:
        def ring(number: int) -> int:
            km = year.km(case.person, year.world.doctors[number])
            return sum(1 for limit in year.rules.rings_km if km > limit)

        free = set(able(year, case, now, again=True))
        return sorted((number for number in self._list if number in free), key=ring)


class FirstAcceptsWins:
    """One mail to everybody within 20 km; the first yes takes the person."""

    name = "first_wins"

    def next_step(self, year: Year, case: Case, now: datetime) -> Step:
        if not case.asks:
            everybody = tuple(able(year, case, now))
            hours = answer_hours(year.rules, case.person.medical_class, usual_doctor_alone=False)
            if everybody:
                return Wave(everybody, answer_by(now, hours, year.calendar))
        return calls(year, case, now, nearest(year, case, able(year, case, now, again=True)))


class NearestFirst:
    """Waves of three, the nearest first."""

    name = "nearest"

    def next_step(self, year: Year, case: Case, now: datetime) -> Step:
        usual = usual_first(year, case, now)
        wave = [usual] if usual is not None else nearest(year, case, able(year, case, now))
        wave = wave[: year.rules.wave_size]
        if wave:
            hours = answer_hours(year.rules, case.person.medical_class, usual_doctor_alone=usual is not None)
            return Wave(tuple(wave), answer_by(now, hours, year.calendar))
        return calls(year, case, now, nearest(year, case, able(year, case, now, again=True)))


def nearest(year: Year, case: Case, numbers: list[int]) -> list[int]:
    return sorted(numbers, key=lambda number: (year.km(case.person, year.world.doctors[number]), number))
