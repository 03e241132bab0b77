"""Who is asked first (rules of the profession, section 3).

Order: usual doctor; whose turn it is (within the bound, not left in peace); fair-share shortfall; distance
band; soft wishes; a draw from the stored seed. The same inputs with the same seed give the same order, whatever
order they come in.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from referral_svc.matching.conditions import Practice, Search, out_of_ring
from referral_svc.matching.distance import band_of, band_rank
from referral_svc.matching.fairness import Share
from referral_svc.matching.looking import Able, Excluded, Inputs, Look, Near, able_among, look_around
from referral_svc.matching.reasons import Reason
from referral_svc.matching.responsiveness import size_wave
from referral_svc.matching.rules import RuleSet
from referral_svc.matching.waves import Ring, answer_hours, choose_ring
from referral_svc.matching.why import reasons_for, why_so_many


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
class Selection:
    """The ordered choice with its reasons. `wave` holds who the rules would ask now, in order."""

    ring: Ring
    candidates: tuple[Ranked, ...]
    excluded: tuple[Excluded, ...]
    wave: tuple[UUID, ...]
    usual_doctor_alone: bool
    wave_reason: Reason | None = None
    """Why the wave has this size; None when a usual doctor is asked alone."""


def select(rules: RuleSet, inputs: Inputs, seed: str) -> Selection:
    """The same inputs, rules and seed: the same choice, byte for byte."""
    able, excluded = able_among(rules, inputs)
    look = look_around(rules, inputs, able)
    ranked = _ranked(rules, inputs.search, look, seed)
    alone = bool(ranked) and ranked[0].usual_doctor
    wave, why = _alone(ranked) if alone else _wave(rules, inputs.search, ranked, able)
    excluded += _beyond(able, look)
    return Selection(
        ring=choose_ring(
            rules,
            [km for _, km in able.free],
            look.ring_km,
            at_once=None if rules.responsiveness is None else len(wave),
        ),
        candidates=ranked,
        excluded=tuple(sorted(excluded, key=lambda e: (e.reason.code, e.practice.professional_id.int))),
        wave=wave,
        usual_doctor_alone=alone,
        wave_reason=why,
    )


def _beyond(able: Able, look: Look) -> list[Excluded]:
    chosen = {practice.professional_id for practice, _ in look.near}
    return [
        Excluded(practice, far)
        for practice, km in able.free
        if practice.professional_id not in chosen and (far := out_of_ring(km, look.ring_km))
    ]


def _alone(ranked: tuple[Ranked, ...]) -> tuple[tuple[UUID, ...], None]:
    return (ranked[0].practice.professional_id,), None


def _wave(
    rules: RuleSet, search: Search, ranked: tuple[Ranked, ...], able: Able
) -> tuple[tuple[UUID, ...], Reason | None]:
    """The next ones in turn, as many as make a yes likely enough.

    Whoever rests, then whoever is at the bound, is asked only when nobody else is left to ask.
    """
    in_bound = [r for r in ranked if not r.share.above_bound]
    asked = [r for r in in_bound if r.in_turn] or in_bound or list(ranked[:1])
    ids = [r.practice.professional_id for r in asked]
    hours = answer_hours(rules, search.medical_class, usual_doctor_alone=False)
    sizing = size_wave(rules, search.medical_class, hours, [able.learned[one].expected for one in ids])
    return tuple(ids[: sizing.size]), why_so_many(rules, search, hours, sizing)


def _ranked(rules: RuleSet, search: Search, look: Look, seed: str) -> tuple[Ranked, ...]:
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
            reasons=reasons_for(rules, search, look, practice, band_of(km, bands)),
            rests_until=look.rests[practice.professional_id],
            in_turn=practice.professional_id in look.in_turn,
        )
        for rank, (practice, km) in enumerate(sorted(look.near, key=order), start=1)
    )


def draw(seed: str, professional_id: UUID) -> bytes:
    """The last tie-break: as good as a dice, and the same on every replay."""
    return hashlib.sha256(f"{seed}:{professional_id}".encode()).digest()
