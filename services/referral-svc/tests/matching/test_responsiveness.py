"""How an answer is expected, and how a wave is sized by it (rules of the profession, section 3)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_svc.matching.default_rules import DEFAULT_DATA, DEFAULT_RULES
from referral_svc.matching.fairness import Load
from referral_svc.matching.looking import Inputs
from referral_svc.matching.messages_fr import words_of
from referral_svc.matching.ordering import select
from referral_svc.matching.responsiveness import (
    Average,
    Expectation,
    History,
    average_of,
    expectation,
    rests_until,
    size_wave,
)
from referral_svc.matching.rule_parts import RulesInvalid
from referral_svc.matching.rules import rules_from

from .build_practices import practice, search

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
RULE = DEFAULT_RULES.responsiveness
AVERAGE = Average(yes=0.3, hours=20.0)
assert RULE is not None


def selection(practices, asked=None, rules=DEFAULT_RULES, loads=(), **given):
    loads = {load.key: load for load in loads}
    given = {"now": NOW, "today": date(2026, 3, 2), "averages": {"10": AVERAGE}, **given}
    return select(rules, Inputs(asked or search(), practices, loads, **given), "seed")


def unwilling(number, *, asked_ago=timedelta(days=1), **given):
    history = History(no=12, silent=8, answers=12, answer_hours=100.0, last_asked_at=NOW - asked_ago)
    return practice(number, history=history, **given)


@pytest.mark.parametrize(
    "change",
    [{"likely_enough": [0.7] * 4}, {"likely_enough": [0.7, 0.7, 0.7, 0.7, 1.0]}, {"usual_yes": 0.0},
     {"smallest_wave": 7}, {"smallest_wave": 0}, {"average_weight": 0}, {"rest_days": 20.0}, {"unheard_of": 1},
     {"above_share_waits": -1}, {"asked_at_most": 0}, {"asked_within_days": 0}],
)  # fmt: skip
def test_a_rule_set_that_could_not_learn_is_refused(change):
    with pytest.raises(RulesInvalid):
        rules_from({**DEFAULT_DATA, "responsiveness": {**DEFAULT_DATA["responsiveness"], **change}})


def test_who_was_never_asked_is_expected_to_answer_like_the_average():
    assert expectation(RULE, History(), AVERAGE) == Expectation(AVERAGE.yes, AVERAGE.hours)


def test_the_average_starts_from_the_rules_and_becomes_that_of_the_profession():
    assert average_of(RULE, []) == Average(RULE.usual_yes, RULE.usual_hours)
    willing = [History(yes=90, no=10, answers=100, answer_hours=300.0)] * 30
    learned = average_of(RULE, willing)
    assert learned.yes == pytest.approx(0.9, abs=0.01)
    assert learned.hours == pytest.approx(3.0, abs=0.2)


def test_ones_own_history_weighs_more_the_longer_it_is():
    chances = [expectation(RULE, History(yes=n, answers=n), AVERAGE).yes for n in range(0, 60, 10)]
    assert chances == sorted(chances)
    assert chances[0] == AVERAGE.yes
    assert 0.9 < chances[-1] < 1


histories = st.builds(
    History,
    yes=st.integers(0, 200), no=st.integers(0, 200), silent=st.integers(0, 200), answers=st.integers(0, 200),
    answer_hours=st.floats(0, 1e5), last_asked_at=st.just(NOW),
)  # fmt: skip
averages = st.builds(Average, yes=st.floats(0.001, 0.999), hours=st.floats(0.1, 500))


@given(histories, averages, st.floats(0.5, 200))
def test_a_chance_is_a_chance_whatever_happened(history, average, hours):
    expected = expectation(RULE, history, average)
    assert 0 < expected.yes < 1
    assert 0 <= expected.yes_within(hours) <= expected.yes
    assert expected.yes_within(hours) <= expected.yes_within(hours + 1)


@given(histories, averages)
def test_a_yes_never_lengthens_the_rest_and_a_refusal_never_shortens_it(history, average):
    def rest(one):
        until = rests_until(RULE, one, average)
        return timedelta() if until is None else until - NOW

    assert rest(replace(history, yes=history.yes + 1)) <= rest(history) <= rest(replace(history, no=history.no + 1))
    assert rest(history) <= timedelta(days=RULE.longest_rest_days)


def test_half_as_willing_as_the_average_rests_the_days_of_the_rule():
    # (8 x 0.3 + 0) / (8 + 8) is half of 0.3, at the usual pace.
    half = History(no=8, answers=8, answer_hours=8 * AVERAGE.hours, last_asked_at=NOW)
    assert rests_until(RULE, half, AVERAGE) == NOW + timedelta(days=RULE.rest_days)


def test_who_is_as_willing_as_the_average_or_was_never_asked_does_not_rest():
    assert rests_until(RULE, History(yes=3, no=7, last_asked_at=NOW), AVERAGE) is None
    assert rests_until(RULE, History(no=9), AVERAGE) is None


def test_a_wave_grows_until_a_yes_is_likely_enough_and_no_further():
    sure, unsure = Expectation(0.9, 1.0), Expectation(0.25, 24.0)
    assert size_wave(DEFAULT_RULES, 5, 48, [sure] * 9).size == RULE.smallest_wave
    several = size_wave(DEFAULT_RULES, 5, 48, [unsure] * 9)
    assert (several.size, several.likely) == (3, True)
    assert size_wave(DEFAULT_RULES, 5, 48, []).size == 0


def test_a_wave_never_outgrows_the_largest_and_says_when_a_yes_stays_unlikely():
    sizing = size_wave(DEFAULT_RULES, 1, 4, [Expectation(0.05, 48.0)] * 50)
    assert (sizing.size, sizing.likely) == (RULE.largest_wave, False)


@given(st.lists(st.builds(Expectation, yes=st.floats(0.001, 0.999), hours=st.floats(0.1, 300)), max_size=20))
def test_a_wave_that_is_called_likely_is(expected):
    sizing = size_wave(DEFAULT_RULES, 5, 48, expected)
    nobody = 1.0
    for one in expected[: sizing.size]:
        nobody *= 1 - one.yes_within(48)
    assert sizing.likely == (sizing.size > 0 and 1 - nobody >= RULE.likely_enough[4])
    assert sizing.size <= min(len(expected), RULE.largest_wave)


def test_a_shorter_delay_asks_more_at_once():
    doctors = [practice(n) for n in range(1, 12)]
    urgent, calm = selection(doctors, search(medical_class=1)), selection(doctors, search(medical_class=5))
    assert len(urgent.wave) > len(calm.wave)


def test_a_willing_doctor_makes_the_wave_smaller():
    willing = History(yes=30, answers=30, answer_hours=30.0, last_asked_at=NOW)
    many = selection([practice(n) for n in range(1, 12)])
    few = selection([practice(n, history=willing) for n in range(1, 12)])
    assert len(few.wave) < len(many.wave)


def test_who_declines_waits_behind_the_others_until_his_rest_is_over():
    others = [practice(n) for n in range(1, 9)]
    took = [Load(UUID(int=n), 40.0, 1.0, placements=6) for n in range(1, 9)]
    just_asked = selection([unwilling(9), *others], loads=took)
    assert just_asked.candidates[-1].practice.professional_id.int == 9
    assert UUID(int=9) not in just_asked.wave
    later = selection([unwilling(9, asked_ago=timedelta(days=11)), *others], loads=took)
    assert later.wave[0] == UUID(int=9), "his turn has come: he is owed most"


def test_who_rests_is_asked_all_the_same_when_nobody_else_is_left():
    assert selection([unwilling(9)]).wave == (UUID(int=9),)


def test_being_left_in_peace_says_a_date_and_no_mark():
    found = selection([unwilling(9), practice(1)])
    words = [words_of(reason) for ranked in found.candidates for reason in ranked.reasons]
    assert "Laissé tranquille jusqu’au 03/03/2026, sauf s’il est le seul possible" in words
    assert not any("%" in sentence or "refus" in sentence or "oui" in sentence for sentence in words)


def test_the_reason_of_a_wave_says_what_the_rules_want_and_nothing_of_anybody():
    found = selection([practice(n) for n in range(1, 12)])
    assert found.wave_reason is not None
    assert found.wave_reason.values == {"size": len(found.wave), "percent": 50, "hours": 48}
    assert words_of(found.wave_reason).startswith(f"Demander à {len(found.wave)} ensemble rend un oui probable")
    alone = selection([unwilling(9)]).wave_reason
    assert alone is not None
    assert alone.values == {"size": 1, "percent": 50, "hours": 48}


def test_rules_older_than_learning_ask_three_and_leave_nobody_in_peace():
    before = rules_from({**DEFAULT_DATA, "version": "maillage-2026-1", "responsiveness": None})
    found = selection([unwilling(9), *[practice(n) for n in range(1, 9)]], rules=before)
    assert len(found.wave) == 3
    assert all(ranked.rests_until is None for ranked in found.candidates)
    assert found.wave_reason is None


def test_who_is_well_above_his_share_waits_while_somebody_farther_is_owed():
    near, away, far = practice(1, km=1), practice(3, km=1, already_asked=True), practice(2, km=8)
    took = [Load(UUID(int=1), 40.0, 1.0, placements=6), Load(UUID(int=2), 40.0, 1.0), Load(UUID(int=3), 40.0, 1.0)]
    found = selection([near, away, far], loads=took)
    assert (found.ring.km, found.wave[0]) == (10, UUID(int=2))
    assert selection([near, away], loads=took).wave == (UUID(int=1),), "nobody else is left"


def test_who_was_asked_enough_over_the_weeks_is_not_asked():
    found = selection([practice(1, asked_lately=13, lately=(13, 84)), practice(2, asked_lately=12, lately=(13, 84))])
    assert found.wave == (UUID(int=2),)
    assert [words_of(one.reason) for one in found.excluded] == ["Déjà sollicité 13 fois en 84 jours (plafond 13)"]
