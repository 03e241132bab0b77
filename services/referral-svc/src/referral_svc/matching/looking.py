"""Who could be asked at all, how far the search looks for them, and whose turn it is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
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
from referral_svc.matching.reasons import Reason
from referral_svc.matching.responsiveness import Average, Expectation, expectation, rests_until
from referral_svc.matching.rules import RuleSet
from referral_svc.matching.waves import choose_ring

Near = tuple[Practice, float | None]
"""Somebody, and how far he is in km; None when nobody knows."""


@dataclass(frozen=True)
class Inputs:
    """What a choice is made from, beside the rules and the seed: a wave keeps it (`matching.records`)."""

    search: Search
    practices: Sequence[Practice]
    loads: Mapping[UUID, Load[UUID]]
    now: datetime
    today: date
    """The civil date where the CPTS lives."""
    averages: Mapping[str, Average] = field(default_factory=dict)
    """How each profession answers in the CPTS, by code; a missing one is the rules' starting average."""
    ring_km: float | None = None
    """The ring asked for; None for the nearest."""


@dataclass(frozen=True)
class Excluded:
    practice: Practice
    reason: Reason


@dataclass(frozen=True)
class Learned:
    """What is expected of somebody, and until when he is left in peace."""

    expected: Expectation
    rests_until: datetime | None


@dataclass(frozen=True)
class Able:
    """Whoever meets every condition that lasts. The share is counted among all of them: those whom something keeps
    this week, `waiting`, could take such a request in another."""

    free: tuple[Near, ...]
    waiting: tuple[Near, ...]
    learned: Mapping[UUID, Learned]
    """Of whoever is free."""


@dataclass(frozen=True)
class Look:
    """Everybody who could be asked within one ring, and the accounts there."""

    ring_km: float
    near: tuple[Near, ...]
    shares: Mapping[UUID, Share]
    """Of whoever waits there too."""
    rests: Mapping[UUID, datetime | None]
    in_turn: frozenset[UUID]

    @cached_property
    def average(self) -> float:
        """Placements of each, over the window."""
        return sum(one.placements for one in self.shares.values()) / len(self.shares)


def able_among(rules: RuleSet, inputs: Inputs) -> tuple[Able, list[Excluded]]:
    """And those excluded by a condition, each with the first that he does not meet."""
    search, excluded = inputs.search, []
    free: list[Near] = []
    waiting: list[Near] = []
    for practice in inputs.practices:
        if obstacle := lasting_obstacle(search, practice, inputs.today):
            excluded.append(Excluded(practice, obstacle))
            continue
        near = (practice, distance_km(search, practice))
        if obstacle := passing_obstacle(practice, search.care_on(inputs.today), inputs.now):
            waiting.append(near)
            excluded.append(Excluded(practice, obstacle))
        else:
            free.append(near)
    learned = {practice.professional_id: _learned(rules, practice, inputs) for practice, _ in free}
    return Able(tuple(free), tuple(waiting), learned), excluded


def look_around(rules: RuleSet, inputs: Inputs, able: Able) -> Look:
    """Within the ring asked for; else the nearest one where it is somebody's turn, so that nobody near is asked far
    beyond his share while somebody a little farther is owed; else the nearest that holds anybody."""
    nearest = choose_ring(rules, [km for _, km in able.free], inputs.ring_km).km
    first = _within(rules, inputs, able, nearest)
    usual = inputs.search.usual_professional_id
    if inputs.ring_km is not None or rules.responsiveness is None or usual in able.learned:
        return first
    wider = (ring for ring in rules.rings_km if ring > nearest)
    looks = [first]
    while not looks[-1].in_turn:
        ring = next(wider, None)
        if ring is None:
            return first
        looks.append(_within(rules, inputs, able, ring))
    return looks[-1]


def _within(rules: RuleSet, inputs: Inputs, able: Able, ring_km: float) -> Look:
    usual = inputs.search.usual_professional_id
    # A usual doctor is asked from wherever he practises: the person already goes there.
    near = tuple((p, km) for p, km in able.free if p.professional_id == usual or not out_of_ring(km, ring_km))
    pool = [*near, *((p, km) for p, km in able.waiting if not out_of_ring(km, ring_km))]
    shares = fair_shares((_load(p, inputs.loads) for p, _ in pool), rules.bound)
    rests = {p.professional_id: able.learned[p.professional_id].rests_until for p, _ in near}
    turn = (key for key, rest in rests.items() if rest is None and _may_take_more(rules, shares[key]))
    return Look(ring_km, near, shares, rests, frozenset(turn))


def _may_take_more(rules: RuleSet, share: Share) -> bool:
    """Within the bound, and not so far above his share that others come first wherever they are."""
    rule = rules.responsiveness
    return not share.above_bound and (rule is None or share.shortfall >= -rule.above_share_waits)


def _load(practice: Practice, loads: Mapping[UUID, Load[UUID]]) -> Load[UUID]:
    known = loads.get(practice.professional_id)
    return known or Load(practice.professional_id, float(practice.capacity or 0), practice.working_time)


def _learned(rules: RuleSet, practice: Practice, inputs: Inputs) -> Learned:
    rule = rules.responsiveness
    if rule is None:
        return Learned(Expectation(0.0, 1.0), None)
    average = inputs.averages.get(practice.profession_code) or Average(rule.usual_yes, rule.usual_hours)
    rests = rests_until(rule, practice.history, average)
    return Learned(expectation(rule, practice.history, average), rests if rests and rests > inputs.now else None)
