"""The registers of the demonstration keep to their formats and name nobody who exists."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from carekit.identifiers import is_finess, is_rpps
from local_system.demo import finess_file, national, people, rpps_file
from local_system.demo.structures import CATEGORIES, structures


def test_rpps_numbers_are_valid_and_come_from_a_range_nobody_is_given() -> None:
    numbers = [p.rpps for p in people.professionals()]
    assert len(set(numbers)) == len(numbers) == 400
    assert all(is_rpps(n) and n.startswith("99") for n in numbers)


def test_finess_numbers_are_valid_and_belong_to_departments_that_do_not_exist() -> None:
    numbers = [n for s in structures() for n in (s.finess, s.legal_finess)]
    assert len(set(numbers)) == len(numbers)
    assert all(is_finess(n) and n[:2] in ("96", "99") for n in numbers)


def test_every_telephone_number_is_one_kept_for_fiction() -> None:
    phones = [s.phone for s in structures()] + [a.phone for p in people.professionals() for a in p.activities]
    assert all(re.fullmatch(r"026191\d{4}", phone) for phone in phones)


def test_every_mail_address_is_in_a_reserved_domain_and_used_once() -> None:
    addresses = [p.email for p in people.professionals()]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch(r"[a-z.\-]+@exemple\.maillage\.invalid", address) for address in addresses)


def test_the_members_have_the_mix_of_the_sources() -> None:
    members = people.members()
    assert len(members) == 135
    mix = Counter(p.profession for p in members)
    assert (mix[people.NURSE], mix[people.DOCTOR], mix[people.PHARMACIST], mix[people.PHYSIO]) == (59, 38, 17, 15)
    assert all(p.commune.cpts == "first" for p in members)
    assert sum(p.is_gp for p in people.professionals()) == 95


def test_the_second_cpts_has_its_own_members() -> None:
    second = people.second_members()
    assert 10 <= len(second) <= 20
    assert all(p.commune.cpts == "second" for p in second)


@pytest.mark.shared
def test_the_register_of_professionals_has_the_published_header(shared_dir: Path) -> None:
    published = (shared_dir / "data/rpps/entete_PS_LibreAcces_Personne_activite_2026-10-08.txt").read_text("utf-8")
    assert published.strip() == rpps_file.HEADER


def test_each_line_of_the_register_has_56_fields_and_a_trailing_bar_but_the_one_cut_short() -> None:
    lines = rpps_file.personne_activite().splitlines()
    assert Counter(line.count("|") for line in lines) == {56: len(lines) - 1, 19: 1}
    assert all(line.endswith("|") for line in lines[:-1])
    assert not any('"' in line for line in lines)


def test_a_person_is_repeated_for_each_activity_and_each_skill() -> None:
    repeated = Counter(line.split("|")[1] for line in rpps_file.personne_activite().splitlines()[1:-2])
    expected = {p.rpps: len(p.activities) * max(1, len(p.skills)) for p in people.professionals()}
    assert repeated == expected
    assert sum(n > 1 for n in expected.values()) >= 30


def test_the_flawed_lines_are_a_wrong_key_and_a_short_line() -> None:
    wrong, short = rpps_file.flawed_lines()
    assert not is_rpps(wrong.split("|")[1])
    assert short.count("|") < 56


def test_the_territory_has_its_sixty_structures() -> None:
    kinds = Counter(s.category for s in structures())
    assert sum(kinds.values()) == 60
    wanted = {"355": 1, "292": 1, "156": 2, "500": 2, "141": 1, "354": 1, "460": 1, "604": 2}
    assert {k: kinds[k] for k in wanted} == wanted
    assert kinds["611"] >= 2
    assert kinds["603"] >= 2
    assert kinds["620"] >= 10
    names = " ".join(s.long_name for s in structures())
    assert "PERMANENCE D'ACCES AUX SOINS DE SANTE" in names
    assert "CENTRE COMMUNAL D'ACTION SOCIALE" in names
    assert set(kinds) == set(CATEGORIES)


def test_the_stock_has_a_line_of_32_fields_and_coordinates_for_each_structure() -> None:
    first, *lines = finess_file.etalab_stock().splitlines()
    assert re.fullmatch(r"finess;etalab;\d+;\d{4}-\d\d-\d\d", first)
    rows = [line.split(";") for line in lines]
    assert Counter((row[0], len(row)) for row in rows) == {("structureet", 32): 60, ("geolocalisation", 6): 60}
    described = [row for row in rows if row[0] == "structureet"]
    for row in described:
        assert len(row[3]) <= 38
        assert len(row[4]) <= 60
        assert len(row[10]) <= 27
        assert re.fullmatch(r"[0-9]{3}", row[12])
        assert re.fullmatch(r"[0-9]{5} .{1,26}", row[15])
        assert len(row[19]) <= 60


def test_lambert_93_is_that_of_the_register() -> None:
    """The point verified in the documentation of the format: Bourg-en-Bresse, Fleyriat."""
    x, y = finess_file.lambert_93(5.20860, 46.22274)
    assert x == pytest.approx(870215.7, abs=2)
    assert y == pytest.approx(6571590.5, abs=2)


def test_both_formats_of_the_stock_say_the_same() -> None:
    document = json.loads(finess_file.finess_plus_json())
    places = [ege for pm in document["pmej"] for ege in pm["ege"]]
    assert [p["informationsGeneralesEGE"]["numFinessEge"] for p in places] == [s.finess for s in structures()]
    assert [p["adresse"][0]["cogCommune"] for p in places] == [s.commune.code for s in structures()]


def test_the_national_volume_has_its_lines_its_repetition_and_its_flaws(tmp_path: Path) -> None:
    path = tmp_path / "national.txt"
    flawed = national.write(path, lines=60_000)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 60_001
    assert lines[0] == rpps_file.HEADER
    assert 30 <= flawed <= 90
    numbers = [line.split("|")[1] for line in lines[1:]]
    invalid = sum(not is_rpps(n) for n in numbers) + sum(line.count("|") != 56 for line in lines[1:])
    assert flawed * 0.9 <= invalid <= flawed
    assert 1.3 <= len(numbers) / len(set(numbers)) <= 2.0
    assert 350 <= path.stat().st_size / len(lines) <= 550


def test_the_national_volume_is_the_same_each_time(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    assert national.write(one, lines=12_000) == national.write(two, lines=12_000)
    assert one.read_bytes() == two.read_bytes()
