"""Hard conditions: each excludes by name (rules of the profession, section 3)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from referral_svc.matching.conditions import distance_km, lasting_obstacle, out_of_ring, passing_obstacle

from .build_practices import practice, search

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("asked", "offered", "code"),
    [
        ({}, {"is_member": False}, "not_a_member"),
        ({}, {"profession_code": "60"}, "another_profession"),
        ({}, {"is_general_practitioner": False}, "another_profession"),
        ({"structures": frozenset({"611"})}, {"structures": frozenset({"620"})}, "another_structure"),
        ({}, {"declined_kinds": frozenset({"medecin_traitant"})}, "kind_declined"),
        ({}, {"accepts_new_patients": False}, "takes_no_new_patient"),
        ({}, {"accepts_from": date(2026, 3, 3)}, "takes_new_patients_later"),
        ({"age_years": (0, 1)}, {"min_age": 16}, "below_his_ages"),
        ({"age_years": (80, 130)}, {"max_age": 15}, "above_his_ages"),
        ({"home_visit": True}, {"home_visits": False}, "no_home_visit"),
        ({"home_visit": True, "teleconsultation": "accepted"}, {"home_visits": False}, "no_home_visit"),
        ({"home_visit": True}, {"home_visits": False, "teleconsultation": True}, "no_home_visit"),
        ({"teleconsultation": "required"}, {"home_visits": True}, "no_teleconsultation"),
        ({}, {"unmet": frozenset({"not_accessible"})}, "not_accessible"),
        ({}, {"unmet": frozenset({"sex_required", "language_required"})}, "language_required"),
    ],
)
def test_a_lasting_condition_excludes_by_its_name(asked, offered, code):
    assert lasting_obstacle(search(**asked), practice(**offered), TODAY).code == code


@pytest.mark.parametrize(
    ("offered", "code", "values"),
    [
        ({"already_asked": True}, "already_asked", {}),
        ({"paused_until": NOW + timedelta(days=1)}, "paused", {"until": "2026-03-03"}),
        ({"absences": ((date(2026, 3, 1), TODAY),)}, "absent", {"until": "2026-03-02"}),
        ({"places_left": 2, "reserved": 2}, "no_place_left", {"places": 2, "reserved": 2}),
        ({"asked_this_week": 3}, "weekly_cap_reached", {"asked": 3, "cap": 3}),
        ({"asked_this_week": 0, "weekly_cap": 0}, "weekly_cap_reached", {"asked": 0, "cap": 0}),
    ],
)
def test_a_passing_condition_excludes_by_its_name_with_its_numbers(offered, code, values):
    reason = passing_obstacle(practice(**offered), TODAY, NOW)
    assert (reason.code, reason.values) == (code, values)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ({}, {}),
        ({}, {"is_member": False, "is_volunteer": True}),
        ({}, {"accepts_new_patients": None}),
        ({}, {"accepts_from": TODAY}),
        ({"teleconsultation": "accepted"}, {}),
        ({"teleconsultation": "required"}, {"teleconsultation": True}),
        ({"home_visit": True, "teleconsultation": "accepted"}, {"home_visits": False, "teleconsultation": True}),
        ({"starts_on": date(2026, 4, 1)}, {"accepts_from": date(2026, 3, 3)}),
        ({"kind": "snp"}, {"accepts_from": date(2026, 3, 3)}),
        ({"kind": "snp"}, {"accepts_new_patients": False}),
        ({"general_practice": False}, {"is_general_practitioner": False}),
        ({"age_years": (6, 15)}, {"min_age": 15}),
        ({"age_years": None}, {"min_age": 16, "max_age": 60}),
        ({}, {"wishes_met": 0}),
        ({"home_visit": True}, {"home_visits": True}),
    ],
)
def test_what_is_no_hard_condition_excludes_nobody(asked, offered):
    assert lasting_obstacle(search(**asked), practice(**offered), TODAY) is None


@pytest.mark.parametrize(
    "offered",
    [
        {"paused_until": NOW},
        {"absences": ((date(2026, 2, 1), date(2026, 3, 1)), (date(2026, 3, 3), date(2026, 3, 9)))},
        {"places_left": 1, "reserved": 0},
        {"places_left": None, "reserved": 9},
        {"asked_this_week": 2},
    ],
)
def test_a_condition_that_has_passed_excludes_nobody(offered):
    assert passing_obstacle(practice(**offered), TODAY, NOW) is None


def test_the_ring_is_measured_to_the_nearest_place_and_an_unknown_place_is_not_far():
    near, far = practice(km=4.9).points[0], practice(km=30).points[0]
    assert distance_km(search(), practice(points=(far, near))) == pytest.approx(4.9, abs=0.01)
    assert distance_km(search(), practice(points=())) is None
    assert distance_km(search(latitude=None, longitude=None), practice()) is None
    assert out_of_ring(None, 5) is None
    assert out_of_ring(5.0, 5) is None
    assert out_of_ring(5.1, 5).code == "out_of_ring"
