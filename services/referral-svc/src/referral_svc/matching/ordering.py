"""Who is asked first (rules of the profession, section 3), and the reasons for it in numbers.

Order: usual doctor; fair-share shortfall; distance band; soft wishes; a draw from the stored seed. The same
inputs with the same seed give the same order, whatever order they come in.
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
from referral_svc.matching.rules import RuleSet
from referral_svc.matching.waves import Ring, choose_ring

HANDFUL = 1
"""Places left from which the coordinator is warned."""


@dataclass(frozen=True)
class Ranked:
    practice: Practice
    rank: int
    distance_band: str
    share: Share
    usual_doctor: bool
    reasons: tuple[Reason, ...]


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
) -> Selection:
    """`today` is the civil date where the CPTS lives; `ring_km` the ring asked for, None for the nearest."""
    excluded: list[Excluded] = []
    able: list[tuple[Practice, float | None]] = []
    for practice in practices:
        if obstacle := lasting_obstacle(search, practice):
            excluded.append(Excluded(practice, obstacle))
        else:
            able.append((practice, distance_km(search, practice)))
    free: list[tuple[Practice, float | None]] = []
    passing: list[tuple[Practice, float | None, Reason]] = []
    for practice, km in able:
        if obstacle := passing_obstacle(practice, today, now):
            passing.append((practice, km, obstacle))
        else:
            free.append((practice, km))
    ring = choose_ring(rules, [km for _, km in free], ring_km)
    usual = search.usual_professional_id
    # A usual doctor is asked from wherever he practises: the person already goes there.
    near = [(p, km) for p, km in free if p.professional_id == usual or not out_of_ring(km, ring.km)]
    excluded += [Excluded(p, reason) for p, _, reason in passing]
    chosen = {p.professional_id for p, _ in near}
    for practice, km in free:
        far = out_of_ring(km, ring.km)
        if far and practice.professional_id not in chosen:
            excluded.append(Excluded(practice, far))
    # The share is counted among all who could take such a request here, this week or another.
    pool = [*near, *((p, km) for p, km, _ in passing if not out_of_ring(km, ring.km))]
    shares = fair_shares((_load(p, loads) for p, _ in pool), rules.bound)
    ranked = _ranked(rules, search, near, shares, seed)
    alone = usual_alone and bool(ranked) and ranked[0].usual_doctor
    return Selection(
        ring=ring,
        candidates=ranked,
        excluded=tuple(sorted(excluded, key=lambda e: (e.reason.code, str(e.practice.professional_id)))),
        wave=_wave(rules, ranked, alone),
        usual_doctor_alone=alone,
    )


def _load(practice: Practice, loads: Mapping[UUID, Load[UUID]]) -> Load[UUID]:
    known = loads.get(practice.professional_id)
    return known or Load(practice.professional_id, float(practice.capacity or 0), practice.working_time)


def _wave(rules: RuleSet, ranked: tuple[Ranked, ...], alone: bool) -> tuple[UUID, ...]:
    """The next ones in turn. Whoever is at the bound waits, unless nobody else is left to ask."""
    if alone:
        return (ranked[0].practice.professional_id,)
    in_turn = [r for r in ranked if not r.share.above_bound] or list(ranked[:1])
    return tuple(r.practice.professional_id for r in in_turn[: rules.wave_size])


def _ranked(
    rules: RuleSet,
    search: Search,
    near: list[tuple[Practice, float | None]],
    shares: Mapping[UUID, Share],
    seed: str,
) -> tuple[Ranked, ...]:
    bands = rules.distance_bands_km

    def order(item: tuple[Practice, float | None]) -> tuple[bool, bool, int, int, int, bytes]:
        practice, km = item
        share = shares[practice.professional_id]
        return (
            practice.professional_id != search.usual_professional_id,
            share.above_bound,
            -math.floor(share.shortfall / rules.shortfall_step + 1e-9),
            band_rank(band_of(km, bands), bands),
            -practice.wishes_met,
            draw(seed, practice.professional_id),
        )

    alone = len(near) == 1
    return tuple(
        Ranked(
            practice=practice,
            rank=rank,
            distance_band=band_of(km, bands),
            share=shares[practice.professional_id],
            usual_doctor=practice.professional_id == search.usual_professional_id,
            reasons=_reasons(rules, search, practice, band_of(km, bands), shares, alone),
        )
        for rank, (practice, km) in enumerate(sorted(near, key=order), start=1)
    )


def draw(seed: str, professional_id: UUID) -> bytes:
    """The last tie-break: as good as a dice, and the same on every replay."""
    return hashlib.sha256(f"{seed}:{professional_id}".encode()).digest()


def _reasons(
    rules: RuleSet,
    search: Search,
    practice: Practice,
    band: str,
    shares: Mapping[UUID, Share],
    alone: bool,
) -> tuple[Reason, ...]:
    share = shares[practice.professional_id]
    average = sum(one.placements for one in shares.values()) / len(shares)
    numbers = {
        "placements": share.placements,
        "average": round(average, 1),
        "target": round(share.target, 1),
        "months": rules.share_months,
    }
    reasons: list[Reason] = []
    if practice.professional_id == search.usual_professional_id:
        reasons.append(Reason("for", "usual_doctor"))
    if share.shortfall >= rules.shortfall_step:
        reasons.append(Reason("for", "below_fair_share", numbers))
    elif share.shortfall <= -rules.shortfall_step:
        reasons.append(Reason("attention", "above_fair_share", numbers))
    else:
        reasons.append(Reason("for", "at_fair_share", numbers))
    if share.above_bound:
        reasons.append(Reason("attention", "at_the_bound", {"bound": rules.bound, "in_hand": share.in_hand}))
    reasons.append(Reason("attention" if band == "unknown" else "for", f"distance_{band}"))
    if practice.is_member:
        reasons.append(Reason("for", "member"))
    else:
        reasons.append(Reason("attention", "volunteer"))
    if search.home_visit:
        reasons.append(Reason("for", "makes_home_visits"))
    if practice.wishes_met:
        reasons.append(Reason("for", "wish_met"))
    reasons += _declared(practice)
    if alone:
        reasons.append(Reason("attention", "sole_eligible"))
    return tuple(reasons)


def _declared(practice: Practice) -> list[Reason]:
    reasons: list[Reason] = []
    if practice.accepts_new_patients:
        reasons.append(Reason("for", "accepts_new_patients"))
    elif practice.accepts_new_patients is None:
        reasons.append(Reason("attention", "offer_not_stated"))
    if practice.places_left is not None:
        left = practice.places_left - practice.reserved
        reasons.append(Reason("for" if left > HANDFUL else "attention", "places_left", {"places": left}))
    if practice.asked_this_week:
        reasons.append(
            Reason("attention", "asked_this_week", {"asked": practice.asked_this_week, "cap": practice.weekly_cap})
        )
    if not practice.reachable:
        reasons.append(Reason("attention", "no_mail_address"))
    return reasons
