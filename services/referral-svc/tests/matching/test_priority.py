"""Priority of a request (rules of the profession, section 2)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_svc.matching.default_rules import DEFAULT_DATA, DEFAULT_RULES
from referral_svc.matching.priority import (
    Situation,
    classes_met,
    medical_class,
    prioritise,
    queue_key,
)
from referral_svc.matching.rule_parts import CRITERIA, RulesInvalid
from referral_svc.matching.rules import rules_from

QUALIFIED = datetime(2026, 3, 2, 9, tzinfo=UTC)


def situation(*criteria, **given):
    return Situation(frozenset(criteria), qualified_at=given.pop("qualified_at", QUALIFIED), **given)


def codes(priority):
    return [reason.code for reason in priority.explanation]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"classes": DEFAULT_DATA["classes"][:4]}, "the classes are P1 to P5"),
        ({"wave_size": 0}, "a wave asks somebody"),
        ({"rings_km": [10, 5]}, "grow"),
        ({"weekday_opening": [20, 8]}, "opening hours"),
        ({"to_check": ["nationality"]}, "unknown criteria"),
        ({"shortfall_step": 0}, "positive"),
        ({"surprise": 1}, "names each of its constants once"),
        ({"classes": None}, "names each of its constants once"),
    ],
)
def test_a_rule_set_that_could_not_be_applied_is_refused(change, why):
    with pytest.raises(RulesInvalid, match=why):
        rules_from({**DEFAULT_DATA, **change})


def test_a_criterion_cannot_belong_to_two_classes():
    twice = [dict(rule) for rule in DEFAULT_DATA["classes"]]
    twice[1]["criteria"] = [*twice[1]["criteria"], "ame"]
    with pytest.raises(RulesInvalid, match="one class"):
        rules_from({**DEFAULT_DATA, "classes": twice})


def test_no_criterion_of_cover_isolation_or_lodging_moves_the_medical_class():
    for code in ("c2s", "ame", "no_open_rights", "isolation", "homelessness"):
        assert medical_class(DEFAULT_RULES, frozenset({code})) == 5
        assert medical_class(DEFAULT_RULES, frozenset({code, "ald"})) == 2


@pytest.mark.parametrize(
    ("criterion", "number"),
    [(code, rule.number) for rule in DEFAULT_RULES.classes for code in rule.criteria],
)
def test_each_criterion_gives_its_class(criterion, number):
    priority = prioritise(DEFAULT_RULES, situation(criterion), QUALIFIED)
    assert (priority.number, priority.raised, priority.other_classes) == (number, 0, 0)
    assert f"criterion_{criterion}" in codes(priority)
    assert priority.rule_version == DEFAULT_RULES.version


def test_without_any_criterion_a_request_is_p5_and_says_so():
    assert codes(prioritise(DEFAULT_RULES, situation(), QUALIFIED)) == ["no_criterion"]


def test_the_strongest_criterion_decides_and_the_others_are_counted():
    priority = prioritise(DEFAULT_RULES, situation("ald", "ame", "age_70_or_more"), QUALIFIED)
    assert (priority.code, priority.other_classes) == ("P2", 2)
    alone = prioritise(DEFAULT_RULES, situation("ald"), QUALIFIED)
    earlier = QUALIFIED - timedelta(days=1)
    assert queue_key(priority, QUALIFIED) < queue_key(alone, earlier)


def test_between_equals_who_waits_longest_comes_first():
    priority = prioritise(DEFAULT_RULES, situation("ald"), QUALIFIED)
    assert queue_key(priority, QUALIFIED) < queue_key(priority, QUALIFIED + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("days", "number"), [(0, 5), (30, 5), (31, 4), (44, 4), (45, 3), (58, 3), (59, 2), (65, 2), (66, 1), (900, 1)]
)
def test_a_request_rises_by_one_class_each_time_the_target_elapses(days, number):
    priority = prioritise(DEFAULT_RULES, situation(), QUALIFIED + timedelta(days=days))
    assert priority.number == number
    assert priority.overdue == (days > 30)
    assert ("target_elapsed" in codes(priority)) == (number < 5)


def test_a_request_that_is_not_qualified_has_neither_target_nor_raise():
    priority = prioritise(DEFAULT_RULES, situation("ald", qualified_at=None), QUALIFIED)
    assert (priority.target_at, priority.overdue, priority.number) == (None, False, 2)


def test_an_expert_proposes_the_coordinator_decides_and_both_are_kept():
    proposed = prioritise(DEFAULT_RULES, situation(expert_class=1), QUALIFIED)
    assert proposed.number == 5
    decided = prioritise(DEFAULT_RULES, situation("ame", expert_class=1, decided_class=2), QUALIFIED)
    assert (decided.number, decided.other_classes) == (2, 1)
    assert {"expert_proposed", "coordinator_decided"} <= set(codes(decided))
    values = {reason.code: reason.values for reason in decided.explanation}
    assert values["expert_proposed"] == {"class": "P1"}
    assert values["coordinator_decided"] == {"class": "P2", "computed": "P4"}


def test_medication_and_specialist_care_are_shown_to_whoever_decides():
    """A published ombudsman case: a couple was ranked too low because the form did not ask."""
    assert "check_regular_medication" in codes(prioritise(DEFAULT_RULES, situation("regular_medication"), QUALIFIED))
    already_high = prioritise(DEFAULT_RULES, situation("ald", "regular_medication"), QUALIFIED)
    assert "check_regular_medication" not in codes(already_high)


situations = st.builds(
    Situation,
    criteria=st.frozensets(st.sampled_from(sorted(CRITERIA))),
    expert_class=st.none() | st.integers(1, 5),
    decided_class=st.none() | st.integers(1, 5),
    qualified_at=st.none() | st.just(QUALIFIED),
)


@given(situations, st.integers(0, 2000), st.integers(0, 2000))
def test_waiting_never_lowers_anybody(one, days, more):
    sooner = prioritise(DEFAULT_RULES, one, QUALIFIED + timedelta(hours=days))
    later = prioritise(DEFAULT_RULES, one, QUALIFIED + timedelta(hours=days + more))
    assert 1 <= later.number <= sooner.number <= 5


@given(situations, st.sampled_from(sorted(CRITERIA)))
def test_one_more_criterion_never_lowers_anybody(one, code):
    more = Situation(one.criteria | {code}, one.expert_class, one.decided_class, one.qualified_at)
    before, after = (prioritise(DEFAULT_RULES, s, QUALIFIED) for s in (one, more))
    assert (after.number, -after.other_classes) <= (before.number, -before.other_classes)
    assert classes_met(DEFAULT_RULES, one.criteria) <= classes_met(DEFAULT_RULES, more.criteria)
