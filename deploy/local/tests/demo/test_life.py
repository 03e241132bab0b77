"""Offers, openings and accounts: what makes the territory look alive."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date

import pytest

from local_system.demo import accounts, offers, openings, people

TODAY = date(2026, 11, 23)
_DIGEST = """
import hashlib
from datetime import date
from local_system.demo import finess_file, offers, openings, outlines, rpps_file
today = date(2026, 11, 23)
text = "".join([outlines.communes_csv(), outlines.outlines_geojson(), rpps_file.personne_activite(),
    finess_file.etalab_stock(), finess_file.finess_plus_json(), repr(sorted(offers.offers().items())),
    repr(offers.absences(today)), repr(sorted(offers.volunteers())), repr(openings.openings(today))])
print(hashlib.sha256(text.encode()).hexdigest())
"""


def test_the_whole_territory_is_the_same_bytes_in_two_processes() -> None:
    def digest(hash_seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        return subprocess.run(
            [sys.executable, "-c", _DIGEST], env=environment, check=True, capture_output=True, text=True
        ).stdout

    assert digest("1") == digest("2")
    assert len(digest("1").strip()) == len(hashlib.sha256().hexdigest())


ROLES = (
    "referrer professional delegate care_coordinator social_coordinator secretary director regulator evaluator "
    "health_mediator case_manager project_officer quality_referent guest platform_operator suspended"
)


@pytest.mark.parametrize("role", ROLES.split())
def test_each_role_of_the_rules_has_an_account(role: str) -> None:
    assert any(role in a.roles for a in accounts.accounts())


def test_accounts_are_told_apart_by_their_address() -> None:
    known = accounts.accounts()
    assert len({a.email for a in known}) == len({a.key for a in known}) == len(known)
    assert all(a.email.endswith("@exemple.maillage.invalid") for a in known)


def test_an_account_of_a_professional_bears_the_number_of_a_member_of_its_cpts() -> None:
    cpts_of = {p.rpps: p.cpts for p in people.professionals()}
    assert all(cpts_of[a.rpps] == a.cpts for a in accounts.accounts() if a.rpps)


def test_the_social_worker_and_the_ward_have_no_rpps_number_but_a_structure() -> None:
    for key in ("social_worker", "ward"):
        account = accounts.account(key)
        assert account.rpps is None
        assert account.structure_finess is not None


def test_the_neighbouring_cpts_has_a_coordinator_of_its_own() -> None:
    assert accounts.account("neighbour_coordinator").cpts == "second"


def test_about_25_members_share_hours_and_two_weeks_hold_some() -> None:
    sharers = openings.sharers()
    assert 22 <= len(sharers) <= 28
    assert len({p.rpps for p in sharers}) == len(sharers)
    assert all(p.cpts == "first" for p in sharers)
    shared = openings.openings(TODAY)
    assert {o.rpps for o in shared} == {p.rpps for p in sharers}
    assert {o.kind for o in shared} == {"weekly", "one_off"}
    assert {o.modality for o in shared} == {"AMB", "HH", "VR"}


def test_one_professional_never_opens_two_spans_at_once() -> None:
    for person in openings.sharers():
        weekly = [o for o in openings.openings(TODAY) if o.rpps == person.rpps and o.kind == "weekly"]
        spans = [(day, o.from_time, o.to_time) for o in weekly for day in o.weekdays]
        for i, (day, start, end) in enumerate(spans):
            assert start < end
            assert not any(d == day and s < end and start < e for d, s, e in spans[i + 1 :])


def test_one_off_openings_fall_on_working_days_to_come() -> None:
    for opening in openings.openings(TODAY):
        if opening.kind == "one_off":
            assert opening.starts_on > TODAY
            assert opening.starts_on.isoweekday() <= 5


def test_members_who_are_gps_mostly_take_new_patients() -> None:
    known = offers.offers()
    gps = [p for p in people.members() if p.is_gp]
    accepting = sum(known[p.rpps].accepts_new_patients for p in gps)
    assert len(gps) * 0.5 <= accepting < len(gps)
    assert any(known[p.rpps].home_visits for p in gps)
    assert any("ar" in known[p.rpps].languages for p in gps)


def test_some_members_are_away_now_and_some_soon() -> None:
    away = offers.absences(TODAY)
    assert any(a.starts_on <= TODAY <= a.ends_on for a in away)
    assert any(a.starts_on > TODAY for a in away)
    assert all(a.starts_on <= a.ends_on for a in away)
