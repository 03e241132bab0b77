"""A stored decision gives the same bytes again (rules of the profession, section 3)."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral_svc.matching.conditions import PASSING
from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.fairness import Load
from referral_svc.matching.looking import Inputs
from referral_svc.matching.ordering import select
from referral_svc.matching.records import outcome, record, replay
from referral_svc.matching.responsiveness import Average, History

from .build_practices import practice, search

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def somebody(dice: Random, number: int):
    history = History(
        yes=dice.randrange(9), no=dice.randrange(9), silent=dice.randrange(9), answers=dice.randrange(18),
        answer_hours=dice.random() * 400, last_asked_at=NOW - timedelta(hours=dice.random() * 400),
    )  # fmt: skip
    return practice(
        number, km=dice.random() * 25, capacity=dice.randrange(1, 60), working_time=dice.random(), history=history,
        asked_this_week=dice.randrange(4), wishes_met=dice.randrange(2), home_visits=dice.random() < 0.5,
        absences=((date(2026, 2, 20), date(2026, 3, dice.randrange(1, 9))),) if dice.random() < 0.2 else (),
    )  # fmt: skip


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(1, 40), st.integers(1, 5), st.sampled_from([None, 5, 10.0, 20]))
def test_a_stored_decision_gives_the_same_bytes_again(seed, many, medical_class, ring):
    dice = Random(seed)
    practices = [somebody(dice, number) for number in range(many)]
    loads = {
        one.professional_id: Load(
            one.professional_id, float(one.capacity), one.working_time, placements=dice.randrange(9),
            reserved=dice.randrange(2), open_solicitations=dice.randrange(3), present_days=dice.randrange(366),
        )
        for one in practices
    }  # fmt: skip
    asked = search(medical_class=medical_class)
    averages = {"10": Average(dice.random() / 2 + 0.01, 30 * dice.random() + 1)}
    inputs = Inputs(asked, practices, loads, NOW, TODAY, averages, ring)
    first = select(DEFAULT_RULES, inputs, str(seed))
    considered = [one.practice for one in first.candidates]
    considered += [one.practice for one in first.excluded if one.reason.code in PASSING]
    dice.shuffle(considered)
    taken = {one.professional_id: loads[one.professional_id] for one in considered}
    stored = record(replace(inputs, practices=considered, loads=taken, ring_km=first.ring.km))
    again = replay(DEFAULT_RULES, json.loads(json.dumps(stored)), str(seed))
    assert outcome(again) == outcome(first)


@pytest.mark.parametrize("change", [{"working_time": 0.999}, {"points": ((45.78, 4.9),)}, {"asked_this_week": 9}])
def test_the_bytes_tell_when_one_input_was_changed(change):
    practices = [practice(n) for n in range(1, 6)]

    def decided(known):
        return outcome(select(DEFAULT_RULES, Inputs(search(), known, {}, NOW, TODAY, ring_km=10), "s"))

    assert decided(practices) != decided([replace(practices[0], **change), *practices[1:]])


def test_a_wave_stored_before_anything_was_learned_still_replays():
    known = [practice(n) for n in range(1, 6)]
    stored = record(Inputs(search(), known, {}, NOW, TODAY, ring_km=5))
    del stored["averages"]
    for one in stored["practices"]:
        del one["history"]
    again = replay(replace(DEFAULT_RULES, responsiveness=None), json.loads(json.dumps(stored)), "s")
    assert len(again.wave) == 3
    assert {ranked.practice.professional_id for ranked in again.candidates} == {UUID(int=n) for n in range(1, 6)}
