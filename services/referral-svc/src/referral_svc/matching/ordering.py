"""Who is asked first (rules of the profession, section 3).

Order: usual doctor; whose turn it is (within the bound, not left in peace); fair-share shortfall; distance
band; soft wishes; a draw from the stored seed. The same inputs with the same seed give the same order, whatever
order they come in.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
from referral_svc.matching.distance import band_of, band_rank
from referral_svc.matching.fairness import Load, Share, fair_shares
from referral_svc.matching.reasons import Reason
from referral_svc.matching.responsiveness import Average, Expectation, expectation, rests_until, size_wave
from referral_svc.matching.rules import RuleSet
from referral_svc.matching.waves import Ring, answer_hours, choose_ring
from referral_svc.matching.why import reasons_for, why_so_many

Near = tuple[Practice, float | None]
"""Somebody, and how far he is in km; None when nobody knows."""


@dataclass(frozen=True)
class Ranked:
    practice: Practice
    rank: int
    distance_band: str
    share: Share
    usual_doctor: bool
    reasons: tuple[Reason, ...]
    rests_until: datetime | None = None
    """Left in peace until then unless nobody else is there: asked of late, and less willing than the average."""
    in_turn: bool = True
    """Within the bound, not left in peace, and not well above his share."""


@dataclass(frozen=True)
class Excluded:
    practice: Practice
    reason: Reason


@dataclass(frozen=True)
class Selection:
    """The ordered choice with its reasons. `wave` holds who the rules would ask now, in order."""

    ring: Ring
    candidates: tuple[Ranked, ...]
    excluded: tuple[Excluded, ...]
    wave: tuple[UUID, ...]
    usual_doctor_alone: bool
    wave_reason: Reason | None = None
    """Why the wave has this size; None when a usual doctor is asked alone."""


def select(
    rules: RuleSet,
    search: Search,
    practices: Iterable[Practice],
    loads: Mapping[UUID, Load[UUID]],
    *,
    seed: str,
    now: datetime,
    today: date,
    ring_km: float | None = None,
    usual_alone: bool = True,
    averages: Mapping[str, Average] | None = None,
) -> Selection:
    """`today` is the civil date where the CPTS lives; `ring_km` the ring asked for, None for the nearest;
    `averages` how each profession answers in the CPTS, by code (a missing one is the rules' starting average)."""
    excluded: list[Excluded] = []
    able: list[Near] = []
    for practice in practices:
        if obstacle := lasting_obstacle(search, practice, today):
            excluded.append(Excluded(practice, obstacle))
        else:
            able.append((practice, distance_km(search, practice)))
    free: list[Near] = []
    passing: list[tuple[Near, Reason]] = []
    for practice, km in able:
        if obstacle := passing_obstacle(practice, search.care_on(today), now):
            passing.append(((practice, km), obstacle))
        else:
            free.append((practice, km))
    learned = {p.professional_id: _learned(rules, p, averages or {}, now) for p, _ in free}
    # The share is counted among all who could take such a request here, this week or another.
    waiting = [one for one, _ in passing]
    look = _look(rules, search, free, waiting, loads, learned, ring_km)
    ranked = _ranked(rules, search, look, seed)
    alone = usual_alone and bool(ranked) and ranked[0].usual_doctor
    wave, why = _wave(rules, search, ranked, alone, {key: expected for key, (expected, _) in learned.items()})
    at_once = None if rules.responsiveness is None else len(wave)
    chosen = {p.professional_id for p, _ in look.near}
    excluded += [Excluded(p, reason) for (p, _), reason in passing]
    for practice, km in free:
        far = out_of_ring(km, look.ring_km)
        if far and practice.professional_id not in chosen:
            excluded.append(Excluded(practice, far))
    return Selection(
        ring=choose_ring(rules, [km for _, km in free], look.ring_km, at_once=at_once),
        candidates=ranked,
        excluded=tuple(sorted(excluded, key=lambda e: (e.reason.code, str(e.practice.professional_id)))),
        wave=wave,
        usual_doctor_alone=alone,
        wave_reason=why,
    )


@dataclass(frozen=True)
class _Look:
    """Everybody who could be asked within one ring, and the accounts there."""

    ring_km: float
    near: tuple[Near, ...]
    shares: Mapping[UUID, Share]
    rests: Mapping[UUID, datetime | None]
    in_turn: frozenset[UUID]


def _look(
    rules: RuleSet,
    search: Search,
    free: list[Near],
    waiting: list[Near],
    loads: Mapping[UUID, Load[UUID]],
    learned: Mapping[UUID, tuple[Expectation, datetime | None]],
    ring_km: float | None,
) -> _Look:
    """Within the ring asked for; else the nearest one where it is somebody's turn, so that nobody near is asked far
    beyond his share while somebody a little farther is owed; else the nearest that holds anybody."""
    nearest = choose_ring(rules, [km for _, km in free], ring_km).km
    first = _within(rules, search, free, waiting, loads, learned, nearest)
    usual = search.usual_professional_id
    if ring_km is not None or rules.responsiveness is None or usual in {p.professional_id for p, _ in free}:
        return first
    wider = (ring for ring in rules.rings_km if ring > nearest)
    looks = [first]
    while not looks[-1].in_turn:
        ring = next(wider, None)
        if ring is None:
            return first
        looks.append(_within(rules, search, free, waiting, loads, learned, ring))
    return looks[-1]


def _within(
    rules: RuleSet,
    search: Search,
    free: list[Near],
    waiting: list[Near],
    loads: Mapping[UUID, Load[UUID]],
    learned: Mapping[UUID, tuple[Expectation, datetime | None]],
    ring_km: float,
) -> _Look:
    usual = search.usual_professional_id
    # A usual doctor is asked from wherever he practises: the person already goes there.
    near = tuple((p, km) for p, km in free if p.professional_id == usual or not out_of_ring(km, ring_km))
    pool = [*near, *((p, km) for p, km in waiting if not out_of_ring(km, ring_km))]
    shares = fair_shares((_load(p, loads) for p, _ in pool), rules.bound)
    rests = {p.professional_id: learned[p.professional_id][1] for p, _ in near}
    turn = (key for key, rest in rests.items() if rest is None and _may_take_more(rules, shares[key]))
    return _Look(ring_km, near, shares, rests, frozenset(turn))


def _may_take_more(rules: RuleSet, share: Share) -> bool:
    """Within the bound, and not so far above his share that others come first wherever they are."""
    rule = rules.responsiveness
    return not share.above_bound and (rule is None or share.shortfall >= -rule.above_share_waits)


def _load(practice: Practice, loads: Mapping[UUID, Load[UUID]]) -> Load[UUID]:
    known = loads.get(practice.professional_id)
    return known or Load(practice.professional_id, float(practice.capacity or 0), practice.working_time)


def _learned(
    rules: RuleSet, practice: Practice, averages: Mapping[str, Average], now: datetime
) -> tuple[Expectation, datetime | None]:
    """What is expected of him, and until when he is left in peace."""
    rule = rules.responsiveness
    if rule is None:
        return Expectation(0.0, 1.0), None
    average = averages.get(practice.profession_code) or Average(rule.usual_yes, rule.usual_hours)
    rests = rests_until(rule, practice.history, average)
    return expectation(rule, practice.history, average), rests if rests and rests > now else None


def _wave(
    rules: RuleSet,
    search: Search,
    ranked: tuple[Ranked, ...],
    alone: bool,
    expected: Mapping[UUID, Expectation],
) -> tuple[tuple[UUID, ...], Reason | None]:
    """The next ones in turn, as many as make a yes likely enough.

    Whoever rests, then whoever is at the bound, is asked only when nobody else is left to ask.
    """
    if alone:
        return (ranked[0].practice.professional_id,), None
    in_bound = [r for r in ranked if not r.share.above_bound]
    asked = [r for r in in_bound if r.in_turn] or in_bound or list(ranked[:1])
    ids = [r.practice.professional_id for r in asked]
    hours = answer_hours(rules, search.medical_class, usual_doctor_alone=False)
    sizing = size_wave(rules, search.medical_class, hours, [expected[one] for one in ids])
    return tuple(ids[: sizing.size]), why_so_many(rules, search, hours, sizing)


def _ranked(rules: RuleSet, search: Search, look: _Look, seed: str) -> tuple[Ranked, ...]:
    bands = rules.distance_bands_km
    learns = rules.responsiveness is not None

    def order(item: Near) -> tuple[bool, bool, bool, int, int, int, bytes]:
        practice, km = item
        share = look.shares[practice.professional_id]
        return (
            practice.professional_id != search.usual_professional_id,
            share.above_bound,
            learns and practice.professional_id not in look.in_turn,
            -math.floor(share.shortfall / rules.shortfall_step + 1e-9),
            band_rank(band_of(km, bands), bands),
            -practice.wishes_met,
            draw(seed, practice.professional_id),
        )

    return tuple(
        Ranked(
            practice=practice,
            rank=rank,
            distance_band=band_of(km, bands),
            share=look.shares[practice.professional_id],
            usual_doctor=practice.professional_id == search.usual_professional_id,
            reasons=reasons_for(rules, search, practice, band_of(km, bands), look.shares, look.rests),
            rests_until=look.rests[practice.professional_id],
            in_turn=practice.professional_id in look.in_turn,
        )
        for rank, (practice, km) in enumerate(sorted(look.near, key=order), start=1)
    )


def draw(seed: str, professional_id: UUID) -> bytes:
    """The last tie-break: as good as a dice, and the same on every replay."""
    return hashlib.sha256(f"{seed}:{professional_id}".encode()).digest()
