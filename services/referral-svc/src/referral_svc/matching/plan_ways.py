"""From requests and practices to the problem of the plan: only ways that meet every hard condition.

Hundreds of requests share a kind, an age band and a commune: conditions are asked once per such profile, and
distances once per commune, so that thousands of requests among hundreds of doctors stay within a second.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from referral_svc.matching.conditions import (
    Practice,
    Search,
    distance_km,
    lasting_obstacle,
    out_of_ring,
    passing_obstacle,
)
from referral_svc.matching.fairness import Load, Share, fair_shares
from referral_svc.matching.plan import Group, Household, Problem, Seat, Waiting, penalty, way_cost
from referral_svc.matching.rules import RuleSet

#: Per professional: the sealed conditions he does not meet, and how many soft wishes he meets.
Compared = Mapping[UUID, tuple[frozenset[str], int]]
NO_WISH: tuple[frozenset[str], int] = (frozenset(), 0)


@dataclass(frozen=True)
class Request:
    """One waiting request, in its blind view. `wishes` tells which comparison is its own, and nothing more."""

    referral_id: UUID
    search: Search
    priority_class: int
    waited_days: float
    wishes: int = 0
    already_asked: frozenset[UUID] = frozenset()
    household: UUID | None = None
    """Whoever bears the same one lives with him, and would rather have the same doctor."""


@dataclass(frozen=True)
class HouseholdSeen:
    """Who lives together, and how many doctors could take all of them."""

    referral_ids: tuple[UUID, ...]
    able: int
    """Who meet the conditions for each of them."""
    roomy: int
    """Who have places for all of them besides."""


@dataclass(frozen=True)
class Examined:
    """The problem, and what was found on the way: nobody disappears without the condition that excluded him."""

    problem: Problem
    practices: tuple[Practice, ...]
    """In the order of the seats."""
    shares: Mapping[UUID, Share]
    excluded: Mapping[UUID, Counter[str]] = field(repr=False)
    """Per request, how many professionals each condition excluded."""
    households: tuple[HouseholdSeen, ...] = ()


def examine(
    rules: RuleSet,
    requests: Iterable[Request],
    practices: Iterable[Practice],
    loads: Mapping[UUID, Load[UUID]],
    compared: Sequence[Compared],
    *,
    now: datetime,
    today: date,
) -> Examined:
    """The order in which requests and practices come changes nothing."""
    doctors = sorted(practices, key=lambda one: one.professional_id)
    ordered = sorted(requests, key=lambda one: one.referral_id)
    houses = _houses(ordered)
    alike: dict[tuple[Search, int, frozenset[UUID], UUID | None], list[Request]] = defaultdict(list)
    for request in ordered:
        # What is medical decides who waits, here through the class, and never who is asked.
        blind = replace(request.search, medical_class=0)
        # Who lives with another is no more alike with anybody: he is a group by himself.
        apart = request.referral_id if request.household in houses else None
        alike[blind, request.wishes, request.already_asked, apart].append(request)
    seen = _Seen(rules, doctors, compared, now, today)
    groups: list[Group] = []
    excluded: dict[UUID, Counter[str]] = {}
    for (search, wishes, asked, _), members in alike.items():
        group, obstacles = seen.group(search, wishes, asked, tuple(_waiting(rules, one) for one in members))
        groups.append(group)
        excluded |= {one.referral_id: obstacles for one in members}
    shares = _shares(rules, groups, doctors, loads)
    seats = tuple(_seat(rules, doctor, loads, shares.get(doctor.professional_id)) for doctor in doctors)
    whole, seen_together = _together(houses, groups, seats)
    problem = Problem(tuple(groups), seats, rules.plan, rules.bound, whole)
    return Examined(problem, tuple(doctors), shares, excluded, seen_together)


def _houses(requests: Iterable[Request]) -> dict[UUID, list[UUID]]:
    """Those of whom at least two wait."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for request in requests:
        if request.household is not None:
            found[request.household].append(request.referral_id)
    return {household: members for household, members in found.items() if len(members) > 1}


def _together(
    houses: Mapping[UUID, Sequence[UUID]], groups: Sequence[Group], seats: Sequence[Seat]
) -> tuple[tuple[Household, ...], tuple[HouseholdSeen, ...]]:
    """Those whom somebody could take all of, for the solver; and all of them, for the reasons."""
    number_of = {group.waiting[0].referral_id: number for number, group in enumerate(groups)}
    whole: list[Household] = []
    seen: list[HouseholdSeen] = []
    for members in houses.values():
        numbers = tuple(number_of[one] for one in members)
        able = sorted(set.intersection(*(set(groups[number].doctors) for number in numbers)))
        roomy = tuple(doctor for doctor in able if seats[doctor].places >= len(members))
        seen.append(HouseholdSeen(tuple(members), len(able), len(roomy)))
        if roomy:
            whole.append(Household(numbers, roomy))
    return tuple(whole), tuple(seen)


def over_the_weeks(rules: RuleSet, practice: Practice) -> Practice:
    """His weekly cap over the weeks of the plan: who was asked enough this week may be asked in another."""
    return replace(practice, weekly_cap=practice.weekly_cap * rules.plan.weeks)


