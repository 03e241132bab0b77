"""The demonstration as the first start leaves it looks alive, whatever the day and the hour."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from local_system.demo.accounts import account
from local_system.demo.software import NAME, SCOPES
from local_system.demo.unscheduled import PERSON
from local_system.running import RunningSystem

SIX_WEEKS = timedelta(days=42)
REFERRALS = "/api/referral/v1/referrals"


@pytest.fixture
def loaded_at(system: RunningSystem) -> datetime:
    """Where the story ends, to the minute: the mark is set when the loading begins."""
    return datetime.fromtimestamp((system.data / "demonstration-loaded").stat().st_mtime, UTC)


def ask(system: RunningSystem, key: str, path: str, **query: Any) -> Any:
    with system.log_in(account(key).email) as client:
        return client.get(path, params=query).raise_for_status().json()


def every(system: RunningSystem, key: str, path: str, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = ask(system, key, path, limit=100, **query, **cursor)
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


def requests(system: RunningSystem) -> list[dict[str, Any]]:
    coordinators = ("care_coordinator", "social_coordinator")
    return [request for key in coordinators for request in every(system, key, REFERRALS, view="all")]


def test_the_rules_of_the_services_stopped_no_story_and_each_step_was_named(system: RunningSystem) -> None:
    said = system.said()
    assert "stopped by the rules" not in said
    steps = (
        "official files",
        "accounts",
        "members",
        "offers",
        "facts told",
        "shared hours",
        "six weeks",
        "coming two weeks",
    )
    assert [step for step in steps if f"{step}: " not in said] == []


@pytest.mark.parametrize(("training", "count"), [("followed", 8), ("wished", 13), ("missing", 15)])
def test_the_coordinator_finds_who_is_trained_for_care_at_a_distance_and_who_is_to_be(
    system: RunningSystem, training: str, count: int
) -> None:
    found = every(system, "care_coordinator", "/api/directory/v1/members", training=training)
    assert len(found) == count


def test_the_territory_and_its_members_are_those_of_the_files(system: RunningSystem) -> None:
    cpts = ask(system, "director", "/api/directory/v1/cpts/current")
    assert cpts["population"] == 67_000
    assert cpts["departments"] == ["96", "99"]
    assert cpts["members"] == 135
    assert cpts["neighbours"]


def test_the_imports_report_the_flawed_lines(system: RunningSystem) -> None:
    by_source = {report["source"]: report for report in every(system, "director", "/api/directory/v1/imports")}
    assert by_source["finess"]["created"] == 60
    assert by_source["rpps"]["created"] == 400
    assert by_source["rpps"]["rejected"] == 2


def test_requests_stand_in_every_state(system: RunningSystem) -> None:
    states = Counter(request["status"] for request in requests(system))
    assert set(states) == {
        "stated",
        "qualified",
        "searching",
        "proposed",
        "placed",
        "closed",
        "on_hold",
        "redirected",
        "withdrawn",
    }
    assert sum(states.values()) >= 60
    assert 4 <= states["stated"] <= 14
    assert states["closed"] >= 15
    assert states["proposed"] >= 3


def test_a_social_request_is_with_a_partner_and_another_was_met_by_one(system: RunningSystem) -> None:
    social = every(system, "social_coordinator", REFERRALS, view="all", kind="social")
    assert {one["status"] for one in social} >= {"searching", "placed", "closed"}
    placed = next(one["referral_id"] for one in social if one["status"] == "placed")
    assert ask(system, "social_coordinator", f"{REFERRALS}/{placed}")["in_charge_name"]


def test_requests_stated_together_are_linked(system: RunningSystem) -> None:
    together = [one for one in requests(system) if one["bundle"] and one["bundle"]["kind"] != "dental"]
    sizes = Counter(request["bundle"]["bundle_id"] for request in together)
    assert sorted(sizes.values()) == [2, 3]
    assert Counter(request["status"] for request in together) == {"stated": 3, "qualified": 2}


def test_one_request_shows_each_particular_thing(system: RunningSystem) -> None:
    tagged = every(system, "care_coordinator", REFERRALS, complex="true")
    assert len(tagged) == 1
    (complex_one,) = tagged
    path = f"{REFERRALS}/{complex_one['referral_id']}/care-bulletin"
    assert ask(system, "case_manager", path)["identity"]["reliability"]["status"] == "validated"
    legs = [one for one in requests(system) if one["bundle"] and one["bundle"]["kind"] == "dental"]
    assert {one["status"] for one in legs} == {"redirected", "qualified"}


def test_the_past_has_true_instants(system: RunningSystem, loaded_at: datetime) -> None:
    known = requests(system)
    stated = sorted(datetime.fromisoformat(request["stated_at"]) for request in known)
    # The territory is founded two hours before its six weeks begin.
    assert timedelta(days=38) < loaded_at - stated[0] <= SIX_WEEKS + timedelta(hours=2)
    assert stated[-1] <= loaded_at + timedelta(minutes=1)


def test_some_requests_are_late_and_all_priorities_are_met(system: RunningSystem) -> None:
    known = requests(system)
    assert any(request["overdue"] for request in known)
    assert {request["priority_class"] for request in known} == {1, 2, 3, 4, 5}


def test_doctors_who_may_sign_in_have_something_to_answer(system: RunningSystem) -> None:
    doctors = ("gp", "second_gp", "third_gp")
    waiting = [len(every(system, key, "/api/referral/v1/solicitations", state="open")) for key in doctors]
    assert sum(waiting) >= 2


def test_the_agenda_of_the_coming_two_weeks_has_free_and_full_half_days(
    system: RunningSystem, loaded_at: datetime
) -> None:
    cells: Counter[str] = Counter()
    for days in (3, 10):
        week = str((loaded_at + timedelta(days=days)).date())
        table = ask(system, "care_coordinator", "/api/scheduling/v1/slots/half-days", week=week)
        cells.update(cell["state"] for row in table["rows"] for cell in row["cells"])
    assert cells["free"] >= 40
    assert cells["full"] >= 15


def test_the_neighbouring_coordinator_sees_the_one_request_opened_to_her_and_nothing_else(
    system: RunningSystem,
) -> None:
    assert every(system, "neighbour_coordinator", REFERRALS, view="all") == []
    received = ask(system, "neighbour_coordinator", "/api/referral/v1/received-requests")["items"]
    assert [(one["state"], one["asked"]) for one in received] == [("open", [])]
    path = f"/api/referral/v1/received-requests/{received[0]['crossing_id']}/candidates"
    assert ask(system, "neighbour_coordinator", path)["candidates"], "a member of hers may be solicited"


def test_one_doctor_is_a_member_of_two_cpts_and_the_other_finds_the_hours_that_he_shares(
    system: RunningSystem,
) -> None:
    session = ask(system, "two_cpts_gp", "/api/accounts/v1/session")
    assert len(session["memberships"]) == 2
    shared = ask(system, "neighbour_coordinator", "/api/scheduling/v1/slots/shared")["items"]
    assert {slot["professional_name"].upper() for slot in shared} == {account("two_cpts_gp").name.upper()}


def test_unscheduled_care_is_sorted_by_a_signed_script_and_one_person_has_her_confirmation(
    system: RunningSystem,
) -> None:
    scripts = ask(system, "director", "/api/scheduling/v1/triage-scripts")
    assert scripts["in_force"]["signed_by"] == account("gp").name
    waiting = ask(system, "regulator", "/api/scheduling/v1/triages", limit=100)["items"]
    assert [one["modality"] for one in waiting if one["status"] == "sorted"] == ["HH"]
    assert [mail["to"] for mail in system.mails(PERSON)] == [[PERSON]]


def test_one_person_is_to_be_called_another_wishes_hers_earlier_and_a_third_was_handed_over(
    system: RunningSystem,
) -> None:
    wishes = ask(system, "regulator", "/api/scheduling/v1/wishes")["items"]
    assert sorted(one["replaces"] is not None for one in wishes) == [False, True]
    handed = ask(system, "director", "/api/scheduling/v1/triage-dispositions")["items"]
    assert [one["recourse_name"] for one in handed] == ["Visites de l'Orsane, médecins à domicile"]


def test_home_visits_are_watched_and_fall_short_on_one_afternoon_a_week(system: RunningSystem) -> None:
    capacity = ask(system, "care_coordinator", "/api/scheduling/v1/home-visits")
    short = {(date.fromisoformat(one["day"]).isoweekday(), one["half"]) for one in capacity["half_days"]
             if one["is_short"]}  # fmt: skip
    assert (3, "afternoon") in short
    assert len(short) < len(capacity["half_days"]) / 2


def test_a_partners_software_is_registered_and_has_booked(system: RunningSystem) -> None:
    (software,) = ask(system, "operator", "/api/accounts/v1/partner-systems")["items"]
    assert (software["name"], software["scopes"]) == (NAME, sorted(SCOPES))


def test_mails_of_the_past_bear_the_instants_of_the_past(system: RunningSystem, loaded_at: datetime) -> None:
    days = [datetime.fromisoformat(mail["received_at"]).date() for mail in system.mails()]
    assert len(days) >= 60
    assert len(set(days)) > 20
    assert min(days) >= (loaded_at - SIX_WEEKS).date() - timedelta(days=1)


def test_three_nurses_visit_at_home_and_one_visit_is_in_no_round(system: RunningSystem) -> None:
    volunteers = ask(system, "care_coordinator", "/api/scheduling/v1/round-volunteers")["items"]
    lists = ask(system, "care_coordinator", "/api/scheduling/v1/worklists")["items"]
    waiting = {one["key"]: one["count"] for one in lists}
    assert (len(volunteers), waiting["visits_to_place"]) == (3, 1)