class _Seen:
    """Conditions per profile and distances per commune, each looked at once."""

    def __init__(
        self, rules: RuleSet, doctors: Sequence[Practice], compared: Sequence[Compared], now: datetime, today: date
    ) -> None:
        self._rules = rules
        self._today = today
        self._doctors = doctors
        self._compared = compared
        self._number = {one.professional_id: number for number, one in enumerate(doctors)}
        self._passing = [passing_obstacle(over_the_weeks(rules, one), today, now) for one in doctors]
        self._able: dict[tuple[Search, int], tuple[list[tuple[int, int]], Counter[str]]] = {}
        self._km: dict[tuple[float | None, float | None], list[float | None]] = {}

    def group(
        self, search: Search, wishes: int, asked: frozenset[UUID], waiting: tuple[Waiting, ...]
    ) -> tuple[Group, Counter[str]]:
        """These persons with their ways, and how many professionals each condition excluded."""
        able, lasting = self._profile(search, wishes)
        excluded = Counter(lasting)
        kms = self._distances(search)
        weights, farthest = self._rules.plan, self._rules.rings_km[-1]
        usual = self._number.get(search.usual_professional_id) if search.usual_professional_id else None
        refused = {self._number[who] for who in asked if who in self._number}
        ways: list[tuple[int, int, float | None, int]] = []
        for doctor, met in able:
            km, is_usual = kms[doctor], doctor == usual
            if doctor in refused:
                excluded["already_asked"] += 1
            elif not is_usual and out_of_ring(km, farthest):
                excluded["out_of_ring"] += 1
            else:
                ways.append((doctor, way_cost(weights, km, farthest, usual=is_usual, wishes_met=met), km, met))
        columns = zip(*ways, strict=True) if ways else ((), (), (), ())
        doctors, costs, found, wishes_met = columns
        return Group(waiting, tuple(doctors), tuple(costs), tuple(found), usual, tuple(wishes_met)), excluded

    def _profile(self, search: Search, wishes: int) -> tuple[list[tuple[int, int]], Counter[str]]:
        key = (replace(search, latitude=None, longitude=None, usual_professional_id=None), wishes)
        if key not in self._able:
            able: list[tuple[int, int]] = []
            excluded: Counter[str] = Counter()
            compared = self._compared[wishes] if self._compared else {}
            for number, practice in enumerate(self._doctors):
                unmet, met = compared.get(practice.professional_id, NO_WISH)
                blind = replace(practice, unmet=unmet) if unmet else practice
                obstacle = lasting_obstacle(search, blind, self._today) or self._passing[number]
                if obstacle:
                    excluded[obstacle.code] += 1
                else:
                    able.append((number, met))
            self._able[key] = able, excluded
        return self._able[key]

    def _distances(self, search: Search) -> list[float | None]:
        key = (search.latitude, search.longitude)
        if key not in self._km:
            self._km[key] = [distance_km(search, practice) for practice in self._doctors]
        return self._km[key]


def _waiting(rules: RuleSet, request: Request) -> Waiting:
    target = rules.of_class(request.priority_class).target_days
    return Waiting(request.referral_id, penalty(rules.plan, request.priority_class, request.waited_days, target))


def _shares(
    rules: RuleSet, groups: Iterable[Group], doctors: Sequence[Practice], loads: Mapping[UUID, Load[UUID]]
) -> dict[UUID, Share]:
    """Each doctor's account among his own profession, counting the persons of this plan as placed there."""
    coming: dict[str, float] = defaultdict(float)
    pools: dict[str, set[int]] = defaultdict(set)
    for group in groups:
        professions = sorted({doctors[number].profession_code for number in group.doctors})
        for number in group.doctors:
            pools[doctors[number].profession_code].add(number)
        for code in professions:
            coming[code] += len(group.waiting) / len(professions)
    shares: dict[UUID, Share] = {}
    for code, pool in pools.items():
        found = fair_shares((_load(doctors[n], loads) for n in sorted(pool)), rules.bound)
        heavy = sum(share.weight for share in found.values())
        for who, share in found.items():
            part = share.weight / heavy if heavy > 0 else 1 / len(found)
            shares[who] = replace(share, target=share.target + coming[code] * part)
    return shares


def _load(practice: Practice, loads: Mapping[UUID, Load[UUID]]) -> Load[UUID]:
    known = loads.get(practice.professional_id)
    return known or Load(practice.professional_id, float(practice.capacity or 0), practice.working_time)


def _seat(rules: RuleSet, practice: Practice, loads: Mapping[UUID, Load[UUID]], share: Share | None) -> Seat:
    """Places left but for those a yes or an open question may take, within the caps of the weeks."""
    if share is None:
        return Seat(practice.professional_id, 0, 0.0, 0.0)
    caps = practice.weekly_cap * rules.plan.weeks - practice.asked_this_week
    left = practice.places_left
    free = caps if left is None else min(caps, left - practice.reserved - _load(practice, loads).open_solicitations)
    taken = share.placements + share.calibration + share.in_hand
    return Seat(practice.professional_id, max(0, free), taken, share.target)
